"""The file of a picture is called by what it is, in words its reader knows, in letters that every disk takes."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from bot.naming import Named
from bot.texts import file_names, members
from bot.texts.catalog import languages
from bot.texts.file_names import file_name
from storage.records import MemberKind

PLAIN = Named(look="studio_soft", purpose="cv", label="BACKGROUND REPLACED", day="2026-11-30")


def named(look: str, language: str = "en") -> str:
    return file_name(replace(PLAIN, look=look), "jpg", language)


def test_a_file_is_called_by_look_purpose_label_and_day() -> None:
    assert named("studio_soft") == "soft-studio-cv-background-replaced-2026-11-30.jpg"
    assert named("office", "de") == "buero-verschwommen-lebenslauf-background-replaced-2026-11-30.jpg"
    assert named("a_look_of_tomorrow") == "cv-background-replaced-2026-11-30.jpg"
    assert file_name(replace(PLAIN, label=""), "png", "en") == "soft-studio-cv-2026-11-30.png"


def test_another_script_keeps_its_letters() -> None:
    label = "AI · पृष्ठभूमि बदली गई"
    assert "पृष्ठभूमि-बदली-गई" in file_name(replace(PLAIN, label=label.partition("· ")[2]), "jpg", "en")
    assert "الخلفية" in file_name(replace(PLAIN, label="الخلفية"), "jpg", "en")


@pytest.mark.parametrize("language", languages())
def test_no_file_carries_a_name_of_our_own_for_a_look_or_a_sign_some_disk_refuses(language) -> None:
    names = {look: named(look, language) for look in members.codes(MemberKind.LOOK)}
    assert not [name for name in names.values() if re.search(r"[^\w.-]|_", re.sub("[\u0300-\u0dff]", "", name))], names
    assert len(set(names.values())) == len(names) > 10


def test_sabotage_a_file_that_carries_our_own_name_is_seen(monkeypatch) -> None:
    monkeypatch.setattr(file_names, "render", lambda text, language: text.key.removeprefix("look-name-"))
    monkeypatch.setattr(file_names, "_plain", lambda words: words)
    with pytest.raises(AssertionError):
        test_no_file_carries_a_name_of_our_own_for_a_look_or_a_sign_some_disk_refuses("en")
