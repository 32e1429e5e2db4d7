"""CANDID_RELEASE=typed: what was ticked is signed by typing a name before any photo is taken."""

from __future__ import annotations

import re

import pytest

from bot.conversation.effects import KeepPhotos, RecordConsent
from bot.conversation.phases import release, signing
from bot.conversation.states import ChoosingConsent, CollectingPhotos, Forgetting, Idle, SigningRelease
from bot.ports import Text
from bot.texts import complete_languages, render
from storage.records import Purpose
from tests.bot.conversation.world import NEEDED, World, at_consent, nobody


def at_signature(*ticked: str, photos: int = 0, **facts: object) -> World:
    world = at_consent(release_typed=True, **facts)
    world.submit(world.form(), tick=ticked or NEEDED, photos=photos)
    return world


def recorded(world: World) -> list[RecordConsent]:
    return [effect for effect in world.effects if isinstance(effect, RecordConsent)]


def test_boxes_alone_give_no_yes_and_the_ticked_sentences_are_shown_to_be_signed() -> None:
    world = at_signature()
    assert recorded(world) == []
    assert world.facts.living == frozenset()
    card = world.said[-1]
    quoted = [dict(line.args)["wording_key"] for line in card.lines if line.key == "consent-item"]
    assert quoted == ["consent-likeness", "consent-processing"]
    assert "24 hours" in " ".join(render(line, "en") for line in card.lines)


def test_a_name_signs_exactly_what_was_ticked() -> None:
    world = at_signature(*NEEDED, "comparison")
    world.type("  Ada   Lovelace ")
    (yes,) = recorded(world)
    assert (yes.signed_by, yes.purposes) == (
        "Ada Lovelace",
        frozenset({Purpose.LIKENESS, Purpose.PROCESSING, Purpose.COMPARISON}),
    )
    assert isinstance(world.state.phase, CollectingPhotos)


def test_a_photo_that_came_with_the_boxes_is_not_taken_before_the_signature() -> None:
    world = at_signature(photos=1)
    assert not [effect for effect in world.effects if isinstance(effect, KeepPhotos)]
    assert world.said[-1].text == Text(key="release-photo-later")
    world.type("", photos=1)
    assert world.fetched == []


UNSEEN = [
    "\u3164\u3164",
    "\u115f\u1160",
    "\uffa0Ada",
    "\u202e\u2066",
]  # letters to Unicode, blank to people; no letters


@pytest.mark.parametrize(
    "typed", ["yes", "ok", "42", "x", "ada@example.org", "A" * 101, "approve 1", "\U0001f44d", *UNSEEN]
)
def test_what_is_no_name_signs_nothing_and_is_asked_again(typed) -> None:
    world = at_signature()
    world.type(typed)
    assert recorded(world) == []
    assert isinstance(world.state.phase, SigningRelease)
    assert world.told()[0] == "release-not-a-name"


@pytest.mark.parametrize("name", ["O'Neill", "Jean-Luc", "李小龍", "عبد الله", "J. R. R. Tolkien", "Ñuñez", "राम कुमार"])
def test_names_of_every_script_sign(name) -> None:
    world = at_signature()
    world.type(name)
    assert recorded(world)[0].signed_by == name


def test_who_does_not_want_to_sign_or_may_not_leaves_no_yes() -> None:
    for says, ends in (("no thanks", Idle), ("stop", Idle), ("I am 16", Forgetting)):
        world = at_signature()
        world.type(says)
        assert world.facts.living == frozenset()
        assert isinstance(world.state.phase, ends), says


def test_the_choices_can_be_opened_again() -> None:
    world = at_signature()
    world.press("consent.show")
    assert isinstance(world.state.phase, ChoosingConsent)


def test_without_the_setting_nobody_is_asked_for_a_name() -> None:
    world = at_consent()
    world.submit(world.form(), tick=NEEDED)
    assert recorded(world)[0].signed_by == ""
    assert isinstance(world.state.phase, CollectingPhotos)


def test_a_redrawing_round_with_a_box_left_empty_records_nothing_unsigned() -> None:
    world = World(facts=nobody(engines=("redraw", "studio"), release_typed=True))
    world.command("headshot")
    world.press("purpose.cv")
    world.press("engine.redraw")
    world.press("consent.show")
    world.submit(world.form(), tick=NEEDED)
    assert recorded(world) == []


def test_the_sabotage_a_phase_that_takes_any_words_for_a_name_is_seen(monkeypatch) -> None:
    monkeypatch.setattr(release, "is_name", bool)
    with pytest.raises(AssertionError):
        test_what_is_no_name_signs_nothing_and_is_asked_again("x")


