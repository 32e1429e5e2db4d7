"""The people the bot talks to, stored so that a row alone identifies nobody.

A person is found by a keyed hash of platform, workspace and user; its key is derived from the root secret, outside the
database. The address is encrypted with the person's own key.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import sqlalchemy as sa

from storage.db.database import upsert
from storage.db.schema import persons
from storage.errors import NotFound
from storage.failpoints import failpoint
from storage.ids import new_id
from storage.records import Address, Person, PersonId

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection

    from storage.store import Storage


def lookup_of(storage: Storage, address: Address) -> str:
    """64 hex digits: HMAC-SHA256 under the key "lookup". The channel is no part of it, since it can change."""
    who = json.dumps([address.platform, address.workspace, address.user])
    return hmac.new(storage.keys.derive(b"lookup"), who.encode(), hashlib.sha256).hexdigest()


async def find(storage: Storage, address: Address) -> Person | None:
    async with storage.db.read() as tx:
        found = await tx.execute(sa.select(persons).where(persons.c.lookup == lookup_of(storage, address)))
        row = found.mappings().first()
    return None if row is None else _person(row)


async def met(storage: Storage, address: Address) -> Person | None:
    """The person at this address, if they are known. A changed channel is stored."""
    async with storage.db.read() as tx:
        found = await tx.execute(sa.select(persons).where(persons.c.lookup == lookup_of(storage, address)))
        row = found.mappings().first()
    if row is None:
        return None
    person = _person(row)
    if not person.erasing and await _opened(storage, person.id, row["address"]) != address:
        sealed = await _seal(storage, person.id, address)
        async with storage.db.write(ahead=True) as tx:
            await tx.execute(sa.update(persons).where(persons.c.id == person.id).values(address=sealed))
    return person


async def find_or_create(storage: Storage, address: Address, language: str) -> Person:
    """The person at this address; an unknown one is created, with a key. A changed channel is stored."""
    person = await met(storage, address)
    if person is None:
        await _create(storage, address, language)
        person = await find(storage, address)
        if person is None:
            raise NotFound
    return person


async def _create(storage: Storage, address: Address, language: str) -> None:
    person_id = PersonId(new_id())
    # The key first: a crash here leaves a key of nobody, never a row that cannot be read.
    await storage.keys.create(person_id)
    sealed = await _seal(storage, person_id, address)
    async with storage.db.write(ahead=True) as tx:  # what they did waits for it
        new = upsert(tx, persons).values(
            id=person_id,
            platform=address.platform,
            lookup=lookup_of(storage, address),
            address=sealed,
            language=language,
            created_at=storage.clock.now(),
        )
        added = (await tx.execute(new.on_conflict_do_nothing().returning(persons.c.id))).first()
        failpoint("person.row_written")
    if added is None:  # two events of a new person at once
        await storage.keys.destroy(person_id)


async def get(tx: AsyncConnection, person_id: PersonId) -> Person | None:
    row = (await tx.execute(sa.select(persons).where(persons.c.id == person_id))).mappings().first()
    return None if row is None else _person(row)


async def address_of(storage: Storage, tx: AsyncConnection, person_id: PersonId) -> Address:
    """The person's address, decrypted. Raises ``NotFound``, ``VaultDamaged``."""
    _, address = await with_address(storage, tx, person_id)
    return address


async def with_address(storage: Storage, tx: AsyncConnection, person_id: PersonId) -> tuple[Person, Address]:
    """Both from one reading of the row. Raises ``NotFound``, ``VaultDamaged``."""
    row = (await tx.execute(sa.select(persons).where(persons.c.id == person_id))).mappings().first()
    if row is None:
        raise NotFound
    return _person(row), await _opened(storage, person_id, row["address"])


async def set_language(tx: AsyncConnection, person_id: PersonId, language: str) -> None:
    await tx.execute(sa.update(persons).where(persons.c.id == person_id).values(language=language))


async def note_elsewhere(tx: AsyncConnection, person_id: PersonId, until: datetime) -> None:
    """Another machine may keep a photo it was sent until then; an earlier instant changes nothing."""
    p = persons.c
    later = sa.or_(p.elsewhere_until.is_(None), p.elsewhere_until < until)
    await tx.execute(sa.update(persons).where(p.id == person_id, later).values(elsewhere_until=until))


async def _seal(storage: Storage, person_id: PersonId, address: Address) -> bytes:
    return await storage.keys.seal(person_id, "address", json.dumps(asdict(address)).encode())


async def _opened(storage: Storage, person_id: PersonId, sealed: bytes) -> Address:
    return Address(**json.loads(await storage.keys.unseal(person_id, "address", sealed)))


def _person(row: sa.RowMapping) -> Person:
    return Person(
        id=PersonId(row["id"]),
        platform=row["platform"],
        language=row["language"],
        created_at=row["created_at"],
        erasing=row["erasing"],
    )
