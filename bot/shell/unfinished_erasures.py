"""Ends erasures that stand half-way, and says the last words that are owed.

After a crash, storage ends the erasure at the next start, but the person has not been told yet. An erasure that a
reader or a full disk stopped has lost its timer with the person's rows. People whom the operator erased are told here,
too.
"""

from __future__ import annotations

import asyncio

from bot.shell.forget_me import MESSAGES_S, say_last_words
from bot.shell.loops import Loop
from bot.shell.runner import Runner
from bot.shell.strikes import OF_EVERYBODY
from storage.logs import log
from storage.retention import erasure_notices
from storage.retention.forget import forget, half_done, receipt_of

POLL_S = 5.0


def loop(runner: Runner) -> Loop:
    async def look() -> None:
        await end_half_done(runner)
        await say_owed(runner)

    return Loop(look=look, wait=lambda: asyncio.sleep(POLL_S))


async def end_half_done(runner: Runner) -> None:
    """One that is stopped again is tried again in growing pauses; the others end."""
    storage, strikes = runner.shell.storage, runner.strikes
    for person_id in await half_done(storage):
        key = f"erasure.{person_id}"
        if runner.after_commit.is_forgetting(person_id) or strikes.rests(key):
            continue
        try:
            await forget(storage, person_id)
        except OF_EVERYBODY:
            raise
        except Exception as broken:
            log.error("erasure.stopped", error=type(broken).__name__)
            strikes.failed(key, "An erasure", broken)
        else:
            strikes.over(key)


async def say_owed(runner: Runner, *, wait_s: float = MESSAGES_S) -> None:
    storage = runner.shell.storage
    async with storage.db.read() as tx:
        owed = await erasure_notices.pending(storage, tx)
        receipts = {word.person_id: await receipt_of(tx, word.person_id) for word in owed}
    for word in owed:
        if not runner.after_commit.is_forgetting(word.person_id):
            await say_last_words(runner.shell, word, receipts[word.person_id], wait_s, again=True)
