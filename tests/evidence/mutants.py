"""Whole pictures of every kind, and endless damaged copies of them, each known by its number.

The same number gives the same damage at the same places. Pictures that are signed are signed anew in each run, with
keys of that run: their damage is the same, their bytes are not.
"""

from __future__ import annotations

import io
import json
import random
import struct
import zlib
from dataclasses import asdict
from pathlib import Path
from typing import Final

import numpy as np
import pillow_heif
from PIL import Image

from generation.disclosure import chain, seal
from generation.disclosure.c2pa import Anchors, Signer, anchors_of
from generation.disclosure.container import Format
from generation.disclosure.seal import Marks
from generation.intake.colour import SRGB
from storage.clock import SystemClock
from tests.generation.disclosure.conftest import UnsafeWatermark, drawn_sitter, rendering_of

SEED: Final = "candid 2026"
LARGEST: Final = 900_000  # bytes: fits a pipe, so that nobody has to write while the child reads
SIDE: Final = 160
NUMBERS: Final = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFF_FFFF, 0xFFFF_FFFF)


def photos() -> dict[str, bytes]:
    """Kind -> a whole file as cameras and programs write them: colour profile, orientation, metadata, odd modes."""
    image = Image.fromarray(np.asarray(drawn_sitter(256))).resize((SIDE, SIDE * 3 // 4))
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "a camera"
    plain = {"exif": exif.tobytes(), "icc_profile": _profile()}
    return {
        "JPEG": _saved(image, "JPEG", quality=90, **plain),
        "progressive JPEG": _saved(image, "JPEG", progressive=True, restart_marker_blocks=4),
        "CMYK JPEG": _saved(image.convert("CMYK"), "JPEG"),
        "grey JPEG": _saved(image.convert("L"), "JPEG"),
        "PNG": _saved(image, "PNG", **plain),
        "PNG with a palette": _saved(image.quantize(64), "PNG"),
        "PNG of 16 bits": _saved(Image.fromarray(np.asarray(image.convert("L"), np.uint16) * 257), "PNG"),
        "transparent PNG": _saved(image.convert("RGBA"), "PNG"),
        "WEBP": _saved(image, "WEBP", quality=80, **plain),
        "lossless WEBP": _saved(image, "WEBP", lossless=True),
        "AVIF": _saved(image, "AVIF", quality=70, **plain),
        "HEIF": _heif(image, exif.tobytes()),
    }


def signed(folder: Path) -> tuple[dict[str, bytes], Anchors]:
    """Finished pictures with every mark but the invisible one, and who signed them. Keys are made in ``folder``."""
    keys = chain.open_chain(folder, SystemClock().now())
    marks = Marks(marker=UnsafeWatermark(), signer=Signer(keys), clock=SystemClock())
    rendering = rendering_of(drawn_sitter(256))
    made = {f"signed {each.name}": seal.seal(rendering, language="en", marks=marks, fmt=each).data for each in Format}
    return made, anchors_of(keys)


def header(anchors: Anchors) -> bytes:
    """The line the verify child reads before the file."""
    return json.dumps(asdict(anchors)).encode() + b"\n"


def damaged(corpus: dict[str, bytes], number: int) -> tuple[str, bytes]:
    """(kind, file): the mutant of this number."""
    chance = random.Random(f"{SEED} {number}")
    kinds = sorted(corpus)
    kind = kinds[number % len(kinds)]
    data = bytearray(corpus[kind])
    for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
        data = _once(data, corpus[chance.choice(kinds)], chance)
    if data[:4] == b"\x89PNG" and chance.random() < 0.7:  # most decoders stop at a wrong sum before they see the rest
        data = _sums_put_right(data)
    return kind, bytes(data[:LARGEST])


def _once(data: bytearray, other: bytes, chance: random.Random) -> bytearray:
    at = chance.randrange(len(data) + 1)
    if chance.random() < 0.4:
        at = min(at, chance.randrange(1, 600))  # headers and boxes come first
    match chance.randrange(9):
        case 0:
            data[at : at + 1] = chance.randbytes(1)
        case 1:
            if at < len(data):
                data[at] ^= 1 << chance.randrange(8)
        case 2:
            del data[at : at + chance.randint(1, 64)]
        case 3:
            data[at:at] = chance.randbytes(chance.randint(1, 64))
        case 4:  # a number, as lengths, counts and sizes are written
            width = chance.choice((">B", ">H", "<H", ">I", "<I"))
            value = chance.choice(NUMBERS) & (1 << 8 * struct.calcsize(width)) - 1
            data[at : at + struct.calcsize(width)] = struct.pack(width, value)
        case 5:  # a piece comes twice
            piece = data[at : at + chance.randint(4, 400)]
            data[at:at] = piece * chance.randint(1, 4)
        case 6:  # a piece of another file
            start = chance.randrange(len(other))
            piece = other[start : start + chance.randint(4, 400)]
            data[at : at + len(piece)] = piece
        case 7:
            del data[chance.randrange(1, len(data) + 1) :]
        case _:
            end = at + chance.randint(1, 200)
            data[at:end] = bytes([chance.choice((0, 0xFF))]) * (end - at)
    return data or bytearray(b"\0")


def _sums_put_right(data: bytearray) -> bytearray:
    """Each chunk of a PNG gets the checksum of what it now holds."""
    at = 8
    while at + 12 <= len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        end = at + 8 + length
        if end + 4 > len(data):
            break
        data[end : end + 4] = struct.pack(">I", zlib.crc32(data[at + 4 : end]))
        at = end + 4
    return data


def _saved(image: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def _heif(image: Image.Image, exif: bytes) -> bytes:
    out = io.BytesIO()
    pillow_heif.from_pillow(image).save(out, quality=70, exif=exif)
    return out.getvalue()


def _profile() -> bytes:
    return SRGB.tobytes()
