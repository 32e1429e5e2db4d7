"""``candid doctor`` says which walls stand around the decoders, and fails without the one that counts."""

from __future__ import annotations

import pytest

from generation import checks
from tests.generation.intake.test_lockdown import offered


def test_the_doctor_tells_what_a_child_really_gets() -> None:
    assert checks.built() == offered()


ALL = frozenset({"limits", "memory", "user", "paths", "calls"})


@pytest.mark.parametrize(
    ("gone", "ok", "said"),
    [
        ("", True, "seccomp"),
        ("paths", True, "no Landlock in this kernel"),
        ("user", True, "since this is not root"),
        ("calls", False, "limits"),
        ("limits", False, "seccomp"),
    ],
)
def test_a_missing_wall_is_told_and_the_filter_s_is_a_failure(gone: str, ok: bool, said: str) -> None:
    check = checks.walls(ALL - {gone})
    assert check.ok is ok
    assert said in check.detail
    assert check.fix


def test_a_child_that_could_not_even_start_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "LOCK", "raise SystemExit(1)")
    assert not checks.walls(checks.built()).ok
