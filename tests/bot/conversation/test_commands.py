from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.commands import LISTED
from bot.conversation.events import StateUnreadable
from bot.conversation.states import ChoosingLook, Idle, start
from bot.ports import Pressed, Typed
from bot.texts import render
from bot.texts.catalog import complete_languages
from generation.engines.diffusion import manifest
from generation.weights import Manifest
from storage.records import ModelCard
from tests.bot.conversation.world import MONDAY, NEEDED, World, at_consent, making, nobody, reviewing, with_photos


def said(world: World, language: str = "en") -> str:
    return "\n".join(
        render(text, language, "web") for text in (world.said[-1].text, *world.said[-1].lines) if text is not None
    )


def test_status_tells_what_is_held_and_until_when() -> None:
    world = reviewing()
    world.react("approve", 1)
    world.command("status")
    assert {"held-photos", "held-pictures", "held-approved"} <= set(world.told())
    World().command("status")


def test_status_while_pictures_are_made_tells_the_progress() -> None:
    world = making()
    world.command("status")
    assert "status-queued" in world.told()
    assert "still-making" in world.told()


def test_status_says_when_resting_pictures_go_on() -> None:
    world = making(ahead=3, resting_until=MONDAY + timedelta(hours=2))
    world.command("status")
    assert {"status-queued", "status-resting"} <= set(world.told())


def test_status_of_a_stranger_holds_nothing() -> None:
    world = World()
    world.command("status")
    assert world.told() == ["status-head", "held-nothing"]


def test_status_in_the_middle_asks_the_open_question_again() -> None:
    world = with_photos()
    world.command("status")
    assert world.said[-1].form is not None


def test_help_names_every_command() -> None:
    world = World()
    world.command("help")
    for name in LISTED:
        assert f"/{name}:" in said(world)


@pytest.mark.parametrize("name", LISTED)
def test_every_command_named_in_help_is_understood(name) -> None:
    world = reviewing()
    world.command(name)
    assert "command-unknown" not in world.told()
    assert world.effects


def test_a_command_may_be_typed_as_text() -> None:
    world = World()
    world.type("/forget-me please")
    assert world.told()[0] == "forget-ask"
    world.type("/")
    assert world.told() == ["command-unknown"]


def card(name: str, training_data: str, limits: str = "none stated") -> ModelCard:
    return ModelCard(
        name=name, job="finds faces", licence="MIT", training_data=training_data, limits=limits, source="OpenCV zoo"
    )


def looked_at(world: World, name: str) -> str:
    """The screen of one model, a tap from /about."""
    world.command("about")
    shown = next(b for b in world.said[-1].buttons if dict(b.label.args).get("name") == name)
    world.press(shown)
    return said(world)


def test_about_names_each_model_once_and_its_licence_source_training_and_limits_are_one_tap_away() -> None:
    detector = card(name="YuNet", training_data="WIDER FACE", limits="small faces")
    cards = (detector, card(name="SFace", training_data="not disclosed"), replace(detector, engine="redraw"))
    world = World(facts=nobody(models=cards))
    world.command("about")
    assert said(world).count("YuNet") == 1
    assert "WIDER FACE" not in said(world)
    told = looked_at(world, "YuNet")
    assert "YuNet: finds faces.\nIt learned from: WIDER FACE.\nKnown limits: small faces." in told
    assert "Licence: MIT. Source: OpenCV zoo." in told
    assert "SFace: finds faces.\nIt learned from: not disclosed." in looked_at(world, "SFace")


def test_about_says_what_was_not_read_what_others_found_and_what_is_left_open() -> None:
    unread = replace(card(name="Mesh", training_data="not read"), unread="a PDF (https://x.org, 2026-11-30)")
    found = replace(
        card(name="SFace", training_data="not disclosed"), found="CASIA-WebFace (issue 124)", unsaid="who was asked"
    )
    world = World(facts=nobody(models=(unread, found)))
    assert "We could not read what its makers say it learned from." in looked_at(world, "Mesh")
    told = looked_at(world, "SFace")
    assert "It learned from: not disclosed. Others found: CASIA-WebFace (issue 124). Left open: who was asked." in told


def test_a_model_that_left_meanwhile_shows_the_list_again() -> None:
    world = World(facts=nobody(models=(card(name="YuNet", training_data="WIDER FACE"),)))
    world.command("about")
    shown = next(b for b in world.said[-1].buttons if b.action.startswith("about:"))
    world.facts = replace(world.facts, models=())
    world.press(shown)
    assert "about-no-worker" in world.told()


def shipped() -> tuple[ModelCard, ...]:
    """The cards of every model file that Candid comes with."""
    return (*(weight.model_card() for weight in Manifest.read().weights), *(m.model_card() for m in manifest.shipped()))


@pytest.mark.parametrize("language", complete_languages())
def test_no_screen_of_about_has_more_than_120_words_in_the_person_s_language(language) -> None:
    world = World(facts=nobody(language=language, models=shipped(), unchecked=frozenset({language})))
    world.command("about")
    assert len(said(world, language).split()) <= 120
    buttons = [b for b in world.said[-1].buttons if b.action.startswith("about:")]
    assert len(buttons) == len(shipped())
    for button in buttons:
        world.press(button)
        told = said(world, language)
        assert len(told.split()) <= 120, told
        english = any(card.limits in told for card in shipped())
        assert english is (language not in shipped()[0].told), told


