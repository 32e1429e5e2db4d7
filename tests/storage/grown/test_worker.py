"""The worker on PostgreSQL, in procrastinate's loop: the tests of SQLite once more. Part of the long suite."""

from __future__ import annotations

import pytest

from storage.queue import procrastinate_worker  # noqa: F401 - the tests look whether it is loaded
from tests.generation.worker import test_process, test_turns
from tests.generation.worker.test_process import brush  # noqa: F401

pytestmark = [pytest.mark.long, pytest.mark.timeout(180)]

for _module in (test_process, test_turns):
    for _name, _test in vars(_module).items():
        if _name.startswith("test_") and callable(_test):
            globals()[_name] = _test
