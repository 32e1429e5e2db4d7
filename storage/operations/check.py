"""The result of one check of ``candid doctor``; other packages return it from their own checks."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """``detail``: what was measured; ``fix``: what to do, always there when ``ok`` is False."""

    name: str
    ok: bool
    detail: str
    fix: str = ""
