"""A file of millions of empty parts holds nobody up: it is refused, or read without them."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image

from generation.intake import containers, metadata, reading

MANY = metadata.MOST_PARTS + 1
EMPTY_SEGMENT = b"\xff\xe1\x00\x02"
EMPTY_CHUNK = struct.pack(">I4sI", 0, b"noTe", zlib.crc32(b"noTe"))
EMPTY_RIFF = struct.pack("<4sI", b"NOTE", 0)
EMPTY_BOX = struct.pack(">I4s", 8, b"free")


def small(kind: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (300, 300), (120, 130, 140)).save(out, kind)
    return out.getvalue()


def with_parts(kind: str, count: int) -> bytes:
    """A sound picture with ``count`` empty parts before the coded one."""
    data = small(kind)
    match kind:
        case "JPEG":
            return data[:2] + EMPTY_SEGMENT * count + data[2:]
        case "PNG":
            return data[:33] + EMPTY_CHUNK * count + data[33:]
        case _:
            body = data[8:12] + EMPTY_RIFF * count + data[12:]
            return b"RIFF" + struct.pack("<I", len(body)) + body


APART = {"JPEG": containers.jpeg, "PNG": containers.png, "WEBP": containers.webp}


@pytest.mark.parametrize("kind", APART)
def test_a_picture_of_too_many_parts_is_damaged(kind):
    with pytest.raises(containers.Damaged):
        APART[kind](with_parts(kind, MANY))


@pytest.mark.parametrize("kind", APART)
def test_one_of_a_thousand_parts_is_read(kind):
    assert APART[kind](with_parts(kind, 1000)).data


@pytest.mark.parametrize("kind", APART)
def test_the_sabotage_without_an_end_all_of_them_are_walked_through(kind, monkeypatch):
    monkeypatch.setattr(containers, "MOST_PARTS", 2 * MANY)
    with pytest.raises(pytest.fail.Exception):
        test_a_picture_of_too_many_parts_is_damaged(kind)


def test_bytes_that_only_fill_are_passed_over_at_once(monkeypatch):
    """Any number may stand before a marker (ITU-T T.81, B.1.1.2). As parts they would be too many."""
    monkeypatch.setattr(containers, "MOST_PARTS", 100)
    data = small("JPEG")
    filled = data[:2] + b"\xff" * 1_000_000 + data[2:]
    assert containers.jpeg(filled).data == containers.jpeg(data).data
    assert [kind for kind, _ in metadata._segments(filled)] == [kind for kind, _ in metadata._segments(data)]


def test_boxes_end_after_so_many():
    assert sum(1 for _ in containers.boxes(EMPTY_BOX * MANY)) == metadata.MOST_PARTS


def test_of_a_thousand_appended_pictures_a_few_are_looked_at(monkeypatch):
    looked: list[int] = []
    jpeg = containers.jpeg

    def counted(data: bytes) -> containers.Picture:
        looked.append(len(data))
        return jpeg(data)

    monkeypatch.setattr(containers, "jpeg", counted)
    picture = small("JPEG")
    reading._unknown(picture * 1000)
    assert len(looked) == reading.MOST_APPENDED
