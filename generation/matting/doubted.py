"""All that is doubtful about the outline of one frame: what the photo itself raises, and what a second opinion says.

The second opinion takes longest, so what needs none of it can be asked for before it is there.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from generation.images import Mask, Points, RgbImage
from generation.matting import beside, doubt, faint, leftover
from generation.matting.doubt import Doubt


class Doubted:
    """Called, all of it: waits for the second opinion, and raises what that raised. ``alone``: what the photo itself
    raises; waits for nothing. Each is found once.
    """

    def __init__(  # noqa: PLR0917 - the planes of one frame
        self, frame: RgbImage, matte: Mask, shape: Mask, second: Callable[[], Mask], cover: Mask, face: Points
    ) -> None:
        """``second``: the second opinion in this frame; all else as in ``doubt.between``."""

        def of_photo() -> Doubt:
            edge = beside.look(frame, matte, cover, face)
            return leftover.pieces(edge).joined(faint.outline(edge))

        def of_both() -> Doubt:
            alone = self.alone()
            return doubt.between(matte, shape, second(), cover, face).joined(alone)

        self.alone: Callable[[], Doubt] = cache(of_photo)
        self._all: Callable[[], Doubt] = cache(of_both)

    def __call__(self) -> Doubt:
        return self._all()
