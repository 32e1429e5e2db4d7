"""The bot's own errors. Only codes cross processes; the sentence for a person at a terminal is made in ``bot/cli``.

BotError
├── PlatformIncomplete  a platform's folder lacks something that every platform must have
├── RuleRefused         an admin asked for a rule that is not allowed
├── SettingMissing      a front end was switched on without what it needs to be honest
├── TokenRefused        a chat platform no longer takes the bot's token
└── UnknownPlatform     no front end of that name is installed
"""

from __future__ import annotations

from bot.ports import Text

EXIT_USAGE = 2  # the operator has set or typed something wrong, and can change it


class BotError(Exception):
    """Root of what the bot raises on purpose. ``code`` is stable; ``message`` is for the operator's terminal."""

    code = "bot_error"

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class PlatformIncomplete(BotError):
    """A platform's folder lacks something that every platform must have. The message names platform and piece."""

    code = "platform_incomplete"


class RuleRefused(BotError):
    """The rule that an admin asked for is not allowed. ``said``: the text that tells why, and what is allowed."""

    code = "rule_refused"

    def __init__(self, said: Text) -> None:
        super().__init__(said.key)
        self.said = said


class SettingMissing(BotError):
    """A front end was switched on without what it needs to be honest with people."""

    code = "setting_missing"
    exit_code = EXIT_USAGE


class TokenRefused(BotError):
    """A chat platform does not take the bot's token, or no longer."""

    code = "token_refused"
    exit_code = EXIT_USAGE


class UnknownPlatform(BotError):
    """No front end of that name is installed."""

    code = "unknown_platform"
    exit_code = EXIT_USAGE
