from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.conversation.effects import CancelJobs, EnqueueGenerate, ErasePhotos
from bot.conversation.events import JobRefused, PhotoChecked, WorkerAbsent
from bot.conversation.phases import jobs, looks
from bot.conversation.phases.jobs import FAILURES
from bot.conversation.phases.progress import status
from bot.conversation.purposes import USES
from bot.conversation.states import (
    AskedForConsent,
    ChoosingLook,
    CollectingPhotos,
    Idle,
    Making,
    Reviewing,
)
from bot.ports import Submitted
from bot.texts import render
from generation import announced
from storage.records import JobState, Progress, Purpose
from tests.bot.conversation.world import NEEDED, World, at_consent, edits, making, nobody, reviewing, with_photos


def test_looks_that_hide_a_doubtful_outline_come_first_and_it_is_said() -> None:
    world = with_photos()
    assert "look-doubtful" not in world.told()
    hiding_first = ("own_softened", "own", "studio_soft", "office")
    photos = tuple(replace(photo, looks=hiding_first) for photo in world.facts.photos)
    world.hear(PhotoChecked(photo=photos[0]))
    assert "look-doubtful" in world.told()
    assert [look for look, _ in world.form().selects[0].options] == list(hiding_first)


def test_where_only_such_looks_are_allowed_nothing_is_said_of_doubt() -> None:
    (photo,) = with_photos().facts.photos
    hiding = nobody().keeping_backdrop
    assert not looks.doubtful(replace(photo, looks=("own_softened", "own")), hiding)
    assert not looks.doubtful(replace(photo, looks=()), hiding)


def shown_looks(purpose: str, *, photo: tuple[str, ...], allowed: frozenset[str] = frozenset()) -> list[str]:
    """What the form offers for a purpose when a photo's sheet shows these looks."""
    world = with_photos()
    photos = tuple(replace(held, looks=photo) for held in world.facts.photos)
    world.facts = replace(world.facts, terms=replace(world.facts.terms, looks=allowed), photos=photos)
    world.state = replace(world.state, phase=ChoosingLook(purpose=purpose, engine="studio"))
    world.hear(PhotoChecked(photo=photos[0]))
    return [look for look, _ in world.form().selects[0].options]


SHEET = ("studio_soft", "own", "cutout")


@pytest.mark.parametrize("use", [use.id for use in USES if use.edited])
def test_a_picture_without_background_is_offered_for_slides_alone(use: str) -> None:
    assert shown_looks(use, photo=SHEET) == (list(SHEET) if use == "speaking" else ["studio_soft", "own"])


def test_a_house_with_a_look_of_its_own_and_a_server_that_lists_it_offer_it_too() -> None:
    assert "cutout" in shown_looks("profile", photo=(*SHEET, "brand"))
    assert "cutout" in shown_looks("profile", photo=SHEET, allowed=frozenset(SHEET))


def test_the_look_after_the_last_one_offered_is_not_the_cutout() -> None:
    world = with_photos()
    photos = tuple(replace(held, looks=SHEET) for held in world.facts.photos)
    world.facts = replace(world.facts, photos=photos)
    world.hear(PhotoChecked(photo=photos[0]))
    world.submit(world.form(), look="own", number="2")
    assert request(world).request.looks == ("own", "studio_soft")


def request(world: World) -> EnqueueGenerate:
    return next(effect for effect in world.effects if isinstance(effect, EnqueueGenerate))


def line(world: World) -> str:
    job = world.facts.jobs[-1]
    message = status(job, world.facts)
    return " ".join(render(text, "en") for text in (message.text, *message.lines) if text)


def test_look_and_number_are_chosen_together() -> None:
    world = making(3)
    assert request(world).request.looks == ("studio_soft", "office", "own_softened")
    assert isinstance(world.state.phase, Making)


