"""Where each look stands on a contact sheet: the worker draws by it, and a page cuts its tiles by it.

A sheet is a grid, as wide as high or one row less high, filled row by row. Under each tile is a foot with its number.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

TILE = 256  # pixels of a tile's side
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
    """The sheet of ``count`` looks, at least one."""

    count: int

    @property
    def columns(self) -> int:
        return math.ceil(math.sqrt(self.count))

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the sheet in pixels."""
        rows = -(-self.count // self.columns)
        return self.columns * (TILE + GAP) + GAP, rows * (TILE + FOOT + GAP) + GAP

    def corner(self, place: int) -> tuple[int, int]:
        """The left and top pixel of the tile at ``place``, from 0."""
        row, column = divmod(place, self.columns)
        return GAP + column * (TILE + GAP), GAP + row * (TILE + FOOT + GAP)

    def cell(self, place: int) -> Cell:
        """The tile at ``place``, from 0, without its foot."""
        (left, top), (width, height) = self.corner(place), self.size
        return Cell(left=left / width, top=top / height, width=TILE / width, height=TILE / height)
