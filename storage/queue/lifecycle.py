"""How a job lives, as a table. Pure: what follows from what; ``jobs`` carries it out.

queued  -> running    claimed: one more attempt, one more strike
queued  -> cancelled  by the person, or because a consent is gone
running -> done
running -> queued     handed back at a drain (the strike is taken back), or its worker was lost or failed and may retry
running -> failed     refused for good, or the third strike
running -> cancelled  asked for, and the worker stopped, fell silent, failed or handed it back
"""

from __future__ import annotations

from storage.records import JobState

# A job that takes its worker's memory down would otherwise do so for ever; two more tries cover chance.
MAX_STRIKES = 3


def after_failure(strikes: int, *, retry: bool, cancel_requested: bool) -> JobState:
    """Where a job goes whose worker reported an error; ``strikes`` includes this attempt."""
    if not retry:
        return JobState.FAILED
    if cancel_requested:
        return JobState.CANCELLED
    return JobState.QUEUED if strikes < MAX_STRIKES else JobState.FAILED


def after_loss(strikes: int, *, cancel_requested: bool) -> JobState:
    """Where a job goes whose worker fell silent."""
    return after_failure(strikes, retry=True, cancel_requested=cancel_requested)


def after_release(*, cancel_requested: bool) -> JobState:
    """Where a job goes that its worker hands back: nobody waits for one that was to be cancelled."""
    return JobState.CANCELLED if cancel_requested else JobState.QUEUED


def turn(own: int | None, floor: int | None) -> int:
    """The virtual time of a new job: the person's turn after their last waiting one, but no earlier than the queue is.

    ``own``: the highest of this person's waiting or running jobs; ``floor``: the lowest of anybody's waiting ones. The
    k-th job of one person so stands behind everybody's (k-1)-th, and nobody saves up turns while away.
    """
    if own is None:
        return floor or 0
    return max(own + 1, floor or 0)