def tiles(looks: tuple[str, ...] = SHEET, engine: str = "studio") -> World:
    """A page in front of the tiles of these looks."""
    world = with_photos()
    photos = tuple(replace(held, looks=looks) for held in world.facts.photos)
    world.facts = replace(world.facts, laid_out=True, photos=photos)
    world.state = replace(world.state, phase=ChoosingLook(purpose="profile", engine=engine))
    world.hear(PhotoChecked(photo=photos[0]))
    return world


def picking(world: World, *looks: str) -> World:
    chosen = tuple(("look", look) for look in looks)
    world.hear(Submitted(action=world.form().action, chosen=chosen))
    return world


def test_on_a_page_the_looks_are_tiles_of_which_the_first_three_are_chosen_and_the_house_s_own_comes_first() -> None:
    (select,) = tiles(("studio_soft", "office", "own_softened", "own", "brand")).form().selects
    assert [look for look, _ in select.options] == ["brand", "studio_soft", "office", "own_softened", "own"]
    assert (select.most, select.preset) == (4, ("brand", "studio_soft", "office"))
    corners = [(round(cell.left * 816), round(cell.top * 616)) for cell in select.cells]
    assert corners == [(280, 314), (12, 12), (280, 12), (548, 12), (12, 314)]  # where the sheet has them, 3 in a row


def test_the_looks_picked_from_the_tiles_are_made_in_that_order() -> None:
    assert request(picking(tiles(), "own", "studio_soft")).request.looks == ("own", "studio_soft")


@pytest.mark.parametrize("picked", [(), ("cutout",), ("studio_soft", "gone"), ("a", "b", "c", "d", "e")])
def test_what_the_tiles_do_not_offer_is_asked_again(picked: tuple[str, ...]) -> None:
    world = picking(tiles(), *picked)
    assert world.told()[0] == "look-unknown"
    assert isinstance(world.state.phase, ChoosingLook)


def test_where_a_model_redraws_one_look_and_how_many_are_asked_on_a_page_too() -> None:
    look, number = tiles(engine="other").form().selects
    assert (look.most, len(look.preset), [value for value, _ in number.options]) == (1, 1, ["1", "2", "3", "4"])


def test_looks_go_round_the_sheet_and_none_comes_twice() -> None:
    world = with_photos()
    world.submit(world.form(), look="own", number="4")
    assert request(world).request.looks == ("own", "studio_soft", "office", "own_softened")


def test_a_bare_number_is_the_look_of_that_number() -> None:
    world = with_photos()
    world.type("2")
    assert request(world).request.looks == ("office",)


def test_all_good_photos_go_into_the_request_and_no_refused_one() -> None:
    world = at_consent()
    world.submit(world.form(), tick=NEEDED, photos=3)
    world.check()
    world.check(accepted=False)
    world.check()
    world.submit(world.form(), look="own", number="1")
    assert len(request(world).request.photo_ids) == 2


def test_the_request_says_whether_faces_may_be_compared() -> None:
    for ticked, compared in ((NEEDED, False), ((*NEEDED, "comparison"), True)):
        world = at_consent()
        world.submit(world.form(), tick=ticked, photos=1)
        world.check()
        world.submit(world.form(), look="own", number="1")
        assert request(world).request.comparison is compared


def test_a_look_that_is_not_on_the_sheet_is_asked_again() -> None:
    world = with_photos()
    world.submit(world.form(), look="moon", number="1")
    assert world.told()[0] == "look-unknown"
    assert isinstance(world.state.phase, ChoosingLook)


def test_the_same_form_sent_twice_makes_one_request() -> None:
    world = with_photos()
    form = world.form()
    world.submit(form, look="own", number="2")
    world.submit(form, look="own", number="2")
    assert len(world.facts.jobs) == 1
    assert world.told()[0] == "stale"


