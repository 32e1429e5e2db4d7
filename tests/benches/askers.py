"""People who ask for pictures, for benches of the worker: each new, with every consent, one photo and a job."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storage.records import JobId, PersonId, PhotoId
    from storage.store import Storage

LOOKS = ("studio_soft", "canvas_grey", "office", "outdoor")


@dataclass(frozen=True, slots=True)
class Askers:
    """``photo``: the bytes that each hands over."""

    storage: Storage
    photo: bytes

    async def one(self, engine: str) -> tuple[PersonId, JobId]:
        """Somebody new whose job for pictures of ``LOOKS`` by this engine is in the queue."""
        from storage.ids import new_id
        from storage.people import persons
        from storage.queue import jobs
        from storage.records import Address, GenerateRequest, Lane

        somebody = Address(platform="bench", workspace="", user=new_id(), channel="")
        person = await persons.find_or_create(self.storage, somebody, "en")
        await self._agree(person.id, engine)
        photo_id = await self._hand_over(person.id)
        request = GenerateRequest(
            photo_ids=(photo_id,), looks=LOOKS, engine=engine, purpose="profile", language="en", comparison=True
        )
        async with self.storage.db.write() as tx:
            job_id = await jobs.enqueue(
                tx, person.id, Lane.GENERATE, request, key=new_id(), now=self.storage.clock.now()
            )
        return person.id, job_id

    async def _agree(self, person_id: PersonId, engine: str) -> None:
        from storage.consent import ledger, rules
        from storage.records import ConsentSource, Purpose

        agreed = rules.needed(engine) | {Purpose.COMPARISON}
        wordings = dict.fromkeys(sorted(agreed), ("0" * 64, "en"))
        async with self.storage.db.write() as tx:
            await ledger.give(
                tx, person_id, list(wordings), wordings=wordings, source=ConsentSource.OPERATOR_STATEMENT,
                now=self.storage.clock.now(),
            )  # fmt: skip

    async def _hand_over(self, person_id: PersonId) -> PhotoId:
        from storage.pictures import photos
        from storage.records import ObjectKind

        now = self.storage.clock.now()
        expires_at = now + self.storage.settings.photo_retention
        object_id = await self.storage.vault.write(person_id, self.photo, ObjectKind.PHOTO)
        async with self.storage.db.write() as tx:
            await self.storage.vault.record(tx, object_id, person_id, ObjectKind.PHOTO, len(self.photo), expires_at)
            return (await photos.add(tx, person_id, object_id, now, expires_at)).id
