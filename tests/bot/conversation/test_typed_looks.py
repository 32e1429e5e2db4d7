"""Several looks picked by typing their numbers, as a person would write them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.conversation import understand
from bot.conversation.effects import EnqueueGenerate
from bot.conversation.events import PhotoChecked
from bot.conversation.states import ChoosingLook
from bot.texts import vocabulary
from tests.bot.conversation.world import World, with_photos
from tests.languages import known

SHEET = ("studio_soft", "own", "office", "own_softened", "studio_navy", "canvas_grey")


def typing(said: str, language: str = "en") -> World:
    """Said in front of a contact sheet of six numbered looks."""
    world = with_photos()
    photos = tuple(replace(photo, looks=SHEET) for photo in world.facts.photos)
    world.facts = replace(world.facts, photos=photos, language=language, words=vocabulary(language))
    world.state = replace(world.state, phase=ChoosingLook(purpose="profile", engine="studio"))
    world.hear(PhotoChecked(photo=photos[0]))
    world.type(said)
    return world


def made(world: World) -> tuple[str, ...]:
    return next((each.request.looks for each in world.effects if isinstance(each, EnqueueGenerate)), ())


@pytest.mark.parametrize(
    ("said", "language"), [(said, code) for code, language in known().items() for said in language.several]
)
def test_several_numbers_are_those_looks_one_picture_each(said: str, language: str) -> None:
    assert made(typing(said, language)) == ("studio_soft", "office", "studio_navy")


def test_the_order_typed_is_the_order_made_and_a_number_said_twice_counts_once() -> None:
    assert made(typing("5 1 5")) == ("studio_navy", "studio_soft")


@pytest.mark.parametrize("said", ["1-3", "1 to 3", "1 or 3", "not 1 and 3", "1 bis 3", "1 9", "0 1"])
def test_what_is_no_plain_list_of_looks_is_not_guessed(said: str) -> None:
    world = typing(said)
    assert made(world) == ()
    assert isinstance(world.state.phase, ChoosingLook)


def test_more_than_are_made_at_a_time_are_asked_again() -> None:
    world = typing("1 2 3 4 5")
    assert made(world) == ()
    assert world.told()[0] == "look-many"


def test_a_reader_that_hears_only_bare_numbers_is_caught(monkeypatch) -> None:
    monkeypatch.setattr(understand, "SEVERAL", "never said")
    with pytest.raises(AssertionError):
        test_several_numbers_are_those_looks_one_picture_each("1, 3 and 5", "en")


def test_a_reader_that_overlooks_other_words_is_caught(monkeypatch) -> None:
    monkeypatch.setattr(understand, "_picked", lambda typed, _words: tuple(map(int, understand._NUMBER.findall(typed))))
    with pytest.raises(AssertionError):
        test_what_is_no_plain_list_of_looks_is_not_guessed("1 to 3")
