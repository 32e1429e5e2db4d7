"""95 % intervals: Wilson's for a share, the bootstrap for a mean, a ratio and a fitted slope. Pure.

The bootstrap draws with a fixed seed: the same folder gives the same report.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

Z = 1.959964  # of the normal distribution, two-sided 95 %
DRAWS = 2000
SEED = 20_240_517


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A value and the ends of its 95 % interval."""

    value: float
    low: float
    high: float


def share(hits: int, of: int) -> Estimate:
    """Wilson's interval (1927). Raises ``ZeroDivisionError`` where ``of`` is 0."""
    part = hits / of
    middle = (part + Z * Z / (2 * of)) / (1 + Z * Z / of)
    reach = Z * sqrt(part * (1 - part) / of + Z * Z / (4 * of * of)) / (1 + Z * Z / of)
    return Estimate(value=part, low=max(0.0, middle - reach), high=min(1.0, middle + reach))


def mean(values: Sequence[float]) -> Estimate:
    """The mean of one or more values, by percentile bootstrap."""
    drawn = np.random.default_rng(SEED).choice(np.asarray(values, float), (DRAWS, len(values))).mean(axis=1)
    return _estimate(float(np.mean(values)), drawn)


def lowest_over_highest(groups: Sequence[tuple[int, int]]) -> Estimate | None:
    """The lowest share over the highest. ``groups``: (hits, of); None with fewer than two, or with all at zero."""
    shares = [hits / of for hits, of in groups]
    if len(groups) < 2 or max(shares) == 0:
        return None
    random = np.random.default_rng(SEED)
    drawn = np.stack([random.binomial(of, hits / of, DRAWS) / of for hits, of in groups])
    highest = drawn.max(axis=0)
    ratios = np.divide(drawn.min(axis=0), highest, out=np.zeros(DRAWS), where=highest > 0)
    return _estimate(min(shares) / max(shares), ratios)


def slope(points: Sequence[tuple[float, float]]) -> Estimate | None:
    """Least squares through (x, y), by bootstrap over the points; None unless there are two different x."""
    x, y = (np.array(axis, float) for axis in zip(*points, strict=True)) if points else (np.zeros(0), np.zeros(0))
    if len(set(x)) < 2:
        return None
    picks = np.random.default_rng(SEED).integers(0, len(x), (DRAWS, len(x)))
    spread = x[picks] - x[picks].mean(axis=1, keepdims=True)
    square = (spread**2).sum(axis=1)
    drawn = (spread * y[picks]).sum(axis=1)[square > 0] / square[square > 0]
    own = x - x.mean()
    return _estimate(float((own * y).sum() / (own**2).sum()), drawn)


def _estimate(value: float, drawn: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> Estimate:
    low, high = np.percentile(drawn, (2.5, 97.5))
    return Estimate(value=value, low=float(low), high=float(high))
