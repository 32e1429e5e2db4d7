"""Performs effects, one case for each: what the conversation decided becomes rows in the turn's transaction.

What a transaction cannot hold (fetching, erasing bytes, forgetting) becomes a ``Todo``: stored here, done after the
commit by ``bot.shell.after_commit``, also after a crash.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from bot.conversation import effects as wish
from bot.conversation.consent import painted_on
from bot.conversation.events import CaseNotOpened, Event, GivenToDirectory, JobQueued, JobRefused
from bot.ports import Outgoing
from bot.shell import payload, reporting, store, usage_limits
from bot.shell.shell import Shell
from bot.shell.todo import Todo, write_down
from bot.texts import catalog
from storage import withdrawal
from storage.consent import ledger, rules, signatures
from storage.consent import wordings as sentences
from storage.consent.rules import PERSONA_ENGINE
from storage.errors import ConsentMissing, NotFound
from storage.failpoints import failpoint
from storage.ids import new_id
from storage.people import conversations, feedback, persons
from storage.pictures import photos, staff_directory, variants
from storage.queue import expected, jobs, outbox
from storage.records import InspectRequest, Lane, Person, PersonId, Purpose

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """What an effect leads to: events heard in the same transaction, and work for after the commit."""

    events: tuple[Event, ...] = ()
    todos: tuple[Todo, ...] = ()

    def __add__(self, other: Later) -> Later:
        return Later(events=self.events + other.events, todos=self.todos + other.todos)


NOTHING = Later()


async def perform(  # noqa: PLR0912 — one case per effect is what this file is for
    shell: Shell, tx: AsyncConnection, person_id: PersonId, effect: wish.Effect
) -> Later:
    """Raises only what storage raises for a broken disk or database. An expected refusal comes back as an event."""
    now = shell.storage.clock.now()
    match effect:
        case wish.Say(message=message, document=document, document_subject=subject):
            await say(shell, tx, person_id, message, document=document, document_subject=subject)
        case wish.Unsay(subject=subject, slot=slot):
            await _unsay(shell, tx, person_id, subject, slot)
        case wish.RecordConsent():
            return await _record_consent(shell, tx, person_id, effect)
        case wish.WithdrawConsent(purposes=purposes):
            await withdrawal.withdraw(tx, person_id, purposes, now)
            failpoint("consent.withdrawn")
        case wish.EnqueueGenerate():
            return await _enqueue(shell, tx, person_id, effect)
        case wish.CancelJobs(job_ids=job_ids):
            await jobs.cancel(tx, person_id, job_ids, now)
        case wish.MarkVariant(variant_id=variant_id, state=state):
            await variants.mark(tx, person_id, variant_id, state, now)
            failpoint("vote.marked")
        case wish.SetTimer():
            await _set_timer(tx, person_id, effect)
        case wish.SetLanguage(language=language):
            await persons.set_language(tx, person_id, language)
        case wish.ExtendRetention(variant_ids=variant_ids, until=until):
            await variants.extend(tx, person_id, variant_ids, until, now)
        case wish.OpenCase(report=report):
            return await _report(shell, tx, person_id, report)
        case wish.EraseVariants(variant_ids=variant_ids):
            await staff_directory.leave(tx, person_id, variant_ids, now)
            return Later(todos=await write_down(tx, person_id, effect, now))
        case wish.CountFeedback():
            if await usage_limits.may_say(shell, tx, person_id, effect.choice):
                await feedback.count(tx, effect.choice, now)
        case wish.CheckAgain():
            await _check_again(shell, tx, person_id, effect)
        case wish.KeepPhotos() | wish.VerifyPicture() | wish.ErasePhotos() | wish.ForgetEverything():
            return Later(todos=await write_down(tx, person_id, effect, now))
        case _:
            assert_never(effect)
    return NOTHING


async def say(
    shell: Shell,
    tx: AsyncConnection,
    person_id: PersonId,
    message: Outgoing,
    *,
    document: str = "",
    document_subject: str = "",
) -> None:
    """Puts one message into the outbox, in the person's current language."""
    person = await persons.get(tx, person_id)
    if person is None:
        return
    waiting = payload.Waiting(
        outgoing=message, language=person.language, document=document, document_subject=document_subject
    )
    key, now = new_id(), shell.storage.clock.now()
    await outbox.put(
        tx,
        person_id=person_id,
        platform=person.platform,
        key=key,
        verb=outbox.POST,
        slot=message.slot,
        subject=message.subject,
        payload=payload.encode(waiting),
        now=now,
    )
    _tell_workers(tx, message)
    platform = shell.platforms.get(person.platform)
    if message.reactions and platform is not None and platform.capabilities.reacts_apart:
        await outbox.put(
            tx,
            person_id=person_id,
            platform=person.platform,
            key=new_id(),
            verb=outbox.REACT,
            payload={"of": key, "reactions": list(message.reactions)},
            now=now,
        )


def _tell_workers(tx: AsyncConnection, message: Outgoing) -> None:
    if message.wants_photos or (message.form is not None and message.form.photos):
        expected.photo(tx)


