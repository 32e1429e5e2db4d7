"""How a message waits in the outbox, and what a person did in the inbox: as JSON, and back.

The outbox holds keys and ids, never words or bytes; a row may also name a document, which is made when the row is
delivered and kept in memory only. What a person did is encrypted before it is stored (``storage.people.inbox``).
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any, get_args

from bot import terms
from bot.ports import Incoming, Outgoing

if TYPE_CHECKING:
    from pydantic import TypeAdapter

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One message of the outbox. ``document``: "" or what ``bot.shell.documents`` makes, of ``document_subject``."""

    outgoing: Outgoing
    language: str
    document: str = ""
    document_subject: str = ""


def encode(waiting: Waiting) -> Json:
    return asdict(waiting)


def decode(payload: Json) -> Waiting:
    """Raises ``ValueError`` for a missing field or one of another type."""
    return _reader().validate_python(payload)


@cache
def _reader() -> TypeAdapter[Waiting]:
    """Made with the first message, so that importing the shell does not load pydantic."""
    from pydantic import TypeAdapter

    return TypeAdapter(Waiting)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a person did. ``terms``: as in ``Arrival``; ``until``: what they did until then was heard."""

    event: Incoming
    terms: terms.Terms | None
    until: datetime


def encode_told(told: Told) -> bytes:
    kind = type(told.event).__name__
    held = None if told.terms is None else terms.dumped(told.terms)
    event = _event_reader(kind).dump_python(told.event, mode="json")
    return json.dumps({"kind": kind, "event": event, "terms": held, "until": told.until.isoformat()}).encode()


def decode_told(stored: bytes) -> Told:
    """Raises ``ValueError`` for what ``encode_told`` does not write."""
    try:
        said = json.loads(stored)
        event = _event_reader(said["kind"]).validate_python(said["event"])
        held = None if said["terms"] is None else terms.loaded(said["terms"])
        return Told(event=event, terms=held, until=datetime.fromisoformat(said["until"]))
    except (ValueError, TypeError, LookupError) as damaged:
        raise ValueError("this is nothing that was heard") from damaged


@cache
def _event_reader(kind: str) -> TypeAdapter[Any]:
    """By its type's name, since two of them have the same fields. Raises ``LookupError``."""
    from pydantic import TypeAdapter

    return TypeAdapter({each.__name__: each for each in get_args(Incoming)}[kind])
