"""``/verify`` reads pictures of every size and format in its locked child: whatever it needs was opened before."""

from __future__ import annotations

import io

import numpy as np
import pillow_heif
import pytest
from PIL import Image

from generation.disclosure import container, verify
from generation.disclosure.container import Format
from generation.disclosure.verify import Findings
from tests.generation.disclosure.conftest import drawn_sitter

pytestmark = pytest.mark.weights

FORMATS = ("JPEG", "PNG", "WEBP", "HEIF", "AVIF")
SIDES = (16, 64, 99, 100, 150, 200, 239, 241, 256, 500, 768, 4000)
SIZES = (*((side, side) for side in SIDES), (100, 180), (180, 4000), (3000, 4000))
BY_PATH = """
from generation.disclosure import typeset
typeset.ImageFont.truetype = lambda font, size, layout_engine, real=typeset.ImageFont.truetype: real(
    str(typeset.FONT), size, layout_engine=layout_engine)
"""
FORGETFUL = """
import functools, gc
from generation.disclosure import verify_child
def forgetting(real=verify_child.lock_down):
    for each in gc.get_objects():
        if isinstance(each, functools._lru_cache_wrapper) and each.__module__.startswith("generation.disclosure"):
            if not each.__module__.endswith("wording"):  # words are read from files before the lock, and kept
                each.cache_clear()
    return real()
verify_child.lock_down = forgetting
verify_child.main()
"""


def pictured(width: int, height: int, kind: str) -> bytes:
    image = np.asarray(Image.fromarray(drawn_sitter(512)).resize((width, height)))
    out = io.BytesIO()
    if kind == "AVIF":
        Image.fromarray(image).save(out, kind, quality=80, speed=10)
        return out.getvalue()
    if kind == "HEIF":
        pillow_heif.from_pillow(Image.fromarray(image)).save(out, quality=80)
        return out.getvalue()
    return container.encode(image, Format[kind])


def read(width: int, height: int, kind: str, anchors) -> Findings:
    return verify.look(pictured(width, height, kind), anchors=anchors)


@pytest.mark.long
@pytest.mark.parametrize("turn", range(len(SIZES)))
def test_every_size_is_read(turn, anchors):
    """Each size in the format of its turn."""
    size = SIZES[turn]
    found = read(*size, FORMATS[turn % len(FORMATS)], anchors)
    assert not found.refused
    assert (found.watermark is None) == (min(size) < 100)


@pytest.mark.long
@pytest.mark.timeout(900)
@pytest.mark.parametrize("kind", FORMATS)
def test_every_size_is_read_in_every_format(kind, anchors):
    refused = {size: read(*size, kind, anchors).refused for size in SIZES}
    assert {size: code for size, code in refused.items() if code} == {}


@pytest.mark.parametrize("kind", FORMATS)
def test_every_format_is_read(kind, anchors):
    assert not read(170, 170, kind, anchors).refused


def test_a_font_opened_when_it_is_needed_would_be_noticed(anchors, monkeypatch):
    """What was set in letters before the lock is forgotten, so that all of it is set anew behind it.

    The sabotage is what the child did until 2026-11-29: it opened the font's file for that.
    """
    started = verify.subprocess.Popen

    def refused_by(program: str) -> str:
        def popen(command, **options):
            return started([command[0], "-I", "-c", program], **options)

        monkeypatch.setattr(verify.subprocess, "Popen", popen)
        return read(256, 256, "JPEG", anchors).refused

    assert (refused_by(FORGETFUL), refused_by(BY_PATH + FORGETFUL)) == ("", "too_costly")
