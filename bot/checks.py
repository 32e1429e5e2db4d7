"""What ``candid doctor`` checks about the talking side: its settings, and each platform that is switched on."""

from __future__ import annotations

from typing import Any

from bot.declarations import Declaration, declarations
from bot.settings import PREFIX, BotSettings, PlatformSettings
from bot.up import PUBLIC
from storage.operations.check import Check, without_library
from storage.operations.checks import settings as settings_wrong

PLATFORMS = "Platforms"


def bot_checks() -> list[Check]:
    """The entry of this package in ``candid.checks``; reads the settings, since doctor is a door."""
    try:
        bot = BotSettings()
        own = {name: each.settings() for name, each in declarations().items()}
    except ValueError as wrong:
        return [settings_wrong(wrong)]
    on = {name: each for name, each in declarations().items() if own[name].switched_on()}
    found = [_which(on)]
    for name, each in declarations().items():
        found += half_set(each, own[name])
    for name, each in on.items():
        found += [who_runs_it(each.title, bot)] if each.carrier else []
        found += _checks_of(name, each, own[name])
    return found


def _which(on: dict[str, Declaration[Any]]) -> Check:
    return Check(
        name=PLATFORMS,
        ok=bool(on),
        detail=f"switched on: {', '.join(each.title for each in on.values())}" if on else "none is switched on",
        fix="Set CANDID_WEB=true, or the token of a chat platform.",
    )


def half_set(each: Declaration[Any], own: PlatformSettings) -> list[Check]:
    """A chat platform of which only a part is set stays off, which nobody would notice."""
    alone = own.half_set() if each.carrier else ()
    if not alone:
        return []
    names = " and ".join(alone)
    detail = f"switched off, although {names} {'is' if len(alone) == 1 else 'are'} set"
    fix = f"Set what switches {each.title} on as well (bot/SETTINGS.md lists it), or take {names} out."
    return [Check(name=f"{each.title}: half set", ok=False, detail=detail, fix=fix)]


def who_runs_it(title: str, bot: BotSettings) -> Check:
    """Strangers write to the bot where somebody else carries the chat. Without these three it does not start there."""
    missing = [f"{PREFIX}{name}".upper() for name in PUBLIC if not getattr(bot, name)]
    return Check(
        name=f"{title}: who runs it",
        ok=not missing,
        detail=f"not set: {', '.join(missing)}" if missing else "operator, contact and privacy address are set",
        fix=f"Set {', '.join(missing)}: people must be told who runs this bot." if missing else "",
    )


def _checks_of(name: str, each: Declaration[Any], own: PlatformSettings) -> list[Check]:
    try:
        found: list[Check] = each.checks(own)
    except ModuleNotFoundError as missing:
        return [without_library(each.title, name, missing)]
    return found