async def _unsay(shell: Shell, tx: AsyncConnection, person_id: PersonId, subject: str, slot: str) -> None:
    person = await persons.get(tx, person_id)
    if person is None:
        return
    await outbox.put(
        tx,
        person_id=person_id,
        platform=person.platform,
        key=new_id(),
        verb=outbox.DELETE,
        slot=slot,
        subject=subject,
        payload={},
        now=shell.storage.clock.now(),
    )


async def _set_timer(tx: AsyncConnection, person_id: PersonId, timer: wish.SetTimer) -> None:
    if timer.due_at is None:
        await conversations.cancel_timer(tx, person_id, timer.name, timer.subject)
        return
    await conversations.set_timer(tx, person_id, timer.name, timer.subject, timer.due_at)
    failpoint("timer.set")


async def _check_again(shell: Shell, tx: AsyncConnection, person_id: PersonId, effect: wish.CheckAgain) -> None:
    """Does nothing where the photo, the person or their consent is gone."""
    living, person = await ledger.living(tx, person_id), await persons.get(tx, person_id)
    request = InspectRequest(
        photo_id=effect.photo_id,
        comparison=Purpose.COMPARISON in living,
        language=person.language if person else "",
        looks=effect.looks,
        overruled=effect.overruled,
    )
    if person is None or not rules.covers(living, request):
        return
    with contextlib.suppress(NotFound):
        await photos.check_again(tx, person_id, effect.photo_id)
        key = ":".join(("inspect", effect.photo_id, *effect.overruled))
        await jobs.enqueue(tx, person_id, Lane.INSPECT, request, key=key, now=shell.storage.clock.now())


async def _record_consent(shell: Shell, tx: AsyncConnection, person_id: PersonId, effect: wish.RecordConsent) -> Later:
    """Stores each yes with the hash of its sentence.

    A yes to the directory is about one picture, which enters the directory; its sentence names recipient and last day.
    """
    person = await persons.get(tx, person_id)
    if person is None:
        return NOTHING
    if effect.photo is not None:
        await _vouch(shell, tx, person, effect.photo)
        return NOTHING
    now, picture = shell.storage.clock.now(), effect.picture
    state, _ = await store.load_state(tx, person_id)
    today = store.asked_today(shell, person, state.terms)
    shown = store.wordings(person.language, today)
    if picture is not None:
        shown = {**shown, Purpose.DIRECTORY: catalog.hashed(picture.wording, person.language)}
    wordings = {purpose: shown[purpose] for purpose in effect.purposes}
    for purpose in effect.purposes:
        said = picture.wording if picture and purpose is Purpose.DIRECTORY else today.text(purpose)
        await sentences.keep(tx, catalog.render(said, person.language), painted_on(said))
    signature = await signatures.sealed(shell.storage, person_id, effect.signed_by) if effect.signed_by else None
    await ledger.give(
        tx, person_id, effect.purposes, wordings=wordings, source=shell.consent_source, now=now, signature=signature
    )
    failpoint("consent.recorded")
    if picture is None:
        return NOTHING
    wording = wordings[Purpose.DIRECTORY]
    entry = await staff_directory.enter(
        tx, person_id, picture.variant_id, picture.recipient, picture.until, wording, now
    )
    failpoint("directory.entered")
    return Later(events=(GivenToDirectory(entry=entry),))


async def _vouch(shell: Shell, tx: AsyncConnection, person: Person, photo: wish.ForPhoto) -> None:
    """The second yes has a row of its own: it allows nothing, and says what was asked about this one photo."""
    sentence = " ".join(catalog.render(each, person.language) for each in photo.wording)
    await sentences.keep(tx, sentence)
    await ledger.give(
        tx,
        person.id,
        {Purpose.LIKENESS},
        wordings={
            Purpose.LIKENESS: (sentences.hash_of(sentence), catalog.hashed(photo.wording[-1], person.language)[1])
        },
        source=shell.consent_source,
        now=shell.storage.clock.now(),
        about=photo.photo_id,
    )


async def _report(shell: Shell, tx: AsyncConnection, person_id: PersonId, report: str) -> Later:
    refusal = await usage_limits.may_report(shell, tx, person_id)
    if refusal is not None:
        return Later(events=(CaseNotOpened(code=refusal.code, again_at=refusal.again_at),))
    return Later(events=(await reporting.open_case(shell, tx, report, reporter=person_id),))


async def _enqueue(shell: Shell, tx: AsyncConnection, person_id: PersonId, effect: wish.EnqueueGenerate) -> Later:
    if effect.request.replaces is not None:
        refusal = await usage_limits.may_relabel(shell, tx, person_id)
    else:
        refusal = await usage_limits.may_generate(shell, tx, person_id, effect.terms)
    if refusal is not None:
        return Later(events=(JobRefused(code=refusal.code, again_at=refusal.again_at, request=effect.request),))
    if not effect.request.photo_ids and effect.request.engine != PERSONA_ENGINE:
        return Later(events=(JobRefused(code="no_photo", request=effect.request),))
    now = shell.storage.clock.now()
    try:
        job_id = await jobs.enqueue(tx, person_id, Lane.GENERATE, effect.request, key=effect.key, now=now)
    except ConsentMissing:
        return Later(events=(JobRefused(code="no_consent", request=effect.request),))
    failpoint("job.enqueued")
    return Later(events=(JobQueued(job_id=job_id),))
