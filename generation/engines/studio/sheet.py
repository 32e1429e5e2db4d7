"""The contact sheet: every look on the person's own picture, small and numbered. A preview, marked as one.

Where the person's outline is doubtful, looks that keep the own background come first: they hide it. On the others the
place is outlined, in black and white, so that it shows on any picture.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import cv2
import numpy as np

from generation.disclosure import container, people, views
from generation.engines.studio import framing, stage, subject
from generation.engines.studio.brand import Brand
from generation.engines.studio.look import Look
from generation.engines.studio.shapes import AVATAR, at_most
from generation.engines.studio.stage import Stage
from generation.errors import CannotFrame
from generation.images import RgbImage
from generation.matting import shape
from generation.matting.doubt import NONE as NO_DOUBT
from generation.matting.doubt import Doubt
from generation.ports import ContactSheet, Portrait, Rendering
from storage.records import Light

TILE = 256
GAP = 12
PAPER = 246
NUMBER_HEIGHT = 34
CHECK = 12  # pixels of a square of the checker behind a picture without background
CHECKER = 255, 226  # its two greys


def draw(portrait: Portrait, looks: Sequence[Look], language: str, brand: Brand | None = None) -> ContactSheet:
    """Raises ``CannotFrame`` when the photo allows no honest crop at all."""
    stages = _prepared(portrait)
    doubt = stages[False].doubt
    ordered = sorted(looks, key=lambda look: not look.keeps_backdrop) if doubt else list(looks)
    tiles = []
    for number, look in enumerate(ordered, start=1):
        rendering = stage.render(stages.get(look.stays_inside, stages[False]), look, brand=brand)
        tiles.append(_tile(rendering, NO_DOUBT if look.keeps_backdrop else doubt, number, language))
    columns = math.ceil(math.sqrt(len(tiles)))
    rows = -(-len(tiles) // columns)
    high, wide = tiles[0].shape[:2]
    sheet = np.full((rows * (high + GAP) + GAP, columns * (wide + GAP) + GAP, 3), PAPER, np.uint8)
    for place, tile in enumerate(tiles):
        top = GAP + (place // columns) * (high + GAP)
        left = GAP + (place % columns) * (wide + GAP)
        sheet[top : top + high, left : left + wide] = tile
    return ContactSheet(image=sheet, looks=tuple(look.id for look in ordered))


def _prepared(portrait: Portrait) -> dict[bool, Stage]:
    """The frames of this photo, by whether they stay inside it."""
    seen = shape.look(portrait)
    seen.second.ask()
    person = subject.read(portrait, seen)
    small = at_most(AVATAR, TILE)
    free = framing.search(person, AVATAR)
    frames = {False: free, True: free}
    if not free.inside:
        try:
            frames[True] = framing.search(person, AVATAR, inside=True)
        except CannotFrame:
            frames.pop(True)
    return {
        key: stage.prepare(portrait, framing.resized(framed, small), Light.AS_TAKEN, hair=False, seen=seen)
        for key, framed in frames.items()
    }


def _outlined(picture: RgbImage, doubt: Doubt) -> RgbImage:
    """The picture with a double line around what is doubtful."""
    if not doubt:
        return picture
    shown = picture.copy()
    where = cv2.dilate(cv2.resize(doubt.where, shown.shape[1::-1]), np.ones((9, 9), np.uint8))
    outlines, _ = cv2.findContours(where, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    for level, width in ((16, 5), (255, 2)):
        cv2.drawContours(shown, outlines, -1, (level, level, level), width, cv2.LINE_AA)
    return shown


def _on_checker(rendering: Rendering) -> RgbImage:
    """A picture without background before the light checker that stands for none."""
    high, wide = rendering.alpha.shape
    y, x = np.mgrid[:high, :wide] // CHECK
    ground = np.where((x + y) % 2 == 0, *CHECKER).astype(np.uint8)
    return container.on_ground(container.cut_out(rendering.master, rendering.alpha), np.repeat(ground[..., None], 3, 2))


def _tile(rendering: Rendering, doubt: Doubt, number: int, language: str) -> RgbImage:
    """``doubt``: what is outlined on looks that do not hide it."""
    code = rendering.edits.label_code
    picture = _outlined(_on_checker(rendering) if rendering.transparent else rendering.master, doubt)
    marked = views.preview_mark(picture, code, language, people.seen(rendering))
    foot = np.full((NUMBER_HEIGHT, marked.shape[1], 3), PAPER, np.uint8)
    text = str(number)
    (wide, high), _ = cv2.getTextSize(text, cv2.FONT_HERSHEY_SIMPLEX, 0.8, 2)
    place = ((foot.shape[1] - wide) // 2, (NUMBER_HEIGHT + high) // 2)
    cv2.putText(foot, text, place, cv2.FONT_HERSHEY_SIMPLEX, 0.8, (24, 26, 30), 2, cv2.LINE_AA)
    return np.concatenate([marked, foot], axis=0)
