"""Reporting “this is me and I did not agree”: a picture made here is put on hold, and its owner is told.

The reporter learns a case number only, and nothing about them is kept. The owner can still erase everything and get
their data. A stranger can hide a picture once, until the operator has looked.
"""

from __future__ import annotations

from bot.conversation.actions import Action, Verb
from bot.conversation.effects import Effect, OpenCase, Say, Unsay
from bot.conversation.events import CaseNews, CaseNotOpened, CaseOpened
from bot.conversation.facts import Facts
from bot.conversation.phases import pictures
from bot.conversation.table import ANYWHERE, Rule, heard, pressed
from bot.conversation.triggers import Press
from bot.conversation.turn import AnyTurn, Step, Turn, find_votable, numbers
from bot.conversation.wording import button, say, text
from bot.ports import Button, Text

NO_HIT = "none"  # argument of the button where the picture is not among those kept
REFUSED: tuple[str, ...] = ("gone", "own", "daily_limit")
STATES: tuple[str, ...] = ("open", "released")
ALWAYS_ALLOWED = ("vote.erase", "vote.reject", "vote.undo", "directory.no")


def offered(report: str) -> Button:
    return button(Verb.CASE_ASK, report or NO_HIT, text("case-button"))


def asked(turn: Turn[Press, object]) -> Step:
    """For a picture that is not kept here: what else can be done. For one that is: what a report would do."""
    if turn.event.argument == NO_HIT:
        return turn.stay(say(text("case-elsewhere"), _operator(turn.facts)))
    return turn.stay(
        say(
            text("case-ask"),
            text("case-ask-nothing-kept"),
            buttons=(
                button(Verb.CASE_OPEN, turn.event.argument, text("case-yes")),
                button(Verb.CASE_KEEP, turn.event.argument, text("case-no")),
            ),
        )
    )


def sent(turn: Turn[Press, object]) -> Step:
    return turn.stay(OpenCase(report=turn.event.argument))


def kept(turn: AnyTurn) -> Step:
    return turn.stay(say(text("case-not-sent")))


def opened(turn: Turn[CaseOpened, object]) -> Step:
    event = turn.event
    state = event.state if event.state in STATES else "open"
    return turn.stay(say(text(f"case-{state}", case=event.number), _operator(turn.facts)))


def not_opened(turn: Turn[CaseNotOpened, object]) -> Step:
    event = turn.event
    code = event.code if event.code in REFUSED else "gone"
    again = (text("again", again_at=event.again_at),) if event.again_at else ()
    return turn.stay(say(text(f"case-refused-{code}"), *again))


# --- to the owner -------------------------------------------------------------------------------------------------


def news(turn: Turn[CaseNews, object]) -> Step:
    """Tells the owner in any phase: it is about their pictures, not about the current question."""
    event = turn.event
    if not event.variants:
        return turn.stay()
    named = numbers(event.variants)
    if event.what == "released":
        shown = tuple(
            Say(message=pictures.message(turn.facts, variant)) for variant in event.variants if variant.object_id
        )
        return turn.stay(say(text("case-news-released", numbers=named)), *shown)
    away: tuple[Effect, ...] = tuple(Unsay(subject=variant.id) for variant in event.variants)
    if event.what == "removed":
        return turn.stay(*away, say(text("case-news-removed", numbers=named, case=event.number)))
    told = say(
        text("case-news-frozen", numbers=named),
        text("case-news-until", case=event.number),
        text("case-news-rights", number=event.variants[0].number),
        _yours(turn.facts, event.number),
    )
    return turn.stay(*away, told)


def is_held(action: Action, facts: Facts) -> bool:
    """Whether this is about a picture on hold and must wait. Erasing never waits, nor does a no."""
    if action.verb in ALWAYS_ALLOWED:
        return False
    variant = find_votable(facts, action.argument)
    return variant is not None and variant.frozen


def held(turn: Turn[Press, object]) -> Step:
    variant = find_votable(turn.facts, turn.event.argument)
    if variant is None:
        return turn.stay(say(text("vote-gone")))
    rights = text("case-news-rights", number=variant.number)
    return turn.stay(say(text("case-held", number=variant.number, case=variant.case_number or 0), rights))


def _operator(facts: Facts) -> Text:
    return text("case-operator", contact=facts.contact) if facts.contact else text("case-operator-local")


def _yours(facts: Facts, number: int) -> Text:
    if facts.contact:
        return text("case-news-yours", case=number, contact=facts.contact)
    return text("case-news-yours-local", case=number)


RULES: tuple[Rule, ...] = (
    pressed(Verb.CASE_ASK, asked, here=ANYWHERE),
    pressed(Verb.CASE_OPEN, sent, here=ANYWHERE),
    pressed(Verb.CASE_KEEP, kept, here=ANYWHERE),
    heard(CaseOpened, opened, here=ANYWHERE),
    heard(CaseNotOpened, not_opened, here=ANYWHERE),
    heard(CaseNews, news, here=ANYWHERE),
)
