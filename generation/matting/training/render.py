"""Writes pictures to learn from: the planes are red, green, blue (sRGB), shape, today's matte, true alpha, hair."""

from __future__ import annotations

import json
import time
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from generation.images import Mask
from generation.matting import matte
from generation.matting.training import backdrops, camera, people

CROP = 256  # pixels of a side: what is learned from at once
CROPS = 16  # places worth looking at, noted for each picture


def render(out: Path, count: int, seed: int, first: int = 0, sizes: tuple[int, ...] = camera.SIZES) -> list[str]:
    """Pictures ``first`` to ``count`` as NUMBER.npy and NUMBER.json; one that is there already is left as it is.

    ``sizes``: one of them by lot is a picture's side, pixels. Needs the mask network. Says which failed, and why.
    """
    out.mkdir(parents=True, exist_ok=True)
    failures = []
    for number in range(first, count):
        path = out / f"{number:05}.npy"
        if path.with_suffix(".json").exists():
            continue
        start = time.process_time()
        rng = np.random.default_rng([seed, number])
        try:
            planes, about = one(rng, number, sizes)
        except (cv2.error, ValueError, IndexError) as failed:  # one odd geometry is not worth a stop; it is told
            failures.append(f"{number}: {failed}")
            continue
        np.save(path, planes)
        about["seconds"] = round(time.process_time() - start, 2)
        path.with_suffix(".json").write_text(json.dumps(about))
    return failures


def one(
    rng: np.random.Generator, number: int, sizes: tuple[int, ...] = camera.SIZES
) -> tuple[NDArray[np.uint8], dict[str, object]]:
    """One picture's planes, (7, side, side), 8 bits, and what it shows: ``sad`` is today's error in per mille."""
    person = people.person(rng, number)
    wall, confused = backdrops.backdrop(rng, person.tones, person.alpha)
    side, blur = int(rng.choice(sizes)), float(rng.choice([0, 0, 0.5, 0.8, 1.2]))
    person, wall, confused = camera.at_size(person, wall, confused, side=side, blur=blur)
    frame = camera.photo(rng, camera.before(person, wall))
    shape = camera.shape(rng, frame, person, confused)
    today = matte.person(frame, shape, person.face)
    whole = cv2.resize(shape, (side, side), interpolation=cv2.INTER_CUBIC).clip(0, 1)
    masks = np.rint(np.stack([whole, today, person.alpha, person.hair]) * 255).astype(np.uint8)
    planes = np.concatenate([frame.transpose(2, 0, 1), masks])
    return planes, {
        "kind": person.kind,
        "skin": person.skin,
        "strand": person.strand,
        "side": side,
        "crops": _worth(rng, today, person.alpha),
        "sad": round(float(np.abs(today - person.alpha).mean()) * 1000, 3),
    }


def _worth(rng: np.random.Generator, today: Mask, truth: Mask) -> list[tuple[int, int]]:
    """Left and top of crops around errors of today's matte and around half covered pixels."""
    side = truth.shape[0]
    score = np.abs(today - truth) + 0.25 * ((truth > 0.05) & (truth < 0.95)) + 0.02 * ((today > 0.02) & (today < 0.98))
    coarse = cv2.resize(score.astype(np.float32), (side // 8, side // 8), interpolation=cv2.INTER_AREA).ravel() + 1e-6
    picks = rng.choice(coarse.size, CROPS, p=coarse / coarse.sum())
    y, x = np.divmod(picks, side // 8)
    reach = side - CROP
    left = np.clip(x * 8 - rng.integers(32, CROP - 32, CROPS), 0, reach)
    top = np.clip(y * 8 - rng.integers(32, CROP - 32, CROPS), 0, reach)
    return [(int(a), int(b)) for a, b in zip(left, top, strict=True)]