def test_the_sabotage_a_yes_without_its_name_is_seen(monkeypatch) -> None:
    agreed = signing.choices.agreed

    def unsigned(turn, planned, yes, *, signed_by):
        del signed_by
        return agreed(turn, planned, yes)

    monkeypatch.setattr(signing.choices, "agreed", unsigned)
    with pytest.raises(AssertionError):
        test_a_name_signs_exactly_what_was_ticked()


# --- notices of a law ---------------------------------------------------------------------------------------------

GOLDEN = {
    (
        "eu",
        "en",
    ): "In the EU: your yes is what allows me to work (GDPR Art. 6, and Art. 9 for comparing faces). You may "
    "see your data, get a copy, correct it, limit it and erase it. You may complain to your data protection authority. "
    "What AI made or changed is marked (AI Act, Art. 50).",
    ("eu", "de"): "In der EU: Dein Ja ist, was mir die Arbeit erlaubt (DSGVO Art. 6, beim Vergleichen von Gesichtern "
    "Art. 9). Du darfst deine Daten sehen, mitnehmen, berichtigen, einschränken und löschen. Du darfst dich bei deiner "
    "Datenschutzbehörde beschweren. Was KI gemacht oder verändert hat, ist gekennzeichnet (KI-Gesetz Art. 50).",
    ("illinois", "en"): "In Illinois: measuring your face takes its geometry. That is for framing, for checks and, if "
    "you ticked it, for comparing. It lasts while I work on a photo, in memory. I store none of it, sell none and pass "
    "none on. Your typed name is your written release (740 ILCS 14).",
    (
        "illinois",
        "de",
    ): "In Illinois: Wer ein Gesicht misst, erfasst seine Geometrie. Das geschieht für den Ausschnitt, "
    "für Prüfungen und, wenn du es angekreuzt hast, zum Vergleichen. Es dauert, solange ich an einem Foto arbeite, im "
    "Arbeitsspeicher. Ich speichere, verkaufe und gebe davon nichts weiter. Dein getippter Name ist deine schriftliche "
    "Erlaubnis (740 ILCS 14).",
    ("new_york", "en"): "In New York: an advert that shows a made-up person must say so where nobody can miss it "
    "(General Business Law § 396-b).",
    ("new_york", "de"): "In New York: Eine Werbung mit einer erfundenen Person muss das so sagen, dass es niemand "
    "übersieht (General Business Law § 396-b).",
}


@pytest.mark.parametrize(("law", "language"), GOLDEN)
def test_each_notice_reads_as_it_was_agreed_on(law, language) -> None:
    assert render(Text(key=f"notice-{law}"), language) == GOLDEN[law, language]


# What each law goes by, whatever the language.
CITED = {"eu": ("6", "9", "50"), "illinois": ("740 ILCS 14",), "new_york": ("General Business Law § 396-b",)}


@pytest.mark.parametrize("language", complete_languages())
@pytest.mark.parametrize("law", CITED)
def test_each_notice_names_its_law_in_every_language(law, language) -> None:
    told = render(Text(key=f"notice-{law}"), language)
    assert [cited for cited in CITED[law] if not re.search(rf"(?<!\w){re.escape(cited)}(?!\w)", told)] == []


def lines(world: World) -> list[str]:
    return [line.key for message in world.said for line in (*message.lines, *message.more) if line is not None]


def test_the_notices_named_stand_on_the_card_and_in_privacy_and_no_others() -> None:
    world = at_consent(notices=("eu", "new_york"))
    card = next(message for message in reversed(world.said) if message.form)
    assert [line.key for line in card.lines if line.key.startswith("notice-")] == ["notice-eu"]
    world.command("privacy")
    assert [text.key for text in (world.said[-1].text, *world.said[-1].lines) if text] == ["notice-eu"]
    plain = at_consent()
    plain.command("privacy")
    assert not [key for key in lines(plain) if re.match("notice-", key)]


def test_new_york_is_told_to_those_who_make_somebody_up_and_again_with_the_picture() -> None:
    world = World(facts=nobody(engines=("persona", "studio"), notices=("eu", "new_york")))
    world.command("headshot")
    world.press("persona.start")
    world.press("use.advert")
    assert [key for key in lines(world) if key.startswith("notice-")] == ["notice-new_york"]
    world.submit(world.form(), tick=("persona",))
    world.submit(world.form(), age="seventies", presents="drawn", tone="drawn", number="1")
    world.paint()
    world.finish()
    world.react("approve", 1)
    assert [key for key in lines(world) if key.startswith("notice-")] == ["notice-new_york"] * 2
