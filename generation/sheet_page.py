"""The page of a contact sheet: tiles in a grid, each with its number below."""

from __future__ import annotations

from collections.abc import Iterable

import cv2
import numpy as np

from generation.images import RgbImage
from storage.contact_sheet import FOOT, Grid

PAPER, INK = 246, (24, 26, 30)


def numbered(tile: RgbImage, number: int) -> RgbImage:
    """The tile with a foot of ``FOOT`` pixels that holds the number, in its middle."""
    foot = np.full((FOOT, tile.shape[1], 3), PAPER, np.uint8)
    text = str(number)
    (wide, high), _ = cv2.getTextSize(text, cv2.FONT_HERSHEY_SIMPLEX, 0.8, 2)
    place = ((foot.shape[1] - wide) // 2, (FOOT + high) // 2)
    cv2.putText(foot, text, place, cv2.FONT_HERSHEY_SIMPLEX, 0.8, INK, 2, cv2.LINE_AA)
    return np.concatenate([tile, foot], axis=0)


def laid(tiles: Iterable[RgbImage], grid: Grid) -> RgbImage:
    """The tiles on a light page, row by row; each at most as large as the grid's own, with its foot."""
    page = np.full((*grid.size[::-1], 3), PAPER, np.uint8)
    for place, tile in enumerate(tiles):
        left, top = grid.corner(place)
        high, wide = tile.shape[:2]
        page[top : top + high, left : left + wide] = tile
    return page
