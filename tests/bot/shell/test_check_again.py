"""A person says that a finding does not count: the photo is queued for one more check, and only with living consent."""

from __future__ import annotations

from bot.conversation.effects import CheckAgain
from bot.shell.perform import perform
from storage import withdrawal
from storage.pictures import photos
from storage.queue import jobs
from storage.records import InspectRequest, Lane, PhotoState, Purpose
from tests.fakes import keep_photo, new_person


async def _asked(bench, *, withdraw: bool = False, refused: bool = True):
    storage = bench.shell.storage
    person = await new_person(storage, "eve")
    photo = await keep_photo(storage, person.id)
    now = storage.clock.now()
    async with storage.db.write() as tx:
        if refused:
            await photos.set_checked(tx, person.id, photo.id, PhotoState.REFUSED, ())
        if withdraw:
            await withdrawal.withdraw(tx, person.id, frozenset({Purpose.PROCESSING}), now)
    async with storage.db.write() as tx:
        again = CheckAgain(photo_id=photo.id, overruled=("many_faces",), looks=("office",))
        await perform(bench.shell, tx, person.id, again)
        await perform(bench.shell, tx, person.id, again)
    return photo, await jobs.claim(storage, Lane.INSPECT, "worker", 60.0)


async def test_the_photo_is_queued_once_with_what_the_person_said(bench) -> None:
    photo, claim = await _asked(bench)
    assert claim is not None
    assert claim.job.request == InspectRequest(
        photo_id=photo.id, comparison=False, language="en", looks=("office",), overruled=("many_faces",)
    )
    assert await jobs.claim(bench.shell.storage, Lane.INSPECT, "worker", 60.0) is None


async def test_nothing_is_checked_again_without_consent_or_once_it_is_good(bench) -> None:
    for options in ({"withdraw": True}, {"refused": False}):
        assert (await _asked(bench, **options))[1] is None
