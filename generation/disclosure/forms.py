"""The forms of the label, one file each. Only this file knows them by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from generation.disclosure import corner, footer, lockup, rim, ring
from generation.disclosure.lockup import Lockup, Said
from generation.disclosure.paths import Path
from generation.disclosure.places import Inscription, Picture
from storage.records import LabelCode, Placement


def _shorter(said: Said, width: float, height: float) -> float:
    del said
    return min(width, height)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """``inscribed`` is None where there is no room; then ``instead`` is tried. ``path(spot, said, width, height)``: the
    line of its words in a finished picture of this size, which may be any; ``line(said, side, scale)``: its words;
    ``side(said, width, height)``: the shorter side of the photo's frame in a finished picture of this size.

    ``found``, ``piece``: least correlation of all words, and of each piece, with which it is found (README.md).
    """

    inscribed: Callable[[Picture, Said], Inscription | None]
    path: Callable[[str, Said, float, float], Path]
    spots: tuple[str, ...]
    instead: Placement
    line: Callable[[Said, float, int], Lockup] = lockup.single
    side: Callable[[Said, float, float], float] = _shorter
    clear: int = 3  # pixels around the words that are surely ground, in a picture of 400
    yields: bool = False  # whether it has no room, too, where its ground would have to be moved over much of the frame
    grows: bool = False  # whether it stands beside the photo's frame, not in it
    on_cloth: tuple[str, ...] = ()  # spots where it may lie on the person's clothing
    found: float = 0.75
    piece: float = 0.74


FORMS: Mapping[Placement, Form] = MappingProxyType(
    {
        Placement.RIM: Form(
            inscribed=rim.inscribed,
            path=rim.path,
            spots=rim.SPOTS,
            instead=Placement.RING,
            yields=True,
            on_cloth=("bottom",),
        ),
        Placement.CORNER: Form(
            inscribed=corner.inscribed,
            path=corner.path,
            spots=corner.SPOTS,
            instead=Placement.FOOTER,
            line=lockup.stacked,
        ),
        Placement.RING: Form(
            inscribed=ring.inscribed,
            path=ring.path,
            spots=ring.SPOTS,
            instead=Placement.CORNER,
            clear=0,
            grows=True,
        ),
        Placement.FOOTER: Form(
            inscribed=footer.inscribed,
            path=footer.path,
            spots=footer.SPOTS,
            instead=Placement.FOOTER,
            line=footer.line,
            side=footer.side,
            clear=1,
            grows=True,
        ),
    }
)


def room(picture: Picture, said: Said, placement: Placement) -> Inscription | None:
    """The label in this form; None where it has no room. On transparency only the footer can be read."""
    if said.code == LabelCode.BACKGROUND_REMOVED and placement is not Placement.FOOTER:
        return None
    return FORMS[placement].inscribed(picture, said)


def inscribed(picture: Picture, said: Said, placement: Placement) -> tuple[Placement, Inscription]:
    """The label in this form, or in the one that stands in for it where it has no room."""
    while (done := room(picture, said, placement)) is None:
        placement = FORMS[placement].instead
    return placement, done
