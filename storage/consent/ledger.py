"""The record of consents: purpose, wording, when given, when withdrawn. Rows are added and closed, never edited."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa

from storage.db.schema import consents
from storage.ids import new_id
from storage.records import Consent, ConsentSource, PersonId, Purpose

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

_AS_ASKED = tuple(Purpose)


async def give(
    tx: AsyncConnection,
    person_id: PersonId,
    purposes: Collection[Purpose],
    *,
    wordings: Mapping[Purpose, tuple[str, str]],
    source: ConsentSource,
    now: datetime,
    signature: bytes | None = None,
    about: str = "",
) -> list[Consent]:
    """Records a consent to each purpose. ``wordings``: (SHA-256 of the sentence shown, its language).

    ``signature``: the typed name, encrypted (``signatures.sealed``). ``about``: the one photo it is about. A consent in
    force to the same wording stays, but for one that is signed now; one to another wording is closed and replaced.
    """
    living = {each.purpose: each for each in await _not_withdrawn(tx, person_id) if each.about == about}
    given = []
    for purpose in sorted(purposes):
        wording_hash, language = wordings[purpose]
        if (before := living.get(purpose)) is not None:
            same = (before.wording_hash, before.language, before.source) == (wording_hash, language, source)
            if same and signature is None:
                given.append(before)
                continue
            await close(tx, person_id, [purpose], now, consents.c.about == about)
        consent = Consent(
            id=new_id(),
            person_id=person_id,
            purpose=purpose,
            wording_hash=wording_hash,
            language=language,
            source=source,
            given_at=now,
            about=about,
            signature=signature,
        )
        await tx.execute(sa.insert(consents).values(asdict(consent)))
        given.append(consent)
    return given


async def close(
    tx: AsyncConnection,
    person_id: PersonId,
    purposes: Collection[Purpose],
    now: datetime,
    *which: sa.ColumnElement[bool],
) -> None:
    """Closes the consents to ``purposes``, those about one photo too, and does nothing else.

    ``which``: further conditions. ``storage.withdrawal`` also ends the work that needs them.
    """
    in_force = (
        consents.c.person_id == person_id,
        consents.c.purpose.in_(list(purposes)),
        consents.c.withdrawn_at.is_(None),
        *which,
    )
    await tx.execute(sa.update(consents).where(*in_force).values(withdrawn_at=now))


async def living(tx: AsyncConnection, person_id: PersonId) -> frozenset[Purpose]:
    """The purposes this person consents to now."""
    in_force = (consents.c.person_id == person_id, consents.c.withdrawn_at.is_(None), consents.c.about == "")
    return frozenset(
        Purpose(each) for each in (await tx.execute(sa.select(consents.c.purpose).where(*in_force))).scalars()
    )


async def in_force(tx: AsyncConnection, person_id: PersonId) -> list[Consent]:
    """Every consent in force that allows something, with its wording."""
    return [each for each in await _not_withdrawn(tx, person_id) if not each.about]


async def _not_withdrawn(tx: AsyncConnection, person_id: PersonId) -> list[Consent]:
    return [each for each in await history(tx, person_id) if each.withdrawn_at is None]


async def history(tx: AsyncConnection, person_id: PersonId) -> list[Consent]:
    """Every consent of this person, oldest first, those of one moment as they are asked; also withdrawn ones."""
    mine = sa.select(consents).where(consents.c.person_id == person_id).order_by(consents.c.id)
    found = [
        Consent(
            id=row["id"],
            person_id=PersonId(row["person_id"]),
            purpose=Purpose(row["purpose"]),
            wording_hash=row["wording_hash"],
            language=row["language"],
            source=ConsentSource(row["source"]),
            given_at=row["given_at"],
            withdrawn_at=row["withdrawn_at"],
            about=row["about"],
            signature=row["signature"],
        )
        for row in (await tx.execute(mine)).mappings()
    ]
    return sorted(found, key=lambda each: (each.given_at, _AS_ASKED.index(each.purpose)))
