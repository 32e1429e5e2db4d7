"""The bench's device fails in one process, and the job it had is at work in the next."""

from __future__ import annotations

import pytest

from tests.benches import failed_device, worker
from tests.fakes import PATIENCE_S

pytestmark = [pytest.mark.weights, pytest.mark.long]


async def test_the_job_of_a_failed_device_is_at_work_in_a_fresh_process() -> None:
    assert 0 < await failed_device.until_at_it_again(worker.PORTRAIT.read_bytes()) < failed_device.PATIENCE_S


async def test_the_sabotage_a_device_that_works_leaves_the_job_in_its_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(failed_device, "PATIENCE_S", PATIENCE_S / 4)
    with pytest.raises(TimeoutError):
        await failed_device.until_at_it_again(worker.PORTRAIT.read_bytes(), failed=True)
