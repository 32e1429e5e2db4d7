"""What an operator may set about the web playground."""

from __future__ import annotations

from typing import Self

from pydantic import Field, SecretStr

from bot.settings import PlatformSettings


class WebSettings(PlatformSettings):
    """The web playground."""

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
    web_desk_password: SecretStr = Field(
        default=SecretStr(""), description="Password of the operator's desk at /desk; without one there is no desk."
    )
    web_proxy: str = Field(
        default="",
        description="Address of the proxy in front of the web playground; only its X-Forwarded-For is believed.",
    )

    def switched_on(self) -> bool:
        return self.web

    def at_port(self, port: int) -> Self:
        return self.model_copy(update={"web_port": port})
