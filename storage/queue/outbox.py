"""The outbox: messages to post, edit or delete, in order for each person.

A row is ``sending`` before the platform is called, and whoever set it so has it for ``CALL_LASTS`` (``not_before``), or
longer where it says so in time; the bot that leads may have changed meanwhile. A crash leaves such a row ``stuck``: the
call may have arrived, so the platform is asked before it is repeated. What a process writes of a row counts only while
nobody has tried it since (``_as_it_was``), so a settled row stays settled. Sent rows stay as the record of which
messages stand, until they expire or the person is erased. ``held`` is a row set aside: it failed for a cause of its
own, or its person's door was closed. It holds nobody back and goes out once it is released.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from storage.db.database import note_hint, upsert
from storage.db.schema import outbox
from storage.policy import RESULT_DAYS_CAP
from storage.records import PersonId

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

TOPIC = "outbox"
CALL_LASTS = timedelta(seconds=4)  # a killed bot's next answer waits for it, and must come within ten
KEPT = timedelta(days=RESULT_DAYS_CAP + 1)  # longer than the picture that a message shows

PENDING, SENDING, SENT, FAILED, GONE, HELD = "pending", "sending", "sent", "failed", "gone", "held"
DOOR = "door."  # an ``error`` that starts so: the row waits until its person does something again
POST, DELETE, REACT = "post", "delete", "react"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxRow:
    """``verb``: post | delete | react (on the message of the row whose key is ``payload["of"]``).

    ``ref``: the platform's reference, once sent. ``error``: a code.
    """

    id: int
    person_id: PersonId
    platform: str
    key: str
    verb: str
    slot: str
    subject: str
    payload: dict[str, Any]
    state: str
    ref: str
    attempts: int
    error: str
    maybe_twice: bool
    not_before: datetime
    created_at: datetime


async def put(
    tx: AsyncConnection,
    *,
    person_id: PersonId,
    platform: str,
    key: str,
    verb: str,
    slot: str = "",
    subject: str = "",
    payload: dict[str, Any],
    now: datetime,
) -> None:
    """Adds one message. The same key of the same person again changes nothing."""
    new = upsert(tx, outbox).values(
        person_id=person_id,
        platform=platform,
        key=key,
        verb=verb,
        slot=slot,
        subject=subject,
        payload=payload,
        state=PENDING,
        not_before=now,
        created_at=now,
        expires_at=now + KEPT,
    )
    await tx.execute(new.on_conflict_do_nothing())
    note_hint(tx, TOPIC)


async def due(tx: AsyncConnection, platform: str, now: datetime, limit: int) -> list[OutboxRow]:
    """Messages to send now, oldest first. A row waits while an earlier one of the same person must wait.

    Reactions go at a slower pace: they wait for their message, and nothing waits for them.
    """
    earlier = outbox.alias("earlier")
    blocked = sa.exists().where(
        earlier.c.person_id == outbox.c.person_id,
        earlier.c.id < outbox.c.id,
        earlier.c.verb != REACT,
        sa.or_(earlier.c.state == SENDING, sa.and_(earlier.c.state == PENDING, earlier.c.not_before > now)),
    )
    ready = (
        sa.select(outbox)
        .where(
            outbox.c.state == sa.literal_column("'pending'"),
            outbox.c.platform == platform,
            outbox.c.not_before <= now,
            ~blocked,
        )
        .order_by(outbox.c.id)
        .limit(limit)
    )
    return await _rows(tx, ready)


async def sending(tx: AsyncConnection, row: OutboxRow, now: datetime) -> bool:
    """Commit this before calling the platform. False when somebody else has the row: then do not call."""
    mine = (outbox.c.id == row.id, outbox.c.state == PENDING, outbox.c.attempts == row.attempts)
    taken = {"state": SENDING, "attempts": row.attempts + 1, "not_before": now + CALL_LASTS}
    return bool((await tx.execute(sa.update(outbox).where(*mine).values(taken))).rowcount)


async def still_sending(tx: AsyncConnection, row: OutboxRow, now: datetime) -> bool:
    """The call takes longer: the row stays the caller's for another ``CALL_LASTS``. False when it was late already."""
    mine = (outbox.c.id == row.id, outbox.c.state == SENDING, outbox.c.attempts == row.attempts + 1)
    longer = sa.update(outbox).where(*mine, outbox.c.not_before > now).values(not_before=now + CALL_LASTS)
    return bool((await tx.execute(longer)).rowcount)


