"""``Outgoing`` as JSON and back: how a message waits in the outbox. Keys and ids only, never words or bytes.

A row may also name a document, which is made when the row is delivered and kept in memory only.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from bot.ports import Outgoing

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
