"""Today against the network, in the same run, on material no training saw: the gate's table."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from generation.images import Mask, Points, RgbImage
from generation.matting import apart
from generation.matting.training import backdrops, camera, people
from generation.matting.training.finish import Floats, floats
from generation.matting.training.learned import Learned, Network, before_calm_walls
from generation.matting.training.sums import Sums, compared
from generation.vision import mask
from tests.benches import beside, closed_form_reference, hair_table
from tests.benches.drawn import hair, things, walls

Make = Callable[[RgbImage, Mask, Points], Mask]
Makes = dict[str, Make]
Say = Callable[[str], None]
OTHER_SEED = 990_001


def gate(net: Path, *, traced: Path | None, others: int, report: Path | None, say: Say) -> None:
    """Tells ``say`` every row as it is known and writes the whole table to ``report``, JSON."""
    network = Network(net)
    makes: Makes = {
        "today": network.today,
        "network": Learned(network).person,
        "held before calm walls": Learned(network, before_calm_walls).person,
    }
    table: dict[str, object] = {"bytes fp32": (net / "refiner_1024.onnx").stat().st_size}
    for name, rows in (
        ("drawn edge, benches' people, mask network's shape", lambda: _edge(makes)),
        ("drawn edge, single bent hairs (the bench's row)", lambda: _bent(makes)),
        ("hair lost, per cent", lambda: _lost(makes)),
        ("dark on dark, p95", lambda: _dark(makes)),
        ("things left, per cent (and hair lost with them)", lambda: _things(makes)),
        ("drawn, other seeds", lambda: _others(makes, others)),
        ("path-traced", lambda: _traced(makes, traced, say)),
        ("ms at 1024", lambda: {"median": round(float(np.median(network.ms)), 1)}),
    ):
        table[name] = found = rows()
        say("\n".join([f"\n== {name}", *(f"  {key}: {value}" for key, value in found.items())]))
        if report is not None:
            report.write_text(json.dumps(table, indent=1))


def _edge(makes: Makes) -> dict[str, object]:
    sums = {name: Sums() for name in makes}
    for kind in hair.KINDS:
        drawn = hair.person(kind)
        for wall in hair_table.before().values():
            frame = drawn.before(wall)
            shape = mask.person(frame, beside.face_of(drawn.face))
            for name, make in makes.items():
                found = make(frame, shape, drawn.face)
                sums[name].add(kind, frame, found, truth=drawn.colour, alpha=drawn.alpha)
    return compared(sums)


def _bent(makes: Makes) -> dict[str, object]:
    return {name: closed_form_reference.figures_of(make) for name, make in makes.items()}


def _lost(makes: Makes) -> dict[str, object]:
    tables = {name: hair_table.table(make) for name, make in makes.items()}
    return {kind: {name: round(one[kind], 2) for name, one in tables.items()} for kind in hair.KINDS}


def _dark(makes: Makes) -> dict[str, object]:
    return {
        wall: {
            name: [round(hair_table.dark(kind, wall, make)[1], 1) for kind in hair_table.DARK_KINDS]
            for name, make in makes.items()
        }
        for wall in hair_table.DARK_WALLS
    }


def _things(makes: Makes) -> dict[str, object]:
    rows: dict[str, object] = {}
    for thing in (*things.FOREIGN, *things.BROAD):
        drawn = hair.person("short")
        shape = things.shape_of_both(drawn, thing)
        row = {}
        for wall in ("plain", "foliage"):
            frame = drawn.before(things.before(hair_table.before()[wall], thing))
            for name, make in makes.items():
                found = make(frame, shape, drawn.face)
                rest, _ = apart.without(
                    found, shape=shape, second=things.bare_head, cover=np.ones_like(shape), face=drawn.face
                )
                left = [things.thing_left(one, things.beside(drawn, thing)) for one in (found, rest)]
                row[f"{name}, {wall}: before and after apart"] = [round(one, 1) for one in left]
        rows[thing] = row
    return rows


def _others(makes: Makes, count: int) -> dict[str, object]:
    if not count:
        return {}
    sums = {name: Sums() for name in makes}
    for number in range(count):
        rng = np.random.default_rng([OTHER_SEED, number])
        person = people.person(rng, number)
        wall, confused = backdrops.backdrop(rng, person.tones, person.alpha)
        person, wall, confused = camera.at_size(
            person, wall, confused, side=1024, blur=float(rng.choice([0, 0.5, 0.8]))
        )
        seen = camera.before(person, wall) + rng.normal(0, 2, wall.shape)
        frame = np.clip(np.rint(seen), 0, 255).astype(np.uint8)
        shape = camera.shape(rng, frame, person, confused)
        for name, make in makes.items():
            found = make(frame, shape, person.face)
            sums[name].add(person.kind, frame, found, truth=person.colour(), alpha=person.alpha)
    return compared(sums)


def heads(folder: Path) -> Iterator[tuple[str, Floats, Mask, Points]]:
    """Each path-traced head: kind of hair, colour (H, W, 3) in 8-bit levels, alpha (H, W), outline of the face."""
    for path in sorted(folder.glob("*.png")):
        about = path.with_suffix(".json")
        planes = cv2.imread(str(path), cv2.IMREAD_UNCHANGED)
        if planes is not None and about.exists():
            told: dict[str, Any] = json.loads(about.read_text())
            share = planes.astype(np.float32) / 65535
            yield told["kind"], floats(share[..., 2::-1] * 255), floats(share[..., 3]), floats(np.array(told["face"]))


def traced_walls(number: int, colour: Floats, alpha: Mask) -> dict[str, Floats]:
    """Walls of a head's own size, (H, W, 3), 8-bit levels; ``own``: nearly of the hair's colour."""
    side = alpha.shape[0]
    own = colour[(alpha > 0.9) & (np.arange(side)[:, None] < side * 0.35)]
    tone = np.median(own, axis=0) if len(own) else np.array([90, 80, 70])
    r, g, b = np.clip(tone * 1.25 + 6, 0, 255).astype(int).tolist()
    made = {
        "plain": walls.plain((196, 202, 210)), "mid": walls.plain((110, 116, 124)),
        "own": walls.plain((r, g, b)),
        "shelf": walls.shelf(100 + number), "foliage": walls.foliage(200 + number),
    }  # fmt: skip
    return {name: floats(cv2.resize(wall, (side, side), interpolation=cv2.INTER_AREA)) for name, wall in made.items()}


def _traced(makes: Makes, folder: Path | None, say: Say) -> dict[str, object]:
    if folder is None:
        return {}
    by_kind, by_wall = {name: Sums() for name in makes}, {name: Sums() for name in makes}
    for number, (kind, colour, alpha, face) in enumerate(heads(folder)):
        for wall_name, wall in traced_walls(number, colour, alpha).items():
            rng = np.random.default_rng([7, number])
            seen = colour * alpha[..., None] + wall * (1 - alpha[..., None]) + rng.normal(0, 1.5, wall.shape)
            frame = np.clip(np.rint(seen), 0, 255).astype(np.uint8)
            shape = mask.person(frame, beside.face_of(face))
            inside = shape[int(face[:, 1].min()) : int(face[:, 1].max()), alpha.shape[1] // 2]
            if float((inside > 0.5).mean()) < 0.8:
                say(f"  the mask network saw nobody: {kind} before {wall_name}")
                continue
            for name, make in makes.items():
                found = make(frame, shape, face)
                by_kind[name].add(kind, frame, found, truth=colour, alpha=alpha)
                by_wall[name].add(wall_name, frame, found, truth=colour, alpha=alpha)
    walls_alone = {f"wall {key}": value for key, value in compared(by_wall).items() if key.startswith("-")}
    return {**compared(by_kind), **walls_alone}
