"""The photo as it was sent: it comes back byte for byte with the first approval, and once more before it is erased.

A picture says which photos its job was given, and not which of them it shows. So all of them come back that are kept.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.conversation.effects import Effect, Say, SetTimer
from bot.conversation.events import OriginalIsGoing, Timer
from bot.conversation.facts import Facts
from bot.conversation.table import ANYWHERE, Rule, heard
from bot.conversation.turn import AnyTurn, Step, Turn
from bot.conversation.wording import text
from bot.ports import Outgoing, Text
from storage.records import ObjectId, Photo, Variant, VariantState

DOCUMENT = "original"
AGAIN = timedelta(hours=24)  # before the photo is erased
AGAIN_SHORT = timedelta(hours=2)  # the same where it is kept for a day or less
FIRST = frozenset({"speaking", "profile"})  # uses in which people look for the person: the original goes first


def of(facts: Facts, variant: Variant) -> tuple[Photo, ...]:
    """The photos that this picture's job was given, as far as they are still kept."""
    asked = facts.request_of(variant)
    return tuple(photo for photo in facts.photos if asked is not None and photo.id in asked.photo_ids)


def on_a_page(facts: Facts, variant: Variant) -> ObjectId | None:
    """The photo itself, for the card of an approved picture; None where more than one may be meant."""
    asked = facts.request_of(variant)
    if asked is None or len(asked.photo_ids) != 1:
        return None
    return next((photo.object_id for photo in of(facts, variant)), None)


def handed(turn: AnyTurn, variant: Variant) -> tuple[Effect, ...]:
    """With the first approved picture of each photo. A page's card has a link to the photo; then that is enough."""
    linked = turn.facts.laid_out and on_a_page(turn.facts, variant) is not None
    effects: list[Effect] = []
    for photo in _not_handed_yet(turn.facts, variant):
        if not linked:
            effects.append(_says(text("original-comes", erased_at=photo.expires_at), photo))
        again_at = _again_at(photo, turn.now)
        if again_at is not None:
            effects.append(SetTimer(name=Timer.ORIGINAL, due_at=again_at, subject=photo.id))
    return tuple(effects)


def first(facts: Facts, variant: Variant, purpose: str) -> tuple[Text, ...]:
    """Advice where people look for the person themselves; none once the original is gone."""
    return (text("original-first"),) if purpose in FIRST and of(facts, variant) else ()


def going(turn: Turn[OriginalIsGoing, object]) -> Step:
    """Once more, if the photo is still kept and a picture of it is still approved."""
    photo = next((photo for photo in turn.facts.photos if photo.id == turn.event.subject), None)
    if photo is None or not any(photo in of(turn.facts, each) for each in _approved(turn.facts)):
        return turn.stay()
    return turn.stay(_says(text("original-going", erased_at=photo.expires_at), photo))


def _not_handed_yet(facts: Facts, variant: Variant) -> tuple[Photo, ...]:
    others = (each for each in _approved(facts) if each.id != variant.id)
    before = {photo.id for other in others for photo in of(facts, other)}
    return tuple(photo for photo in of(facts, variant) if photo.id not in before)


def _approved(facts: Facts) -> tuple[Variant, ...]:
    return tuple(variant for variant in facts.variants if variant.state is VariantState.APPROVED)


def _again_at(photo: Photo, now: datetime) -> datetime | None:
    """None where too little time is left to say it twice."""
    moments = (photo.expires_at - AGAIN, photo.expires_at - AGAIN_SHORT)
    return next((moment for moment in moments if moment > now), None)


def _says(words: Text, photo: Photo) -> Say:
    return Say(message=Outgoing(text=words), document=DOCUMENT, document_subject=photo.id)


RULES: tuple[Rule, ...] = (heard(OriginalIsGoing, going, here=ANYWHERE),)
