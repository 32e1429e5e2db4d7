"""A picture goes to a directory by a yes of its own: asked once it is approved, unticked, with who and until when."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.conversation import effects as wish
from bot.texts import render
from storage.records import JobState, Purpose
from tests.bot.conversation.world import World, nobody, reviewing

LIST = {"directory_recipient": "Example Ltd's staff list", "directory_days": 365}


def asked() -> World:
    world = reviewing(**LIST)
    world.react("approve", 1)
    return world


def given() -> World:
    world = asked()
    world.submit(world.form(), tick=("directory",))
    return world


def number(world: World) -> str:
    return world.facts.directory[0].id


def test_with_the_approval_comes_one_question_with_recipient_and_last_day() -> None:
    world = asked()
    (box,) = world.form().boxes
    assert (box.name, box.required) == ("directory", False)
    sentence = render(box.label, "en")
    assert "Example Ltd's staff list" in sentence
    assert "March 2, 2027" in sentence
    assert world.shown("directory.no")


def test_without_a_recipient_nobody_is_asked() -> None:
    world = reviewing()
    world.react("approve", 1)
    assert "directory-ask" not in world.told()


def test_with_the_next_approval_it_is_not_asked_again_but_disclose_still_offers_it() -> None:
    world = asked()
    world.react("approve", 2)
    assert "directory-ask" not in world.told()
    world.type("/disclose 2")
    assert "directory-ask" in world.told()


def test_every_picture_made_for_the_directory_is_asked_about() -> None:
    world = reviewing(**LIST)
    jobs = tuple(replace(j, request=replace(j.request, purpose="directory")) for j in world.facts.jobs)
    world.facts = replace(world.facts, jobs=jobs)
    assert all(job.state is JobState.DONE for job in jobs)
    for picture in (1, 2):
        world.react("approve", picture)
        assert "directory-ask" in world.told()


def test_a_tick_gives_that_picture_and_its_number_is_told() -> None:
    world = given()
    (entry,) = world.facts.directory
    assert entry.variant_id == world.variant(1).id
    assert "directory-given" in world.told()
    assert ("consent_receipt", "") in world.handed


@pytest.mark.parametrize("act", [lambda w: w.submit(w.form()), lambda w: w.press("directory.no")])
def test_an_empty_box_or_a_no_gives_nothing(act) -> None:
    world = asked()
    act(world)
    assert world.told() == ["directory-declined"]
    assert world.facts.directory == ()


@pytest.mark.parametrize("change", [{"directory_recipient": "the press"}, {"directory_days": 30}])
def test_a_tick_under_a_sentence_that_has_changed_is_asked_anew(change) -> None:
    world = asked()
    form = world.form()
    world.facts = replace(world.facts, **change)
    world.submit(form, tick=("directory",))
    assert world.facts.directory == ()
    assert world.told()[:2] == ["directory-changed", "directory-ask"]


def test_a_picture_no_longer_approved_or_on_hold_is_not_given() -> None:
    world = asked()
    form = world.form()
    world.react("approve", 1, added=False)
    world.submit(form, tick=("directory",))
    assert world.facts.directory == ()
    world.react("approve", 1)
    frozen = tuple(replace(variant, frozen=True) for variant in world.facts.variants)
    world.facts = replace(world.facts, variants=frozen)
    world.submit(form, tick=("directory",))
    assert world.facts.directory == ()


@pytest.mark.parametrize("argument", ["", "x", "{v}", "{v}/2099-01-01/{t}", "{v}/soon/{t}", "{v}/2026-01-01/{t}"])
def test_a_forged_answer_gives_nothing(argument) -> None:
    world = asked()
    tag = world.form().action.rpartition("/")[2]
    forged = f"directory.give:{argument.format(v=world.variant(1).id, t=tag)}"
    world.submit(replace(world.form(), action=forged), tick=("directory",))
    assert world.facts.directory == ()


def test_consent_shows_each_with_its_number_and_takes_them_back() -> None:
    world = given()
    world.command("consent")
    assert "directory-item-waits" in world.told()
    world.press("withdraw.directory")
    assert world.effects[0] == wish.WithdrawConsent(purposes=frozenset({Purpose.DIRECTORY}))
    assert world.told() == ["withdrawn-directory"]
    assert world.facts.directory == ()


@pytest.mark.parametrize(
    "act",
    [
        lambda w: (w.command("consent"), w.press("withdraw.directory")),
        lambda w: w.react("reject", 1),
        lambda w: w.react("erase", 1),
        lambda w: w.react("approve", 1, added=False),
        lambda w: w.command("forget-me"),
    ],
    ids=("withdraw", "reject", "erase", "unapprove", "forget"),
)
def test_whoever_takes_it_back_is_told_what_was_handed_over(act) -> None:
    world = given()
    world.hand_over()
    known = number(world)
    act(world)
    assert "directory-was-handed" in world.told()
    said = " ".join(render(text, "en") for m in world.said[-2:] for text in (m.text, *m.lines) if text)
    assert known in said


def test_withdrawing_it_touches_nothing_else() -> None:
    world = given()
    world.command("consent")
    world.press("withdraw.directory")
    assert not [e for e in world.effects if isinstance(e, wish.CancelJobs | wish.ErasePhotos | wish.EraseVariants)]
    assert Purpose.LIKENESS in world.facts.living


def test_it_can_still_be_taken_back_when_the_picture_is_no_longer_kept_here() -> None:
    world = given()
    world.hand_over()
    world.wait(timedelta(days=30))
    world.command("status")
    assert "directory-item" in world.told()
    world.command("consent")
    world.press("withdraw.directory")
    assert "directory-was-handed" in world.told()


def test_a_button_for_taking_back_what_was_never_given_says_so() -> None:
    world = World(facts=nobody(**LIST))
    world.command("consent")
    world.press(replace(given().shown("directory.no"), action=f"withdraw.directory:{world.state.asked}"))
    assert world.told() == ["withdraw-nothing"]


def test_consent_shows_what_was_given_to_a_directory_even_where_no_other_yes_is_left() -> None:
    """The way to take it back is not lost with the rest."""
    world = given()
    world.facts = replace(world.facts, living=frozenset())
    before = world.state
    world.command("consent")
    assert world.told() == ["directory-shown", "directory-item-waits", "directory-effect"]
    assert world.state.asked > before.asked
    world.press("withdraw.directory")
    assert world.facts.directory == ()


def test_who_never_said_yes_to_anything_is_told_so() -> None:
    world = World()
    world.command("consent")
    assert world.told() == ["consent-none"]
