from __future__ import annotations

from dataclasses import replace

import pytest

from bot.conversation.effects import CancelJobs, ErasePhotos, EraseVariants, ForgetEverything, WithdrawConsent
from bot.conversation.phases.forgetting import LEFT
from bot.conversation.states import Forgetting, Idle, Making, Reviewing, start
from bot.declarations import OWN_TEXTS
from bot.texts import render
from storage.records import Purpose, VariantState
from tests.bot.conversation.world import NEEDED, World, at_consent, making, nobody, reviewing, with_photos
from tests.languages import known


def test_forget_me_counts_what_would_go_and_asks() -> None:
    world = reviewing()
    world.command("forget-me")
    assert render(world.said[-1].text, "en") == "Erase one photo, 2 pictures and your choices?"
    assert [button.action.split(":")[0] for button in world.said[-1].buttons] == ["forget.erase", "forget.keep"]
    assert len({button.style for button in world.said[-1].buttons}) == 1


def test_erase_erases_everything_and_the_person_is_a_stranger_again() -> None:
    world = reviewing()
    world.command("forget-me")
    world.press("forget.erase")
    assert ForgetEverything() in world.effects
    assert isinstance(world.state.phase, Forgetting)
    world.forgotten("audit_lines")
    assert world.state == start()
    assert world.told() == [
        "forgotten",
        "forgotten-copies",
        "chat-not-erased",
        "forgotten-left",
        "left-audit_lines",
        "chat-receipt",
    ]
    assert "forgotten-copies" not in _told_with("keys_copy")


def _told_with(left: str) -> list[str]:
    """What somebody hears whose erasure left this."""
    world = reviewing()
    world.command("forget-me")
    world.press("forget.erase")
    world.forgotten(left)
    return world.told()


def test_keep_keeps_everything_and_closes_the_question() -> None:
    world = reviewing()
    world.command("forget-me")
    world.press("forget.keep")
    assert world.told() == ["forget-kept"]
    world.press("forget.erase")
    assert world.told()[0] in ("stale", "stale-idle")
    assert not any(isinstance(effect, ForgetEverything) for effect in world.effects)


def test_an_erase_button_of_an_older_question_does_nothing() -> None:
    world = reviewing()
    world.command("forget-me")
    old = world.shown("forget.erase")
    world.command("forget-me")
    world.press(old)
    assert isinstance(world.state.phase, Reviewing)
    world.press("forget.erase")
    assert isinstance(world.state.phase, Forgetting)


@pytest.mark.parametrize(
    ("language", "keep", "erase"), [(code, (*own.keeping, "keep"), own.erasing) for code, own in known().items()]
)
def test_a_typed_keep_or_erase_answers_the_question_and_votes_on_nothing(language, keep, erase) -> None:
    for word in keep:
        world = reviewing(1, language=language)
        world.command("forget-me")
        world.type(word)
        assert world.told() == ["forget-kept"], word
        assert world.variant(1).state is VariantState.READY
        assert len(world.facts.photos) == 1
    world.command("forget-me")
    world.type(erase)
    assert ForgetEverything() in world.effects


@pytest.mark.parametrize("word", ["ok", "yes", "hm", "reject"])
def test_nothing_but_a_plain_erase_erases_everything(word) -> None:
    world = reviewing(1)
    world.command("forget-me")
    world.type(word)
    assert world.told()[:2] == ["forget-which", "forget-ask"]
    assert world.variant(1).state is VariantState.READY
    world.type("erase")
    assert ForgetEverything() in world.effects


def test_once_something_else_was_said_words_are_about_that_and_the_buttons_still_about_everything() -> None:
    world = making(2)
    world.paint()
    world.command("forget-me")
    world.paint()
    world.type("keep 2")
    assert world.variant(2).state is VariantState.APPROVED
    world.type("erase")
    assert world.told()[0] == "vote-which"
    assert not any(isinstance(effect, ForgetEverything) for effect in world.effects)
    world.press("forget.erase")
    assert ForgetEverything() in world.effects


def test_a_picture_can_be_voted_on_by_its_number_while_the_question_is_open() -> None:
    world = reviewing(2)
    world.command("forget-me")
    world.type("erase 2")
    assert world.variant(2).state is VariantState.EXPIRED
    assert not any(isinstance(effect, ForgetEverything) for effect in world.effects)


def test_forget_me_can_be_typed() -> None:
    world = reviewing(2, language="de")
    world.type("Vergiss mich!")
    assert world.told()[0] == "forget-ask"


