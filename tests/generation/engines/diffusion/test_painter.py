"""One picture at a time: steps told, cancelled within one, remade from its seed, a step down when memory runs out."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from generation.engines.diffusion import load, manifest, memory, paste, prepared
from generation.engines.diffusion.manifest import ModelRefused
from generation.engines.diffusion.memory import Layout
from generation.engines.diffusion.painter import Order, Painter, fitted
from generation.engines.diffusion.speed import Speed
from generation.errors import Cancelled, OutOfMemory
from tests.benches import klein_shape

ORDER = Order(look="office", seed=7, width=64, height=64, steps=4)
GREY = np.full((64, 64, 3), 120, np.uint8)


@pytest.fixture
def painter(built: Path) -> Painter:
    folder = load.verified(manifest.read(built / "manifest.toml"), built)
    return Painter(folder, prepared.read(folder))


def test_the_same_seed_makes_the_same_picture_and_another_another(painter: Painter) -> None:
    first, again, other = (painter.paint(order) for order in (ORDER, ORDER, replace(ORDER, seed=8)))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_every_step_is_told(painter: Painter) -> None:
    told: list[float] = []
    painter.paint(ORDER, told.append)
    assert told == [0.0, 0.25, 0.5, 0.75, 1.0]


def test_a_cancelled_picture_stops_within_one_step_and_the_next_is_whole(painter: Painter) -> None:
    whole = painter.paint(ORDER)
    told: list[float] = []

    def stop(share: float) -> None:
        told.append(share)
        if share >= 0.25:
            raise Cancelled

    with pytest.raises(Cancelled):
        painter.paint(ORDER, stop)
    assert told == [0.0, 0.25]
    assert np.array_equal(painter.paint(ORDER), whole)


def test_the_photos_reach_the_model(painter: Painter) -> None:
    seen = painter.paint(replace(ORDER, photos=(GREY,)))
    assert not np.array_equal(seen, painter.paint(replace(ORDER, photos=(GREY // 2,))))


def test_a_mask_makes_it_paint_behind_only_by_the_inpainting_twin(painter: Painter) -> None:
    mask = np.zeros((64, 64), np.float32)
    mask[:, :32] = 1
    made = painter.paint(replace(ORDER, photos=(GREY,), mask=mask))
    alpha = 1 - mask
    put_back = paste.person_over(GREY, alpha, made)
    assert np.array_equal(put_back[:, 32:], GREY[:, 32:])
    assert not np.array_equal(put_back[:, :32], GREY[:, :32])


def test_two_threads_get_the_pictures_one_would(painter: Painter) -> None:
    alone = {seed: painter.paint(replace(ORDER, seed=seed)) for seed in (1, 2)}
    made: dict[int, np.ndarray] = {}

    def work(seed: int) -> None:
        made[seed] = painter.paint(replace(ORDER, seed=seed))

    threads = [threading.Thread(target=work, args=(seed,)) for seed in alone]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(np.array_equal(made[seed], alone[seed]) for seed in alone)


def test_when_memory_runs_out_once_a_lighter_layout_makes_the_picture(
    painter: Painter, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_out(monkeypatch, times=1)
    assert painter.paint(ORDER).shape == (64, 64, 3)
    assert painter.layout is Layout.INT8


def test_when_memory_runs_out_twice_the_job_is_given_back(painter: Painter, monkeypatch: pytest.MonkeyPatch) -> None:
    run_out(monkeypatch, times=9)
    with pytest.raises(OutOfMemory):
        painter.paint(ORDER)
    assert not painter.loaded()


def run_out(monkeypatch: pytest.MonkeyPatch, *, times: int) -> None:
    import torch
    from diffusers import Flux2Transformer2DModel

    forward, left = Flux2Transformer2DModel.forward, [times]

    def starved(*arguments: object, **named: object) -> object:
        if left[0]:
            left[0] -= 1
            raise torch.OutOfMemoryError
        return forward(*arguments, **named)

    monkeypatch.setattr(Flux2Transformer2DModel, "forward", starved)


@pytest.mark.parametrize("layout", list(Layout))
def test_every_layout_paints(painter: Painter, layout: Layout) -> None:
    painter.layout = layout
    assert painter.paint(ORDER).std() > 1


def test_the_layout_follows_the_free_memory() -> None:
    assert memory.fitting(8_000, None) is Layout.RESIDENT
    assert memory.fitting(8_000, 24_000) is Layout.RESIDENT
    assert memory.fitting(8_000, 8_000) is Layout.INT8
    assert memory.fitting(8_000, 4_000) is Layout.OFFLOAD


def test_numbers_that_are_none_make_a_black_picture(painter: Painter, monkeypatch: pytest.MonkeyPatch) -> None:
    from diffusers import AutoencoderKLFlux2

    decode = AutoencoderKLFlux2.decode

    def broken(*arguments: object, **named: object) -> object:
        return (decode(*arguments, **named)[0] * float("nan"),)

    monkeypatch.setattr(AutoencoderKLFlux2, "decode", broken)
    assert painter.paint(ORDER).max() == 0


def test_an_unloaded_model_leaves_memory_and_comes_back(painter: Painter) -> None:
    first = painter.paint(ORDER)
    painter.unload()
    assert not painter.loaded()
    assert np.array_equal(painter.paint(ORDER), first)


def test_sizes_keep_the_shape_in_whole_multiples() -> None:
    assert fitted(1024, 1280, 1024) == (816, 1024)
    assert fitted(512, 512, 64) == (64, 64)


def test_a_named_attention_kernel_paints_the_same(painter: Painter) -> None:
    plain = painter.paint(ORDER)
    painter.unload()
    painter.speed = Speed(attention="native")
    assert prepared.apart(painter.paint(ORDER), plain) <= 1


@pytest.mark.parametrize("kernel", ["flash_hub", "_flash_3_hub", "sage"])
def test_a_kernel_that_would_be_downloaded_or_is_not_here_is_refused(painter: Painter, kernel: str) -> None:
    painter.speed = Speed(attention=kernel)
    with pytest.raises(ModelRefused, match="attention kernel"):
        painter.paint(ORDER)


def test_compiled_blocks_paint_the_same(painter: Painter) -> None:
    """PyTorch's compiler up to the point where it would write code for a card: there is none here."""
    plain = painter.paint(ORDER)
    painter.unload()
    painter.speed = Speed(compiled=True, compiler="eager")
    assert prepared.apart(painter.paint(ORDER), plain) <= 1
    blocks = painter._pipeline.transformer.single_transformer_blocks
    assert all(block._compiled_call_impl is not None for block in blocks)


