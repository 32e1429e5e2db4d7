"""Path-traced heads as a test that no training saw: run by a Python that has Blender as a module (bpy, GPL), by itself.

``python traced.py OUT COUNT SEED`` writes heads as NNN.png, 16-bit sRGB with alpha, and NNN.json: kind, outline of the
face in pixels, tones in linear light. Nothing imports this file and it imports nothing of the project. Lengths are in
units of the scene, of which the picture shows ten; the face looks along -y, up is z.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

import bpy
import numpy as np

SIDE, SAMPLES, POINTS = 512, 24, 24
UNIT = 50.0  # pixels of a unit: the camera sees straight ahead, without perspective
HEAD, MIDDLE = np.array([1.22, 1.42, 1.68]), np.array([0.0, 0.0, 0.2])
KINDS = {  # length, fall, wave, coil, turns, count, wild
    "straight": (5.0, 0.9, 0.0, 0.0, 1, 9000, 0.10),
    "waves": (4.6, 0.9, 0.16, 0.0, 3, 8000, 0.16),
    "curls": (3.6, 0.7, 0.0, 0.14, 5, 7000, 0.25),
    "coils": (1.4, 0.1, 0.0, 0.10, 4, 8000, 0.5),
    "afro": (1.5, 0.0, 0.0, 0.05, 5, 12000, 0.8),
    "short": (0.55, 0.2, 0.0, 0.0, 1, 9000, 0.35),
    "wispy": (3.4, 0.8, 0.05, 0.0, 2, 2600, 0.35),
    "bob": (2.4, 0.9, 0.04, 0.0, 1, 9000, 0.14),
    "beard": (0.5, 0.4, 0.0, 0.03, 2, 8000, 0.4),
    "buzz": (0.10, 0.0, 0.0, 0.0, 1, 9000, 0.3),
}
SKINS = ((0.80, 0.55, 0.42), (0.55, 0.33, 0.22), (0.30, 0.15, 0.09), (0.12, 0.06, 0.035), (0.68, 0.44, 0.32))
HAIRS = (
    (0.010, 0.008, 0.007),
    (0.03, 0.018, 0.012),
    (0.14, 0.07, 0.03),
    (0.45, 0.32, 0.16),
    (0.5, 0.5, 0.5),
    (0.18, 0.04, 0.015),
)


def unit(v: np.ndarray) -> np.ndarray:
    """Vectors (..., 3) at length 1."""
    return np.asarray(v / np.maximum(np.linalg.norm(v, axis=-1, keepdims=True), 1e-9))


def roots(rng: np.random.Generator, kind: str, count: int) -> np.ndarray:
    """Ways out of the head at which hairs grow, (at most ``count``, 3): above the hairline; a beard also below."""
    way = unit(rng.normal(0, 1, (count * 4, 3)))
    grows = way[:, 2] > 0.30 - 0.75 * way[:, 1] - 0.12 * np.abs(way[:, 0])
    if kind == "beard":
        below = (way[:, 2] < -0.35) & (way[:, 1] < 0.2) & ((np.abs(way[:, 0]) > 0.35) | (way[:, 2] < -0.6))
        grows = below | (grows & (rng.random(len(way)) < 0.5))
    return np.asarray(way[grows][:count])


def strands(rng: np.random.Generator, kind: str) -> np.ndarray:
    """The hairs of a head, (N, POINTS, 3): they leave it, fall, stay outside it, and wave in clumps."""
    length, fall, _, _, _, count, wild = KINDS[kind]
    way = roots(rng, kind, int(count))
    count = len(way)
    place = MIDDLE + way * HEAD * 1.005
    clumps = 70 if kind not in ("coils", "afro") else 600
    clump = rng.integers(0, clumps, count)
    heading = unit(way / HEAD) + rng.normal(0, wild, (clumps, 3))[clump] + rng.normal(0, 0.4 * wild, (count, 3))
    heading[:, 0] += 0.5 * fall * np.sign(place[:, 0] + 0.2) * (place[:, 1] < 0.3)  # parted, away from the face
    heading[:, 1] += 0.6 * fall * (place[:, 1] < 0.2)
    heading = unit(heading)
    size = length * rng.uniform(0.75, 1.1, count) * np.where(rng.random(count) < 0.04, 1.25, 1.0)
    path = np.zeros((count, POINTS, 3))
    drift = rng.normal(0, 0.06 * wild, (clumps, POINTS, 3))[clump]
    for n in range(POINTS):
        path[:, n] = place
        heading = unit(heading + drift[:, n] + np.array([0, 0, -fall * 6 / POINTS * min(1.0, length)]))
        place = place + heading * (size / POINTS)[:, None]
        inside = np.linalg.norm((place - MIDDLE) / (HEAD * 1.03), axis=1)
        out = inside < 1
        place[out] = MIDDLE + (place[out] - MIDDLE) / inside[out, None]
    phase = rng.uniform(0, 6.28, clumps)[clump] + rng.normal(0, 0.3, count)
    return waved(path, kind, phase[:, None])


def waved(path: np.ndarray, kind: str, phase: np.ndarray) -> np.ndarray:
    """Hairs (N, POINTS, 3) with the waves or coils of their kind; ``phase``: (N, 1), radians."""
    _, _, wave, coil, turns, _, _ = KINDS[kind]
    t = np.linspace(0, 1, POINTS)[None]
    radius = (wave + coil) * np.minimum(1, 3 * t)
    path[..., 0] += radius * np.sin(phase + 6.28 * turns * t)
    path[..., 1] += radius * np.cos(phase + 6.28 * turns * t)
    if coil:
        path[..., 2] += 0.6 * radius * np.sin(1.3 * phase + 6.28 * turns * t)
    return path


Three = tuple[float, float, float]


def material(name: str, colour: Three, rough: float) -> bpy.types.Material:
    made = bpy.data.materials.new(name)
    made.use_nodes = True
    node = made.node_tree.nodes["Principled BSDF"]
    node.inputs["Base Color"].default_value = (*colour, 1)
    node.inputs["Roughness"].default_value = rough
    return made


def ball(middle: Three, size: Three, look: bpy.types.Material) -> None:
    bpy.ops.mesh.primitive_uv_sphere_add(segments=64, ring_count=32, location=middle)
    one = bpy.context.object
    one.scale = size
    bpy.ops.object.shade_smooth()
    one.data.materials.append(look)


def studio(rng: np.random.Generator) -> bpy.types.Scene:
    """An empty scene: two lamps, light from all around, a camera without perspective, a transparent film."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
    s = bpy.context.scene
    s.render.engine = "CYCLES"
    s.cycles.device, s.cycles.samples, s.cycles.use_denoising = "CPU", SAMPLES, False
    s.cycles.max_bounces = 4
    s.render.threads_mode, s.render.threads = "FIXED", 1
    s.render.film_transparent = True
    s.render.resolution_x = s.render.resolution_y = SIDE
    s.view_settings.view_transform = "Standard"
    s.render.image_settings.file_format, s.render.image_settings.color_mode = "PNG", "RGBA"
    s.render.image_settings.color_depth = "16"
    s.world = bpy.data.worlds.new("w")
    s.world.use_nodes = True
    s.world.node_tree.nodes["Background"].inputs[0].default_value = (0.8, 0.85, 0.9, 1)
    s.world.node_tree.nodes["Background"].inputs[1].default_value = float(rng.uniform(0.35, 0.8))
    for side in (-1, 1):
        lamp = bpy.data.lights.new("l", "AREA")
        lamp.energy, lamp.size = float(rng.uniform(200, 1200)), 4
        held = bpy.data.objects.new("l", lamp)
        held.location, held.rotation_euler = (6 * side, -7, 5), (0.95, 0, 0.7 * side)
        s.collection.objects.link(held)
    camera = bpy.data.cameras.new("c")
    camera.type, camera.ortho_scale = "ORTHO", SIDE / UNIT
    s.camera = bpy.data.objects.new("c", camera)
    s.camera.location, s.camera.rotation_euler = (0, -20, 0), (np.pi / 2, 0, 0)
    s.collection.objects.link(s.camera)
    return s


