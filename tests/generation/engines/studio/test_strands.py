"""The solver behind single hairs, on planes whose answer is known."""

from __future__ import annotations

import numpy as np
import pytest

from generation.engines.studio import strands

SIDE = 96
DARK, LIGHT = np.array((40, 30, 26)), np.array((206, 210, 214))


def blended() -> tuple[np.ndarray, np.ndarray]:
    """A wave of strands between a dark side and a light one, 2 SIDE x 2 SIDE, and its true matte."""
    y, x = np.mgrid[: 2 * SIDE, : 2 * SIDE].astype(np.float32)
    true = np.clip(np.where(x < 70, 1.0, np.where(x > 120, 0.0, 0.5 + 0.5 * np.sin(y / 3))), 0, 1).astype(np.float32)
    frame = DARK * true[..., None] + LIGHT * (1 - true[..., None])
    return np.rint(frame).astype(np.uint8), true


def asked(prior: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Known left and right, ``prior`` between, at half size."""
    known = np.ones((SIDE, SIDE), np.float32)
    known[:, 33:62] = 0
    first = np.zeros_like(known)
    first[:, :33], first[:, 33:62] = 1.0, prior
    return known, first, np.full_like(known, 0.003)


def test_a_mixture_of_two_colours_is_found_whatever_the_first_opinion() -> None:
    frame, true = blended()
    for prior in (0.2, 0.8):
        assert np.abs(strands.refined(frame, *asked(prior)) - true).mean() < 0.03


def test_where_the_first_opinion_is_trusted_it_stays() -> None:
    frame, true = blended()
    known, first, _ = asked(0.8)
    trusted = strands.refined(frame, known, first, np.full_like(known, 5.0))
    middle = slice(76, 116)
    free = strands.refined(frame, *asked(0.8))
    assert np.abs(trusted - true)[:, middle].mean() > 3 * np.abs(free - true)[:, middle].mean()


def test_the_product_is_symmetric_up_to_the_border() -> None:
    """Without it conjugate gradients would wander off."""
    frame, _ = blended()
    lines = strands.Lines.of(frame[::2, ::2])
    rng = np.random.default_rng(1)
    one, other = (rng.normal(size=(SIDE, SIDE)).astype(np.float32) for _ in range(2))
    assert np.vdot(one, lines.away(other)) == pytest.approx(np.vdot(other, lines.away(one)), rel=1e-3, abs=0.5)


def test_nothing_unknown_changes_nothing() -> None:
    frame, true = blended()
    half = true[::2, ::2].copy()
    found = strands.refined(frame, np.ones_like(half), half, np.zeros_like(half))
    assert np.isfinite(found).all()
