from __future__ import annotations

import pytest

from tests.fakes import FakeClock, GoingClock


@pytest.fixture
def clock() -> FakeClock:
    """In a whole journey time goes: a call that a busy machine cut off is made again once its time is over."""
    return GoingClock()
