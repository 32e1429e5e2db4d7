"""After a withdrawn yes only the person's own wish keeps an approved picture: asked, erased after a day."""

from __future__ import annotations

from datetime import timedelta

import pytest

from storage.records import VariantState
from tests.bot.conversation.world import World, reviewing

DAY = timedelta(hours=24)


def withdrawn(purpose: str = "processing") -> World:
    """Two pictures, the first approved, and the yes taken back."""
    world = reviewing(2)
    world.react("approve", 1)
    world.command("consent")
    world.press(f"withdraw.{purpose}")
    return world


def state(world: World) -> VariantState:
    return world.variant(1).state


@pytest.mark.parametrize("purpose", ["likeness", "processing"])
def test_it_asks_with_two_buttons_and_says_when_silence_erases(purpose) -> None:
    world = withdrawn(purpose)
    message = world.said[-1]
    assert [button.action.partition(":")[0] for button in message.buttons] == ["withdrawn.erase", "withdrawn.keep"]
    (asked,) = [text for text in message.lines if text.key == "withdrawn-approved"]
    assert dict(asked.args) == {"count": 1, "erased_at": (world.now + DAY).isoformat()}
    last = dict(world.shown("withdrawn.keep").label.args)["last_on"]
    assert last == world.variant(1).expires_at.date().isoformat()


def test_without_an_answer_it_is_erased_after_a_day_and_not_before() -> None:
    world = withdrawn()
    world.wait(DAY - timedelta(seconds=1))
    assert state(world) is VariantState.APPROVED
    world.wait(timedelta(seconds=1))
    assert state(world) is VariantState.EXPIRED
    assert world.said[-1].text.key == "withdrawn-unanswered"
    assert world.variant(1).id in [gone.subject for gone in world.deleted]


def test_erase_erases_at_once() -> None:
    world = withdrawn()
    world.press("withdrawn.erase")
    assert state(world) is VariantState.EXPIRED
    said = len(world.said)
    world.wait(DAY)
    assert "withdrawn-unanswered" not in [message.text.key for message in world.said[said:]]


def test_keep_keeps_it_until_its_date() -> None:
    world = withdrawn()
    world.press("withdrawn.keep")
    world.wait(2 * DAY)
    assert state(world) is VariantState.APPROVED
    assert "withdrawn-unanswered" not in [message.text.key for message in world.said]


def agrees_again(world: World) -> None:
    world.command("headshot")
    world.press("purpose.profile")
    world.press("consent.show")
    world.submit(world.form(), tick=("likeness", "processing"))


def test_a_yes_given_anew_keeps_the_pictures() -> None:
    world = withdrawn()
    agrees_again(world)
    world.wait(DAY)
    assert state(world) is VariantState.APPROVED


def test_an_old_button_erases_nothing_once_there_is_a_new_yes() -> None:
    world = withdrawn()
    old = world.shown("withdrawn.erase")
    agrees_again(world)
    world.press(old)
    assert state(world) is VariantState.APPROVED


def test_nobody_is_asked_about_nothing() -> None:
    world = reviewing(2)
    world.command("consent")
    world.press("withdraw.processing")
    assert not world.said[-1].buttons
    assert world.told() == ["withdrawn-all"]
