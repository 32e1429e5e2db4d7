"""The frame of every ``candid bench``: figures with a reach, notes, the machine, and a calibration of the same run.

The calibration loop is a fixed piece of pure-Python work. On a shared machine it says how slow the machine was in the
very run that measured. Every time is also told as if the loop had taken 40 ms, so that two reports can be compared, and
that figure is the one that must reach.
"""

from __future__ import annotations

import json
import os
import platform
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from storage.clock import Clock, SystemClock

LEAST_RUNS = 5
LOOP_MS = 40.0  # the loop's time on the machine the reaches are meant for
TIMES = frozenset({"s", "ms"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measured number with a reach. ``at_most`` True: smaller is better and ``value <= reach`` holds."""

    value: float
    unit: str
    reach: float
    at_most: bool = True

    @property
    def holds(self) -> bool:
        return self.value <= self.reach if self.at_most else self.value >= self.reach

    def as_if(self, calibration_ms: float) -> Figure:
        """What it would be had the loop taken ``LOOP_MS``: a time in proportion, anything else unchanged."""
        return replace(self, value=self.value * LOOP_MS / calibration_ms) if self.unit in TIMES else self

    @property
    def told(self) -> str:
        """The value in three figures, whole from a hundred on."""
        return f"{self.value:.0f}" if abs(self.value) >= 100 else f"{self.value:.3g}"


@dataclass(slots=True, kw_only=True)
class Report:
    """``figures``: only what has a reach; everything else goes under ``notes``."""

    bench: str
    method: str
    figures: dict[str, Figure] = field(default_factory=dict)
    notes: dict[str, Any] = field(default_factory=dict)

    def as_json(self, clock: Clock | None = None) -> str:
        loop_ms = calibrate()
        body = {
            "bench": self.bench,
            "date": (clock or SystemClock()).now().date().isoformat(),
            "machine": machine(),
            "method": self.method,
            "calibration_ms": round(loop_ms, 2),
            "figures": {
                name: {
                    "value": round(f.value, 3),
                    "unit": f.unit,
                    "at_most": f.at_most,
                    "reach": f.reach,
                    "as_if_40_ms": round(f.as_if(loop_ms).value, 3),
                    "holds": f.as_if(loop_ms).holds,
                }
                for name, f in self.figures.items()
            },
            "notes": self.notes,
        }
        return json.dumps(body, indent=2, ensure_ascii=False)

    def print(self, *, as_json: bool) -> None:
        """One JSON object on stdout, or a table for people."""
        if as_json:
            sys.stdout.write(self.as_json() + "\n")
            return
        from rich.console import Console
        from rich.table import Table

        loop_ms = calibrate()
        table = Table("figure", "measured", "as if 40 ms", "reach", "holds", title=f"candid bench {self.bench}")
        for name, f in self.figures.items():
            sign, scaled = "≤" if f.at_most else "≥", f.as_if(loop_ms)
            holds = "yes" if scaled.holds else "no"
            table.add_row(name, f"{f.told} {f.unit}", f"{scaled.told} {f.unit}", f"{sign} {f.reach:g} {f.unit}", holds)
        console = Console()
        console.print(table)
        for name, note in self.notes.items():
            console.print(f"{name}: {note}", highlight=False)
        console.print(f"{self.method} Machine: {machine()}. Calibration loop: {loop_ms:.1f} ms.", highlight=False)


def machine() -> str:
    """Cores this process may use, memory and Python; never a host name."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    gib = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{cores} cores, {gib:.0f} GiB, {platform.machine()}, Python {platform.python_version()}"


def calibrate() -> float:
    """Milliseconds (median of five) for a fixed loop of a million integer additions."""

    def once() -> float:
        start = time.perf_counter()
        total = 0
        for n in range(1_000_000):
            total += n
        return (time.perf_counter() - start) * 1000

    return statistics.median(once() for _ in range(5))


def percentile(values: Sequence[float], percent: float) -> float:
    """The nearest-rank percentile; ``values`` need not be sorted."""
    ordered = sorted(values)
    rank = max(0, min(len(ordered) - 1, round(percent / 100 * len(ordered)) - 1))
    return ordered[rank]
