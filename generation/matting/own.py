"""An operator's own matting network: a file that Candid may not hand out or could not get, named in a setting.

It is held to the rules of ``generation.weights``: used only when its SHA-256 is the one that was set, read once, and
tried before a worker starts. It must take (1, 3, 512, 512), red, green, blue in -1..1, and give the person's share of
each pixel, (1, 1, 512, 512), 0..1: MODNet's form. Such a network is asked either for the second opinion, which raises
doubt and takes nothing away, or, where the operator says so, for the shape.
"""

from __future__ import annotations

import threading

import cv2
import numpy as np

from generation.images import Mask, RgbImage
from generation.vision import onnx_sides
from generation.weights import OWN_FILE, OwnFile, OwnUse

SIDE = 512  # pixels: what MODNet was trained at
BEYOND = 0.01  # how far an output may lie outside 0..1


class OwnNetwork:
    """The network of one file. OpenCV keeps the last input inside, so calls wait for each other."""

    def __init__(self, model: bytes) -> None:
        """Raises ``ValueError`` for bytes that are no ONNX network of the right form."""
        try:
            self._net = cv2.dnn.readNetFromONNX(np.frombuffer(onnx_sides.fixed(model, (1, 3, SIDE, SIDE)), np.uint8))
        except cv2.error as unread:
            raise ValueError("OpenCV cannot read the network in it") from unread
        self._lock = threading.Lock()
        self._try()

    def alpha(self, image: RgbImage) -> Mask:
        """The person's share of each pixel of a picture, stretched to a square: (512, 512), 0..1."""
        small = cv2.resize(image, (SIDE, SIDE), interpolation=cv2.INTER_AREA).astype(np.float32)
        batch = np.ascontiguousarray((small / 127.5 - 1).transpose(2, 0, 1)[None])
        with self._lock:
            self._net.setInput(batch)
            return np.array(self._net.forward()[0, 0], np.float32).clip(0, 1)

    def _try(self) -> None:
        """Runs the network once on noise and checks its output. Raises ``ValueError``."""
        if len(self._net.getUnconnectedOutLayersNames()) != 1:
            raise ValueError("the network has several outputs, and one is needed")
        batch = np.random.default_rng(0).uniform(-1, 1, (1, 3, SIDE, SIDE)).astype(np.float32)
        try:
            self._net.setInput(batch)
            seen = np.asarray(self._net.forward())
        except cv2.error as unfit:
            raise ValueError(f"the network does not take (1, 3, {SIDE}, {SIDE})") from unfit
        if seen.shape != (1, 1, SIDE, SIDE):
            raise ValueError(f"the network gives {seen.shape}, and (1, 1, {SIDE}, {SIDE}) is needed")
        if not (np.isfinite(seen).all() and seen.min() >= -BEYOND and seen.max() <= 1 + BEYOND):
            raise ValueError("the network gives values beyond 0..1, so no share of a person")


def read(file: OwnFile) -> OwnNetwork:
    """The network, its file hashed now. Raises ``OwnMattingRefused``."""
    model = file.read()
    try:
        return OwnNetwork(model)
    except ValueError as wrong:
        fix = f"Name an ONNX file of MODNet's form (see generation/matting/README.md), or leave {OWN_FILE} empty."
        raise file.refused(str(wrong), fix) from wrong


_asked: dict[OwnUse, OwnNetwork] = {}


def use(file: OwnFile | None) -> None:
    """Called once by each entry point, before the first photo; None for no file. Raises ``OwnMattingRefused``."""
    _asked.clear()
    if file is not None:
        _asked[file.use] = read(file)


def asked(what: OwnUse) -> OwnNetwork | None:
    """The operator's network if it is set for this use, else None."""
    return _asked.get(what)
