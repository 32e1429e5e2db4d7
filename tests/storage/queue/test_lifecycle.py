from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from storage.queue.lifecycle import MAX_STRIKES, after_failure, after_loss, after_release, turn
from storage.records import JobState

STOPPED = {JobState.QUEUED, JobState.FAILED, JobState.CANCELLED}
maybe_turn = st.none() | st.integers(0, 10**6)


def test_the_third_strike_ends_it():
    ends = [after_loss(n, cancel_requested=False) for n in (1, 2, 3)]
    assert ends == [JobState.QUEUED, JobState.QUEUED, JobState.FAILED]
    assert MAX_STRIKES == 3


def test_a_refusal_is_not_retried():
    assert after_failure(1, retry=False, cancel_requested=False) is JobState.FAILED


def test_a_lost_job_that_was_to_be_cancelled_is_cancelled():
    assert after_loss(1, cancel_requested=True) is JobState.CANCELLED
    assert after_release(cancel_requested=True) is JobState.CANCELLED


@given(st.integers(1, 9), st.booleans(), st.booleans())
def test_whatever_goes_wrong_a_job_neither_runs_on_nor_is_done(strikes, retry, cancel_requested):
    assert after_failure(strikes, retry=retry, cancel_requested=cancel_requested) in STOPPED
    assert after_loss(strikes, cancel_requested=cancel_requested) in STOPPED
    assert after_release(cancel_requested=cancel_requested) in STOPPED


@given(maybe_turn, maybe_turn)
def test_nobody_overtakes_the_queue_and_nobody_gets_two_turns_at_once(own, floor):
    vt = turn(own, floor)
    assert vt >= (floor or 0)
    assert own is None or vt > own
