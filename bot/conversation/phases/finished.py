"""Makes a finished picture again from its photo: larger on approval, with its label elsewhere, or as another file type.

The new file replaces the old one; nothing else changes, and the person's vote stays. Once a photo of it or the consent
is gone, the file stays as it is and the person is told.
"""

from __future__ import annotations

from dataclasses import replace

from bot.conversation import consent, edits
from bot.conversation.actions import Verb
from bot.conversation.effects import Effect, EnqueueGenerate, Say, Unsay
from bot.conversation.events import JobEnded
from bot.conversation.facts import Facts
from bot.conversation.phases import pictures
from bot.conversation.states import AskedForConsent, ChoosingConsent
from bot.conversation.table import ANYWHERE, USING, Rule, pressed
from bot.conversation.triggers import Press
from bot.conversation.turn import ACTIVE, AnyTurn, Step, Turn, find_votable, good_photos
from bot.conversation.wording import button, hand_over, say, text
from bot.ports import Button, Text
from storage import persona_catalogue
from storage.records import (
    Backdrop,
    GenerateRequest,
    Job,
    JobId,
    JobState,
    Note,
    Variant,
    VariantState,
)

FILE_TYPES: dict[str, str] = {"png": "image/png", "jpeg": "image/jpeg"}
"""What a button says to the kind of file it asks for."""

FAILURES: tuple[str, ...] = ("label_withheld", "label_other_picture")
GONE: tuple[str, ...] = ("not_found", "expired", "unreadable", "no_photo")
UNDONE: tuple[JobState, ...] = (JobState.FAILED, JobState.CANCELLED)

# --- the request ------------------------------------------------------------------------------------------------


def again(facts: Facts, variant: Variant) -> GenerateRequest | None:
    """The request that makes this picture once more as it is now; None once a photo of it is gone, and for the contact
    sheet of a set, which shows what was there then.

    A larger file that is on its way counts as there: whatever is asked for next keeps that size.
    """
    asked = facts.request_of(variant)
    if asked is None or variant.edits.look == persona_catalogue.SHEET:
        return None
    if not asked.photo_ids and asked.engine != consent.PERSONA:  # a made-up person never had one
        return None
    if not set(asked.photo_ids) <= {photo.id for photo in good_photos(facts)}:
        return None
    changes = [request for job, request in _changes(facts, variant) if job.state is JobState.DONE]
    latest = changes[-1] if changes else asked
    ranks = asked.ranks or tuple(range(len(asked.looks)))
    return replace(
        asked,
        looks=(variant.edits.look,),
        ranks=(ranks[variant.index - 1],),
        placement=latest.placement,
        label_language=latest.label_language or latest.language,
        file_type=latest.file_type,
        larger=any(request.larger for job, request in _changes(facts, variant) if job.state not in UNDONE),
        replaces=variant.id,
    )


def enqueue(facts: Facts, request: GenerateRequest) -> EnqueueGenerate:
    """The same key for a repeated step; another one for each wish that follows a change."""
    changes = sum(change(facts, job.id) is not None for job in facts.jobs)
    size = "larger" if request.larger else ""
    wish = f"{request.placement}:{request.label_language}:{size}:{request.file_type}"
    return EnqueueGenerate(request=request, key=f"again:{request.replaces}:{wish}:{changes}")


def change(facts: Facts, job_id: JobId) -> GenerateRequest | None:
    """The request of this job, when it makes a finished picture again; None for any other job."""
    job = facts.job(job_id)
    if job is None or not isinstance(job.request, GenerateRequest) or job.request.replaces is None:
        return None
    return job.request


def _changes(facts: Facts, variant: Variant) -> list[tuple[Job, GenerateRequest]]:
    """Every wish to make this picture again, oldest first."""
    of_it = [
        (job, job.request)
        for job in facts.jobs
        if isinstance(job.request, GenerateRequest) and job.request.replaces == variant.id
    ]
    return sorted(of_it, key=lambda each: (each[0].created_at, each[0].id))


# --- larger, when it is approved ----------------------------------------------------------------------------------


def handed(facts: Facts, variant: Variant) -> tuple[Effect, ...]:
    """What a yes hands over: the file, or first the larger one that its photo has the pixels for."""
    if Note.LARGER_POSSIBLE not in variant.edits.notes or variant.edits.engine != consent.STUDIO:
        return (hand_over("files", variant.id),)
    request = again(facts, variant)
    if request is None:
        return say(text("larger-photo-gone")), hand_over("files", variant.id)
    if not consent.covers(facts.current, consent.STUDIO):
        return say(text("larger-not-made")), hand_over("files", variant.id)
    side = 2 * max(variant.edits.crop.width, variant.edits.crop.height)
    coming = say(text("larger-coming", side=side), buttons=(button("vote.files", variant.id, text("larger-not-wait")),))
    if request.larger and any(job.state in ACTIVE and each.larger for job, each in _changes(facts, variant)):
        return (coming,)
    return enqueue(facts, replace(request, larger=True)), coming


# --- another kind of file -----------------------------------------------------------------------------------------


