from __future__ import annotations

from datetime import timedelta

import pytest

from storage.policy import (
    LEASE,
    PURGE_EVERY,
    Hold,
    late_by,
    may_take,
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
