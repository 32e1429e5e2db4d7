"""A command is heard as Slack sends it today, and by every name that an app installed before still sends."""

from __future__ import annotations

import pytest

from bot.platforms.slack import inbound
from bot.ports import Commanded

SENT = [
    ("/headshot", "", "headshot", ""),
    ("/forget-me", "", "forget-me", ""),
    ("/candid", "status", "status", ""),
    ("/candid", " My-Data ", "my-data", ""),
    ("/candid", "language de", "language", "de"),
    ("/candid", "", "help", ""),
    ("/candid", "sing a song", "sing", "a song"),
    # of an app whose manifest is of before
    ("/candid-status", "", "status", ""),
    ("/candid-help", "", "help", ""),
    ("/my-data", "", "my-data", ""),
    ("/language", "de", "language", "de"),
    ("/verify", "", "verify", ""),
]


@pytest.mark.parametrize(("command", "text", "name", "argument"), SENT)
def test_what_slack_sends_is_the_command_that_was_meant(command, text, name, argument) -> None:
    assert inbound.command({"command": command, "text": text}, {}) == Commanded(name=name, argument=argument)
