"""Ids that cannot be guessed and reveal nothing about anyone. And long lists of them, or of rows, in parts."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar

T = TypeVar("T")


def new_id() -> str:
    """32 hexadecimal digits: 128 random bits."""
    return secrets.token_hex(16)


def id_of_instant(now: datetime) -> str:
    """32 hexadecimal digits: the milliseconds since 1970 in 48 bits, then 80 random bits, as in UUIDs of version 7
    (RFC 9562, 5.7).

    For rows that come and go in the order of time, and tell their instant anyway: what is erased together then lies on
    few pages of an index. With random ids a purge of 100,000 photos needed three times the processor time.
    """
    return f"{int(now.timestamp() * 1000):012x}{secrets.token_hex(10)}"


def in_parts(items: Sequence[T], size: int) -> list[list[T]]:
    """The items in their order, at most ``size`` in each part."""
    return [list(items[start : start + size]) for start in range(0, len(items), size)]
