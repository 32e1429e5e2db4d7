"""What an operator may set about the talking side. Read only at the doors (``bot/cli``), passed on as a value.

Every setting is an environment variable ``CANDID_<NAME>``, or a line of ``.env`` in the folder it is started from.
``rows`` makes the table of README and ``.env.example`` from the very fields, so that neither can go stale.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

PREFIX = "CANDID_"


Recipient = Annotated[str, Field(max_length=100)]


class BotSettings(BaseSettings):
    """The talking side: who runs it, in which language it starts, where its front ends listen."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_file=".env", extra="ignore", frozen=True)

    operator: str = Field(
        default="",
        description="Who runs this bot, as people are told in its first sentence. Needed for Discord and Slack.",
    )
    contact: str = Field(
        default="", description="How people reach the operator, e.g. an e-mail address. Needed for Discord and Slack."
    )
    privacy_url: str = Field(
        default="", description="Address of the operator's privacy notice. Needed for Discord and Slack."
    )
    verify_url: str = Field(
        default="",
        description="Address under which people reach `candid verify --serve`; sentences to paste then carry it.",
    )
    directory_recipient: Recipient = Field(
        default="",
        description="Who may be given approved pictures, by their owners' own yes, e.g. Example Ltd's staff list.",
    )
    directory_recipients: Annotated[dict[str, Recipient], NoDecode] = Field(
        default_factory=dict,
        description='As above for single Slack workspaces, as JSON by their id: {"T0123": "Example\'s staff list"}.',
    )
    directory_days: int = Field(
        default=365, ge=1, le=730, description="Days after which a picture in the directory must be removed."
    )
    language: str = Field(default="en", description="Language for people whose platform names none.")
    photos_held: int = Field(default=8, ge=1, le=8, description="Photos held for one person at a time.")
    checks_per_day: int = Field(default=40, ge=1, description="Photo checks one person may ask for in a day.")
    held_back_to_offer: int = Field(
        default=2,
        ge=1,
        le=4,
        description="Redrawn pictures of one set held back after which the person is offered to keep their real face.",
    )
    jobs_per_day: int = Field(default=10, ge=1, description="Sets of pictures one person may ask for in a day.")
    web: bool = Field(default=True, description="Whether the web playground is served.")
    web_host: str = Field(
        default="127.0.0.1", description="Where the web playground listens; anything but loopback needs a password."
    )
    web_port: int = Field(default=8765, ge=0, le=65535, description="Port of the web playground; 0 takes a free one.")
    web_password: SecretStr = Field(
        default=SecretStr(""), description="Password of the web playground, needed when it is not on loopback."
    )
    web_origin: str = Field(
        default="", description="Address people type to reach the web playground when it is not on loopback."
    )
    discord_token: SecretStr = Field(default=SecretStr(""), description="Bot token; switches Discord on.")
    slack_bot_token: SecretStr = Field(default=SecretStr(""), description="Bot token (xoxb-); switches Slack on.")
    slack_app_token: SecretStr = Field(
        default=SecretStr(""), description="App token (xapp-) for Slack's Socket Mode; without it Slack uses HTTP."
    )
    slack_signing_secret: SecretStr = Field(default=SecretStr(""), description="Signing secret for Slack over HTTP.")
    slack_client_id: str = Field(
        default="", description="Client id of the Slack app: several workspaces can install it. Instead of a bot token."
    )
    slack_client_secret: SecretStr = Field(default=SecretStr(""), description="Client secret of the Slack app.")
    slack_host: str = Field(
        default="127.0.0.1", description="Where Slack's HTTP requests are taken; put a TLS proxy in front of it."
    )
    slack_port: int = Field(default=3000, ge=0, le=65535, description="Port of Slack's HTTP requests.")
    slack_public_url: str = Field(
        default="", description="Address under which Slack and installing admins reach that port, with https."
    )
    slack_api_url: str = Field(
        default="https://slack.com/api/", description="Slack's Web API; another address is for tests and GovSlack."
    )

    @field_validator("directory_recipients", mode="before")
    @classmethod
    def _read(cls, given: object) -> object:
        """From the environment's text; a setting left empty is not set."""
        if not isinstance(given, str):
            return given
        try:
            return json.loads(given or "{}")
        except json.JSONDecodeError:
            message = 'is not JSON; it looks like {"T0123": "who gets the pictures"}'
            raise ValueError(message) from None

    def recipient_for(self, workspace: str) -> str:
        """Who may be given the pictures of people there; "" for nobody, and nobody is asked."""
        return self.directory_recipients.get(workspace, self.directory_recipient)

    def recipients(self) -> tuple[str, ...]:
        """Everybody who may be given pictures, each once."""
        named = (self.directory_recipient, *self.directory_recipients.values())
        return tuple(dict.fromkeys(each for each in named if each))


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingRow:
    """One line of the settings table."""

    name: str
    default: str
    meaning: str


def rows(settings_class: type[BaseSettings]) -> Iterator[SettingRow]:
    """The settings of one class in the order they are written: variable name, default as text, meaning.

    Secrets and values worked out at start (folders by the platform's convention) show an empty default.
    """
    yield from _rows(settings_class, settings_class.model_config.get("env_prefix", ""))


def _rows(settings_class: type[BaseModel], prefix: str) -> Iterator[SettingRow]:
    for name, field in settings_class.model_fields.items():
        default = field.default
        if isinstance(default, BaseModel):  # a group of settings: CANDID_<GROUP>_<NAME>
            yield from _rows(type(default), f"{prefix}{name}_")
            continue
        computed = field.default_factory is not None or field.is_required()
        shown = "" if computed or isinstance(default, SecretStr) or default is None else str(default)
        yield SettingRow(name=f"{prefix}{name}".upper(), default=shown, meaning=field.description or "")
