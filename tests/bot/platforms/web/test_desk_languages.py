"""The desk in the operator's language: all of it, each value in its own direction, doctor's lines as they are."""

from __future__ import annotations

import json
import re

import pytest

from bot.platforms.web.desk import handlers, page
from bot.platforms.web.desk import words as desk_words
from bot.platforms.web.desk.words import FOLDER, Words, wanted
from bot.texts import complete_languages
from storage.opening import open_storage
from storage.operations import heartbeat, metrics
from storage.operations.desk import TOTALS
from tests.bot.platforms.web.test_desk import PASSWORD, desk, enters, shows
from tests.fakes import settings_in


async def test_the_desk_speaks_the_language_of_the_browser() -> None:
    async with desk() as (visitor, _behind):
        german = {"headers": {"Accept-Language": "de-AT,de;q=0.9,en;q=0.5"}}
        assert "Passwort des Schreibtischs" in (await visitor.request("GET", "/desk", **german))[1].decode()
        await enters(visitor)
        text = (await visitor.request("GET", "/desk", **german))[1].decode()
        for words in (
            'lang="de"',
            "wartende Aufträge",
            "unter 5",
            "Fall 4: offen",
            "gesetzt",
            "Umgebung",
            "of tomorrow",
        ):
            assert words in text
        for english in ("under 5", "Pictures per day", "Password", "Reported", ">set<", ">environment<"):
            assert english not in text
        async with visitor.http.post(
            f"{visitor.platform.origin}/desk/resume", data={"password": PASSWORD}, headers=german["headers"]
        ) as answer:
            assert "Bilder entstehen wieder" in await answer.text()


ARABIC = {"headers": {"Accept-Language": "ar-EG,en;q=0.5"}}


async def test_from_right_to_left_the_desk_s_values_keep_their_order() -> None:
    """The oracle is Unicode's own: a value between isolates is laid out by itself."""
    async with desk() as (visitor, _behind):
        await enters(visitor)
        text = (await visitor.request("GET", "/desk", **ARABIC))[1].decode()
        assert '<html lang="ar" dir="rtl">' in text
        for value in ("22:00-07:00", "2026-11-29 08:00", "2026-12-29 08:00"):
            before, after = text[text.index(value) - 1], text[text.index(value) + len(value)]
            assert (before, after) == ("\u2068", "\u2069"), value
        assert "\u2068" not in (await shows(visitor))[1]  # English needs none


async def test_doctor_s_lines_are_said_to_be_english_in_a_page_of_another_language() -> None:
    async with desk() as (visitor, _behind):
        await enters(visitor)
        arabic = (await visitor.request("GET", "/desk/doctor", **ARABIC))[1].decode()
        for line in ("Disk", "full", "Make room."):
            assert re.search(rf'<\w+[^>]* lang="en" dir="ltr">{re.escape(line)}<', arabic), line
        assert Words("ar")("doctor.english") in arabic
        assert Words("en")("doctor.english") not in (await shows(visitor, "/desk/doctor"))[1]


async def test_sabotage_values_and_lines_that_run_with_the_page_are_caught(monkeypatch) -> None:
    monkeypatch.setattr(desk_words, "ISOLATED", "{}")
    with pytest.raises(AssertionError):
        await test_from_right_to_left_the_desk_s_values_keep_their_order()
    monkeypatch.setattr(page, "DOCTOR_S", "")
    with pytest.raises(AssertionError):
        await test_doctor_s_lines_are_said_to_be_english_in_a_page_of_another_language()


def test_each_language_of_the_desk_has_the_same_sentences_with_the_same_places() -> None:
    known = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in FOLDER.glob("*.json")}
    assert set(complete_languages()) <= known.keys()
    for words in known.values():
        assert words.keys() == known["en"].keys()
        for key, sentence in words.items():
            assert sorted(re.findall(r"{\w+}", sentence)) == sorted(re.findall(r"{\w+}", known["en"][key])), key


async def figures_shown(folder) -> dict[str, str]:
    """Each figure of the records, with a connection and an engine: its name -> what they call it."""
    async with open_storage(settings_in(folder)) as storage:
        heartbeat.beat(storage.home, (heartbeat.Connection(platform="slack", name="socket 1"),))
        found = {each.name: each.what for each in await metrics.figures(storage)}
    return found | {"median_seconds_studio": "median seconds, studio"}


@pytest.mark.parametrize("language", sorted(path.stem for path in FOLDER.glob("*.json")))
async def test_each_figure_is_called_in_the_operator_s_language(tmp_path, language) -> None:
    shown = await figures_shown(tmp_path)
    unsaid = "no sentence of its own"
    called = {name: Words(language).figure(name, unsaid) for name in shown if name not in TOTALS}
    assert [name for name, words in called.items() if words == unsaid] == []
    assert "slack socket 1" in called["slack_socket_1_deaf_seconds"]
    assert "studio" in called["median_seconds_studio"]


async def test_sabotage_a_figure_without_a_sentence_is_seen(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(Words, "figure", lambda self, name, otherwise: self.near(f"now.{name}", otherwise))
    with pytest.raises(AssertionError, match="slack_socket"):
        await test_each_figure_is_called_in_the_operator_s_language(tmp_path, "de")


@pytest.mark.parametrize(
    ("accepted", "language"), [("", "en"), ("de", "de"), ("xx, de-CH;q=0.4", "de"), ("xx", "en"), ("../de", "en")]
)
def test_the_nearest_language_is_taken(accepted, language) -> None:
    assert wanted(accepted).language == language


async def test_sabotage_a_desk_that_speaks_english_alone_is_caught(monkeypatch) -> None:
    monkeypatch.setattr(handlers, "wanted", lambda accepted: Words("en"))
    with pytest.raises(AssertionError):
        await test_the_desk_speaks_the_language_of_the_browser()
