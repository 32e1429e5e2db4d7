"""Files and rows of what a worker made stay together: a transaction that does not commit leaves no file on the disk."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from generation.photo_looks import DrawnLooks
from generation.pipeline import CheckedPhoto, MadePicture
from generation.ports import Sealed
from generation.worker import results
from storage.errors import Fenced
from storage.pictures import photos, variants
from storage.queue import jobs
from storage.queue.jobs import Claim
from storage.records import GenerateRequest, InspectRequest, Lane, Photo, PhotoState, VariantState
from storage.store import Storage
from tests.fakes import keep_photo, new_person
from tests.storage.samples import STUDIO

MADE = MadePicture(
    edits=STUDIO,
    checks=(),
    sealed=Sealed(data=b"sealed", media_type="image/jpeg", width=5, height=5, layers=(), edits=STUDIO, fingerprint=""),
    before=b"before",
    strip=b"strip",
)
REFUSED = CheckedPhoto(accepted=False, findings=(), outlined=b"outlined")
LOOKS = DrawnLooks(contact_sheet=b"sheet", looks=("plain",))
CHECKED = CheckedPhoto(accepted=True, findings=(), sheet=lambda: LOOKS)


class Dies(BaseException):
    """The process ends here."""


def files(storage: Storage) -> set[Path]:
    """Every file of the vault, by its place on the disk."""
    return {path for path in (storage.home.data / "objects").rglob("*") if path.is_file()}


async def checking(storage: Storage) -> tuple[Claim, Photo]:
    person = await new_person(storage)
    photo = await keep_photo(storage, person.id)
    async with storage.db.write() as tx:
        request = InspectRequest(photo_id=photo.id, comparison=False, language="en")
        await jobs.enqueue(tx, person.id, Lane.INSPECT, request, key="check", now=storage.clock.now())
    claim = await jobs.claim(storage, Lane.INSPECT, "worker", 30.0)
    assert claim is not None
    return claim, photo


async def making(storage: Storage) -> Claim:
    person = await new_person(storage)
    photo = await keep_photo(storage, person.id)
    request = GenerateRequest(
        photo_ids=(photo.id,), looks=("plain",), engine="studio", purpose="profile", language="en"
    )  # fmt: skip
    async with storage.db.write() as tx:
        await jobs.enqueue(tx, person.id, Lane.GENERATE, request, key="make", now=storage.clock.now())
    claim = await jobs.claim(storage, Lane.GENERATE, "worker", 30.0)
    assert claim is not None
    return claim


async def loses_its_lease(storage: Storage, claim: Claim, clock) -> None:
    """Another worker has the job by now."""
    clock.advance(seconds=31)
    await jobs.reap(storage)
    assert await jobs.claim(storage, claim.job.lane, "another", 30.0) is not None


async def test_who_lost_the_lease_leaves_no_file_of_a_picture(storage: Storage, clock) -> None:
    claim = await making(storage)
    before = files(storage)
    await loses_its_lease(storage, claim, clock)
    with pytest.raises(Fenced):
        await results.store_picture(storage, claim, 1, MADE, 1.0)
    assert await asyncio.to_thread(files, storage) == before


async def test_who_lost_the_lease_leaves_no_file_of_a_check(storage: Storage, clock) -> None:
    claim, photo = await checking(storage)
    before = files(storage)
    await loses_its_lease(storage, claim, clock)
    with pytest.raises(Fenced):
        await results.store_check(storage, claim, photo, REFUSED)
    assert files(storage) == before
    async with storage.db.read() as tx:
        assert (await photos.get(tx, photo.person_id, photo.id)).state is PhotoState.RECEIVED


@pytest.mark.parametrize("at", ["picture.files_written", "picture.before_commit"])
async def test_what_ends_inside_the_transaction_takes_its_files_along(storage: Storage, monkeypatch, at) -> None:
    claim = await making(storage)
    before = files(storage)

    def die(name: str) -> None:
        if name == at:
            raise Dies

    monkeypatch.setattr(results, "failpoint", die)
    with pytest.raises(Dies):
        await results.store_picture(storage, claim, 1, MADE, 1.0)
    assert files(storage) == before
    async with storage.db.read() as tx:
        assert await variants.of_job(tx, claim.job.person_id, claim.job.id) == []


async def test_a_committed_picture_has_its_three_files(storage: Storage) -> None:
    """The twin: without a mishap the files are there, and open with their owner's key."""
    claim = await making(storage)
    before = files(storage)
    await results.store_picture(storage, claim, 1, MADE, 1.0)
    assert len(files(storage) - before) == 3
    async with storage.db.read() as tx:
        (kept,) = await variants.of_job(tx, claim.job.person_id, claim.job.id)
    assert kept.state is VariantState.READY
    shown = [kept.object_id, kept.before_id, kept.strip_id]
    assert [await storage.vault.read(kept.person_id, each) for each in shown if each] == [
        b"sealed",
        b"before",
        b"strip",
    ]