def test_keys_differ_between_requests_and_repeat_for_the_same_step() -> None:
    world = with_photos()
    form, before = world.form(), replace(world.facts)
    again = World(state=world.state, facts=before, now=world.now)
    world.submit(form, look="own", number="1")
    again.submit(form, look="own", number="1")
    assert request(world).key == request(again).key
    first = request(world).key
    world.paint()
    world.finish()
    world.press("look.again")
    world.submit(world.form(), look="own", number="1")
    assert request(world).key != first


def test_without_consent_no_picture_is_asked_for() -> None:
    world = with_photos()
    world.facts = replace(world.facts, living=frozenset({Purpose.LIKENESS}))
    world.submit(world.form(), look="own", number="1")
    assert world.facts.jobs == ()
    assert world.told() == ["refused-no_consent"]


def test_photos_that_expired_while_choosing_are_asked_for_again() -> None:
    world = with_photos()
    world.facts = replace(world.facts, photos=())
    world.submit(world.form(), look="own", number="1")
    assert world.told() == ["photos-gone"]
    assert isinstance(world.state.phase, CollectingPhotos)


def test_the_status_message_says_place_and_honest_time_and_can_be_cancelled() -> None:
    world = making(2, ahead=3)
    message = world.said[-1]
    assert message.slot == f"status:{world.facts.jobs[0].id}"
    assert [button.action.split(":")[0] for button in message.buttons] == ["job.cancel"]
    assert line(world) == "You are in line. 3 sets of pictures come first. About 4 seconds to go on this machine."


def test_who_waits_while_the_machine_rests_is_told_until_when_instead_of_a_time_that_is_not_true() -> None:
    told = line(making(2, ahead=3, resting_until=datetime(2026, 3, 2, 7, 0, tzinfo=UTC)))
    assert "You are in line." in told
    assert "This machine is taking a break. I go on by myself after " in told
    assert "seconds to go" not in told


def test_who_waits_longer_than_a_photo_is_kept_is_not_promised_a_picture() -> None:
    world = making(2)
    world.facts = replace(world.facts, resting_until=min(photo.expires_at for photo in world.facts.photos))
    told = line(world)
    assert "Your photos are not kept that long." in told
    assert "keep your place" not in told


def test_a_machine_never_timed_says_so() -> None:
    assert "I have not timed this machine yet" in line(making(seconds_per_picture={}))


def test_long_waits_are_said_in_minutes() -> None:
    assert "About 4 minutes" in line(making(2, seconds_per_picture={"studio": 120.0}))


@pytest.mark.parametrize(
    ("step", "words"),
    [
        ("reading", "I'm reading your photos."),
        ("making", "Picture 2 of 4: making it."),
        ("checking", "Picture 2 of 4: checking it."),
        ("sealing", "Picture 2 of 4: adding its label."),
        ("new_step", "I'm reading your photos."),
    ],
)
def test_progress_is_told_in_words(step, words) -> None:
    world = making(4)
    job = replace(
        world.facts.jobs[0],
        state=JobState.RUNNING,
        progress=Progress(step=step, picture=2, pictures=4, fraction=0.5),
    )
    assert render(status(job, world.facts).text, "en") == words


def test_cancel_stops_the_job_and_keeps_the_photos() -> None:
    world = making()
    job = world.facts.jobs[0]
    world.press("job.cancel")
    assert CancelJobs(job_ids=(job.id,)) in world.effects
    assert isinstance(world.state.phase, Reviewing)
    assert len(world.facts.photos) == 1
    assert world.told() == ["cancelled", "cancelled-photos"]
    world.press("look.again")
    assert isinstance(world.state.phase, ChoosingLook)


def test_cancel_can_be_typed_and_twice_is_harmless() -> None:
    world = making()
    world.type("cancel")
    assert world.active() == []
    world.type("cancel")
    assert world.told() == ["cancel-nothing"]
    world.press("job.cancel")
    assert world.told() == ["cancel-nothing"]


