"""Texts are plain: reading age about 12, no hype, no flattery, no shame, no words of the machine room."""

from __future__ import annotations

import re

import pytest

from bot.declarations import names
from bot.texts import complete_languages
from bot.texts.catalog import TYPED, messages, said
from bot.texts.review import said_forms
from tests.bot.texts.readability import SENTENCE_END, WORD
from tests.languages import known, words

LONGEST_SENTENCE = 25  # words


# "AI" is said where it discloses, of uploads that say it themselves, and in the promise of the first sentence.
AI_MAY = (
    "verify-level-", "opening-who", "caption-", "alt-", "paste-", "persona-notice-shown", "persona-certificate-",
    "then-", "edit-says-", "refuse-says_ai", "fix-says_ai", "hint-says_ai",
    "drawn-says_ai",
    "photo-taken-only", "receipt-about-photo", "failed-says_ai", "directory-taken-only", "notice-eu",
)  # fmt: skip

ALLOWED = {
    ("en", "about-model"): "job",  # the sample value of the argument of that name
}


def sayings(language: str) -> dict[str, list[str]]:
    """Every text in its forms: those said everywhere, and each platform's own."""
    core = {key: list(said_forms(key, language)) for key in said(language) if not key.startswith(TYPED)}
    own = {
        f"{key} ({name})": list(said_forms(key, language, name))
        for name in names()
        for key in messages(language, name).keys() - messages(language).keys()
    }
    return core | own


@pytest.mark.parametrize("language", complete_languages())
def test_a_twelve_year_old_can_read_it(language) -> None:
    page = "\n".join(forms[0] for forms in sayings(language).values())
    assert known()[language].age(page) <= known()[language].oldest


@pytest.mark.parametrize("language", complete_languages())
def test_no_single_text_is_much_harder(language) -> None:
    ages = {
        key: round(known()[language].age(form), 1)
        for key, forms in sayings(language).items()
        for form in forms
        if len(WORD.findall(form)) >= 20
    }
    assert {key: age for key, age in ages.items() if age > known()[language].oldest_single} == {}


@pytest.mark.parametrize("language", complete_languages())
def test_sentences_are_short(language) -> None:
    long = {
        key: sentence
        for key, forms in sayings(language).items()
        for form in forms
        for sentence in SENTENCE_END.split(form)
        if len(WORD.findall(sentence)) > LONGEST_SENTENCE
    }
    assert long == {}


@pytest.mark.parametrize("language", complete_languages())
def test_no_hype_no_flattery_no_shame_no_words_of_the_machine_room(language) -> None:
    unwanted = words(known()[language].never)
    found = {
        key: hit.group()
        for key, forms in sayings(language).items()
        for form in forms
        if (hit := unwanted.search(form)) and ALLOWED.get((language, key)) != hit.group()
    }
    assert found == {}


@pytest.mark.parametrize("language", complete_languages())
def test_ai_is_said_where_it_discloses_and_nowhere_else(language) -> None:
    found = {
        key
        for key, forms in sayings(language).items()
        for form in forms
        if re.search(known()[language].ai, form) and not key.startswith(AI_MAY)
    }
    assert found == set()


@pytest.mark.parametrize("language", complete_languages())
def test_captions_and_alt_texts_never_describe_the_person(language) -> None:
    about_a_person = words(known()[language].person)
    seen = ("caption-", "alt-", "paste-")
    texts = {key: form for key, forms in sayings(language).items() for form in forms if key.startswith(seen)}
    assert {key: form for key, form in texts.items() if about_a_person.search(form)} == {}


@pytest.mark.parametrize("language", complete_languages())
def test_refusals_blame_the_photo_the_light_or_the_file_never_the_person(language) -> None:
    blaming = words(known()[language].blaming)
    judged = ("refuse-", "fix-", "hint-", "withheld-", "note-")
    found = {
        key
        for key, forms in sayings(language).items()
        for form in forms
        if key.startswith(judged) and blaming.search(form)
    }
    assert found == set()


def test_every_complete_language_has_a_reading_age_and_lists_of_words() -> None:
    assert set(complete_languages()) == set(known())


@pytest.mark.parametrize("code", known())
def test_hard_texts_and_unwanted_words_are_seen(code) -> None:
    language = known()[code]
    assert language.age(language.hard) > language.oldest_single
    assert language.age(language.easy) < 8
    assert words(language.never).search(language.hyped)
