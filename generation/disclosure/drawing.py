"""Puts both marks into a picture's pixels: the invisible one first, then the visible one where the person wants it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from generation.disclosure import label, ring
from generation.disclosure.detect import Mark
from generation.disclosure.label import Box, Placement
from generation.disclosure.wording import Words
from generation.errors import SealBroken
from generation.images import RgbImage

Hide: TypeAlias = Callable[[RgbImage, Callable[[RgbImage], RgbImage]], RgbImage]


def draw(
    image: RgbImage,
    code: str,
    spoken: Words,
    face: Box | None,
    *,
    placement: Placement,
    hide: Hide = lambda image, finish: finish(image),
) -> tuple[RgbImage, Mark]:
    """The marked picture, and what to look for in it. ``hide`` puts the invisible mark into the picture, or into
    the framed picture, and then lets the label be drawn over it.

    Words too wide for a chip go on a ring. Raises ``SealBroken`` when the label has no room off the face.
    """
    text = spoken.label[code]
    height, width = image.shape[:2]
    side = min(height, width)
    patch = label.badge(spoken, side) if placement is Placement.BADGE else label.chip(text, spoken, side)
    if placement is Placement.RING or patch is None:
        framed_for = ring.framed(image, ring.width_for(text, spoken))
        around = hide(framed_for, lambda framed: ring.lettered(framed, text, spoken))
        return around, Mark(placement=Placement.RING, code=code, words=spoken, drawn_side=around.shape[0])
    place = label.place(patch, placement, width, height, face)
    if place is None:
        raise SealBroken("label")
    there, bar = place, patch
    labelled = hide(image, lambda marked: label.lay(marked, bar, there))
    return labelled, Mark(placement=placement, code=code, words=spoken, drawn_side=side)
