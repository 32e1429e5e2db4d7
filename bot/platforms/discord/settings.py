"""What an operator may set about Discord."""

from __future__ import annotations

from pydantic import Field, SecretStr

from bot.settings import PlatformSettings


class DiscordSettings(PlatformSettings):
    """Discord."""

    discord_token: SecretStr = Field(default=SecretStr(""), description="Bot token; switches Discord on.")

    def switched_on(self) -> bool:
        return bool(self.discord_token.get_secret_value())
