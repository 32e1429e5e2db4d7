"""The notice that everything is erased: kept until the person has got it, so that a crash cannot lose it.

Address and language are encrypted with a house key, since the person's own key is gone by then. The notice is dropped
once it is delivered, and with the erasure's row a day later at the latest.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import sqlalchemy as sa

from storage.db import schema
from storage.people import persons
from storage.records import Address, PersonId

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

    from storage.store import Storage

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


async def delivered(tx: AsyncConnection, person_id: PersonId) -> None:
    """The person has got it, or never can: the notice is dropped."""
    await tx.execute(sa.update(schema.erasures).where(_e.erased_person == person_id).values(notice=None))
