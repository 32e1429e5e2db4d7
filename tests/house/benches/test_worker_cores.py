"""Simulated helper cores: work is really done once, then slept and handed on; afterwards everything is as before."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from generation.disclosure import seal, views
from generation.safeguards.panel import Panel
from storage.records import Verdict
from tests.benches import worker_cores
from tests.benches.worker_cores import HelperCores


class Counted:
    code = "counted"

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, _rendering: object, _context: object) -> Verdict:
        self.times += 1
        return Verdict(code=self.code, passed=True, value=float(self.times))


def rendering(look: str) -> Any:
    return cast("Any", SimpleNamespace(edits=SimpleNamespace(look=look)))


def test_work_is_done_once_for_each_look_and_then_slept_for_the_time_it_took(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr(worker_cores.time, "sleep", slept.append)
    safeguard, cores, usual = Counted(), HelperCores(2), (Panel.judge, seal.seal, views.strip, views.before_view)
    panel = Panel((safeguard,))
    with cores.instead():
        done = [panel.judge(rendering(look), cast("Any", None)) for look in ("office", "outdoor")]
        cores.recording = False
        again = [panel.judge(rendering(look), cast("Any", None)) for look in ("outdoor", "office", "office")]
    assert again == [done[1], done[0], done[0]]
    assert safeguard.times == 2
    took = cores.seconds
    assert slept == [took["checks", "outdoor"], took["checks", "office"], took["checks", "office"]]
    assert cores.per_picture_s("checks") == pytest.approx((took["checks", "outdoor"] + took["checks", "office"]) / 2)
    assert cores.per_picture_s("seal", "strip") == 0
    assert (Panel.judge, seal.seal, views.strip, views.before_view) == usual


def test_what_was_never_done_cannot_be_handed_on() -> None:
    cores = HelperCores(2, recording=False)
    with cores.instead(), pytest.raises(KeyError):
        Panel((Counted(),)).judge(rendering("office"), cast("Any", None))
