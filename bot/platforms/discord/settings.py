"""What an operator may set about Discord."""

from __future__ import annotations

import re
from typing import Any

from pydantic import Field, SecretStr, field_validator

from bot.commands import ADMIN, Command, further_names
from bot.settings import PlatformSettings

NAME = re.compile(r"[-_\w]{1,32}")  # application-commands, application command naming
SHARDS = re.compile(r"(\d{1,5})-(\d{1,5})/(\d{1,5})")


class DiscordSettings(PlatformSettings):
    """Discord."""

    discord_token: SecretStr = Field(default=SecretStr(""), description="Bot token; switches Discord on.")
    discord_aliases: str = Field(
        default="", description="Further names of commands, e.g. `portrait=headshot weg=forget-me`."
    )

    discord_shards: str = Field(
        default="",
        description="Which shards this bot opens, e.g. `0-3/8`: the first four of eight; for several bots. "
        "Empty: all, as many as Discord advises.",
    )

    @field_validator("discord_shards")
    @classmethod
    def _a_range(cls, written: str) -> str:
        shards_in(written)
        return written

    @field_validator("discord_aliases")
    @classmethod
    def _known(cls, written: str) -> str:
        aliases_in(written)
        return written

    def switched_on(self) -> bool:
        return bool(self.discord_token.get_secret_value())

    @property
    def sharding(self) -> dict[str, Any]:
        """As discord.py's AutoShardedClient takes it."""
        return shards_in(self.discord_shards)

    @property
    def aliases(self) -> dict[str, Command]:
        return aliases_in(self.discord_aliases)


def shards_in(written: str) -> dict[str, Any]:
    """The shards of one bot and how many there are in all; {} for "". Raises ``ValueError``."""
    if not written:
        return {}
    found = SHARDS.fullmatch(written)
    first, last, count = (int(number) for number in found.groups()) if found else (1, 0, 0)
    if not first <= last < count:
        message = "like 0-3/8: the first shard, the last one, and how many there are"
        raise ValueError(message)
    return {"shard_ids": list(range(first, last + 1)), "shard_count": count}


def aliases_in(written: str) -> dict[str, Command]:
    """Raises ``ValueError`` for a name that Discord would refuse, that is taken, or that stands for no command."""
    return further_names(written, shape=NAME, taken={ADMIN})
