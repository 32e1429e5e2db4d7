"""From an event to what the transition table knows it by: its trigger, and the button it amounts to.

A typed word is the twin of a button or command: "2 ok" is the approve button of picture 2, "no thanks" the No button of
the question in hand. So every choice has one rule, whichever way it was made.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot import commands
from bot.commands import Command
from bot.conversation import events as heard
from bot.conversation.actions import Action, read
from bot.conversation.facts import Facts
from bot.conversation.phases import labels
from bot.conversation.states import (
    AskedForConsent,
    ChoosingConsent,
    ChoosingLook,
    ChoosingPersonaUse,
    ChoosingPurpose,
    CollectingPhotos,
    Idle,
    Reviewing,
    ReviewingPersona,
    State,
)
from bot.conversation.turn import votable
from bot.ports import Commanded, Pressed, Reacted, Submitted, Typed
from storage.records import Variant, VariantState

NO_ACTION = Action(verb="", argument="")
ADULT = 18

FORGET_WORDS = {"erase": "erase", "keep": "keep", "no": "keep", "cancel": "keep", "stop": "keep"}
FORGET_UNCLEAR = ("", "yes", "approve", "reject", "undo", "files")
VOTE_WORDS = ("approve", "reject", "erase", "undo", "files")
REMAKE_WORDS = (
    "light.ask", "light.brighter", "light.darker", "light.tint", "light.grey", "mine.ask", "mine.not", "mine.blur",
    "file.png", "file.jpeg",
)  # fmt: skip

_NUMBER = re.compile(r"\d{1,3}")
_NOT_A_WORD = re.compile(r"[^\w\s👍👎🗑❌-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """``trigger`` is a column of the transition table; ``event`` the event, or the one a typed word stands for."""

    trigger: str
    action: Action
    event: heard.Event


def understand(event: heard.Event, state: State, facts: Facts) -> Understood:
    match event:
        case Commanded(name=name):
            return Understood(trigger=f"/{name}", action=NO_ACTION, event=event)
        case Pressed(action=written) | Submitted(action=written):
            action = read(written)
            return Understood(trigger=action.family, action=action, event=event)
        case Reacted(added=True):
            action = Action(verb=f"vote.{event.emoji}", argument=event.subject)
            return Understood(trigger="vote", action=action, event=event)
        case Reacted():
            return Understood(trigger="reaction removed", action=NO_ACTION, event=event)
        case Typed():
            return _typed(event, state, facts)
        case _:
            return Understood(trigger=_from_elsewhere(event), action=NO_ACTION, event=event)


def begins(typed: str, words: Mapping[str, str]) -> bool:
    """Whether these words alone ask for a headshot, as the command does. ``words``: a chat's vocabulary."""
    command = commands.read(typed)
    return (command[0] if command else _meaning(typed, words)[0]) == Command.HEADSHOT


def _from_elsewhere(event: heard.FromElsewhere) -> str:
    """What a worker, the clock or the shell says."""
    return f"timer {event.name}" if isinstance(event, heard.TimerFired) else WORKER_WORDS[type(event)]


WORKER_WORDS: Mapping[type, str] = {
    heard.PhotoStored: "photo stored",
    heard.PhotoNotStored: "photo not stored",
    heard.PhotoChecked: "photo checked",
    heard.PictureRead: "picture read",
    heard.PictureNotRead: "picture not read",
    heard.CaseOpened: "case opened",
    heard.CaseNotOpened: "case not opened",
    heard.CaseNews: "case news",
    heard.GivenToDirectory: "given to directory",
    heard.VariantArrived: "picture arrived",
    heard.JobQueued: "job queued",
    heard.JobEnded: "job ended",
    heard.JobRefused: "job refused",
    heard.WorkerAbsent: "worker absent",
    heard.Forgotten: "forgotten",
    heard.StateUnreadable: "state unreadable",
}


def _typed(event: Typed, state: State, facts: Facts) -> Understood:
    if event.uploads:
        to_verify = state.verify_until or commands.read(event.text) == (Command.VERIFY, "")
        return Understood(trigger="picture to verify" if to_verify else "photos", action=NO_ACTION, event=event)
    if (written := commands.read(event.text)) is not None:
        command = Commanded(name=written[0], argument=written[1])
        return Understood(trigger=f"/{command.name}", action=NO_ACTION, event=command)
    meaning, number = _meaning(event.text, facts.words)
    if state.forget_asked and number is None and (meaning in FORGET_WORDS or meaning in FORGET_UNCLEAR):
        return _typed_to_forget(event, meaning, state)
    return _meant(event, _in_context(meaning, number, state), number, state, facts)


def _in_context(meaning: str, number: int | None, state: State) -> str:
    """What a word with two meanings means here."""
    if meaning == "headshot" and not isinstance(state.phase, Idle | Reviewing | ReviewingPersona):
        return ""  # a hello in the middle of a round is no wish to start over
    if meaning == "keep":
        return "approve"  # of a picture
    if meaning == "approve" and number is None and isinstance(state.phase, AskedForConsent):
        return "yes"  # "ok" to a question is a yes to that question
    if meaning == "purpose.badge" and number and not isinstance(state.phase, ChoosingPurpose):
        return "label.corner"  # "badge 2" once there are pictures: the place nearest to where a badge stood
    return meaning


