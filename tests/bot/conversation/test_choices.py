from __future__ import annotations

from dataclasses import replace

from bot.conversation.effects import EraseVariants, ForgetEverything, KeepPhotos, RecordConsent
from bot.conversation.states import (
    AskedForConsent,
    ChoosingConsent,
    ChoosingLook,
    CollectingPhotos,
    Forgetting,
    Idle,
)
from storage.records import Purpose
from tests.bot.conversation.world import NEEDED, World, at_consent, documents, nobody, reviewing, with_photos


def test_yes_and_no_are_equal_buttons() -> None:
    world = World()
    world.command("headshot")
    (gate,) = world.press("purpose.cv")
    assert [button.action.split(":")[0] for button in gate.buttons] == ["consent.show", "consent.no"]
    assert {button.style for button in gate.buttons} == {"plain"}


def test_no_thanks_ends_without_anything_kept() -> None:
    world = World()
    world.command("headshot")
    world.press("purpose.cv")
    world.press("consent.no")
    assert isinstance(world.state.phase, Idle)
    assert world.facts == nobody()


def test_yes_and_no_can_be_typed_in_either_language() -> None:
    for word, phase in (
        ("yes", ChoosingConsent),
        ("Ja!", ChoosingConsent),
        ("ok", ChoosingConsent),
        ("Nein danke", Idle),
    ):
        world = World(facts=nobody(language="de"))
        world.command("headshot")
        world.press("purpose.cv")
        world.type(word)
        assert isinstance(world.state.phase, phase), word


def test_each_purpose_of_consent_has_its_own_box_and_comparison_is_optional() -> None:
    form = at_consent().form()
    assert [(box.name, box.required) for box in form.boxes] == [
        ("likeness", True),
        ("processing", True),
        ("comparison", False),
    ]


def test_a_required_box_left_empty_downloads_nothing_and_says_so() -> None:
    world = at_consent()
    world.submit(world.form(), tick=("likeness", "comparison"), photos=2)
    assert world.told() == ["consent-incomplete"]
    assert world.fetched == []
    assert world.facts.living == frozenset()
    world.press("consent.show")
    assert isinstance(world.state.phase, ChoosingConsent)


def test_consent_is_recorded_before_photos_of_the_same_form_are_fetched() -> None:
    world = at_consent()
    world.submit(world.form(), tick=NEEDED, photos=2)
    kinds = [type(effect) for effect in world.effects]
    assert kinds.index(RecordConsent) < kinds.index(KeepPhotos)
    assert len(world.fetched) == 2
    assert isinstance(world.state.phase, CollectingPhotos)


def test_only_ticked_boxes_are_recorded() -> None:
    world = at_consent()
    world.submit(world.form(), tick=NEEDED)
    assert world.facts.living == {Purpose.LIKENESS, Purpose.PROCESSING}


def test_a_box_that_was_not_offered_cannot_be_ticked() -> None:
    world = at_consent()
    world.submit(world.form(), tick=(*NEEDED, "directory", "generative", "anything"))
    assert world.facts.living == {Purpose.LIKENESS, Purpose.PROCESSING}


def test_a_receipt_follows_consent() -> None:
    world = at_consent()
    world.submit(world.form(), tick=NEEDED)
    assert ("consent_receipt", "") in world.handed
    assert documents(world.effects) == ["consent_receipt"]


def test_without_photos_in_the_form_the_coach_comes_next() -> None:
    world = at_consent(can_form_photos=False)
    assert world.form().photos == 0
    world.submit(world.form(), tick=NEEDED)
    assert "photos-coach-light" in world.told()
    assert world.said[-1].wants_photos


def test_redrawing_needs_its_own_yes_and_the_comparison() -> None:
    world = World(facts=nobody(engines=("redraw", "studio")))
    world.command("headshot")
    world.press("purpose.cv")
    world.press("engine.redraw")
    world.press("consent.show")
    assert {box.name for box in world.form().boxes if box.required} == {
        "likeness", "processing", "comparison", "generative",
    }  # fmt: skip
    world.submit(world.form(), tick=NEEDED)
    assert "consent-no-redrawing" in world.told()


