from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.conversation.effects import ErasePhotos, ExtendRetention
from bot.conversation.events import Timer, fired
from bot.conversation.states import Idle
from storage.records import VariantState
from tests.bot.conversation.world import World, at_consent, making, reviewing, with_photos


def keys(messages) -> list[str]:
    return [message.text.key for message in messages if message.text]


def test_half_an_hour_of_silence_is_reminded_once() -> None:
    world = with_photos()
    assert keys(world.wait(timedelta(minutes=29))) == []
    assert keys(world.wait(timedelta(minutes=2))) == ["silence-remind-photos"]
    assert keys(world.wait(timedelta(minutes=60))) == []


def test_two_hours_of_silence_drop_the_photos_and_end_the_round() -> None:
    world = with_photos()
    told = keys(world.wait(timedelta(hours=2, minutes=1)))
    assert told == ["silence-remind-photos", "silence-dropped"]
    assert world.facts.photos == ()
    assert isinstance(world.state.phase, Idle)


def test_silence_without_photos_just_ends() -> None:
    world = at_consent()
    assert keys(world.wait(timedelta(hours=3))) == ["silence-remind", "silence-ended"]


def test_any_word_starts_the_silence_anew() -> None:
    world = with_photos()
    world.wait(timedelta(minutes=25))
    world.type("hm")
    assert keys(world.wait(timedelta(minutes=25))) == []


def test_waiting_for_pictures_is_no_silence() -> None:
    world = making()
    assert keys(world.wait(timedelta(hours=5))) == []
    assert len(world.facts.photos) == 1


def test_silence_in_a_second_round_leaves_the_photos_a_job_needs() -> None:
    world = making()
    world.command("headshot")
    world.wait(timedelta(hours=3))
    assert not any(isinstance(effect, ErasePhotos) for effect in world.effects)
    assert len(world.facts.photos) == 1
    world.paint()
    assert "picture" in world.told()


def test_one_reminder_a_day_before_the_pictures_go() -> None:
    world = reviewing()
    assert keys(world.wait(timedelta(days=5, hours=23))) == []
    assert keys(world.wait(timedelta(hours=2))) == ["expiry-near"]
    assert keys(world.wait(timedelta(days=2))) == []
    assert world.facts.variants == ()


def test_a_set_that_is_all_gone_is_not_reminded() -> None:
    world = reviewing()
    world.react("erase", 1)
    world.react("erase", 2)
    assert keys(world.wait(timedelta(days=7))) == []


def test_the_person_may_keep_them_longer_once_for_each_reminder() -> None:
    world = reviewing()
    world.wait(timedelta(days=6, minutes=1))
    longer = world.shown("keep.longer")
    expired = world.variant(1).expires_at
    world.press(longer)
    assert world.variant(1).expires_at == expired + timedelta(days=7)
    world.press(longer)
    assert world.told() == ["expiry-kept-already"]
    assert world.variant(1).expires_at == expired + timedelta(days=7)
    assert keys(world.wait(timedelta(days=7))) == ["expiry-near"]


def test_the_first_picture_to_go_decides_when_a_set_may_be_kept_longer() -> None:
    world = reviewing(2)
    world.wait(timedelta(days=6, minutes=1))
    longer = world.shown("keep.longer")
    first, second = world.facts.variants
    later = replace(second, expires_at=second.expires_at + timedelta(days=3))
    world.facts = replace(world.facts, variants=(first, later))
    world.press(longer)
    assert any(isinstance(effect, ExtendRetention) for effect in world.effects)


def test_nobody_can_keep_them_past_the_cap() -> None:
    world = reviewing(2, result_cap=timedelta(days=10))
    made = world.variant(1).created_at
    world.wait(timedelta(days=6, minutes=1))
    world.press("keep.longer")
    assert world.variant(1).expires_at == made + timedelta(days=10)
    world.wait(timedelta(days=3))
    assert [button.action.split(":")[0] for button in world.said[-1].buttons] == ["keep.not"]


def test_where_results_are_kept_for_a_day_only_there_is_no_reminder_at_once() -> None:
    world = reviewing(1, result_retention=timedelta(hours=24))
    assert not [name for name, _ in world.timers if name == "expiry"]


def test_erase_now_from_the_reminder_erases_that_set_only_in_its_last_day() -> None:
    world = reviewing()
    world.wait(timedelta(days=6, minutes=1))
    erase = world.shown("keep.not")
    world.press("keep.longer")
    world.press(erase)
    assert world.told() == ["expiry-kept-already"]
    assert world.variant(1).state is VariantState.READY
    world.wait(timedelta(days=7))
    world.press(erase)
    assert world.variant(1).state is VariantState.EXPIRED


def test_a_set_of_pictures_that_is_gone_cannot_be_kept() -> None:
    world = reviewing()
    world.wait(timedelta(days=6, minutes=1))
    world.wait(timedelta(days=2))
    world.press("keep.longer")
    assert world.told() == ["vote-gone"]
    assert not any(isinstance(effect, ExtendRetention) for effect in world.effects)
    world.press("keep.not")
    assert world.told() == ["vote-gone"]


@pytest.mark.parametrize("name", Timer)
def test_leftover_timers_after_the_round_ended_say_nothing(name: Timer) -> None:
    assert World().hear(fired(name, "x")) == ()


def test_a_timer_of_another_version_is_no_event() -> None:
    with pytest.raises(ValueError, match="unknown"):
        fired("unknown", "x")


def test_the_overview_says_when_photos_and_pictures_go() -> None:
    world = reviewing(2)
    world.command("status")
    (held,) = [line for message in world.said[-3:] for line in message.lines if line.key == "held-pictures"]
    said = dict(held.args)
    assert said["erased_at"] == min(variant.expires_at for variant in world.facts.variants).isoformat()
    assert said["count"] == 2


def reminded(world: World) -> dict[str, object]:
    """What the one reminder of the latest message says."""
    (near,) = [message.text for message in world.said if message.text and message.text.key == "expiry-near"]
    return dict(near.args)


def test_the_reminder_names_the_day_of_the_first_to_go_and_the_days_that_can_be_added() -> None:
    world = reviewing(2)
    first, second = world.facts.variants
    world.facts = replace(
        world.facts, variants=(replace(first, expires_at=first.expires_at + timedelta(days=2)), second)
    )
    world.wait(timedelta(days=6, minutes=1))
    assert reminded(world)["erased_at"] == second.expires_at.isoformat()
    assert dict(world.shown("keep.longer").label.args) == {"days": 7}


def test_pictures_that_are_all_on_hold_are_reminded_of_as_well() -> None:
    """They go on their day like any other: nothing of a report keeps a picture longer."""
    world = reviewing(2)
    held = tuple(replace(variant, frozen=True, case_number=7) for variant in world.facts.variants)
    world.facts = replace(world.facts, variants=held)
    world.wait(timedelta(days=6, minutes=1))
    assert reminded(world)["erased_at"] == held[0].expires_at.isoformat()
    assert [button.action.split(":")[0] for button in world.said[-1].buttons] == ["keep.not"]
