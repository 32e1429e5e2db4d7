"""The base class of intake checks."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence

from generation.images import Points
from generation.ports import PhotoUnderTest, Words
from storage.records import Finding

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels."""

ROOM = 0.15  # margin between a cause and its outline, of the cause's longer side


class Check(ABC):
    """One intake check: one file in ``generation/intake/checks``, named after its code.

    ``order``: its place among the findings a person reads. ``words``, for each language: ``refuse`` (what is wrong) and
    ``fix`` (what helps) if it refuses, ``hint`` if it hints, ``drawn`` (the few words on the outlined copy), and
    ``photo-overrule`` (a button) if the person may know better. ``outlines``: landmarks around the cause, one tuple for
    each area; () means the whole photo. ``shown_again``: whether the photo may be shown to the person once more.
    """

    code: str
    order: int
    words: Words
    outlines: tuple[tuple[int, ...], ...] = ()
    shown_again = True

    @abstractmethod
    def __call__(self, photo: PhotoUnderTest) -> Finding | None:
        """None when there is no finding."""

    @property
    def overrulable(self) -> bool:
        """Whether only the person can know, e.g. that a face is a picture on the wall or that a mask must be worn."""
        return "photo-overrule" in self.words.get("en", {})

    def causes(self, photo: PhotoUnderTest) -> Sequence[Box]:
        """Where in ``photo.image`` the cause is; empty when it has no particular place."""
        if photo.landmarks is None:
            return ()
        return [around(photo.landmarks[list(area)]) for area in self.outlines]


def around(points: Points) -> Box:
    """The box around these points, with a margin."""
    low, high = points.min(axis=0), points.max(axis=0)
    more = ROOM * float((high - low).max())
    return float(low[0]) - more, float(low[1]) - more, float(high[0]) + more, float(high[1]) + more
