"""Answers to unknown words, old buttons, unknown commands and what cannot be taken. None of them changes anything."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from bot.conversation.effects import Say
from bot.conversation.events import StateUnreadable
from bot.conversation.facts import Facts
from bot.conversation.phases import choices, looks, opening, personas, photos, redrawing, release
from bot.conversation.states import (
    AskedForConsent,
    ChoosingConsent,
    ChoosingEngine,
    ChoosingLook,
    ChoosingPersonaUse,
    ChoosingPurpose,
    CollectingPhotos,
    DescribingPersona,
    Forgetting,
    Idle,
    Making,
    MakingPersona,
    Phase,
    Reviewing,
    ReviewingPersona,
    SigningRelease,
    State,
    start,
)
from bot.conversation.table import ALWAYS, ANYWHERE, Rule, heard
from bot.conversation.triggers import Words
from bot.conversation.turn import AnyTurn, Step, Turn, good_photos, later_stamp, votable
from bot.conversation.wording import say, text
from bot.ports import Noticed

SHARED_CHAT = "shared-chat"  # two organisations carry this chat, and either may keep copies
LATE = "late"  # a click that came too late to open its form
NOTICED = ("forwarded", "sticker", "voice", "video", "poll", LATE, SHARED_CHAT)


def prompt(facts: Facts, state: State) -> tuple[Say, ...]:
    """The current question once more; empty where nothing is asked."""
    asked: Say | None = None
    match state.phase:
        case Idle() | Reviewing() | ReviewingPersona() | Forgetting():
            asked = None
        case ChoosingPurpose():
            asked = opening.ask_purpose(facts, state)
        case ChoosingEngine():
            asked = opening.ask_engine(facts, state)
        case AskedForConsent():
            asked = choices.gate(state)
        case ChoosingConsent():
            asked = choices.form(facts, state, state.phase.engine)
        case SigningRelease():
            asked = release.ask(facts, state, state.phase.ticked)
        case CollectingPhotos():
            asked = photos.prompt(facts, state)
        case ChoosingLook():
            asked = looks.ask(facts, state) if good_photos(facts, state.phase.purpose) else photos.prompt(facts, state)
        case ChoosingPersonaUse():
            asked = personas.ask_use(state)
        case DescribingPersona():
            asked = personas.ask(facts, state)
        case MakingPersona() | Making():
            asked = say(text("still-making"), buttons=redrawing.offer(state))
        case _:
            assert_never(state.phase)
    return (asked,) if asked else ()


def words(turn: Turn[Words, Phase]) -> Step:
    """Typed words that mean nothing here: the answer says so and names what would be understood."""
    if turn.event.other:
        return turn.stay(say(text(f"instead-of-words-{turn.event.other}")), *prompt(turn.facts, turn.state))
    if isinstance(turn.phase, Idle | Reviewing | ReviewingPersona):
        made = votable(turn.facts)
        known = text("words-votes", number=made[0].number) if made else text("words-start")
        return turn.stay(say(text("words-unknown"), known))
    return turn.stay(say(text("words-unknown")), *prompt(turn.facts, turn.state))


def noticed(turn: Turn[Noticed, Phase]) -> Step:
    """What was sent cannot be taken: the answer says what to send instead, and the current question stands again."""
    what = turn.event.what
    here = () if what == SHARED_CHAT else prompt(turn.facts, turn.state)
    return turn.stay(say(text(f"noticed-{what}")), *here)


def command(turn: AnyTurn) -> Step:
    return turn.stay(say(text("command-unknown")))


def stale(turn: AnyTurn) -> Step:
    """A button of an earlier step or round: it does nothing, and the current question is shown again."""
    here = prompt(turn.facts, turn.state)
    return turn.stay(say(text("stale") if here else text("stale-idle")), *here)


def nothing(turn: AnyTurn) -> Step:
    """An event from elsewhere that means nothing in this phase."""
    return turn.stay()


def fresh_start(turn: AnyTurn) -> Step:
    """The stored state could not be read. The person is told; photos and pictures stay.

    The session is a new one, so that new requests get other idempotency keys than those made before.
    """
    state = replace(start(), session=later_stamp(turn.state.session, turn.now))
    return state, (say(text("fresh-start")),)


RULES: tuple[Rule, ...] = (
    heard(StateUnreadable, fresh_start, here=ALWAYS, to=(Idle,)),
    heard(Words, words, here=ANYWHERE),
    heard(Noticed, noticed, here=ANYWHERE),
)
