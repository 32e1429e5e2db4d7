"""A made-up person: its own yes, its own uses, and never a photo."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from bot.conversation.effects import EnqueueGenerate, EraseVariants, KeepPhotos
from bot.conversation.phases import disclosing, labels, personas
from bot.conversation.states import (
    ChoosingPersonaUse,
    ChoosingPurpose,
    DescribingPersona,
    Forgetting,
    Idle,
    MakingPersona,
    ReviewingPersona,
)
from bot.texts import render
from storage import persona_catalogue
from storage.records import GenerateRequest, Purpose, VariantState
from tests.bot.conversation.world import World, invented, inventing, nobody, with_photos

ENGINES = ("redraw", "persona", "studio")
PROMPTS = Path(__file__).parents[3] / "generation" / "engines" / "diffusion" / "persona.toml"


def asked(world: World) -> GenerateRequest:
    return next(job.request for job in world.facts.jobs if isinstance(job.request, GenerateRequest))


def verbs(world: World) -> list[str]:
    return [button.action.split(":")[0] for button in world.said[-1].buttons]


def test_the_catalogue_offers_what_the_engine_can_be_asked_for() -> None:
    traits = tomllib.loads(PROMPTS.read_text("utf-8"))["traits"]
    assert {trait: tuple(options) for trait, options in traits.items()} == persona_catalogue.TRAITS


def test_it_is_offered_only_where_a_living_worker_paints_one() -> None:
    world = World(facts=nobody(engines=ENGINES))
    world.command("headshot")
    assert "persona.start" in verbs(world)
    other = World(facts=nobody(engines=("redraw", "studio")))
    other.command("headshot")
    assert "persona.start" not in verbs(other)


def test_nobody_is_offered_to_be_redrawn_by_the_engine_of_made_up_people() -> None:
    world = World(facts=nobody(engines=("persona", "studio")))
    world.command("headshot")
    world.press("purpose.cv")
    assert verbs(world) == ["consent.show", "consent.no"]


def test_the_order_holds_no_photo_though_one_is_held() -> None:
    """Somebody whose photos are here, agreed to and good, wants a made-up person: none of them goes in."""
    world = with_photos(2)
    world.facts = replace(world.facts, engines=ENGINES)
    world.command("headshot")
    world.press("persona.start")
    world.press("use.presentation")
    world.submit(world.form(), tick=("persona",), photos=1)
    assert not [effect for effect in world.effects if isinstance(effect, KeepPhotos)]
    world.submit(world.form(), age="drawn", presents="woman", tone="light", number="3")
    request = asked(world)
    assert request.photo_ids == ()
    assert request.engine == "persona"
    assert request.purpose == "presentation"
    assert request.looks == (*("persona",) * 3, "persona_sheet")
    assert request.persona == (("presents", "woman"), ("tone", "light"))
    assert not request.comparison


def wanting(**chosen: str) -> World:
    world = World(facts=nobody(engines=ENGINES))
    world.command("headshot")
    world.press("persona.start")
    world.press("use.advert")
    world.submit(world.form(), tick=("persona",))
    world.submit(world.form(), **chosen)
    return world


def test_a_set_of_nine_is_one_order_with_what_was_chosen() -> None:
    request = asked(wanting(tone="deepest", detail="wheelchair", age="drawn", number="9"))
    assert request.looks == (*("persona",) * 9, "persona_sheet")
    assert request.persona == (("tone", "deepest"), ("detail", "wheelchair"))


@pytest.mark.parametrize("number", ["0", "5", "100", "many"])
def test_a_set_of_a_size_that_was_not_offered_is_one_picture(number: str) -> None:
    assert asked(wanting(number=number)).looks == ("persona",)


def test_four_choices_at_once_are_asked_anew_and_nothing_is_made() -> None:
    world = wanting(age="fifties", presents="man", tone="dark", detail="turban", number="1")
    assert world.told()[-1] == "persona-too-many"
    assert world.facts.jobs == ()
    world.submit(world.form(), age="drawn", presents="man", tone="dark", detail="turban", number="1")
    assert len(asked(world).persona) == persona_catalogue.MOST_CHOSEN


def test_photos_sent_on_the_way_are_left_where_they_are() -> None:
    world = World(facts=nobody(engines=ENGINES))
    world.command("headshot")
    world.press("persona.start")
    for press in ("use.advert", ""):
        world.type("", photos=1)
        assert world.fetched == []
        if press:
            world.press(press)


@pytest.mark.parametrize("word", ["cv", "profile", "badge", "directory", "use.me"])
def test_where_a_picture_stands_for_somebody_a_persona_is_not_you(word: str) -> None:
    world = World(facts=nobody(engines=ENGINES))
    world.command("headshot")
    world.press("persona.start")
    assert isinstance(world.state.phase, ChoosingPersonaUse)
    world.press(word) if word == "use.me" else world.type(word)
    assert world.told()[0] == "persona-not-you"
    assert isinstance(world.state.phase, ChoosingPurpose)
    assert "A persona is not you" in render(world.said[-2].text or world.said[-1].text, "en")


def test_its_own_yes_is_asked_not_ticked_and_enough() -> None:
    world = World(facts=nobody(engines=ENGINES))
    world.command("headshot")
    world.press("persona.start")
    world.press("use.mockup")
    assert [(box.name, box.required) for box in world.form().boxes] == [("persona", True)]
    world.submit(world.form())
    assert world.told()[0] == "persona-not-agreed"
    assert world.facts.living == frozenset()
    world.submit(world.form(), tick=("persona", "likeness", "processing"))
    assert world.facts.living == {Purpose.PERSONA}
    world.submit(world.form(), number="1")
    assert isinstance(world.state.phase, MakingPersona)


def test_words_of_the_yes_that_have_changed_are_asked_anew() -> None:
    world = inventing()
    world.paint()
    world.finish()
    world.facts = replace(world.facts, outdated=frozenset({Purpose.PERSONA}))
    world.press("persona.again")
    assert [box.name for box in world.form().boxes] == ["persona"]
    before = len(world.facts.jobs)
    world.submit(world.form())
    assert len(world.facts.jobs) == before


def test_somebody_under_18_makes_up_nobody() -> None:
    world = World(facts=nobody(engines=ENGINES))
    world.command("headshot")
    world.press("persona.start")
    world.press("use.advert")
    world.press("minor")
    assert isinstance(world.state.phase, Forgetting)


def test_the_picture_says_that_it_shows_nobody_and_comes_with_a_certificate() -> None:
    world = inventing()
    (shown,) = world.paint()
    assert shown.picture is not None
    assert "Made up from words by an AI model" in render(shown.picture.caption, "en")
    assert "may resemble someone by chance" in render(shown.picture.caption, "en")
    assert "AI · GENERATED" in render(shown.picture.caption, "en")
    assert "edit-invented" in world.told()
    world.finish()
    assert isinstance(world.state.phase, ReviewingPersona)
    world.react("approve", 1)
    assert ("persona_certificate", world.variant(1).id) in world.handed
    assert "persona-not-for" in world.told()
    assert not [key for key in world.told() if key.startswith("use-")]
    assert labels.offered(world.facts, world.variant(1)) == ((), ())
    assert not [message for message in world.said if message.profile_photo], "nobody real, so nobody's profile photo"
    (sentence,) = disclosing.sentences(world.facts, world.variant(1))
    assert "may resemble someone by chance" in render(sentence, "en")


def of_a_set() -> World:
    """A set of two whose contact sheet is there, too."""
    world = wanting(number="2")
    for look in asked(world).looks:
        world.paint(edits=replace(invented(), look=look))
    world.finish()
    return world


def test_the_contact_sheet_of_a_set_is_shown_like_any_of_its_pictures_and_says_what_it_is() -> None:
    world = of_a_set()
    sheet = next(message for message in world.said if message.subject == world.variant(3).id)
    assert sheet.picture is not None
    assert "AI · GENERATED" in render(sheet.picture.caption, "en")
    assert "may resemble someone by chance" in render(sheet.picture.caption, "en")
    assert "contact sheet" in render(sheet.picture.alt, "en")
    assert [line.key for line in sheet.lines][:2] == ["edit-invented_set", "edit-invented"]
    others = [message for message in world.said if message.subject in {world.variant(n).id for n in (1, 2)}]
    assert "edit-invented_set" not in [line.key for message in others for line in message.lines]


def test_an_approved_sheet_is_handed_over_with_words_about_several_people() -> None:
    world = of_a_set()
    world.react("approve", 3)
    assert ("files", world.variant(3).id) in world.handed
    assert {"paste-invented_set", "paste-alt-invented_set"} <= set(world.told())
    (sentence,) = disclosing.sentences(world.facts, world.variant(3))
    assert "may resemble someone by chance" in render(sentence, "en")


def test_the_label_of_a_sheet_stays_below_it() -> None:
    world = of_a_set()
    world.react("approve", 3)
    world.type("ring 3")
    assert world.told() == ["label-sheet-only-below"]
    assert not [effect for effect in world.effects if isinstance(effect, EnqueueGenerate)]


def test_a_picture_of_nobody_cannot_be_made_again_in_another_light() -> None:
    world = inventing()
    world.paint()
    world.finish()
    world.type("brighter 1")
    assert world.told() == ["remake-painted"]
    assert not [effect for effect in world.effects if isinstance(effect, EnqueueGenerate)]


def test_its_label_can_be_moved_by_a_typed_wish_and_that_is_no_new_person() -> None:
    world = inventing()
    world.paint()
    world.finish()
    world.react("approve", 1)
    world.type("ring 1")
    (moved,) = [effect.request for effect in world.effects if isinstance(effect, EnqueueGenerate)]
    assert (moved.engine, moved.placement, moved.replaces) == ("persona", "ring", world.variant(1).id)
    assert "label-coming" in world.told()
    assert personas.running(world.facts) == ()  # "cancel" is about people being made up


def test_all_held_back_is_told_as_ours_and_another_is_offered() -> None:
    world = inventing()
    world.paint(withheld="one_face")
    world.paint(withheld="explicit")
    world.finish()
    assert "persona-held-back-all" in world.told()
    assert verbs(world) == ["persona.again", "session.stop"]
    world.press("persona.again")
    assert isinstance(world.state.phase, DescribingPersona)


def test_taking_the_yes_back_stops_and_erases_made_up_people_and_nothing_else() -> None:
    world = inventing()
    world.paint()
    world.paint()
    world.react("approve", 1)
    world.command("consent")
    world.press("withdraw.persona")
    assert EraseVariants(variant_ids=(world.variant(2).id,)) in world.effects
    assert world.variant(1).state is VariantState.APPROVED
    assert world.active() == []
    assert isinstance(world.state.phase, Idle)


def test_taking_back_what_photos_rest_on_leaves_made_up_people() -> None:
    world = inventing()
    world.paint()
    world.facts = replace(world.facts, living=world.facts.living | {Purpose.LIKENESS, Purpose.PROCESSING})
    world.command("consent")
    world.press("withdraw.likeness")
    assert world.variant(1).state is VariantState.READY


def test_cancelling_ends_the_wait() -> None:
    world = inventing()
    world.press("job.cancel")
    assert world.active() == []
    assert isinstance(world.state.phase, ReviewingPersona)


def test_a_picture_of_nobody_is_never_given_to_a_directory() -> None:
    world = inventing(directory_recipient="the staff list", directory_days=365)
    world.facts = replace(world.facts, living=world.facts.living | {Purpose.LIKENESS, Purpose.PROCESSING})
    world.paint()
    world.finish()
    world.react("approve", 1)
    assert "directory-ask" not in world.told()


def test_on_a_page_the_card_of_a_made_up_person_speaks_of_nobody_real() -> None:
    """Neither a place for a picture of oneself, nor words in the first person, nor a name to put in front."""
    world = inventing(laid_out=True)
    world.paint()
    world.finish()
    card = world.react("approve", 1)[-1]
    assert card.slot == f"kept:{world.variant(1).id}"
    assert [text.key for text in card.more[:2]] == ["persona-good-for", "persona-not-for"]
    assert "paste-more" not in [text.key for text in card.more]
    assert [copy.label.key for copy in card.copies] == ["paste-intro", "paste-alt-intro-invented"]
    assert [words.key for copy in card.copies for words in copy.words] == ["paste-invented", "paste-alt-invented"]
    assert not [b for b in card.buttons if b.action.startswith("file.")]