def file_offer(facts: Facts, variant: Variant) -> tuple[Button, ...]:
    """The other kind of file; none for a see-through picture, which only one kind can hold, nor without its photo."""
    if not has_other_files(variant) or again(facts, variant) is None:
        return ()
    wanted = "jpeg" if variant.media_type == FILE_TYPES["png"] else "png"
    return (button(f"file.{wanted}", variant.id, text(f"file-{wanted}")),)


def file_chosen(turn: Turn[Press, object]) -> Step:
    variant = find_votable(turn.facts, turn.event.argument)
    if variant is None:
        return turn.stay(say(text("vote-gone")))
    if variant.state is not VariantState.APPROVED:
        return turn.stay(say(text("files-after-approval", number=variant.number)))
    wanted = FILE_TYPES.get(turn.event.choice)
    if wanted is None or wanted == variant.media_type:
        return turn.stay(hand_over("files", variant.id))
    if not has_other_files(variant):
        return turn.stay(say(text("file-only-this", number=variant.number)), hand_over("files", variant.id))
    request = again(turn.facts, variant)
    if request is None:
        return turn.stay(say(text("file-photo-gone")))
    wish = enqueue(turn.facts, replace(request, file_type=wanted))
    return turn.stay(wish, say(text("file-coming", number=variant.number)))


def has_other_files(variant: Variant) -> bool:
    """Whether the picture can be made as another kind of file: not one that a model painted, nor a see-through one."""
    return variant.edits.engine == consent.STUDIO and variant.edits.backdrop is not Backdrop.REMOVED


# --- what became of it --------------------------------------------------------------------------------------------


def ended(turn: AnyTurn, event: JobEnded, request: GenerateRequest) -> Step:
    """The picture again, and its file; or why it stays as it was."""
    variant = find_votable(turn.facts, request.replaces or "")
    if variant is None:
        return turn.stay()
    if event.outcome == "done":
        return turn.stay(*_shown(turn.facts, variant, event.job_id))
    if event.outcome == "cancelled" and not _waited_for(variant, request):
        return turn.stay()
    return turn.stay(*stays(variant, request, event.error))


def stays(variant: Variant, request: GenerateRequest, error: str) -> tuple[Effect, ...]:
    """Why it is not made again. Where its file was held back for a larger one, that is handed over as it is."""
    if not _waited_for(variant, request):
        return (say(_why(error), text("label-stays", number=variant.number)),)
    gone = text("larger-photo-gone" if error in GONE else "larger-not-made")
    files = (hand_over("files", variant.id),) if variant.state is VariantState.APPROVED else ()
    return say(gone), *files


def refused(facts: Facts, request: GenerateRequest) -> tuple[Effect, ...]:
    """It was not even begun, and is told why: a file that was held back for it is handed over as it is."""
    variant = find_votable(facts, request.replaces or "")
    if variant is None or not _waited_for(variant, request) or variant.state is not VariantState.APPROVED:
        return ()
    return say(text("larger-not-made")), hand_over("files", variant.id)


def _waited_for(variant: Variant, request: GenerateRequest) -> bool:
    """Whether the person waits for the first file of it: the large one that was never made."""
    return request.larger and Note.LARGER_POSSIBLE in variant.edits.notes


def _why(error: str) -> Text:
    if error in GONE:
        return text("label-photo-gone")
    return text(f"failed-{error}" if error in FAILURES else "failed-label_withheld")


def _shown(facts: Facts, variant: Variant, job_id: JobId) -> tuple[Effect, ...]:
    if not facts.living >= consent.rests_on(variant.edits.engine):
        return ()
    changed = _changed(facts, variant, job_id)
    if facts.laid_out:  # the picture changes in its place, and so does its card (``jobs.ended``)
        return pictures.shown(facts, variant), *(say(line) for line in changed)
    files = (hand_over("files", variant.id),) if variant.state is VariantState.APPROVED else ()
    lines = (*changed, edits.caption(variant.edits))
    return Unsay(subject=variant.id), Say(message=replace(pictures.message(facts, variant), lines=lines)), *files


def _changed(facts: Facts, variant: Variant, job_id: JobId) -> tuple[Text, ...]:
    """What is not as it was: size, place or language of the label, kind of file."""
    done = [(job, request) for job, request in _changes(facts, variant) if job.state is JobState.DONE]
    at = next(n for n, (job, _) in enumerate(done) if job.id == job_id)
    now = done[at][1]
    before = done[at - 1][1] if at else facts.request_of(variant) or now
    said: list[Text] = []
    if now.larger and not before.larger:
        said.append(text("larger-done", width=variant.width, height=variant.height))
    if now.file_type != before.file_type:
        said.append(text("file-done-png" if now.file_type == FILE_TYPES["png"] else "file-done-jpeg"))
    if now.placement != before.placement or now.label_language != (before.label_language or before.language):
        said.append(text(f"label-done-{now.placement or 'automatic'}"))
    return tuple(said)


RULES: tuple[Rule, ...] = (
    pressed(Verb.FILE, file_chosen, here=USING, uses=True, to=(AskedForConsent, ChoosingConsent)),
    pressed(Verb.FILE, file_chosen, here=ANYWHERE, uses=True),
)
