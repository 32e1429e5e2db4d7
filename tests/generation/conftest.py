"""What tests of the pixel house share: test portraits measured once per run."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from generation.intake import panel
from generation.ports import PhotoUnderTest
from tests.assets import portraits

Measured = Callable[[str], PhotoUnderTest]


@cache
def _measured(name: str) -> PhotoUnderTest:
    return panel.look(portraits.portrait(name), (), comparison=False)


@pytest.fixture(scope="session")
def measured() -> Measured:
    """``measured(name)``: faces, landmarks and pose of a test portrait. Needs the model files."""
    return _measured
