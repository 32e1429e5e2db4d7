"""What a round may use: the numbers and looks that the admins of the place where it began have set.

The values do not say where they come from: a conversation keeps its terms and not whose they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from storage.policy import PHOTO_HOURS_CAP, RESULT_DAYS_CAP


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """None: as the operator of the bot has set it. ``looks``: ids; empty offers all.

    ``jobs_per_day``: sets of pictures a person may ask for in a day; the operator's own limit holds beside it.
    ``waiting_most``: with so many sets of pictures waiting in the line, nobody is let into it any more.
    ``refusal``: the key of why no round may begin there; said at once and not kept.
    """

    jobs_per_day: int | None = None
    waiting_most: int | None = None
    photo_hours: int | None = None
    result_days: int | None = None
    looks: frozenset[str] = frozenset()
    refusal: str = ""

    @property
    def photo_retention(self) -> timedelta | None:
        return None if self.photo_hours is None else timedelta(hours=self.photo_hours)

    @property
    def result_retention(self) -> timedelta | None:
        return None if self.result_days is None else timedelta(days=self.result_days)

    def allows(self, look: str) -> bool:
        """The plain crop is always allowed: it is the choice that changes nothing of the photo but its edges."""
        return not self.looks or look in self.looks or look == PLAIN_LOOK


PLAIN_LOOK = "own"  # the person's own background: a crop and nothing else

OPEN = Terms()

# The least and the most that may be set. Retention ends at the caps of the whole installation.
REACH: dict[str, tuple[int, int]] = {
    "jobs_per_day": (1, 100),
    "waiting_most": (1, 500),
    "photo_hours": (1, PHOTO_HOURS_CAP),
    "result_days": (1, RESULT_DAYS_CAP),
}


def refused(name: str, value: int) -> tuple[int, int] | None:
    """The least and the most of this number when ``value`` is outside of them. Raises ``KeyError`` for no such name."""
    least, most = REACH[name]
    return None if least <= value <= most else (least, most)


def numbered(terms: Terms, numbers: Mapping[str, int | None]) -> Terms:
    """With these numbers in place of the old ones."""
    return replace(terms, **numbers)  # type: ignore[arg-type]  # names are those of REACH, all of them numbers


def together(found: Iterable[Terms]) -> Terms:
    """For somebody whom several servers let begin: of each number the smallest, of the looks all that one allows."""
    every = list(found)
    if not every:
        return OPEN
    numbers = {name: [n for each in every if (n := getattr(each, name)) is not None] for name in REACH}
    smallest = {name: min(set_) if set_ else None for name, set_ in numbers.items()}
    looks = frozenset[str]() if any(not each.looks for each in every) else frozenset().union(*(e.looks for e in every))
    return numbered(Terms(looks=looks), smallest)


def dumped(terms: Terms) -> dict[str, object]:
    """As JSON values, for a stored conversation; a refusal is asked for again each time."""
    return {**{name: getattr(terms, name) for name in REACH}, "looks": sorted(terms.looks)}


def loaded(stored: object) -> Terms:
    """Raises ``ValueError`` for what ``dumped`` does not write."""
    if not isinstance(stored, dict) or stored.keys() != {*REACH, "looks"}:
        raise ValueError("fields are not those of terms")
    numbers = {name: stored[name] for name in REACH}
    if any(n is not None and (type(n) is not int or refused(name, n)) for name, n in numbers.items()):
        raise ValueError("a number of the terms is out of reach")
    looks = stored["looks"]
    if not isinstance(looks, list) or not all(isinstance(look, str) for look in looks):
        raise ValueError("looks are not names")
    return numbered(Terms(looks=frozenset(looks)), numbers)
