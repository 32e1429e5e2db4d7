"""What cannot be taken as it was sent is answered; words are understood however a keyboard composes their letters."""

from __future__ import annotations

import unicodedata

import pytest

from bot.conversation import understand
from bot.conversation.phases.fallback import NOTICED, SHARED_CHAT
from bot.conversation.understand import begins
from bot.ports import Noticed
from bot.texts import complete_languages, vocabulary
from bot.texts.catalog import SOURCE, messages
from tests.bot.conversation.world import World, at_consent, making, nobody, reviewing, with_photos


@pytest.mark.parametrize("what", [*NOTICED, "something new"])
@pytest.mark.parametrize("world", [World, at_consent, with_photos, making, reviewing], ids=lambda world: world.__name__)
def test_whatever_was_sent_is_answered_and_changes_nothing(world, what) -> None:
    here = world()
    before = here.state
    here.hear(Noticed(what=what))
    assert here.told()[0] == f"noticed-{what}"
    assert here.state.phase == before.phase


def test_each_kind_has_a_sentence_of_its_own_and_each_such_sentence_its_kind() -> None:
    """The catalogue is the oracle: what it has no words for is answered by ``noticed-other``."""
    told = {key.removeprefix("noticed-") for key in messages(SOURCE) if key.startswith("noticed-")}
    assert {*NOTICED} == told - {"other"}


def test_the_question_stands_again_but_not_under_a_word_about_the_chat() -> None:
    world = at_consent()
    world.hear(Noticed(what="forwarded"))
    assert world.told()[:2] == ["noticed-forwarded", "consent-intro"]
    world.hear(Noticed(what=SHARED_CHAT))
    assert world.told() == ["noticed-shared-chat"]


def apart(words: str) -> str:
    """Each accent as a sign of its own, as macOS and some keyboards send it."""
    return unicodedata.normalize("NFD", words)


def understood(language: str) -> set[str]:
    """Words of this language that mean the same when they come in pieces."""
    words = vocabulary(language)
    return {word for word in words if understand._meaning(apart(word), words) == understand._meaning(word, words)}


@pytest.mark.parametrize("language", complete_languages())
def test_every_word_is_understood_with_its_accents_apart(language) -> None:
    assert understood(language) == set(vocabulary(language))


def test_erase_everything_in_german_is_heard_with_its_dots_apart() -> None:
    world = World(facts=nobody(language="de", words=vocabulary("de")))
    world.type(apart("Lösche alles!"))
    assert "words-unknown" not in world.told()


def test_a_wish_for_a_headshot_is_heard_with_its_accents_apart() -> None:
    assert begins(apart("für Läufer"), {"für läufer": "headshot"})


def test_sabotage_words_left_as_they_came_are_not_understood(monkeypatch) -> None:
    monkeypatch.setattr(understand, "composed", lambda typed: typed)
    assert "lösche alles" not in understood("de")
