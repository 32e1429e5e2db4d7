"""The notice that everything is erased: kept until the person has got it, so that a crash cannot lose it.

Address and language are encrypted with a house key, since the person's own key is gone by then. The notice is dropped
once it is delivered, and with the erasure's row a day later at the latest.

Of several bots on one database, the one that heard /forget-me tells the person, and the one that leads tells whoever is
still owed it. So each takes the telling first (``take``), for as long as that may last.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import sqlalchemy as sa

from storage.db import schema
from storage.people import persons
from storage.records import Address, PersonId

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

    from storage.store import Storage

TELLING_LASTS = timedelta(seconds=20)  # afterwards whoever took it is taken for dead
TELLING = "telling_until"  # among the erasure's counts until the receipt is written; seconds since 1970
_DOMAIN = "erasure notice"
_e = schema.erasures.c


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureNotice:
    """Whom to tell, and in which language. ``person_id``: of the erased person; no row has it any more."""

    person_id: PersonId
    address: Address
    language: str


async def add(storage: Storage, tx: AsyncConnection, erasure_id: str, person_id: PersonId, address: Address) -> None:
    """Keeps the notice with its erasure; call it while the person's row is still there."""
    person = await persons.get(tx, person_id)
    notice = {"address": asdict(address), "language": person.language if person else ""}
    sealed = storage.keys.seal_for_house(_DOMAIN, json.dumps(notice).encode())
    await tx.execute(sa.update(schema.erasures).where(_e.id == erasure_id).values(notice=sealed))


async def pending(storage: Storage, tx: AsyncConnection) -> list[ErasureNotice]:
    """The notices of finished erasures that are not delivered yet."""
    query = sa.select(_e.erased_person, _e.notice).where(_e.finished_at.is_not(None), _e.notice.is_not(None))
    found = []
    for row in await tx.execute(query):
        notice = json.loads(storage.keys.unseal_for_house(_DOMAIN, row.notice))
        address = Address(**notice["address"])
        found.append(ErasureNotice(person_id=PersonId(row.erased_person), address=address, language=notice["language"]))
    return found


async def take(tx: AsyncConnection, person_id: PersonId, now: datetime) -> bool:
    """Commit this before telling. False when it was told, or another bot tells it: then do not.

    It holds for ``TELLING_LASTS``; on SQLite, which has one bot, whoever asks has it.
    """
    mine = _e.erased_person == person_id
    owed = sa.select(_e.counts).where(mine, _e.notice.is_not(None)).with_for_update()
    counts = (await tx.execute(owed)).scalar()
    if counts is None or (tx.dialect.name == "postgresql" and counts.get(TELLING, 0) > now.timestamp()):
        return False
    told = {**counts, TELLING: int((now + TELLING_LASTS).timestamp())}
    await tx.execute(sa.update(schema.erasures).where(mine).values(counts=told))
    return True


async def hand_back(tx: AsyncConnection, person_id: PersonId) -> None:
    """It could not be told for now: whoever is first tries again."""
    mine = _e.erased_person == person_id
    counts = (await tx.execute(sa.select(_e.counts).where(mine).with_for_update())).scalar()
    if counts is not None:
        await tx.execute(sa.update(schema.erasures).where(mine).values(counts={**counts, TELLING: 0}))


async def delivered(tx: AsyncConnection, person_id: PersonId) -> None:
    """The person has got it, or never can: the notice is dropped."""
    await tx.execute(sa.update(schema.erasures).where(_e.erased_person == person_id).values(notice=None))
