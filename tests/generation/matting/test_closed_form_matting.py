"""The solver behind single hairs, on planes whose answer is known."""

from __future__ import annotations

import numpy as np
import pytest

from generation.matting import closed_form_matting

SIDE = 96
DARK, LIGHT = np.array((40, 30, 26)), np.array((206, 210, 214))


def blended() -> tuple[np.ndarray, np.ndarray]:
    """A wave of strands between a dark side and a light one, 2 SIDE x 2 SIDE, and its true matte."""
    y, x = np.mgrid[: 2 * SIDE, : 2 * SIDE].astype(np.float32)
    true = np.clip(np.where(x < 70, 1.0, np.where(x > 120, 0.0, 0.5 + 0.5 * np.sin(y / 3))), 0, 1).astype(np.float32)
    frame = DARK * true[..., None] + LIGHT * (1 - true[..., None])
    return np.rint(frame).astype(np.uint8), true


def asked(prior: float, trust: float = 0.003) -> closed_form_matting.Opinion:
    """Known left and right, ``prior`` between, at half size."""
    unknown = np.zeros((SIDE, SIDE), np.float32)
    unknown[:, 33:62] = 1
    first = np.zeros_like(unknown)
    first[:, :33], first[:, 33:62] = 1.0, prior
    return closed_form_matting.Opinion(matte=first, unknown=unknown, trust=np.full_like(unknown, trust))


def refined(frame: np.ndarray, first: closed_form_matting.Opinion) -> np.ndarray:
    """The matte between columns 68 and 122, where something is unknown."""
    places = np.flatnonzero(np.repeat(np.repeat(first.unknown, 2, axis=0), 2, axis=1))
    return (
        closed_form_matting.refined(frame[::2, ::2], first, frame, places).reshape(2 * SIDE, -1)
        if len(places)
        else np.empty(0)
    )


def test_a_mixture_of_two_colours_is_found_whatever_the_first_opinion() -> None:
    frame, true = blended()
    for prior in (0.2, 0.8):
        left = np.abs(refined(frame, asked(prior)) - true[:, 66:124]).mean()
        assert left < 0.12
        assert left < 0.35 * np.abs(prior - true[:, 66:124]).mean()


def test_where_the_first_opinion_is_trusted_it_stays() -> None:
    frame, true = blended()
    middle = slice(10, 50)
    trusted, free = refined(frame, asked(0.8, trust=5.0)), refined(frame, asked(0.8))
    away = [np.abs(found - true[:, 66:124])[:, middle].mean() for found in (trusted, free)]
    assert away[0] > 2.5 * away[1]


def test_the_product_is_symmetric_up_to_the_border() -> None:
    """Without it conjugate gradients would wander off."""
    frame, _ = blended()
    lines = closed_form_matting.Lines.of(frame[::2, ::2], np.arange(SIDE * SIDE))
    rng = np.random.default_rng(1)
    one, other = (rng.normal(size=SIDE * SIDE).astype(np.float32) for _ in range(2))
    assert np.vdot(one, lines.away(other)) == pytest.approx(np.vdot(other, lines.away(one)), rel=1e-3, abs=0.5)


def test_pixels_left_out_of_the_system_change_nothing() -> None:
    """The sum over some pixels alone is the sum over all of them, with nothing at the others."""
    frame, _ = blended()
    some = np.flatnonzero(asked(0.8).unknown)
    alone, all_of_them = (closed_form_matting.Lines.of(frame[::2, ::2], at) for at in (some, np.arange(SIDE * SIDE)))
    step = np.random.default_rng(2).normal(size=len(some)).astype(np.float32)
    everywhere = np.zeros(SIDE * SIDE, np.float32)
    everywhere[some] = step
    np.testing.assert_allclose(alone.away(step), all_of_them.away(everywhere)[some], atol=1e-4)


def test_nothing_unknown_is_no_question() -> None:
    frame, true = blended()
    half = true[::2, ::2].copy()
    sure = closed_form_matting.Opinion(matte=half, unknown=np.zeros_like(half), trust=np.zeros_like(half))
    assert refined(frame, sure).size == 0
