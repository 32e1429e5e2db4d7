"""The headless front end: a chat room in memory, for ``candid try``, the benches and the tests."""

from __future__ import annotations

from bot.declarations import Around, Declaration, OnThisMachine
from bot.platforms.headless.limits import CAPABILITIES
from bot.platforms.headless.settings import HeadlessSettings
from bot.ports import Platform
from storage.operations.checks import Check


def _build(_own: HeadlessSettings, _around: Around) -> Platform:
    from bot.platforms.headless.adapter import build

    return build()


def _checks(_own: HeadlessSettings) -> list[Check]:
    return []


DECLARED = Declaration(
    title="candid try",
    carrier=OnThisMachine,
    capabilities=CAPABILITIES,
    settings=HeadlessSettings,
    build=_build,
    checks=_checks,
    harness="tests.bot.platforms.headless.harness",
)
