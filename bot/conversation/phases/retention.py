"""What time does: a reminder before pictures are erased, more time only at the person's wish, silent sessions."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.conversation.actions import Verb
from bot.conversation.effects import (
    Effect,
    ErasePhotos,
    EraseVariants,
    ExtendRetention,
    SetTimer,
    Unsay,
)
from bot.conversation.events import ExpiryIsNear, ReminderIsDue, SilenceIsOver, Timer
from bot.conversation.states import WAITING_FOR_PERSON, Idle, Phase, State
from bot.conversation.table import ANYWHERE, Rule, heard, pressed
from bot.conversation.triggers import Press
from bot.conversation.turn import AnyTurn, Step, Turn, numbers, photos_in_work, votable
from bot.conversation.wording import button, say, text
from storage.records import Variant, VariantState

NOTICE = timedelta(hours=24)
REMIND_AFTER = timedelta(minutes=30)
DROP_AFTER = timedelta(hours=2)


def expiry_is_near(turn: Turn[ExpiryIsNear, object]) -> Step:
    event = turn.event
    going = _of_job(turn, event.subject)
    if not going:
        return turn.stay()
    erased_at = min(variant.expires_at for variant in going)
    not_held = tuple(variant for variant in going if not variant.frozen)
    longest = _until(turn, not_held) if not_held else erased_at
    longer = button(Verb.KEEP_LONGER, event.subject, text("expiry-longer", days=_days(longest - erased_at)))
    return turn.stay(
        say(
            text("expiry-near", numbers=numbers(going), erased_at=erased_at),
            buttons=(
                *((longer,) if longest > erased_at else ()),
                button(Verb.KEEP_NOT, event.subject, text("expiry-erase-now"), style="danger"),
            ),
        )
    )


def keep_longer(turn: Turn[Press, object]) -> Step:
    """Extends once for each reminder: pressing an old button again adds nothing."""
    kept = tuple(variant for variant in _of_job(turn, turn.event.argument) if not variant.frozen)
    if not kept:
        return turn.stay(say(text("vote-gone")))
    erased_at = min(variant.expires_at for variant in kept)
    until = _until(turn, kept)
    if erased_at - turn.now > NOTICE or until <= erased_at:
        return turn.stay(say(text("expiry-kept-already", erased_at=erased_at)))
    return turn.stay(
        ExtendRetention(variant_ids=tuple(variant.id for variant in kept), until=until),
        SetTimer(name=Timer.EXPIRY, due_at=until - NOTICE, subject=turn.event.argument),
        say(text("expiry-extended", numbers=numbers(kept), erased_at=until)),
    )


def erase_now(turn: Turn[Press, object]) -> Step:
    """Erases only within the last day, after the reminder asked. Before that the button does nothing."""
    going = _of_job(turn, turn.event.argument)
    if not going:
        return turn.stay(say(text("vote-gone")))
    erased_at = min(variant.expires_at for variant in going)
    if erased_at - turn.now > NOTICE:
        return turn.stay(say(text("expiry-kept-already", erased_at=erased_at)))
    return turn.stay(
        EraseVariants(variant_ids=tuple(variant.id for variant in going)),
        *(Unsay(subject=variant.id) for variant in going),
        SetTimer(name=Timer.EXPIRY, due_at=None, subject=turn.event.argument),
        say(text("expiry-erased", numbers=numbers(going))),
    )


def _of_job(turn: AnyTurn, job_id: str) -> tuple[Variant, ...]:
    return tuple(v for v in votable(turn.facts) if v.job_id == job_id and v.state is not VariantState.REJECTED)


def _until(turn: AnyTurn, variants: tuple[Variant, ...]) -> datetime:
    """One more retention period, never past the cap counted from the day the picture was made."""
    cap = min(variant.created_at for variant in variants) + turn.facts.result_cap
    return min(min(variant.expires_at for variant in variants) + turn.facts.result_retention, cap)


def _days(span: timedelta) -> int:
    return max(round(span / timedelta(days=1)), 1)


def remind(turn: Turn[object, Phase]) -> Step:
    """Half an hour without an answer: one reminder, never a second."""
    if not isinstance(turn.phase, WAITING_FOR_PERSON):
        return turn.stay()
    if turn.facts.photos:
        return turn.stay(say(text("silence-remind-photos")))
    return turn.stay(say(text("silence-remind")))


def drop(turn: Turn[object, Phase]) -> Step:
    """Two hours without an answer: the session ends; its photos are erased, except those a job needs."""
    if not isinstance(turn.phase, WAITING_FOR_PERSON):
        return turn.stay()
    busy = photos_in_work(turn.facts)
    dropped = tuple(photo.id for photo in turn.facts.photos if photo.id not in busy)
    if not dropped:
        return turn.go(Idle(), say(text("silence-ended")))
    return turn.go(Idle(), ErasePhotos(photo_ids=dropped), say(text("silence-dropped", count=len(dropped))))


def silence(before: State, after: State, now: datetime, *, heard: bool) -> tuple[Effect, ...]:
    """The two timers of a waiting session: set again when something was heard, cancelled when nothing is asked."""
    waiting = isinstance(after.phase, WAITING_FOR_PERSON)
    if waiting and heard:
        return (
            SetTimer(name=Timer.REMIND, due_at=now + REMIND_AFTER),
            SetTimer(name=Timer.DROP, due_at=now + DROP_AFTER),
        )
    if not waiting and isinstance(before.phase, WAITING_FOR_PERSON):
        return SetTimer(name=Timer.REMIND, due_at=None), SetTimer(name=Timer.DROP, due_at=None)
    return ()


RULES: tuple[Rule, ...] = (
    heard(ExpiryIsNear, expiry_is_near, here=ANYWHERE),
    pressed(Verb.KEEP_LONGER, keep_longer, here=ANYWHERE),
    pressed(Verb.KEEP_NOT, erase_now, here=ANYWHERE),
    heard(ReminderIsDue, remind, here=ANYWHERE),
    heard(SilenceIsOver, drop, here=ANYWHERE, to=(Idle,)),
)
