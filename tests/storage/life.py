"""A whole life in storage: somebody of whom every table holds something, with markers planted to look for."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

import sqlalchemy as sa

from storage.db import schema
from storage.opening import open_storage
from storage.people import conversations, inbox, quotas
from storage.pictures import photos, staff_directory, variants
from storage.queue import jobs, outbox, outcomes
from storage.records import (
    Lane,
    ObjectKind,
    OutcomeKind,
    Person,
    PersonId,
    Photo,
    PhotoState,
    Purpose,
    Variant,
    VariantState,
)
from storage.settings import StorageSettings
from storage.store import Storage
from tests.fakes import check_request, new_person, say_yes
from tests.storage.samples import keep_variant

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    person: Person
    photo: Photo
    variant: Variant
    key: bytes
    markers: dict[str, bytes]


async def live(storage: Storage, user: str = "grace-hopper-1906") -> Life:
    """The photo's bytes, the platform's user id and the channel are the markers."""
    person = await new_person(storage, user)
    pixels = secrets.token_bytes(64)
    now = storage.clock.now()
    expires_at = now + storage.settings.photo_retention
    shown: list[tuple[str, str, str]] = []
    async with storage.db.write() as tx:
        job_id = await jobs.enqueue(tx, person.id, Lane.INSPECT, check_request(), key="inspect:1", now=now)
        await outcomes.add(tx, person.id, OutcomeKind.PHOTO_CHECKED, job_id, "", now)
        await conversations.save(tx, person.id, 1, {"phase": "collecting"}, now)
        await conversations.set_timer(tx, person.id, "reminder", "", now)
        await conversations.seen(tx, "web", f"event-of-{user}", now)
        await quotas.spend(tx, storage, person.id, "check", 40, now)
    await did(storage, person.id, f"{user} said so", event_id=f"untaken event-of-{user}")
    photo_object = await storage.vault.write(person.id, b"\xff\xd8\xff" + pixels, ObjectKind.PHOTO)
    sheet_object = await storage.vault.write(person.id, pixels[::-1], ObjectKind.CONTACT_SHEET)
    async with storage.db.write() as tx:
        for object_id, kind in ((photo_object, ObjectKind.PHOTO), (sheet_object, ObjectKind.CONTACT_SHEET)):
            await storage.vault.record(tx, object_id, person.id, kind, len(pixels), expires_at)
        photo = await photos.add(tx, person.id, photo_object, now, expires_at)
        await photos.set_checked(tx, person.id, photo.id, PhotoState.ACCEPTED, (), contact_sheet_id=sheet_object)
    fingerprint = secrets.token_bytes(32)
    variant = await keep_variant(storage, person.id, fingerprint=fingerprint.hex())
    async with storage.db.write() as tx:  # a case, its picture shown again: so that every table holds something
        case = {"person_id": person.id, "state": "released", "opened_at": now, "expires_at": variant.expires_at}
        await tx.execute(sa.insert(schema.cases).values(case))
    await given(storage, person.id, variant)
    shown = [("m1", "", ""), ("m2", str(sheet_object), ""), ("m3", str(variant.object_id), variant.id)]
    for ref, object_id, subject in shown:
        await say(storage, person.id, ref, object_id, subject)
    return Life(
        person=person,
        photo=photo,
        variant=variant,
        key=await storage.keys.open(person.id),
        markers={
            "pixels": pixels[:32],
            "platform id": user.encode(),
            "channel": f"dm-{user}".encode(),
            "fingerprint": fingerprint,
        },
    )


async def did(storage: Storage, person_id: PersonId, words: str, *, event_id: str) -> int:
    """Something they did, written down, whose turn has not come."""
    event = await inbox.sealed(storage, person_id, words.encode())
    async with storage.db.write() as tx:
        now = storage.clock.now()
        number = await inbox.put(tx, person_id, platform="web", event_id=event_id, event=event, now=now)
    assert number is not None
    return number


async def given(storage: Storage, person_id: PersonId, variant: Variant, recipient: str = "the staff list") -> str:
    """An approved picture in the directory, for ninety days, handed over already; returns its stable id."""
    now = storage.clock.now()
    await say_yes(storage, person_id, {Purpose.DIRECTORY})
    async with storage.db.write() as tx:
        await variants.mark(tx, person_id, variant.id, VariantState.APPROVED, now)
        until = now + timedelta(days=90)
        entry = await staff_directory.enter(tx, person_id, variant.id, recipient, until, ("a" * 64, "en"), now)
        await staff_directory.mark_exported(tx, [entry], now)
    return entry.id


async def say(
    storage: Storage, person_id: PersonId, ref: str, object_id: str = "", subject: str = "", *, key: str = ""
) -> None:
    """A message of the bot that stands in the chat, with a picture when ``object_id`` is given."""
    picture = {"object_id": object_id} if object_id else None
    async with storage.db.write() as tx:
        await outbox.put(
            tx,
            person_id=person_id,
            platform="web",
            key=key or f"{person_id}:{ref}",
            verb="post",
            subject=subject,
            payload={"outgoing": {"picture": picture}},
            now=storage.clock.now(),
        )
        row = (await tx.execute(sa.select(sa.func.max(schema.outbox.c.id)))).scalar_one()
        await outbox.sent(tx, row, ref)


async def rows_of(storage: Storage, person_id: PersonId) -> dict[str, int]:
    """How many rows of this person each table holds, where it is not none."""
    counts = {}
    async with storage.db.read() as tx:
        for table in schema.tables_of_a_person():
            whose = table.c.id if table is schema.persons else table.c.person_id
            query = sa.select(sa.func.count()).select_from(table).where(whose == person_id)
            counts[table.name] = (await tx.execute(query)).scalar_one()
    return {name: count for name, count in counts.items() if count}


def within(work: Callable[[Storage], Awaitable[T]]) -> T:
    """What ``work`` gives back of the installation that the settings name, opened for it alone."""

    async def opened() -> T:
        async with open_storage(StorageSettings()) as storage:
            return await work(storage)

    return asyncio.run(opened())


async def two_lives(storage: Storage) -> tuple[Life, Life]:
    return await live(storage, "ada-lovelace"), await live(storage, "bob-unrelated")