@pytest.mark.parametrize(("compiler", "no_exec", "said"), [(None, 0, "C compiler"), ("/usr/bin/cc", 8, "may be run")])
def test_compiling_without_compiler_or_in_a_folder_that_runs_nothing_is_refused_at_once(
    painter: Painter, monkeypatch: pytest.MonkeyPatch, compiler: str | None, no_exec: int, said: str
) -> None:
    monkeypatch.setattr("shutil.which", lambda _name: compiler)
    monkeypatch.setattr("os.statvfs", lambda _folder: SimpleNamespace(f_flag=no_exec))
    painter.speed = Speed(compiled=True)
    with pytest.raises(ModelRefused, match=said):
        painter.paint(ORDER)


def test_nothing_is_compiled_where_weights_are_moved_between_the_blocks(painter: Painter) -> None:
    painter.layout, painter.speed = Layout.INT8, Speed(compiled=True, compiler="eager")
    painter.paint(ORDER)
    blocks = painter._pipeline.transformer.single_transformer_blocks
    assert all(block._compiled_call_impl is None for block in blocks)


def test_the_shape_measured_on_a_card_has_the_published_size() -> None:
    transformer, decoder = klein_shape.parts()
    assert memory.weights_of(transformer) * 2 / 4 == pytest.approx(7.75e9, rel=0.01)  # counted in fp32, kept in bf16
    assert memory.weights_of(decoder) * 2 / 4 == pytest.approx(0.168e9, rel=0.01)
