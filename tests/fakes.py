"""Stand-ins for what a test must hold in its hand: the clock, and people made up for the occasion.

The database, the vault and the queue are real in every test; nothing here replaces them.
"""

from __future__ import annotations

import time
from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from pathlib import Path

from storage import withdrawal
from storage.consent import ledger
from storage.ids import new_id
from storage.people import persons
from storage.records import (
    Address,
    ConsentSource,
    GenerateRequest,
    InspectRequest,
    ObjectKind,
    Person,
    PersonId,
    Photo,
    PhotoId,
    Purpose,
)
from storage.settings import StorageSettings
from storage.store import Storage

PATIENCE_S = 90.0
"""How long a test waits for what must come: far longer than a machine that does four other things as well takes. What
never comes is then named by the test, before pytest's own limit ends it."""

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LOCKED_WITHOUT = frozenset({Purpose.LIKENESS, Purpose.PROCESSING})


class FakeClock:
    """Stands still until told; may also be set back."""

    def __init__(self, now: datetime = MONDAY) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def advance(self, by: timedelta | None = None, **parts: float) -> datetime:
        """``advance(hours=2)`` or ``advance(timedelta(...))``."""
        self._now += timedelta(**parts) if by is None else by
        return self.now()

    def set(self, now: datetime) -> None:
        self._now = now


class GoingClock(FakeClock):
    """Goes on by itself, from the same instant as the other."""

    def __init__(self, now: datetime = MONDAY) -> None:
        self.set(now)

    def now(self) -> datetime:
        return self._now + timedelta(seconds=time.monotonic() - self._since_s)

    def set(self, now: datetime) -> None:
        self._now, self._since_s = now, time.monotonic()


def rows_and_bytes_of(_folder: Path) -> dict[str, object]:
    """The settings that say where an installation's rows and bytes lie, if not in its folder. ``tests/journeys/grown``
    puts another function in this place.
    """
    return {}


def settings_in(folder: Path, **changes: object) -> StorageSettings:
    """An installation of its own under ``folder``; nothing is read from the environment's ``.env``."""
    return embedded_in(folder, **{**rows_and_bytes_of(folder), **changes})


def embedded_in(folder: Path, **changes: object) -> StorageSettings:
    """One in the embedded world, whichever world the test is in."""
    folders = {"data_dir": folder / "data", "config_dir": folder / "config", "cache_dir": folder / "cache"}
    return StorageSettings(_env_file=None, **{**folders, **changes})


def address(user: str = "ada", *, platform: str = "web", channel: str = "") -> Address:
    return Address(platform=platform, workspace="", user=user, channel=channel or f"dm-{user}")


async def new_person(
    storage: Storage, user: str = "ada", *, consent: Collection[Purpose] = LOCKED_WITHOUT, platform: str = "web"
) -> Person:
    """Somebody the bot has met, who said yes to ``consent`` (by default to what every job needs)."""
    person = await persons.find_or_create(storage, address(user, platform=platform), "en")
    await say_yes(storage, person.id, consent)
    return person


async def say_yes(storage: Storage, person_id: PersonId, purposes: Collection[Purpose]) -> None:
    async with storage.db.write() as tx:
        await ledger.give(
            tx,
            person_id,
            purposes,
            wordings=dict.fromkeys(Purpose, ("0" * 64, "en")),
            source=ConsentSource.PERSON,
            now=storage.clock.now(),
        )


async def say_no(storage: Storage, person_id: PersonId, purposes: Collection[Purpose]) -> None:
    async with storage.db.write() as tx:
        await withdrawal.withdraw(tx, person_id, purposes, storage.clock.now())


async def keep_photo(storage: Storage, person_id: PersonId, data: bytes = b"not a picture") -> Photo:
    """A photo as the bot keeps it: encrypted file, its row, the photo's row."""
    from storage.pictures import photos

    now = storage.clock.now()
    expires_at = now + storage.settings.photo_retention
    object_id = await storage.vault.write(person_id, data, ObjectKind.PHOTO)
    async with storage.db.write() as tx:
        await storage.vault.record(tx, object_id, person_id, ObjectKind.PHOTO, len(data), expires_at)
        return await photos.add(tx, person_id, object_id, now, expires_at)


def check_request(*, comparison: bool = False) -> InspectRequest:
    return InspectRequest(photo_id=PhotoId(new_id()), comparison=comparison, language="en")


def picture_request(*, engine: str = "studio", comparison: bool = False) -> GenerateRequest:
    return GenerateRequest(
        photo_ids=(PhotoId(new_id()),),
        looks=("plain", "office"),
        engine=engine,
        purpose="profile",
        language="en",
        comparison=comparison,
    )
