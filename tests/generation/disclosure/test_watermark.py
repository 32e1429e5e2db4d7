"""The invisible mark: the networks compute what their makers' runtime computes, and the mark outlives chat apps."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from generation.disclosure import onnx_floats, rivagan, seal, survival
from generation.disclosure import watermark as watermarks
from generation.disclosure.watermark import Marker, Reading
from generation.errors import SealBroken
from generation.settings import GenerationSettings
from generation.weights import Weights
from tests.assets import portraits
from tests.generation.disclosure.conftest import marks_of

RECORDED = json.loads(Path(__file__).with_name("rivagan_by_onnxruntime.json").read_text())


def recorded_picture() -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(11)
    picture = random.uniform(-1, 1, (1, 3, 1, 96, 72)).astype(np.float32)[0, :, 0]
    return np.ascontiguousarray(picture.transpose(1, 2, 0)), np.array(RECORDED["bits"], np.float32)


@pytest.mark.weights
def test_both_networks_compute_what_onnxruntime_computes():
    weights = Weights(GenerationSettings().cache_dir)
    picture, bits = recorded_picture()
    residual = rivagan.Encoder(weights.path("watermark_encoder")).residual(picture, bits)
    np.testing.assert_allclose(residual.transpose(2, 0, 1)[:, ::20, ::18], RECORDED["residual"], atol=2e-6)
    scores = rivagan.Decoder(weights.path("watermark_decoder")).scores(picture)
    np.testing.assert_allclose(scores, RECORDED["scores"], atol=2e-4)


@pytest.mark.weights
@pytest.mark.parametrize("change", list(survival.CHANGES))
def test_the_mark_survives(watermark, change):
    marked = marked_once(watermark)
    assert watermark.reader.read(survival.CHANGES[change](marked)).matching >= 26


@pytest.mark.weights
def test_the_mark_is_faint_and_does_not_lighten(watermark):
    sitter, marked = portrait(), marked_once(watermark)
    assert survival.psnr(sitter, marked) >= 42
    assert abs(float(marked.mean()) - float(sitter.mean())) < 0.25


@pytest.mark.weights
def test_the_same_picture_is_always_marked_the_same_way(watermark):
    assert np.array_equal(watermark.mark(portrait()), marked_once(watermark))


@pytest.mark.weights
def test_a_mirrored_copy_is_still_read(watermark):
    assert watermark.reader.read(marked_once(watermark)[:, ::-1]).found


@pytest.mark.weights
def test_an_unmarked_picture_shows_no_mark(watermark):
    reading = watermark.reader.read(portrait())
    assert not reading.found
    assert not reading.probable


@pytest.mark.weights
def test_a_mark_that_was_not_made_is_missed_by_the_seal(home_chain, watermark, make_rendering, monkeypatch):
    monkeypatch.setattr(Marker, "mark", lambda self, image, finish: finish(image))
    with pytest.raises(SealBroken) as caught:
        seal.seal(make_rendering(), language="en", marks=marks_of(home_chain, watermark))
    assert caught.value.layer == "watermark"


def test_28_bits_are_found_26_probable_25_nothing():
    assert Reading(matching=28).found
    assert Reading(matching=26).probable
    assert not Reading(matching=27).found
    assert not Reading(matching=25).probable


def test_the_tag_is_balanced_so_that_no_kind_of_picture_favours_it():
    assert watermarks.TAG.bit_count() == 16


@pytest.mark.parametrize("damaged", [b"", b"\x3a\xff", b"\x3a\x05abc", b"\xff" * 40])
def test_bytes_that_are_no_network_are_refused_or_empty(damaged):
    try:
        tensors = onnx_floats.read(damaged)
    except ValueError:
        return
    assert tensors == {}


def portrait() -> np.ndarray:
    """A public-domain portrait, its upper square at 640 px."""
    photo = portraits.portrait("ardern-2022")
    side = min(photo.shape[:2])
    return survival.to_side(np.ascontiguousarray(photo[:side, :side]), 640)


_MARKED: list[np.ndarray] = []


def marked_once(marker: Marker) -> np.ndarray:
    if not _MARKED:
        _MARKED.append(marker.mark(portrait()))
    return _MARKED[0]


def test_a_picture_is_marked_the_same_however_many_rows_are_worked_on_at_once(monkeypatch) -> None:
    chance = np.random.default_rng(5)
    image = chance.integers(0, 256, (70, 50, 3), np.uint8)
    residual = (chance.random((70, 50, 3), np.float32) - 0.5) * 8
    in_strips = watermarks.added(image, residual, 1.0)
    assert not np.array_equal(in_strips, image)
    for rows in (7, 70, 1000):
        monkeypatch.setattr(watermarks, "ROWS", rows)
        assert np.array_equal(watermarks.added(image, residual, 1.0), in_strips)
