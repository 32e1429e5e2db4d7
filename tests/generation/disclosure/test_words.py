"""Every word that stands in or beside a picture exists, fits, and can be drawn."""

from __future__ import annotations

import string
import tomllib

import pytest
from PIL import ImageFont

from generation import own_words
from generation.disclosure import table, typeset, verify, wording
from generation.disclosure.verify import Findings
from generation.disclosure.wording import languages, words
from generation.intake import outline, panel

RAW = {
    language: tomllib.loads((wording.FOLDER / language / wording.FILE).read_text("utf-8")) for language in languages()
}


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", languages())
def test_every_language_has_every_label(language):
    assert set(words(language).label) == set(table.LABEL_CODES)


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("part", ["xmp", "page"])
def test_a_language_that_has_a_part_has_it_whole(language, part):
    if part not in RAW[language]:
        return
    english, here = RAW["en"][part], RAW[language][part]
    assert set(here) == set(english)
    assert {key: placeholders(text) for key, text in here.items()} == {
        key: placeholders(text) for key, text in english.items()
    }


def test_a_sentence_that_a_language_lacks_is_said_in_english(tmp_path, monkeypatch):
    """Else one new sentence would stop every picture until all languages have it."""
    monkeypatch.setattr(wording, "FOLDER", tmp_path)
    for language, text in (("en", '[xmp]\nlight = "Light."\ngrey = "Grey."\n'), ("eo", '[xmp]\nlight = "Lumo."\n')):
        (tmp_path / language).mkdir()
        head = 'direction = "ltr"\npreview = "P"\n[label]\na = "A"\n'
        (tmp_path / language / wording.FILE).write_text(f"{head}{text}[page]\n", "utf-8")
    assert wording._read.__wrapped__("eo").sentences == {"light": "Lumo.", "grey": "Grey."}


def test_every_row_of_the_table_has_its_sentences():
    rows = [*table.BY_BACKDROP.values(), table.PERSONA, table.REDRAWN, table.LIT, table.GREYED]
    for row in rows:
        assert row.sentence in RAW["en"]["xmp"]


@pytest.mark.parametrize("language", languages())
def test_no_label_and_no_outlined_cause_lacks_a_letter(language):
    font = ImageFont.truetype(str(typeset.FONT), 40, layout_engine=ImageFont.Layout.BASIC)
    missing = bytes(font.getmask("\U0010ffff"))
    spoken = words(language)
    causes = [own_words.whole("check", check.code, check.words).get(language, {}) for check in panel.PANEL]
    drawn = [cause["drawn"] for cause in causes if "drawn" in cause] + list(outline.words_in(language).values())
    for text in (*spoken.label.values(), spoken.preview, *drawn, "0123456789"):
        for letter in text.replace(" ", ""):
            assert bytes(font.getmask(letter)) != missing, f"{letter!r} of {text!r}"


def test_a_missing_letter_would_be_noticed():
    font = ImageFont.truetype(str(typeset.FONT), 40, layout_engine=ImageFont.Layout.BASIC)
    assert bytes(font.getmask("漢")) == bytes(font.getmask("\U0010ffff"))


def test_arabic_letters_are_joined_and_run_from_right_to_left():
    spoken = words("ar")
    joined = typeset.line("ببب", spoken, 40.0)
    apart = 3 * typeset.line("ب", spoken, 40.0).shape[1]
    assert joined.shape[1] < 0.8 * apart
    mixed = typeset.line("خلفية AI", spoken, 40.0)
    latin = typeset.line("AI", spoken, 40.0)
    assert mixed[:, : latin.shape[1] // 3].max() > 0.9, "the Latin letters stand at the left, the line's end"


def test_an_unknown_language_is_answered_in_english_and_a_region_in_its_language():
    assert words("xx").language == "en"
    assert words("de-AT").language == "de"


@pytest.mark.parametrize(("language", "sentence"), [("en", "not redrawn"), ("de", "nicht neu gezeichnet")])
def test_that_nobody_was_redrawn_is_said_only_of_what_this_server_made(language, sentence):
    """The sabotage is a stranger's composite: its source type alone says nothing about the person."""
    said = {
        (state, registry): " ".join(
            verify.report(
                Findings(credentials=(state, "composite"), metadata="composite"), language, registry=registry
            ).lines
        )
        for state in ("ours", "other")
        for registry in ("", "composite")
    }
    assert {key for key, lines in said.items() if sentence in lines} == set(said) - {("other", "")}
