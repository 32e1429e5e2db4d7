"""What people wish for in their own words: understood where the table has it, and not understood where it has not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.conversation import wishes
from bot.conversation.effects import EnqueueGenerate
from bot.conversation.phases import wishing
from bot.conversation.states import Making, Reviewing
from bot.texts import complete_languages, render, vocabulary
from generation.engines.studio.look import looks
from generation.engines.studio.shapes import of_purpose
from tests.bot.conversation.world import World, edits, inventing, making, reviewing, with_photos
from tests.languages import known

ENGLISH = known()["en"]

SENTENCES = [
    *((code, sentence, meant) for code, language in known().items() for sentence, meant in language.wishes),
    ("de", "more space", "wish.space"),  # English always counts
]
TYPED = [(code, said, meant) for code, language in known().items() for said, meant in language.typed]
NO_WISHES = [(code, said) for code, language in known().items() for said in (*language.no_wishes, *ENGLISH.no_wishes)]


def meaning(sentence: str, language: str) -> str:
    from bot.conversation.understand import _meaning

    return _meaning(sentence, vocabulary(language))[0]


@pytest.mark.parametrize(("language", "sentence", "meant"), SENTENCES)
def test_a_wish_is_understood(language, sentence, meant) -> None:
    assert meaning(sentence, language) == meant


@pytest.mark.parametrize(("language", "said", "meant"), TYPED)
def test_what_people_type_in_their_own_language_is_understood(language, said, meant) -> None:
    assert meaning(said, language) == meant


@pytest.mark.parametrize(("language", "sentence"), dict.fromkeys(NO_WISHES))
def test_nothing_is_guessed(language, sentence) -> None:
    assert not meaning(sentence, language).startswith(wishes.WISH)
    assert meaning(sentence, language) != "light.grey"


@pytest.mark.parametrize("language", complete_languages())
def test_no_two_wishes_are_said_in_the_same_words(language) -> None:
    words = vocabulary(language)
    said: dict[frozenset[str], str] = {}
    for sentence, meant in words.items():
        if meant.startswith(wishes.WISH):
            core = wishes._core(sentence, words)
            assert core, sentence
            assert said.setdefault(core, meant) == meant, sentence


@pytest.mark.parametrize("language", complete_languages())
def test_every_wish_has_words_in_every_language(language) -> None:
    assert {f"{wishes.WISH}{what}" for what in wishes.WISHES} <= set(vocabulary(language).values())


def test_a_wish_for_a_background_names_looks_that_exist() -> None:
    """Compared with the looks of the studio, not with a list of the conversation's own."""
    there = {look.id for look in looks()}
    assert {look for wanted in wishes.LOOKS.values() for look in wanted} <= there


def test_closer_is_closer_and_more_space_is_more() -> None:
    """By the shapes that pictures are really cut to."""
    head = {what: of_purpose(purpose).head.target for what, purpose in wishes.FRAMES.items()}
    assert head["closer"] > head["space"]
    for purpose in ("profile", "cv", "badge", "directory", "speaking"):
        assert (of_purpose(purpose).head.target == head["space"]) == (purpose in wishing.WIDE)


def asked(world: World) -> EnqueueGenerate:
    return next(effect for effect in world.effects if isinstance(effect, EnqueueGenerate))


def test_a_background_is_offered_and_made_when_it_is_pressed() -> None:
    world = with_photos()
    world.type("an office background please")
    assert world.told() == ["wish-look"]
    assert not [effect for effect in world.effects if isinstance(effect, EnqueueGenerate)]
    world.press("restyle.office")
    assert asked(world).request.looks == ("office",)
    assert isinstance(world.state.phase, Making)


def test_a_background_can_be_wished_for_after_the_pictures_too() -> None:
    world = reviewing()
    world.type("office background")
    world.press("restyle.office")
    assert asked(world).request.looks == ("office",)


def test_a_background_that_is_not_offered_here_names_those_that_are() -> None:
    world = with_photos()
    for wish in ("navy background", "pink background"):  # the sheet of this photo has no navy
        world.type(wish)
        assert world.told() == ["wish-no-such-backdrop", "look-list"]
    world.facts = replace(world.facts, terms=replace(world.facts.terms, looks=frozenset({"own"})))
    world.type("office background")
    assert world.told() == ["wish-no-such-backdrop", "look-list"]


def test_an_old_offer_makes_nothing() -> None:
    world = with_photos()
    world.type("office background")
    old = world.shown("restyle.office")
    world.command("headshot")
    world.press(old)
    assert not [effect for effect in world.effects if isinstance(effect, EnqueueGenerate)]


@pytest.mark.parametrize(("begun_for", "wish", "offered", "purpose"), [
    ("profile", "more space", "reframe.space", "cv"), ("cv", "crop closer", "reframe.closer", "profile"),
])  # fmt: skip
def test_another_crop_is_that_of_another_purpose_and_the_first_picture_stays(begun_for, wish, offered, purpose) -> None:
    world = reviewing(1)
    job = world.facts.jobs[0]
    begun = replace(job, request=replace(job.request, purpose=begun_for))
    world.facts = replace(world.facts, jobs=(begun,))
    world.type(wish)
    world.press(offered)
    request = asked(world).request
    assert (request.purpose, request.replaces, request.looks) == (purpose, None, (world.variant(1).edits.look,))
    assert len(world.facts.variants) == 1


