"""What an operator may set about the talking side. Read only at the doors (``bot/cli``), passed on as a value.

Every setting is an environment variable ``CANDID_<NAME>``, or a line of ``.env`` in the folder it is started from.
A platform's own settings are a ``PlatformSettings`` in its folder, each named after the platform.
``rows`` makes the table of README and ``.env.example`` from the very fields, so that neither can go stale.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal, Self

from pydantic import BaseModel, Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

PREFIX = "CANDID_"

Notice = Literal["eu", "illinois", "new_york"]
Recipient = Annotated[str, Field(max_length=100)]


class BotSettings(BaseSettings):
    """The talking side: who runs it, in which language it starts, how much one person may ask for."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_file=".env", extra="ignore", frozen=True)

    operator: str = Field(
        default="",
        description="Who runs this bot, as people are told in its first sentence. Needed on chat services.",
    )
    contact: str = Field(
        default="",
        description="How people reach the operator, e.g. an e-mail address. Needed on chat services.",
    )
    privacy_url: str = Field(
        default="",
        description="Address of the operator's privacy notice. Needed on chat services.",
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
        description='As above for single workspaces, as JSON by their id: {"T0123": "Example\'s staff list"}.',
    )
    directory_days: int = Field(
        default=365, ge=1, le=730, description="Days after which a picture in the directory must be removed."
    )
    release: Literal["tick", "typed"] = Field(
        default="tick",
        description="How people agree: by ticking, or (typed) by their typed name too, as Illinois law wants.",
    )
    notices: Annotated[tuple[Notice, ...], NoDecode] = Field(
        default_factory=tuple,
        description="Laws whose notice people read beside the choices, comma-separated: eu, illinois, new_york.",
    )
    metrics_host: str = Field(
        default="127.0.0.1",
        description="Where /healthz, /readyz and /metrics answer; another address only inside a network of containers.",
    )
    metrics_port: int = Field(
        default=0,
        ge=0,
        le=65535,
        description="Port on loopback for /healthz, /readyz and /metrics (Prometheus); 0: none.",
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
    watts: int = Field(
        default=60,
        ge=1,
        le=5000,
        description="What the machine draws while it makes pictures, in watts; /cost uses it.",
    )
    jobs_per_day: int = Field(default=10, ge=1, description="Sets of pictures one person may ask for in a day.")

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

    @field_validator("notices", mode="before")
    @classmethod
    def _listed(cls, given: object) -> object:
        if not isinstance(given, str):
            return given
        return tuple(each.strip() for each in given.split(",") if each.strip())

    @model_validator(mode="after")
    def _signed_where_it_says_so(self) -> Self:
        """The notice for Illinois tells people that they sign."""
        if "illinois" in self.notices and self.release != "typed":
            message = "CANDID_NOTICES names illinois: that law wants a written release, so set CANDID_RELEASE=typed"
            raise ValueError(message)
        return self

    def recipient_for(self, workspace: str) -> str:
        """Who may be given the pictures of people there; "" for nobody, and nobody is asked."""
        return self.directory_recipients.get(workspace, self.directory_recipient)

    def recipients(self) -> tuple[str, ...]:
        """Everybody who may be given pictures, each once."""
        named = (self.directory_recipient, *self.directory_recipients.values())
        return tuple(dict.fromkeys(each for each in named if each))


class PlatformSettings(BaseSettings):
    """What an operator may set about one platform. Each field's name begins with the platform's: ``toy_token``.

    A token is a ``SecretStr``. No child process inherits any of them (``bot.shell.supervise``).
    """

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_file=".env", extra="ignore", frozen=True)

    def switched_on(self) -> bool:
        """Whether ``candid up`` opens this platform."""
        raise NotImplementedError

    def half_set(self) -> tuple[str, ...]:
        """Variables of secrets that are set although they do not switch the platform on: something else is missing."""
        if self.switched_on():
            return ()
        secrets = ((name, value) for name, value in self if isinstance(value, SecretStr))
        return tuple(f"{PREFIX}{name}".upper() for name, value in secrets if value.get_secret_value())

    def at_port(self, port: int) -> Self:
        """For ``candid up --port``. A platform that serves no page on this machine stays as it is."""
        del port
        return self


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
