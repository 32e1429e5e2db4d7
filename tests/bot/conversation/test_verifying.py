"""/verify: for anybody, in any phase, without consent; honest about what a mark can and cannot say."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.conversation.effects import KeepPhotos, VerifyPicture
from bot.conversation.events import PictureNotRead, PictureRead
from bot.conversation.phases import verifying
from bot.ports import Typed
from bot.texts import complete_languages, render
from bot.texts.catalog import SOURCE, messages
from generation.disclosure import verify
from generation.disclosure.watermark import FOUND, PROBABLE
from generation.disclosure.wording import words
from storage.records import DRAWN, SourceType
from tests.bot.conversation.world import World, making, nobody, reviewing, with_photos


def wished(world: World) -> list[type]:
    return [type(effect) for effect in world.effects if isinstance(effect, KeepPhotos | VerifyPicture)]


def answer(**found: object) -> list[str]:
    world = World()
    world.hear(PictureRead(**found))
    return world.told()


@pytest.mark.parametrize("way", ["command", "typed", "button"])
def test_a_stranger_may_ask_by_command_word_or_button(way):
    world = World()
    if way == "command":
        world.command("verify")
    elif way == "typed":
        world.type("check a picture")
    else:
        world.command("help")
        world.press("verify.ask")
    assert world.told() == ["verify-ask", "verify-nothing-kept"]
    world.type("", photos=1)
    assert wished(world) == [VerifyPicture]


def test_a_picture_sent_with_the_word_needs_no_second_message():
    world = World()
    world.hear(Typed(text="/verify", uploads=world.uploads(1)))
    assert wished(world) == [VerifyPicture]


@pytest.mark.parametrize("build", [with_photos, making, reviewing])
def test_in_the_middle_of_a_round_it_is_never_taken_for_a_photo_of_the_person(build):
    world = build()
    phase = world.state.phase
    world.command("verify")
    world.type("", photos=2)
    assert wished(world) == [VerifyPicture]
    assert "verify-one-at-a-time" in world.told()
    assert world.state.phase == phase
    world.type("", photos=1)
    assert VerifyPicture not in wished(world), "only the next picture"


@pytest.mark.parametrize("after", ["time", "/headshot"])
def test_whoever_waits_or_goes_on_with_something_else_is_not_read_by_surprise(after):
    world = World()
    world.command("verify")
    if after == "time":
        world.now += verifying.PATIENCE + timedelta(seconds=1)
    else:
        world.command("headshot")
    world.type("", photos=1)
    assert wished(world) == []


def test_each_layer_has_its_own_answer():
    told = answer(
        credentials="ours", credentials_level="composite", watermark="found", label="BACKGROUND REPLACED",
        metadata_level="composite", exit_code=0,
    )  # fmt: skip
    assert told == [
        "verify-sure", "verify-credentials-ours", "verify-watermark-found", "verify-registry-no", "verify-label",
        "verify-metadata",
    ]  # fmt: skip


def test_no_mark_is_never_called_proof_of_anything():
    world = World()
    world.hear(PictureRead())
    assert world.told()[0] == "verify-nothing"
    for language in ("en", "de"):
        said = " ".join(render(line, language) for m in world.said for line in (m.text, *m.lines) if line).lower()
        for lie in ("not ai", "no ai", "keine ki", "genuine", "echt", "real photo", "trusted"):
            assert lie not in said


@pytest.mark.parametrize(
    ("code", "closing"), [(0, "verify-sure"), (20, "verify-unsure"), (21, "verify-nothing"), (99, "verify-unsure")]
)
def test_the_closing_word_is_the_exit_code_of_the_command(code, closing):
    assert answer(exit_code=code)[0] == closing


@pytest.mark.parametrize("language", complete_languages())
@pytest.mark.parametrize("state", [*verify.STATES, "none"])
@pytest.mark.parametrize("level", ["none", "composite", "trainedAlgorithmicMedia", "other"])
@pytest.mark.parametrize("label", [None, ("ai_background", "ar")])
def test_the_chat_says_the_very_sentences_of_the_page(language, state, level, label):
    """One text for both. The page says one thing more: where no words were found in the picture, that none were."""
    found = verify.Findings(
        credentials=None if state == "none" else (state, level), metadata=level, watermark=FOUND, label=label
    )
    page = verify.report(found, language, registry="composite")
    world = World(facts=nobody(language=language))
    world.hear(
        PictureRead(
            credentials=state, credentials_level=level, metadata_level=level, watermark="found",
            registry_level="composite", exit_code=page.exit_code, label=verify.label_words(label) if label else "",
        )
    )  # fmt: skip
    (message,) = world.said
    chat = [render(line, language) for line in (message.text, *message.lines) if line]
    more = words(language).of_marks("label-none")
    assert sorted(chat) == sorted(line for line in page.lines if line != more)


@pytest.mark.parametrize("language", complete_languages())
@pytest.mark.parametrize("code", [*verifying.REFUSED, "unheard_of"])
def test_why_a_file_was_not_read_is_told_in_the_same_words(language, code):
    world = World(facts=nobody(language=language))
    world.hear(PictureRead(refused=code, exit_code=10))
    (sentence,) = verify.report(verify.Findings(refused=code), language).lines
    assert render(world.said[-1].text, language) == sentence


@pytest.mark.parametrize("credentials", [*verifying.CREDENTIALS, "nonsense"])
@pytest.mark.parametrize("watermark", [*verifying.WATERMARKS, "nonsense"])
def test_whatever_a_child_reports_has_words(credentials, watermark):
    world = World()
    world.hear(PictureRead(credentials=credentials, credentials_level="x", watermark=watermark, metadata_level="y"))
    assert all(render(line, "de") for message in world.said for line in (message.text, *message.lines) if line)


def test_the_codes_are_those_of_the_door():
    assert set(verify.STATES) | {"none"} == set(verifying.CREDENTIALS)
    assert {verify.watermark_word(score) for score in (None, 1.2, PROBABLE, FOUND)} == set(verifying.WATERMARKS)
    assert {verify.level(code) for code in verify.KNOWN} | {"none-ours", "composite-ours"} == set(verifying.LEVELS)
    assert {source.value for source in SourceType if source not in DRAWN} <= set(verifying.LEVELS), "the registry's"
    assert {verifying._level(source.value) for source in DRAWN} == {"verify-level-drawn"}


def test_what_is_said_of_our_own_pictures_is_said_of_no_others():
    """Sabotage: a stranger's edit without a source type, which was called "only cropped"."""
    for level, own in (("none", "only cropped"), ("composite", "not redrawn")):
        for state in verifying.CREDENTIALS:
            world = World()
            world.hear(PictureRead(credentials=state, credentials_level=level, metadata_level=level, exit_code=20))
            said = " ".join(render(line, "en") for m in world.said for line in m.lines)
            assert (own in said) == (state in ("ours", "ended")), state
    assert "verify-credentials-say" not in answer(credentials="broken", credentials_level="none")
    assert "verify-credentials-say" in answer(credentials="broken", credentials_level="trainedAlgorithmicMedia")


