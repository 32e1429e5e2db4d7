"""What Candid tells about itself: where pictures may go, what it promises, what changed, what a set cost; feedback.

Each answer is at most 120 words. None changes the phase.
"""

from __future__ import annotations

from bot.commands import Command
from bot.conversation import findings
from bot.conversation.actions import Verb
from bot.conversation.edits import why_withheld
from bot.conversation.effects import CountFeedback
from bot.conversation.facts import Facts
from bot.conversation.phases.photos import known_better
from bot.conversation.purposes import USES
from bot.conversation.table import ANYWHERE, Rule, commanded, pressed
from bot.conversation.triggers import Press
from bot.conversation.turn import AnyTurn, Step, Turn
from bot.conversation.wording import button, say, text
from bot.ports import Button, Text
from storage.records import Feedback, Job, Lane, Photo, PhotoState, Severity, VariantState

PAGES: tuple[tuple[str, int], ...] = (("consent", 3), ("picture", 4), ("erasure", 4), ("failures", 4))
"""Pages of /ethics and how many lines each has. Texts: ``ethics-PAGE`` and ``ethics-PAGE-N``."""
CHANGES = 4  # entries of /changes, newest first: ``changes-N``
PHONE_WATT_HOURS = 15  # what the battery of a phone holds, roughly: 4,000 mAh at 3.85 V


def where(turn: AnyTurn) -> Step:
    """A table: may an edited picture be used there?"""
    return turn.stay(say(text("where-head"), *(text(f"where-{use.id}") for use in USES), text("where-rule")))


def ethics(turn: AnyTurn) -> Step:
    return _page(turn, *PAGES[0])


def ethics_page(turn: Turn[Press, object]) -> Step:
    lines = dict(PAGES).get(turn.event.argument)
    return ethics(turn) if lines is None else _page(turn, turn.event.argument, lines)


def _page(turn: AnyTurn, page: str, lines: int) -> Step:
    others = tuple(button("ethics", name, text(f"ethics-{name}")) for name, _ in PAGES if name != page)
    told = (text(f"ethics-{page}-{number}") for number in range(1, lines + 1))
    return turn.stay(say(text(f"ethics-{page}"), *told, buttons=others))


def changes(turn: AnyTurn) -> Step:
    return turn.stay(say(text("changes-head"), *(text(f"changes-{number}") for number in range(1, CHANGES + 1))))


def cost(turn: AnyTurn) -> Step:
    """Seconds and estimated watt-hours of the latest set: the time its job ran, at the watts the operator states."""
    ran = [job for job in turn.facts.jobs if job.lane is Lane.GENERATE and job.started_at and job.finished_at]
    if not ran:
        return turn.stay(say(text("cost-none")))
    seconds = _seconds(max(ran, key=lambda job: job.created_at))
    spent = seconds * turn.facts.watts / 3600
    return turn.stay(
        say(
            text("cost-time", seconds=max(1, round(seconds))),
            text("cost-energy", watt_hours=f"{spent:.2g}", watts=turn.facts.watts),
            text("cost-phone", share=f"{100 * spent / PHONE_WATT_HOURS:.2g}"),
        )
    )


def _seconds(job: Job) -> float:
    return (job.finished_at - job.started_at).total_seconds() if job.finished_at and job.started_at else 0.0


def appeal(turn: AnyTurn) -> Step:
    """What was refused or held back, why, and the ways on. A person decides where the program's rules end."""
    facts = turn.facts
    refused = [photo for photo in facts.photos if photo.state is PhotoState.REFUSED]
    withheld = [variant for variant in facts.variants if variant.state is VariantState.WITHHELD]
    lines = [*(line for photo in refused for line in _reasons(photo)), *(why_withheld(each) for each in withheld)]
    buttons = tuple(each for photo in refused for each in known_better(facts, photo))
    return turn.stay(
        say(
            text("appeal-head" if lines else "appeal-nothing"),
            *lines,
            text("appeal-ways"),
            *_who(facts),
            buttons=buttons,
        )
    )


def _reasons(photo: Photo) -> tuple[Text, ...]:
    refusals = (finding for finding in photo.findings if finding.severity is Severity.REFUSE)
    return tuple(line for finding in refusals for line in findings.refusal(finding)[:1])


def _who(facts: Facts) -> tuple[Text, ...]:
    return (text("appeal-person", contact=facts.contact),) if facts.contact else (text("appeal-person-local"),)


def feedback(turn: AnyTurn) -> Step:
    buttons: tuple[Button, ...] = tuple(button("feedback", code, text(f"feedback-{code}")) for code in Feedback)
    return turn.stay(say(text("feedback-ask"), text("feedback-kept"), buttons=buttons))


def feedback_given(turn: Turn[Press, object]) -> Step:
    """Counted without the person; their picture is no part of it."""
    if turn.event.argument not in set(Feedback):
        return feedback(turn)
    words = (text("feedback-words-more", contact=turn.facts.contact),) if turn.facts.contact else ()
    return turn.stay(CountFeedback(choice=Feedback(turn.event.argument)), say(text("feedback-thanks"), *words))


RULES: tuple[Rule, ...] = (
    commanded(Command.WHERE, where, here=ANYWHERE),
    commanded(Command.ETHICS, ethics, here=ANYWHERE),
    commanded(Command.CHANGES, changes, here=ANYWHERE),
    commanded(Command.COST, cost, here=ANYWHERE),
    commanded(Command.APPEAL, appeal, here=ANYWHERE),
    commanded(Command.FEEDBACK, feedback, here=ANYWHERE),
    pressed(Verb.ETHICS, ethics_page, here=ANYWHERE),
    pressed(Verb.FEEDBACK, feedback_given, here=ANYWHERE),
)
