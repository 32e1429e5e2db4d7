"""Thousands of damaged photos: each is read or refused with a known code; no exception of another kind gets out."""

from __future__ import annotations

import random

import pytest

from generation.intake import child, reading
from tests.assets.portraits import encoded
from tests.generation.intake.test_decode import picture

KINDS = ("JPEG", "PNG", "WEBP", "HEIF", "AVIF")
KNOWN = {
    "animated",
    "camera_colours",
    "not_a_photo",
    "polyglot",
    "too_costly",
    "too_few_pixels",
    "too_many_pixels",
    "too_narrow",
    "unreadable",
}


def _damaged(data: bytes, chance: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(out))
        match chance.randrange(4):
            case 0:
                out[at] = chance.randrange(256)
            case 1:
                del out[at : at + chance.randint(1, 40)]
            case 2:
                out[at:at] = chance.randbytes(chance.randint(1, 40))
            case _:
                out[at : at + 4] = b"\xff\xff\xff\xff"
        if not out:
            break
    return bytes(out)


@pytest.mark.long
@pytest.mark.parametrize("kind", KINDS)
def test_damaged_photos_are_read_or_refused_and_nothing_else(kind: str) -> None:
    child.warm_up()
    chance = random.Random(f"candid {kind}")
    whole = encoded(picture(), kind)
    seen = set()
    for _ in range(1500):
        try:
            pixels = reading.decode(_damaged(whole, chance))
        except reading.Refused as refused:
            seen.add(refused.line.split()[1])
        else:
            assert pixels.mode == "RGB"
    assert seen <= KNOWN
    assert seen