async def sent(tx: AsyncConnection, row_id: int, ref: str) -> bool:
    """False when the caller must delete the message it just sent: its person was erased meanwhile, or the same message
    stands already under another reference.
    """
    settled = sa.and_(outbox.c.state.in_([SENT, GONE]), outbox.c.ref != ref)
    mine = sa.update(outbox).where(outbox.c.id == row_id, ~settled)
    return bool((await tx.execute(mine.values(state=SENT, ref=ref, error=""))).rowcount)


async def retry(tx: AsyncConnection, row: OutboxRow, not_before: datetime) -> None:
    await _set(tx, row, state=PENDING, not_before=not_before)


async def fail(tx: AsyncConnection, row: OutboxRow, code: str) -> None:
    """The platform refused it for good."""
    await _set(tx, row, state=FAILED, error=code)


async def hold(tx: AsyncConnection, row: OutboxRow, code: str) -> None:
    """Sets the row aside until it is released. ``code``: at most 64 characters are kept."""
    await _set(tx, row, state=HELD, error=code[:64])


async def held(tx: AsyncConnection) -> list[OutboxRow]:
    """Every row set aside, of all platforms, oldest first."""
    return await _rows(tx, sa.select(outbox).where(outbox.c.state == HELD).order_by(outbox.c.id))


async def release(tx: AsyncConnection, now: datetime, row_id: int | None = None) -> int:
    """Rows set aside go out again, with all their tries: the one, or every one. Returns how many."""
    return await _release(tx, now, *([outbox.c.id == row_id] if row_id is not None else []))


async def door_opened(tx: AsyncConnection, person_id: PersonId, now: datetime) -> int:
    """What waited for this person to do something again goes out. Returns how many rows."""
    return await _release(tx, now, outbox.c.person_id == person_id, outbox.c.error.startswith(DOOR, autoescape=True))


async def _release(tx: AsyncConnection, now: datetime, *which: sa.ColumnElement[bool]) -> int:
    again = (
        sa.update(outbox)
        .where(outbox.c.state == HELD, *which)
        .values(state=PENDING, attempts=0, not_before=now, error="")
    )
    released = (await tx.execute(again)).rowcount
    if released:
        note_hint(tx, TOPIC)
    return released


async def mark_maybe_twice(tx: AsyncConnection, row: OutboxRow) -> None:
    """The platform cannot say whether the message arrived: it is sent again and says so."""
    await _set(tx, row, maybe_twice=True)


async def gone(tx: AsyncConnection, person_id: PersonId, ref: str) -> None:
    """The message no longer stands in the chat."""
    standing = (outbox.c.person_id == person_id, outbox.c.ref == ref, outbox.c.state == SENT)
    await tx.execute(sa.update(outbox).where(*standing).values(state=GONE))


async def stuck(tx: AsyncConnection, platform: str, until: datetime | None = None) -> list[OutboxRow]:
    """Rows in the middle of a call. ``until``: only those that nobody has any more, since their time was over by then.

    Settle them before anything is sent.
    """
    left = [outbox.c.state == sa.literal_column("'sending'"), outbox.c.platform == platform]
    late = [outbox.c.not_before <= until] if until is not None else []
    return await _rows(tx, sa.select(outbox).where(*left, *late).order_by(outbox.c.id))


