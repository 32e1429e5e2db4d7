"""Where each picture stands on a contact sheet: the worker draws by it, and a page cuts its tiles by it.

A sheet is a grid, as wide as high or one row less high, filled row by row. Under each tile is a foot with its number.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

TILE = 256  # pixels of a tile's side, where looks are shown
GAP = 12  # pixels around each tile with its foot
FOOT = 34  # pixels below a tile, for its number


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A part of a picture, in shares of its width and height, from its upper left corner."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Grid:
    """The sheet of ``count`` pictures, at least one. ``tile``: pixels of a side of each."""

    count: int
    tile: int = TILE

    @property
    def columns(self) -> int:
        return math.ceil(math.sqrt(self.count))

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the sheet in pixels."""
        rows = -(-self.count // self.columns)
        return self.columns * (self.tile + GAP) + GAP, rows * (self.tile + FOOT + GAP) + GAP

    def corner(self, place: int) -> tuple[int, int]:
        """The left and top pixel of the tile at ``place``, from 0."""
        row, column = divmod(place, self.columns)
        return GAP + column * (self.tile + GAP), GAP + row * (self.tile + FOOT + GAP)

    def cell(self, place: int) -> Cell:
        """The tile at ``place``, from 0, without its foot."""
        (left, top), (width, height) = self.corner(place), self.size
        return Cell(left=left / width, top=top / height, width=self.tile / width, height=self.tile / height)
