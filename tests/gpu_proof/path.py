"""The whole way of a picture: a written model of 16 GB, prepared, loaded, and used by ``candid try``."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

from generation.engines.diffusion import memory, painter
from generation.errors import Cancelled
from tests.gpu_proof import model
from tests.gpu_proof import painter as alone
from tests.gpu_proof.step import Rows, Scene, Step

ROOT = Path(__file__).parents[2]
PHOTO = ROOT / "tests" / "assets" / "portraits" / "ardern-2022.jpg"
CANDID = (sys.executable, "-c", "import sys; from storage.operations.main import main; sys.exit(main())")
PATIENCE_S = 400.0
HELD_BACK = 10  # the exit code of a try whose pictures were all held back, as random weights deserve


class NoWay(Exception):
    """``candid try`` did not come to its end."""


def written(scene: Scene) -> Rows:
    began = time.perf_counter()
    folder = model.write(scene)
    size = sum(each.bytes for each in folder.model.files)
    return {"GB": size / 1e9, "written, hashed and verified, s": time.perf_counter() - began}


def made_ready(scene: Scene) -> Rows:
    """``weights prepare``: every prompt encoded on the card, the golden picture; what was encoded before is kept."""
    folder, ticks = model.folder(scene), []
    began = time.perf_counter()
    painter.prepare(folder, lambda done, of: ticks.append((done, of, time.perf_counter() - began)))
    first, last = ticks[0], ticks[-1]
    each = (last[2] - first[2]) / max(1, last[0] - first[0])
    return {
        "prompts": last[1],
        "a prompt, s": each,
        "in all, s": time.perf_counter() - began,
        "on": str(memory.device()),
    }


def loaded(scene: Scene) -> Rows:
    """Start to ready with the golden picture, a reload, and how long a cancelled picture goes on."""
    one = model.prepared(scene)
    one.unload()
    began = time.perf_counter()
    one.check_golden()
    ready = time.perf_counter() - began
    one.unload()
    began = time.perf_counter()
    one.check_golden()
    again = time.perf_counter() - began
    asked = alone.order(scene, alone.sizes(scene)[0], 1)
    one.paint(asked)
    return {"start to ready, s": ready, "reload, s": again, "cancel to idle, s": _cancelled(one, asked)}


def _cancelled(one: painter.Painter, asked: painter.Order) -> float:
    said: list[float] = []

    def cancel(share: float) -> None:
        if share >= 0.5:
            said.append(time.perf_counter())
            raise Cancelled

    try:
        one.paint(asked, cancel)
    except Cancelled:
        return time.perf_counter() - said[0]
    raise NoWay("a cancelled picture was painted to its end")


def background(scene: Scene) -> Rows:
    return tried(scene, str(PHOTO), "--engine", "background")


def redraw(scene: Scene) -> Rows:
    return tried(scene, str(PHOTO), "--engine", "redraw", "--compare")


def persona(scene: Scene) -> Rows:
    return tried(scene, "--persona", "advert")


def tried(scene: Scene, *arguments: str) -> Rows:
    """What ``candid try --json`` says. Random weights paint nobody, so pictures of people are held back."""
    out = scene.folder / "try"
    began = time.perf_counter()
    done = subprocess.run(
        (*CANDID, "try", *arguments, "--weights", str(scene.model), "--out", str(out), "--json"),
        cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE_S, check=False,
    )  # fmt: skip
    if done.returncode not in (0, HELD_BACK):
        raise NoWay(done.stderr.strip()[-400:])
    said = json.loads(done.stdout)
    return {
        "pictures": len(said["variants"]),
        "held back": sum(bool(each["withheld"]) for each in said["variants"]),
        "milliseconds": said["timings_ms"],
        "left behind": said["erasure"]["leftovers"],
        "in all, s": time.perf_counter() - began,
    }


STEPS = (
    Step(name="model written", run=written, seconds=200),
    Step(name="prepared", run=made_ready, seconds=200),
    Step(name="loaded", run=loaded, seconds=150),
    Step(name="try background", run=background, seconds=200),
    Step(name="try redraw", run=redraw, seconds=200),
    Step(name="try persona", run=persona, seconds=200),
)
