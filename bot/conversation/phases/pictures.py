"""A finished picture is shown in a message of its own, with caption, alt text, edits and votes; or it was withheld."""

from __future__ import annotations

from datetime import timedelta

from bot.conversation import consent, edits
from bot.conversation.actions import action
from bot.conversation.effects import Effect, EraseVariants, Say, SetTimer
from bot.conversation.events import Timer, VariantArrived
from bot.conversation.phases import redrawing, remaking
from bot.conversation.phases.retention import NOTICE
from bot.conversation.table import ANYWHERE, Rule, heard
from bot.conversation.turn import AnyTurn, Step, Turn
from bot.conversation.wording import say, text
from bot.ports import Button, Outgoing, Picture
from storage.records import Variant, VariantState

REACTIONS = ("👍", "👎", "🗑")


def arrived(turn: Turn[VariantArrived, object]) -> Step:
    """Shown in any phase; never where consent was withdrawn meanwhile."""
    event = turn.event
    variant = event.variant
    if variant.state is VariantState.WITHHELD:
        often, buttons = redrawing.after_failures(turn.facts, variant)
        return turn.stay(say(edits.why_withheld(variant), text("withheld-not-you"), *often, buttons=buttons))
    if variant.object_id is None:
        return turn.stay()
    if not turn.facts.living >= consent.rests_on(variant.edits.engine):
        return turn.stay(EraseVariants(variant_ids=(variant.id,)))
    return turn.stay(Say(message=remaking.beside(turn.facts, variant, message(variant))), *_reminder(turn, variant))


def message(variant: Variant) -> Outgoing:
    """The picture with everything said beside it. Raises ValueError for a picture without bytes."""
    if variant.object_id is None:
        raise ValueError("a picture without bytes cannot be shown")
    return Outgoing(
        text=text("picture", number=variant.number),
        lines=edits.lines(variant),
        picture=Picture(
            object_id=variant.object_id,
            caption=edits.caption(variant.edits),
            alt=edits.alt(variant),
            filename=filename(variant),
            before_id=variant.before_id,
        ),
        buttons=(*vote_buttons(variant), *remaking.offers(variant)),
        subject=variant.id,
        reactions=REACTIONS,
    )


def vote_buttons(variant: Variant) -> tuple[Button, ...]:
    return tuple(
        Button(
            action=action(f"vote.{vote}", variant.id),
            label=text(f"vote-{vote}", number=variant.number),
            style="danger" if vote == "erase" else "plain",
        )
        for vote in ("approve", "reject", "erase")
    )


def filename(variant: Variant) -> str:
    ending = "png" if variant.media_type == "image/png" else "jpg"
    return f"picture-{variant.number}.{ending}"


def _reminder(turn: AnyTurn, variant: Variant) -> tuple[Effect, ...]:
    """One reminder a day before the set is erased; none where it would be due at once."""
    due_at = variant.expires_at - NOTICE
    if due_at <= turn.now + timedelta(minutes=1):
        return ()
    return (SetTimer(name=Timer.EXPIRY, due_at=due_at, subject=variant.job_id),)


RULES: tuple[Rule, ...] = (heard(VariantArrived, arrived, here=ANYWHERE),)
