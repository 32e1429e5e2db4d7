"""What an intake check is."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence

from generation.images import Points
from generation.ports import PhotoUnderTest, Words
from storage.records import Finding

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels."""

ROOM = 0.15  # air between a cause and its outline, of the cause's longer side


class Check(ABC):
    """One intake check: one file in ``generation/intake/checks``, named like its code.

    ``order``: its place among what a person hears. ``words``, for each language: ``refuse`` (what is wrong) and ``fix``
    (what helps) where it refuses, ``hint`` where it hints, ``drawn`` (the few words on the outlined copy), and
    ``photo-overrule`` (a button) where the person may know better. ``outlines``: landmarks around the cause, one tuple
    for each area; () is the whole photo. ``shown_again``: whether the photo may be shown to the person once more.
    """

    code: str
    order: int
    words: Words
    outlines: tuple[tuple[int, ...], ...] = ()
    shown_again = True

    @abstractmethod
    def __call__(self, photo: PhotoUnderTest) -> Finding | None:
        """None when there is nothing to say."""

    @property
    def overrulable(self) -> bool:
        """Whether only the person can know: that a face is a picture on the wall, that a mask has to be worn."""
        return "photo-overrule" in self.words.get("en", {})

    def causes(self, photo: PhotoUnderTest) -> Sequence[Box]:
        """Where in ``photo.image`` the cause lies; nothing where it is nowhere in particular."""
        if photo.landmarks is None:
            return ()
        return [around(photo.landmarks[list(area)]) for area in self.outlines]


def around(points: Points) -> Box:
    """The box around these points, with some air."""
    low, high = points.min(axis=0), points.max(axis=0)
    more = ROOM * float((high - low).max())
    return float(low[0]) - more, float(low[1]) - more, float(high[0]) + more, float(high[1]) + more
