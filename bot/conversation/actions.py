"""What a button sends back: ``verb:argument``, e.g. ``purpose.cv:1763850000`` or ``vote.approve:<variant id>``.

The argument says what the press is about: a session, a question, a picture, a photo or a job. A press whose argument
no longer fits is stale and is answered without effect.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

MAX_LENGTH = 80  # bot/ports.py; the smallest limit of the platforms is Discord's 100


class Verb(Enum):
    """What a rule of the table may be about: one verb, or a family of them (``purpose.cv``, ``purpose.badge``, ...)."""

    ABOUT = "about"
    CASE_ASK = "case.ask"
    CASE_KEEP = "case.keep"
    CASE_OPEN = "case.open"
    CONSENT_GIVE = "consent.give"
    CONSENT_NO = "consent.no"
    CONSENT_SHOW = "consent.show"
    DIRECTORY_GIVE = "directory.give"
    DIRECTORY_NO = "directory.no"
    DISCLOSE_KIT = "disclose.kit"
    ENGINE = "engine"
    ENGINE_STUDIO = "engine.studio"
    ETHICS = "ethics"
    FEEDBACK = "feedback"
    FILE = "file"
    FORGET_ERASE = "forget.erase"
    FORGET_KEEP = "forget.keep"
    JOB_CANCEL = "job.cancel"
    JOB_STUDIO = "job.studio"
    KEEP_LONGER = "keep.longer"
    KEEP_NOT = "keep.not"
    LABEL = "label"
    LANGUAGE = "language"
    LIGHT = "light"
    LOOK_AGAIN = "look.again"
    LOOK_CHOOSE = "look.choose"
    LOOK_PLAIN = "look.plain"
    MINE = "mine"
    MINOR = "minor"
    OVERRULE = "overrule"
    PERSONA_AGREE = "persona.agree"
    PERSONA_AGAIN = "persona.again"
    PERSONA_MAKE = "persona.make"
    PERSONA_START = "persona.start"
    PHOTO_FRESH = "photo.fresh"
    PHOTO_REMOVE = "photo.remove"
    PURPOSE = "purpose"
    REFRAME = "reframe"
    RESTYLE = "restyle"
    SESSION_ERASE = "session.erase"
    SESSION_STOP = "session.stop"
    USE = "use"
    VERIFY_ASK = "verify.ask"
    VOTE = "vote"
    WITHDRAW = "withdraw"
    WITHDRAWN_ERASE = "withdrawn.erase"
    WITHDRAWN_KEEP = "withdrawn.keep"


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """``family`` is the verb up to its first dot."""

    verb: str
    argument: str

    @property
    def family(self) -> str:
        return self.verb.partition(".")[0]

    @property
    def choice(self) -> str:
        """What follows the family: ``cv`` of ``purpose.cv``."""
        return self.verb.partition(".")[2]


def action(verb: str | Verb, argument: str | int = "") -> str:
    """Raises ValueError when a platform could not carry it."""
    written = f"{verb.value if isinstance(verb, Verb) else verb}:{argument}"
    if len(written) > MAX_LENGTH:
        raise ValueError(f"action too long: {written}")
    return written


def read(written: str) -> Action:
    verb, _, argument = written.partition(":")
    return Action(verb=verb, argument=argument)
