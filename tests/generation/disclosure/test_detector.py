"""The detector finds every label in a chat app's copy, and takes nothing else for one."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from generation.disclosure import container, detect, forms, legible, lockup, ring, search, survival, table
from generation.disclosure.detect import Copy, Mark
from generation.disclosure.drawing import draw
from generation.disclosure.label import CN, QUIET
from generation.disclosure.lockup import Said
from generation.disclosure.wording import languages, words
from storage.records import LabelCode, Placement
from tests.generation.disclosure.sitters import DARK, GREY, LIGHT, Sitter, sitter


def labelled(who: Sitter, placement: Placement, code: str, language: str = "en", **more):
    said = Said(code=code, words=words(language), **more)
    return draw(who.picture, said, placement=placement, painted=np.zeros_like(who.alpha))


def chat(image: np.ndarray) -> np.ndarray:
    return container.re_encoded(image, side=400, quality=75)


@pytest.mark.many
@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("placement", list(Placement))
def test_every_label_is_found_in_a_chat_copy_and_in_the_smallest(language, placement):
    for who in (sitter(768, backdrop=DARK), sitter(400, backdrop=LIGHT)):
        for code in table.LABEL_CODES:
            done = labelled(who, placement, code, language)
            assert detect.find(chat(done.image), done.mark), (language, code)
            assert detect.find(container.re_encoded(chat(done.image), side=detect.LEAST_SIDE, quality=75), done.mark)


@pytest.mark.many
@pytest.mark.parametrize("change", sorted(set(survival.CHANGES) - {"crop80"}))
@pytest.mark.parametrize("placement", list(Placement))
def test_it_is_found_after_what_apps_do(change, placement):
    who = sitter(768, tall=placement is Placement.FOOTER)
    done = labelled(who, placement, LabelCode.BACKGROUND_REPLACED)
    found = search.label(survival.CHANGES[change](done.image))
    if change == "circle400" and placement in {Placement.CORNER, Placement.FOOTER}:
        return  # a circle cuts corners and feet off, and this one shows it
    assert found is not None
    assert (found.mark.placement, found.mark.said.code) == (placement, LabelCode.BACKGROUND_REPLACED)


@pytest.mark.long
@pytest.mark.parametrize("placement", list(Placement))
def test_of_all_labels_there_are_the_right_one_is_found(placement):
    for language in languages():
        for code in (LabelCode.BACKGROUND_BLURRED, LabelCode.AI_GENERATED):
            found = search.label(chat(labelled(sitter(512), placement, code, language).image))
            assert found is not None
            assert found.mark.said.words.label[found.mark.said.code] == words(language).label[code]


@pytest.mark.parametrize(("side", "rule"), [(400, CN), (512, QUIET)])
def test_words_that_begin_with_another_languages_are_told_from_these(side, rule, monkeypatch):
    """IA · FONDO, not the French IA · FOND, which fits the first letters as well. Sabotage: the better fit is taken."""
    who = sitter(side, backdrop=GREY)
    image = labelled(who, Placement.FOOTER, LabelCode.AI_BACKGROUND, "es", rule=rule).image
    found = search.label(image)
    assert found is not None
    assert found.mark.said.words.language == "es"
    french = Mark(placement=Placement.FOOTER, said=replace(found.mark.said, words=words("fr")), spot=found.mark.spot)
    assert detect.find(image, french) is not None
    monkeypatch.setattr(detect, "_explained", lambda sighting: sighting.score)
    assert search.label(image).mark.said.words.language == "fr"


def test_a_laws_letters_are_as_large_in_the_copy_searched_as_the_usual_ones(monkeypatch):
    """So both take equally long to find, and one set of words does for both. Sabotage: both in a copy of one size."""

    def as_large() -> bool:
        said = Said(code=LabelCode.BACKGROUND_REPLACED, words=words("en"))
        usual, law = (
            lockup.single(each, lockup.measured_at(each.rule), lockup.FINER) for each in (said, replace(said, rule=CN))
        )
        return np.array_equal(usual.letters, law.letters)

    assert as_large()
    monkeypatch.setattr(lockup, "measured_at", lambda _: lockup.MEASURED_AT)
    assert not as_large()


def test_other_words_in_the_same_place_are_not_taken_for_these():
    for placement in Placement:
        for language in languages():
            done = labelled(sitter(512), placement, LabelCode.BACKGROUND_REPLACED, language)
            for other in set(table.LABEL_CODES) - {LabelCode.BACKGROUND_REPLACED}:
                mark = Mark(
                    placement=done.mark.placement, said=Said(code=other, words=words(language)), spot=done.mark.spot
                )
                assert detect.find(chat(done.image), mark) is None, (placement, language, other)


@pytest.mark.parametrize("placement", list(Placement))
def test_words_that_lack_letters_are_not_taken_for_whole_ones(placement, monkeypatch):
    """Sabotage: the last letter is never drawn."""
    who, real = sitter(512), forms.inscribed

    def without_the_last(picture, said, wanted):
        got, done = real(picture, said, wanted)
        columns = np.nonzero(done.stroke.letters.max(0) > 0.5)[0]
        letters = done.stroke.letters.copy()
        letters[:, columns[-1] - round(0.06 * np.ptp(columns)) :] = 0
        return got, replace(done, stroke=replace(done.stroke, letters=letters))

    monkeypatch.setattr(forms, "inscribed", without_the_last)
    done = labelled(who, placement, LabelCode.BACKGROUND_REPLACED)
    assert detect.find(chat(done.image), done.mark) is None
    monkeypatch.setattr(forms, "inscribed", real)
    done = labelled(who, placement, LabelCode.BACKGROUND_REPLACED)
    assert detect.find(chat(done.image), done.mark) is not None


@pytest.mark.parametrize("facts", [{}, {"up": 0.1, "dressed": True}, {"tall": True, "hands": True}])
def test_a_picture_without_a_label_shows_none(facts):
    who = sitter(512, **facts)
    assert not search.label_false(who.image)
    assert not search.label_false(who.image[40:-40, 40:-40])


def test_an_empty_ring_and_noise_are_no_label():
    who = sitter(512)
    done = ring.inscribed(who.picture, Said(code=LabelCode.AI_MODIFIED, words=words("en")))
    assert done is not None
    assert not search.label_false(done.canvas)
    assert not search.label_false(np.random.default_rng(3).integers(0, 256, (500, 500, 3), np.uint8))


def test_letters_too_faint_to_be_read_are_not_found():
    """Sabotage: the label at a tenth of its strength."""
    who = sitter(512)
    done = labelled(who, Placement.RIM, LabelCode.BACKGROUND_REPLACED)
    faint = cv2.addWeighted(done.image, 0.08, who.image, 0.92, 0)
    assert detect.find(faint, done.mark) is None
    assert legible.worst(faint, done.mark) < 4.5 <= legible.worst(done.image, done.mark)


def test_contrast_is_that_of_the_formula():
    """Black letters on a grey of known luminance."""
    who = sitter(512, backdrop=(188, 188, 188))
    mark = labelled(who, Placement.RIM, LabelCode.BACKGROUND_REPLACED).mark
    grey = np.full((512, 512, 3), 188, np.uint8)
    picture = Sitter(image=grey, alpha=who.alpha, core=who.core, parts=who.parts)
    drawn = labelled(picture, Placement.RIM, LabelCode.BACKGROUND_REPLACED).image
    ink = float(drawn[:60].min())
    linear = [((value / 255 + 0.055) / 1.055) ** 2.4 if value > 10 else value / 255 / 12.92 for value in (188.0, ink)]
    assert legible.worst(drawn, mark) == pytest.approx((linear[0] + 0.05) / (linear[1] + 0.05), rel=0.06)


def test_the_size_of_a_law_is_found_by_who_looks_for_it():
    done = labelled(sitter(768), Placement.RIM, LabelCode.BACKGROUND_REPLACED, rule=CN)
    assert detect.find(chat(done.image), done.mark) is not None


@pytest.mark.long
@pytest.mark.parametrize("placement", list(Placement))
def test_labels_of_a_law_s_size_are_found_by_whoever_verifies(placement, monkeypatch):
    copies = [
        chat(labelled(sitter(768), placement, code, language, rule=CN).image)
        for language in ("en", "ar")
        for code in (LabelCode.BACKGROUND_REPLACED, LabelCode.AI_GENERATED)
    ]
    for copy in copies:
        found = search.label(copy)
        assert found is not None
        assert found.mark.said.rule is CN
    monkeypatch.setattr(search, "RULES", {"": QUIET})  # as it was
    assert [search.label(copy) for copy in copies] == [None] * len(copies)


def inner(image: np.ndarray, share: float) -> np.ndarray:
    high, wide = image.shape[:2]
    top, left = round(high * (1 - share) / 2), round(wide * (1 - share) / 2)
    return np.ascontiguousarray(image[top : high - top, left : wide - left])


def framed(image: np.ndarray, share: float) -> np.ndarray:
    edge = round(share * image.shape[0])
    return cv2.copyMakeBorder(image, edge, edge, edge, edge, cv2.BORDER_CONSTANT, value=(255, 255, 255))


@pytest.mark.parametrize("placement", [Placement.RIM, Placement.RING])
def test_how_little_of_a_cut_or_a_frame_the_detector_bears(placement):
    """What the README says it cannot find; whoever makes it better finds this test red, and mends the README."""
    image = labelled(sitter(768), placement, LabelCode.BACKGROUND_REPLACED).image
    for copy, borne in ((inner(image, 0.98), True), (framed(image, 0.01), True), (inner(image, 0.95), False)):
        assert (search.label(chat(copy)) is not None) is borne
    assert search.label(chat(framed(image, 0.02))) is None


def test_a_landscape_picture_with_a_footer_is_read():
    who = sitter(512)
    wide = np.concatenate([who.image, who.image[:, :256]], axis=1)
    picture = Sitter(
        image=wide, alpha=np.pad(who.alpha, ((0, 0), (0, 256))), core=np.pad(who.core, ((0, 0), (0, 256))), parts={}
    )
    done = labelled(picture, Placement.FOOTER, LabelCode.BACKGROUND_REMOVED)
    assert search.label(chat(done.image)).mark.said.code == LabelCode.BACKGROUND_REMOVED


def test_the_extents_that_places_are_worked_out_with_are_those_that_are_drawn():
    for language in languages():
        said = Said(code=LabelCode.AI_BACKGROUND, words=words(language))
        line, room = lockup.single(said, 1024, 2), lockup.extent(said)
        assert line.letters.shape[1] / 2048 == pytest.approx(room.wide, abs=0.004)
        assert line.letters.shape[0] / 2048 == pytest.approx(room.above + room.below, abs=0.002)


def test_a_copy_is_searched_whatever_its_size():
    done = labelled(sitter(1024), Placement.CORNER, LabelCode.BACKGROUND_REPLACED)
    scores = [Copy(survival.to_side(done.image, side)).best(done.mark).score for side in (250, 333, 401, 777, 1024)]
    assert min(scores) > 0.85
