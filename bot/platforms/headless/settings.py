"""The headless front end has no settings: ``candid try``, the benches and the tests build it themselves."""

from __future__ import annotations

from bot.settings import PlatformSettings


class HeadlessSettings(PlatformSettings):
    """None of its own."""

    def switched_on(self) -> bool:
        return False
