"""``Tools`` with only the parts that a test is about; every other part is None and breaks whoever touches it."""

from __future__ import annotations

from typing import Any

from generation.tools import Tools

PARTS: dict[str, Any] = {"decoder": None, "engine": None, "safeguards": None, "marks": None}


def tools(**parts: Any) -> Tools:
    return Tools(**{**PARTS, **parts})
