"""The face lock by numbers: what it measures, on faces of a few grey levels."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from generation.ports import Rendering, SafeguardContext
from generation.safeguards.face_core import FaceCore, ssim
from tests.generation.disclosure.conftest import rendering_of

SIDE = 128
ANYBODY = SafeguardContext(portraits=(), comparison=False)
GREY = np.full((SIDE, SIDE, 3), 128, np.uint8)
CHEQUERED = ((np.indices((SIDE, SIDE)).sum(axis=0) % 2) * 4 - 2)[..., None]  # two levels up, two levels down


def painted(change: np.ndarray | int, photo: np.ndarray = GREY) -> Rendering:
    """A picture whose face differs from the photo by ``change`` levels."""
    return replace(rendering_of(photo), master=np.asarray(photo.astype(int) + change, np.uint8))


def test_a_grain_of_two_levels_is_seen_by_the_similarity_alone() -> None:
    """No level is off by more than rounding allows; the flat skin of the photo has become a chequered one."""
    verdict = FaceCore()(painted(CHEQUERED), ANYBODY)
    assert verdict.value == 2
    assert not verdict.passed


def test_the_same_two_levels_everywhere_are_rounding() -> None:
    assert FaceCore()(painted(2), ANYBODY).passed


@pytest.mark.parametrize(("levels", "passed"), [(0, True), (1, True), (2, True), (3, False), (-2, True), (-3, False)])
def test_two_levels_are_the_most(levels: int, passed: bool) -> None:
    verdict = FaceCore()(painted(levels), ANYBODY)
    assert (verdict.passed, verdict.value) == (passed, abs(levels))


def test_only_the_face_counts() -> None:
    rendering = painted(0)
    beside = rendering.core <= 0.5
    master = np.where(beside[..., None], 10, rendering.master).astype(np.uint8)
    assert FaceCore()(replace(rendering, master=master), ANYBODY).passed


@pytest.mark.parametrize(("share", "passed"), [(0.009, False), (0.011, True)])
def test_a_face_under_a_hundredth_of_the_picture_was_not_measured(share: float, passed: bool) -> None:
    core = np.zeros((SIDE, SIDE), np.float32)
    core.flat[: round(share * core.size)] = 1
    verdict = FaceCore()(replace(painted(0), core=core), ANYBODY)
    assert (verdict.passed, verdict.value is None) == (passed, not passed)


def test_a_picture_of_another_size_than_the_photo_s_crop_is_refused() -> None:
    assert not FaceCore()(replace(painted(0), reference=GREY[:-1]), ANYBODY).passed


def test_the_similarity_is_that_of_wang_et_al() -> None:
    """Against scikit-image's, with the same Gaussian window."""
    from skimage.metrics import structural_similarity

    rng = np.random.default_rng(3)
    one = np.repeat(rng.integers(40, 200, (64, 64, 1), np.uint8), 3, axis=2)
    other = np.repeat(
        np.clip(one[..., :1].astype(int) + rng.integers(-9, 9, (64, 64, 1)), 0, 255).astype(np.uint8), 3, 2
    )
    _, known = structural_similarity(
        one[..., 0],
        other[..., 0],
        gaussian_weights=True,
        sigma=1.5,
        use_sample_covariance=False,
        data_range=255,
        full=True,
    )
    inner = np.zeros((64, 64), np.float32)
    inner[8:-8, 8:-8] = 1
    assert ssim(one, other, inner) == pytest.approx(float(known[8:-8, 8:-8].mean()), abs=1e-3)