def test_a_camera_s_own_photo_is_called_that_and_no_sign():
    assert answer(exit_code=20, camera=True, metadata_level="capture")[0] == "verify-camera"
    assert answer(exit_code=0, camera=True, credentials="ours")[0] == "verify-sure"
    assert answer(exit_code=0, credentials="ended")[0] == "verify-sure"
    assert answer(exit_code=0, credentials="ended", registry_level="composite")[0] == "verify-sure"


def test_a_file_that_is_no_picture_gets_a_clear_line_and_another_try():
    world = World()
    world.hear(PictureRead(refused="not_a_photo", exit_code=10))
    assert world.told() == ["verify-refused-not_a_photo"]
    assert world.shown("verify.ask")


def test_the_daily_limit_says_when_to_come_back():
    world = World()
    world.hear(PictureNotRead(code="daily_limit", again_at="2026-11-24T00:00:00+00:00"))
    assert world.told() == ["verify-not-read-daily_limit", "again"]


def test_without_a_contact_nobody_is_named():
    world = World(facts=nobody(contact=""))
    world.hear(PictureRead())
    world.press("case.ask")
    assert world.told() == ["case-elsewhere", "case-operator-local"]


def test_the_state_remembers_the_question_over_a_restart():
    from bot.conversation import codec

    world = World()
    world.command("verify")
    again = codec.load(codec.SCHEMA_VERSION, codec.dump(world.state))
    assert again == world.state != replace(world.state, verify_until=0)


@pytest.mark.parametrize(
    ("signer", "known", "says"), [("ours", "", True), ("other", "", False), ("other", "composite", True)]
)
def test_that_nobody_was_redrawn_is_said_only_of_a_picture_made_here(signer, known, says):
    """The sabotage is a stranger's composite: its source type alone says nothing about the person."""
    world = World()
    world.hear(
        PictureRead(
            refused="", credentials=signer, credentials_level="composite", watermark="none", label="",
            metadata_level="composite", registry_level=known, exit_code=20,
        )
    )  # fmt: skip
    said = " ".join(render(line, "en") for m in world.said for line in m.lines)
    assert ("not redrawn" in said) == says


def test_every_reason_that_the_catalogue_has_words_for_is_told_by_its_own():
    """The catalogue is the oracle: a sentence that nothing leads to would never be read."""
    told = {key.removeprefix("verify-refused-") for key in messages(SOURCE) if key.startswith("verify-refused-")}
    assert len(told) > 5
    for code in told - {"other"}:
        assert answer(refused=code, exit_code=10) == [f"verify-refused-{code}"]
    assert answer(refused="from a later version", exit_code=10) == ["verify-refused-other"]


@pytest.mark.parametrize(("seconds", "read"), [(15 * 60 - 1, True), (15 * 60, False)])
def test_a_picture_is_read_for_a_quarter_of_an_hour_and_not_a_second_longer(seconds, read):
    world = World()
    world.command("verify")
    world.now += timedelta(seconds=seconds)
    world.type("", photos=1)
    assert (wished(world) == [VerifyPicture]) is read


def test_any_other_command_ends_the_wait_for_a_picture():
    """The next photo is then no longer a stranger's picture to be read."""
    for other in ("status", "help", "privacy"):
        world = World()
        world.command("verify")
        world.command(other)
        world.type("", photos=1)
        assert wished(world) == [], other
