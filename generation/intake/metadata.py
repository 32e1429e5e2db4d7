"""Finds the metadata of a picture's file in all its places: XMP, EXIF, IPTC, texts, boxes of Content Credentials.

Runs in the locked children: standard library only. Nothing here is believed or shown; ``claims.py`` looks for a few
known words in it. Of texts at most ``MOST`` bytes are kept, in the file's order, so that no file costs seconds.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

MOST = 2 << 20  # bytes of all texts together, unpacked; a manifest may be as long as the file
# Segments, chunks or boxes of one file. Cameras write dozens, and who saves a picture row by row writes thousands; a
# walk through the millions of empty ones that fit into an upload takes ten seconds.
MOST_PARTS = 100_000
MOST_PIECES = 500  # of all kinds together
XMP, MORE_XMP = b"http://ns.adobe.com/xap/1.0/\0", b"http://ns.adobe.com/xmp/extension/\0"
MORE_XMP_HEAD = 32 + 4 + 4  # XMP part 3, 1.1.3.1: digest, whole length, offset of this piece
IRB = b"Photoshop 3.0\0"
IPTC_RESOURCE, XMP_RESOURCE = 0x0404, 0x0424  # of Photoshop's image resources
JUMBF = b"JP"
FILL = re.compile(rb"\xff+")  # a marker's first byte, and any number of the same before it
JUMBF_HEAD = 2 + 2 + 4  # ISO 19566-5, D.2: mark, box number, number of this piece; then length and kind of the box
C2PA_BOX = bytes.fromhex("d8fec3d61b0e483c92975828877ec481")
XMP_BOX = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
RDF = (b"<rdf:RDF", b"</rdf:RDF>")
PNG_TEXTS = (b"tEXt", b"zTXt", b"iTXt")


@dataclass(kw_only=True)
class Metadata:
    """Raw bytes of each kind. ``texts``: keyword and content of a PNG's texts, and comments under the keyword ""."""

    xmp: list[bytes] = field(default_factory=list)
    exif: list[bytes] = field(default_factory=list)
    iptc: list[bytes] = field(default_factory=list)
    texts: list[tuple[bytes, bytes]] = field(default_factory=list)
    boxes: list[bytes] = field(default_factory=list)
    room: int = MOST
    pieces: int = 0

    @property
    def credentials(self) -> bytes:
        """The boxes of Content Credentials, as one; b"" without any."""
        return b"".join(self.boxes)

    def keep(self, among: list[bytes], content: bytes) -> None:
        """Adds a text to those of its kind, as far as there is room."""
        if self.pieces < MOST_PIECES:
            among.append(content[: self.room])
            self.room -= len(among[-1])
            self.pieces += 1


def of(data: bytes) -> Metadata:
    """What the file holds beside its picture. Never raises for what the bytes hold."""
    found = Metadata()
    if data[:2] == b"\xff\xd8":
        _jpeg(data, found)
    elif data[:4] == b"\x89PNG":
        _png(data, found)
    elif data[:4] == b"RIFF":
        _webp(data, found)
    elif data[4:8] == b"ftyp":
        _boxes(data, found)
    return found


# --- JPEG -------------------------------------------------------------------------------------------------------------


