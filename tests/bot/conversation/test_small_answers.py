"""Small answers that no journey meets: the shortest line of a status, a button pressed too late, a word out of season.

Each was a break of the product that its tests did not notice (``make mutants``).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.conversation import findings, understand
from bot.conversation.effects import ErasePhotos, Say, Unsay
from bot.conversation.events import CaseNews, CaseOpened, Forgotten, JobRefused, WorkerAbsent
from bot.conversation.phases import finished, looks, pictures, progress, redrawing
from bot.conversation.states import ChoosingPurpose, DescribingPersona
from bot.conversation.turn import later_stamp
from bot.conversation.understand import begins
from bot.ports import Outgoing, Pressed, Text
from bot.texts import UnknownText, vocabulary
from storage.records import JobState, ModelCard, PhotoState, Progress, VariantState, Verdict
from tests.bot.conversation.world import (
    NEEDED,
    World,
    at_consent,
    inventing,
    making,
    nobody,
    refusal,
    reviewing,
    with_photos,
)
from tests.bot.conversation.world import (
    redrawing as asked_to_redraw,
)

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    "message",
    [
        Outgoing(text=Text(key="ready")),
        Outgoing(lines=(Text(key="no such key"),)),
        Outgoing(text=Text(key="ready", args=(("number", 1),))),
    ],
)
def test_the_world_says_no_text_that_lacks_a_word(message):
    """Every test here that makes the conversation speak has its words rendered."""
    with pytest.raises(UnknownText):
        World()._perform(Say(message=message))


def args(world: World, key: str) -> dict[str, object]:
    """The arguments of the first text of this key in the latest step."""
    for message in world.said[::-1]:
        for text in (message.text, *message.lines):
            if text is not None and text.key == key:
                return dict(text.args)
    raise AssertionError(f"{key} was not said: {world.told()}")


def actions(message: Outgoing) -> list[str]:
    return [button.action.split(":")[0] for button in message.buttons]


def running(step: str, picture: int, pictures_: int = 4, **facts: object) -> World:
    world = making(pictures_, **facts)
    job = replace(
        world.active()[0],
        state=JobState.RUNNING,
        progress=Progress(step=step, picture=picture, pictures=pictures_, fraction=0.5),
    )
    world.facts = replace(world.facts, jobs=(job,))
    return world


# --- status -----------------------------------------------------------------------------------------------------------


def test_photos_still_looked_at_are_counted_and_the_earliest_end_is_told() -> None:
    world = with_photos(2)
    older, newer = world.facts.photos
    soon = world.now + HOUR
    unchecked = replace(newer, state=PhotoState.RECEIVED)
    world.facts = replace(world.facts, photos=(replace(older, expires_at=soon), unchecked))
    world.command("status")
    assert args(world, "held-photos") == {"count": 2, "erased_at": soon.isoformat()}
    assert args(world, "photos-still-checking") == {"count": 1}


@pytest.mark.parametrize("step", ["making", "checking", "sealing"])
def test_a_job_at_work_says_at_which_picture_it_is(step: str) -> None:
    world = running(step, 2)
    world.command("status")
    assert args(world, f"status-{step}") == {"picture": 2, "pictures": 4}


@pytest.mark.parametrize(("step", "of"), [("reading", 4), ("", 4), ("making", 0), ("from a later version", 4)])
def test_a_job_that_has_no_picture_in_work_yet_is_reading_the_photos(step: str, of: int) -> None:
    world = making(4)
    job = replace(world.active()[0], state=JobState.RUNNING, progress=Progress(step=step, picture=0, pictures=of))
    world.facts = replace(world.facts, jobs=(job,))
    world.command("status")
    assert args(world, "status-reading") == {}
    assert progress.status(job, world.facts).text == Text(key="status-reading")


@pytest.mark.parametrize(("state", "key"), [(JobState.DONE, "status-done"), (JobState.FAILED, "status-stopped")])
def test_an_ended_job_says_so_in_the_place_of_its_progress(state: JobState, key: str) -> None:
    world = making(1)
    job = replace(world.active()[0], state=state)
    assert progress.status(job, world.facts) == Outgoing(text=Text(key=key), slot=f"status:{job.id}")


@pytest.mark.parametrize(("picture", "seconds"), [(0, 8), (1, 8), (2, 6), (3, 4), (4, 2)])
def test_the_time_left_counts_the_picture_in_work_and_those_after_it(picture: int, seconds: int) -> None:
    """Four pictures of two seconds each."""
    world = running("making", picture)
    (told,) = progress.status(world.active()[0], world.facts).lines
    assert (told.key, dict(told.args)) == ("time-seconds", {"seconds": seconds})


def test_without_a_worker_the_photo_that_goes_first_is_told() -> None:
    world = making(1)
    photo = world.facts.photos[0]
    world.facts = replace(world.facts, photos=(photo, replace(photo, expires_at=world.now + HOUR)))
    world.hear(WorkerAbsent())
    assert args(world, "worker-absent-erased") == {"erased_at": (world.now + HOUR).isoformat()}


# --- looks ------------------------------------------------------------------------------------------------------------


def test_coming_back_to_the_looks_shows_the_sheet_of_the_latest_photo_and_takes_photos() -> None:
    world = with_photos(2)
    shown = looks.ask(world.facts, world.state).message
    assert shown.picture is not None
    assert shown.picture.object_id == world.facts.photos[-1].contact_sheet_id
    assert shown.wants_photos


@pytest.mark.parametrize(("shown", "numbers"), [(("own",), ["1"]), (("own", "office"), ["1", "2"])])
def test_no_more_pictures_are_offered_than_there_are_looks(shown: tuple[str, ...], numbers: list[str]) -> None:
    world = with_photos()
    photo = replace(world.facts.photos[0], looks=shown)
    form = looks.form(photo, world.facts, world.state)
    number = next(select for select in form.selects if select.name == "number")
    assert [value for value, _ in number.options] == numbers


def test_a_purpose_that_nobody_offers_is_asked_again() -> None:
    world = World()
    world.command("headshot")
    world.hear(Pressed(action=world.shown("purpose.cv").action.replace("cv", "wedding")))
    assert isinstance(world.state.phase, ChoosingPurpose)
    assert "purpose.cv" in actions(world.said[-1])


def test_a_typed_no_before_the_boxes_is_a_no() -> None:
    world = at_consent()
    world.type("no")
    assert world.facts.living == frozenset()
    assert world.told() == ["consent-declined"]


@pytest.mark.parametrize(
    ("typed", "asks"),
    [
        ("/headshot", True),
        ("/Headshot now", True),
        ("headshot", True),
        ("approve 1", False),
        ("no", False),
        ("", False),
    ],
)
def test_only_the_wish_for_a_headshot_begins_one(typed: str, asks: bool) -> None:
    assert begins(typed, vocabulary("en")) is asks


def test_a_new_round_is_younger_than_the_one_before_by_one_whatever_the_clock_says() -> None:
    noon = datetime(2026, 3, 2, 12, tzinfo=UTC)
    now = int(noon.timestamp())
    assert later_stamp(0, noon) == now
    assert later_stamp(now + 500, noon) == now + 501


# --- too late ---------------------------------------------------------------------------------------------------------


def test_overruling_a_photo_that_is_gone_says_so() -> None:
    world = with_photos()
    world.hear(Pressed(action="overrule.many_faces:gone"))
    assert world.told() == ["photo-already-gone"]


@pytest.mark.parametrize(
    ("contact", "key"), [("ada@example.org", "photo-explicit-appeal"), ("", "photo-explicit-appeal-local")]
)
def test_a_wrong_refusal_for_good_names_whom_to_write_to(contact: str, key: str) -> None:
    world = at_consent(contact=contact)
    world.submit(world.form(), tick=NEEDED, photos=1)
    world.check(refusal("explicit"), accepted=False)
    assert args(world, key).get("contact", "") == contact


def test_another_light_of_a_picture_whose_photo_is_gone_is_not_made() -> None:
    world = reviewing(1)
    world.press("light.ask")
    world.facts = replace(world.facts, photos=())
    world.press("light.brighter")
    assert world.told() == ["remake-photos-gone"]
    world.facts = replace(world.facts, jobs=())
    world.press("light.brighter")
    assert world.told() == ["remake-photos-gone"]


def test_the_light_as_taken_is_kept_and_the_picture_is_named() -> None:
    world = reviewing(2)
    world.press("light.ask")
    assert args(world, "light-ask") == {"number": 2}
    world.press("light.same")
    assert args(world, "light-kept") == {"number": 2}


def test_erasing_a_set_in_its_last_day_takes_its_messages_away() -> None:
    world = reviewing(2)
    ids = {variant.id for variant in world.facts.variants}
    world.wait(timedelta(days=6, minutes=1))
    world.press("keep.not")
    assert {effect.subject for effect in world.effects if isinstance(effect, Unsay) and effect.subject} == ids


def test_a_case_in_a_state_from_another_version_is_open() -> None:
    world = World()
    world.hear(CaseOpened(number=3, state="from a later version"))
    assert "case-open" in world.told()


@pytest.mark.parametrize(("contact", "key"), [("", "case-news-yours-local"), ("a@b.c", "case-news-yours")])
def test_whose_picture_is_held_reads_whom_to_ask(contact: str, key: str) -> None:
    world = reviewing(1, contact=contact)
    world.hear(CaseNews(what="frozen", number=7, variants=(world.variant(1),)))
    assert key in world.told()


def test_messages_that_only_their_writer_can_delete_are_linked_one_a_line() -> None:
    world = World()
    world.hear(Forgotten(receipt=b"{}", left=(), links=("https://one", "https://two")))
    assert args(world, "forgotten-links") == {"count": 2, "links": "https://one\nhttps://two"}


# --- taking back ------------------------------------------------------------------------------------------------------


def test_of_three_pictures_the_approved_one_is_counted_when_a_yes_is_taken_back() -> None:
    world = reviewing(3)
    world.react("approve", 2)
    world.command("consent")
    world.press("withdraw.processing")
    assert args(world, "withdrawn-approved")["count"] == 1
    assert [v.number for v in world.facts.variants if v.state is VariantState.APPROVED] == [2]
    assert any(isinstance(effect, ErasePhotos) for effect in world.effects)


# --- pictures ---------------------------------------------------------------------------------------------------------


def test_a_picture_without_bytes_is_never_shown() -> None:
    with pytest.raises(ValueError, match="without bytes"):
        pictures.message(reviewing(1).facts, replace(reviewing(1).variant(1), object_id=None))


@pytest.mark.parametrize(("kind", "name"), [("image/png", "picture-1.png"), ("image/jpeg", "picture-1.jpg")])
def test_a_picture_s_file_has_its_kind_and_knows_what_to_be_called_after(kind: str, name: str) -> None:
    world = reviewing(1)
    shown = pictures.message(world.facts, replace(world.variant(1), media_type=kind)).picture
    assert shown is not None
    assert shown.filename == name
    assert shown.named is not None
    assert (shown.named.look, shown.named.purpose) == ("studio_soft", "cv")


def test_a_face_that_was_compared_is_said_to_be() -> None:
    (message,) = making(1).paint(checks=(Verdict(code="likeness", passed=True, value=0.95),))
    assert "edit-compared" in [text.key for text in message.lines]


@pytest.mark.parametrize(("kind", "offered"), [("image/jpeg", "file.png"), ("image/png", "file.jpeg")])
def test_the_other_kind_of_file_is_offered(kind: str, offered: str) -> None:
    world = reviewing(1)
    (button,) = finished.file_offer(world.facts, replace(world.variant(1), media_type=kind))
    assert button.action.split(":")[0] == offered
    assert button.label.key == offered.replace(".", "-")


def test_made_again_a_picture_keeps_the_language_of_its_label() -> None:
    world = reviewing(1)
    (job,) = world.facts.jobs
    for label, language, kept in (("", "de", "de"), ("fr", "de", "fr")):
        request = replace(job.request, label_language=label, language=language)
        world.facts = replace(world.facts, jobs=(replace(job, request=request),))
        again = finished.again(world.facts, world.variant(1))
        assert again is not None
        assert again.label_language == kept
        assert finished.enqueue(world.facts, again).key.startswith(f"again:{again.replaces}:")


def test_a_label_without_a_number_names_the_first_it_could_be_about() -> None:
    world = reviewing(3)
    for number in (2, 3):
        world.react("approve", number)
    world.type("ring")
    assert args(world, "label-which") == {"numbers": "2, 3", "number": 2}


# --- engines ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("says", "silent"),
    [("", True), ("undisclosed by its makers", True), ("not disclosed", True), ("faces of volunteers", False)],
)
def test_makers_who_do_not_say_what_a_model_learned_from_are_not_quoted(says: str, silent: bool) -> None:
    card = ModelCard(name="K", job="paints", licence="MIT", training_data=says, limits="none", source="https://k")
    told = dict(redrawing.about(card, "en").args)["trained"]
    assert (told == redrawing.SILENT) is silent
    assert (told == says) is not silent


def test_a_machine_that_left_cannot_make_anybody_up() -> None:
    world = World(facts=nobody(engines=("persona", "studio")))
    world.command("headshot")
    world.facts = replace(world.facts, engines=("studio",))
    world.press("persona.start")
    assert world.told()[0] == "persona-gone"


def test_a_made_up_person_without_a_yes_is_described_once_more() -> None:
    world = inventing()
    world.hear(JobRefused(code="no_consent"))
    assert isinstance(world.state.phase, DescribingPersona)
    assert world.state.phase.purpose == "advert"


def test_cancelling_when_nothing_is_made_says_so_and_offers_ways_on() -> None:
    world = inventing()
    world.facts = replace(world.facts, jobs=())
    world.type("cancel")
    assert world.told() == ["cancel-nothing"]
    assert world.said[-1].buttons


def test_an_approved_made_up_person_comes_with_words_of_its_own() -> None:
    world = inventing()
    world.paint()
    world.finish()
    world.react("approve", 1)
    assert {"paste-invented", "paste-alt-invented", "label-cropped-off", "persona-not-for"} <= set(world.told())


def test_a_cancelled_round_can_be_stopped_and_erased() -> None:
    for world in (making(2), asked_to_redraw()):
        world.command("cancel")
        assert "session.erase" in actions(world.said[-1])


TYPED = {  # help, cancel, stop
    "en": ("/help", "/cancel", "/stop"),
    "de": ("/Hilfe", "/abbrechen", "/stopp"),
    "es": ("/ayuda", "/cancelar", "/parar"),
    "fr": ("/aide", "/annuler", "/arrêter"),
    "ar": ("/مساعدة", "/إلغاء", "/إنهاء"),
    "hi": ("/मदद", "/रद्द", "/बस"),
}


@pytest.mark.parametrize("language", TYPED)
def test_a_command_is_known_in_the_chat_s_own_language(language) -> None:
    for typed, english in zip(TYPED[language], TYPED["en"], strict=True):
        told = []
        for each in (typed, english):
            world = World(facts=nobody(language=language))
            world.type(each)
            told.append(world.told())
        assert told[0] == told[1] != ["command-unknown"]
    world = World(facts=nobody(language=language))
    world.type("/unfug")
    assert world.told()[0] == "command-unknown"


def test_sabotage_commands_in_english_alone_are_seen(monkeypatch) -> None:
    monkeypatch.setattr(understand, "_commanded", lambda event, _facts: event)
    with pytest.raises(AssertionError):
        test_a_command_is_known_in_the_chat_s_own_language("fr")


def test_what_makers_say_of_a_model_is_told_in_the_reader_s_language_as_far_as_they_say_it() -> None:
    """Each sentence by itself: one that was not translated stays in English."""
    english = {
        "job": "a job",
        "training_data": "some data",
        "found": "a finding",
        "unsaid": "a gap",
        "limits": "a limit",
    }
    card = ModelCard(name="K", licence="MIT", source="https://k", told={"de": dict(english)}, **english)
    for name in english:
        told = replace(card, told={"de": {name: "auf Deutsch"}})
        german = redrawing.in_words(told, "de")
        assert {each: getattr(german, each) for each in english} == english | {name: "auf Deutsch"}
        assert redrawing.in_words(told, "fr") == told


@pytest.mark.parametrize(
    ("unit", "value", "limit", "told"),
    [
        ("ratio", 0.25, 0.4, (25, 40)), ("px", 48.2, 70, (48, 70)), ("deg", 31.6, 30, (32, 30)),
        ("ratio", 0.0514, 0.034, (5.14, 3.4)), ("MP", 0.314, 0.5, (0.31, 0.5)),
    ],
)  # fmt: skip
def test_a_ratio_and_its_limit_are_both_told_in_per_cent_and_other_figures_as_they_are(unit, value, limit, told):
    (text,) = findings.measure(refusal("code", value, limit, unit))
    assert tuple(dict(text.args)[name] for name in ("value", "limit")) == told
    assert findings.measure(refusal("code", value, None, unit)) == ()
