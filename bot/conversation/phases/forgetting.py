"""/forget-me: one question with counts, then everything is erased. Minors and /stop need no question."""

from __future__ import annotations

from dataclasses import replace

from bot.commands import Command
from bot.conversation.actions import Verb
from bot.conversation.effects import CancelJobs, Effect, ErasePhotos, ForgetEverything, Say
from bot.conversation.events import Forgotten
from bot.conversation.phases import jobs, personas, staff_directory
from bot.conversation.states import (
    AskedForConsent,
    ChoosingConsent,
    DescribingPersona,
    Forgetting,
    Idle,
    Making,
    MakingPersona,
    Reviewing,
    ReviewingPersona,
    State,
    start,
)
from bot.conversation.table import ALWAYS, ANYWHERE, Fresh, Rule, at, commanded, heard, pressed
from bot.conversation.triggers import ForgetUnclear, SaidMinor
from bot.conversation.turn import AnyTurn, Step, Turn, active_jobs, later_stamp, photos_in_work, votable
from bot.conversation.wording import button, say, text
from bot.ports import Text

# What may remain after forgetting, as storage names it on the deletion receipt; anything else is told as "other".
LEFT: tuple[str, ...] = (
    "audit_lines", "erasure_list", "quota_hashes", "event_hashes", "directory_picture", "message_ids",
    "keys_copy", "keys_volume", "journal", "painted_elsewhere",
)  # fmt: skip


def ask(turn: AnyTurn) -> Step:
    """Names what would be erased. The buttons belong to this question: an older [Erase] does nothing."""
    return _question(turn)


def which(turn: AnyTurn) -> Step:
    """Words that are neither "erase" nor "keep": it is asked again, since erasing cannot be undone."""
    return _question(turn, text("forget-which"))


def _question(turn: AnyTurn, *head: Text) -> Step:
    stamp = later_stamp(turn.state.asked, turn.now)
    state = replace(turn.state, asked=stamp, forget_asked=stamp)
    return state, (
        say(
            *head,
            text(
                "forget-ask",
                photos=len(turn.facts.photos),
                pictures=len(votable(turn.facts)),
                choices=len(turn.facts.living),
            ),
            *staff_directory.handed_over(turn.facts.directory),
            text("forget-ask-final"),
            buttons=(
                button(Verb.FORGET_ERASE, state.asked, text("forget-erase")),
                button(Verb.FORGET_KEEP, state.asked, text("forget-keep")),
            ),
        ),
    )


def unless_spoken_since(before: State, after: State, effects: tuple[Effect, ...]) -> State:
    """Typed words answer the last message only: after another message the question is answered by its buttons alone."""
    spoken = any(isinstance(effect, Say) for effect in effects) and after.forget_asked == before.forget_asked
    return replace(after, forget_asked=0) if spoken and after.forget_asked else after


def erase(turn: AnyTurn) -> Step:
    return turn.go(Forgetting(), ForgetEverything())


def keep(turn: AnyTurn) -> Step:
    """Closes the question, so that its [Erase] does nothing when it is pressed later."""
    state = replace(turn.state, asked=later_stamp(turn.state.asked, turn.now))
    return state, (say(text("forget-kept")),)


def again(turn: AnyTurn) -> Step:
    """/forget-me while it runs. Starting it twice is harmless."""
    return turn.stay(ForgetEverything(), say(text("forget-running")))


def running(turn: AnyTurn) -> Step:
    return turn.stay(say(text("forget-running")))


def late(turn: AnyTurn) -> Step:
    """An event from elsewhere while everything is being erased: nothing is shown any more."""
    return turn.stay()


def forgotten(turn: Turn[Forgotten, object]) -> Step:
    """The person is a stranger again."""
    return start(), (last_words(turn.event),)


def last_words(event: Forgotten) -> Say:
    """Names what could not be deleted, each with its reason. The shell adds the receipt.

    The shell says this without a step: the person's rows are gone, and with them the state to start from.
    """
    left = [code if code in LEFT else "other" for code in event.left]
    return say(
        text("forgotten"),
        *(() if "keys_copy" in left else (text("forgotten-copies"),)),
        text("chat-not-erased"),
        *((text("forgotten-links", count=len(event.links), links="\n".join(event.links)),) if event.links else ()),
        *((text("forgotten-left"),) if left else ()),
        *(text(f"left-{code}") for code in dict.fromkeys(left)),
        text("chat-receipt"),
    )


def minor(turn: AnyTurn) -> Step:
    """Thanks the person and erases everything, without a question and without asking for an age."""
    return turn.go(Forgetting(), say(text("minor-thanks")), ForgetEverything())


def leave(turn: AnyTurn) -> Step:
    """The button that says "Stop" and no more: jobs stop and nothing is erased."""
    running = tuple(job.id for job in active_jobs(turn.facts))
    state, effects = jobs.leave(turn)
    return state, (*((CancelJobs(job_ids=running),) if running else ()), *effects)


def stop(turn: AnyTurn) -> Step:
    """The person is done: jobs stop and photos are erased at once; pictures stay until their date or a vote."""
    effects: list[Effect] = []
    if photos_in_work(turn.facts) or personas.running(turn.facts):
        effects.append(CancelJobs())
    if turn.facts.photos:
        effects.append(ErasePhotos())
    made = votable(turn.facts)
    kept = (text("stopped-pictures", count=len(made)),) if made else ()
    head = text("stopped-photos") if turn.facts.photos else text("stopped")
    return turn.go(Idle(), *effects, say(head, *kept))


RULES: tuple[Rule, ...] = (
    commanded(Command.STOP, stop, here=ANYWHERE, to=(Idle,)),
    pressed(Verb.SESSION_ERASE, stop, here=at(Making, Reviewing, Idle), fresh=Fresh.SESSION, to=(Idle,)),
    pressed(Verb.SESSION_ERASE, stop, here=at(MakingPersona, ReviewingPersona), fresh=Fresh.SESSION, to=(Idle,)),
    pressed(Verb.SESSION_STOP, leave, here=at(Making, Reviewing, Idle), fresh=Fresh.SESSION, to=(Idle,)),
    pressed(Verb.SESSION_STOP, leave, here=at(MakingPersona, ReviewingPersona), fresh=Fresh.SESSION, to=(Idle,)),
    commanded(Command.FORGET_ME, ask, here=ANYWHERE),
    commanded(Command.FORGET_ME, again, here=at(Forgetting)),
    pressed(Verb.FORGET_ERASE, erase, here=ANYWHERE, fresh=Fresh.ASKED, to=(Forgetting,)),
    pressed(Verb.FORGET_KEEP, keep, here=ANYWHERE, fresh=Fresh.ASKED),
    heard(ForgetUnclear, which, here=ANYWHERE),
    pressed(
        Verb.MINOR,
        minor,
        here=at(AskedForConsent, ChoosingConsent, DescribingPersona),
        fresh=Fresh.SESSION,
        to=(Forgetting,),
    ),
    heard(SaidMinor, minor, here=ANYWHERE, to=(Forgetting,)),
    heard(Forgotten, forgotten, here=ALWAYS, to=(Idle,)),
)
