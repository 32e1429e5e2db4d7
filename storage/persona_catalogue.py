"""What of a made-up person can be chosen, as ids: beside the words for them, the one place that may name such a thing.

The words an engine is given for each are in ``generation/engines/diffusion/persona.toml``, which is refused with other
ids. No question of this kind is ever asked about somebody real. Pure values, as in ``records``.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from functools import cache

TRAITS: Mapping[str, tuple[str, ...]] = {
    "age": ("thirties", "fifties", "seventies"),
    "presents": ("woman", "man", "neither"),
    # The six classes of skin by its typology angle (Chardon 1991), from the darkest to the lightest.
    "tone": ("deepest", "dark", "medium", "tan", "light", "lightest"),
    "detail": (
        *("straight_hair", "curly_hair", "coily_hair", "headscarf", "turban"),
        *("glasses", "hearing_aid", "wheelchair", "prosthesis"),
    ),
}
DRAWN = "drawn"  # left to chance, each option as likely as any other
MOST_CHOSEN = 3  # traits; the rest is left to chance
LOOK = "persona"
SHEET = "persona_sheet"  # the look of one picture that shows all others of its set

USES: tuple[str, ...] = ("advert", "presentation", "mockup")


def looks(count: int) -> tuple[str, ...]:
    """The pictures of a set of ``count`` people, in their order; more than one have a contact sheet."""
    return (LOOK,) * count + ((SHEET,) if count > 1 else ())


Person = tuple[str, ...]
"""One option of each trait, in the order of ``TRAITS``."""


@cache
def people() -> tuple[Person, ...]:
    """Everybody there are words for: 162 of the 486 combinations, since each prompt is encoded beforehand.

    An orthogonal array of strength 3: any three options of three traits occur together, and of any two equally often.
    So whatever up to ``MOST_CHOSEN`` traits are chosen, somebody is there; and with up to two, what is left to chance
    is even. Presents, tone and detail are combined in full; the age follows from their places.
    """
    ages, *others = TRAITS.values()
    places = itertools.product(*(range(len(options)) for options in others))
    return tuple(
        (ages[sum(place) % len(ages)], *(options[at] for options, at in zip(others, place, strict=True)))
        for place in places
    )


def among(chosen: Mapping[str, str]) -> tuple[Person, ...]:
    """The people with these options of these traits; all where nothing is chosen. Empty for an unknown one."""
    if not chosen.keys() <= TRAITS.keys():
        return ()
    at = {place: chosen[trait] for place, trait in enumerate(TRAITS) if trait in chosen}
    return tuple(person for person in people() if all(person[place] == option for place, option in at.items()))