def test_a_living_yes_is_not_asked_for_again_and_good_photos_are_reused() -> None:
    world = with_photos()
    world.command("headshot")
    world.press("purpose.badge")
    assert isinstance(world.state.phase, ChoosingLook)
    assert "consent-still-counts" in world.told()


def test_after_withdrawing_only_the_missing_yes_is_asked() -> None:
    world = with_photos()
    world.command("consent")
    world.press("withdraw.processing")
    world.command("headshot")
    world.press("purpose.cv")
    assert isinstance(world.state.phase, AskedForConsent)
    world.press("consent.show")
    assert [box.name for box in world.form().boxes] == ["processing", "comparison"]


CHANGED = frozenset({Purpose.PROCESSING})


def with_changed_words(world: World, purposes: frozenset[Purpose] = CHANGED) -> World:
    world.facts = replace(world.facts, outdated=purposes & world.facts.living)
    return world


def test_changed_words_are_asked_anew_at_the_next_headshot() -> None:
    world = with_changed_words(with_photos())
    world.command("headshot")
    world.press("purpose.cv")
    assert isinstance(world.state.phase, AskedForConsent)
    assert world.told() == ["consent-changed", "consent-gate"]
    world.press("consent.show")
    assert [box.name for box in world.form().boxes] == ["processing", "comparison"]
    world.submit(world.form(), tick=("processing",))
    assert world.facts.current >= {Purpose.LIKENESS, Purpose.PROCESSING}
    assert isinstance(world.state.phase, ChoosingLook)


def test_a_look_chosen_after_the_words_changed_makes_nothing_and_asks() -> None:
    world = with_changed_words(with_photos())
    world.submit(world.form(), look="own", number="1")
    assert world.facts.jobs == ()
    assert isinstance(world.state.phase, AskedForConsent)
    assert world.told()[0] == "consent-changed"


def test_a_photo_sent_after_the_words_changed_is_not_fetched() -> None:
    world = with_changed_words(with_photos())
    before = len(world.fetched)
    world.type("", photos=1)
    assert len(world.fetched) == before
    assert isinstance(world.state.phase, AskedForConsent)


def test_what_is_held_stays_when_the_words_change() -> None:
    world = with_changed_words(reviewing())
    world.react("approve", 1)
    assert world.facts.photos
    assert world.variant(1).object_id
    assert "consent-changed" not in world.told()


def test_a_box_with_new_words_left_empty_takes_the_old_yes_back() -> None:
    world = with_photos()
    world.facts = replace(world.facts, living=world.facts.living | {Purpose.COMPARISON})
    with_changed_words(world, frozenset({Purpose.COMPARISON}))
    world.command("headshot")
    world.press("purpose.cv")
    world.press("consent.show")
    assert [box.name for box in world.form().boxes] == ["comparison"]
    world.submit(world.form())
    assert Purpose.COMPARISON not in world.facts.living
    assert isinstance(world.state.phase, ChoosingLook)


def test_words_the_session_never_asks_for_may_change() -> None:
    world = with_photos()
    world.facts = replace(world.facts, living=world.facts.living | {Purpose.DIRECTORY})
    with_changed_words(world, frozenset({Purpose.DIRECTORY}))
    world.submit(world.form(), look="own", number="1")
    assert len(world.facts.jobs) == 1


def test_under_18_is_thanked_erased_and_ends() -> None:
    for said in ("I'm 16", "I am under 18", "i'm a minor"):
        world = with_photos()
        world.type(said)
        assert ForgetEverything() in world.effects, said
        assert isinstance(world.state.phase, Forgetting)
    old = at_consent().shown("minor")
    world = reviewing()
    world.press(old)
    assert world.told()[0] in ("stale", "stale-idle"), "an old button never erases"
    world = at_consent()
    world.press("minor")
    assert "minor-thanks" in world.told()
    assert isinstance(world.state.phase, Forgetting)


def test_being_of_age_or_asking_for_look_17_erases_nothing() -> None:
    for said in ("I'm 34", "17", "I am 18", "under"):
        world = with_photos()
        world.type(said)
        assert not any(isinstance(effect, ForgetEverything | EraseVariants) for effect in world.effects), said
