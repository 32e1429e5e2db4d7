"""The contact sheet: every look on the person's own picture, small and numbered. A preview, marked as one."""

from __future__ import annotations

import math
from collections.abc import Sequence

import cv2
import numpy as np

from generation.disclosure import views
from generation.engines.studio import framing, stage, subject
from generation.engines.studio.brand import Brand
from generation.engines.studio.look import Look
from generation.engines.studio.shapes import AVATAR, at_most
from generation.errors import CannotFrame
from generation.images import RgbImage
from generation.matting import shape
from generation.ports import Portrait
from storage.records import Light

TILE = 256
GAP = 12
PAPER = 246
NUMBER_HEIGHT = 34


def draw(portrait: Portrait, looks: Sequence[Look], language: str, brand: Brand | None = None) -> RgbImage:
    """(H, W, 3). Raises ``CannotFrame`` when the photo allows no honest crop at all."""
    pictures = _rendered(portrait, looks, brand)
    tiles = [_tile(picture, number, language) for number, picture in enumerate(pictures, start=1)]
    columns = math.ceil(math.sqrt(len(tiles)))
    rows = -(-len(tiles) // columns)
    high, wide = tiles[0].shape[:2]
    sheet = np.full((rows * (high + GAP) + GAP, columns * (wide + GAP) + GAP, 3), PAPER, np.uint8)
    for place, tile in enumerate(tiles):
        top = GAP + (place // columns) * (high + GAP)
        left = GAP + (place % columns) * (wide + GAP)
        sheet[top : top + high, left : left + wide] = tile
    return sheet


def _rendered(portrait: Portrait, looks: Sequence[Look], brand: Brand | None) -> list[tuple[RgbImage, str]]:
    seen = shape.look(portrait)
    person = subject.read(portrait, seen)
    small = at_most(AVATAR, TILE)
    free = framing.search(person, AVATAR)
    frames = {False: free, True: free}
    if not free.inside:
        try:
            frames[True] = framing.search(person, AVATAR, inside=True)
        except CannotFrame:
            frames.pop(True)
    stages = {
        key: stage.prepare(portrait, framing.resized(framed, small), Light.AS_TAKEN, hair=False, seen=seen)
        for key, framed in frames.items()
    }
    found = []
    for look in looks:
        rendering = stage.render(stages.get(look.stays_inside, stages[False]), look, brand=brand)
        found.append((rendering.master, rendering.edits.label_code))
    return found


def _tile(rendered: tuple[RgbImage, str], number: int, language: str) -> RgbImage:
    picture, label_code = rendered
    marked = views.preview_mark(picture, label_code, language)
    foot = np.full((NUMBER_HEIGHT, marked.shape[1], 3), PAPER, np.uint8)
    text = str(number)
    (wide, high), _ = cv2.getTextSize(text, cv2.FONT_HERSHEY_SIMPLEX, 0.8, 2)
    place = ((foot.shape[1] - wide) // 2, (NUMBER_HEIGHT + high) // 2)
    cv2.putText(foot, text, place, cv2.FONT_HERSHEY_SIMPLEX, 0.8, (24, 26, 30), 2, cv2.LINE_AA)
    return np.concatenate([marked, foot], axis=0)
