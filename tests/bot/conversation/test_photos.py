from __future__ import annotations

import pytest

from bot.conversation.effects import ErasePhotos, KeepPhotos
from bot.conversation.events import JobEnded, PhotoNotStored
from bot.conversation.states import ChoosingLook, CollectingPhotos
from bot.texts import render
from storage.records import Finding, JobId, Lane, Severity
from tests.bot.conversation.world import NEEDED, World, at_consent, making, nobody, refusal, reviewing, with_photos
from tests.bot.texts.codes import of_catalogue, of_members


def sentences(world: World) -> list[str]:
    return [
        render(text, "en", "web")
        for message in world.said[-1:]
        for text in (message.text, *message.lines)
        if text
    ]  # fmt: skip


def collecting(**facts) -> World:
    world = at_consent(**facts)
    world.submit(world.form(), tick=NEEDED)
    return world


def test_a_photo_before_consent_is_not_kept() -> None:
    for world, said in ((World(), "photos-first-your-yes"), (at_consent(), "photos-before-consent")):
        world.type("", photos=1)
        assert world.fetched == []
        assert said in world.told()


def test_a_photo_without_a_living_yes_is_not_kept_even_while_collecting() -> None:
    world = collecting()
    world.facts = nobody()
    world.type("", photos=1)
    assert world.fetched == []


def test_photos_are_answered_one_by_one() -> None:
    world = collecting()
    world.type("here", photos=3)
    assert len(world.fetched) == 3
    assert "photos-checking" in world.told()
    world.check()
    assert world.said[-1].form is None, "the look is asked once all are checked"
    world.check(refusal("blurry", 0.1, 0.24, "ratio"), accepted=False)
    world.check()
    assert world.said[-1].form is not None
    assert isinstance(world.state.phase, ChoosingLook)


def test_a_good_photo_comes_back_as_a_contact_sheet_with_the_look_to_choose() -> None:
    world = with_photos()
    answer = world.said[-1]
    assert answer.text is not None
    assert answer.text.key == "photo-good"
    assert answer.picture is not None
    assert answer.picture.caption.key == "caption-contact-sheet"
    assert answer.form is not None
    assert [select.name for select in answer.form.selects] == ["look", "number"]


def test_no_more_than_the_limit_is_fetched_and_the_rest_is_named() -> None:
    world = collecting()
    world.type("", photos=11)
    assert len(world.fetched) == 8
    assert "photos-too-many" in world.told()
    world.type("", photos=1)
    assert len(world.fetched) == 8
    assert not any(isinstance(effect, KeepPhotos) for effect in world.effects)


def test_a_refusal_says_what_is_wrong_value_limit_and_fix_with_the_outlined_copy() -> None:
    world = collecting()
    world.type("", photos=1)
    world.check(refusal("face_too_small", 48.2, 70, "px"), accepted=False)
    assert sentences(world) == [
        "I can't use this photo, sorry. Here is why and what helps.",
        "The face takes up too little of the photo.",
        "Measured: 48 pixels. My limit: 70 pixels.",
        "Go closer, or send the photo in full size.",
    ]
    assert world.said[-1].picture is not None
    assert world.said[-1].picture.caption.key == "caption-outlined"
    assert isinstance(world.state.phase, CollectingPhotos)


@pytest.mark.parametrize("code", [*of_members("refuse"), *of_catalogue("refuse")])
def test_every_refusal_says_what_and_what_helps(code) -> None:
    world = collecting()
    world.type("", photos=1)
    world.check(refusal(code), accepted=False)
    assert world.told()[1:] == [f"refuse-{code}", f"fix-{code}"]


@pytest.mark.parametrize("code", of_members("hint"))
def test_a_hint_is_told_with_the_good_news(code) -> None:
    world = collecting()
    world.type("", photos=1)
    world.check(Finding(code=code, severity=Severity.HINT, value=1, limit=2, unit="px"))
    assert world.told()[:2] == ["photo-good", f"hint-{code}"]


