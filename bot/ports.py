"""The border between the conversation and a chat platform: what comes in, what goes out, what a platform can do.

A platform translates its own events into ``Incoming`` values and shows ``Outgoing`` messages. It decides nothing.
Texts are keys with arguments until the platform renders them (``bot.texts``); pictures are vault object ids until the
platform fetches their bytes for upload.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol, runtime_checkable

from bot.naming import Named
from bot.terms import Terms
from storage.contact_sheet import Cell
from storage.records import Address, ObjectId

Arg = str | int | float


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A catalogue key with its arguments. Instants travel as ISO 8601 strings in arguments ending in ``_at``."""

    key: str
    args: tuple[tuple[str, Arg], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """``action`` comes back in ``Pressed``: dotted, at most 80 characters, e.g. ``vote.approve:VARIANT``."""

    action: str
    label: Text
    style: str = "plain"  # "plain" | "primary" | "danger"; two equal choices have equal styles


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A tick box, never pre-ticked."""

    name: str
    label: Text
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Select:
    """One choice of several, e.g. a look or a number. ``options``: (value, label).

    Where the platform is ``laid_out`` there may be more to it: ``most``, how many can be chosen; ``preset``, those
    chosen as it opens; ``cells``, one for each option: the part of the message's picture that shows it.
    """

    name: str
    label: Text
    options: tuple[tuple[str, Text], ...]
    most: int = 1
    preset: tuple[str, ...] = ()
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    action: str
    title: Text
    submit: Text
    boxes: tuple[Box, ...] = ()
    selects: tuple[Select, ...] = ()
    photos: int = 0  # how many photos may be attached to the form, 0 = none


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture to show, never without a caption; ``alt`` describes framing and edits, never the person."""

    object_id: ObjectId
    caption: Text
    alt: Text
    filename: str
    named: Named | None = None  # then its file is called so, in its reader's words, with the ending of ``filename``
    before_id: ObjectId | None = None  # the unedited photo at the same crop, for a before | after view
    download: bool = False  # offered as a file to keep
    original_id: ObjectId | None = None  # the very file it was made from, for its owner
    width: int = 0  # pixels, so that its place can be kept free; 0 where they are not known
    height: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A document handed to the person (receipt, my-data zip), kept in memory only."""

    filename: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """Words to be pasted somewhere else, and what they are."""

    label: Text
    words: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """One message. ``slot`` names a message that is edited in place (the status message); latest wins.

    ``subject`` is the variant a vote on this message addresses, so that a reaction works after any restart.
    ``vote``: the one that stands, "approve" | "reject" | "". Messages of one ``group`` belong side by side, and
    ``expects`` says how many pictures it will have; a platform that is not ``laid_out`` shows them one by one.
    """

    text: Text | None = None
    lines: tuple[Text, ...] = ()  # further paragraphs
    buttons: tuple[Button, ...] = ()
    form: Form | None = None
    picture: Picture | None = None
    slot: str = ""
    subject: str = ""
    reactions: tuple[str, ...] = ()  # emoji added in advance, twins of the buttons
    wants_photos: bool = False  # the platform may show its upload control
    more: tuple[Text, ...] = ()  # paragraphs after ``lines`` that a platform which is ``laid_out`` keeps one tap away
    copies: tuple[Copy, ...] = ()  # for a platform that is ``laid_out``; it then shows ``picture`` as one to keep
    vote: str = ""
    profile_photo: str = ""  # an approved picture of the person, which a platform may offer as their photo there
    group: str = ""
    expects: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A photo offered but not yet fetched. ``ref``: opaque to all but the platform; ``size``: bytes, as it states."""

    ref: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Commanded:
    name: str  # a ``bot.commands.Command``, or a name that nobody knows
    argument: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    action: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Submitted:
    action: str
    ticked: frozenset[str] = frozenset()
    chosen: tuple[tuple[str, str], ...] = ()  # (select name, value), in the order of choosing
    uploads: tuple[Upload, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """``other``: what came instead of words and photos: "sticker" | "poll" | "voice" | "forward"; "" otherwise."""

    text: str
    uploads: tuple[Upload, ...] = ()
    other: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reacted:
    emoji: str  # normalised: "approve" | "reject" | "erase"
    subject: str  # variant id
    added: bool = True
    others: tuple[str, ...] = ()  # given as well, and the platform does not tell which came last


@dataclass(frozen=True, slots=True, kw_only=True)
class Noticed:
    """Something that cannot be taken as it was sent, or that people must know about this chat: they are told.

    ``what``: a code of ``bot.conversation.phases.fallback.NOTICED``, each with its sentence ``noticed-CODE``.
    """

    what: str


Incoming = Commanded | Pressed | Submitted | Typed | Reacted | Noticed


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One incoming event with its sender. ``event_id`` is unique per platform and used to drop duplicates.

    ``terms``: what the place it comes from allows, where the platform has just looked; None: as before.
    ``written``: told once whether the event is written down for good; None when nobody waits for that.
    ``heard_until``: where it is told later than it happened: what came until then was heard.
    """

    address: Address
    event_id: str
    event: Incoming
    locale: str = ""
    terms: Terms | None = None
    written: Callable[[bool], object] | None = field(default=None, compare=False, repr=False)
    heard_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Capabilities:
    form_with_photos: bool = False
    laid_out: bool = False  # a page rather than a chat: open forms, looks as tiles, pictures side by side
    example: bool = False  # offers a public portrait to those without a photo at hand
    exact_posting: bool = False  # a repeated key is never shown twice, without asking the platform
    edit_interval_s: float = 1.0  # progress is shown no more often than this
    max_upload_bytes: int = 25 * 1024 * 1024
    max_send_bytes: int = 0  # of one file from the bot; 0 for as large as any is here
    reacts_apart: bool = False  # reactions in advance are put on by a call of their own (``Reacts``), at its own pace


class PostRefused(Exception):
    """The platform will not take this message. ``retry_after`` in seconds, None when it never will."""

    def __init__(self, code: str, retry_after: float | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.retry_after = retry_after


class DoorClosed(PostRefused):
    """Nothing reaches this person for now, whatever it says. What they do next may open the door again."""

    def __init__(self, code: str) -> None:
        super().__init__(code)


class TryLater(PostRefused):
    """The platform asks for a pause of so many seconds. Nothing is wrong with the message: it is never given up."""

    def __init__(self, code: str, retry_after: float) -> None:
        super().__init__(code, retry_after)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """An ``Outgoing`` whose texts are words in the person's language; what ``Platform.post`` receives."""

    language: str
    text: str  # all of it; ``more`` is its end
    outgoing: Outgoing
    labels: dict[str, str] = field(default_factory=dict)  # button action, box name, select option -> words
    caption: str = ""
    alt: str = ""
    picture: bytes | None = None
    attachments: tuple[Attachment, ...] = ()
    more: str = ""
    copies: tuple[tuple[str, str], ...] = ()  # what each is, and the words to paste


class Platform(Protocol):
    """One chat platform. Every method may raise ``PostRefused``; refs are opaque strings of at most 200 characters."""

    name: str
    capabilities: Capabilities

    def arrivals(self) -> AsyncIterator[Arrival]:
        """Events of people, acknowledged to the platform before they are yielded; ends after ``stop``.

        What was acknowledged before the stop is still yielded: nobody is told "heard" and then forgotten.
        """
        ...

    async def start(self) -> None: ...

    async def stop(self) -> None: ...

    async def fetch(self, address: Address, upload: Upload, limit_bytes: int) -> bytes:
        """The bytes of an offered photo, after consent only. Raises ``PostRefused('too_big')`` past the limit."""
        ...

    async def post(self, address: Address, key: str, message: Rendered) -> str:
        """Shows a new message and returns its ref. ``key`` identifies the outbox row (idempotency)."""
        ...

    async def edit(self, address: Address, ref: str, message: Rendered) -> None: ...

    async def delete(self, address: Address, ref: str) -> None: ...

    async def find(self, address: Address, key: str) -> str | None:
        """After a crash: the ref of the message posted with ``key``; None if it is not there."""
        ...


@runtime_checkable
class Reacts(Protocol):
    """A platform with the capability ``reacts_apart``."""

    async def react(self, address: Address, ref: str, reactions: Sequence[str]) -> None:
        """Adds them to the message in advance; twice is fine. Raises ``PostRefused``."""
        ...
