"""The child that reads every mark of one unknown file. It has no key, no database, no environment, no network.

Run as ``python -I -m generation.disclosure.verify_child``. On stdin: one JSON line {"root", "issuer", "serial"}
(public certificates of this installation), then the file's bytes to the end. On stdout: one JSON object, see
``look``. Everything is loaded before it locks itself down; the file is read after.
"""

from __future__ import annotations

import json
import math
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np

from generation.disclosure import c2pa, container, ended, fingerprint, search, survival, xmp
from generation.disclosure.c2pa import Anchors
from generation.disclosure.watermark import Reader
from generation.images import RgbImage
from generation.intake import child as intake
from generation.intake import claims, metadata, reading
from generation.intake.lockdown import lock_down

WORKING_SIDE = 750  # what the marks need, and a quarter of 12 MP; a larger picture is first reduced to this
LEAST_FOR_WATERMARK = 100  # px, shorter side; below that the mark is gone (README.md)
MEDIA = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "HEIF": "image/heic", "AVIF": "image/avif"}


def look(data: bytes, reader: Reader, anchors: Anchors) -> dict[str, Any]:
    """Every mark found: {"refused": code} or {"credentials", "metadata", "watermark", "label", "fingerprint"}."""
    try:
        kind = reading.sniff(data) if data else None
        pixels = reading.decode(data, min_side=1, max_aspect=math.inf, enough=WORKING_SIDE)
    except reading.Refused as refused:
        return {"refused": refused.line.split()[1]}
    image = np.asarray(pixels)
    credentials = c2pa.read(data, MEDIA[kind or "JPEG"], anchors)
    big_enough = min(image.shape[:2]) >= LEAST_FOR_WATERMARK
    image = survival.to_side(image, WORKING_SIDE)
    with ThreadPoolExecutor(max_workers=1) as beside:  # both marks at once: their work is done without Python's lock
        score = beside.submit(lambda: reader.read(image).score) if big_enough else None
        return {
            "credentials": None if credentials is None else [credentials.state, credentials.source_type],
            "metadata": _metadata(data),
            "label": _label(image) if big_enough else None,
            "fingerprint": fingerprint.of(image),
            "watermark": None if score is None else score.result(),
        }


def _metadata(data: bytes) -> str | None:
    """The strongest source type that the metadata claims; "none" where it only names Candid, None where neither."""
    found = metadata.of(data)
    named = (xmp.read(packet) for packet in found.xmp)
    ours = any(statement is not None and statement.tool.startswith(xmp.SYSTEM) for statement in named)
    return claims.of_metadata(found) or ("none" if ours else None)


def _label(image: RgbImage) -> list[str] | None:
    """[label code, language] of the best label found in any language, form and spot."""
    found = search.label(image)
    return None if found is None else [found.mark.said.code, found.mark.said.words.language]


def main() -> None:
    header = json.loads(sys.stdin.buffer.readline())
    reader = Reader()
    anchors = Anchors(root=header["root"], issuer=header["issuer"], serial=header["serial"])
    _warm_up(reader, anchors)
    lock_down()
    try:
        report = look(sys.stdin.buffer.read(), reader, anchors)
    except MemoryError:
        report = {"refused": "too_costly"}
    sys.stdout.write(json.dumps(report))
    sys.stdout.close()  # who asked need not wait until this process is taken down


def _warm_up(reader: Reader, anchors: Anchors) -> None:
    """Loads every codec, font and table while files can still be opened."""
    intake.warm_up()
    search.warm_up()
    look(container.encode(np.zeros((32, 32, 3), np.uint8), container.Format.JPEG), reader, anchors)
    ended.warm_up(anchors.root or anchors.issuer)


if __name__ == "__main__":
    main()