def _jpeg(data: bytes, found: Metadata) -> None:
    more, pieces = dict[tuple[bytes, int], bytes](), dict[tuple[bytes, int], bytes]()
    for marker, body in _segments(data):
        if marker == 0xE1 and body.startswith(MORE_XMP):
            head, piece = len(MORE_XMP), body[len(MORE_XMP) + MORE_XMP_HEAD :]
            offset = int.from_bytes(body[head + 36 : head + 40], "big")
            more[body[head : head + 32], offset] = piece
        elif marker == 0xE1 and body.startswith(b"Exif\0"):
            found.keep(found.exif, body[6:])
        elif marker == 0xE1:  # XMP, also where a program wrote another address before it
            found.keep(found.xmp, body.removeprefix(XMP))
        elif marker == 0xED and body.startswith(IRB):
            _resources(body[len(IRB) :], found)
        elif marker == 0xEB and body.startswith(JUMBF):
            number = int.from_bytes(body[4:8], "big")
            head = JUMBF_HEAD + (8 if (body[2:4], 1) in pieces or number > 1 else 0)
            pieces[body[2:4], number] = body[head:]
        elif marker == 0xFE:
            _text(b"", body, found)
    found.keep(found.xmp, b"".join(more[key] for key in sorted(more)))
    found.boxes += [pieces[key] for key in sorted(pieces)]


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Marker and content of each segment before the coded picture."""
    at = 2
    for _ in range(MOST_PARTS):
        fill = FILL.match(data, at)
        if fill is None or fill.end() + 3 > len(data):
            return
        at = fill.end() - 1
        marker = data[at + 1]
        if marker in (0xDA, 0xD9):
            return
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        yield marker, data[at + 4 : end]
        at = max(end, at + 4)


def _resources(data: bytes, found: Metadata) -> None:
    at = 0
    while data[at : at + 4] == b"8BIM" and at + 12 <= len(data) and found.pieces < MOST_PIECES:
        kind, name = struct.unpack_from(">HB", data, at + 4)
        at += 6 + (name + 2) // 2 * 2  # the name has its length before it and is padded to an even number
        size = int.from_bytes(data[at : at + 4], "big")
        content = data[at + 4 : at + 4 + size]
        if kind == IPTC_RESOURCE:
            found.keep(found.iptc, content)
        elif kind == XMP_RESOURCE:
            found.keep(found.xmp, content)
        at += 4 + (size + 1) // 2 * 2


# --- PNG, WebP --------------------------------------------------------------------------------------------------------


def _png(data: bytes, found: Metadata) -> None:
    at = 8
    for _ in range(MOST_PARTS):
        if at + 8 > len(data):
            return
        length, kind = struct.unpack_from(">I4s", data, at)
        body = data[at + 8 : at + 8 + length]
        at += 12 + length
        if kind == b"eXIf":
            found.keep(found.exif, body)
        elif kind == b"caBX":
            found.boxes.append(body)
        elif kind in PNG_TEXTS:
            _png_text(kind, body, found)


def _png_text(kind: bytes, body: bytes, found: Metadata) -> None:
    keyword, _, content = body.partition(b"\0")
    if kind == b"zTXt":
        content = _unpacked(content[1:], found.room)
    elif kind == b"iTXt":
        packed = content[:1] == b"\1"
        content = content[2:].split(b"\0", 2)[-1]  # after language and translated keyword
        content = _unpacked(content, found.room) if packed else content
    if keyword == b"XML:com.adobe.xmp":
        found.keep(found.xmp, content)
    elif keyword.startswith(b"Raw profile type "):
        _raw_profile(keyword.removeprefix(b"Raw profile type "), content, found)
    else:
        _text(keyword, content, found)


def _text(keyword: bytes, content: bytes, found: Metadata) -> None:
    kept = list[bytes]()
    found.keep(kept, content)
    found.texts += [(keyword[:80], text) for text in kept]


def _raw_profile(kind: bytes, content: bytes, found: Metadata) -> None:
    """ImageMagick's way to keep metadata in a PNG: kind, length and hexadecimal digits, each on lines of their own."""
    digits = b"".join(content.split()[2:])
    try:
        body = bytes.fromhex(digits.decode("ascii"))
    except ValueError:
        return
    if kind == b"iptc":
        _resources(body, found)
    elif kind == b"xmp" or body.startswith(XMP):
        found.keep(found.xmp, body.removeprefix(XMP))
    else:
        found.keep(found.exif, body.removeprefix(b"Exif\0\0"))


def _unpacked(data: bytes, room: int) -> bytes:
    if not room:
        return b""  # a limit of 0 would mean none
    try:
        return zlib.decompressobj().decompress(data, room)
    except zlib.error:
        return b""


def _webp(data: bytes, found: Metadata) -> None:
    at = 12
    for _ in range(MOST_PARTS):
        if at + 8 > len(data):
            return
        kind, length = struct.unpack_from("<4sI", data, at)
        body = data[at + 8 : at + 8 + length]
        at += 8 + length + length % 2
        if kind == b"XMP ":
            found.keep(found.xmp, body)
        elif kind == b"EXIF":
            found.keep(found.exif, body.removeprefix(b"Exif\0\0"))
        elif kind == b"C2PA":
            found.boxes.append(body)


# --- HEIC and AVIF ----------------------------------------------------------------------------------------------------


def _boxes(data: bytes, found: Metadata) -> None:
    """XMP and EXIF are items whose place a table tells; both are recognised by how they begin instead."""
    at = 0
    for _ in range(MOST_PARTS):
        if at + 8 > len(data):
            break
        size, kind = struct.unpack_from(">I4s", data, at)
        head = 8
        if size == 1:
            size, head = int.from_bytes(data[at + 8 : at + 16], "big"), 16
        end = len(data) if size == 0 else at + size
        if end < at + head:
            break
        if kind == b"uuid" and data[at + head : at + head + 16] == C2PA_BOX:
            # after four bytes of version and flags: what the box is for, ended by a zero byte, and an offset of eight
            found.boxes.append(data[at + head + 20 : end].partition(b"\0")[2][8:])
        elif kind == b"uuid" and data[at + head : at + head + 16] == XMP_BOX:
            found.keep(found.xmp, data[at + head + 16 : end])
        at = end
    begin = data.find(RDF[0])
    while begin >= 0 and found.pieces < MOST_PIECES:
        end = data.find(RDF[1], begin)
        found.keep(found.xmp, data[begin : end if end > 0 else begin + MOST])
        begin = data.find(RDF[0], end) if end > 0 else -1
    begin = data.find(b"Exif\0\0")
    if begin >= 0:
        found.keep(found.exif, data[begin + 6 : begin + 6 + (1 << 16)])
