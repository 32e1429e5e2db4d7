"""A set of pictures is queued, refused, ended or cancelled, or waits while no worker is there.

A cancelled job erases nothing: photos and finished pictures are kept for as long as the person was told.
"""

from __future__ import annotations

from bot.commands import Command
from bot.conversation.actions import Verb
from bot.conversation.effects import CancelJobs, Effect, Say, Unsay
from bot.conversation.events import JobEnded, JobQueued, JobRefused, WorkerAbsent
from bot.conversation.facts import Facts
from bot.conversation.phases import approval, choices, finished, redrawing
from bot.conversation.phases.progress import resting, slot, status
from bot.conversation.states import (
    WAITING_FOR_PERSON,
    AskedForConsent,
    ChoosingConsent,
    CollectingPhotos,
    Idle,
    Making,
    Phase,
    Reviewing,
    State,
)
from bot.conversation.table import ANYWHERE, Rule, at, commanded, heard, pressed
from bot.conversation.triggers import Press
from bot.conversation.turn import AnyTurn, Step, Turn, active_jobs, find_votable, good_photos, numbers, votable
from bot.conversation.wording import button, say, text
from bot.ports import Button, Text
from bot.terms import PLAIN_LOOK
from storage.records import GenerateRequest, JobId, JobState, Lane, Variant, VariantState

FAILURES: tuple[str, ...] = (
    "cannot_frame", "unreadable", "says_ai", "consent_withdrawn", "weights_missing", "weights_damaged", "out_of_memory",
    "pool_failed", "host_not_agreed", "kept_longer",
)  # fmt: skip

REFUSALS: tuple[str, ...] = ("daily_limit", "line_full", "no_consent", "no_photo")


PASSING = ("line_full", "other")  # the same again may well be taken in a while


def queued(turn: Turn[JobQueued, object]) -> Step:
    event = turn.event
    job = turn.facts.job(event.job_id)
    if finished.change(turn.facts, event.job_id) is not None:  # seconds, and told already, unless pictures rest
        return turn.stay(*(say(line) for line in (resting(job, turn.facts) if job else ())))
    return turn.stay(Say(message=status(job, turn.facts))) if job else turn.stay()


def refused(turn: Turn[JobRefused, Phase]) -> Step:
    event, phase = turn.event, turn.phase
    code = event.code if event.code in REFUSALS else "other"
    again = (text("again", again_at=event.again_at),) if event.again_at else ()
    told = say(text(f"refused-{code}"), *again, buttons=_another_try(turn) if code in PASSING else ())
    if event.request is not None and event.request.replaces is not None:  # a finished picture, made again
        return turn.stay(told, *finished.refused(turn.facts, event.request))
    if not isinstance(phase, Making):
        return turn.stay(told)
    if code == "no_consent":
        state, effects = choices.ask(turn, phase.purpose, phase.engine)
        return state, (told, *effects)
    if code == "no_photo":
        return turn.go(CollectingPhotos(purpose=phase.purpose, engine=phase.engine), told)
    return turn.go(Reviewing(purpose=phase.purpose, engine=phase.engine), told)


def ended(turn: Turn[JobEnded, Phase]) -> Step:
    """Deletes the status message and says in a new one how the job ended."""
    event = turn.event
    if event.lane is Lane.INSPECT:
        return turn.stay(say(text("check-failed"), wants_photos=True)) if event.outcome == "failed" else turn.stay()
    changed = finished.change(turn.facts, event.job_id)
    if changed is not None:
        state, effects = finished.ended(turn, event, changed)
        return state, (*_card_again(turn, changed), *effects)
    closed = Unsay(slot=slot(event.job_id))
    match event.outcome:
        case "done":
            told = _summary(turn.facts, turn.state, event.job_id)
        case "failed":
            told = (_failed(turn.facts, turn.state, event.error),)
        case _:
            return turn.stay(closed)  # told when it was cancelled
    phase = turn.phase
    others = any(job.id != event.job_id for job in active_jobs(turn.facts))
    if isinstance(phase, Making) and not others:
        return turn.go(Reviewing(purpose=phase.purpose, engine=phase.engine), closed, *told)
    return turn.stay(closed, *told)


def _card_again(turn: AnyTurn, changed: GenerateRequest) -> tuple[Effect, ...]:
    """On a page the card of an approved picture shows the file as it is now."""
    variant = find_votable(turn.facts, changed.replaces or "")
    approved = variant is not None and variant.state is VariantState.APPROVED and turn.facts.laid_out
    return approval.card(turn.facts, variant) if approved and variant else ()


def _summary(facts: Facts, state: State, job_id: JobId) -> tuple[Effect, ...]:
    made = tuple(variant for variant in votable(facts) if variant.job_id == job_id)
    held = [v for v in facts.variants if v.job_id == job_id and v.state is VariantState.WITHHELD]
    if made:
        return (ready(made, _again(state), *redrawing.offer(state), stop(facts, state)),)
    if held:
        return (all_held_back(facts, state),)
    return (say(text("status-done"), buttons=(_again(state),) if good_photos(facts) else ()),)


def ready(made: tuple[Variant, ...], *ways_on: Button) -> Say:
    """Says that they are here, how to vote, and when the first of them is erased."""
    return say(
        text("ready", count=len(made)),
        text("ready-vote", number=made[0].number),
        text("ready-kept", count=len(made), erased_at=min(variant.expires_at for variant in made)),
        buttons=ways_on,
        group=made[0].job_id,
    )


