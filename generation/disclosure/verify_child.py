"""The child that reads every mark of one strange file. It has no key, no database, no environment, no network.

Run as ``python -I -m generation.disclosure.verify_child``. On stdin: one JSON line {"decoder", "root", "issuer",
"serial"} (path of the watermark decoder, public certificates of this installation), then the file's bytes to the end.
On stdout: one JSON object, see ``look``. Everything is loaded before it locks itself down; the file is read after.
"""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from generation.disclosure import c2pa, container, detect, fingerprint, survival, table, wording, xmp
from generation.disclosure.c2pa import Anchors
from generation.disclosure.detect import Mark, Sighting
from generation.disclosure.label import Placement
from generation.disclosure.watermark import Reader
from generation.images import RgbImage
from generation.intake import child as intake
from generation.intake import reading

WORKING_SIDE = 768  # what the marks need; a larger picture is made this small first
LOOK_SIDE = 256  # labels are searched in a copy of this size: small enough to be quick, legible enough to be sure
ZOOMS = (1.0, 1.25)  # the whole picture, and one cropped to 80 %
DRAWN_SIDE = 512
LEAST_FOR_WATERMARK = 100  # px, shorter side; below that the mark is gone (README.md)
MEDIA = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "HEIF": "image/heic", "AVIF": "image/avif"}


def look(data: bytes, reader: Reader, anchors: Anchors) -> dict[str, Any]:
    """Every mark found: {"refused": code} or {"credentials", "xmp", "watermark", "label", "fingerprint"}."""
    try:
        kind = reading.sniff(data) if data else None
        pixels = reading.decode(data, min_side=1, max_aspect=math.inf)
    except reading.Refused as refused:
        return {"refused": refused.line.split()[1]}
    image = np.asarray(pixels)
    credentials = c2pa.read(data, MEDIA[kind or "JPEG"], anchors)
    big_enough = min(image.shape[:2]) >= LEAST_FOR_WATERMARK
    image = survival.to_side(image, WORKING_SIDE)
    return {
        "credentials": None if credentials is None else [credentials.state, credentials.source_type],
        "xmp": _metadata(data),
        "watermark": reader.read(image).matching if big_enough else None,
        "label": _label(image) if big_enough else None,
        "fingerprint": fingerprint.of(image),
    }


def _metadata(data: bytes) -> str | None:
    """The source type that the file's XMP claims, when it claims one or names Candid."""
    try:
        statement = xmp.read(container.packet(data))
    except (OSError, ValueError, SyntaxError):
        return None
    if statement is None or not (statement.source_type or statement.tool.startswith(xmp.SYSTEM)):
        return None
    return statement.source_type or "none"


def _label(image: RgbImage) -> list[str] | None:
    """[label code, language] of the best label found in any language, placement and size."""
    small = survival.to_side(image, LOOK_SIDE)
    seen = [sighting for mark in _marks() if (sighting := detect.find(small, mark)) is not None]
    legible = [sighting for sighting in seen if detect.contrast(sighting.window) >= detect.MIN_CONTRAST / 2]
    if not legible:
        return None
    found: Sighting = max(legible, key=_certainty)
    code = "" if found.mark.placement is Placement.BADGE else found.mark.code
    return [code, found.mark.words.language]


def _certainty(sighting: Sighting) -> tuple[bool, float]:
    """Whole words before a badge, whose two letters say less."""
    return sighting.mark.placement is not Placement.BADGE, sighting.score


def _marks() -> list[Mark]:
    spoken = [wording.words(language) for language in wording.languages()]
    marks = [
        Mark(placement=placement, code=code, words=words, drawn_side=DRAWN_SIDE, zoom=zoom)
        for words in spoken
        for code in table.LABEL_CODES
        for placement, zoom in ((Placement.CHIP, ZOOMS[0]), (Placement.CHIP, ZOOMS[1]), (Placement.RING, ZOOMS[0]))
    ]
    letters = {words.badge: words for words in reversed(spoken)}.values()
    return marks + [
        Mark(placement=Placement.BADGE, code=table.AI_MODIFIED, words=words, drawn_side=DRAWN_SIDE, zoom=zoom)
        for words in letters
        for zoom in ZOOMS
    ]


def main() -> None:
    header = json.loads(sys.stdin.buffer.readline())
    reader = Reader(Path(header["decoder"]))
    anchors = Anchors(root=header["root"], issuer=header["issuer"], serial=header["serial"])
    _warm_up(reader, anchors)
    intake.lock_down()
    try:
        report = look(sys.stdin.buffer.read(), reader, anchors)
    except MemoryError:
        report = {"refused": "too_costly"}
    sys.stdout.write(json.dumps(report))


def _warm_up(reader: Reader, anchors: Anchors) -> None:
    """Loads every codec, font and table while files can still be opened."""
    intake.warm_up()
    Image.init()
    _label(np.zeros((LOOK_SIDE, LOOK_SIDE, 3), np.uint8))
    look(container.encode(np.zeros((32, 32, 3), np.uint8), container.Format.JPEG), reader, anchors)


if __name__ == "__main__":
    main()