def _meant(event: Typed, meaning: str, number: int | None, state: State, facts: Facts) -> Understood:
    if meaning in commands.LISTED:
        command = Commanded(name=meaning, argument=str(number or ""))
        return Understood(trigger=f"/{meaning}", action=NO_ACTION, event=command)
    if meaning in (*VOTE_WORDS, *REMAKE_WORDS) or meaning.startswith("label."):
        return _typed_about_picture(event, meaning, number, facts)
    if _says_minor(meaning, number):
        return Understood(trigger="under 18", action=NO_ACTION, event=event)
    twin = _twin(meaning, number, state, facts)
    return twin or Understood(trigger="words", action=NO_ACTION, event=event)


def _typed_to_forget(event: Typed, meaning: str, state: State) -> Understood:
    """The answer to "Erase ...?", which only a plain word gives."""
    if meaning not in FORGET_WORDS:
        return Understood(trigger="forget unclear", action=NO_ACTION, event=event)
    written = f"forget.{FORGET_WORDS[meaning]}:{state.asked}"
    return Understood(trigger="forget", action=read(written), event=Pressed(action=written))


def _says_minor(meaning: str, number: int | None) -> bool:
    """Whether it was "I am 16", "under 18" or "I'm a minor"; a bare number says nothing."""
    if meaning == "minor":
        return True
    return number is not None and ((meaning == "age" and number < ADULT) or (meaning == "under" and number <= ADULT))


def _meaning(typed: str, words: Mapping[str, str]) -> tuple[str, int | None]:
    """The meaning of the words around at most one number, and that number."""
    lowered = typed.lower().replace("'", "").replace("’", "").replace("\ufe0f", "")
    found = _NUMBER.findall(lowered)
    bare = " ".join(_NOT_A_WORD.sub(" ", _NUMBER.sub(" ", lowered)).split())
    number = int(found[0]) if len(found) == 1 else None
    return words.get(bare, "" if bare else "number"), number


def _typed_vote(event: Typed, vote: str, number: int | None, facts: Facts) -> Understood:
    """Without a number it must be plain which picture is meant, otherwise it is asked; erasing always needs one."""
    made = votable(facts)
    if vote == "undo":
        made = tuple(variant for variant in made if variant.state is VariantState.REJECTED)
    meant = tuple(variant for variant in made if number is None or variant.number == number)
    if number is not None and meant:
        meant = (max(meant, key=_age),)  # the newest, should a number ever stand twice
    if len(meant) != 1 or (vote == "erase" and number is None):
        return Understood(trigger="vote unclear", action=NO_ACTION, event=event)
    action = Action(verb=vote if vote in REMAKE_WORDS else f"vote.{vote}", argument=meant[0].id)
    return Understood(trigger=action.family, action=action, event=event)


def _typed_about_picture(event: Typed, meaning: str, number: int | None, facts: Facts) -> Understood:
    if meaning in (*VOTE_WORDS, *REMAKE_WORDS):
        return _typed_vote(event, meaning, number, facts)
    variant = labels.meant(facts, number)
    if variant is None:
        return Understood(trigger="label unclear", action=NO_ACTION, event=event)
    return Understood(trigger="label", action=Action(verb=meaning, argument=variant.id), event=event)


def _age(variant: Variant) -> str:
    return variant.created_at.isoformat()


def _twin(meaning: str, number: int | None, state: State, facts: Facts) -> Understood | None:
    """The button of the question in hand that a word stands for; None where it stands for none."""
    session, phase = state.session, state.phase
    written = ""
    if meaning == "stop":
        return Understood(trigger="/stop", action=NO_ACTION, event=Commanded(name="stop"))
    if meaning == "cancel":
        return Understood(trigger="/cancel", action=NO_ACTION, event=Commanded(name="cancel"))
    if isinstance(phase, ChoosingPurpose | ChoosingPersonaUse) and meaning.startswith("purpose."):
        written = f"{meaning}:{session}"
    if isinstance(phase, AskedForConsent) and meaning in ("yes", "no"):
        written = f"consent.{'show' if meaning == 'yes' else 'no'}:{session}"
    if isinstance(phase, ChoosingConsent) and meaning == "no":
        written = f"consent.no:{session}"
    if isinstance(phase, ChoosingLook | CollectingPhotos) and meaning in ("number", "look") and number:
        return _typed_look(number, state, facts)
    return (
        Understood(trigger=read(written).family, action=read(written), event=Pressed(action=written))
        if written
        else None
    )


def _typed_look(number: int, state: State, facts: Facts) -> Understood | None:
    """A bare number is the look of that number on the contact sheet, one picture of it."""
    sheets = [photo.looks for photo in facts.photos if photo.looks]
    if not isinstance(state.phase, ChoosingLook) or not sheets or not 1 <= number <= len(sheets[-1]):
        return None
    written = f"look.choose:{state.session}"
    chosen = (("look", sheets[-1][number - 1]), ("number", "1"))
    return Understood(trigger="look", action=read(written), event=Submitted(action=written, chosen=chosen))
