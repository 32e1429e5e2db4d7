"""How a cassette is read, and what of it must be the same when it is replayed."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
STAMP = re.compile(r"\d{9,}")
Line = dict[str, Any]


def cassettes(platform: str) -> list[Path]:
    return sorted(HERE.glob(f"{platform}-*.jsonl"))


def lines(cassette: Path) -> list[Line]:
    return [json.loads(line) for line in cassette.read_text(encoding="utf-8").splitlines()]


def of(found: list[Line], kind: str) -> list[Line]:
    return [line for line in found if kind in line]


def meant(found: list[Line]) -> list[tuple[int, str, str]]:
    """Of each arrival: which payload it comes from, what it is, what was said or pressed."""
    return [(each["arrived"], each["event"], json.dumps(_bare(each), sort_keys=True)) for each in found]


def _bare(arrival: Line) -> Line:
    """Without what a replay numbers anew."""
    kept = {name: value for name, value in arrival.items() if name not in ("subject", "uploads")}
    action = STAMP.sub("", str(arrival.get("action", "")))
    return {**kept, "action": action, "uploads": len(arrival.get("uploads") or ())}
