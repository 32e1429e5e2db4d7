from __future__ import annotations

from datetime import timedelta

import pytest

from storage.policy import (
    BATCH_LEAST,
    BATCH_MOST,
    BATCH_S,
    LEASE,
    PURGE_EVERY,
    Hold,
    late_by,
    may_take,
    next_batch,
    next_run,
)
from tests.fakes import MONDAY

SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("hold", "taken"),
    [
        (None, True),
        (Hold(holder="me", until=MONDAY + SECOND), True),
        (Hold(holder="other", until=MONDAY + SECOND), False),
        (Hold(holder="other", until=MONDAY), True),
        (Hold(holder="other", until=MONDAY + LEASE), False),
        (Hold(holder="other", until=MONDAY + LEASE + SECOND), True),  # made before the clock was set back
    ],
)
def test_one_purge_at_a_time_and_none_forever(hold, taken):
    assert may_take(hold, "me", MONDAY) is taken


def test_the_next_run_is_regular_or_sooner_and_never_past():
    assert next_run(MONDAY, None) == MONDAY + PURGE_EVERY
    assert next_run(MONDAY, MONDAY + SECOND) == MONDAY + SECOND
    assert next_run(MONDAY, MONDAY + timedelta(days=1)) == MONDAY + PURGE_EVERY
    assert next_run(MONDAY, MONDAY - timedelta(days=1)) == MONDAY


def test_lateness_is_counted_from_the_oldest():
    assert late_by(None, MONDAY) == timedelta()
    assert late_by(MONDAY + SECOND, MONDAY) == timedelta()
    assert late_by(MONDAY - SECOND, MONDAY) == SECOND


def test_a_purges_next_transaction_has_what_fits_and_never_jumps():
    assert next_batch(400, BATCH_S) == 400
    assert next_batch(400, BATCH_S * 4 / 3) == 300
    assert next_batch(400, BATCH_S / 100) == 800
    assert next_batch(400, BATCH_S * 100) == 200
    assert next_batch(400, BATCH_S * 2, BATCH_S * 2) == 400  # as long as its commit took
    assert next_batch(400, 60.0, 60.0) == 200
    assert next_batch(BATCH_LEAST, 60.0) == BATCH_LEAST
    assert next_batch(BATCH_MOST, 0.0) == BATCH_MOST
    assert next_batch(7, 0.0) == BATCH_LEAST  # the end of a list says little
