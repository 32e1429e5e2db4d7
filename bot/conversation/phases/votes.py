"""👍 👎 🗑, by reaction, button or word, in any phase. The last vote wins; only 🗑 cannot be taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from bot.conversation import consent
from bot.conversation.effects import (
    Effect,
    EraseVariants,
    MarkVariant,
    SetTimer,
    Unsay,
)
from bot.conversation.events import TimerFired
from bot.conversation.phases import approval, staff_directory
from bot.conversation.turn import Step, Turn, find_votable, numbers, votable
from bot.conversation.wording import button, hand_over, say, text
from bot.ports import Reacted
from storage.records import Variant, VariantState

UNDO = timedelta(seconds=60)
ERASE = "erase"  # the timer's name; its subject is the variant


def voted(turn: Turn) -> Step:
    """A vote for a picture that is not this person's, or not there any more, is answered the same way."""
    variant = find_votable(turn.facts, turn.action.argument)
    if variant is None:
        return turn.stay(say(text("vote-gone")))
    vote = VOTES.get(turn.action.choice)
    return vote(turn, variant) if vote else turn.stay(say(text("vote-gone")))


def which(turn: Turn) -> Step:
    """A typed vote without a number, or with a number that no picture has."""
    made = votable(turn.facts)
    if not made:
        return turn.stay(say(text("vote-none")))
    return turn.stay(say(text("vote-which", numbers=numbers(made), number=made[0].number)))


def unreacted(turn: Turn) -> Step:
    """Taking a reaction off withdraws that vote, if it still is the vote. Anything else stays as it is."""
    event = turn.event
    if not isinstance(event, Reacted):
        raise TypeError("the table sends only removed reactions here")
    variant = find_votable(turn.facts, event.subject)
    if variant is None:
        return turn.stay()
    if event.emoji == "approve" and variant.state is VariantState.APPROVED:
        if not turn.facts.living >= consent.HOLDING:
            return _reject(turn, variant)  # an unapproved picture may not stay once consent is gone
        out = staff_directory.of_picture(turn.facts, variant)
        return turn.stay(_back(turn, variant), say(text("vote-withdrawn", number=variant.number), *out))
    if event.emoji == "reject" and variant.state is VariantState.REJECTED:
        return _undo(turn, variant)
    return turn.stay()


def _approve(turn: Turn, variant: Variant) -> Step:
    if variant.state is VariantState.APPROVED:
        files = button("vote.files", variant.id, text("files-again"))
        return turn.stay(say(text("vote-approved-already", number=variant.number), buttons=(files,)))
    saved = _saved(variant)
    return turn.stay(
        *saved,
        MarkVariant(variant_id=variant.id, state=VariantState.APPROVED),
        *approval.kit(turn.facts, variant),
        *staff_directory.offered(turn, variant),
    )


def _reject(turn: Turn, variant: Variant) -> Step:
    undo = button("vote.undo", variant.id, text("vote-undo"))
    if variant.state is VariantState.REJECTED:
        return turn.stay(say(text("vote-rejected-already", number=variant.number), buttons=(undo,)))
    return turn.stay(
        MarkVariant(variant_id=variant.id, state=VariantState.REJECTED),
        SetTimer(name=ERASE, due_at=turn.now + UNDO, subject=variant.id),
        say(
            text("vote-rejected", number=variant.number, seconds=int(UNDO.total_seconds())),
            *staff_directory.of_picture(turn.facts, variant),
            buttons=(undo,),
        ),
    )


def _erase(turn: Turn, variant: Variant) -> Step:
    out = staff_directory.of_picture(turn.facts, variant)
    return turn.stay(*_saved(variant), *_gone(variant), say(text("vote-erased", number=variant.number), *out))


def _undo(turn: Turn, variant: Variant) -> Step:
    if variant.state is not VariantState.REJECTED:
        return turn.stay(say(text("vote-undo-nothing", number=variant.number)))
    return turn.stay(*_saved(variant), _back(turn, variant), say(text("vote-undone", number=variant.number)))


def _files(turn: Turn, variant: Variant) -> Step:
    if variant.state is not VariantState.APPROVED:
        return turn.stay(say(text("files-after-approval", number=variant.number)))
    return turn.stay(hand_over("files", variant.id))


def undo_is_over(turn: Turn) -> Step:
    """Only a picture that still is rejected is erased: an undo that came in between wins."""
    event = turn.event
    if not isinstance(event, TimerFired):
        raise TypeError("the table sends only timers here")
    variant = find_votable(turn.facts, event.subject)
    if variant is None or variant.state is not VariantState.REJECTED:
        return turn.stay()
    return turn.stay(*_gone(variant))


def _saved(variant: Variant) -> tuple[Effect, ...]:
    """The erasing that a rejection had set going is called off, or needless."""
    return (SetTimer(name=ERASE, due_at=None, subject=variant.id),) if variant.state is VariantState.REJECTED else ()


def _back(turn: Turn, variant: Variant) -> Effect:
    """Undecided again; without a living consent only an approved picture may stay, so it goes back to that."""
    held = turn.facts.living >= consent.HOLDING
    return MarkVariant(variant_id=variant.id, state=VariantState.READY if held else VariantState.APPROVED)


def _gone(variant: Variant) -> tuple[Effect, ...]:
    return EraseVariants(variant_ids=(variant.id,)), Unsay(subject=variant.id)


VOTES: dict[str, Callable[[Turn, Variant], Step]] = {
    "approve": _approve,
    "reject": _reject,
    "erase": _erase,
    "undo": _undo,
    "files": _files,
}
