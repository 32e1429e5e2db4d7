"""After an approval: may the directory have the picture? Asked alone, with an unticked box, recipient and last day.

Asked only where the operator named a recipient. The box's sentence names recipient and last day, and the button carries
both: an answer counts only for the sentence that was read.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, time, timedelta

from bot.conversation import consent
from bot.conversation.actions import Verb
from bot.conversation.effects import Effect, ForDirectory, RecordConsent, Say, WithdrawConsent
from bot.conversation.events import GivenToDirectory
from bot.conversation.facts import Facts
from bot.conversation.phases.pictures import purpose_of
from bot.conversation.table import ANYWHERE, Rule, heard, pressed
from bot.conversation.triggers import Press
from bot.conversation.turn import AnyTurn, Step, Turn, find_votable, votable
from bot.conversation.wording import button, hand_over, say, text
from bot.ports import Box, Form, Text
from storage.records import AI_CLAIMS, DirectoryEntry, Purpose, Variant, VariantState

BOX = Purpose.DIRECTORY.value


def offered(turn: AnyTurn, variant: Variant) -> tuple[Effect, ...]:
    """Asks for each picture made for the directory; otherwise only with the first approval, to press nobody."""
    approved = (each for each in votable(turn.facts) if each.state is VariantState.APPROVED and each.id != variant.id)
    made_for_it = purpose_of(turn.facts, variant) == BOX
    return ask(turn, variant) if made_for_it or next(approved, None) is None else ()


def ask(turn: AnyTurn, variant: Variant) -> tuple[Effect, ...]:
    """The question about this picture; empty where it is in the directory already, or there is no recipient."""
    facts = turn.facts
    given = any(entry.variant_id == variant.id for entry in facts.directory)
    if variant.edits.engine == consent.PERSONA or variant.edits.claim in AI_CLAIMS:  # a directory shows who works here
        return ()
    if not facts.directory_recipient or given or variant.frozen or not facts.living >= consent.HOLDING:
        return ()
    recipient, until = facts.directory_recipient, (turn.now + timedelta(days=facts.directory_days)).date()
    form = Form(
        action=button(Verb.DIRECTORY_GIVE, f"{variant.id}/{until}/{_tag(recipient)}", text("directory-submit")).action,
        title=text("directory-title"),
        submit=text("directory-submit"),
        boxes=(Box(name=BOX, label=wording(recipient, until), required=False),),
    )
    return (
        say(
            text("directory-ask", recipient=recipient, number=variant.number),
            text("directory-what"),
            text("directory-free"),
            form=form,
            buttons=(button(Verb.DIRECTORY_NO, variant.id, text("directory-no")),),
        ),
    )


def wording(recipient: str, until: date) -> Text:
    """The sentence that is agreed to. Its hash is kept with the yes."""
    return text("directory-consent", recipient=recipient, until_on=until.isoformat())


def answered(turn: Turn[Press, object]) -> Step:
    """Fails closed: nothing is given without a tick, for a changed sentence, or for a picture not approved."""
    variant_id, until, tag = (*turn.event.argument.split("/"), "", "")[:3]
    facts, variant = turn.facts, find_votable(turn.facts, variant_id)
    if variant is None or variant.frozen or variant.state is not VariantState.APPROVED:
        return turn.stay(say(text("vote-gone")))
    if BOX not in turn.event.ticked:
        return turn.stay(say(text("directory-declined")))
    day = _day(until)
    latest = (turn.now + timedelta(days=facts.directory_days)).date()
    same = tag == _tag(facts.directory_recipient) and day is not None and turn.now.date() < day <= latest
    if variant.edits.engine == consent.PERSONA:
        return turn.stay(say(text("persona-not-you")))
    if variant.edits.claim in AI_CLAIMS:
        return turn.stay(say(text("directory-taken-only")))
    if day is None or not same or not facts.living >= consent.HOLDING:
        return turn.stay(say(text("directory-changed")), *ask(turn, variant))
    end = datetime.combine(day + timedelta(days=1), time(), UTC)
    recipient = facts.directory_recipient
    picture = ForDirectory(variant_id=variant.id, recipient=recipient, until=end, wording=wording(recipient, day))
    return turn.stay(RecordConsent(purposes=frozenset({Purpose.DIRECTORY}), picture=picture))


def declined(turn: AnyTurn) -> Step:
    return turn.stay(say(text("directory-declined")))


def entered(turn: Turn[GivenToDirectory, object]) -> Step:
    event = turn.event
    told = text("directory-given", recipient=event.entry.recipient, id=event.entry.id)
    return turn.stay(say(told, text("directory-take-back")), hand_over("consent_receipt"))


def taken_back(turn: AnyTurn) -> Step:
    """Takes back all at once and names what was handed over, which no program can take back."""
    return turn.stay(
        WithdrawConsent(purposes=frozenset({Purpose.DIRECTORY})),
        say(text("withdrawn-directory"), *handed_over(turn.facts.directory)),
    )


def handed_over(entries: tuple[DirectoryEntry, ...]) -> tuple[Text, ...]:
    """Which of these entries were handed over before, each by recipient and number."""
    return tuple(
        text("directory-was-handed", recipient=entry.recipient, id=entry.id, handed_at=entry.exported_at)
        for entry in entries
        if entry.exported_at is not None
    )


def of_picture(facts: Facts, variant: Variant) -> tuple[Text, ...]:
    return handed_over(tuple(entry for entry in facts.directory if entry.variant_id == variant.id))


def shown(facts: Facts, asked: int) -> tuple[Say, ...]:
    """For /consent: each picture that was given, to whom, until when, and whether it was handed over."""
    if not facts.directory:
        return ()
    out = button(f"withdraw.{BOX}", asked, text("withdraw-directory"))
    return (say(text("directory-shown"), *items(facts), text("directory-effect"), buttons=(out,)),)


def items(facts: Facts) -> tuple[Text, ...]:
    return tuple(_item(entry) for entry in facts.directory)


def _item(entry: DirectoryEntry) -> Text:
    last = (entry.until - timedelta(days=1)).date().isoformat()
    if entry.exported_at is None:
        return text("directory-item-waits", recipient=entry.recipient, id=entry.id, until_on=last)
    handed = entry.exported_at
    return text("directory-item", recipient=entry.recipient, id=entry.id, until_on=last, handed_at=handed)


def _tag(recipient: str) -> str:
    """Eight digits that change with the recipient's name."""
    return hashlib.sha256(recipient.encode()).hexdigest()[:8]


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


RULES: tuple[Rule, ...] = (
    pressed(Verb.DIRECTORY_GIVE, answered, here=ANYWHERE),
    pressed(Verb.DIRECTORY_NO, declined, here=ANYWHERE),
    heard(GivenToDirectory, entered, here=ANYWHERE),
)
