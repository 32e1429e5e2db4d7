"""Who stands in a set of made-up people: chance, held to an even spread, so that a page full of faces is not lopsided.

A picture is made again from its recorded seed alone. So a set chooses its people first and then looks for a seed that
draws each of them; nothing else has to be kept.
"""

from __future__ import annotations

import itertools
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from generation.engines.diffusion.persona import PersonaUnknown, catalogue
from storage.persona_catalogue import Person, among

SEEDS = 2**31
TRIES = 200  # sets drawn before the most even one is taken


def spread(chosen: Mapping[str, str], count: int, seed: int) -> tuple[Person, ...]:
    """``count`` people with the chosen options. Of each trait no option stands more than once more often than another,
    wherever the catalogue allows that; the same seed gives the same set.

    Raises ``PersonaUnknown``.
    """
    left = among(chosen)
    if not left:
        raise PersonaUnknown
    lot = random.Random(seed)  # noqa: S311 — must be repeatable, keeps no secret
    tried = (_drawn(left, count, lot) for _ in range(TRIES))
    return _first_even(tried, left)


def seed_of(person: Person, chosen: Mapping[str, str], seed: int) -> int:
    """A seed, 0 .. ``SEEDS`` - 1, that draws ``person``; found by trying one after the other from ``seed`` on."""
    lot, draw = random.Random(seed), catalogue().drawn  # noqa: S311 — as above
    return next(each for each in iter(lambda: lot.randrange(SEEDS), None) if draw(chosen, each) == person)


def lopsided(people: Sequence[Person], left: Sequence[Person]) -> int:
    """How far an option stands more often than another beyond once, summed over the traits; 0 is even."""
    return sum(max(0, max(counts) - min(counts) - 1) for counts in _counts(people, left))


def _counts(people: Sequence[Person], left: Sequence[Person]) -> Iterator[list[int]]:
    for at, options in enumerate(_options(tuple(left))):
        stand = Counter(person[at] for person in people)
        yield [stand[option] for option in options]


@cache
def _options(left: tuple[Person, ...]) -> tuple[tuple[str, ...], ...]:
    """Of each trait, the options that occur among these people."""
    return tuple(tuple(sorted(set(each))) for each in zip(*left, strict=True))


def _drawn(left: Sequence[Person], count: int, lot: random.Random) -> tuple[Person, ...]:
    """One after the other, each among those whose options were drawn least so far."""
    stand: list[Counter[str]] = [Counter() for _ in left[0]]
    chosen: list[Person] = []
    for _ in range(count):
        weighed = [sum(counter[option] for counter, option in zip(stand, each, strict=True)) for each in left]
        least = min(weighed)
        person = lot.choice([each for each, weight in zip(left, weighed, strict=True) if weight == least])
        for counter, option in zip(stand, person, strict=True):
            counter[option] += 1
        chosen.append(person)
    return tuple(chosen)


def _first_even(tried: Iterator[tuple[Person, ...]], left: Sequence[Person]) -> tuple[Person, ...]:
    best = next(tried)
    for each in itertools.chain((best,), tried):
        if lopsided(each, left) == 0:
            return each
        best = min(best, each, key=lambda people: lopsided(people, left))
    return best
