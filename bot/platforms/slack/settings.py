"""What an operator may set about Slack."""

from __future__ import annotations

import re

from pydantic import Field, SecretStr, field_validator

from bot.commands import ADMIN, Command, further_names
from bot.settings import PlatformSettings

# Paths of Slack's requests and of the pages that install the app.
EVENTS, INSTALL, CALLBACK = "/slack/events", "/slack/install", "/slack/oauth_redirect"
PHOTO = "/slack/photo"  # where Slack sends somebody who lets their photo be set

NAME = re.compile(r"[a-z][a-z0-9-]{0,30}")  # app manifest: a slash, then 32 characters at most in all
MOST_NAMES = 46  # an app has 50 commands at most, and four are Candid's own
# Commands of Slack's own that are known to be refused (Slack's guide to slash commands; hermes-agent's manifest).
SLACKS_OWN = frozenset({"status", "me", "join", "topic", "remind", "help"})


class SlackSettings(PlatformSettings):
    """Slack."""

    slack_bot_token: SecretStr = Field(default=SecretStr(""), description="Bot token (xoxb-); switches Slack on.")
    slack_app_token: SecretStr = Field(
        default=SecretStr(""), description="App token (xapp-) for Slack's Socket Mode; without it Slack uses HTTP."
    )
    slack_signing_secret: SecretStr = Field(default=SecretStr(""), description="Signing secret for Slack over HTTP.")
    slack_client_id: str = Field(
        default="", description="Client id of the Slack app: several workspaces can install it. Instead of a bot token."
    )
    slack_client_secret: SecretStr = Field(default=SecretStr(""), description="Client secret of the Slack app.")
    slack_config_token: SecretStr = Field(
        default=SecretStr(""),
        description="App configuration token (xoxe.xoxp-, lives 12 hours): `candid doctor` compares the app by it.",
    )
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

    slack_offer_photo: bool = Field(
        default=False,
        description="Offers everybody to set an approved picture as their Slack photo, by their own permission. Needs "
        "client id, client secret and public address.",
    )

    slack_aliases: str = Field(
        default="",
        description="Further names of commands, e.g. `portrait=headshot weg=forget-me`; the app has to list them.",
    )

    @field_validator("slack_aliases")
    @classmethod
    def _known(cls, written: str) -> str:
        aliases_in(written)
        return written

    @property
    def aliases(self) -> dict[str, Command]:
        return aliases_in(self.slack_aliases)

    def switched_on(self) -> bool:
        return bool(self.slack_bot_token.get_secret_value() or self.slack_client_id)


def aliases_in(written: str) -> dict[str, Command]:
    """Raises ``ValueError`` for a name that Slack would refuse, that is taken, stands for nothing, or is too many."""
    found = further_names(written, shape=NAME, taken={ADMIN, *SLACKS_OWN})
    if len(found) > MOST_NAMES:
        message = f"{len(found)} further names; Slack takes {MOST_NAMES} beside Candid's own"
        raise ValueError(message)
    return found
