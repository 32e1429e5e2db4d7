"""``candid up --check`` and ``--invite``: whether the bot could serve, and how it comes onto each chat platform.

Nothing is served, stored or changed: each platform that is switched on is logged in to, as ``candid doctor`` does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from bot.checks import half_set, who_runs_it
from bot.declarations import declarations, declared
from bot.settings import BotSettings, PlatformSettings
from storage.operations.check import Check, without_library

Tell = Callable[[str], None]
NOTHING = "Nothing to log in to: no chat platform is switched on. `candid up --invite` says how one is set up."


def check(bot: BotSettings, own: Mapping[str, PlatformSettings], tell: Tell) -> bool:
    """Tells what each check found, with its fix; True when every one is well."""
    found = list(_checks(bot, own))
    for each in found:
        tell(f"{'ok  ' if each.ok else 'FAIL'}  {each.name}: {each.detail}")
        if not each.ok:
            tell(f"      {each.fix}")
    if not found:
        tell(NOTHING)
    invite({name: each for name, each in own.items() if each.switched_on() and declared(name).invites_at_start}, tell)
    return all(each.ok for each in found)


def _checks(bot: BotSettings, own: Mapping[str, PlatformSettings]) -> Iterator[Check]:
    for name, settings in own.items():
        platform = declared(name)
        yield from half_set(platform, settings)
        if not settings.switched_on() or not platform.carrier:
            continue
        yield who_runs_it(platform.title, bot)
        try:
            yield from platform.checks(settings)
        except ModuleNotFoundError as missing:
            yield without_library(platform.title, name, missing)


def invite(own: Mapping[str, PlatformSettings], tell: Tell) -> None:
    """Tells, for each platform that has one, the address that brings the bot onto it."""
    for name, platform in declarations().items():
        if name in own and platform.invite is not None:
            tell(platform.invite(own[name]))
