"""The workspaces in which the bot is installed, with their tokens, encrypted with a house key.

A workspace that removes the bot is marked before its first person is erased, so a killed process resumes at its next
start. People are found by decrypting each address, since no column says which workspace a person is in.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

import sqlalchemy as sa

from storage.db import schema
from storage.db.database import upsert
from storage.db.schema import installations
from storage.errors import StorageError
from storage.logs import log
from storage.people import persons
from storage.records import PersonId

if TYPE_CHECKING:
    from storage.store import Storage

_DOMAIN = "installation"
_i = installations.c


async def keep(
    storage: Storage, platform: str, workspace: str, data: Mapping[str, str], *, leaving: bool = False
) -> None:
    """Stores ``data`` for this workspace, in place of what was stored before."""
    sealed = storage.keys.seal_for_house(_DOMAIN, json.dumps({"workspace": workspace, "data": dict(data)}).encode())
    news = {"sealed": sealed, "leaving": leaving, "at": storage.clock.now()}
    async with storage.db.write() as tx:
        new = upsert(tx, installations).values(lookup=_lookup(storage, platform, workspace), platform=platform, **news)
        await tx.execute(new.on_conflict_do_update(index_elements=["lookup"], set_=news))


async def find(storage: Storage, platform: str, workspace: str) -> dict[str, str] | None:
    """The data of this workspace; None where the bot is not installed, or is being removed."""
    here = (_i.lookup == _lookup(storage, platform, workspace), _i.leaving.is_(False))
    async with storage.db.read() as tx:
        sealed = (await tx.execute(sa.select(_i.sealed).where(*here))).scalar()
    if sealed is None:
        return None
    return _opened(storage, sealed)[1]


async def leaving(storage: Storage, platform: str) -> list[str]:
    """Workspaces whose erasure has begun and not ended."""
    async with storage.db.read() as tx:
        rows = await tx.execute(sa.select(_i.sealed).where(_i.platform == platform, _i.leaving.is_(True)))
        return [_opened(storage, sealed)[0] for sealed in rows.scalars()]


async def drop(storage: Storage, platform: str, workspace: str) -> None:
    async with storage.db.write() as tx:
        await tx.execute(sa.delete(installations).where(_i.lookup == _lookup(storage, platform, workspace)))


async def people_in(storage: Storage, platform: str, workspace: str) -> list[PersonId]:
    """Everybody known in this workspace and not yet being erased."""
    found: list[PersonId] = []
    known = schema.persons.c
    mine = sa.select(known.id).where(known.platform == platform, known.erasing.is_(False))
    async with storage.db.read() as tx:
        for person_id in [PersonId(each) for each in (await tx.execute(mine)).scalars()]:
            try:
                address = await persons.address_of(storage, tx, person_id)
            except StorageError as damaged:
                # Without an address nobody can be matched; the purge erases this person's data when they expire.
                log.error("installation.address_unreadable", code=damaged.code)
                continue
            if address.workspace == workspace:
                found.append(person_id)
    return found


def _lookup(storage: Storage, platform: str, workspace: str) -> str:
    key = storage.keys.derive(b"lookup")
    return hmac.new(key, json.dumps([_DOMAIN, platform, workspace]).encode(), hashlib.sha256).hexdigest()


def _opened(storage: Storage, sealed: bytes) -> tuple[str, dict[str, str]]:
    """(workspace, its data), decrypted."""
    opened = json.loads(storage.keys.unseal_for_house(_DOMAIN, sealed))
    return str(opened["workspace"]), dict(opened["data"])
