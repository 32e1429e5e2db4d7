"""Puts every disclosure layer on a picture and reads each back from the final bytes, or withholds the picture.

    1 the edits claim exactly what the table demands    2 the visible label, where the table demands one
    3 XMP, into the encoder                             4 a fresh decoder reads the final bytes: every layer found?

The watermark goes before step 2 and Content Credentials after step 3; both have their place in ``Marks``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from generation.disclosure import container, detect, label, table, xmp
from generation.disclosure.container import Contents, Format
from generation.disclosure.label import Box
from generation.disclosure.wording import Words, words
from generation.errors import SealBroken
from generation.images import RgbImage
from generation.ports import Rendering, Sealed
from storage.records import Edits

CHAT_SIDE, CHAT_QUALITY = 400, 75  # the label must still be found after a chat app did this to the picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What marking needs beyond the picture, loaded once per worker."""


def seal(
    rendering: Rendering,
    *,
    language: str,
    marks: Marks,  # noqa: ARG001 the layers it carries come next
    fmt: Format = Format.JPEG,
) -> Sealed:
    """The sealed picture in the label language given. Raises ``SealBroken`` naming the layer that failed."""
    # 1 the edits claim exactly what the table demands
    if not table.agrees(rendering.edits):
        raise SealBroken("table")
    spoken = words(language)
    code = rendering.edits.label_code
    edits = replace(rendering.edits, label=spoken.label[code] if code else "")
    # 2 the visible label
    face = label.face_box(rendering.core)
    image = labelled(rendering.master, code, spoken, face)
    # 3 XMP, into the encoder
    data = container.encode(image, fmt, xmp.build(edits, spoken.language))
    # 4 every layer found in the final bytes
    contents = container.decode(data)
    layers = _read_back(contents, edits, spoken, face)
    height, width = contents.image.shape[:2]
    return Sealed(data=data, media_type=fmt.value, width=width, height=height, layers=layers, edits=edits)


def labelled(image: RgbImage, code: str, spoken: Words, face: Box | None) -> RgbImage:
    """``image`` with its label, untouched when ``code`` is "". Raises ``SealBroken`` when the label has no room."""
    if not code:
        return image
    height, width = image.shape[:2]
    patch = label.chip(spoken.label[code], spoken, min(height, width))
    place = None if patch is None else label.place(patch, width, height, face)
    if patch is None or place is None:
        raise SealBroken("label")
    return label.lay(image, patch, place)


def _read_back(contents: Contents, edits: Edits, spoken: Words, face: Box | None) -> tuple[str, ...]:
    """The names of the layers found. Raises ``SealBroken`` for the first required one that is not."""
    found = []
    if edits.label_code:
        if not _label_holds(contents.image, edits.label_code, spoken, face):
            raise SealBroken("label")
        found.append("label")
    if not xmp.agrees(xmp.read(contents.xmp), edits):
        raise SealBroken("xmp")
    found.append("xmp")
    return tuple(found)


def _label_holds(image: RgbImage, code: str, spoken: Words, face: Box | None) -> bool:
    """Legible in the final pixels, off the face, and still found after a chat app's re-encoding."""
    side = min(image.shape[:2])
    sighting = detect.find(image, code, spoken, drawn_side=side)
    if sighting is None or detect.contrast(image, sighting.box) < detect.MIN_CONTRAST:
        return False
    if face is not None and sighting.box.touches(face):
        return False
    small = container.re_encoded(image, side=CHAT_SIDE, quality=CHAT_QUALITY)
    return detect.find(small, code, spoken, drawn_side=side) is not None
