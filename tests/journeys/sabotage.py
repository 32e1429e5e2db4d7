"""What a killed bot is broken by before it starts, named in its environment: one safeguard less, each by one line."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from storage.ids import new_id

VARIABLE = "CANDID_TEST_SABOTAGE"
SMALL = "CANDID_TEST_REQUEST_BYTES"  # what a request to Discord may hold, so that little needs several


def commit() -> None:
    if name := os.environ.get(VARIABLE):
        SABOTAGES[name]()
    if size := os.environ.get(SMALL):
        from bot.platforms.discord import limits

        limits.SEND_BYTES = limits.REQUEST_BYTES = int(size)


def nothing_recovered() -> None:
    """Rows left in the middle of a call stay there."""
    from bot.shell.recovery import Recovery

    async def leave(_self: Recovery, _until: object) -> None: ...

    Recovery.run = leave  # type: ignore[method-assign]


def said_again_as_if_new() -> None:
    """What may have been seen does not say so."""
    from bot.platforms.discord import asked
    from storage.queue import outbox

    async def forget(_tx: object, _row: object) -> None: ...

    outbox.mark_maybe_twice = forget  # type: ignore[assignment]
    asked._maybe_twice = lambda message: message


def another_nonce() -> None:
    """Discord cannot know a part that it has."""
    from bot.platforms.discord import outbound

    outbound.nonce_of = lambda _key, _number=1: new_id()[:25]


def a_half_is_a_whole() -> None:
    """The first of several parts counts as all of them."""
    from bot.platforms.discord import zip_split

    zip_split.whole = lambda _filenames: True


def files_left_behind() -> None:
    """What a dead process uploaded is not looked for."""
    from bot.platforms.slack import files

    async def none(_client: object, _bot_user: str, _title: str) -> list[str]:
        return []

    files.left_behind = none


def door_stays_shut() -> None:
    """What waited for somebody goes on waiting when they come."""
    from storage.queue import outbox

    async def never(_tx: object, _person_id: str, _now: object) -> int:
        return 0

    outbox.door_opened = never  # type: ignore[assignment]


def acknowledged_ahead() -> None:
    """What a person did is acknowledged before it is written down, which takes its time."""
    import asyncio

    from bot.shell import hearing, inbox

    async def at_once(_written: object, _wait_s: float) -> bool:
        return True

    write_down = hearing.write_down

    async def late(*given: Any) -> hearing.Heard | None:
        await asyncio.sleep(1)
        return await write_down(*given)

    inbox.kept = at_once
    hearing.write_down = late


def left_in_the_inbox() -> None:
    """What a dead process had written down stays there."""
    from bot.shell.hearing import Hearing

    async def leave(_self: Hearing, _until: object) -> None: ...

    Hearing._take_up = leave  # type: ignore[method-assign]


def taken_and_left() -> None:
    """A turn that is over leaves its row."""
    from storage.people import inbox

    async def left(_tx: object, _number: int) -> bool:
        return True

    inbox.done = left  # type: ignore[assignment]


SABOTAGES: dict[str, Callable[[], None]] = {
    each.__name__: each
    for each in (
        nothing_recovered, said_again_as_if_new, another_nonce, a_half_is_a_whole, files_left_behind,
        door_stays_shut, acknowledged_ahead, left_in_the_inbox, taken_and_left,
    )
}  # fmt: skip
