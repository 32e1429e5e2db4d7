"""The contact sheet: every look on the person's own picture, small and numbered. A preview, marked as one.

Looks that suit the photo come first, never looks that suit a kind of person. Where the person's outline is doubtful,
the background beside it busy or the frame tight, looks that keep the own background come first: they hide what may be
left of the old one, and hair that the photo cuts off ends as it does in the photo. A wall of another
colour than the old one shows such remains, so walls of a near colour come before others. A doubtful place is outlined
on the looks that do not hide it, in black and white, so that it shows on any picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generation import sheet_page
from generation.disclosure import container, people, views
from generation.disclosure.label import QUIET, LabelRule
from generation.disclosure.people import Person
from generation.engines.studio import framing, stage, subject
from generation.engines.studio.brand import Brand
from generation.engines.studio.framing import Framing
from generation.engines.studio.look import OWN, REMOVED, Look
from generation.engines.studio.measures import Subject
from generation.engines.studio.shapes import AVATAR, at_most
from generation.engines.studio.stage import Stage
from generation.errors import CannotFrame
from generation.images import Mask, RgbImage
from generation.matting import shape
from generation.matting.shape import Seen
from generation.ports import ContactSheet, Portrait
from storage.contact_sheet import TILE, Grid
from storage.records import Light

CHECK = 12  # pixels of a square of the checker behind a picture without background
CHECKER = 255, 226  # its two greys


@dataclass(frozen=True, slots=True, kw_only=True)
class Framed:
    """A photo in the frame of its sheet: that is the verdict's last part, and what ``draw`` begins with."""

    portrait: Portrait
    seen: Seen
    subject: Subject
    best: Framing


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    """What all looks of a frame share. ``person``: where they are in it."""

    stage: Stage
    person: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class _Painted:
    """A look in its frame, sRGB."""

    look: Look
    frame: _Frame
    master: RgbImage

    def tile(self, language: str, rule: LabelRule, doubtful: NDArray[np.uint8] | None = None) -> RgbImage:
        """Marked as a preview and labelled, above an outline of what is ``doubtful``; without its number."""
        shown = _on_checker(self.master, self.frame.stage.alpha) if self.look.family == REMOVED else self.master
        code = stage.label_code(self.frame.stage, self.look)
        here = people.before(self.frame.person, self.master)
        return views.preview_mark(views.outlined(shown, doubtful), code, language, here, rule)


def framed(portrait: Portrait) -> Framed:
    """Starts the second opinion and finds the frame. Raises ``CannotFrame`` when the photo allows no honest crop."""
    seen = shape.look(portrait, ask=True)
    known = subject.read(portrait, seen)
    return Framed(portrait=portrait, seen=seen, subject=known, best=framing.search(known, AVATAR))


def draw(
    known: Framed,
    looks: Sequence[Look],
    language: str,
    brand: Brand | None = None,
    rule: LabelRule = QUIET,
) -> ContactSheet:
    """``rule``: the size of the labels' letters."""
    frames = _prepared(known)
    first = frames[False].stage
    fine = stage.cut(known.portrait, first.framing, known.seen)
    # All of this is done while the second opinion runs: only what it doubts itself, the order and the outlines wait.
    painted = [_painted(look, frames.get(look.stays_inside, frames[False]), brand) for look in looks]
    tiles = {each.look.id: each.tile(language, rule) for each in painted}
    strays = {each.look.id: stage.strays(first, each.look) for each in painted}
    fine.doubted.alone()
    # the doubt of the sheet's calm outline; if it has none, that of a picture's outline, with single hairs
    doubt = first.doubt or fine.doubted()
    unsure = bool(doubt) or first.busy or first.framing.cost > framing.TIGHT
    painted.sort(key=lambda each: (_rank(each.look, unsure=unsure), strays[each.look.id]))
    if doubt:
        shows = (each for each in painted if not each.look.keeps_backdrop)
        tiles |= {each.look.id: each.tile(language, rule, doubt.where) for each in shows}
    order = tuple(each.look.id for each in painted)
    numbered = [sheet_page.numbered(tiles[look], number) for number, look in enumerate(order, start=1)]
    return ContactSheet(image=sheet_page.laid(numbered, Grid(len(order))), looks=order)


def _painted(look: Look, frame: _Frame, brand: Brand | None) -> _Painted:
    return _Painted(look=look, frame=frame, master=stage.painted(frame.stage, look, brand))


def _rank(look: Look, *, unsure: bool) -> int:
    """Smaller comes first. The plain crop has no outline that could be wrong; a soft background hides most errors."""
    if not unsure:
        return 0
    return 0 if look.family == OWN else 1 if look.keeps_backdrop else 2


def _prepared(known: Framed) -> dict[bool, _Frame]:
    """The frames of this photo, by whether they stay inside it; one for both where the best one stays inside."""
    small = at_most(AVATAR, TILE)

    def frame(found: Framing) -> _Frame:
        framed = framing.resized(found, small)
        ready = stage.prepare(known.portrait, framed, Light.AS_TAKEN, hair=False, seen=known.seen)
        return _Frame(stage=ready, person=people.read(ready.reference, ready.alpha, ready.core))

    free = frame(known.best)
    if known.best.inside:
        return {False: free, True: free}
    try:
        return {False: free, True: frame(framing.search(known.subject, AVATAR, inside=True))}
    except CannotFrame:
        return {False: free}


def _on_checker(master: RgbImage, alpha: Mask) -> RgbImage:
    """A picture without background before the light checker that stands for none."""
    high, wide = alpha.shape
    y, x = np.mgrid[:high, :wide] // CHECK
    ground = np.where((x + y) % 2 == 0, *CHECKER).astype(np.uint8)
    return container.on_ground(container.cut_out(master, alpha), np.repeat(ground[..., None], 3, 2))
