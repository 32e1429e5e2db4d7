"""👍 👎 🗑 by reaction, button or word, in any phase. The last vote wins; only 🗑 cannot be undone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from bot.conversation import consent
from bot.conversation.actions import Verb
from bot.conversation.effects import (
    Effect,
    EraseVariants,
    MarkVariant,
    SetTimer,
    Unsay,
)
from bot.conversation.events import Timer, UndoIsOver
from bot.conversation.phases import approval, originals, pictures, staff_directory
from bot.conversation.table import ANYWHERE, Rule, heard, pressed
from bot.conversation.triggers import Press, SeveralVotes, VoteTakenBack, VoteUnclear
from bot.conversation.turn import AnyTurn, Step, Turn, find_votable, numbers, votable
from bot.conversation.wording import button, hand_over, say, text
from storage.records import Variant, VariantState

UNDO = timedelta(seconds=60)


def voted(turn: Turn[Press, object]) -> Step:
    """A vote for a picture of somebody else gets the same answer as one for a picture that is gone."""
    variant = find_votable(turn.facts, turn.event.argument)
    if variant is None:
        return turn.stay(say(text("vote-gone")))
    vote = VOTES.get(turn.event.choice)
    return vote(turn, variant) if vote else turn.stay(say(text("vote-gone")))


def which(turn: AnyTurn) -> Step:
    """A typed vote without a number, or with a number that no picture has."""
    made = votable(turn.facts)
    if not made:
        return turn.stay(say(text("vote-none")))
    return turn.stay(say(text("vote-which", numbers=numbers(made), number=made[0].number)))


def unreacted(turn: Turn[VoteTakenBack, object]) -> Step:
    """Removing a reaction withdraws that vote, if it is still the picture's vote."""
    event = turn.event
    variant = find_votable(turn.facts, event.subject)
    if variant is None:
        return turn.stay()
    if event.vote == "approve" and variant.state is VariantState.APPROVED:
        if not turn.facts.living >= consent.HOLDING:
            return _reject(turn, variant)  # an unapproved picture may not stay once consent is gone
        out = staff_directory.of_picture(turn.facts, variant)
        return turn.stay(*_back(turn, variant), say(text("vote-withdrawn", number=variant.number), *out))
    if event.vote == "reject" and variant.state is VariantState.REJECTED:
        return _undo(turn, variant)
    return turn.stay()


def several(turn: Turn[SeveralVotes, object]) -> Step:
    """Nobody knows which of them came last, so the person is asked. The vote that stood still stands."""
    variant = find_votable(turn.facts, turn.event.subject)
    if variant is None:
        return turn.stay(say(text("vote-gone")))
    given = [vote for vote in pictures.VOTES if vote in turn.event.votes]
    buttons = tuple(button(f"vote.{vote}", variant.id, text(f"vote-{vote}", number=variant.number)) for vote in given)
    return turn.stay(say(text("vote-several", number=variant.number), buttons=buttons))


def _approve(turn: AnyTurn, variant: Variant) -> Step:
    if variant.state is VariantState.APPROVED:
        files = button("vote.files", variant.id, text("files-again"))
        return turn.stay(say(text("vote-approved-already", number=variant.number), buttons=(files,)))
    saved = _saved(variant)
    return turn.stay(
        *saved,
        *_marked(turn, variant, VariantState.APPROVED),
        *approval.kit(turn.facts, variant),
        *originals.handed(turn, variant),
        *staff_directory.offered(turn, variant),
    )


def _reject(turn: AnyTurn, variant: Variant) -> Step:
    undo = button("vote.undo", variant.id, text("vote-undo"))
    if variant.state is VariantState.REJECTED:
        return turn.stay(say(text("vote-rejected-already", number=variant.number), buttons=(undo,)))
    return turn.stay(
        *_marked(turn, variant, VariantState.REJECTED),
        SetTimer(name=Timer.ERASE, due_at=turn.now + UNDO, subject=variant.id),
        say(
            text("vote-rejected", number=variant.number, seconds=int(UNDO.total_seconds())),
            *staff_directory.of_picture(turn.facts, variant),
            buttons=(undo,),
        ),
    )


def _erase(turn: AnyTurn, variant: Variant) -> Step:
    out = staff_directory.of_picture(turn.facts, variant)
    return turn.stay(*_saved(variant), *_gone(variant), say(text("vote-erased", number=variant.number), *out))


def _undo(turn: AnyTurn, variant: Variant) -> Step:
    if variant.state is not VariantState.REJECTED:
        return turn.stay(say(text("vote-undo-nothing", number=variant.number)))
    return turn.stay(*_saved(variant), *_back(turn, variant), say(text("vote-undone", number=variant.number)))


def _files(turn: AnyTurn, variant: Variant) -> Step:
    if variant.state is not VariantState.APPROVED:
        return turn.stay(say(text("files-after-approval", number=variant.number)))
    return turn.stay(hand_over("files", variant.id))


def undo_is_over(turn: Turn[UndoIsOver, object]) -> Step:
    """Erases the picture if it is still rejected: an undo that came before wins."""
    event = turn.event
    variant = find_votable(turn.facts, event.subject)
    if variant is None or variant.state is not VariantState.REJECTED:
        return turn.stay()
    return turn.stay(*_gone(variant))


def _saved(variant: Variant) -> tuple[Effect, ...]:
    """Cancels the timer by which a rejected picture would be erased."""
    return (
        (SetTimer(name=Timer.ERASE, due_at=None, subject=variant.id),) if variant.state is VariantState.REJECTED else ()
    )


def _back(turn: AnyTurn, variant: Variant) -> tuple[Effect, ...]:
    """Undecided again. Without consent only an approved picture may stay, so then it is approved again."""
    held = turn.facts.living >= consent.HOLDING
    return _marked(turn, variant, VariantState.READY if held else VariantState.APPROVED)


def _marked(turn: AnyTurn, variant: Variant, state: VariantState) -> tuple[Effect, ...]:
    away = turn.facts.laid_out and variant.state is VariantState.APPROVED and state is not VariantState.APPROVED
    card_away = (Unsay(slot=approval.slot(variant)),) if away else ()
    return MarkVariant(variant_id=variant.id, state=state), *pictures.voted(turn.facts, variant, state), *card_away


def _gone(variant: Variant) -> tuple[Effect, ...]:
    return EraseVariants(variant_ids=(variant.id,)), Unsay(subject=variant.id)


VOTES: dict[str, Callable[[AnyTurn, Variant], Step]] = {
    "approve": _approve,
    "reject": _reject,
    "erase": _erase,
    "undo": _undo,
    "files": _files,
}


RULES: tuple[Rule, ...] = (
    pressed(Verb.VOTE, voted, here=ANYWHERE),
    heard(VoteUnclear, which, here=ANYWHERE),
    heard(VoteTakenBack, unreacted, here=ANYWHERE),
    heard(SeveralVotes, several, here=ANYWHERE),
    heard(UndoIsOver, undo_is_over, here=ANYWHERE),
)
