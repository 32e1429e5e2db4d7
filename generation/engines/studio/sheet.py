"""The contact sheet: every look on the person's own picture, small and numbered. A preview, marked as one.

Looks that suit the photo come first, never looks that suit a kind of person. Where the person's outline is doubtful,
the background beside it busy or the frame tight, looks that keep the own background come first: they hide what may be
left of the old one, and hair that the photo cuts off ends as it does in the photo. A wall of another
colour than the old one shows such remains, so walls of a near colour come before others. A doubtful place is outlined
on the looks that do not hide it, in black and white, so that it shows on any picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from generation import sheet_page
from generation.disclosure import container, people, views
from generation.disclosure.label import QUIET, LabelRule
from generation.disclosure.people import Person
from generation.engines.studio import framing, stage, subject
from generation.engines.studio.brand import Brand
from generation.engines.studio.look import OWN, Look
from generation.engines.studio.shapes import AVATAR, at_most
from generation.engines.studio.stage import Stage
from generation.errors import CannotFrame
from generation.images import RgbImage
from generation.matting import shape
from generation.matting.doubt import Doubt
from generation.matting.shape import Seen
from generation.ports import ContactSheet, Portrait, Rendering
from storage.contact_sheet import TILE, Grid
from storage.records import Light

CHECK = 12  # pixels of a square of the checker behind a picture without background
CHECKER = 255, 226  # its two greys


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    """What all looks of a frame share. ``person``: where they are in it."""

    stage: Stage
    person: Person
    seen: Seen


def draw(
    portrait: Portrait,
    looks: Sequence[Look],
    language: str,
    brand: Brand | None = None,
    rule: LabelRule = QUIET,
) -> ContactSheet:
    """``rule``: the size of the labels' letters. Raises ``CannotFrame`` when the photo allows no honest crop at all."""
    frames = _prepared(portrait)
    # Looks are painted while the second opinion runs: only their notes and their order wait for it.
    painted = []
    for look in looks:
        frame = frames.get(look.stays_inside, frames[False])
        painted.append((look, frame, stage.painted(frame.stage, look, brand)))
    first = frames[False].stage
    doubt = _doubt(portrait, frames[False])
    unsure = bool(doubt) or first.busy or first.framing.cost > framing.TIGHT
    painted.sort(key=lambda each: _rank(first, each[0], unsure=unsure))
    tiles = []
    for number, (look, frame, master) in enumerate(painted, start=1):
        rendering = stage.described(frame.stage, look, master)
        rendering = replace(rendering, doubtful=doubt.where if doubt and not look.keeps_backdrop else None)
        tiles.append(_tile(rendering, people.before(frame.person, master), number, language, rule))
    sheet = sheet_page.laid(tiles, Grid(len(tiles)))
    return ContactSheet(image=sheet, looks=tuple(look.id for look, _, _ in painted))


def _doubt(portrait: Portrait, frame: _Frame) -> Doubt:
    """The doubt of the sheet's calm outline; if it has none, that of a picture's outline, with single hairs."""
    calm = frame.stage.doubt
    return calm or stage.cut(portrait, frame.stage.framing, frame.seen).doubted()


def _rank(first: Stage, look: Look, *, unsure: bool) -> tuple[int, int]:
    """Smaller comes first. The plain crop has no outline that could be wrong; a soft background hides most errors."""
    if not unsure:
        return 0, stage.strays(first, look)
    return (0 if look.family == OWN else 1 if look.keeps_backdrop else 2), stage.strays(first, look)


def _prepared(portrait: Portrait) -> dict[bool, _Frame]:
    """The frames of this photo, by whether they stay inside it; one for both where the best one stays inside."""
    seen = shape.look(portrait, ask=True)
    known = subject.read(portrait, seen)
    small = at_most(AVATAR, TILE)

    def frame(framed: framing.Framing) -> _Frame:
        ready = stage.prepare(portrait, framing.resized(framed, small), Light.AS_TAKEN, hair=False, seen=seen)
        return _Frame(stage=ready, person=people.read(ready.reference, ready.alpha, ready.core), seen=seen)

    best = framing.search(known, AVATAR)
    free = frame(best)
    if best.inside:
        return {False: free, True: free}
    try:
        return {False: free, True: frame(framing.search(known, AVATAR, inside=True))}
    except CannotFrame:
        return {False: free}


def _on_checker(rendering: Rendering) -> RgbImage:
    """A picture without background before the light checker that stands for none."""
    high, wide = rendering.alpha.shape
    y, x = np.mgrid[:high, :wide] // CHECK
    ground = np.where((x + y) % 2 == 0, *CHECKER).astype(np.uint8)
    return container.on_ground(container.cut_out(rendering.master, rendering.alpha), np.repeat(ground[..., None], 3, 2))


def _tile(rendering: Rendering, person: Person, number: int, language: str, rule: LabelRule) -> RgbImage:
    code = rendering.edits.label_code
    shown = _on_checker(rendering) if rendering.transparent else rendering.master
    marked = views.preview_mark(views.outlined(shown, rendering.doubtful), code, language, person, rule)
    return sheet_page.numbered(marked, number)
