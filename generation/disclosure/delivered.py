"""Judges the delivered file: it is decoded, and its person is compared with the photo's own crop.

The safeguards before the seal judge the master; marks and encoding come later. So the same crop without marks is
encoded with the same settings, and only what the delivered file changes beyond that counts. Pictures whose face a
model redrew have no pixels to compare with and are not judged here.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from generation.disclosure import container
from generation.disclosure.container import Format
from generation.images import RgbImage
from generation.ports import Rendering
from generation.vision import tone
from storage.records import Verdict

FACE, PERSON = "delivered_face", "delivered_person"
MOST_FACE_VALUES = 0.01  # share of the 8-bit values in the face that may differ from the same crop without marks
MOST_BEYOND = 0.3  # ΔE00 by which the 99th percentile over the person may exceed what the encoder alone does
COMPARED = 512  # pixels along the shorter side that are compared in CIELAB: a 99th percentile needs no more


def verdicts(rendering: Rendering, delivered: RgbImage, fmt: Format, covered: NDArray[np.bool_]) -> tuple[Verdict, ...]:
    """Two verdicts, or none for a picture without a real, unredrawn person.

    ``delivered``: the photo's frame in the decoded file, (H, W, 3) sRGB as the master. ``covered``: (H, W), where the
    visible label lies; these pixels are not the person's any more and have limits of their own.
    """
    edits = rendering.edits
    if edits.face_repainted or edits.invented:
        return ()
    if delivered.shape != rendering.reference.shape:
        return (_verdict(FACE, None, MOST_FACE_VALUES, "share"), _verdict(PERSON, None, MOST_BEYOND, "ΔE00"))
    whole = rendering.alpha >= 1
    # Where alpha is 1 this is the photo's crop itself, not the master, so that a late change of the master is seen.
    unmarked = rendering.master.copy()
    cv2.copyTo(rendering.reference, whole.astype(np.uint8), unmarked)
    plain = unmarked if fmt is Format.PNG else container.as_delivered(unmarked, fmt)
    return (
        _verdict(FACE, face_values_changed(delivered, plain, rendering.core > 0.5), MOST_FACE_VALUES, "share"),
        _verdict(PERSON, _beyond(delivered, plain, rendering.reference, whole & ~covered), MOST_BEYOND, "ΔE00"),
    )


def face_values_changed(delivered: RgbImage, plain: RgbImage, core: NDArray[np.bool_]) -> float | None:
    """Share of the face's 8-bit values that differ, 0..1; None without a face."""
    if not core.any():
        return None
    left, top, wide, high = cv2.boundingRect(core.astype(np.uint8))
    face = np.s_[top : top + high, left : left + wide]
    return float((delivered[face] != plain[face])[core[face]].mean())


def _beyond(delivered: RgbImage, plain: RgbImage, photo: RgbImage, person: NDArray[np.bool_]) -> float | None:
    """99th percentile of the person's ΔE00 to the photo: that of the delivered file less that of the unmarked copy."""
    where, each = np.zeros_like(person), step(*person.shape)
    where[::each, ::each] = person[::each, ::each]
    if not where.any():
        return None
    own, held_to, shown = tone.srgb_to_lab(photo[where]), plain[where], delivered[where]
    near = tone.delta_e_2000(own, tone.srgb_to_lab(held_to))
    # Equal blocks are encoded equally: most pixels are the same in both and need no second distance.
    other, far = (shown != held_to).any(axis=1), near.copy()
    if other.any():
        far[other] = tone.delta_e_2000(own[other], tone.srgb_to_lab(shown[other]))
    return float(np.percentile(far, 99) - np.percentile(near, 99))


def step(height: int, width: int) -> int:
    """Every how manieth pixel each way is compared; a quarter of the work at least, the same percentile."""
    return max(2, min(height, width) // COMPARED)


def _verdict(code: str, value: float | None, limit: float, unit: str) -> Verdict:
    """Fails closed: a value that could not be measured does not pass."""
    passed = value is not None and bool(value <= limit)
    return Verdict(code=code, passed=passed, value=value, limit=limit, unit=unit)
