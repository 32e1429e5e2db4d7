from __future__ import annotations

import pytest

from bot.conversation.effects import EnqueueGenerate, KeepPhotos
from bot.conversation.purposes import USES
from bot.conversation.states import AskedForConsent, ChoosingEngine, ChoosingPurpose, Idle
from bot.texts import render
from tests.bot.conversation.world import World, making, nobody


def words(message, language="en") -> str:
    texts = [message.text, *message.lines, *(button.label for button in message.buttons)]
    return " ".join(render(text, language, "web") for text in texts if text)


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("carrier", ["Discord", "Slack", ""])
def test_the_first_message_says_who_and_how_long_in_at_most_120_words(language, carrier) -> None:
    world = World(facts=nobody(carrier=carrier, language=language))
    (first,) = world.command("headshot")
    assert len(words(first, language).split()) <= 120
    assert (carrier or {"en": "stays on the same machine", "de": "bleibt auf demselben Rechner"}[language]) in words(
        first, language
    )
    assert isinstance(world.state.phase, ChoosingPurpose)


def test_the_first_message_offers_every_other_language_by_its_own_name() -> None:
    world = World()
    (first,) = world.command("headshot")
    assert "Deutsch" in words(first)
    assert "English" not in words(first)


def test_choosing_a_language_shows_the_first_message_again() -> None:
    world = World()
    world.command("headshot")
    told = world.press("language.set")
    assert [message.text.key for message in told if message.text] == ["language-set", "opening-who"]
    assert world.facts.language == "de"


@pytest.mark.parametrize("use", [use.id for use in USES if not use.edited])
def test_passport_press_and_casting_end_with_advice_before_any_upload(use) -> None:
    world = World()
    world.command("headshot")
    world.press(f"purpose.{use}")
    assert isinstance(world.state.phase, Idle)
    assert world.told() == [f"advice-{use}", "advice-end"]
    assert not any(message.wants_photos or message.form for message in world.said)


@pytest.mark.parametrize("use", [use.id for use in USES if use.edited])
def test_other_purposes_lead_to_the_question_of_consent(use) -> None:
    world = World()
    world.command("headshot")
    world.press(f"purpose.{use}")
    assert world.state.phase == AskedForConsent(purpose=use, engine="studio")


def test_a_purpose_can_be_typed() -> None:
    world = World(facts=nobody(language="de"))
    world.command("headshot")
    world.type("Lebenslauf")
    assert world.state.phase == AskedForConsent(purpose="cv", engine="studio")


def test_redrawing_is_not_offered_where_no_generative_worker_is_alive() -> None:
    world = World()
    world.command("headshot")
    world.press("purpose.cv")
    assert not isinstance(world.state.phase, ChoosingEngine)


def test_redrawing_is_offered_beside_the_real_face_with_this_machines_time() -> None:
    facts = nobody(engines=("diffusion", "studio"), seconds_per_picture={"diffusion": 41.3})
    world = World(facts=facts)
    world.command("headshot")
    (asked,) = world.press("purpose.cv")
    labels = [render(button.label, "en") for button in asked.buttons]
    assert labels == ["Keep my real face: seconds, recommended", "Let a model redraw me: about 41 s each"]
    world.press("engine.diffusion")
    assert world.state.phase == AskedForConsent(purpose="cv", engine="diffusion")


def test_an_engine_that_left_meanwhile_is_told_and_asked_again() -> None:
    world = World(facts=nobody(engines=("diffusion", "studio")))
    world.command("headshot")
    world.press("purpose.cv")
    world.facts = nobody()
    world.press("engine.diffusion")
    assert world.told()[0] == "engine-gone"
    assert isinstance(world.state.phase, ChoosingEngine)


def test_a_second_headshot_while_pictures_are_made_leaves_them_going() -> None:
    world = making()
    world.command("headshot")
    assert "opening-jobs-go-on" in world.told()
    assert not any(isinstance(effect, EnqueueGenerate | KeepPhotos) for effect in world.effects)
    assert len(world.active()) == 1
    world.paint()
    assert "picture" in world.told()
    assert isinstance(world.state.phase, ChoosingPurpose)


def test_an_old_purpose_button_of_an_earlier_round_does_nothing() -> None:
    world = World()
    world.command("headshot")
    old = world.shown("purpose.identity")
    world.command("headshot")
    world.press(old)
    assert isinstance(world.state.phase, ChoosingPurpose)
    assert world.told()[0] == "stale"
