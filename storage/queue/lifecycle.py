"""The life of a job, as pure functions; ``jobs`` and ``job_transitions`` carry them out.

queued  -> running    claimed: one more attempt, one more strike
queued  -> cancelled  by the person, or because a consent was withdrawn
running -> done
running -> queued     handed back by a draining worker (costs no strike), or its worker was lost or failed and may retry
running -> failed     no retry, or the third strike
running -> cancelled  cancel was requested, and the worker stopped, fell silent, failed or handed it back
"""

from __future__ import annotations

from storage.records import JobState

# A job that crashes its worker must not do so for ever; two more tries allow for chance.
MAX_STRIKES = 3


def after_failure(strikes: int, *, retry: bool, cancel_requested: bool) -> JobState:
    """The next state after a worker reported an error; ``strikes`` includes this attempt."""
    if not retry:
        return JobState.FAILED
    if cancel_requested:
        return JobState.CANCELLED
    return JobState.QUEUED if strikes < MAX_STRIKES else JobState.FAILED


def after_loss(strikes: int, *, cancel_requested: bool) -> JobState:
    """The next state after a worker fell silent."""
    return after_failure(strikes, retry=True, cancel_requested=cancel_requested)


def after_release(*, cancel_requested: bool) -> JobState:
    """The next state of a job that its worker hands back."""
    return JobState.CANCELLED if cancel_requested else JobState.QUEUED


def turn(own: int | None, floor: int | None) -> int:
    """The virtual time of a new job: one more than the person's last job, and at least the lowest in the queue.

    ``own``: the highest of this person's waiting or running jobs; ``floor``: the lowest of all waiting jobs. So the
    k-th job of a person stands behind everybody's (k-1)-th, and nobody saves up turns while away.
    """
    if own is None:
        return floor or 0
    return max(own + 1, floor or 0)
