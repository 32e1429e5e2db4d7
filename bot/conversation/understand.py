"""Turns an event into its trigger, which the transition table is keyed by.

A typed word stands for a button or a command: "2 ok" is the approve button of picture 2, "no thanks" is the No button
of the current question. So every choice has one rule, whichever way it was made.

Words are composed (Unicode NFC) before they are understood: a keyboard may send "ö" as "o" and two dots.
They are looked up in one spelling (``bot.spelling``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime

from bot import commands, spelling
from bot.commands import Command
from bot.conversation import wishes
from bot.conversation.actions import read
from bot.conversation.events import Event
from bot.conversation.facts import Facts
from bot.conversation.phases import labels, verifying
from bot.conversation.states import (
    AskedForConsent,
    ChoosingConsent,
    ChoosingLook,
    ChoosingPersonaUse,
    ChoosingPurpose,
    Idle,
    Reviewing,
    ReviewingPersona,
    SigningRelease,
    State,
)
from bot.conversation.triggers import (
    ForgetUnclear,
    LabelUnclear,
    Photos,
    PictureToVerify,
    Press,
    SaidMinor,
    SeveralVotes,
    Signed,
    Trigger,
    VoteTakenBack,
    VoteUnclear,
    Wish,
    Words,
)
from bot.conversation.turn import votable
from bot.ports import Commanded, Pressed, Reacted, Submitted, Typed, Upload
from storage.records import Variant, VariantState

ADULT = 18

FORGET_WORDS = {"erase": "erase", "keep": "keep", "no": "keep", "cancel": "keep", "stop": "keep"}
FORGET_UNCLEAR = ("", "yes", "approve", "reject", "undo", "files")
VOTE_WORDS = ("approve", "reject", "erase", "undo", "files")
REMAKE_WORDS = (
    "light.ask", "light.brighter", "light.darker", "light.tint", "light.grey", "mine.ask", "mine.not", "mine.blur",
    "file.png", "file.jpeg",
)  # fmt: skip

SEVERAL = "several"  # words that join numbers: "1, 3 and 5"

_NUMBER = re.compile(r"\d{1,3}")
_NOT_A_WORD = re.compile(rf"[^\w\s{spelling.SIGNS}👍👎🗑❌-]+")


def understand(event: Event, state: State, facts: Facts, now: datetime) -> Trigger:
    """What a person means by an event; an event from elsewhere means itself."""
    match event:
        case Pressed(action=written):
            return _press(written)
        case Submitted(action=written, ticked=ticked, chosen=chosen, uploads=uploads):
            return _press(written, ticked=ticked, chosen=chosen, uploads=uploads)
        case Reacted():
            return _reacted(event)
        case Typed():
            return _typed(event, state, facts, now)
        case Commanded():
            return _commanded(event, facts)
        case _:
            return event


def _reacted(event: Reacted) -> Trigger:
    if event.others:
        return SeveralVotes(votes=(event.emoji, *event.others), subject=event.subject)
    if event.added:
        return Press(verb=f"vote.{event.emoji}", argument=event.subject)
    return VoteTakenBack(vote=event.emoji, subject=event.subject)


def _press(
    written: str,
    *,
    ticked: frozenset[str] = frozenset(),
    chosen: tuple[tuple[str, str], ...] = (),
    uploads: tuple[Upload, ...] = (),
) -> Press:
    action = read(written)
    return Press(verb=action.verb, argument=action.argument, ticked=ticked, chosen=chosen, uploads=uploads)


def begins(typed: str, words: Mapping[str, str]) -> bool:
    """Whether these words alone ask for a headshot, as the command does. ``words``: a chat's vocabulary."""
    command = commands.read(composed(typed))
    return (command[0] if command else _meaning(typed, words)[0]) == Command.HEADSHOT


def known_words(typed: str, words: Mapping[str, str]) -> bool:
    """Whether these words mean anything at all."""
    return _meaning(typed, words)[0] not in ("", "number", SEVERAL)


def composed(typed: str) -> str:
    """The same words with each letter and its accents as one sign, as the catalogues write them."""
    return spelling.composed(typed)


def _typed(event: Typed, state: State, facts: Facts, now: datetime) -> Trigger:
    if event.uploads:
        to_verify = verifying.waits(state, now) or commands.read(composed(event.text)) == (Command.VERIFY, "")
        return PictureToVerify(uploads=event.uploads) if to_verify else Photos(uploads=event.uploads)
    if event.other and not event.text:
        return Words(other=event.other)
    if (written := commands.read(composed(event.text))) is not None:
        return _commanded(Commanded(name=written[0], argument=written[1]), facts)
    if isinstance(state.phase, ChoosingLook) and len(picked := _picked(event.text, facts.words)) > 1:
        return _typed_looks(picked, state, facts) or Words()
    meaning, number = _meaning(event.text, facts.words)
    if state.forget_asked and number is None and (meaning in FORGET_WORDS or meaning in FORGET_UNCLEAR):
        return _typed_to_forget(meaning, state)
    signed = isinstance(state.phase, SigningRelease) and not _ends(meaning, number)
    name = Signed(name="" if meaning else composed(event.text).strip())
    return name if signed else _meant(_in_context(meaning, number, state), number, state, facts)


def _ends(meaning: str, number: int | None) -> bool:
    """Whether somebody who is asked for their name says that they do not want to, or may not."""
    return meaning in (Command.STOP, Command.CANCEL, "no") or _says_minor(meaning, number)