@pytest.mark.parametrize("words", ["cancel", "cancel it", "stop it", "Abort!"])
def test_a_typed_cancel_ends_what_is_asked_and_leaves_the_photos(words) -> None:
    world = with_photos()
    world.type(words)
    assert isinstance(world.state.phase, Idle)
    assert world.told() == ["left", "cancelled-photos"]
    assert len(world.facts.photos) == 1
    world.wait(timedelta(hours=3))  # no silence timer takes them either
    assert len(world.facts.photos) == 1
    world.press("session.erase")
    assert world.facts.photos == ()


def test_a_round_that_was_cancelled_goes_on_with_the_photos_it_left() -> None:
    world = with_photos()
    world.command("cancel")
    world.command("headshot")
    world.press("purpose.cv")
    assert isinstance(world.state.phase, ChoosingLook)


def test_a_cancel_beside_a_new_choice_stops_the_job_and_keeps_the_choice() -> None:
    world = making()
    job = world.facts.jobs[0]
    world.state = replace(world.state, phase=ChoosingLook(purpose="cv", engine="studio"))
    world.type("cancel")
    assert CancelJobs(job_ids=(job.id,)) in world.effects
    assert isinstance(world.state.phase, ChoosingLook)
    assert len(world.facts.photos) == 1


def test_stop_says_whether_it_erases() -> None:
    world = making(1)
    assert stop_button(world) == ("session.erase", "stop-and-erase")
    world.facts = replace(world.facts, photos=())
    assert stop_button(world) == ("session.stop", "stop")


def stop_button(world: World) -> tuple[str, str]:
    offered = jobs.stop(world.facts, world.state)
    return offered.action.split(":")[0], offered.label.key


def test_the_end_of_a_job_is_a_new_message_and_the_status_goes() -> None:
    world = reviewing()
    assert world.told()[0] == "ready"
    assert world.deleted[-1].slot == f"status:{world.facts.jobs[0].id}"


def test_all_held_back_offers_the_plain_crop_another_look_or_stop() -> None:
    world = making(2)
    world.paint(withheld="skin_tone")
    world.paint(withheld="texture")
    world.finish()
    assert world.told() == ["held-back-all"]
    assert [button.action.split(":")[0] for button in world.said[-1].buttons] == [
        "look.plain", "look.again", "session.erase",
    ]  # fmt: skip
    world.press("look.plain")
    assert request(world).request.looks == ("own",)


def test_stop_after_the_pictures_erases_the_photos() -> None:
    world = making(1)
    world.paint(withheld="flat")
    world.finish()
    world.press("session.erase")
    assert world.facts.photos == ()
    assert isinstance(world.state.phase, Idle)


def test_one_of_two_held_back_is_told_as_our_fault() -> None:
    world = making(2)
    world.paint()
    world.paint(withheld="skin_tone")
    assert world.told() == ["withheld-skin_tone", "withheld-not-you"]
    assert render(world.said[-1].text, "en").endswith("my edit changed your skin tone.")
    world.finish()
    assert world.told()[0] == "ready"


def test_a_broken_seal_is_told_whatever_its_layer() -> None:
    world = making(1)
    world.paint(withheld="seal_broken.xmp")
    assert world.told()[0] == "withheld-seal_broken"
    world = making(1)
    world.paint(withheld="unheard_of")
    assert render(world.said[-1].text, "en").endswith("my edit did not pass one of my checks.")


@pytest.mark.parametrize("error", [*FAILURES, "internal"])
def test_a_failed_job_says_why_and_what_now(error) -> None:
    world = making()
    world.finish("failed", error)
    assert world.told()[0] == f"failed-{error if error in FAILURES else 'other'}"
    assert isinstance(world.state.phase, Reviewing)
    assert world.said[-1].buttons


