"""What shines through beside a person goes; single hairs and curls stay."""

from __future__ import annotations

import numpy as np
import pytest

from generation.matting import background_bleed

SIDE = 512
BESIDE = (slice(180, 240), slice(290, 350))  # beyond the shape, which ends at column 256
HAIR = (slice(300, 302), slice(256, 330))


def drawn(plate: float, hair: float) -> tuple[np.ndarray, np.ndarray]:
    """A person on the left half with one hair standing off and a square of old background beside it; and the shape."""
    matte = np.zeros((SIDE, SIDE), np.float32)
    matte[:, :256] = 1.0
    matte[BESIDE], matte[HAIR] = plate, hair
    shape = np.zeros((SIDE // 2, SIDE // 2), np.float32)
    shape[:, :128] = 1.0
    return matte, shape


@pytest.mark.parametrize("plate", [0.1, 0.3, 0.5])
def test_a_wall_that_shines_through_goes_and_the_hair_stays(plate: float) -> None:
    matte, shape = drawn(plate, hair=0.7)
    found = background_bleed.without(matte, shape, np.zeros_like(shape))
    assert np.percentile(found[BESIDE], 90) <= 0.1 * plate
    assert found[BESIDE].max() <= plate
    assert found[HAIR] == pytest.approx(0.7, abs=0.02)
    assert (found[:, :250] == 1).all()


def test_a_thick_curl_stays_before_a_calm_wall_and_goes_before_a_busy_one() -> None:
    matte, shape = drawn(plate=0.97, hair=0.9)
    assert background_bleed.without(matte, shape, np.zeros_like(shape))[BESIDE].min() >= 0.9
    busy = background_bleed.without(matte, shape, np.ones_like(shape))
    assert np.median(busy[BESIDE]) <= 0.1
    assert busy[HAIR].mean() >= 0.6


def test_within_the_shape_half_there_stays_half_there() -> None:
    """The sabotage: a rule that did not ask where the person ends would bore holes into veils and thin cloth."""
    matte, shape = drawn(plate=0.5, hair=0.7)
    found = background_bleed.without(matte, np.ones_like(shape), np.ones_like(shape))
    assert np.array_equal(found, matte)


def test_the_matte_never_grows() -> None:
    rng = np.random.default_rng(3)
    matte = rng.random((SIDE, SIDE)).astype(np.float32)
    shape, busy = (rng.random((SIDE // 2, SIDE // 2)).astype(np.float32) for _ in range(2))
    assert (background_bleed.without(matte, shape, busy) <= matte).all()
