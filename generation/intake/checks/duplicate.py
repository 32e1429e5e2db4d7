"""Refuses a photo the person already sent, also when it was saved again at another size or quality."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from generation.images import RgbImage
from generation.intake.check import Check
from generation.ports import PhotoUnderTest
from storage.records import Finding, Severity, Unit


class Duplicate(Check):
    code = "duplicate"
    order = 140
    words = {
        "en": {
            "refuse": "You have sent this photo before.",
            "fix": "Send another one, or go on with what I have.",
            "drawn": "Already sent",
        },
        "de": {
            "refuse": "Dieses Foto hast du schon geschickt.",
            "fix": "Schick ein anderes oder mach mit dem weiter, was da ist.",
            "drawn": "Schon geschickt",
        },
    }
    refuse_up_to = 4  # of 64 bits

    def __call__(self, photo: PhotoUnderTest) -> Finding | None:
        if not photo.others:
            return None
        own = fingerprint(photo.image)
        nearest = min(int(np.count_nonzero(own != fingerprint(other.image))) for other in photo.others)
        if nearest > self.refuse_up_to:
            return None
        return Finding(code=self.code, severity=Severity.REFUSE, value=nearest, limit=self.refuse_up_to, unit=Unit.BITS)


def fingerprint(image: RgbImage) -> NDArray[np.bool_]:
    """(64,): whether each of the picture's lowest frequencies is above their median (a DCT perceptual hash)."""
    gray = cv2.cvtColor(cv2.resize(image, (32, 32), interpolation=cv2.INTER_AREA), cv2.COLOR_RGB2GRAY)
    low = cv2.dct(gray.astype(np.float32))[:8, :8].ravel()
    return np.asarray(low > np.median(low[1:]), np.bool_)
