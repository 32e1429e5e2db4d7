"""Takes a photo's file apart: the bytes of the picture alone, its colour, its orientation, and the bytes after its end.

Metadata is never decoded, so nothing in it gets the photo refused: compressed texts, damaged checksums, caption words.
Runs in the locked child: standard library and Pillow only.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from PIL import Image

from generation.intake.metadata import FILL, MOST_PARTS

ORIENTATION = 0x0112  # EXIF 2.3, 4.6.4 A
MOST_PROFILE = 4 << 20  # bytes of an unpacked colour profile that are read; a larger one is skipped
MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")  # a marker in coded data: not a stuffed byte, restart or fill
KEPT_APPS = (0xE0, 0xEE)  # JFIF and Adobe: they define how the colours are coded
FRAMES = (*range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0))
JPEG_END = b"\xff\xd9"
PNG_START = b"\x89PNG\r\n\x1a\n"
PNG_KEPT = (b"IHDR", b"PLTE", b"tRNS", b"IDAT")
WEBP_KEPT = (b"VP8X", b"VP8 ", b"VP8L", b"ALPH")
WEBP_ALPHA = 0x10  # the only flag of VP8X that still applies without metadata
EXIF = b"Exif\0\0"
ICC = b"ICC_PROFILE\0"


class Damaged(Exception):
    """The bytes do not have the structure of their format."""


@dataclass(kw_only=True)
class Picture:
    """``data``: the file without metadata. ``code_points``: primaries and transfer of ITU-T H.273, or None.

    ``turn``: EXIF orientation, 1 to 8. ``rest``: bytes after the picture. ``row_step``: pixels of height coded at a
    time if the end of the picture is missing; 0 if it is whole. ``passes``: whether a progressive JPEG has begun the
    last pass of each of its channels. ``frames``: more than 1 in a moving picture.
    """

    data: bytes
    profile: bytes | None = None
    code_points: tuple[int, int] | None = None
    turn: int = 1
    rest: bytes = b""
    row_step: int = 0
    passes: bool = False
    frames: int = 1
    parts: dict[int, bytes] = field(default_factory=dict)  # pieces of a JPEG's profile, by number


def orientation(exif: bytes) -> int:
    """1 to 8; 1 where the EXIF says nothing or is damaged. ``exif``: with or without its first six bytes."""
    try:
        read = Image.Exif()
        read.load(exif if exif.startswith(EXIF) else EXIF + exif)
        turn = int(read.get(ORIENTATION, 1))
    except Exception:  # hostile EXIF may raise anything
        return 1
    return turn if 1 <= turn <= 8 else 1


# --- JPEG -------------------------------------------------------------------------------------------------------------


def jpeg(data: bytes) -> Picture:
    """Raises ``Damaged`` when there is no coded picture, or ``MOST_PARTS`` and more."""
    found, kept, at, coded = Picture(data=b""), [data[:2]], 2, False
    step, channels, finished = 8, 1, set[int]()
    for _ in _parts():
        if at + 4 > len(data):
            break
        if data[at] != 0xFF:  # decoders skip bytes between two segments
            following = MARKER.search(data, at)
            if following is None:
                break
            at = following.start()
        marker = data[at + 1]
        if marker == 0xFF:
            at = _after_fill(data, at)
            continue
        if marker == 0xD9:
            break
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        segment = data[at:end]
        if marker in FRAMES:
            step = 8 * max([1, *(byte & 15 for byte in segment[11::3])])
            channels = segment[9] if len(segment) > 9 else 1
        if marker == 0xDA:
            finished |= _last_pass(segment)
            following = MARKER.search(data, end)
            segment, coded = data[at : following.start() if following else len(data)], True
            end = at + len(segment)
        if not _jpeg_metadata(marker, segment, found):
            kept.append(segment)
        at = end
    if not coded:
        raise Damaged
    whole = data[at : at + 2] == JPEG_END
    found.data = b"".join(kept) + (JPEG_END if whole else b"")
    found.rest, found.row_step = (data[at + 2 :], 0) if whole else (b"", step)
    found.passes = len(finished) >= channels
    parts = b"".join(found.parts[number] for number in sorted(found.parts))
    found.profile = parts or None
    return found


def _parts() -> Iterator[int]:
    """Counts the parts of a file. Raises ``Damaged`` at ``MOST_PARTS``."""
    yield from range(MOST_PARTS)
    raise Damaged


def _after_fill(data: bytes, at: int) -> int:
    """Where the marker is whose fill bytes begin ``at``."""
    fill = FILL.match(data, at)
    return fill.end() - 1 if fill else at


def _last_pass(header: bytes) -> set[int]:
    """The channels whose finest detail this scan of a progressive JPEG completes (ITU-T T.81, B.2.3)."""
    count = header[4] if len(header) > 4 else 0
    spectrum = header[5 + 2 * count : 8 + 2 * count]
    complete = len(spectrum) == 3 and spectrum[1] == 63 and spectrum[2] & 15 == 0
    return set(header[5 : 5 + 2 * count : 2]) if complete else set()


def _jpeg_metadata(marker: int, segment: bytes, found: Picture) -> bool:
    """Whether a segment is metadata; its orientation and colour are stored in ``found``."""
    if marker == 0xE1 and segment[4:10] == EXIF:
        found.turn = orientation(segment[4:])
    elif marker == 0xE2 and segment[4:16] == ICC and len(segment) > 18:
        found.parts.setdefault(segment[16], segment[18:])
    return (0xE0 <= marker <= 0xEF and marker not in KEPT_APPS) or marker == 0xFE


# --- PNG --------------------------------------------------------------------------------------------------------------


def png(data: bytes) -> Picture:
    """Raises ``Damaged`` without image data, and at ``MOST_PARTS``.

    An incomplete last data chunk is kept, since it may hold all rows.
    """
    found, kept, at = Picture(data=b""), [PNG_START], 8
    for _ in _parts():
        if at + 8 > len(data):
            break
        length, kind = struct.unpack_from(">I4s", data, at)
        body, check = data[at + 8 : at + 8 + length], data[at + 8 + length : at + 12 + length]
        at += 12 + length
        if kind == b"IEND":
            break
        sound = len(check) == 4 and zlib.crc32(kind + body) == int.from_bytes(check, "big")
        if kind in PNG_KEPT and (sound or kind[0] < 96):  # a lower-case letter: ancillary, and can be left out
            cut = len(check) < 4
            kept.append(_chunk(kind, body) if cut else struct.pack(">I4s", length, kind) + body + check)
        elif sound:
            _png_metadata(kind, body, found)
    if len(kept) < 3:
        raise Damaged
    found.data = b"".join([*kept, _chunk(b"IEND", b"")])
    found.rest = data[at:]
    return found


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I4s", len(body), kind) + body + struct.pack(">I", zlib.crc32(kind + body))


def _png_metadata(kind: bytes, body: bytes, found: Picture) -> None:
    if kind == b"acTL":
        found.frames = int.from_bytes(body[:4], "big")
    elif kind == b"eXIf":
        found.turn = orientation(body)
    elif kind == b"cICP" and len(body) == 4:
        found.code_points = body[0], body[1]
    elif kind == b"iCCP":
        unpack = zlib.decompressobj()
        try:
            profile = unpack.decompress(body.split(b"\0", 1)[-1][1:], MOST_PROFILE)
        except zlib.error:
            return
        found.profile = profile if unpack.eof else None


# --- WebP -------------------------------------------------------------------------------------------------------------


def webp(data: bytes) -> Picture:
    """Raises ``Damaged`` without image data, and at ``MOST_PARTS``."""
    found, kept, seen = Picture(data=b""), [], 0
    size = min(len(data), 8 + int.from_bytes(data[4:8], "little"))
    at = 12
    for _ in _parts():
        if at + 8 > size:
            break
        kind, length = struct.unpack_from("<4sI", data, at)
        body = data[at + 8 : at + 8 + length]
        at += 8 + length + length % 2
        if kind == b"ANMF":
            seen += 1
        elif kind == b"ICCP" and len(body) == length <= MOST_PROFILE:
            found.profile = body
        elif kind == b"EXIF":
            found.turn = orientation(body)
        elif kind in WEBP_KEPT:
            body = bytes([body[0] & WEBP_ALPHA]) + body[1:] if kind == b"VP8X" and body else body
            kept.append(struct.pack("<4sI", kind, len(body)) + body + b"\0" * (len(body) % 2))
    inside = b"WEBP" + b"".join(kept)
    found.frames = max(1, seen)
    if not kept and not seen:
        raise Damaged
    found.data = b"RIFF" + struct.pack("<I", len(inside)) + inside
    found.rest = data[at:]
    return found


# --- HEIC and AVIF: boxes ---------------------------------------------------------------------------------------------


def boxes(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Kind, begin and end of each top-level box of the file; stops at the first thing that is not a box,
    and at ``MOST_PARTS``.
    """
    at = 0
    for _ in range(MOST_PARTS):
        if at + 8 > len(data):
            return
        size, kind = struct.unpack_from(">I4s", data, at)
        if size == 1 and at + 16 <= len(data):
            size = int.from_bytes(data[at + 8 : at + 16], "big")
        end = len(data) if size == 0 else at + size
        if end < at + 8 or end > len(data) or not kind.isascii():
            return
        yield kind, at, end
        at = end


def of_boxes(data: bytes, brand: bytes) -> Picture:
    """The file with the brand of its content, so that the decoder accepts it. Its metadata stays in it, unread."""
    end = max((end for _, _, end in boxes(data)), default=0)
    found = Picture(data=data[:8] + brand + data[12:], rest=data[end:])
    at = meta(data).find(b"colrnclx")
    if at >= 0:
        primaries, transfer = struct.unpack_from(">HH", meta(data) + b"\0" * 4, at + 8)
        found.code_points = primaries, transfer
    return found


def meta(data: bytes) -> bytes:
    """The box that describes the pictures in the file; empty without one."""
    return next((data[begin:end] for kind, begin, end in boxes(data) if kind == b"meta"), b"")
