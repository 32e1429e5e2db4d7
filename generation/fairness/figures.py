"""Turns observations into figures per tone band: acceptance, refusals, pictures held back, change of lightness.

Pure. A band of fewer than five pictures is only counted: it says little about a group and too much about one person.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generation.fairness import intervals
from generation.fairness.bands import LAST_OF_BAND, NO_TONE
from generation.fairness.intervals import Estimate
from generation.fairness.observe import Observation
from storage.measuring import Figure

LEAST = 5  # pictures in a band; a smaller band is only counted (design §8.6)
LEAST_RATIO = 0.8  # lowest over highest acceptance: the four-fifths rule (29 CFR 1607.4 D)
MOST_MEAN = 1.0  # L*, signed mean over all pictures
MOST_SLOPE = 0.1  # L* per tone step

ACCEPTANCE = "acceptance, lowest band over highest"
MEAN = "signed ΔL* of the skin, mean, away from 0"
SLOPE = "ΔL* per tone step, away from 0"
UNCOMPARED = "Who is accepted less often could not be compared: that takes five pictures in each of two groups."


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """One group of pictures. ``refused``, ``withheld``: code to number of photos."""

    name: str
    photos: int
    accepted: Estimate
    served: int
    refused: Mapping[str, int]
    withheld: Mapping[str, int]
    delta_l: Estimate | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """``small``: names of bands with fewer than ``LEAST`` photos; they have no figures."""

    photos: int
    bands: tuple[Band, ...]
    small: tuple[str, ...]
    ratio: Estimate | None
    delta_l: Estimate | None
    slope: Estimate | None

    def figures(self) -> dict[str, Figure]:
        """The figures that could be measured, each with its reach."""
        found: dict[str, Figure] = {}
        if self.ratio is not None:
            found[ACCEPTANCE] = Figure(value=self.ratio.value, unit="", reach=LEAST_RATIO, at_most=False)
        if self.delta_l is not None:
            found[MEAN] = Figure(value=abs(self.delta_l.value), unit="L*", reach=MOST_MEAN)
        if self.slope is not None:
            found[SLOPE] = Figure(value=abs(self.slope.value), unit="L*", reach=MOST_SLOPE)
        return found


def summary(observations: Sequence[Observation]) -> Summary:
    """Bands are in the order of the scale, then labelled groups by name, then pictures without a tone."""
    groups: dict[str, list[Observation]] = {}
    for seen in observations:
        groups.setdefault(seen.tone.band, []).append(seen)
    bands = tuple(_band(name, groups[name]) for name in sorted(groups, key=_place) if len(groups[name]) >= LEAST)
    compared = [(band.served, band.photos) for band in bands if band.name != NO_TONE]
    moves = [seen.delta_l for seen in observations if seen.delta_l is not None]
    steps = [
        (float(seen.tone.step), seen.delta_l)
        for seen in observations
        if seen.delta_l is not None and seen.tone.step is not None
    ]
    enough = len(moves) >= LEAST
    return Summary(
        photos=len(observations),
        bands=bands,
        small=tuple(name for name in sorted(groups, key=_place) if len(groups[name]) < LEAST),
        ratio=intervals.lowest_over_highest(compared),
        delta_l=intervals.mean(moves) if enough else None,
        slope=intervals.slope(steps) if len(steps) >= LEAST else None,
    )


def _band(name: str, group: Sequence[Observation]) -> Band:
    served = sum(seen.served for seen in group)
    moves = [seen.delta_l for seen in group if seen.delta_l is not None]
    return Band(
        name=name,
        photos=len(group),
        accepted=intervals.share(served, len(group)),
        served=served,
        refused=_counted(code for seen in group for code in seen.refused),
        withheld=_counted(code for seen in group for code in seen.withheld),
        delta_l=intervals.mean(moves) if len(moves) >= LEAST else None,
    )


def _counted(codes: Iterable[str]) -> Mapping[str, int]:
    return dict(sorted(Counter(codes).items()))


def _place(name: str) -> tuple[int, str]:
    order = (*LAST_OF_BAND,)
    if name == NO_TONE:
        return len(order) + 1, name
    return (order.index(name), "") if name in order else (len(order), name)
