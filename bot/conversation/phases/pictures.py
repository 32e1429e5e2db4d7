"""A finished picture is shown in a message of its own, with caption, alt text, edits and votes; or it was withheld."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.conversation import consent, edits
from bot.conversation.actions import action
from bot.conversation.effects import Effect, EraseVariants, Say, SetTimer
from bot.conversation.events import Timer, VariantArrived
from bot.conversation.facts import Facts
from bot.conversation.phases import redrawing, remaking
from bot.conversation.phases.retention import NOTICE
from bot.conversation.purposes import BY_ID
from bot.conversation.table import ANYWHERE, Rule, heard
from bot.conversation.turn import AnyTurn, Step, Turn
from bot.conversation.wording import say, text
from bot.naming import Named
from bot.ports import Button, Outgoing, Picture
from storage.records import Variant, VariantState

DEFAULT_PURPOSE = "profile"
VOTES = ("approve", "reject", "erase")
REACTIONS = ("👍", "👎", "🗑")
STANDING = {VariantState.APPROVED: "approve", VariantState.REJECTED: "reject"}


def arrived(turn: Turn[VariantArrived, object]) -> Step:
    """Shown in any phase; never where consent was withdrawn meanwhile."""
    event = turn.event
    variant = event.variant
    if variant.state is VariantState.WITHHELD:
        often, buttons = redrawing.after_failures(turn.facts, variant)
        why = edits.why_withheld(variant)
        return turn.stay(say(why, text("withheld-not-you"), *often, buttons=buttons, group=variant.job_id))
    if variant.object_id is None:
        return turn.stay()
    if not turn.facts.living >= consent.rests_on(variant.edits.engine):
        return turn.stay(EraseVariants(variant_ids=(variant.id,)))
    return turn.stay(shown(turn.facts, variant), *_reminder(turn, variant))


def shown(facts: Facts, variant: Variant) -> Say:
    """Shows the picture; on a page its message is changed in its place whenever it is shown again."""
    told = remaking.beside(facts, variant, message(facts, variant))
    return Say(message=replace(told, slot=f"picture:{variant.id}") if facts.laid_out else told)


def voted(facts: Facts, variant: Variant, state: VariantState) -> tuple[Effect, ...]:
    """On a page the picture itself shows the vote that stands; elsewhere the person's own reaction does."""
    return (shown(facts, replace(variant, state=state)),) if facts.laid_out else ()


def message(facts: Facts, variant: Variant) -> Outgoing:
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
            named=named(variant, purpose_of(facts, variant)),
            before_id=variant.before_id,
            width=variant.width,
            height=variant.height,
        ),
        buttons=(*vote_buttons(variant), *remaking.offers(variant)),
        subject=variant.id,
        reactions=REACTIONS,
        vote=STANDING.get(variant.state, ""),
        group=variant.job_id,
    )


def vote_buttons(variant: Variant) -> tuple[Button, ...]:
    return tuple(
        Button(
            action=action(f"vote.{vote}", variant.id),
            label=text(f"vote-{vote}", number=variant.number),
            style="danger" if vote == "erase" else "plain",
        )
        for vote in VOTES
    )


def filename(variant: Variant) -> str:
    ending = "png" if variant.media_type == "image/png" else "jpg"
    return f"picture-{variant.number}.{ending}"


def named(variant: Variant, purpose: str) -> Named:
    day = variant.created_at.date().isoformat()
    return Named(look=variant.edits.look, purpose=purpose, label=variant.edits.label, day=day)


def purpose_of(facts: Facts, variant: Variant) -> str:
    """What this picture was made for, as its job says; ``DEFAULT_PURPOSE`` where that job is gone."""
    asked = facts.request_of(variant)
    use = BY_ID.get(asked.purpose) if asked is not None else None
    return use.id if use is not None and use.edited else DEFAULT_PURPOSE


def _reminder(turn: AnyTurn, variant: Variant) -> tuple[Effect, ...]:
    """One reminder a day before the set is erased; none where it would be due at once."""
    due_at = variant.expires_at - NOTICE
    if due_at <= turn.now + timedelta(minutes=1):
        return ()
    return (SetTimer(name=Timer.EXPIRY, due_at=due_at, subject=variant.job_id),)


RULES: tuple[Rule, ...] = (heard(VariantArrived, arrived, here=ANYWHERE),)
