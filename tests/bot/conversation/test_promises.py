"""Design §8 at the conversation: random people, workers and clocks, every promise watched at every step.

Below, each promise is shown to be watched: one sabotage for each turns exactly that one red.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from bot.commands import Command
from bot.conversation import consent, machine, understand
from bot.conversation import effects as wish
from bot.conversation.events import (
    JobRefused,
    PhotoNotStored,
    StateUnreadable,
    UndoIsOver,
    VariantArrived,
    WithdrawnUnanswered,
    WorkerAbsent,
    fired,
)
from bot.conversation.phases import (
    fallback,
    forgetting,
    jobs,
    looks,
    personas,
    pictures,
    retention,
    staff_directory,
    votes,
    withdrawing,
)
from bot.conversation.states import ChoosingLook, Forgetting, Idle, Reviewing
from bot.conversation.table import at, commanded, heard, joined
from bot.conversation.wording import button, say, text
from bot.ports import Box, Outgoing, Picture, Reacted
from bot.texts import UnknownText
from storage.records import ObjectId, PhotoId, PhotoState, Purpose, VariantId, VariantState
from tests.bot.conversation import promises
from tests.bot.conversation.promises import PromiseBroken, Watcher, buttons_of
from tests.bot.conversation.world import (
    LOOKS,
    NEEDED,
    World,
    at_consent,
    inventing,
    making,
    redrawing,
    refusal,
    reviewing,
    with_photos,
)

COMMANDS = ("headshot", "status", "my-data", "consent", "language", "about", "privacy", "help", "forget-me", "cancel")
WORDS = (
    "yes",
    "no",
    "stop",
    "cancel",
    "ok",
    "reject 1",
    "erase 2",
    "undo",
    "2",
    "cv",
    "hello",
    "forget me",
    "hm",
    "keep",
    "erase",
    "",
)


def choosing_for_the_directory() -> World:
    """Somebody at an operator who has a directory; one picture is in it and was handed over."""
    world = reviewing(directory_recipient="the staff list", directory_days=365)
    world.react("approve", 1)
    world.submit(world.form(), tick=("directory",))
    world.hand_over()
    world.command("disclose")
    return world


BEGINNINGS = (reviewing, making, with_photos, at_consent, redrawing, choosing_for_the_directory, inventing, World)


class People(RuleBasedStateMachine):
    """One person, one worker, one clock; every button ever shown may be pressed at any later time."""

    def __init__(self) -> None:
        super().__init__()
        self.world = World()

    @initialize(begin=st.sampled_from(BEGINNINGS))
    def somewhere(self, begin: Callable[[], World]) -> None:
        """Random steps alone would hardly ever get past consent."""
        self.world = begin()
        self.world.watch = Watcher()

    @precondition(lambda self: isinstance(self.world.state.phase, Idle) and not self.world.facts.variants)
    @rule(begin=st.sampled_from(BEGINNINGS))
    def somebody_else_comes(self, begin: Callable[[], World]) -> None:
        self.somewhere(begin)

    @precondition(lambda self: self.world.facts.variants)
    @rule(words=st.sampled_from(("approve 1", "reject 1", "erase 1", "undo", "approve 2", "reject 2", "2 ok")))
    def votes_in_words(self, words: str) -> None:
        self.world.type(words)

    @rule(name=st.sampled_from(COMMANDS))
    def sends_a_command(self, name: str) -> None:
        self.world.command(name)

    @rule(words=st.sampled_from(WORDS), count=st.sampled_from((0, 0, 0, 1, 3, 9)))
    def types(self, words: str, count: int) -> None:
        self.world.type(words, photos=count)

    @precondition(lambda self: buttons_of(self.world.said))
    @rule(data=st.data())
    def presses_any_button_ever_shown(self, data: st.DataObject) -> None:
        self.world.press(data.draw(st.sampled_from(buttons_of(self.world.said))))

    @precondition(lambda self: buttons_of(self.world.said[-3:]))
    @rule(data=st.data())
    def presses_a_recent_button(self, data: st.DataObject) -> None:
        self.world.press(data.draw(st.sampled_from(buttons_of(self.world.said[-3:]))))

    @precondition(lambda self: any(message.form for message in self.world.said))
    @rule(ticked=st.sets(st.sampled_from([purpose.value for purpose in Purpose])), count=st.integers(0, 3))
    def submits_the_latest_form(self, ticked: set[str], count: int) -> None:
        self.world.submit(self.world.form(), tick=tuple(ticked), photos=count, look="office", number="2")

    @precondition(lambda self: any(message.form for message in self.world.said))
    @rule(data=st.data())
    def submits_any_form_ever_shown(self, data: st.DataObject) -> None:
        form = data.draw(st.sampled_from([message.form for message in self.world.said if message.form]))
        self.world.submit(form, tick=NEEDED, photos=1, look=data.draw(st.sampled_from((*LOOKS, "moon"))), number="3")

    @rule(emoji=st.sampled_from(("approve", "reject", "erase")), added=st.booleans(), data=st.data())
    def reacts(self, emoji: str, added: bool, data: st.DataObject) -> None:
        known = [variant.id for variant in self.world.facts.variants]
        subject = data.draw(st.sampled_from([*known, "somebody-elses"]))
        self.world.hear(Reacted(emoji=emoji, subject=subject, added=added))

    @precondition(lambda self: any(photo.state is PhotoState.RECEIVED for photo in self.world.facts.photos))
    @rule(code=st.sampled_from(("", "", "", "blurry", "explicit")))
    def a_photo_is_checked(self, code: str) -> None:
        findings = (refusal(code, 1, 2, "px"),) if code else ()
        self.world.check(*findings, accepted=not code)

    @precondition(lambda self: self.world.active())
    @rule(withheld=st.sampled_from(("", "", "skin_tone")))
    def a_picture_arrives(self, withheld: str) -> None:
        self.world.paint(withheld=withheld)

    @precondition(lambda self: self.world.active())
    @rule(outcome=st.sampled_from(("done", "done", "failed", "cancelled")))
    def a_job_ends(self, outcome: str) -> None:
        self.world.finish(outcome, "internal" if outcome == "failed" else "")

    @rule(minutes=st.sampled_from((1, 1, 1, 31, 130, 60 * 24, 60 * 24 * 6)))
    def time_passes(self, minutes: int) -> None:
        self.world.wait(timedelta(minutes=minutes))

    @rule(name=st.sampled_from(("erase", "expiry", "silence.remind", "silence.drop")), data=st.data())
    def a_late_timer_fires(self, name: str, data: st.DataObject) -> None:
        subjects = ["", *(variant.id for variant in self.world.facts.variants)]
        self.world.hear(fired(name, data.draw(st.sampled_from(subjects))))

    @rule(
        event=st.sampled_from(
            (WorkerAbsent(), StateUnreadable(), JobRefused(code="daily_limit"), PhotoNotStored(code="vault_full"))
        )
    )
    def the_shell_says_something(self, event: WorkerAbsent) -> None:
        self.world.hear(event)

    @precondition(lambda self: isinstance(self.world.state.phase, Forgetting))
    @rule()
    def everything_is_erased(self) -> None:
        self.world.forgotten("audit_lines")
        assert isinstance(self.world.state.phase, Idle)

    @rule(purposes=st.sets(st.sampled_from(list(Purpose))))
    def the_operator_changes_the_words(self, purposes: set[Purpose]) -> None:
        """A new version of the bot: some of what was agreed to now reads differently."""
        self.world.facts = replace(self.world.facts, outdated=self.world.facts.living & purposes)

    @rule(engines=st.sampled_from((("studio",), ("redraw", "studio"), ())))
    def workers_come_and_go(self, engines: tuple[str, ...]) -> None:
        self.world.facts = replace(self.world.facts, engines=engines)


def for_a_while(examples: int) -> settings:
    return settings(
        max_examples=examples, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
    )


def test_no_promise_breaks_whatever_people_workers_and_clocks_do() -> None:
    run_state_machine_as_test(People, settings=for_a_while(60))


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_no_promise_breaks_in_a_long_run() -> None:
    run_state_machine_as_test(People, settings=for_a_while(1000))


# --- sabotage: each break turns exactly its promise red -------------------------------------------------------------


def watched(world: World, **changes) -> World:
    world.watch = Watcher()
    world.facts = replace(world.facts, **changes)
    return world


def breaks(name: str, act) -> None:
    with pytest.raises(PromiseBroken) as broken:
        act()
    assert broken.value.args[0] == name


def test_a_fetch_before_consent_is_seen(monkeypatch) -> None:
    world = watched(at_consent())
    monkeypatch.setattr(consent, "covers", lambda living, engine: True)
    breaks("no photo is fetched before consent", lambda: world.submit(world.form(), photos=1))


def test_a_job_without_consent_is_seen(monkeypatch) -> None:
    world = watched(with_photos())
    world.facts = replace(world.facts, living=frozenset({Purpose.LIKENESS}))
    monkeypatch.setattr(consent, "covers", lambda living, engine: True)
    breaks("no job without consent", lambda: world.submit(world.form(), look="own", number="1"))


def test_a_photo_that_goes_into_a_made_up_person_is_seen(monkeypatch) -> None:
    def smuggled(*, request, key):
        return wish.EnqueueGenerate(request=replace(request, photo_ids=(PhotoId("a-photo"),)), key=key)

    monkeypatch.setattr(personas, "EnqueueGenerate", smuggled)
    world = watched(inventing())
    world.finish()
    world.press("persona.again")
    chosen = {"age": "drawn", "presents": "drawn", "tone": "drawn", "number": "1"}
    breaks("no photo goes into a made-up person", lambda: world.submit(world.form(), **chosen))


def test_a_key_used_twice_is_seen(monkeypatch) -> None:
    monkeypatch.setattr(looks, "job_key", lambda state, photos: "always")
    world = watched(with_photos())
    world.submit(world.form(), look="own", number="1")
    world.finish()
    world.press("look.again")
    breaks("each request has its own key", lambda: world.submit(world.form(), look="own", number="1"))


def test_pictures_left_after_withdrawing_are_seen(monkeypatch) -> None:
    monkeypatch.setattr(withdrawing, "votable", lambda facts: ())
    world = watched(reviewing())
    world.command("consent")
    breaks("nothing stays held once consent is gone", lambda: world.press("withdraw.likeness"))


def test_photos_left_after_withdrawing_are_seen(monkeypatch) -> None:
    monkeypatch.setattr(withdrawing, "ErasePhotos", wish.CancelJobs)
    world = watched(with_photos())
    world.command("consent")
    breaks("nothing stays held once consent is gone", lambda: world.press("withdraw.processing"))


def test_a_cancel_that_erases_photos_is_seen(monkeypatch) -> None:
    erasing = commanded(Command.CANCEL, forgetting.stop, here=at(ChoosingLook), to=(Idle,))
    monkeypatch.setattr(machine, "TABLE", joined((*machine.RULES, erasing)))
    breaks("cancel erases nothing", lambda: watched(with_photos()).type("cancel"))


def test_a_stop_button_that_erases_photos_without_saying_so_is_seen(monkeypatch) -> None:
    world = making()
    monkeypatch.setattr(jobs, "stop", lambda facts, state: button("session.erase", state.session, text("stop")))
    world.type("cancel")
    breaks("cancel erases nothing", lambda: watched(world).press("session.erase"))


def test_photos_that_are_said_to_stay_and_go_are_seen(monkeypatch) -> None:
    def erases(turn):
        state, effects = jobs.leave(turn)
        return state, (wish.ErasePhotos(), *effects)

    erasing = commanded(Command.STOP, erases, here=at(ChoosingLook), to=(Idle,))
    monkeypatch.setattr(machine, "TABLE", joined((*machine.RULES, erasing)))
    breaks("what is said to stay, stays", lambda: watched(with_photos()).type("stop"))


def test_touching_somebody_elses_picture_is_seen(monkeypatch) -> None:
    strange = replace(reviewing().variant(1), id=VariantId("somebody-elses"))
    monkeypatch.setattr(votes, "find_votable", lambda facts, variant_id: strange)
    world = watched(reviewing())
    breaks("only own pictures are touched", lambda: world.react("approve", 1))


def test_a_message_without_words_is_seen(monkeypatch) -> None:
    monkeypatch.setattr(fallback, "command", lambda turn: turn.stay(wish.Say(message=Outgoing())))
    breaks("a message says something", lambda: watched(World()).command("selfie"))


def test_a_button_that_no_rule_knows_is_seen(monkeypatch) -> None:
    lost = button("moon.full", "x", text("stop"))
    monkeypatch.setattr(fallback, "command", lambda turn: turn.stay(say(text("stop"), buttons=(lost,))))
    breaks("every button has a rule", lambda: watched(World()).command("selfie"))


def test_a_picture_without_a_caption_is_seen(monkeypatch) -> None:
    bare = pictures.message

    def without(facts, variant):
        message = bare(facts, variant)
        return replace(message, picture=replace(message.picture, caption=text("language-name", name="")))

    monkeypatch.setattr(pictures, "message", without)
    breaks("every text has words", lambda: watched(making(1)).paint())


def test_a_picture_without_alt_text_is_seen(monkeypatch) -> None:
    bare = pictures.message
    silent = object.__new__(type(text("stop")))
    object.__setattr__(silent, "key", "")
    object.__setattr__(silent, "args", ())

    def without(facts, variant):
        message = bare(facts, variant)
        return replace(message, picture=replace(message.picture, alt=silent))

    monkeypatch.setattr(pictures, "message", without)
    monkeypatch.setattr(promises, "render", lambda *_args: "words")
    breaks("no picture without alt text", lambda: watched(making(1)).paint())


def test_a_timer_in_the_past_is_seen(monkeypatch) -> None:
    monkeypatch.setattr(votes, "UNDO", timedelta(seconds=-61))
    world = watched(reviewing())
    breaks("timers lie ahead", lambda: world.react("reject", 1))


def test_a_yes_to_old_words_that_still_serves_is_seen(monkeypatch) -> None:
    monkeypatch.setattr(machine, "_words_changed", lambda state, facts: False)
    monkeypatch.setattr(type(World().facts), "current", property(lambda facts: facts.living))
    world = watched(with_photos(), outdated=frozenset({Purpose.PROCESSING}))
    monkeypatch.setattr(promises, "_current", lambda facts: facts.living - facts.outdated)
    name = "a yes to words that have changed is asked anew"
    breaks(name, lambda: world.submit(world.form(), look="own", number="1"))


def test_a_picture_shown_without_consent_is_seen(monkeypatch) -> None:
    variant = replace(reviewing(1).variant(1), state=VariantState.APPROVED)
    world = watched(World(), variants=(variant,))
    shown = say(text("picture", number=1), picture=_picture(variant.object_id))
    show = heard(VariantArrived, lambda turn: turn.stay(shown), here=at(Idle))
    monkeypatch.setattr(machine, "TABLE", joined((show, *machine.RULES)))
    breaks("no finished picture is shown without consent", lambda: world.hear(VariantArrived(variant=variant)))


def test_an_old_button_that_acts_is_seen(monkeypatch) -> None:
    monkeypatch.setattr(machine, "_fresh", lambda rule, trigger, state: True)
    world = watched(reviewing())
    world.command("forget-me")
    old = world.shown("forget.erase")
    world.command("forget-me")
    breaks("an old button does no harm", lambda: world.press(old))


def test_a_timer_that_erases_what_was_kept_is_seen(monkeypatch) -> None:
    world = watched(reviewing())
    monkeypatch.setattr(votes, "VariantState", _AnyStateIsRejected)
    breaks(
        "no timer erases a picture that was not rejected",
        lambda: world.hear(UndoIsOver(subject=world.variant(1).id)),
    )


def test_silence_that_erases_what_has_its_yes_again_is_seen(monkeypatch) -> None:
    world = watched(reviewing())
    world.react("approve", 1)
    never_whole = SimpleNamespace(HOLDING=frozenset(Purpose), PERSONA=consent.PERSONA)
    monkeypatch.setattr(withdrawing, "consent", never_whole)
    breaks("silence erases no picture that still has its yes", lambda: world.hear(WithdrawnUnanswered()))


def test_a_picture_shown_while_forgetting_is_seen(monkeypatch) -> None:
    monkeypatch.setattr(forgetting, "late", pictures.arrived)
    world = making(1)
    jobs = world.facts.jobs
    world.command("forget-me")
    world.press("forget.erase")
    watched(world, jobs=jobs, living=frozenset(Purpose))
    breaks("what is being erased is not shown", world.paint)


def test_anything_else_done_while_forgetting_is_seen(monkeypatch) -> None:
    monkeypatch.setattr(forgetting, "running", lambda turn: turn.stay(say(text("stop")), wish.CancelJobs()))
    world = reviewing()
    world.command("forget-me")
    world.press("forget.erase")
    watched(world)
    breaks("while forgetting nothing else happens", lambda: world.command("status"))


def test_a_forget_that_cannot_be_reached_is_seen(monkeypatch) -> None:
    rules = tuple(rule for rule in machine.RULES if rule.which is not Command.FORGET_ME)
    monkeypatch.setattr(machine, "TABLE", joined(rules))
    breaks("forget is reachable from everywhere", lambda: watched(World()).command("status"))


def test_an_answer_to_forget_me_taken_for_a_vote_is_seen(monkeypatch) -> None:
    monkeypatch.setattr(understand, "FORGET_WORDS", {})
    world = watched(reviewing(1))
    world.command("forget-me")
    breaks("an answer to that question is no vote", lambda: world.type("keep"))


def test_an_erase_about_something_else_taken_for_everything_is_seen(monkeypatch) -> None:
    monkeypatch.setattr(forgetting, "unless_spoken_since", lambda before, after, effects: after)
    world = watched(making(2))
    world.command("forget-me")
    world.paint()
    breaks("erase means everything only in answer to that question", lambda: world.type("erase"))


def test_a_person_left_without_an_answer_is_seen(monkeypatch) -> None:
    monkeypatch.setattr(fallback, "command", lambda turn: turn.stay())
    breaks("every person gets an answer", lambda: watched(World()).command("selfie"))


def test_a_session_that_never_ends_is_seen(monkeypatch) -> None:
    monkeypatch.setattr(retention, "silence", lambda before, after, now, *, heard: ())
    breaks("an unanswered session ends by itself", lambda: watched(World()).command("headshot"))


def test_keeping_past_the_cap_is_seen(monkeypatch) -> None:
    world = watched(reviewing(2, result_cap=timedelta(days=8)))
    world.wait(timedelta(days=6, minutes=1))
    monkeypatch.setattr(
        retention, "_until", lambda turn, variants: variants[0].expires_at + turn.facts.result_retention
    )
    breaks("nothing is kept past the cap", lambda: world.press("keep.longer"))


def test_a_picture_given_without_a_tick_is_seen(monkeypatch) -> None:
    world = watched(reviewing(directory_recipient="the staff list", directory_days=365))
    world.react("approve", 1)
    monkeypatch.setattr(staff_directory, "BOX", "photos")
    name = "the directory gets only what its owner ticked"
    breaks(name, lambda: world.submit(world.form(), tick=("photos",)))


def test_a_picture_given_to_whom_nobody_was_asked_about_is_seen(monkeypatch) -> None:
    world = watched(reviewing(directory_recipient="the staff list", directory_days=365))
    world.react("approve", 1)
    form = world.form()
    watched(world, directory_recipient="the press")
    monkeypatch.setattr(staff_directory, "_tag", lambda recipient: form.action.rpartition("/")[2])
    monkeypatch.setattr(
        staff_directory, "ForDirectory", lambda **given: wish.ForDirectory(**given | {"recipient": "x"})
    )
    breaks("the directory gets it as the question said", lambda: world.submit(form, tick=("directory",)))


def test_a_directory_asked_about_among_what_is_needed_is_seen(monkeypatch) -> None:
    monkeypatch.setattr(
        staff_directory, "Box", lambda name, label, required: Box(name=name, label=label, required=True)
    )
    world = watched(reviewing(directory_recipient="the staff list", directory_days=365))
    breaks("the directory is asked about by itself, not needed", lambda: world.react("approve", 1))


def test_a_way_the_table_does_not_know_is_seen(monkeypatch) -> None:
    monkeypatch.setattr(
        fallback, "command", lambda turn: turn.go(Reviewing(purpose="cv", engine="studio"), say(text("stop")))
    )
    breaks("a phase is left only as the table says", lambda: watched(World()).command("selfie"))


def test_a_text_without_a_sentence_is_seen(monkeypatch) -> None:
    monkeypatch.setattr(fallback, "command", lambda turn: turn.stay(say(text("no-such-key"))))
    with pytest.raises(UnknownText):
        watched(World()).command("selfie")


def _picture(object_id: ObjectId | None) -> Picture:
    assert object_id is not None
    return Picture(
        object_id=object_id,
        caption=text("caption-backdrop"),
        alt=text("alt-unlabelled", number=1, what_key="alt-backdrop"),
        filename="x.jpg",
    )


class _AnyStateIsRejected:
    """Stands in for VariantState in one module: every picture counts as rejected there."""

    REJECTED = VariantState.READY
    APPROVED = VariantState.APPROVED
    READY = VariantState.READY
