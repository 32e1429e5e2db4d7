"""The seal: every layer in the final bytes, or no picture. Each layer is broken once and must be missed by name."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from generation.disclosure import container, detect, label, seal, typeset, xmp
from generation.disclosure.container import Format
from generation.disclosure.detect import Mark
from generation.disclosure.label import Placement
from generation.disclosure.wording import languages, words
from generation.errors import SealBroken
from storage.records import Backdrop, LabelCode, Light, SourceType

ALL = ("label", "watermark", "xmp", "c2pa")


@pytest.mark.parametrize("fmt", list(Format))
def test_a_sealed_picture_carries_label_and_metadata_in_every_format(marks, make_rendering, fmt):
    sealed = seal.seal(make_rendering(), language="en", marks=marks, fmt=fmt)
    assert sealed.layers == ALL
    assert sealed.media_type == container.decode(sealed.data).media_type == fmt.value
    assert sealed.edits.label == "BACKGROUND REPLACED"


def test_a_pure_crop_keeps_every_pixel_and_says_so_in_its_metadata(marks, make_rendering):
    rendering = make_rendering(backdrop=Backdrop.OWN)
    sealed = seal.seal(rendering, language="en", marks=marks, fmt=Format.PNG)
    contents = container.decode(sealed.data)
    assert np.array_equal(contents.image, rendering.master)
    statement = xmp.read(contents.xmp)
    assert statement is not None
    assert (statement.source_type, statement.system) == ("", "")
    assert "Nothing in it was changed" in statement.description


def test_changed_light_is_declared_without_a_label(marks, make_rendering):
    sealed = seal.seal(make_rendering(backdrop=Backdrop.OWN, light=Light.BRIGHTER), language="en", marks=marks)
    statement = xmp.read(container.decode(sealed.data).xmp)
    assert statement is not None
    assert statement.source_type == "algorithmicallyEnhanced"
    assert sealed.edits.label == ""


@pytest.mark.parametrize("side", [512, 768, 1024])
@pytest.mark.parametrize("language", languages())
def test_the_label_is_large_inside_the_circle_and_off_the_face(marks, make_rendering, side, language):
    rendering = make_rendering(side)
    sealed = seal.seal(rendering, language=language, marks=marks)
    image = container.decode(sealed.data).image
    spoken = words(language)
    seen = detect.find(image, Mark(placement=Placement.CHIP, code="background_replaced", words=spoken, drawn_side=side))
    assert seen is not None
    assert seen.box is not None
    patch = label.chip(sealed.edits.label, spoken, side)
    assert patch is not None
    capital = typeset.line("I", spoken, float(-(-side // 20)))
    assert capital.shape[0] >= 0.05 * side
    assert detect.contrast(seen.window) >= 4.5
    corners = [(seen.box.x + dx, seen.box.y + dy) for dx in (0, seen.box.width) for dy in (0, seen.box.height)]
    assert max(np.hypot(x - side / 2, y - side / 2) for x, y in corners) < side / 2
    face = label.face_box(rendering.core)
    assert face is not None
    assert not seen.box.touches(face)


# --- sabotage: each layer removed, weakened, moved or forged ---------------------------------------------------------


def broken_layer(marks, rendering) -> str:
    with pytest.raises(SealBroken) as caught:
        seal.seal(rendering, language="en", marks=marks)
    assert caught.value.verdict().passed is False
    return caught.value.layer


def test_edits_that_claim_less_than_the_table_demands_are_withheld(marks, make_rendering):
    rendering = make_rendering()
    edits = replace(rendering.edits, label_code="", source_type=SourceType.NONE)
    assert broken_layer(marks, replace(rendering, edits=edits)) == "table"


def test_a_label_that_was_not_drawn_is_missed(marks, make_rendering, monkeypatch):
    monkeypatch.setattr(label, "lay", lambda image, patch, at: image)
    assert broken_layer(marks, make_rendering()) == "label"


def test_a_label_with_other_words_is_missed(marks, make_rendering, monkeypatch):
    real = label.chip
    other = {LabelCode.BACKGROUND_REPLACED: "AI · MODIFIED"}
    drawn = []

    def wrong_words(text, spoken, side):
        drawn.append(text)
        return real(other["background_replaced"] if len(drawn) == 1 else text, spoken, side)

    monkeypatch.setattr(label, "chip", wrong_words)
    assert broken_layer(marks, make_rendering()) == "label"


def test_a_label_too_faint_to_read_is_missed(marks, make_rendering, monkeypatch):
    monkeypatch.setattr(label, "PAPER", label.INK + 40)
    assert broken_layer(marks, make_rendering()) == "label"


def test_a_label_moved_onto_the_face_is_missed(marks, make_rendering, monkeypatch):
    real = label.place

    def onto_the_face(patch, placement, width, height, face):
        return replace(real(patch, placement, width, height, face), y=height * 2 // 5)

    monkeypatch.setattr(label, "place", onto_the_face)
    assert broken_layer(marks, make_rendering()) == "label"


def test_a_face_that_fills_the_frame_leaves_no_room_and_no_picture(marks, make_rendering):
    rendering = make_rendering()
    assert broken_layer(marks, replace(rendering, core=np.ones_like(rendering.core))) == "label"


def test_metadata_that_got_lost_is_missed(marks, make_rendering, monkeypatch):
    monkeypatch.setattr(xmp, "build", lambda edits, language: b"")
    assert broken_layer(marks, make_rendering()) == "xmp"


def test_metadata_of_another_picture_is_missed(marks, make_rendering, monkeypatch):
    crop = make_rendering(backdrop=Backdrop.OWN).edits
    real = xmp.build
    monkeypatch.setattr(xmp, "build", lambda edits, language: real(crop, language))
    assert broken_layer(marks, make_rendering()) == "xmp"
