"""The short training loads torch: collected only with ``-m diffusion``, as ``make train-smoke`` does."""

from __future__ import annotations

from pathlib import Path

import pytest

WITH_TORCH = "test_smoke.py"


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    if collection_path.name != WITH_TORCH or "diffusion" in (config.option.markexpr or ""):
        return None
    return True