def test_a_code_nobody_knows_still_gets_an_honest_sentence() -> None:
    world = collecting()
    world.type("", photos=1)
    world.check(refusal("brand_new"), accepted=False)
    assert "Something in that photo does not work for me." in sentences(world)


def test_an_explicit_picture_is_erased_at_once_with_an_appeal() -> None:
    world = collecting()
    world.type("", photos=1)
    photo = world.facts.photos[0]
    world.check(refusal("explicit", 0.97, 0.9, "score"), accepted=False)
    assert ErasePhotos(photo_ids=(photo.id,)) in world.effects
    assert world.told() == ["photo-explicit", "photo-explicit-appeal"]
    assert world.said[-1].picture is None
    assert world.facts.photos == ()


def test_the_appeal_names_whoever_there_is_to_ask() -> None:
    world = collecting(contact="")
    world.type("", photos=1)
    world.check(refusal("explicit"), accepted=False)
    assert world.told() == ["photo-explicit", "photo-explicit-appeal-local"]


def test_a_photo_can_be_removed_by_its_own_button() -> None:
    world = with_photos()
    world.press("photo.remove")
    assert world.facts.photos == ()
    assert isinstance(world.state.phase, CollectingPhotos)
    world.press("photo.remove")
    assert world.told() == ["photo-already-gone"]


def test_a_photo_in_work_stays_until_the_job_is_cancelled() -> None:
    world = making()
    world.press("photo.remove")
    assert world.told() == ["photo-in-work"]
    assert len(world.facts.photos) == 1


def test_a_verdict_after_consent_was_withdrawn_shows_nothing() -> None:
    world = collecting()
    world.type("", photos=1)
    held = world.facts
    world.command("consent")
    world.press("withdraw.likeness")
    world.facts = nobody(photos=held.photos)
    assert world.check() == ()


def test_photos_while_pictures_are_made_are_not_downloaded() -> None:
    world = making()
    world.type("", photos=1)
    assert len(world.fetched) == 1
    assert world.told() == ["photos-not-now"]


def test_another_photo_after_the_pictures_goes_on_in_the_same_round() -> None:
    world = reviewing()
    world.type("", photos=1)
    assert len(world.fetched) == 2
    world.check()
    assert isinstance(world.state.phase, ChoosingLook)


@pytest.mark.parametrize("code", [*of_catalogue("not-stored"), "never_heard_of"])
def test_a_photo_that_could_not_be_kept_is_told_with_when_to_come_back(code) -> None:
    world = collecting()
    world.hear(PhotoNotStored(code=code, again_at="2026-03-03T00:00:00+00:00"))
    assert world.told() == [f"not-stored-{code}", "again"]
    assert all(render(line, "en") for line in (world.said[-1].text, *world.said[-1].lines))


def test_a_check_that_broke_is_our_fault() -> None:
    world = collecting()
    world.hear(JobEnded(job_id=JobId("x"), lane=Lane.INSPECT, outcome="failed", error="internal"))
    assert world.told() == ["check-failed"]
    assert world.hear(JobEnded(job_id=JobId("x"), lane=Lane.INSPECT, outcome="done")) == ()


def test_starting_with_new_photos_erases_the_old_ones() -> None:
    world = reviewing()
    world.press("look.again")
    world.press("photo.fresh")
    assert world.facts.photos == ()
    assert isinstance(world.state.phase, CollectingPhotos)


def test_refused_photos_make_room_when_it_is_needed_and_can_be_removed() -> None:
    world = collecting()
    world.type("", photos=8)
    for _ in range(8):
        world.check(refusal("blurry"), accepted=False)
    world.press("photo.remove")
    assert len(world.facts.photos) == 7
    world.type("", photos=1)
    assert len(world.facts.photos) == 8, "there was room without erasing any"
    world.type("", photos=1)
    assert len(world.fetched) == 10
    assert all(photo.state.value == "received" for photo in world.facts.photos)