def test_while_forgetting_only_patience_and_asking_again_are_answered() -> None:
    world = reviewing()
    world.command("forget-me")
    world.press("forget.erase")
    world.command("headshot")
    assert world.told() == ["forget-running"]
    world.type("", photos=1)
    assert world.told() == ["forget-running"]
    assert len(world.fetched) == 1
    world.command("forget-me")
    assert ForgetEverything() in world.effects
    assert isinstance(world.state.phase, Forgetting)


def test_a_picture_that_arrives_while_forgetting_is_not_shown() -> None:
    world = making(1)
    jobs = world.facts.jobs
    world.command("forget-me")
    world.press("forget.erase")
    world.facts = replace(world.facts, jobs=jobs)
    assert world.paint() == ()


def test_what_could_not_be_deleted_is_named() -> None:
    world = World()
    world.command("forget-me")
    world.press("forget.erase")
    world.forgotten(*LEFT, "unheard_of")
    assert set(OWN_TEXTS) <= set(world.told())
    assert {f"left-{code}" for code in (*LEFT, "other")} <= set(world.told())


def test_consent_shows_every_living_yes_in_its_words_with_a_way_out() -> None:
    world = reviewing()
    world.command("consent")
    said = [render(text, "en") for text in world.said[-1].lines]
    assert "“I am 18 or older. These photos show me and nobody else.”" in said
    assert [button.action.split(":")[0] for button in world.said[-1].buttons] == [
        "withdraw.likeness", "withdraw.processing",
    ]  # fmt: skip
    World().command("consent")


@pytest.mark.parametrize("purpose", ["likeness", "processing"])
def test_withdrawing_the_yes_that_holds_everything_stops_and_erases_at_once(purpose) -> None:
    world = making(3)
    world.paint()
    world.paint()
    world.react("approve", 1)
    world.command("consent")
    world.press(f"withdraw.{purpose}")
    assert WithdrawConsent(purposes=frozenset({Purpose(purpose)})) in world.effects
    assert CancelJobs() in world.effects
    assert ErasePhotos() in world.effects
    assert world.variant(1).state is VariantState.APPROVED
    assert world.variant(2).state is VariantState.EXPIRED
    assert world.told() == ["withdrawn-all", "withdrawn-approved"]
    assert isinstance(world.state.phase, Idle)


def test_withdrawing_the_comparison_leaves_the_studio_going() -> None:
    world = at_consent()
    world.submit(world.form(), tick=(*NEEDED, "comparison"), photos=1)
    world.check()
    world.submit(world.form(), look="own", number="1")
    world.command("consent")
    world.press("withdraw.comparison")
    assert world.told() == ["withdrawn-comparison"]
    assert len(world.active()) == 1
    assert isinstance(world.state.phase, Making)
    assert not any(isinstance(effect, ErasePhotos | EraseVariants) for effect in world.effects)


@pytest.mark.parametrize("purpose", ["comparison", "generative"])
def test_withdrawing_what_redrawing_needs_stops_redrawing_only(purpose) -> None:
    world = World(facts=nobody(engines=("redraw", "studio"), living=frozenset(Purpose)))
    world.command("headshot")
    world.press("purpose.cv")
    world.press("engine.redraw")
    world.type("", photos=1)
    world.check()
    world.submit(world.form(), look="own", number="1")
    job = world.facts.jobs[0]
    world.command("consent")
    world.press(f"withdraw.{purpose}")
    assert CancelJobs(job_ids=(job.id,)) in world.effects
    assert world.told() == [f"withdrawn-{purpose}", "withdrawn-stopped"]
    assert world.state.phase == Reviewing(purpose="cv", engine="studio")
    assert len(world.facts.photos) == 1


def test_withdrawing_while_choosing_goes_on_with_the_real_face() -> None:
    world = World(facts=nobody(engines=("redraw", "studio"), living=frozenset(Purpose)))
    world.command("headshot")
    world.press("purpose.cv")
    world.press("engine.redraw")
    world.command("consent")
    world.press("withdraw.generative")
    assert getattr(world.state.phase, "engine", "") == "studio"


def test_an_old_withdraw_button_does_nothing() -> None:
    world = reviewing()
    world.command("consent")
    old = world.shown("withdraw.likeness")
    world.command("consent")
    world.press(old)
    assert world.facts.living == {Purpose.LIKENESS, Purpose.PROCESSING}
    world.press("withdraw.likeness")
    world.press("withdraw.likeness")
    assert world.told() == ["withdraw-nothing"]


def test_photos_sent_after_withdrawing_are_not_downloaded() -> None:
    world = with_photos()
    world.command("consent")
    world.press("withdraw.processing")
    world.type("", photos=1)
    assert len(world.fetched) == 1
