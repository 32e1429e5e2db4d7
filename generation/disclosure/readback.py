"""Reads every layer back from final bytes, as a stranger would: what the seal believes is what this file finds."""

from __future__ import annotations

from dataclasses import dataclass

from generation.disclosure import c2pa, container, detect, xmp
from generation.disclosure.c2pa import Anchors
from generation.disclosure.detect import Mark
from generation.disclosure.label import Box
from generation.disclosure.watermark import Reader
from generation.errors import SealBroken
from generation.images import RgbImage
from storage.records import Edits

CHAT_SIDE, CHAT_QUALITY = 400, 75  # the label must still be found after a chat app did this to the picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What must be in the bytes. ``mark``: the label or None; ``hidden``: the invisible mark."""

    edits: Edits
    mark: Mark | None
    hidden: bool
    face: Box | None
    reader: Reader
    anchors: Anchors
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBack:
    layers: tuple[str, ...]
    image: RgbImage


def read_back(data: bytes, expected: Expected) -> ReadBack:
    """The names of the layers found. Raises ``SealBroken`` naming the first required layer that is not."""
    contents = container.decode(data)
    layers: list[str] = []
    if expected.mark is not None:
        _require(label_holds(contents.image, expected.mark, expected.face), "label")
        layers.append("label")
    if expected.hidden:
        _require(expected.reader.read_own(contents.image).found, "watermark")
        layers.append("watermark")
    _require(xmp.agrees(xmp.read(contents.xmp), expected.edits), "xmp")
    layers.append("xmp")
    credentials = c2pa.read(data, contents.media_type, expected.anchors)
    _require(credentials is not None and _credentials_hold(credentials, expected), "c2pa")
    layers.append("c2pa")
    return ReadBack(layers=tuple(layers), image=contents.image)


def label_holds(image: RgbImage, mark: Mark, face: Box | None) -> bool:
    """Found and legible in the copy a chat app makes, off the face, and found again in the smallest copy."""
    chat = container.re_encoded(image, side=CHAT_SIDE, quality=CHAT_QUALITY)
    sighting = detect.find(chat, mark)
    if sighting is None or detect.contrast(sighting.window) < detect.MIN_CONTRAST:
        return False
    if face is not None and sighting.box is not None:
        full_size = sighting.box.scaled(min(image.shape[:2]) / min(chat.shape[:2]))
        if full_size.touches(face):
            return False
    smallest = container.re_encoded(chat, side=detect.LEAST_SIDE[mark.placement], quality=CHAT_QUALITY)
    return detect.find(smallest, mark) is not None


def _credentials_hold(credentials: c2pa.Credentials, expected: Expected) -> bool:
    return (
        credentials.state == "ours"
        and credentials.id == expected.id
        and credentials.label_code == expected.edits.label_code
        and not credentials.has_pixels
    )


def _require(holds: bool, layer: str) -> None:
    if not holds:
        raise SealBroken(layer)
