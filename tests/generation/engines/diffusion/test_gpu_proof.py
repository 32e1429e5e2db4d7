"""The parts of ``make gpu-proof`` with the tiny model on the CPU: that their steps work; nothing is measured."""

from __future__ import annotations

from pathlib import Path

import pytest

from generation.engines.diffusion import memory, prepared
from generation.engines.diffusion.memory import LADDER
from tests.benches import klein_shape
from tests.gpu_proof import child, faults, model, painter, path
from tests.gpu_proof.step import Rows, Scene

WAIT_S = 900


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    return Scene(folder=tmp_path_factory.mktemp("proof"), tiny=True)


def test_the_text_encoder_has_the_published_size() -> None:
    """Two shards of 4.97 and 3.08 GB in bf16, as the model's page on its hub lists them."""
    counted = 2 * sum(each.numel() for each in klein_shape.text_encoder("meta").parameters())
    assert counted == pytest.approx(4.97e9 + 3.08e9, rel=0.01)


@pytest.mark.timeout(WAIT_S)
def test_every_layout_is_timed_at_both_sizes_with_photos_and_with_a_mask(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(painter, "RUNS", 2)
    rows = painter.layout(LADDER[0])(scene)
    assert len(rows) == 2 * (len(painter.REFERENCES) + 1)
    assert all(isinstance(row, dict) and 0 < row["p50 s"] <= row["p95 s"] for row in rows.values())


@pytest.mark.timeout(WAIT_S)
def test_layouts_are_compared_with_the_model_s_own_precision(scene: Scene) -> None:
    rows = painter.distances(scene)
    assert rows["the same again"] == 0
    assert all(0 <= float(str(rows[each.value])) < prepared.MOST_APART for each in LADDER[1:])
    assert painter.processor(scene)["apart, levels"] == 0


@pytest.mark.timeout(WAIT_S)
def test_on_a_cap_the_ladder_of_the_product_decides(scene: Scene) -> None:
    assert child.run(scene, "capped", cap_gb=8) | {"seconds": 0} == {
        "painted by": LADDER[0].value,  # no card, no cap
        "loaded and painted, s": pytest.approx(0, abs=WAIT_S),
        "size": [model.SMALL, model.SMALL],
        "exit code": 0,
        "seconds": 0,
    }


@pytest.mark.timeout(WAIT_S)
def test_a_poisoned_device_is_known_as_one_and_the_next_process_paints(scene: Scene) -> None:
    rows = faults.asserted(scene)
    assert rows["poisoned"]["refused as"] == "accelerator_failed"  # type: ignore[index]
    assert rows["next process"]["painted by"] == LADDER[0].value  # type: ignore[index]


def test_the_sabotage_an_error_that_is_not_known_as_the_device_s_fails_the_step(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    def other(_: Scene, name: str) -> Rows:
        return {"exit code": 1, "said": "RuntimeError"} if name == "asserted" else {"painted by": "resident"}

    monkeypatch.setattr(child, "run", other)
    with pytest.raises(faults.NotAsPromised, match="device-side assert"):
        faults.asserted(scene)


@pytest.mark.timeout(WAIT_S)
def test_a_filled_card_is_painted_on_in_the_lightest_layout(scene: Scene) -> None:
    assert child.run(scene, "filled", left_gb=6)["painted by"] == LADDER[-1].value


@pytest.mark.timeout(WAIT_S)
def test_the_whole_way_is_written_prepared_loaded_and_tried(scene: Scene) -> None:
    assert path.written(scene)["GB"] > 0  # type: ignore[operator]
    ready = path.made_ready(scene)
    assert (ready["prompts"], ready["on"]) == (len(prepared.prompts()), str(memory.device()))
    assert all(float(str(value)) > 0 for value in path.loaded(scene).values())
    rows = path.background(scene)
    assert (rows["pictures"], rows["held back"], rows["left behind"]) == (4, 0, 0)


def test_a_way_that_does_not_end_is_no_measurement(tmp_path: Path) -> None:
    with pytest.raises(path.NoWay):
        path.tried(Scene(folder=tmp_path, tiny=True), "--persona", "nothing-of-the-kind")
