"""Pixels from the photo to the frame: in their place, and as fine as averaging over their area would leave them."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from generation.engines.studio import composite

SIDE = 192


def texture(side: int) -> np.ndarray:
    """Noise of every fineness, 8-bit."""
    rng = np.random.default_rng(3)
    noise = sum(cv2.GaussianBlur(rng.normal(0, 40 * s, (side, side, 3)), (0, 0), s) for s in (0.6, 1.5, 4.0))
    return np.clip(128 + noise, 0, 255).astype(np.uint8)


def ideal(photo: np.ndarray, to_master: np.ndarray) -> np.ndarray:
    """The same frame drawn four times as large and averaged down."""
    large = to_master * 4
    large[:, 2] += 1.5
    drawn = cv2.warpAffine(photo, large, (4 * SIDE, 4 * SIDE), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return cv2.resize(drawn, (SIDE, SIDE), interpolation=cv2.INTER_AREA)


def turn(scale: float, degrees: float) -> np.ndarray:
    middle = 2 * SIDE * 0.5 / scale
    matrix = cv2.getRotationMatrix2D((middle, middle), degrees, scale)
    matrix[:, 2] += SIDE / 2 - middle
    return matrix


def detail(image: np.ndarray) -> float:
    luma = image.astype(np.float32).mean(axis=2)
    return float(np.abs(luma - cv2.GaussianBlur(luma, (0, 0), 1.5)).mean())


def kept(scale: float, degrees: float = 3.3) -> float:
    """Detail of the frame over detail of the ideal one."""
    photo, to_master = texture(round(2 * SIDE / scale)), turn(scale, degrees)
    return detail(composite.resampled(photo, to_master, SIDE, SIDE)) / detail(ideal(photo, to_master))


@pytest.mark.many
@pytest.mark.parametrize("scale", [0.3, 0.5, 0.65, 0.76, 1.0])
@pytest.mark.parametrize("degrees", [0.0, 3.3])
def test_a_frame_shows_the_photos_pixels_in_their_place_with_all_their_detail(scale: float, degrees: float) -> None:
    photo, to_master = texture(round(2 * SIDE / scale)), turn(scale, degrees)
    framed, wanted = composite.resampled(photo, to_master, SIDE, SIDE), ideal(photo, to_master)
    assert kept(scale, degrees) == pytest.approx(1.0, abs=0.16)
    # a frame one pixel aside would be three times as far from it
    assert np.abs(framed.astype(int) - wanted).mean() < 0.35 * np.abs(np.roll(wanted, 1, 1).astype(int) - wanted).mean()


SIZES = (0.51, 0.55, 0.65, 0.74)


def test_detail_does_not_depend_on_the_size() -> None:
    assert all(abs(kept(scale) - 1) < 0.085 for scale in SIZES)


def test_without_averaging_before_the_turn_fine_texture_aliases(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(composite, "_softened", lambda image, _: image)
    assert kept(SIZES[0]) > 1.1


def test_nothing_is_ever_sharpened() -> None:
    photo = texture(64)
    for variance in (-0.2, -1e-3, 0.0):
        assert np.array_equal(composite._softened(photo, variance), photo)
