"""The result of one check of ``candid doctor``; other packages return it from their own checks."""

from __future__ import annotations

from dataclasses import dataclass

from storage.errors import install_line


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """``detail``: what was measured; ``fix``: what to do, always there when ``ok`` is False."""

    name: str
    ok: bool
    detail: str
    fix: str = ""


def without_library(name: str, extra: str, missing: ModuleNotFoundError) -> Check:
    """What is switched on lacks a library, which the extra ``extra`` of Candid brings."""
    detail = f"switched on, but a library is not installed: {missing.name}"
    return Check(name=name, ok=False, detail=detail, fix=install_line(extra))
