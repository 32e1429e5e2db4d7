"""At an approval the photo itself comes back, and once more before it is erased."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.conversation.effects import Say, SetTimer
from bot.conversation.phases import originals
from bot.ports import Text
from bot.texts import render
from tests.bot.conversation.world import World, reviewing, with_photos

HOUR = timedelta(hours=1)


def handed(world: World) -> list[str]:
    return [subject for document, subject in world.handed if document == "original"]


def words(world: World, language: str = "en") -> list[str]:
    """What stands beside the file, in the latest step."""
    return [
        render(effect.message.text, language)
        for effect in world.effects
        if isinstance(effect, Say) and effect.document == "original" and effect.message.text
    ]


def test_with_the_first_approval_the_photo_comes_back_with_a_line_of_advice() -> None:
    world = reviewing(2)
    world.react("approve", 1)
    assert handed(world) == [world.facts.photos[0].id]
    (said,) = words(world)
    assert "byte for byte" in said
    assert "Keep it" in said


def test_a_second_picture_of_the_same_photo_brings_it_no_second_time() -> None:
    world = reviewing(2)
    world.react("approve", 1)
    world.react("approve", 2)
    assert len(handed(world)) == 1


def test_of_several_photos_each_comes_back() -> None:
    world = with_photos(2)
    world.submit(world.form(), look="studio_soft", number="1")
    world.paint()
    world.react("approve", 1)
    assert handed(world) == [photo.id for photo in world.facts.photos]
    assert len(handed(world)) == 2


@pytest.mark.parametrize(("kept", "before"), [(72, 24), (25, 24), (24, 2), (3, 2)])
def test_once_more_a_day_before_or_two_hours_where_a_photo_is_kept_for_a_day(kept, before) -> None:
    world = reviewing(1, photo_retention=timedelta(hours=kept))
    world.react("approve", 1)
    world.wait((kept - before) * HOUR - timedelta(minutes=1))
    assert len(handed(world)) == 1
    world.wait(timedelta(minutes=1))
    assert len(handed(world)) == 2
    assert "last time" in words(world)[0]
    world.wait(100 * HOUR)
    assert len(handed(world)) == 2


def test_it_does_not_come_once_more_when_no_picture_of_it_is_approved_any_more() -> None:
    world = reviewing(1)
    world.react("approve", 1)
    world.react("reject", 1)
    world.wait(24 * HOUR)
    assert len(handed(world)) == 1


def test_it_does_not_come_once_more_when_the_photo_or_the_person_is_gone() -> None:
    for leaves in ("stop", "forget-me"):
        world = reviewing(1)
        world.react("approve", 1)
        world.command(leaves)
        if leaves == "forget-me":
            world.press("forget.erase")
            world.forgotten()
        world.wait(24 * HOUR)
        assert len(handed(world)) == 1, leaves


def test_the_sabotage_a_timer_that_is_not_set_is_seen(monkeypatch) -> None:
    monkeypatch.setattr(originals, "_again_at", lambda _photo, _now: None)
    with pytest.raises(AssertionError):
        test_once_more_a_day_before_or_two_hours_where_a_photo_is_kept_for_a_day(72, 24)


def test_on_a_page_the_card_links_to_it_and_the_day_before_it_comes_as_a_file() -> None:
    world = reviewing(1, photo_retention=timedelta(hours=72))
    world.facts = replace(world.facts, laid_out=True)
    world.react("approve", 1)
    assert handed(world) == []
    assert [effect.name for effect in world.effects if isinstance(effect, SetTimer)] == ["original"]
    world.wait(48 * HOUR)
    assert len(handed(world)) == 1


def test_on_a_page_nothing_is_linked_where_more_than_one_photo_may_be_meant() -> None:
    """A link to the wrong photo would be worse than none: both come as files."""
    world = with_photos(2)
    world.submit(world.form(), look="studio_soft", number="1")
    world.paint()
    world.facts = replace(world.facts, laid_out=True)
    assert originals.on_a_page(world.facts, world.variant(1)) is None
    world.react("approve", 1)
    assert handed(world) == [photo.id for photo in world.facts.photos]
    assert originals.on_a_page(replace(world.facts, jobs=()), world.variant(1)) is None


def advice(world: World) -> list[str]:
    return [line.key for message in world.said[-6:] for line in (*message.lines, *message.more) if line is not None]


@pytest.mark.parametrize(("use", "told"), [("speaking", True), ("profile", True), ("cv", False), ("badge", False)])
@pytest.mark.parametrize("laid_out", [False, True])
def test_on_a_stage_or_as_a_brand_the_original_goes_first(use, told, laid_out) -> None:
    world = reviewing(1)
    world.facts = replace(world.facts, laid_out=laid_out)
    job = world.facts.jobs[0]
    object.__setattr__(job.request, "purpose", use)
    world.react("approve", 1)
    assert ("original-first" in advice(world)) is told


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_press_is_told_to_take_the_original_before_any_photo_is_sent(language) -> None:
    world = World()
    world.command("headshot")
    world.press("purpose.press")
    assert world.told() == ["advice-press", "advice-end"]
    assert "riginal" in render(Text(key="advice-press"), language)
    assert world.fetched == []
