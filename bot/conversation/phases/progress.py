"""The status message of a job, in words, from its row; with [Cancel] while it can be cancelled.

``bot.shell`` calls ``status`` again whenever the row has changed. Nothing here changes a state.
"""

from __future__ import annotations

from bot.conversation.actions import Verb
from bot.conversation.facts import Facts
from bot.conversation.phases import redrawing
from bot.conversation.wording import button, text
from bot.ports import Outgoing, Text
from storage.records import GenerateRequest, Job, JobId, JobState

STEPS: tuple[str, ...] = ("reading", "making", "checking", "sealing")

LONG_S = 90  # from here on minutes say it better than seconds


def slot(job_id: JobId) -> str:
    return f"status:{job_id}"


def status(job: Job, facts: Facts) -> Outgoing:
    """Where the job stands. The time comes from ``facts.ahead`` and the measured seconds per picture."""
    match job.state:
        case JobState.DONE:
            return Outgoing(text=text("status-done"), slot=slot(job.id))
        case JobState.FAILED | JobState.CANCELLED:
            return Outgoing(text=text("status-stopped"), slot=slot(job.id))
        case JobState.QUEUED | JobState.RUNNING:
            return _going_on(job, facts)


def _going_on(job: Job, facts: Facts) -> Outgoing:
    if job.cancel_requested:
        return Outgoing(text=text("status-stopping"), slot=slot(job.id), group=job.id)
    head = text("status-queued", ahead=facts.ahead) if job.state is JobState.QUEUED else _running(job)
    return Outgoing(
        text=head,
        lines=_time(job, facts),
        slot=slot(job.id),
        buttons=(button(Verb.JOB_CANCEL, job.id, text("cancel")), *redrawing.offer_of(job)),
        group=job.id,
        expects=len(getattr(job.request, "looks", ())),
    )


def _running(job: Job) -> Text:
    now = job.progress
    step = now.step if now.step in STEPS else "reading"
    if step == "reading" or not now.pictures:
        return text("status-reading")
    return text(f"status-{step}", picture=now.picture, pictures=now.pictures, fraction=round(now.fraction, 2))


def resting(job: Job, facts: Facts) -> tuple[Text, ...]:
    """For who waits while picture making rests: when it goes on by itself; where a photo is erased first, that it is.

    Empty when nothing rests or the job has begun.
    """
    again_at = facts.resting_until
    if again_at is None or job.state is not JobState.QUEUED or not isinstance(job.request, GenerateRequest):
        return ()
    erased = [photo.expires_at for photo in facts.photos if photo.id in job.request.photo_ids]
    if erased and min(erased) <= again_at:
        return (text("status-resting-long", again_at=again_at), text("worker-absent-erased", erased_at=min(erased)))
    return (text("status-resting", again_at=again_at),)


def _time(job: Job, facts: Facts) -> tuple[Text, ...]:
    """The time from this machine's own median, or that there is no median yet."""
    if not isinstance(job.request, GenerateRequest):
        return ()
    if rests := resting(job, facts):
        return rests
    each = facts.seconds_per_picture.get(job.request.engine)
    if each is None:
        return (text("time-unknown"),)
    finished = max(job.progress.picture - 1, 0)
    left = max(each * (len(job.request.looks) - finished), 1.0)
    if left > LONG_S:
        return (text("time-minutes", minutes=round(left / 60)),)
    return (text("time-seconds", seconds=round(left)),)
