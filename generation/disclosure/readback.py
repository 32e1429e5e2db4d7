"""Reads every layer back from final bytes, as a stranger would. The seal believes only what is found here."""

from __future__ import annotations

from dataclasses import dataclass

from generation.disclosure import c2pa, container, detect, legible, places, xmp
from generation.disclosure.c2pa import Anchors
from generation.disclosure.detect import Mark
from generation.disclosure.forms import FORMS
from generation.disclosure.people import Person
from generation.disclosure.watermark import FOUND, Reader
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
    person: Person
    reader: Reader
    anchors: Anchors
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBack:
    layers: tuple[str, ...]
    image: RgbImage


def read_back(data: bytes, expected: Expected) -> ReadBack:
    """The names of the layers found. Raises ``SealBroken`` naming the first required layer that is missing."""
    contents = container.decode(data)
    layers: list[str] = []
    if expected.mark is not None:
        _require(label_holds(contents.image, expected.mark, expected.person), "label")
        layers.append("label")
    if expected.hidden:
        _require(expected.reader.read_own(contents.image, enough=FOUND).found, "watermark")
        layers.append("watermark")
    _require(xmp.agrees(xmp.read(contents.xmp), expected.edits), "xmp")
    layers.append("xmp")
    credentials = c2pa.read(data, contents.media_type, expected.anchors)
    _require(credentials is not None and _credentials_hold(credentials, expected), "c2pa")
    layers.append("c2pa")
    return ReadBack(layers=tuple(layers), image=contents.image)


def label_holds(image: RgbImage, mark: Mark, person: Person) -> bool:
    """Legible, off the person, found in the copy a chat app makes, and found again in the smallest copy of that."""
    if not legible.enough(image, mark) or not off_person(image, mark, person):
        return False
    chat = container.re_encoded(image, side=CHAT_SIDE, quality=CHAT_QUALITY)
    smallest = container.re_encoded(chat, side=detect.LEAST_SIDE, quality=CHAT_QUALITY)
    return detect.find(chat, mark) is not None and detect.find(smallest, mark) is not None


def off_person(image: RgbImage, mark: Mark, person: Person) -> bool:
    """Whether the words stand beside the photo's frame, on backdrop, or at the lower rim on cloth alone."""
    form = FORMS[mark.placement]
    if form.grows:
        return True
    height, width = image.shape[:2]
    side = min(height, width)
    line = form.line(mark.said, side, places.SCALE)
    under = places.footprint(person, side, form.path(mark.spot, mark.said, width, height), line)
    avoided = person.kept if mark.spot in form.on_cloth else person.anybody
    return not (under & avoided).any()


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
