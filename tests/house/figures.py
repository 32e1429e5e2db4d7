"""``python -m tests.house.figures REPORT.json ...``: what the benches said, as the table of ``.github/FIGURES.md``.

Each file is one ``candid bench NAME --json``, or the report of ``make evidence`` or of
``make mutants ARGS=--json=FILE``; it replaces the section of its name, and the other sections stay. No figure is ever
copied by hand.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

from storage.measuring import Figure

PAGE = Path(__file__).resolve().parents[2] / ".github" / "FIGURES.md"
HEAD = """# Figures

What `candid bench` measured on one small machine, written by `python -m tests.house.figures`. Yours will differ: run
the benches yourself. The calibration loop is a fixed piece of work in pure Python, timed in the same run. The machine
is virtual and shared: its loop took 22 to 64 ms. Each time is also told as if the loop had taken 40 ms; that one must
reach. Python and OpenCV do not slow down alike, so neither of the two is the whole truth.
"""


def section(report: dict[str, Any]) -> str:
    run = f"{report['date']}. {report['machine']}. Calibration loop {report['calibration_ms']:.0f} ms."
    lines = [
        f"## {title(report)}",
        "",
        f"{run} {report['method']}",
        "",
        "| figure | measured | as if 40 ms | reach | holds |",
        "|---|---|---|---|---|",
    ]
    for name, said in report["figures"].items():
        figure = Figure(value=said["value"], unit=said["unit"], reach=said["reach"], at_most=said["at_most"])
        unit = f" {figure.unit}" if figure.unit else ""
        holds = "yes" if said["holds"] else "**no**"  # judged before it was rounded
        sign = "≤" if figure.at_most else "≥"
        scaled = figure.as_if(report["calibration_ms"])
        lines.append(
            f"| {name} | {figure.told}{unit} | {scaled.told}{unit} | {sign} {figure.reach:g}{unit} | {holds} |"
        )
    return "\n".join(lines) + "\n"


def title(report: dict[str, Any]) -> str:
    made = report["bench"].startswith(("evidence", "mutants"))
    return f"make {report['bench']}" if made else f"candid bench {report['bench']}"


def key(text: str) -> tuple[str, ...]:
    """What a section is of: its title, and the front end where a bench measures each."""
    return text.partition("\n")[0], *re.findall(r"Front end (\w+)", text)[:1]


def main(paths: list[str]) -> None:
    page = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    found = [f"## {part}" for part in page.split("\n## ")[1:]]
    found += [section(json.loads(Path(path).read_text(encoding="utf-8"))) for path in paths]
    sections = {key(text): text.rstrip("\n") + "\n" for text in found}
    PAGE.write_text("\n".join([HEAD, *sections.values()]), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
