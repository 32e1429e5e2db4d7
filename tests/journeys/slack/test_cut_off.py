"""A call that could not be kept in time is made again, once, as soon as its time is over."""

from __future__ import annotations

import sqlalchemy as sa

from bot.shell import calling
from storage.db import schema
from storage.queue import outbox

FIRST = "I'm Candid, a program, not a person."


async def cut_off(town) -> int:
    """Rows whose call may have arrived, for all that this bot knows."""
    async with town.storage.db.read() as tx:
        box = schema.outbox.c
        query = sa.select(sa.func.count()).where(box.state == outbox.SENDING)
        return (await tx.execute(query)).scalar_one()


async def test_a_call_that_was_cut_off_is_made_again_once_its_time_is_over(town, monkeypatch) -> None:
    ada = await town.newcomer()
    monkeypatch.setattr(calling, "CUT_AFTER_S", -1.0)  # late from the start, as in a process that slept
    await ada.person.command("headshot")
    await ada.until("the cut", lambda: cut_off(town))
    assert not [seen for seen in await ada.person.sees() if FIRST in seen.text]
    monkeypatch.undo()
    await ada.sees(FIRST)
    assert len([seen for seen in await ada.person.sees() if FIRST in seen.text]) == 1
