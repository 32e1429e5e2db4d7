from __future__ import annotations

import pytest

from bot.conversation.effects import CancelJobs, EnqueueGenerate, KeepPhotos
from bot.conversation.purposes import BY_ID, USES
from bot.conversation.states import AskedForConsent, ChoosingConsent, ChoosingEngine, ChoosingPurpose, Idle
from bot.ports import Pressed, Text
from bot.texts import complete_languages, render
from generation import announced
from storage.records import Purpose
from tests.bot.conversation.world import World, making, nobody, redrawing


def words(message, language="en") -> str:
    texts = [message.text, *message.lines, *(button.label for button in message.buttons)]
    return " ".join(render(text, language, "web") for text in texts if text)


@pytest.mark.parametrize("language", ["en", "de"])
def test_on_a_page_consent_is_asked_at_once_in_one_card(language) -> None:
    """Who speaks and how long things are kept stand there too, one tap away."""
    world = World(facts=nobody(language=language, laid_out=True, operator=""))
    (card,) = world.command("headshot")
    assert isinstance(world.state.phase, ChoosingConsent)
    assert card.form
    assert [box.name for box in card.form.boxes] == ["likeness", "processing", "comparison"]
    assert [select.preset for select in card.form.selects] == [("profile",)]
    assert card.form.photos
    assert len(words(card, language).split()) <= 40  # with its buttons
    assert [text.key for text in card.more][:3] == ["opening-who-local", "opening-carries-nobody", "consent-intro"]
    assert "language.set" in [button.action.split(":")[0] for button in card.buttons]


@pytest.mark.parametrize("use", [use.id for use in USES])
def test_on_a_page_the_purpose_is_changed_in_the_card_or_by_a_word(use) -> None:
    for typed in (True, False):
        world = World(facts=nobody(laid_out=True))
        world.command("headshot")
        if typed:
            world.hear(Pressed(action=f"purpose.{use}:{world.state.session}"))
        else:
            world.submit(world.form(), tick=("likeness", "processing"), photos=1, purpose=use)
        if not BY_ID[use].edited:
            assert isinstance(world.state.phase, Idle)
            assert world.told() == [f"advice-{use}", "advice-end"]
            assert not world.facts.living
            assert not world.fetched
        else:
            assert getattr(world.state.phase, "purpose", "") == use


def test_where_a_model_can_redraw_a_page_asks_first_whose_face() -> None:
    world = World(facts=nobody(laid_out=True, engines=("studio", "other", "persona")))
    (asked,) = world.command("headshot")
    assert isinstance(world.state.phase, ChoosingEngine)
    verbs = [button.action.split(":")[0] for button in asked.buttons]
    assert verbs == ["engine.studio", "engine.other", "persona.start"]
    world.press("engine.studio")
    assert isinstance(world.state.phase, ChoosingConsent)


@pytest.mark.parametrize("laid_out", [True, False])
def test_a_photo_that_comes_first_begins_a_round_and_is_not_fetched(laid_out) -> None:
    world = World(facts=nobody(laid_out=laid_out))
    world.type("", photos=1)
    assert world.told()[0] == "photos-first-your-yes"
    assert isinstance(world.state.phase, ChoosingConsent if laid_out else ChoosingPurpose)
    assert not world.fetched


@pytest.mark.parametrize("language", complete_languages())
@pytest.mark.parametrize("carrier", ["Discord", "Slack", ""])
def test_the_first_message_says_who_and_how_long_in_at_most_120_words(language, carrier) -> None:
    world = World(facts=nobody(carrier=carrier, language=language))
    (first,) = world.command("headshot")
    assert len(words(first, language).split()) <= 120
    assert (carrier or render(Text(key="opening-carries-nobody"), language)) in words(first, language)
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
    facts = nobody(engines=("redraw", "studio"), seconds_per_picture={"redraw": 41.3})
    world = World(facts=facts)
    world.command("headshot")
    (asked,) = world.press("purpose.cv")
    labels = [render(button.label, "en") for button in asked.buttons]
    assert labels == ["Keep my real face: seconds, recommended", "Let a model redraw me: about 41 s each"]
    world.press("engine.redraw")
    assert world.state.phase == AskedForConsent(purpose="cv", engine="redraw")


def test_a_painted_background_is_offered_before_redrawing_each_with_its_own_time() -> None:
    facts = nobody(engines=("background", "redraw", "studio"), seconds_per_picture={"background": 9.2, "redraw": 41.3})
    world = World(facts=facts)
    world.command("headshot")
    (asked,) = world.press("purpose.cv")
    labels = [render(button.label, "en") for button in asked.buttons]
    assert labels == [
        "Keep my real face: seconds, recommended",
        "Keep me, let a model paint the background: about 9 s each",
        "Let a model redraw me: about 41 s each",
    ]
    world.press("engine.background")
    assert world.state.phase == AskedForConsent(purpose="cv", engine="background")


def test_an_engine_that_left_meanwhile_is_told_and_asked_again() -> None:
    world = World(facts=nobody(engines=("redraw", "studio")))
    world.command("headshot")
    world.press("purpose.cv")
    world.facts = nobody()
    world.press("engine.redraw")
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


def test_on_a_page_too_a_second_headshot_makes_the_first_card_old() -> None:
    world = World(facts=nobody(laid_out=True))
    world.command("headshot")
    old = world.form()
    world.command("headshot")
    assert world.form().action != old.action
    world.submit(old, tick=("likeness", "processing"), photos=1)
    assert world.told()[0] == "stale"
    assert not world.facts.living
    assert not world.fetched


def test_what_a_made_up_person_would_need_is_said_only_where_none_can_be_made() -> None:
    for engines, said in ((("studio",), True), (("persona", "studio"), False)):
        world = World(facts=nobody(engines=engines))
        world.command("headshot")
        assert ("persona-needs" in world.told()) is said
        assert ("persona.start" in [b.action.split(":")[0] for b in world.said[-1].buttons]) is not said


def test_that_painting_was_stopped_is_said_only_where_something_was_being_painted() -> None:
    for begin, said in ((redrawing, True), (choosing_a_redrawn_look, False)):
        world = begin()
        world.press("engine.studio" if not said else "job.studio")
        assert ("withdrawn-stopped" in world.told()) is said
        assert any(isinstance(effect, CancelJobs) for effect in world.effects) is said


def choosing_a_redrawn_look() -> World:
    living = frozenset(Purpose) - {Purpose.DIRECTORY}
    world = World(facts=nobody(engines=("redraw", "studio"), living=living))
    world.command("headshot")
    world.press("purpose.cv")
    world.press("engine.redraw")
    return world


@pytest.mark.parametrize("laid_out", [False, True])
def test_each_engine_is_offered_in_its_own_words(laid_out) -> None:
    """An unknown one would be offered like any model that redraws."""
    offers = {each.code: each.words["en"]["engine-offer"] for each in announced.members() if each.kind == "engine"}
    world = World(facts=nobody(laid_out=laid_out, engines=("persona", "redraw", "studio"), seconds_per_picture={}))
    shown = [world.command("headshot")[-1]]
    if not laid_out:
        shown += world.press("purpose.cv")
    told = {button.action.split(":")[0]: render(button.label, "en", "web") for each in shown for button in each.buttons}
    assert told["persona.start"] == offers["persona"]
    assert told["engine.redraw"] == offers["redraw"]
    assert told["engine.studio"] != offers["redraw"]
