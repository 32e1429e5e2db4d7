"""The layouts in memory: what 8 bits touch, how far their golden pictures are apart, and the one a picture was painted
in, which is recorded with it and used again when it is made again. On the CPU, with tiny random weights.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from generation.engines.diffusion import load, manifest, memory, prepared
from generation.engines.diffusion.device_queue import Turns
from generation.engines.diffusion.memory import Layout
from generation.engines.diffusion.paint_job import PaintJob
from generation.engines.diffusion.painter import Order, Painter, golden_order
from generation.errors import OutOfMemory
from storage.records import Crop
from tests.generation.engines.diffusion.test_painter import run_out

ORDER = Order(look="office", seed=7, width=64, height=64, steps=4)
CROP = Crop(x=0, y=0, scale=1, angle_deg=0, width=64, height=64)
KEPT = ("modulation", "embed", "norm_out", "proj_out")  # by their names in diffusers' model, not by our rule


@pytest.fixture
def painter(built: Path) -> Painter:
    folder = load.verified(manifest.read(built / "manifest.toml"), built)
    return Painter(folder, prepared.read(folder), Layout.RESIDENT)


def linear(pipeline: object) -> dict[str, object]:
    import torch

    modules = pipeline.transformer.named_modules()  # type: ignore[attr-defined]
    return {name: module for name, module in modules if isinstance(module, torch.nn.Linear)}


def quantised(painter: Painter) -> tuple[set[str], set[str]]:
    """Names of the transformer's linear parts in 8 bits, and of the others."""
    placed = memory.place(load.pipeline(painter.folder), Layout.INT8)
    eight = {name for name, part in linear(placed).items() if type(part.weight).__name__ == "Int8Tensor"}
    return eight, linear(placed).keys() - eight


def test_only_the_blocks_are_in_8_bits(painter: Painter) -> None:
    eight, others = quantised(painter)
    assert len(eight) == 16
    assert not [name for name in eight if any(kept in name for kept in KEPT)]
    assert all(any(kept in name for kept in KEPT) for name in others)


def test_the_sabotage_8_bits_everywhere_are_seen(painter: Painter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "BLOCKS", "")
    with pytest.raises(AssertionError):
        test_only_the_blocks_are_in_8_bits(painter)


def test_a_weight_in_8_bits_is_less_than_a_hundredth_off(painter: Painter) -> None:
    exact = {name: part.weight.detach() for name, part in linear(load.pipeline(painter.folder)).items()}
    placed = memory.place(load.pipeline(painter.folder), Layout.INT8)
    for name in quantised(painter)[0]:
        off = linear(placed)[name].weight.dequantize() - exact[name]
        assert float(off.norm() / exact[name].norm()) < 0.01, name


def golden(painter: Painter, layout: Layout) -> np.ndarray:
    painter.unload()
    painter.layout = layout
    return painter.paint(golden_order(painter.folder))


@pytest.mark.parametrize("layout", [Layout.INT8, Layout.OFFLOAD])
def test_each_layouts_golden_picture_is_within_its_limit_and_repeats_itself(painter: Painter, layout: Layout) -> None:
    exact, made = golden(painter, Layout.RESIDENT), golden(painter, layout)
    assert 0 <= prepared.apart(exact, made) <= prepared.MOST_APART_IN_8_BITS
    assert np.array_equal(made, golden(painter, layout))
    painter.check_golden()


def test_8_bits_are_nearer_than_the_plain_cast_they_replaced(painter: Painter, monkeypatch: pytest.MonkeyPatch) -> None:
    exact, made = golden(painter, Layout.RESIDENT), golden(painter, Layout.INT8)

    def cast(pipeline: object, torch: object) -> None:
        types = {"storage_dtype": torch.float8_e4m3fn, "compute_dtype": pipeline.transformer.dtype}  # type: ignore[attr-defined]
        pipeline.transformer.enable_layerwise_casting(**types)  # type: ignore[attr-defined]

    monkeypatch.setattr(memory, "_eight_bits", cast)
    assert prepared.apart(exact, made) < prepared.apart(exact, golden(painter, Layout.INT8))


def test_a_golden_picture_past_the_limit_of_its_layout_is_refused(painter: Painter) -> None:
    shown = golden(painter, Layout.INT8)
    off = np.clip(shown.astype(int) + 6, 0, 255).astype(np.uint8)
    painter.prepared = replace(painter.prepared, golden=off)
    painter.check_golden()  # within 8 bits
    painter.unload()
    painter.layout = Layout.RESIDENT
    with pytest.raises(manifest.ModelRefused, match="does not paint what it painted"):
        painter.check_golden()


def job(painter: Painter, layout: str = "") -> PaintJob:
    return PaintJob(
        painter=painter,
        turns=Turns(),
        engine="redraw",
        recorded=None,
        progress=lambda _: None,
        cancelled=lambda: False,
        layout=layout,
    )


def layout_of(made: PaintJob) -> str:
    return made.edits("office", CROP, ORDER.seed, face_repainted=True).layout


def test_the_layout_stands_in_the_edits_and_paints_the_picture_that_is_made_again(painter: Painter) -> None:
    painter.layout = Layout.INT8
    first = job(painter)
    made = first.paint(ORDER)
    assert layout_of(first) == "int8"
    painter.unload()
    painter.layout = Layout.RESIDENT  # the worker was started anew, on a larger card
    fresh = job(painter)
    assert not np.array_equal(fresh.paint(ORDER), made)
    again = job(painter, layout_of(first))
    assert np.array_equal(again.paint(ORDER), made)
    assert layout_of(again) == "int8"
    after = job(painter)
    after.paint(ORDER)
    assert (layout_of(after), painter.layout) == ("resident", Layout.RESIDENT)


def test_where_memory_runs_out_for_it_the_lighter_layout_is_recorded_and_others_go_on_as_before(
    painter: Painter, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_out(monkeypatch, times=1)
    again = job(painter, "resident")
    again.paint(ORDER)
    assert layout_of(again) == "int8"  # so it is not taken for the same picture
    assert painter.layout is Layout.RESIDENT


def test_a_layout_that_is_no_more_is_any(painter: Painter) -> None:
    made = job(painter, "fp8")
    made.paint(ORDER)
    assert layout_of(made) == "resident"


def test_the_lightest_that_is_too_much_is_said(painter: Painter, monkeypatch: pytest.MonkeyPatch) -> None:
    run_out(monkeypatch, times=9)
    with pytest.raises(OutOfMemory):
        painter.paint(replace(ORDER, layout="int8"))


def test_the_worker_hands_the_recorded_layout_on(monkeypatch: pytest.MonkeyPatch) -> None:
    from generation.worker import run_job
    from tests.fakes import picture_request

    before = SimpleNamespace(edits=SimpleNamespace(seed=5, layout="int8"))
    asked = {"request": picture_request(engine="redraw"), "numbers": (1,), "sheet": None, "photos": [], "origin": None}
    again = run_job._Asked(**asked, before=before).still_to_make()  # type: ignore[arg-type]
    fresh = run_job._Asked(**asked, before=None).still_to_make()  # type: ignore[arg-type]
    assert [(each.seed, each.layout) for each in (again, fresh)] == [(5, "int8"), (None, "")]