def all_held_back(facts: Facts, state: State) -> Say:
    """Says that it is the bot's fault and offers the plain crop, another look, or the end."""
    photos = good_photos(facts)
    offered = photos[-1].looks if photos else ()
    plain = button(Verb.LOOK_PLAIN, state.session, text("held-back-plain"))
    return say(
        text("held-back-all"),
        buttons=(
            *((plain,) if PLAIN_LOOK in offered else ()),
            *((_again(state), *redrawing.offer(state)) if photos else ()),
            stop(facts, state),
        ),
    )


def stop(facts: Facts, state: State) -> Button:
    """Ends the round. Only the button that says so erases photos."""
    if facts.photos:
        return button("session.erase", state.session, text("stop-and-erase"))
    return button("session.stop", state.session, text("stop"))


def _failed(facts: Facts, state: State, error: str) -> Say:
    code = error if error in FAILURES else "other"
    contact = (text("contact", contact=facts.contact),) if facts.contact and code == "other" else ()
    buttons = (_again(state), *redrawing.offer(state), stop(facts, state))
    return say(text(f"failed-{code}"), *contact, buttons=buttons if good_photos(facts) else ())


def _another_try(turn: AnyTurn) -> tuple[Button, ...]:
    return (_again(turn.state), stop(turn.facts, turn.state)) if good_photos(turn.facts) else ()


def _again(state: State) -> Button:
    return button(Verb.LOOK_AGAIN, state.session, text("look-again"))


def cancel(turn: Turn[Press, Phase]) -> Step:
    """Cancels one job, by the button of its status message. Pictures already made stay."""
    job = next((job for job in active_jobs(turn.facts) if job.id == turn.event.argument), None)
    if job is None:
        return turn.stay(say(text("cancel-nothing")))
    return _cancelled(turn, (job.id,))


def cancel_all(turn: Turn[object, Phase]) -> Step:
    """Cancels all jobs, by command or typed word. Where nothing is being made, it ends what is being asked."""
    jobs = tuple(job.id for job in active_jobs(turn.facts))
    if jobs:
        return _cancelled(turn, jobs)
    if isinstance(turn.phase, WAITING_FOR_PERSON):
        return leave(turn)
    return turn.stay(say(text("cancel-nothing")))


def leave(turn: AnyTurn) -> Step:
    """Ends the round and erases nothing. What is still held is named with its date, and erasing it is offered."""
    erase = (stop(turn.facts, turn.state),) if turn.facts.photos else ()
    return turn.go(Idle(), say(text("left"), *_photos_stay(turn.facts), *_pictures_stay(turn.facts), buttons=erase))


def _cancelled(turn: Turn[object, Phase], jobs: tuple[JobId, ...]) -> Step:
    ways_on = (_again(turn.state), *redrawing.offer(turn.state), stop(turn.facts, turn.state))
    effects: tuple[Effect, ...] = (
        CancelJobs(job_ids=jobs),
        say(
            text("cancelled"),
            *_photos_stay(turn.facts),
            *_pictures_stay(turn.facts),
            buttons=ways_on if isinstance(turn.phase, Making | Reviewing) else (),
        ),
    )
    phase = turn.phase
    if isinstance(phase, Making) and len(jobs) == len(active_jobs(turn.facts)):
        return turn.go(Reviewing(purpose=phase.purpose, engine=phase.engine), *effects)
    return turn.stay(*effects)


def _photos_stay(facts: Facts) -> tuple[Text, ...]:
    if not facts.photos:
        return ()
    erased_at = min(photo.expires_at for photo in facts.photos)
    return (text("cancelled-photos", count=len(facts.photos), erased_at=erased_at),)


def _pictures_stay(facts: Facts) -> tuple[Text, ...]:
    made = votable(facts)
    return (text("cancelled-made", numbers=numbers(made)),) if made else ()


def worker_absent(turn: AnyTurn) -> Step:
    """Said after a minute without a worker, with the time at which the photos are erased in any case."""
    until = [photo.expires_at for photo in turn.facts.photos]
    erased = (text("worker-absent-erased", erased_at=min(until)),) if until else ()
    waiting = tuple(job for job in active_jobs(turn.facts) if job.state is JobState.QUEUED)
    first = waiting[:1]
    cancel_it = tuple(button(Verb.JOB_CANCEL, job.id, text("cancel")) for job in first)
    buttons = (*cancel_it, *(each for job in first for each in redrawing.offer_of(job)))
    return turn.stay(say(text("worker-absent"), *erased, buttons=buttons))


RULES: tuple[Rule, ...] = (
    heard(JobQueued, queued, here=ANYWHERE),
    heard(JobRefused, refused, here=at(Making), to=(AskedForConsent, ChoosingConsent, CollectingPhotos, Reviewing)),
    heard(JobRefused, refused, here=ANYWHERE),
    heard(JobEnded, ended, here=at(Making), to=(Reviewing,)),
    heard(JobEnded, ended, here=ANYWHERE),
    heard(WorkerAbsent, worker_absent, here=ANYWHERE),
    pressed(Verb.JOB_CANCEL, cancel, here=at(Making), to=(Reviewing,)),
    pressed(Verb.JOB_CANCEL, cancel, here=ANYWHERE),
    commanded(Command.CANCEL, cancel_all, here=at(Making), to=(Reviewing,)),
    commanded(Command.CANCEL, cancel_all, here=ANYWHERE, to=(Idle,)),
)
