"""“This is me and I did not agree”: asked before it is done, told kindly, and never a way to take a picture away."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from bot.conversation.effects import EnqueueGenerate, EraseVariants, MarkVariant, OpenCase, RecordConsent, Unsay
from bot.conversation.events import CaseNews, CaseNotOpened, CaseOpened, PictureRead
from bot.conversation.phases import reporting
from bot.ports import Pressed
from bot.texts import render
from tests.bot.conversation.world import World, documents, reviewing

HIT = PictureRead(registry_level="composite", report="token", exit_code=0)


def wishes(world: World) -> list[OpenCase]:
    return [effect for effect in world.effects if isinstance(effect, OpenCase)]


def owner(*, approved: bool = True, **changes: object) -> World:
    """Somebody whose picture 1 was just put on hold."""
    world = reviewing(2)
    if approved:
        world.react("approve", 1)
    held = replace(world.variant(1), frozen=True, case_number=7)
    world.facts = replace(
        world.facts, variants=tuple(held if v.id == held.id else v for v in world.facts.variants), **changes
    )
    world.hear(CaseNews(what="frozen", number=7, variants=(held,)))
    return world


def test_a_picture_known_again_says_what_was_done_and_nothing_else():
    world = World()
    world.hear(HIT)
    assert world.told()[0] == "verify-known"
    assert world.told()[3] == "verify-registry-yes"
    said = " ".join(render(line, "en") for m in world.said for line in (m.text, *m.lines) if line).lower()
    assert "another background" in said
    for told_too_much in ("202", "monday", "november", "person-"):
        assert told_too_much not in said


def test_nothing_is_put_on_hold_before_a_second_word():
    world = World()
    world.hear(HIT)
    world.press("case.ask")
    assert (world.told(), wishes(world)) == (["case-ask", "case-ask-nothing-kept"], [])
    yes = world.shown("case.open")
    world.press("case.keep")
    assert (world.told(), wishes(world)) == (["case-not-sent"], [])
    world.press(yes)
    assert wishes(world) == [OpenCase(report="token")]


def test_without_a_hit_two_lines_say_what_can_be_done():
    world = World()
    world.hear(PictureRead())
    world.press("case.ask")
    assert world.told() == ["case-elsewhere", "case-operator"]
    assert wishes(world) == []


def test_the_reporter_gets_a_number():
    world = World()
    world.hear(CaseOpened(number=7, state="open"))
    assert world.told() == ["case-open", "case-operator"]
    assert "7" in render(world.said[-1].text, "en")
    world.hear(CaseOpened(number=7, state="released"))
    assert world.told()[0] == "case-released"


@pytest.mark.parametrize("code", [*reporting.REFUSED, "nonsense"])
def test_a_report_that_was_refused_says_why(code):
    world = World()
    world.hear(CaseNotOpened(code=code, again_at="2026-11-24T00:00:00+00:00"))
    assert world.told()[0] == (f"case-refused-{code}" if code in reporting.REFUSED else "case-refused-gone")


def test_the_owner_is_told_kindly_and_the_picture_leaves_the_chat():
    world = owner()
    assert Unsay(subject=world.variant(1).id) in world.effects
    assert world.told() == ["case-news-frozen", "case-news-until", "case-news-rights", "case-news-yours"]
    for language in ("en", "de"):
        said = " ".join(render(line, language) for m in world.said[-1:] for line in (m.text, *m.lines)).lower()
        for blame in ("you must", "violat", "accus", "abuse", "forbidden", "du musst", "verbot", "missbrauch"):
            assert blame not in said


@pytest.mark.parametrize("word", ["files 1", "approve 1", "ring 1", "light 1", "mine 1"])
def test_on_hold_it_is_not_shown_handed_over_or_made_again(word):
    world = owner()
    world.type(word)
    assert world.told()[0] in ("case-held", "label-after-approval", "label-which")
    assert documents(world.effects) == []


def test_disclose_passes_over_what_is_on_hold():
    world = owner()
    world.command("disclose")
    assert world.told() == ["disclose-none"]


@pytest.mark.parametrize("word", ["erase 1", "reject 1", "/forget-me", "/my-data"])
def test_its_owner_may_always_erase_it_and_get_their_data(word):
    world = owner()
    world.type(word)
    assert "case-held" not in world.told()
    if word == "erase 1":
        assert EraseVariants(variant_ids=(world.variant(1).id,)) in world.effects


def test_it_is_not_kept_longer():
    world = owner()
    variant = world.variant(1)
    world.now = variant.expires_at
    world.facts = replace(world.facts, variants=(variant,))
    world.hear(Pressed(action=f"keep.longer:{variant.job_id}"))
    assert not [effect for effect in world.effects if type(effect).__name__ == "ExtendRetention"]


def test_status_names_what_is_on_hold():
    world = owner()
    world.command("status")
    assert "held-frozen" in world.told()


def test_released_it_is_shown_again():
    world = owner()
    back = replace(world.variant(1), frozen=False)
    world.hear(CaseNews(what="released", number=7, variants=(back,)))
    assert world.told()[0] == "case-news-released"
    assert world.said[-1].picture is not None


def test_erased_by_the_operator_it_leaves_the_chat():
    world = owner()
    gone = replace(world.variant(1), object_id=None)
    world.hear(CaseNews(what="removed", number=7, variants=(gone,)))
    assert world.told() == ["case-news-removed"]
    assert Unsay(subject=gone.id) in world.effects


def about_picture_one() -> tuple[World, list[str]]:
    """Every button about picture 1 that was ever shown, read from the messages."""
    world = reviewing(2, directory_recipient="the staff list", directory_days=365)
    for said in ("closer 1", "blur it more 1", "light 1", "mine 1"):
        world.type(said)
    world.react("approve", 1)
    for said in ("ring 1", "/disclose 1", "files 1"):
        world.type(said)
    shown = [button.action for message in world.said for button in message.buttons]
    shown += [message.form.action for message in world.said if message.form]
    return world, sorted({action for action in shown if world.variant(1).id in re.split(r"[:/]", action)})


def test_no_button_about_a_picture_on_hold_makes_or_hands_over_anything():
    """Whatever stood under it before it was put on hold may still be pressed."""
    world, actions = about_picture_one()
    assert {action.split(".")[0] for action in actions} >= {"vote", "light", "mine", "reframe", "file"}
    held = replace(world.variant(1), frozen=True, case_number=7)
    world.facts = replace(world.facts, variants=(held, world.variant(2)))
    for action in actions:
        if action.startswith(("vote.erase", "vote.reject", "vote.undo")):
            continue  # its owner may always erase it
        world.hear(Pressed(action=action))
        assert world.told()[0] in {"case-held", "vote-gone", "directory-declined"}, action
        harm = [each for each in world.effects if isinstance(each, EnqueueGenerate | MarkVariant | RecordConsent)]
        assert (action, harm, documents(world.effects)) == (action, [], [])


@pytest.mark.parametrize("family", ["reframe", "light", "file"])
def test_sabotage_a_kind_of_button_that_is_left_out_is_seen(monkeypatch, family):
    whole = reporting.is_held
    monkeypatch.setattr(reporting, "is_held", lambda press, facts: press.family != family and whole(press, facts))
    with pytest.raises(AssertionError):
        test_no_button_about_a_picture_on_hold_makes_or_hands_over_anything()
