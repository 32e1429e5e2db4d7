"""Signed values for cookies: a value is taken only if this server made it, and not too long ago.

``subject.issued.mac``: the subject in the clear, the second of issue in hexadecimal, HMAC-SHA256 over both and the
kind. Two kinds never pass for one another, and a key that changes ends every value.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Callable
from dataclasses import dataclass

_SHAPE = re.compile(r"([A-Za-z0-9_-]{1,64})\.([0-9a-f]{1,12})\.([0-9a-f]{64})", re.ASCII)
SKEW_S = 60.0  # a clock that was set back by less does not end a value


@dataclass(frozen=True, slots=True)
class Read:
    subject: str
    age_s: float


class Signer:
    """``life_s``: seconds for which a value counts; ``today``: seconds since 1970."""

    def __init__(self, key: bytes, kind: str, life_s: float, today: Callable[[], float]) -> None:
        self._key = key
        self._kind = kind
        self.life_s = life_s
        self._today = today

    def sign(self, subject: str) -> str:
        issued = f"{int(self._today()):x}"
        return f"{subject}.{issued}.{self._mac(subject, issued)}"

    def read(self, value: str) -> Read | None:
        """None for a value that was not made here, has another kind or key, or is past its life."""
        parts = _SHAPE.fullmatch(value)
        if parts is None:
            return None
        subject, issued, mac = parts.groups()
        if not hmac.compare_digest(mac, self._mac(subject, issued)):
            return None
        age = self._today() - int(issued, 16)
        return Read(subject, age) if -SKEW_S <= age < self.life_s else None

    def _mac(self, subject: str, issued: str) -> str:
        return hmac.new(self._key, f"{self._kind}|{subject}|{issued}".encode(), hashlib.sha256).hexdigest()
