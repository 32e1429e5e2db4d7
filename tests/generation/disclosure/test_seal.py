"""The seal: every layer in the final bytes, or no picture. Each layer is broken once and must be missed by name."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from generation.disclosure import container, forms, ink, places, rim, seal, search, xmp
from generation.disclosure.container import Format
from generation.disclosure.label import CN, LabelRule
from generation.disclosure.wording import languages, words
from generation.errors import Cancelled, SealBroken
from storage.records import Backdrop, LabelCode, Light, Placement, SourceType

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


@pytest.mark.many
@pytest.mark.parametrize("placement", list(Placement))
@pytest.mark.parametrize("language", languages())
def test_every_form_can_be_sealed_in_every_language(marks, make_rendering, placement, language):
    sealed = seal.seal(make_rendering(), language=language, marks=marks, placement=placement)
    assert sealed.layers == ALL
    found = search.label(container.decode(sealed.data).image)
    assert found is not None
    assert (found.mark.said.words.language, found.mark.said.code) == (language, "background_replaced")


@pytest.mark.parametrize("side", [400, 512, 1024])
def test_the_marks_own_rule_sets_the_size(marks, make_rendering, side):
    large = replace(marks, rule=CN)
    for placement in (Placement.RIM, Placement.FOOTER):
        sealed = seal.seal(make_rendering(side), language="en", marks=large, placement=placement)
        assert "label" in sealed.layers


def test_a_face_that_fills_the_frame_still_gets_its_label(marks, make_rendering):
    rendering = make_rendering()
    full = np.ones_like(rendering.core)
    sealed = seal.seal(replace(rendering, core=full, alpha=full), language="en", marks=marks)
    assert sealed.layers == ALL
    assert sealed.width > 512


# --- sabotage: each layer removed, weakened, moved or forged ---------------------------------------------------------


def broken_layer(marks, rendering) -> str:
    with pytest.raises(SealBroken) as caught:
        seal.seal(rendering, language="en", marks=marks)
    assert caught.value.verdict().passed is False
    return caught.value.layer


def broken_at_the_rim(marks, rendering) -> str:
    """The layer missed where the label was asked for; the picture then gets its label on a footer."""
    facts = marks.about()
    with pytest.raises(SealBroken) as caught:
        seal._at(rendering, Placement.RIM, language="en", marks=marks, fmt=Format.JPEG, facts=facts)
    spared = seal.seal(rendering, language="en", marks=marks)
    assert spared.layers == ALL
    assert spared.height > spared.width == rendering.master.shape[1]
    return caught.value.layer


def test_edits_that_claim_less_than_the_table_demands_are_withheld(marks, make_rendering):
    rendering = make_rendering()
    edits = replace(rendering.edits, label_code="", source_type=SourceType.NONE)
    assert broken_layer(marks, replace(rendering, edits=edits)) == "table"


def test_a_label_that_was_not_drawn_is_missed(marks, make_rendering, monkeypatch):
    monkeypatch.setattr(ink, "_over", lambda window, letters, colour: window)
    assert broken_layer(marks, make_rendering()) == "label"


def drawn_instead(monkeypatch, change):
    """What is drawn is another label than what is then looked for."""
    real = forms.inscribed
    monkeypatch.setattr(forms, "inscribed", lambda picture, said, placement: real(picture, change(said), placement))


def test_a_label_with_other_words_is_missed(marks, make_rendering, monkeypatch):
    drawn_instead(monkeypatch, lambda said: replace(said, code=LabelCode.BACKGROUND_BLURRED))
    assert broken_layer(marks, make_rendering()) == "label"


def test_a_label_in_another_language_is_missed(marks, make_rendering, monkeypatch):
    drawn_instead(monkeypatch, lambda said: replace(said, words=words("fr")))
    assert broken_layer(marks, make_rendering()) == "label"


def test_a_label_drawn_too_small_is_missed(marks, make_rendering, monkeypatch):
    drawn_instead(monkeypatch, lambda said: replace(said, rule=LabelRule(0.023, 0.03)))
    assert broken_layer(marks, make_rendering()) == "label"


@pytest.mark.parametrize("placement", list(Placement))
def test_a_label_without_its_last_letter_is_missed(marks, make_rendering, monkeypatch, placement):
    real = forms.inscribed

    def shortened(picture, said, wanted):
        got, done = real(picture, said, wanted)
        letters = done.stroke.letters.copy()
        columns = np.nonzero(letters.max(0) > 0.5)[0]
        letters[:, columns[-1] - round(0.06 * np.ptp(columns)) :] = 0
        return got, replace(done, stroke=replace(done.stroke, letters=letters))

    monkeypatch.setattr(forms, "inscribed", shortened)
    with pytest.raises(SealBroken, match="label"):
        seal.seal(make_rendering(), language="en", marks=marks, placement=placement)


def test_a_label_too_faint_to_read_is_missed(marks, make_rendering, monkeypatch):
    """Legible to the detector, not to people: ink at 3:1."""
    monkeypatch.setattr(ink, "QUIET", 3.0)
    assert broken_at_the_rim(marks, make_rendering()) == "label"


def test_a_label_moved_onto_the_face_is_missed(marks, make_rendering, monkeypatch):
    real = rim.path

    def onto_the_face(spot, said, width, height):
        return replace(real(spot, said, width, height), y=0.84 * height)

    monkeypatch.setattr(rim, "path", onto_the_face)
    rim_form = replace(forms.FORMS[Placement.RIM], path=onto_the_face)
    monkeypatch.setattr(forms, "FORMS", {**forms.FORMS, Placement.RIM: rim_form})
    monkeypatch.setattr(places, "off_person", lambda picture, path, line: True)
    assert broken_at_the_rim(marks, make_rendering()) == "label"


def test_a_label_laid_over_the_hairs_edge_is_missed(marks, make_rendering, monkeypatch):
    """Nobody is seen when the place is chosen; the seal looks again."""
    rendering = make_rendering()
    alpha = rendering.alpha.copy()
    alpha[20:140, 240:272] = 0.3  # a strand stands up into the headroom
    monkeypatch.setattr(rim.places, "off_person", lambda picture, path, line: True)
    assert broken_at_the_rim(marks, replace(rendering, alpha=alpha)) == "label"


def test_metadata_that_got_lost_is_missed(marks, make_rendering, monkeypatch):
    monkeypatch.setattr(xmp, "build", lambda edits, language: b"")
    assert broken_layer(marks, make_rendering()) == "xmp"


def test_metadata_of_another_picture_is_missed(marks, make_rendering, monkeypatch):
    crop = make_rendering(backdrop=Backdrop.OWN).edits
    real = xmp.build
    monkeypatch.setattr(xmp, "build", lambda edits, language: real(crop, language))
    assert broken_layer(marks, make_rendering()) == "xmp"


def test_others_may_go_first_between_its_steps_and_it_can_be_stopped_there(marks, make_rendering):
    """The sabotage: a step fewer, and a stop that is not heard."""
    turns: list[int] = []
    seal.seal(make_rendering(), language="en", marks=marks, between=lambda: turns.append(len(turns)))
    assert len(turns) == 2

    def stop() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        seal.seal(make_rendering(), language="en", marks=marks, between=stop)
