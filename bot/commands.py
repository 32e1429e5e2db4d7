"""What people can ask for by name. Pure: how a command is typed in a chat is each platform's own, see ``Declaration``.

A text never spells a command: it says ``{ COMMAND("status") }``, and ``bot.texts`` asks the platform how that is typed.
Whatever way it was typed, today's or an older one, ``read`` knows it again.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from enum import StrEnum


class Command(StrEnum):
    """In the order in which people are told of them. ``STOP`` and ``CANCEL`` are words that end something."""

    HEADSHOT = "headshot"
    STATUS = "status"
    MY_DATA = "my-data"
    CONSENT = "consent"
    LANGUAGE = "language"
    ABOUT = "about"
    PRIVACY = "privacy"
    DISCLOSE = "disclose"
    VERIFY = "verify"
    WHERE = "where"
    ETHICS = "ethics"
    COST = "cost"
    CHANGES = "changes"
    APPEAL = "appeal"
    FEEDBACK = "feedback"
    FORGET_ME = "forget-me"
    HELP = "help"
    STOP = "stop"
    CANCEL = "cancel"


LISTED = tuple(command for command in Command if command not in {Command.STOP, Command.CANCEL})
"""What help, menus and platforms' own lists offer."""

GROUP = "candid"
ADMIN = "headshot-admin"  # for the people who run a server or workspace; where a platform has it
OF_THEIR_OWN = (Command.HEADSHOT, Command.FORGET_ME)
GROUPED = tuple(command for command in LISTED if command not in OF_THEIR_OWN)


def slashed(command: Command) -> str:
    """``/status``: for a chat in which all commands are Candid's."""
    return f"/{command}"


def grouped(command: Command) -> str:
    """``/candid status``: for a chat that Candid shares with other bots. Two commands keep a name of their own."""
    return f"/{command}" if command in OF_THEIR_OWN else f"/{GROUP} {command}"


def further_names(written: str, *, shape: re.Pattern[str], taken: Collection[str]) -> dict[str, Command]:
    """An operator's ``portrait=headshot weg=forget-me``: further names and what they stand for.

    ``shape``: how a platform lets commands be called; ``taken``: what it keeps for itself. Raises ``ValueError``.
    """
    found: dict[str, Command] = {}
    for pair in written.split():
        name, _, stands_for = pair.partition("=")
        if not shape.fullmatch(name) or name != name.lower() or name in {*LISTED, GROUP, *taken}:
            message = f"{name!r} cannot be a command's further name"
            raise ValueError(message)
        if stands_for not in LISTED:
            message = f"{stands_for!r} is no command; one of: {', '.join(LISTED)}"
            raise ValueError(message)
        found[name] = Command(stands_for)
    return found


def read(typed: str) -> tuple[str, str] | None:
    """(name, argument) of what begins with a slash; None for anything else. A name may be one that nobody knows.

    ``/status``, ``/language de``, ``/candid status``; and as they were typed once: ``/candid-status``, ``/forget_me``.
    ``/candid`` alone asks for help.
    """
    if not typed.strip().startswith("/"):
        return None
    name, _, argument = typed.strip()[1:].partition(" ")
    name = name.lower().replace("_", "-").removeprefix(f"{GROUP}-")
    if name == GROUP:
        name, _, argument = argument.strip().partition(" ")
        name = name.lower().replace("_", "-") or Command.HELP
    return name, argument.strip()
