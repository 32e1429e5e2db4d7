"""The verdict is told as soon as it is there; the looks follow in a message of their own, and are asked for once."""

from __future__ import annotations

from bot.conversation.states import ChoosingLook, CollectingPhotos
from storage.records import PhotoState
from tests.bot.conversation.test_photos import collecting
from tests.bot.conversation.world import World, refusal, with_photos


def keys(world: World) -> list[str]:
    """Of the latest message."""
    message = world.said[-1]
    return [text.key for text in (message.text, *message.lines) if text]


def checking(photos: int = 1) -> World:
    world = collecting()
    world.type("", photos=photos)
    return world


def test_the_verdict_says_that_the_looks_follow_and_asks_nothing_yet() -> None:
    world = checking()
    world.verdict()
    assert keys(world)[0] == "photo-good"
    assert keys(world)[-1] == "photo-looks-follow"
    assert world.said[-1].form is None
    assert isinstance(world.state.phase, CollectingPhotos)


def test_the_looks_come_with_the_question_and_do_not_say_the_verdict_again() -> None:
    world = checking()
    world.verdict()
    world.looks_drawn()
    assert "photo-good" not in keys(world)
    assert world.said[-1].form is not None
    assert world.said[-1].picture is not None
    assert isinstance(world.state.phase, ChoosingLook)


def test_who_writes_in_between_is_told_that_the_photo_is_still_in_work() -> None:
    """A photo without its looks is no photo to choose looks of: the sabotage counts it, and offers none."""
    world = checking()
    world.verdict()
    world.type("and now?")
    assert "photos-still-checking" in world.told()
    assert "look-none-here" not in world.told()


def test_of_two_photos_at_whose_looks_a_worker_is_none_is_chosen_of_yet() -> None:
    """The sabotage takes a photo's looks for done where any other photo is in work."""
    world = checking(photos=2)
    world.verdict()
    world.verdict()
    world.type("and now?")
    assert "photos-still-checking" in world.told()
    assert "look-none-here" not in world.told()


def test_of_several_photos_the_look_is_asked_once_all_are_drawn() -> None:
    world = checking(photos=2)
    world.verdict()
    world.looks_drawn()
    assert all(message.form is None or message.form.title.key != "look-title" for message in world.said)
    world.verdict()
    world.looks_drawn()
    assert world.said[-1].form is not None


def test_a_refused_last_photo_asks_for_the_look_of_those_that_are_drawn() -> None:
    world = checking(photos=2)
    world.verdict()
    world.looks_drawn()
    world.check(refusal("blurry", 0.1, 0.24, "ratio"), accepted=False)
    assert world.said[-1].form is not None


def test_looks_that_come_while_something_else_is_asked_are_kept_for_the_next_question() -> None:
    world = checking()
    world.verdict()
    world.command("headshot")
    said = len(world.said)
    world.looks_drawn()
    assert len(world.said) == said
    assert world.facts.photos[0].state is PhotoState.ACCEPTED
    assert world.facts.photos[0].looks


def test_a_second_photo_does_not_take_away_the_choice_that_stands() -> None:
    world = with_photos()
    form = world.form()
    world.type("", photos=1)
    world.verdict()
    world.submit(form)
    assert world.active()
