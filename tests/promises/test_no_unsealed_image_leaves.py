"""No picture leaves without every layer its edits demand, and no preview without PREVIEW and its label (design §8.3).

The pipeline runs for real up to the point that is broken: safeguards pass, the engine paints, one layer fails.
"""

from __future__ import annotations

import ast
import io
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import cv2
import numpy as np
import pytest
from PIL import Image

import generation
from generation import pipeline
from generation.check_priority import RightOfWay
from generation.disclosure import container, ink, manifest, search, typeset, views, xmp
from generation.disclosure.seal import seal
from generation.disclosure.wording import words
from generation.errors import SealBroken
from generation.intake import accepted_photos
from storage.records import Backdrop, GenerateRequest, SourceType, Verdict
from tests.generation import bare
from tests.generation.disclosure.conftest import (
    UnsafeWatermark,
    drawn_sitter,
    foreign_chain,
    home_chain,
    make_rendering,
    marks,
)

__all__ = ["foreign_chain", "home_chain", "make_rendering", "marks"]  # fixtures

LAYERS = {"label", "watermark", "xmp", "c2pa"}
REQUEST = GenerateRequest(photo_ids=(), looks=("plain", "crop"), engine="studio", purpose="profile", language="en")


FINE = (Verdict(code="blank", passed=True),)


def made(rendering_by_look, marks, verdicts=FINE):
    """What the real pipeline yields when its engine paints these renderings and the safeguards say ``verdicts``."""
    session = SimpleNamespace(render=lambda look: rendering_by_look[look])
    tools = bare.tools(
        decoder=SimpleNamespace(decode=lambda data: drawn_sitter(256)),
        engine=SimpleNamespace(open=lambda *_, **__: session),
        safeguards=SimpleNamespace(judge=lambda rendering, context: verdicts),
        marks=marks,
        way=RightOfWay(),
    )
    run = pipeline.make_pictures([("1", b"")], REQUEST, tools, progress=lambda *_: None, cancelled=lambda: False)
    return dict(zip(REQUEST.looks, run, strict=True))


@pytest.fixture
def renderings(make_rendering, monkeypatch):
    portrait = SimpleNamespace(photo_id="1")
    monkeypatch.setattr(accepted_photos, "portraits", lambda *_, **__: [portrait])
    return {"plain": make_rendering(), "crop": make_rendering(backdrop=Backdrop.OWN)}


def test_every_picture_that_leaves_carries_all_its_layers(renderings, marks):
    pictures = made(renderings, marks)
    assert set(pictures["plain"].sealed.layers) == LAYERS
    assert set(pictures["crop"].sealed.layers) == {"xmp", "c2pa"}, "a pure crop has no mark in its pixels"


@pytest.mark.parametrize(
    "verdicts",
    [(), (Verdict(code="blank", passed=False),), (*FINE, Verdict(code="texture", passed=False))],
    ids=["no verdict at all", "one no", "a yes and a no"],
)
def test_what_no_safeguard_let_pass_is_withheld(renderings, marks, verdicts):
    for picture in made(renderings, marks, verdicts).values():
        assert (picture.sealed, picture.before, picture.strip) == (None, None, None)
        assert picture.checks == verdicts


class BlindReader(UnsafeWatermark):
    def read_own(self, image, **options):
        return replace(super().read_own(image, **options), score=1.6)


BREAKS = {
    "label": lambda patch: patch.setattr(ink, "_over", lambda window, letters, colour: window),
    "xmp": lambda patch: patch.setattr(xmp, "build", lambda edits, language: b""),
    "c2pa": lambda patch: patch.setattr(manifest, "disclosure", lambda edits, about: {"id": "another", "edits": {}}),
}


@pytest.mark.parametrize("layer", sorted(LAYERS))
def test_a_picture_with_one_layer_broken_is_withheld_whole(renderings, marks, monkeypatch, layer):
    if layer == "watermark":
        marks = replace(marks, marker=BlindReader())
    else:
        BREAKS[layer](monkeypatch)
    picture = made(renderings, marks)["plain"]
    assert picture.sealed is None
    assert picture.before is None
    assert picture.strip is None
    assert [check.code for check in picture.checks if not check.passed] == [f"seal_broken.{layer}"]


def test_edits_that_hide_what_was_done_are_withheld(renderings, marks):
    honest = renderings["plain"]
    renderings["plain"] = replace(honest, edits=replace(honest.edits, source_type=SourceType.NONE, label_code=""))
    assert made(renderings, marks)["plain"].sealed is None


def test_nobody_but_the_seal_can_make_a_sealed_picture():
    package = Path(generation.__file__).parent
    makers = set()
    for path in package.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Sealed":
                makers.add(path.relative_to(package).as_posix())
    assert makers == {"disclosure/seal.py"}


# --- previews --------------------------------------------------------------------------------------------------------


def shows_preview_word(image: np.ndarray, cap_px: float) -> bool:
    letters = typeset.line(words("en").preview, words("en"), cap_px)
    grey = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY).astype(np.float32)
    return float(cv2.matchTemplate(grey, 255 * (1 - letters), cv2.TM_CCOEFF_NORMED).max()) > 0.9


def cap_of(side: int) -> float:
    return float(np.ceil(views.PREVIEW_CAP * side))


def test_a_preview_carries_the_word_and_the_label():
    marked = views.preview_mark(drawn_sitter(320), "background_replaced", "en")
    assert shows_preview_word(marked, cap_of(320))
    found = search.label(marked)
    assert found is not None
    assert found.mark.said.code == "background_replaced"
    assert not shows_preview_word(drawn_sitter(320), cap_of(320))


def test_every_row_of_the_approval_strip_carries_the_word(make_rendering, marks):
    rendering = make_rendering()
    sealed = seal(rendering, language="en", marks=marks)
    for strip in (
        views.strip(sealed, language="en"),
        views.strip(sealed, language="en", rendering=rendering),
    ):
        image = np.asarray(Image.open(io.BytesIO(strip)))
        height = views.HEIGHT + 2 * views.GAP
        for top in range(0, image.shape[0], height):
            assert shows_preview_word(np.ascontiguousarray(image[top : top + height]), cap_of(views.HEIGHT))


def test_before_and_preview_files_hold_no_metadata(make_rendering):
    for data in (views.before_view(make_rendering()), views.preview_jpeg(drawn_sitter(320))):
        contents = container.decode(data)
        assert contents.xmp == b""
        assert b"Exif" not in data


def test_the_break_of_a_layer_is_an_error_with_its_name(renderings, marks, monkeypatch):
    BREAKS["xmp"](monkeypatch)
    with pytest.raises(SealBroken, match="xmp"):
        seal(renderings["plain"], language="en", marks=marks)
