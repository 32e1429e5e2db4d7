"""The cases of a test marked ``many`` are alike: ``make test`` runs every third, ``make long`` the others.

Together they run each case once, and always the same ones in the same suite.
"""

from __future__ import annotations

from collections import Counter

import pytest

ONE_IN = 3


@pytest.hookimpl(tryfirst=True)  # before pytest leaves out what its -m does not name
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    seen: Counter[str] = Counter()
    for item in items:
        if item.get_closest_marker("many") is None:
            continue
        test = item.nodeid.partition("[")[0]
        if seen[test] % ONE_IN:
            item.add_marker(pytest.mark.long)
        seen[test] += 1