def _commanded(event: Commanded, facts: Facts) -> Commanded:
    """A command in the chat's own language is the same one: "/hilfe" is /help."""
    meaning = facts.words.get(spelling.plain(event.name.replace("-", " ")), "")
    known = event.name in set(Command) or meaning not in set(Command)
    return event if known else Commanded(name=meaning, argument=event.argument)


def _in_context(meaning: str, number: int | None, state: State) -> str:
    """The one meaning, in this phase, of a word that has two."""
    if meaning == "headshot" and not isinstance(state.phase, Idle | Reviewing | ReviewingPersona):
        return ""  # a hello in the middle of a round is no wish to start over
    if meaning == "keep":
        return "approve"  # of a picture
    if meaning == "approve" and number is None and isinstance(state.phase, AskedForConsent):
        return "yes"  # "ok" to a question is a yes to that question
    if meaning == "purpose.badge" and number and not isinstance(state.phase, ChoosingPurpose):
        return "label.corner"  # "badge 2" once there are pictures: the place nearest to where a badge stood
    return meaning


def _meant(meaning: str, number: int | None, state: State, facts: Facts) -> Trigger:
    if meaning.startswith(wishes.WISH):
        return Wish(what=meaning.removeprefix(wishes.WISH), number=number)
    if meaning in commands.LISTED:
        return Commanded(name=meaning, argument=str(number or ""))
    if meaning in (*VOTE_WORDS, *REMAKE_WORDS):
        return _typed_vote(meaning, number, facts)
    if meaning.startswith("label."):
        variant = labels.meant(facts, number)
        return LabelUnclear() if variant is None else Press(verb=meaning, argument=variant.id)
    if _says_minor(meaning, number):
        return SaidMinor()
    return _twin(meaning, number, state, facts) or Words()


def _typed_to_forget(meaning: str, state: State) -> Trigger:
    """An answer to the question of /forget-me. Only a plain "erase" or "keep" answers it."""
    if meaning not in FORGET_WORDS:
        return ForgetUnclear()
    return Press(verb=f"forget.{FORGET_WORDS[meaning]}", argument=str(state.asked))


def _says_minor(meaning: str, number: int | None) -> bool:
    """Whether it was "I am 16", "under 18" or "I'm a minor". A number alone says nothing about age."""
    if meaning == "minor":
        return True
    return number is not None and ((meaning == "age" and number < ADULT) or (meaning == "under" and number <= ADULT))


def _meaning(typed: str, words: Mapping[str, str]) -> tuple[str, int | None]:
    """The meaning of the words, and the number among them; None where there is none, or more than one."""
    lowered = spelling.plain(composed(typed))
    found = _NUMBER.findall(lowered)
    bare = " ".join(_NOT_A_WORD.sub(" ", _NUMBER.sub(" ", lowered)).split())
    number = int(found[0]) if len(found) == 1 else None
    if not bare:
        return "number", number
    return words.get(bare) or wishes.meant(bare, words, REMAKE_WORDS), number


def _typed_vote(vote: str, number: int | None, facts: Facts) -> Trigger:
    """A vote for the picture of that number. Without a number only one picture may fit, and erasing needs a number."""
    made = votable(facts)
    if vote == "undo":
        made = tuple(variant for variant in made if variant.state is VariantState.REJECTED)
    meant = tuple(variant for variant in made if number is None or variant.number == number)
    if number is not None and meant:
        meant = (max(meant, key=_age),)  # the newest, should a number ever stand twice
    if len(meant) != 1 or (vote == "erase" and number is None):
        return VoteUnclear()
    return Press(verb=vote if vote in REMAKE_WORDS else f"vote.{vote}", argument=meant[0].id)


def _age(variant: Variant) -> str:
    return variant.created_at.isoformat()


def _twin(meaning: str, number: int | None, state: State, facts: Facts) -> Trigger | None:
    """The button of the current question that a word stands for; None where it stands for none."""
    session, phase = str(state.session), state.phase
    if meaning in (Command.STOP, Command.CANCEL):
        return Commanded(name=meaning)
    if isinstance(phase, ChoosingPurpose | ChoosingPersonaUse) and meaning.startswith("purpose."):
        return Press(verb=meaning, argument=session)
    if isinstance(phase, AskedForConsent) and meaning == "yes":
        return Press(verb="consent.show", argument=session)
    if isinstance(phase, AskedForConsent | ChoosingConsent | SigningRelease) and meaning == "no":
        return Press(verb="consent.no", argument=session)
    if isinstance(phase, ChoosingLook) and meaning in ("number", "look") and number:
        return _typed_looks((number,), state, facts)
    return None


def _picked(typed: str, words: Mapping[str, str]) -> tuple[int, ...]:
    """The numbers of "1 3 5" or "1, 3 and 5"; none where any other word, or a dash, stands among them."""
    lowered = spelling.plain(composed(typed))
    others = _NOT_A_WORD.sub(" ", _NUMBER.sub(" ", lowered)).split()
    joined = all(words.get(word) in (SEVERAL, "look") for word in others)
    return tuple(int(number) for number in _NUMBER.findall(lowered)) if joined else ()


def _typed_looks(numbers: tuple[int, ...], state: State, facts: Facts) -> Trigger | None:
    """Bare numbers are the looks of these numbers on the contact sheet, one picture of each."""
    sheets = [photo.looks for photo in facts.photos if photo.looks]
    if not sheets or not all(1 <= number <= len(sheets[-1]) for number in numbers):
        return None
    chosen = (*(("look", sheets[-1][number - 1]) for number in numbers), ("number", "1"))
    return Press(verb="look.choose", argument=str(state.session), chosen=chosen)