async def history(tx: AsyncConnection, person_id: PersonId) -> list[OutboxRow]:
    """The messages that stand in this person's chat, in order; an edited message once, as it reads now."""
    said = sa.select(outbox).where(outbox.c.person_id == person_id, outbox.c.state == SENT, outbox.c.verb == POST)
    latest: dict[str, OutboxRow] = {}
    for row in await _rows(tx, said.order_by(outbox.c.id)):
        earlier = latest.get(row.ref)
        # An edited message keeps its place.
        latest[row.ref] = row if earlier is None else _in_place_of(earlier, row)
    return list(latest.values())


def _in_place_of(earlier: OutboxRow, row: OutboxRow) -> OutboxRow:
    return replace(row, created_at=earlier.created_at)


async def refs_of(tx: AsyncConnection, person_id: PersonId, *, slot: str = "", subject: str = "") -> list[str]:
    """References of this person's standing messages in a slot or about a subject, oldest first."""
    if not slot and not subject:
        message = "a slot or a subject must be named"
        raise ValueError(message)
    mine = [outbox.c.person_id == person_id, outbox.c.state == SENT, outbox.c.ref != ""]
    named = outbox.c.slot == slot if slot else outbox.c.subject == subject
    found = await tx.execute(sa.select(outbox.c.ref).where(*mine, named).order_by(outbox.c.id))
    return list(dict.fromkeys(found.scalars()))


async def subjects(tx: AsyncConnection, person_id: PersonId) -> dict[str, str]:
    """What each standing message that is about something is about, by its reference."""
    mine = (outbox.c.person_id == person_id, outbox.c.state == SENT, outbox.c.verb == POST, outbox.c.subject != "")
    found = await tx.execute(sa.select(outbox.c.ref, outbox.c.subject).where(*mine).order_by(outbox.c.id))
    return {row.ref: row.subject for row in found}


async def ref_of(tx: AsyncConnection, person_id: PersonId, key: str) -> str | None:
    """The reference of this person's message with that key; "" where it does not stand, None while it is set aside."""
    mine = (outbox.c.person_id == person_id, outbox.c.key == key)
    row = (await tx.execute(sa.select(outbox.c.state, outbox.c.ref).where(*mine))).first()
    if row is None or row.state != HELD:
        return str(row.ref) if row is not None and row.state == SENT else ""
    return None


async def lag(tx: AsyncConnection, now: datetime) -> dict[str, float]:
    """Seconds that the oldest message due has been waiting, by platform; one where nothing waits is not there."""
    due = sa.select(outbox.c.platform, sa.func.min(outbox.c.not_before)).where(
        outbox.c.state == sa.literal_column("'pending'"), outbox.c.not_before <= now
    )
    return {platform: (now - oldest).total_seconds() for platform, oldest in await tx.execute(due.group_by("platform"))}


async def refs(tx: AsyncConnection, person_id: PersonId) -> set[str]:
    """References of every message that this person was ever sent and that is still on record, also of those gone."""
    found = await tx.execute(sa.select(outbox.c.ref).where(outbox.c.person_id == person_id, outbox.c.ref != ""))
    return set(found.scalars())


async def _set(tx: AsyncConnection, row: OutboxRow, **values: object) -> None:
    await tx.execute(sa.update(outbox).where(outbox.c.id == row.id, _as_it_was(row)).values(values))


def _as_it_was(row: OutboxRow) -> sa.ColumnElement[bool]:
    """As the caller read it, or took it for a call then."""
    read = sa.and_(outbox.c.state == row.state, outbox.c.attempts == row.attempts)
    taken = sa.and_(outbox.c.state == SENDING, outbox.c.attempts == row.attempts + 1)
    return sa.or_(read, taken) if row.state == PENDING else read


async def _rows(tx: AsyncConnection, query: sa.Select[Any]) -> list[OutboxRow]:
    found = await tx.execute(query)
    return [
        OutboxRow(**{name: value for name, value in row.items() if name != "expires_at"}) for row in found.mappings()
    ]
