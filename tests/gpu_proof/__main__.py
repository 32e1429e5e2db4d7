"""python -m tests.gpu_proof --part painter|path|faults [--folder FOLDER] [--tiny]

Exit codes: 0 the part is complete · 1 a step failed · 2 no card that can be used, or a library is missing · 20 the time
of this run is over and steps are left: the same command goes on with them.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from tests.gpu_proof import page
from tests.gpu_proof.record import Record
from tests.gpu_proof.step import Scene, Step

PARTS = ("painter", "path", "faults")
LIMIT_S = 480.0  # of one run
COMPLETE, FAILED, NO_CARD, LEFT = 0, 1, 2, 20
OFFLINE = ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "DIFFUSERS_DISABLE_REMOTE_CODE")


def main(arguments: Sequence[str] | None = None) -> int:
    asked = argparse.ArgumentParser(prog="make gpu-proof", description=__doc__)
    asked.add_argument("--part", choices=PARTS, required=True)
    asked.add_argument("--folder", type=Path, default=Path("build/gpu-proof"))
    asked.add_argument(
        "--tiny", action="store_true", help="the tiny model on the CPU: tests the steps, measures nothing"
    )
    chosen = asked.parse_args(arguments)
    os.environ.update(dict.fromkeys(OFFLINE, "1"))
    try:
        from generation.engines.diffusion import accelerator
        from tests.gpu_proof import machine

        found = accelerator.look()
        part = import_module(f"tests.gpu_proof.{chosen.part}")
    except Exception as missing:
        if not isinstance(missing, ImportError) and type(missing).__name__ != "ExtraMissing":
            raise
        _told(f"A library is missing here, and nothing is installed: {missing}")
        return NO_CARD
    if not (found.usable or chosen.tiny):
        _told(f"No graphics card can be used here. {found.why()} Nothing was measured.")
        return NO_CARD
    folder = chosen.folder.absolute()
    folder.mkdir(parents=True, exist_ok=True)
    record = Record.of(folder, chosen.part, machine.told(found) | {"weights": _weights(tiny=chosen.tiny)})
    code = run(part.STEPS, record, Scene(folder=folder, tiny=chosen.tiny))
    page.join(folder, PARTS)
    _told(f"{folder / 'gpu-proof.md'} joins what was measured so far.")
    return code


def run(steps: Sequence[Step], record: Record, scene: Scene, clock: Callable[[], float] = time.monotonic) -> int:
    """Every step that is not on record, as long as there is time for it."""
    began = clock()
    for step in steps:
        if step.name in record.rows:
            continue
        if clock() - began + step.seconds > LIMIT_S:
            _told(f"Time is over before '{step.name}'. The same command goes on from there.")
            return LEFT
        _told(f"{step.name} ...")
        try:
            rows = step.run(scene)
        except Exception as error:  # whatever it is, the other steps' figures stay
            _told(f"'{step.name}' failed: {type(error).__name__}: {error}")
            return FAILED
        record.keep(step.name, rows)
    return COMPLETE


def _weights(*, tiny: bool) -> str:
    return "tiny, on the processor: tests the steps, measures nothing" if tiny else "random, of klein's exact shape"


def _told(what: str) -> None:
    sys.stderr.write(f"{what}\n")


if __name__ == "__main__":
    sys.exit(main())
