"""Puts both marks into a picture's pixels: the invisible one first, then the visible one where the person wants it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from generation.disclosure import label, ring
from generation.disclosure.detect import Mark
from generation.disclosure.label import Box, Placement
from generation.disclosure.watermark import Marked
from generation.disclosure.wording import Words
from generation.errors import SealBroken
from generation.images import Mask, RgbImage

Finish: TypeAlias = Callable[[RgbImage], RgbImage]
Hide: TypeAlias = Callable[[RgbImage, Mask, Finish], Marked]


def _unhidden(image: RgbImage, painted: Mask, finish: Finish) -> Marked:
    del painted
    return Marked(image=finish(image), strength=0.0)


def draw(
    image: RgbImage,
    code: str,
    spoken: Words,
    face: Box | None,
    *,
    placement: Placement,
    painted: Mask,
    hide: Hide = _unhidden,
) -> tuple[Marked, Mark]:
    """The marked picture, and what to look for in it. ``hide`` puts the invisible mark into the picture, or into
    the framed picture, where it was ``painted`` ((H, W) 0..1), and then lets the label be drawn over it.

    Words too wide for a chip go on a ring. Raises ``SealBroken`` when the label has no room off the face.
    """
    text = spoken.label[code]
    height, width = image.shape[:2]
    side = min(height, width)
    patch = label.badge(spoken, side) if placement is Placement.BADGE else label.chip(text, spoken, side)
    if placement is Placement.RING or patch is None:
        framed_for = ring.framed(image, ring.width_for(text, spoken))
        grown = _grown(painted, framed_for.shape[0])
        around = hide(framed_for, grown, lambda framed: ring.lettered(framed, text, spoken))
        return around, Mark(placement=Placement.RING, code=code, words=spoken, drawn_side=framed_for.shape[0])
    place = label.place(patch, placement, width, height, face)
    if place is None:
        raise SealBroken("label")
    there, bar = place, patch
    labelled = hide(image, painted, lambda marked: label.lay(marked, bar, there))
    return labelled, Mark(placement=placement, code=code, words=spoken, drawn_side=side)


def _grown(painted: Mask, side: int) -> Mask:
    """What was painted of the framed picture: of its disc what was before, and the ring around it."""
    disc = ring.central_square(painted)
    edge = (side - disc.shape[0]) // 2
    grown = np.ones((side, side), np.float32)
    grown[edge : edge + disc.shape[0], edge : edge + disc.shape[0]] = disc
    return grown
