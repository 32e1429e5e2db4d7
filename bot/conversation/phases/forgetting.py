"""/forget-me from anywhere: counts, one question, everything gone. And the two ways out that need no question."""

from __future__ import annotations

from dataclasses import replace

from bot.conversation.effects import CancelJobs, Effect, ErasePhotos, ForgetEverything, Say
from bot.conversation.events import Forgotten
from bot.conversation.phases import personas, staff_directory
from bot.conversation.states import Forgetting, Idle, State, start
from bot.conversation.turn import Step, Turn, later_stamp, photos_in_work, votable
from bot.conversation.wording import button, say, text
from bot.ports import Text

# What may remain after forgetting, as storage names it on the deletion receipt; anything else is told as "other".
LEFT: tuple[str, ...] = (
    "audit_lines", "erasure_list", "quota_hashes", "event_hashes", "block_list", "directory_picture", "message_ids",
    "keys_copy", "journal",
)  # fmt: skip


def ask(turn: Turn) -> Step:
    """Names what would go. The buttons belong to this question: an older [Erase] does nothing."""
    return _question(turn)


def which(turn: Turn) -> Step:
    """Words that are neither: what cannot be undone is done only on a plain "erase"."""
    return _question(turn, text("forget-which"))


def _question(turn: Turn, *head: Text) -> Step:
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
                button("forget.erase", state.asked, text("forget-erase")),
                button("forget.keep", state.asked, text("forget-keep")),
            ),
        ),
    )


def unless_spoken_since(before: State, after: State, effects: tuple[Effect, ...]) -> State:
    """Words answer the last thing said: once something else was, the question waits for its buttons alone."""
    spoken = any(isinstance(effect, Say) for effect in effects) and after.forget_asked == before.forget_asked
    return replace(after, forget_asked=0) if spoken and after.forget_asked else after


def erase(turn: Turn) -> Step:
    return turn.go(Forgetting(), ForgetEverything())


def keep(turn: Turn) -> Step:
    """The question is closed, so that its [Erase] cannot be pressed by accident later."""
    state = replace(turn.state, asked=later_stamp(turn.state.asked, turn.now))
    return state, (say(text("forget-kept")),)


def again(turn: Turn) -> Step:
    """Asked once more while it runs: starting it twice erases nothing twice."""
    return turn.stay(ForgetEverything(), say(text("forget-running")))


def running(turn: Turn) -> Step:
    return turn.stay(say(text("forget-running")))


def late(turn: Turn) -> Step:
    """A worker's word about something that is being erased: nothing is shown any more."""
    return turn.stay()


def forgotten(turn: Turn) -> Step:
    """A stranger again. What could not be deleted is named, each with its reason; the shell adds the receipt."""
    event = turn.event
    if not isinstance(event, Forgotten):
        raise TypeError("the table sends only finished erasures here")
    left = [code if code in LEFT else "other" for code in event.left]
    return start(), (
        say(
            text("forgotten"),
            *(() if "keys_copy" in left else (text("forgotten-copies"),)),
            text("chat-not-erased"),
            *((text("forgotten-links", count=len(event.links), links="\n".join(event.links)),) if event.links else ()),
            *(text(f"left-{code}") for code in dict.fromkeys(left)),
            text("chat-receipt"),
        ),
    )


def minor(turn: Turn) -> Step:
    """Thanked, everything erased, without a question and without asking for an age."""
    return turn.go(Forgetting(), say(text("minor-thanks")), ForgetEverything())


def stop(turn: Turn) -> Step:
    """The person is done: jobs stop, photos go at once, pictures stay until their date or a vote."""
    effects: list[Effect] = []
    if photos_in_work(turn.facts) or personas.running(turn.facts):
        effects.append(CancelJobs())
    if turn.facts.photos:
        effects.append(ErasePhotos())
    made = votable(turn.facts)
    kept = (text("stopped-pictures", count=len(made)),) if made else ()
    head = text("stopped-photos") if turn.facts.photos else text("stopped")
    return turn.go(Idle(), *effects, say(head, *kept))
