"""One JSON and one page of whatever parts have run."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

CANNOT = (
    "The weights are random: nothing here is about likeness, skin, or how many pictures are held back. A part that "
    "says `not run` was never measured."
)


def join(folder: Path, parts: Sequence[str]) -> dict[str, Any]:
    """Writes ``gpu-proof.json`` and ``gpu-proof.md`` into the folder; returns what the JSON holds."""
    found: dict[str, Any] = {}
    for part in parts:
        path = folder / f"{part}.json"
        found[part] = json.loads(path.read_text("utf-8")) if path.is_file() else None
    (folder / "gpu-proof.json").write_text(json.dumps(found, indent=2) + "\n", "utf-8")
    (folder / "gpu-proof.md").write_text("\n".join(_page(found)) + "\n", "utf-8")
    return found


def _page(found: dict[str, Any]) -> Iterator[str]:
    yield from ("# On a graphics card", "", CANNOT)
    for part, record in found.items():
        yield from ("", f"## {part}", "")
        if record is None:
            yield "not run"
            continue
        yield from (f"- {what}: {_said(value)}" for what, value in record["machine"].items())
        for step, rows in record["rows"].items():
            yield from ("", f"### {step}", "", "| what | measured |", "|---|---|")
            yield from (f"| {what} | {_said(value)} |" for what, value in rows.items())


def _said(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {_said(each)}" for key, each in value.items()) or "none"
    if isinstance(value, list):
        return ", ".join(map(_said, value)) or "none"
    return f"{value:.3g}" if isinstance(value, float) else str(value)
