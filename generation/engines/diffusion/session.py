"""A session with one person's photos; each look is painted with its own recorded seed.

The frame, the matte and the photo for each look come from the studio's engine (``framer``), so that one place decides
how a headshot is cropped. The model changes the whole frame, or only what is behind the person.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from generation.engines.diffusion import catalogue, paste, same_light
from generation.engines.diffusion.catalogue import Look
from generation.engines.diffusion.paint_job import PaintJob
from generation.engines.diffusion.painter import MULTIPLE, Order, fitted
from generation.errors import GenerationError
from generation.images import RgbImage
from generation.ports import EngineSession, Portrait, Rendering
from storage.records import CLAIMS, Note, UploadClaim

AROUND = 1.0  # of the face box, on each side: margin around the face in a further reference photo


def _not_larger(notes: tuple[str, ...]) -> tuple[str, ...]:
    """The frame's notes without the one that a larger picture is possible: a model paints at its own size."""
    return tuple(note for note in notes if note != Note.LARGER_POSSIBLE)


class LookUnknown(GenerationError):
    """The look is not one of this engine's."""

    code = "look_unknown"


class LightUnknown(GenerationError):
    """A model paints in the light of the photo, a bit brighter or a bit darker; in no other."""

    code = "light_unknown"


class Session:
    """Implements ``EngineSession``. ``render`` may be called from several threads; the ``paint_job`` lets one paint at
    a time while the others frame, paste or wait.
    """

    def __init__(
        self,
        framed: EngineSession,
        portraits: Sequence[Portrait],
        looks: Sequence[Look],
        paint_job: PaintJob,
        *,
        mode: str,
    ) -> None:
        self._framed, self._portraits, self._easel, self._mode = framed, tuple(portraits), paint_job, mode
        self._looks = {look.id for look in looks}

    def render(self, look: str) -> Rendering:
        """One look, one new seed. Raises ``Cancelled``, ``CannotFrame``, ``LookUnknown``, ``OutOfMemory``."""
        return self.again(look, self._easel.seed())

    def again(self, look: str, seed: int) -> Rendering:
        """The picture of a recorded seed: the same photos, model and machine give the same picture."""
        if look not in self._looks:
            raise LookUnknown
        self._easel.check()
        frame = self._framed.render(look)
        whole = self._mode == catalogue.REDRAW
        made = self._whole(frame, look, seed) if whole else self._behind(frame, look, seed)
        seen = self._as_painted(frame.reference) if whole else None
        # redrawn from all photos: the strongest of their claims
        claims = {each.claim for each in self._portraits} if whole else {frame.edits.claim}
        claim = next((claim for claim in reversed(CLAIMS) if claim in claims), UploadClaim.NONE)
        edits = self._easel.edits(frame.edits.look, frame.edits.crop, seed, face_repainted=whole, claim=claim)
        edits = self._easel.lit(edits, frame.edits)
        return replace(frame, master=made, as_painted=seen, edits=replace(edits, notes=_not_larger(frame.edits.notes)))

    def _whole(self, frame: Rendering, look: str, seed: int) -> RgbImage:
        """The model redraws everything; its references are the frame, then the other photos."""
        painting = self._easel.painter.model.painting
        width, height = fitted(*_size(frame.reference), painting.side)
        others = [_face_of(portrait) for portrait in self._portraits if portrait.photo_id != frame.photo_id]
        photos = (
            _resized(frame.reference, (width, height)),
            *(_whole_multiple(other, painting.side) for other in others),
        )
        order = Order(look=look, seed=seed, width=width, height=height, steps=painting.steps, photos=photos)
        made = _resized(self._easel.paint(order), _size(frame.reference))
        return same_light.as_in(frame.reference, made, frame.core)

    def _as_painted(self, reference: RgbImage) -> RgbImage:
        """The photo at the size that the model paints at, and back again: what no model could keep is not its fault."""
        size = fitted(*_size(reference), self._easel.painter.model.painting.side)
        return _resized(_resized(reference, size), _size(reference))

    def _behind(self, frame: Rendering, look: str, seed: int) -> RgbImage:
        """The model paints the background; the person's pixels are put back exactly."""
        painting = self._easel.painter.model.painting
        width, height = fitted(*_size(frame.reference), painting.side)
        mask = cv2.resize(paste.mask_behind(frame.alpha), (width, height), interpolation=cv2.INTER_AREA)
        order = Order(
            look=look,
            seed=seed,
            width=width,
            height=height,
            steps=painting.steps,
            photos=(_resized(frame.master, (width, height)),),
            mask=np.asarray(mask, np.float32),
        )
        behind = _resized(self._easel.paint(order), _size(frame.reference))
        return paste.person_over(frame.reference, frame.alpha, behind)


def _size(image: RgbImage) -> tuple[int, int]:
    return image.shape[1], image.shape[0]


def _resized(image: RgbImage, size: tuple[int, int]) -> RgbImage:
    how = cv2.INTER_AREA if size[0] < image.shape[1] else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(image, size, interpolation=how), np.uint8)


def _face_of(portrait: Portrait) -> RgbImage:
    """The face with a margin of ``AROUND``, cut from another photo of the same person."""
    x, y, w, h = portrait.face.box
    high, wide = portrait.image.shape[:2]
    left, top = max(0, int(x - AROUND * w)), max(0, int(y - AROUND * h))
    right, bottom = min(wide, int(x + (1 + AROUND) * w)), min(high, int(y + (1 + AROUND) * h))
    return portrait.image[top:bottom, left:right]


def _whole_multiple(image: RgbImage, side: int) -> RgbImage:
    """The sides become multiples of ``MULTIPLE``, at least one; the photo is never enlarged."""
    wide, high = _size(image)
    fit = fitted(wide, high, max(MULTIPLE, min(side, max(wide, high))))
    return _resized(image, fit)
