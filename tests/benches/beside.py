"""``candid bench studio --beside``: the same photos in the same run, by us and by what people would use instead.

That is rembg (MIT) with u2netp, from the extra ``bench``, in a process of its own, handed the model file pinned here.
Seconds are CPU seconds of one core, for neither side with loading. Edges are judged on drawn people, whose colours are
known: each side asks its own network where the person is; ours also gets the outline of the face, which its mesh finds
on a photo. Neither edge goes through JPEG.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from generation.images import Points, RgbImage
from generation.matting import edges, matte
from generation.ports import Face
from generation.vision import mask, tone
from generation.weights import Weights
from storage.measuring import Figure, Report
from tests.benches import hair_table, rembg_peer
from tests.benches.drawn import hair
from tests.benches.drawn.painter import Drawn

PACKAGES = ("rembg", "onnxruntime", "pooch")
INSTALL = "rembg is not installed here. Run: pip install -c constraints.txt -e '.[bench]'"
MEGAPIXELS = 12  # a phone's photo
MOST_PHOTOS = 12
LEAST_TIMES = 0.7  # of their seconds
EDGE = (0.1, 0.9)  # of the true matte: pixels that are partly the person

Apart = NDArray[np.float32]
Finish = Callable[[RgbImage], bool]
"""Makes one finished picture of a photo's pixels, sealed file and all; False where the photo allows none of 1024 px."""


def lacking() -> str:
    """What to install, in one line; empty where nothing is missing."""
    return INSTALL if any(importlib.util.find_spec(name) is None for name in PACKAGES) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Theirs:
    """CPU seconds of each finished picture, ``whole`` and ``small`` as ``rembg_peer`` tells; ``apart``: their edges."""

    whole: list[float]
    small: list[float]
    apart: Apart


@dataclass(slots=True)
class Ours:
    """The photos that allow a picture, at their full size, and CPU seconds of each picture."""

    photos: list[RgbImage] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)


def report_on(report: Report, photos: Sequence[RgbImage], finish: Finish, weights: Weights) -> None:
    """Adds the rows. Raises ``RuntimeError`` with the peer's own words where it fails."""
    ours = Ours()
    for photo in photos[:MOST_PHOTOS]:
        _timed(ours, _enlarged(photo), finish)
    if not ours.photos:
        raise RuntimeError("none of these photos allows a picture of 1024 px")
    drawn = _drawn()
    theirs = peer(ours.photos, drawn, weights)
    spent = statistics.median(ours.seconds)
    for name, seconds in (("", theirs.whole), (" on the photo cropped and small", theirs.small)):
        report.figures[f"one finished 1024 px picture, as a multiple of rembg's{name}"] = Figure(
            value=spent / statistics.median(seconds), unit="times", reach=LEAST_TIMES
        )
    report.figures |= edge_figures(np.concatenate([_our_edge(truth, seen) for truth, seen in drawn.values()]), theirs)
    report.notes["seconds per finished picture"] = {
        "photos": len(ours.photos),
        "ours, checks and marks included": round(spent, 2),
        "rembg": round(statistics.median(theirs.whole), 2),
        "rembg on the photo cropped and small": round(statistics.median(theirs.small), 2),
    }


def edge_figures(ours: Apart, theirs: Theirs) -> dict[str, Figure]:
    """The reach of each row is what rembg came to in this run."""
    return {
        f"drawn edge, {name}; reach: rembg's": Figure(
            value=float(np.percentile(ours, percent)),
            unit="ΔE00",
            reach=round(float(np.percentile(theirs.apart, percent)), 2),
        )
        for name, percent in (("median", 50), ("95th percentile", 95))
    }


def peer(photos: Iterable[RgbImage], drawn: dict[str, tuple[Drawn, RgbImage]], weights: Weights) -> Theirs:
    """What rembg makes of the same pixels. Raises ``RuntimeError`` where it fails."""
    with tempfile.TemporaryDirectory(prefix="candid-bench-") as name:
        folder = Path(name)
        for part in ("photos", "drawn", "cut", "home"):
            (folder / part).mkdir()
        shutil.copyfile(weights.path("second_opinion"), folder / "home" / f"{rembg_peer.MODEL}.onnx")
        for number, photo in enumerate(photos):
            Image.fromarray(photo).save(folder / "photos" / f"{number:03}.png", compress_level=1)
        for key, (_, seen) in drawn.items():
            Image.fromarray(seen).save(folder / "drawn" / f"{key}.png", compress_level=1)
        spent = _run(folder)
        apart = [
            _apart(np.asarray(Image.open(folder / "cut" / f"{key}.png")), truth) for key, (truth, _) in drawn.items()
        ]
    return Theirs(whole=spent["whole"], small=spent["small"], apart=np.concatenate(apart or [np.zeros(0, np.float32)]))


def _run(folder: Path) -> dict[str, list[float]]:
    # One thread: threads that wait for each other would count as work.
    environment = os.environ | {"U2NET_HOME": str(folder / "home"), "OMP_NUM_THREADS": "1"}
    done = subprocess.run(
        [sys.executable, "-P", str(rembg_peer.__file__), str(folder)],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"rembg failed: {(done.stderr.strip().splitlines() or ['no word'])[-1]}")
    spent: dict[str, list[float]] = json.loads(done.stdout)
    return spent


def _timed(ours: Ours, photo: RgbImage, finish: Finish) -> None:
    for run in range(1 + rembg_peer.RUNS):
        start = time.process_time()
        if not finish(photo):
            return
        if run:
            ours.seconds.append(time.process_time() - start)
    ours.photos.append(photo)


def _enlarged(photo: RgbImage) -> RgbImage:
    """As many pixels as a phone's photo has, for timing only."""
    factor = max(1.0, (MEGAPIXELS * 1e6 / (photo.shape[0] * photo.shape[1])) ** 0.5)
    return np.asarray(cv2.resize(photo, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC), np.uint8)


def _drawn() -> dict[str, tuple[Drawn, RgbImage]]:
    """Each kind of hair before each wall of the hair table: the truth, and what a camera sees."""
    people = {kind: hair.person(kind) for kind in hair.KINDS}
    return {
        f"{kind}-{name}": (drawn, drawn.before(wall))
        for kind, drawn in people.items()
        for name, wall in hair_table.before().items()
    }


def _our_edge(drawn: Drawn, seen: RgbImage) -> Apart:
    found = matte.person(seen, mask.person(seen, face_of(drawn.face)), drawn.face)
    return _apart(hair_table.set_before(edges.person_colour(seen, found).astype(np.float32), found), drawn)


def face_of(outline: Points) -> Face:
    x, y, width, height = cv2.boundingRect(outline)
    eyes = y + 0.4 * height
    return Face(
        box=(x, y, width, height), eye_left=(x + 0.3 * width, eyes), eye_right=(x + 0.7 * width, eyes), score=1.0
    )


def _apart(picture: RgbImage, drawn: Drawn) -> Apart:
    """ΔE00 of each pixel of the true edge, between a picture before the plain wall and the truth before it."""
    edge = (drawn.alpha > EDGE[0]) & (drawn.alpha < EDGE[1])
    ideal = hair_table.set_before(drawn.colour, drawn.alpha)
    return np.asarray(tone.delta_e_2000(tone.srgb_to_lab(picture[edge]), tone.srgb_to_lab(ideal[edge])), np.float32)
