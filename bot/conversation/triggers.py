"""What the table is keyed by: one type for each thing a person can mean, beside the events that come from elsewhere.

``bot.conversation.understand`` makes them from what was pressed, typed, submitted or reacted with, so that each choice
has one rule, whichever way it was made.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.conversation.actions import Action
from bot.conversation.events import FromElsewhere
from bot.ports import Commanded, Noticed, Upload


@dataclass(frozen=True, slots=True, kw_only=True)
class Press(Action):
    """A button, a submitted form, a vote by reaction, or the typed word that stands for one of them.

    ``ticked``: names of boxes; ``chosen``: (select, value); ``uploads``: photos attached to a form, not fetched yet.
    """

    ticked: frozenset[str] = frozenset()
    chosen: tuple[tuple[str, str], ...] = ()
    uploads: tuple[Upload, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Photos:
    """Photos sent into the chat, not fetched yet."""

    uploads: tuple[Upload, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureToVerify:
    """The same while /verify waits for a picture, or with "/verify" written under it."""

    uploads: tuple[Upload, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteTakenBack:
    """A reaction was removed. ``vote``: "approve" | "reject" | "erase"; ``subject``: the variant."""

    vote: str
    subject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeveralVotes:
    """Reactions of which nobody knows which came last. ``subject``: the variant."""

    votes: tuple[str, ...]
    subject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidMinor:
    """Words like “I am 16” or “under 18”."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """Words typed where a name is asked for. ``name``: as they were typed; "" where they mean something else."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteUnclear:
    """A typed vote or wish where more than one picture, or none, could be meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelUnclear:
    """The same with a place for the label."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A plain wish about a picture. ``what``: one of ``wishes.WISHES``; ``number``: of the picture, if said."""

    what: str
    number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgetUnclear:
    """A word that neither erases nor keeps, in answer to /forget-me's question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words that mean nothing here. ``other``: no words at all, but "sticker" | "poll" | "voice" | "forward"."""

    other: str = ""


FromPerson = (
    Commanded
    | Press
    | Photos
    | PictureToVerify
    | VoteTakenBack
    | SeveralVotes
    | SaidMinor
    | Signed
    | VoteUnclear
    | LabelUnclear
    | Wish
    | ForgetUnclear
    | Words
    | Noticed
)
Trigger = FromPerson | FromElsewhere