def person(rng: np.random.Generator, skin: bpy.types.Material) -> None:
    """Head, neck, shoulders and features, of balls."""
    ball(tuple(MIDDLE), tuple(HEAD), skin)
    ball((0, 0.3, -2.0), (0.72, 0.75, 1.7), skin)
    wide = float(rng.uniform(3.2, 4.4))
    ball((0, 0.5, -5.4), (wide, 1.7, 2.9), material("cloth", tuple(rng.uniform(0.01, 0.7, 3)), 0.8))
    for side in (-1, 1):
        ball((side * 1.24, 0.1, 0.1), (0.14, 0.25, 0.4), skin)
        ball((side * 0.5, -1.28, 0.4), (0.2, 0.1, 0.09), material("eye", (0.03, 0.02, 0.02), 0.2))
    ball((0, -1.3, -0.6), (0.42, 0.1, 0.09), material("lip", (0.4, 0.12, 0.1), 0.4))
    ball((0, -1.45, 0.0), (0.15, 0.18, 0.3), skin)


def scene(rng: np.random.Generator, kind: str, out: Path) -> dict[str, Any]:
    """Renders one head into the file ``out`` and tells what it shows."""
    s = studio(rng)
    skin_tone, hair_tone = SKINS[rng.integers(len(SKINS))], HAIRS[rng.integers(len(HAIRS))]
    person(rng, material("skin", skin_tone, 0.5))
    path = strands(rng, kind)
    curves = bpy.data.hair_curves.new("hair")
    curves.add_curves([POINTS] * len(path))
    curves.position_data.foreach_set("vector", path.astype(np.float32).ravel())
    wide = 0.011 if kind not in ("wispy", "buzz") else 0.008
    radius = (wide * np.linspace(1, 0.35, POINTS)[None] * rng.uniform(0.6, 1.2, (len(path), 1))).astype(np.float32)
    curves.attributes.new("radius", "FLOAT", "POINT").data.foreach_set("value", radius.ravel())
    curves.materials.append(material("hair", hair_tone, 0.35))
    s.collection.objects.link(bpy.data.objects.new("hair", curves))
    s.render.filepath = str(out)
    bpy.ops.render.render(write_still=True)
    turn = np.linspace(0, 2 * np.pi, 36, endpoint=False)
    face = [(SIDE / 2 + UNIT * 1.15 * np.cos(a), SIDE / 2 - UNIT * (0.2 - 1.6 * np.sin(a))) for a in turn]
    return {"kind": kind, "face": face, "hair": hair_tone, "skin": skin_tone, "strands": len(path)}


def main() -> None:
    out, count, seed = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    out.mkdir(parents=True, exist_ok=True)
    for n in range(count):
        kind = list(KINDS)[n % len(KINDS)]
        path = out / f"{n:03}.png"
        if path.exists():
            continue
        start = time.monotonic()
        about = scene(np.random.default_rng([seed, n]), kind, path)
        about["seconds"] = round(time.monotonic() - start, 1)
        path.with_suffix(".json").write_text(json.dumps(about))


if __name__ == "__main__":
    main()
