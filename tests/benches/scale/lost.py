"""Late is not lost: lost is who still waits once nothing is left to show or to make."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from typing import TYPE_CHECKING

from tests.benches.quiet import at_rest
from tests.benches.scale.standin import StandIn

if TYPE_CHECKING:
    from storage.store import Storage

LATEST_S = 3600.0  # a bench ends some time


async def lost(
    people: StandIn, storage: Storage, walks: Collection[asyncio.Task[None]], *, rest_s: float = 3.0
) -> list[str]:
    """Why, one text for each walk that ended badly or never will. Waits for all others, however late they are.

    ``rest_s``: so long nothing may be posted before whoever still waits is given up.
    """
    waiting, until_s = set(walks), asyncio.get_running_loop().time() + LATEST_S
    while waiting and asyncio.get_running_loop().time() < until_s:
        posted = people.posted.total()
        _, waiting = await asyncio.wait(waiting, timeout=rest_s)
        if people.posted.total() == posted and not people.waiting and await at_rest(storage):
            break
    for each in waiting:
        each.cancel()
    ended = await asyncio.gather(*walks, return_exceptions=True)
    return [repr(each) for each in ended if isinstance(each, BaseException)]