@pytest.mark.parametrize(
    ("code", "phase"),
    [("daily_limit", Reviewing), ("no_consent", AskedForConsent), ("no_photo", CollectingPhotos), ("odd", Reviewing)],
)
def test_a_job_the_shell_would_not_queue_leads_back(code, phase) -> None:
    world = making()
    world.facts = replace(world.facts, jobs=())
    world.hear(JobRefused(code=code, again_at="2026-03-03T00:00:00+00:00"))
    assert isinstance(world.state.phase, phase)
    assert "again" in world.told()


def test_who_met_a_full_line_can_ask_again_from_that_message() -> None:
    world = making()
    world.facts = replace(world.facts, jobs=())
    world.hear(JobRefused(code="line_full"))
    world.press(world.said[-1].buttons[0])
    assert isinstance(world.state.phase, ChoosingLook)


def test_an_absent_worker_is_told_with_erase_time_and_cancel() -> None:
    world = making()
    world.hear(WorkerAbsent())
    assert world.told() == ["worker-absent", "worker-absent-erased"]
    assert [button.action.split(":")[0] for button in world.said[-1].buttons] == ["job.cancel"]
    world.press(world.said[-1].buttons[0])
    assert world.active() == []


def test_an_absent_worker_while_photos_wait_for_their_check_is_told_too() -> None:
    world = at_consent()
    world.submit(world.form(), tick=NEEDED, photos=1)
    world.hear(WorkerAbsent())
    assert world.told()[0] == "worker-absent"


def test_two_jobs_end_one_by_one() -> None:
    world = making(1)
    world.command("headshot")
    world.press("purpose.badge")
    world.submit(world.form(), look="own", number="1")
    assert len(world.active()) == 2
    world.paint()
    world.finish()
    assert isinstance(world.state.phase, Making), "the second is still going"
    world.paint()
    world.finish()
    assert isinstance(world.state.phase, Reviewing)


def test_stop_in_the_middle_stops_everything_and_says_what_stays() -> None:
    world = making(2)
    world.paint()
    world.type("stop")
    assert world.active() == []
    assert ErasePhotos() in world.effects
    assert world.told() == ["stopped-photos", "stopped-pictures"]


def test_the_engine_of_a_generative_round_repeats_the_look() -> None:
    facts = nobody(engines=("redraw", "studio"), living=frozenset(Purpose))
    world = World(facts=facts)
    world.command("headshot")
    world.press("purpose.cv")
    world.press("engine.redraw")
    world.type("", photos=1)
    world.check()
    world.submit(world.form(), look="office", number="3")
    assert request(world).request.looks == ("office", "office", "office")
    assert request(world).request.engine == "redraw"


def test_a_picture_says_why_this_photo_of_several_was_taken() -> None:
    world = making(1)
    world.paint(edits=replace(edits(), notes=("picked_sharper", "picked_larger")))
    assert {"note-picked_sharper", "note-picked_larger"} <= set(world.told())


def test_a_form_of_tiles_is_understood_by_the_name_that_it_gives_its_tiles() -> None:
    """What a page sends back is what the form says, not what a test knows."""
    world = tiles()
    (select,) = world.form().selects
    world.hear(Submitted(action=world.form().action, chosen=((select.name, select.options[-1][0]),)))
    assert request(world).request.looks == (select.options[-1][0],)


def test_the_status_of_a_job_belongs_beside_its_pictures() -> None:
    """One group, whatever the job is at: a page puts them into one row."""
    world = making(1)
    (job,) = world.active()
    groups = {
        status(replace(job, state=state, cancel_requested=stopping), world.facts).group
        for state in (JobState.QUEUED, JobState.RUNNING)
        for stopping in (False, True)
    }
    world.paint()
    assert groups == {world.said[-1].group} != {""}


def test_each_tile_says_the_name_of_its_own_look() -> None:
    """By the looks' own words; an unknown look would be called another look."""
    names = {member.code: member.words["en"]["look-name"] for member in announced.members() if member.kind == "look"}
    (select,) = tiles().form().selects
    assert {look: render(label, "en", "web") for look, label in select.options} == {
        look: names[look] for look, _ in select.options
    }
