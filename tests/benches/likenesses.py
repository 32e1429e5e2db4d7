"""What a model does to faces, by the very safeguards that judge its pictures: a table for ``candid bench diffusion``.

One redrawn picture per portrait of a folder; nothing is kept, no file is named.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

import numpy as np
from PIL import Image, ImageOps

from generation.engines.diffusion import catalogue, load, manifest, prepared
from generation.engines.diffusion.engine import DiffusionEngine
from generation.engines.diffusion.painter import Painter
from generation.errors import CannotFrame
from generation.intake import panel as intake
from generation.ports import Engine, Portrait, Portrayal, SafeguardContext
from generation.safeguards.limits import Limits
from generation.safeguards.panel import Panel, panel_for, withheld
from storage.records import GenerateRequest, PhotoId, Verdict

LOOK = "studio_soft"
READABLE = frozenset({".jpg", ".jpeg", ".png", ".webp"})


def table(
    weights: Path, images: Path, framer: Engine, limits: Limits, *, told: Callable[[str], None]
) -> dict[str, object]:
    """Per safeguard: lowest, median and highest value, its limit, and how many pictures it held back.

    Raises ``ModelRefused``. ``framer``: whose frames are used (the studio).
    """
    folder = load.verified(manifest.read(weights / manifest.FILE_NAME), weights, allow_non_commercial=True)
    engine = DiffusionEngine(Painter(folder, prepared.read(folder)), catalogue.looks(), framer, mode=catalogue.REDRAW)
    judged, guards = [], panel_for(Portrayal.REDRAWN, limits)
    paths = sorted(path for path in images.iterdir() if path.suffix.lower() in READABLE)
    for number, path in enumerate(paths, start=1):
        told(f"portrait {number} of {len(paths)}")
        portrait = intake.measure(np.asarray(ImageOps.exif_transpose(Image.open(path)).convert("RGB")), str(number))
        verdicts = None if portrait is None else _judged(engine, guards, portrait)
        if verdicts is not None:
            judged.append(verdicts)
    return {
        "model": folder.model.stamp,
        "pictures": len(judged),
        "held back": sum(withheld(each) for each in judged),
        **{code: _row([each for one in judged for each in one if each.code == code]) for code in _codes(judged)},
    }


def _judged(engine: DiffusionEngine, guards: Panel, portrait: Portrait) -> tuple[Verdict, ...] | None:
    request = GenerateRequest(
        photo_ids=(PhotoId(portrait.photo_id),), looks=(LOOK,), engine="redraw", purpose="profile", language="en",
        comparison=True,
    )  # fmt: skip
    try:
        opened = engine.open([portrait], request, progress=lambda _: None, cancelled=lambda: False)
        rendering = opened.render(LOOK)
    except CannotFrame:
        return None
    return guards.judge(rendering, SafeguardContext(portraits=(portrait,), comparison=True))


def _codes(judged: Sequence[tuple[Verdict, ...]]) -> list[str]:
    return [verdict.code for verdict in judged[0]] if judged else []


def _row(verdicts: Sequence[Verdict]) -> dict[str, object]:
    values = [verdict.value for verdict in verdicts if verdict.value is not None]
    known = {"lowest": min(values), "median": median(values), "highest": max(values)} if values else {}
    return {
        **{name: round(value, 3) for name, value in known.items()},
        "limit": verdicts[0].limit,
        "unit": verdicts[0].unit,
        "held back": sum(not verdict.passed for verdict in verdicts),
    }
