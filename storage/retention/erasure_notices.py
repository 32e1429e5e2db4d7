"""The word that everything is erased, owed to the person until it is said: also after a crash in the middle.

Where it is to be said, and in which language, is encrypted with a key of the house, since the person's own key is gone
by then. It is dropped once said, and with the erasure's row a day later at the latest.
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

_DOMAIN = "last word"
_e = schema.erasures.c


@dataclass(frozen=True, slots=True, kw_only=True)
class LastWord:
    """``person_id``: of somebody who is erased, so it finds nothing any more."""

    person_id: PersonId
    address: Address
    language: str


async def owe(storage: Storage, tx: AsyncConnection, erasure_id: str, person_id: PersonId, address: Address) -> None:
    person = await persons.get(tx, person_id)
    words = {"address": asdict(address), "language": person.language if person else ""}
    sealed = storage.keys.seal_for_house(_DOMAIN, json.dumps(words).encode())
    await tx.execute(sa.update(schema.erasures).where(_e.id == erasure_id).values(last_word=sealed))


async def owed(storage: Storage, tx: AsyncConnection) -> list[LastWord]:
    """Of every erasure that is done."""
    query = sa.select(_e.erased_person, _e.last_word).where(_e.finished_at.is_not(None), _e.last_word.is_not(None))
    found = []
    for row in await tx.execute(query):
        words = json.loads(storage.keys.unseal_for_house(_DOMAIN, row.last_word))
        address = Address(**words["address"])
        found.append(LastWord(person_id=PersonId(row.erased_person), address=address, language=words["language"]))
    return found


async def said(tx: AsyncConnection, person_id: PersonId) -> None:
    await tx.execute(sa.update(schema.erasures).where(_e.erased_person == person_id).values(last_word=None))
