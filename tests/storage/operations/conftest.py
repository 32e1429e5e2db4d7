"""Commands run in folders of their own."""

from __future__ import annotations

import pytest


@pytest.fixture
def folders(tmp_path, monkeypatch):
    for name in ("data", "config", "cache"):
        monkeypatch.setenv(f"CANDID_{name.upper()}_DIR", str(tmp_path / name))
    monkeypatch.chdir(tmp_path)
    return tmp_path
