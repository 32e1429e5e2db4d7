from __future__ import annotations

import re
from dataclasses import replace

import pytest

from bot.shell import documents
from bot.texts import members
from bot.texts.catalog import languages
from storage.records import MemberKind
from tests.bot.conversation.world import edits, reviewing


def named(look: str, language: str = "en") -> str:
    variant = reviewing(1).variant(1)
    return documents.filename(replace(variant, edits=edits(look)), language)


def test_a_file_is_named_by_its_number_and_the_look_as_people_read_it() -> None:
    assert named("studio_soft") == "headshot-1-soft-studio.jpg"
    assert named("office", "de") == "headshot-1-buero-verschwommen.jpg"
    assert named("a_look_of_tomorrow") == "headshot-1.jpg"


@pytest.mark.parametrize("language", languages())
def test_no_file_carries_a_name_of_our_own_for_a_look_or_a_letter_some_disk_refuses(language) -> None:
    names = {look: named(look, language) for look in members.codes(MemberKind.LOOK)}
    assert all(re.fullmatch(r"headshot-1(-[a-z0-9]+)+\.jpg", name) for name in names.values()), names
    assert len(set(names.values())) == len(names) > 10


def test_a_file_that_carries_our_own_name_is_seen(monkeypatch) -> None:
    monkeypatch.setattr(documents, "render", lambda text, language: text.key.removeprefix("look-name-"))
    monkeypatch.setattr(documents, "_plain", lambda words: words)
    with pytest.raises(AssertionError):
        test_no_file_carries_a_name_of_our_own_for_a_look_or_a_letter_some_disk_refuses("en")
