"""Another machine of the operator paints: people are told which one before they agree, and for how long it keeps."""

from __future__ import annotations

import pytest

from bot.conversation import consent
from bot.conversation.phases import commands, introducing
from bot.ports import Text
from bot.texts import complete_languages, render
from storage.records import Purpose
from tests.bot.conversation.test_painted_background import chosen as background_chosen
from tests.bot.conversation.test_redrawing import chosen
from tests.bot.conversation.world import nobody

THERE = {
    "redraw": ("gpu.example.org", "24"),
    "background": ("gpu.example.org", "24"),
    "persona": ("gpu.example.org", "24"),
}


def labels(world) -> dict[str, Text]:
    world.press("consent.show")
    return {box.name: box.label for box in world.form().boxes}


def test_the_box_names_the_machine_and_how_long_it_keeps_photos() -> None:
    said = labels(chosen(elsewhere=THERE))["generative"]
    for language in complete_languages():
        shown = render(said, language)
        assert "gpu.example.org" in shown
        assert "24" in shown or "٢٤" in shown or "२४" in shown


def test_the_box_of_a_painted_wall_names_it_and_says_that_no_photo_goes_there() -> None:
    world = background_chosen(elsewhere=THERE)
    assert "background-notice-elsewhere" in world.told()
    assert "background-notice-measured" not in world.told()
    said = labels(world)["generative_background"]
    assert all("gpu.example.org" in render(said, language) for language in complete_languages())
    assert "no photo" in render(said, "en")


@pytest.mark.parametrize("hours", [0, 1, 2, 3, 24, 168])
def test_each_number_of_hours_reads_in_every_language(hours: int) -> None:
    for key in ("consent-generative-elsewhere", "privacy-elsewhere"):
        said = {
            language: render(Text(key=key, args=(("host", "h"), ("kept", hours))), language)
            for language in complete_languages()
        }
        assert len(set(said.values())) == len(said)
        assert all("{" not in each for each in said.values())
    assert ("none" in render(Text(key=key, args=(("host", "h"), ("kept", hours))), "en")) is (hours == 0)


def test_without_another_machine_nothing_is_said_of_one() -> None:
    assert labels(chosen())["generative"].key == "consent-generative"
    assert introducing.elsewhere(nobody()) == ()


def test_the_privacy_notice_names_it_once() -> None:
    lines = commands.notice(nobody(elsewhere=THERE)).message.lines
    assert [line.args for line in lines if line.key == "privacy-elsewhere"] == [
        (("host", "gpu.example.org"), ("kept", 24))
    ]


def test_who_agreed_to_this_machine_is_asked_anew_for_another() -> None:
    here = consent.asked(Purpose.GENERATIVE, (), {})
    there, longer = (consent.asked(Purpose.GENERATIVE, (), {"redraw": ("h", hours)}) for hours in ("1", "2"))
    assert len({render(said, "en") for said in (here, there, longer)}) == 3
    assert consent.asked(Purpose.GENERATIVE_BACKGROUND, (), {"redraw": ("h", "1")}).key.endswith("background")
    assert consent.asked(Purpose.PERSONA, (), THERE).key == "consent-persona"
