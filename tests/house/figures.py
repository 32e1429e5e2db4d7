"""``python -m tests.house.figures REPORT.json ...``: what the benches said, as the table of ``.github/FIGURES.md``.

Each file is one ``candid bench NAME --json``. No figure is ever copied by hand.
"""

from __future__ import annotations

import json
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
        f"## candid bench {report['bench']}",
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


def main(paths: list[str]) -> None:
    reports = [json.loads(Path(path).read_text(encoding="utf-8")) for path in paths]
    PAGE.write_text("\n".join([HEAD, *(section(report) for report in reports)]), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
