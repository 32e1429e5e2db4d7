"""A photo whose file says that AI made or changed it: the person is told, asked anew, and may go on; not everywhere."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.conversation import effects as wish
from bot.conversation.effects import CheckAgain
from bot.conversation.states import ChoosingLook, CollectingPhotos
from bot.ports import Pressed
from bot.texts import render
from storage.records import AI_CLAIMS, Finding, GenerateRequest, PhotoState, Severity, UploadClaim
from tests.bot.conversation.test_directory import LIST
from tests.bot.conversation.world import NEEDED, World, nobody, refusal, reviewing

CODES = ("says_ai_made", "says_ai_edited")
OVERRULABLE = frozenset({"many_faces", *CODES})
CHAT = ("en", "de")


def sent(code: str, purpose: str = "cv", *others: Finding, language: str = "en") -> World:
    """Somebody at this purpose sent a photo that has this finding."""
    world = World(facts=nobody(overrulable=OVERRULABLE, language=language))
    world.command("headshot")
    world.press(f"purpose.{purpose}")
    world.press("consent.show")
    world.submit(world.form(), tick=NEEDED)
    world.type("", photos=1)
    world.check(refusal(code), *others, accepted=False)
    return world


def hinted(code: str) -> Finding:
    return Finding(code=code, severity=Severity.HINT)


def test_the_codes_are_those_that_the_checks_make() -> None:
    assert {claim.finding for claim in AI_CLAIMS} == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_the_person_is_told_what_the_file_says_and_may_go_on(code: str) -> None:
    world = sent(code)
    assert world.told()[:3] == ["photo-one-question", f"refuse-{code}", f"fix-{code}"]
    photo = world.facts.photos[0]
    world.press(f"overrule.{code}")
    assert CheckAgain(photo_id=photo.id, overruled=(code,)) in world.effects
    again = replace(photo, state=PhotoState.RECEIVED)
    world.facts = replace(world.facts, photos=(again,))
    world.check(hinted(code))
    assert {"photo-good", f"hint-{code}"} <= set(world.told())
    world.submit(world.form(), look="own", number="1")
    assert [each.request.photo_ids for each in world.effects if isinstance(each, wish.EnqueueGenerate)] == [(photo.id,)]


@pytest.mark.parametrize("language", CHAT)
@pytest.mark.parametrize("code", CODES)
def test_likeness_is_asked_again_in_words_that_fit_a_picture_no_camera_took(code: str, language: str) -> None:
    world = sent(code, language=language)
    (yes,) = [each for each in world.said[-1].buttons if each.action.startswith("overrule.")]
    words = render(yes.label, language)
    assert "18" in words
    assert ("looks like me" if language == "en" else "sieht aus wie ich") in words
    told = " ".join(render(text, language) for text in (world.said[-1].text, *world.said[-1].lines) if text)
    assert ("like nobody else" if language == "en" else "wie sonst niemand") in told
    assert ("AI · " if language == "en" else "KI · ") in told
    assert len(words) <= 75, "Slack shows no more on a button"


def test_with_something_else_wrong_it_is_a_refusal_like_any_other() -> None:
    world = sent("says_ai_made", "cv", refusal("blurry"))
    assert world.told()[0] == "photo-not-usable"
    assert not any(each.action.startswith("overrule.") for each in world.said[-1].buttons)


@pytest.mark.parametrize("purpose", ["badge", "directory"])
@pytest.mark.parametrize("code", CODES)
def test_a_badge_and_the_directory_take_no_such_photo(code: str, purpose: str) -> None:
    world = sent(code, purpose)
    assert world.told() == ["photo-not-usable", f"refuse-{code}", "photo-taken-only"]
    assert not any(each.action.startswith("overrule.") for each in world.said[-1].buttons)
    world.hear(Pressed(action=f"overrule.{code}:{world.facts.photos[0].id}"))
    assert not any(isinstance(effect, CheckAgain) for effect in world.effects)
    assert world.told() == ["photo-taken-only"]


@pytest.mark.parametrize("purpose", ["badge", "directory"])
def test_one_accepted_for_another_purpose_is_not_used_there(purpose: str) -> None:
    world = sent("says_ai_made")
    photo = replace(world.facts.photos[0], state=PhotoState.RECEIVED)
    world.facts = replace(world.facts, photos=(photo,))
    world.check(hinted("says_ai_made"))
    world.command("headshot")
    world.press(f"purpose.{purpose}")
    assert "photos-ask" in world.told(), "asked for another one"
    world.type("", photos=1)
    world.check()
    world.submit(world.form(), look="own", number="1")
    (request,) = [each.request for each in world.effects if isinstance(each, wish.EnqueueGenerate)]
    assert isinstance(request, GenerateRequest)
    assert photo.id not in request.photo_ids


@pytest.mark.parametrize("claim", AI_CLAIMS)
def test_the_directory_never_gets_a_picture_of_one(claim: UploadClaim) -> None:
    plain, world = reviewing(**LIST), reviewing(**LIST)
    world.facts = replace(
        world.facts,
        variants=tuple(replace(each, edits=replace(each.edits, claim=claim)) for each in world.facts.variants),
    )
    for each in (plain, world):
        each.react("approve", 1)
    assert "directory-ask" in plain.told()
    assert "directory-ask" not in world.told()
    form = plain.form()
    world.hear(Pressed(action=form.action.replace(plain.variant(1).id, world.variant(1).id)))
    assert not any(isinstance(effect, wish.RecordConsent) for effect in world.effects)


@pytest.mark.parametrize(
    ("purpose", "barred"), [("badge", True), ("directory", True), ("cv", False), ("profile", False)]
)
@pytest.mark.parametrize("says_ai", [True, False])
@pytest.mark.parametrize("looks", ["with the verdict", "later"])
def test_looks_of_a_photo_that_says_ai_are_asked_of_everywhere_but_where_only_a_camera_counts(
    purpose: str, barred: bool, says_ai: bool, looks: str
) -> None:
    """An accepted photo: somebody said that it is them."""
    world = World(facts=nobody(overrulable=OVERRULABLE))
    world.command("headshot")
    world.press(f"purpose.{purpose}")
    world.press("consent.show")
    world.submit(world.form(), tick=NEEDED)
    world.type("", photos=1)
    found = (hinted("says_ai_made"),) if says_ai else ()
    if looks == "later":
        world.verdict(*found)
        told = world.told()
        world.looks_drawn()
    else:
        world.check(*found)
        told = world.told()
    assert ("photo-taken-only" in told) is (barred and says_ai)
    assert isinstance(world.state.phase, CollectingPhotos if barred and says_ai else ChoosingLook)