def test_about_without_a_worker_says_why_the_list_is_missing() -> None:
    world = World()
    world.command("about")
    assert "about-no-worker" in world.told()


@pytest.mark.parametrize(("carrier", "told"), [("Discord", "opening-carries"), ("", "opening-carries-nobody")])
def test_privacy_says_who_why_how_long_where_who_carries_it_and_how_to_complain(carrier, told) -> None:
    world = World(facts=nobody(carrier=carrier))
    world.command("privacy")
    assert {
        "privacy-who", "privacy-why", "privacy-kept", "privacy-place", "privacy-never", "privacy-rights", "contact",
        "privacy-more", told,
    } <= set(world.told())  # fmt: skip


def test_without_an_operator_named_the_machine_is_named() -> None:
    world = World(facts=nobody(operator="", contact="", privacy_url=""))
    world.command("headshot")
    assert world.told()[0] == "opening-who-local"
    world.command("privacy")
    assert "privacy-who-local" in world.told()
    assert "contact" not in world.told()
    world = at_consent(operator="")
    assert "consent-operator-local" in world.told()


def test_my_data_is_handed_over() -> None:
    world = World()
    world.command("my-data")
    assert world.handed == [("my_data", "")]


def test_language_offers_every_complete_one_and_no_other() -> None:
    world = World()
    world.command("language")
    assert [button.action for button in world.said[-1].buttons] == ["language.set:en", "language.set:de"]
    world.hear(Pressed(action="language.set:xx"))
    assert world.told() == ["language-ask"]
    assert world.facts.language == "en"


def test_changing_the_language_in_the_middle_asks_the_open_question_again() -> None:
    world = with_photos()
    world.hear(Pressed(action="language.set:de"))
    assert world.told() == ["language-set", "look-ask", "look-list"]


def test_a_language_that_nobody_checked_says_so_where_it_is_chosen_and_where_it_tells_about_itself() -> None:
    for unchecked, told in ((frozenset(), False), (frozenset({"de"}), True)):
        world = World(facts=nobody(unchecked=unchecked))
        world.hear(Pressed(action="language.set:de"))
        assert ("language-unchecked" in world.told()) is told
        world.command("about")
        assert ("language-unchecked" in world.told()) is told


def test_an_unknown_command_and_unknown_words_are_answered_helpfully() -> None:
    world = World()
    world.command("selfie")
    assert world.told() == ["command-unknown"]
    world.type("what is the weather")
    assert world.told() == ["words-unknown", "words-start"]
    world = reviewing()
    world.type("hmm")
    assert world.told() == ["words-unknown", "words-votes"]


def test_unknown_words_in_the_middle_show_the_open_question_again() -> None:
    for world in (at_consent(), with_photos(), making()):
        phase = world.state.phase
        world.type("tell me a joke")
        assert world.told()[0] == "words-unknown"
        assert len(world.told()) > 1
        assert world.state.phase == phase


def test_a_hello_starts_a_round_only_where_none_is_open() -> None:
    world = World()
    world.type("Hello!")
    assert world.told()[0] == "opening-who"
    world = with_photos()
    world.type("hello")
    assert isinstance(world.state.phase, ChoosingLook)


def test_an_empty_message_is_answered_too() -> None:
    world = World()
    world.hear(Typed(text=""))
    assert world.told() == ["words-unknown", "words-start"]


def test_a_state_that_cannot_be_read_starts_afresh_and_says_so() -> None:
    world = with_photos()
    world.hear(StateUnreadable())
    assert world.told() == ["fresh-start"]
    assert replace(world.state, session=0) == start()
    assert world.state.session > 0
    assert len(world.facts.photos) == 1


def test_buttons_from_before_a_fresh_start_do_nothing() -> None:
    world = reviewing()
    world.command("forget-me")
    world.hear(StateUnreadable())
    for verb in ("forget.erase", "look.again", "consent.show", "purpose.cv"):
        world.press(verb)
        assert world.told()[0] in ("stale", "stale-idle"), verb
        assert isinstance(world.state.phase, Idle)


def test_a_button_nobody_knows_is_stale() -> None:
    world = World()
    for action in ("", "nonsense", "nonsense:1", "vote:1", "forget.erase", "withdraw.likeness:0", ":::"):
        world.hear(Pressed(action=action))
        assert world.facts == nobody(), action


def test_a_yes_from_typed_words_means_nothing_where_nothing_is_asked() -> None:
    world = World()
    world.type("yes")
    assert world.told()[0] == "words-unknown"


def test_photos_still_being_checked_are_named_while_collecting() -> None:
    world = at_consent()
    world.submit(world.form(), tick=NEEDED, photos=2)
    world.type("well?")
    assert world.told() == ["words-unknown", "photos-still-checking"]
    world.command("status")
    assert "photos-still-checking" in world.told()


def test_the_same_arguments_give_the_same_result() -> None:
    world = with_photos()
    event = Typed(text="2")
    facts = replace(world.facts)
    assert world.step(world.state, event, facts, world.now) == world.step(world.state, event, facts, world.now)