def test_what_is_there_already_is_said() -> None:
    world = reviewing(1)
    for begun_for, wish, told in (
        ("cv", "more space", "wish-space-already"),
        ("speaking", "closer", "wish-closer-already"),
    ):
        job = world.facts.jobs[0]
        world.facts = replace(world.facts, jobs=(replace(job, request=replace(job.request, purpose=begun_for)),))
        world.type(wish)
        assert world.told() == [told]


def test_of_several_pictures_the_number_says_which() -> None:
    world = reviewing(2)
    world.type("closer")
    assert world.told() == ["wish-which"]
    world.type("closer 2")
    assert world.said[-1].buttons[0].action.endswith(world.variant(2).id)


def test_more_blur_is_offered_where_there_is_some() -> None:
    world = reviewing(1)
    world.type("blur it more")
    assert world.told() == ["wish-blur"]
    world.press("mine.blur")
    assert asked(world).request.looks == ("own_softened",)
    blurred = replace(world.variant(1), edits=edits("own_softened"))
    world.facts = replace(world.facts, variants=(blurred,))
    world.type("blur it more")
    assert world.told() == ["wish-blur-already"]


def test_black_and_white_is_made_as_a_second_picture() -> None:
    world = reviewing(1)
    world.type("make it black and white please")
    assert asked(world).request.light.value == "grey"


@pytest.mark.parametrize("begin", [World, with_photos, making, reviewing, inventing])
def test_looking_younger_is_answered_kindly_and_makes_nothing(begin) -> None:
    world = begin()
    before = world.state
    world.type("make me look younger")
    assert world.told() == ["wish-never", "wish-never-why", "wish-never-instead"]
    assert world.state.phase == before.phase
    assert not [effect for effect in world.effects if isinstance(effect, EnqueueGenerate)]
    assert "younger" not in render(world.said[-1].text, "en")


@pytest.mark.parametrize(
    ("begin", "wish", "told"),
    [
        (World, "navy background", "wish-later"), (World, "more space", "wish-frame-later"),
        (World, "blur it more", "wish-later"), (making, "office background", "wish-look-later"),
        (inventing, "navy background", "wish-later"),
    ],
)  # fmt: skip
def test_where_it_is_too_early_that_is_said(begin, wish, told) -> None:
    world = begin()
    world.type(wish)
    assert world.told() == [told]


def test_a_picture_that_a_model_painted_is_left_as_it_is() -> None:
    world = inventing()
    world.paint()
    world.type("more space")
    assert world.told() == ["remake-painted"]


def test_a_wish_without_consent_makes_nothing() -> None:
    world = with_photos()
    world.type("office background")
    world.facts = replace(world.facts, living=frozenset())
    world.press("restyle.office")
    assert isinstance(world.state.phase, Reviewing)
    assert world.told() == ["refused-no_consent"]


# --- sabotage ---------------------------------------------------------------------------------------------------------


def test_sabotage_a_table_that_reads_over_what_it_does_not_know_is_seen(monkeypatch) -> None:
    words = vocabulary("en")
    known = {word for sentence, meant in words.items() if meant.startswith(wishes.WISH) for word in sentence.split()}
    whole = wishes._core
    monkeypatch.setattr(wishes, "_core", lambda said, words: frozenset(whole(said, words) & known))
    with pytest.raises(AssertionError):
        test_nothing_is_guessed("en", "anything but navy")


def test_sabotage_frames_the_wrong_way_round_are_seen(monkeypatch) -> None:
    monkeypatch.setattr(wishes, "FRAMES", {"closer": "cv", "space": "profile"})
    with pytest.raises(AssertionError):
        test_closer_is_closer_and_more_space_is_more()


def test_sabotage_a_wish_that_is_done_unasked_is_seen(monkeypatch) -> None:
    from bot.conversation.phases import looks as choosing

    def at_once(turn, wanted):
        return choosing.make(turn, "cv", "studio", wanted)

    monkeypatch.setattr(wishing, "_look", at_once)
    with pytest.raises(AssertionError):
        test_a_background_is_offered_and_made_when_it_is_pressed()


def test_sabotage_a_look_that_nobody_paints_is_seen(monkeypatch) -> None:
    monkeypatch.setitem(wishes.LOOKS, "navy", ("studio_nave",))
    with pytest.raises(AssertionError):
        test_a_wish_for_a_background_names_looks_that_exist()


def test_where_the_place_does_not_allow_a_blurred_background_that_is_said() -> None:
    world = reviewing(1)
    world.facts = replace(world.facts, terms=replace(world.facts.terms, looks=frozenset({"studio_soft"})))
    world.type("blur it more")
    assert world.told() == ["mine-no-blur"]


def test_a_background_that_was_offered_is_not_made_once_the_photo_is_gone() -> None:
    world = reviewing(1)
    world.type("office background")
    world.facts = replace(world.facts, photos=())
    before = world.state
    world.press("restyle.office")
    assert (world.told(), world.state.phase) == (["remake-photos-gone"], before.phase)
    assert not [effect for effect in world.effects if isinstance(effect, EnqueueGenerate)]


@pytest.mark.parametrize(("begin", "offered"), [(reviewing, []), (lambda: reviewing(1), ["light.ask"]), (World, [])])
def test_instead_of_looking_younger_another_light_is_offered_of_the_one_picture_there_is(begin, offered) -> None:
    world = begin()
    world.type("make me look younger")
    assert [button.action.split(":")[0] for button in world.said[-1].buttons] == offered


def test_no_other_light_is_offered_of_somebody_made_up() -> None:
    world = inventing()
    world.paint()
    world.type("make me look younger")
    assert world.said[-1].buttons == ()
