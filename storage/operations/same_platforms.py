"""All bots of one database have the same platforms: whoever leads sends everybody's messages, and a bot without a
platform could send none of its people's.

The first bot that serves writes its platforms down; each later one compares, as long as one of the others is there.
"""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from storage.db import schema
from storage.db.database import upsert
from storage.db.leadership import alone, key_of
from storage.errors import InUse
from storage.store import Storage

SERVING = "bots"  # the lock that every bot holds while it serves
_LEASE = "platforms"


async def refuse_others(storage: Storage, platforms: Iterable[str]) -> None:
    """Call it once this bot holds ``SERVING``. Raises ``InUse`` beside a bot with other platforms.

    On SQLite there is one bot.
    """
    if storage.db.is_sqlite:
        return
    mine, now, held = ",".join(sorted(platforms)), storage.clock.now(), schema.leases.c
    async with storage.db.write() as tx:
        await alone(tx, _LEASE)
        theirs = (await tx.execute(sa.select(held.holder).where(held.name == _LEASE))).scalar()
        beside = (await tx.execute(_how_many())).scalar_one() > 1
        if beside and theirs is not None and theirs != mine:
            raise InUse(
                f"Other bots of this database serve {_said(theirs)}, this one would serve {_said(mine)}. All need the "
                "same platforms: give every bot the same tokens, or stop the others first."
            )
        row = {"holder": mine, "until": now}
        put = upsert(tx, schema.leases).values(name=_LEASE, **row)
        await tx.execute(put.on_conflict_do_update(index_elements=["name"], set_=row))


def _said(platforms: str) -> str:
    return platforms.replace(",", " and ")


def _how_many() -> sa.TextClause:
    """Bots that hold ``SERVING``, this one too."""
    number = key_of(SERVING) & 0xFFFFFFFFFFFFFFFF
    return sa.text(
        "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted AND classid::bigint = :high "
        "AND objid::bigint = :low AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    ).bindparams(high=number >> 32, low=number & 0xFFFFFFFF)
