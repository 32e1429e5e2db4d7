"""Draws onto a portrait what a body or its device shows: dark glasses aside, an eye patch, veils, masks, tubes, scars.

A check that refuses one of these must have a way on (``tests/generation/intake/test_nobody_is_turned_away.py``).
Sizes in face widths, places by the face mesh. ``points``: (468, 2) pixels.
"""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np

from generation.images import Points, RgbImage
from generation.vision import landmarks as mesh
from tests.assets import drawn
from tests.assets.worn import _blob, _line, _width

Drawer = Callable[[RgbImage, Points], RgbImage]
NOSE_RIM = (168, 122, 174, 198, 49, 48, 219, 235, 75, 2, 305, 455, 439, 278, 279, 420, 399, 351)
LOWER_FACE = (234, 93, 132, 58, 172, 136, 150, 149, 176, 148, 152, 377, 400, 378, 379, 365, 397, 288, 361, 323, 454)


def _soft(shape: tuple[int, int], polygon: np.ndarray, sigma: float) -> np.ndarray:
    area = np.zeros(shape, np.float32)
    cv2.fillPoly(area, [np.rint(polygon).astype(np.int32)], 1.0)
    return np.asarray(cv2.GaussianBlur(area, (0, 0), sigma), np.float32)[..., None]


def _laid(image: RgbImage, share: np.ndarray, colour: np.ndarray | drawn.Colour) -> RgbImage:
    return np.rint(image * (1 - share) + np.asarray(colour, np.float32) * share).astype(np.uint8)


def eye_patch(image: RgbImage, points: Points) -> RgbImage:
    """A black patch over one eye and its band."""
    out, wide = image.copy(), _width(points)
    middle = points[list(mesh.EYE_LEFT_RIM)].mean(axis=0)
    _line(out, [points[mesh.CHEEK_LEFT], middle, points[332]], (16, 15, 17), 0.03 * wide)
    _blob(out, middle, (0.17 * wide, 0.13 * wide), (18, 17, 19))
    return out


def both_eyes_covered(image: RgbImage, points: Points) -> RgbImage:
    """White dressings over both eyes, as after an operation."""
    out, wide = image.copy(), _width(points)
    for rim in (mesh.EYE_LEFT_RIM, mesh.EYE_RIGHT_RIM):
        _blob(out, points[list(rim)].mean(axis=0), (0.16 * wide, 0.12 * wide), (236, 234, 228))
    return out


def one_eye_closed(image: RgbImage, points: Points) -> RgbImage:
    """A lost eye: the lid's own skin colour over the opening, a lash line."""
    out, wide = image.copy(), _width(points)
    rim = points[list(mesh.EYE_LEFT_RIM)]
    skin = np.median(
        image[rim.max(axis=0)[1].astype(int) + 4 :, :][
            :6, rim[:, 0].min().astype(int) : rim[:, 0].max().astype(int)
        ].reshape(-1, 3),
        axis=0,
    )
    out = _laid(out, _soft(image.shape[:2], rim.mean(axis=0) + (rim - rim.mean(axis=0)) * 1.25, 0.01 * wide), skin)
    low = rim[:, 1].mean() + 0.02 * wide
    _line(out, [np.array([rim[:, 0].min(), low]), np.array([rim[:, 0].max(), low])], (60, 42, 36), 0.01 * wide)
    return out


def niqab(image: RgbImage, points: Points) -> RgbImage:
    """Black cloth over head, nose, mouth and neck; the eyes are free."""
    oval = points[list(mesh.OVAL)]
    middle = oval.mean(axis=0)
    low, high = points.min(axis=0), points.max(axis=0)
    down = high[1] + 0.9 * (high[1] - low[1])
    outer = np.vstack([middle + (oval - middle) * 1.55, [[low[0] - 40, down], [high[0] + 40, down]]])
    cloth = _soft(image.shape[:2], cv2.convexHull(outer.astype(np.float32))[:, 0], 1.5)
    eyes = points[[*mesh.EYE_LEFT_RIM, *mesh.EYE_RIGHT_RIM]]
    margin = 0.09 * _width(points)
    left, top = eyes.min(axis=0) - np.array([1.2, 1.6]) * margin
    right, bottom = eyes.max(axis=0) + np.array([1.2, 1.0]) * margin
    slit = _soft(image.shape[:2], np.array([[left, top], [right, top], [right, bottom], [left, bottom]]), 2.0)
    return _laid(image, cloth * (1 - slit), (26, 25, 28))


def face_veil(image: RgbImage, points: Points) -> RgbImage:
    """Thin pale cloth over nose and mouth, half see-through."""
    lower = points[list(LOWER_FACE)]
    middle = lower.mean(axis=0)
    return _laid(image, 0.72 * _soft(image.shape[:2], middle + (lower - middle) * 1.1, 2.0), (214, 204, 192))


def breathing_mask(image: RgbImage, points: Points) -> RgbImage:
    """A clear breathing mask over nose and mouth, with its rim, hose and straps."""
    out, wide = image.copy(), _width(points)
    middle = (points[mesh.NOSE_TIP] + points[13]) / 2
    rim = np.array(
        [middle + np.array([0.27 * np.cos(a), 0.33 * np.sin(a)]) * wide for a in np.linspace(0, 2 * np.pi, 40)]
    )
    out = _laid(out, 0.45 * _soft(image.shape[:2], rim, 2.0), (206, 214, 220))
    _line(out, [*rim, rim[0]], (150, 170, 186), 0.035 * wide)
    for cheek in (mesh.CHEEK_LEFT, mesh.CHEEK_RIGHT):
        _line(out, [points[cheek], middle], (70, 76, 92), 0.045 * wide)
    _line(out, [middle, middle + np.array([0, 1.0]) * wide], (196, 204, 208), 0.09 * wide)
    return out


def feeding_tube(image: RgbImage, points: Points) -> RgbImage:
    """A thin tube from a nostril over the cheek, held with tape."""
    out, wide = image.copy(), _width(points)
    start, ear = points[2], points[mesh.CHEEK_LEFT]
    bend = start + np.array([-0.16, 0.06], np.float32) * wide
    _line(out, [start, bend, ear], (228, 214, 150), 0.022 * wide)
    corners = np.array([[-0.07, -0.05], [0.07, -0.07], [0.08, 0.05], [-0.06, 0.07]]) * wide + (bend + ear) / 2
    return _laid(out, 0.9 * _soft(image.shape[:2], corners, 1.0), (226, 206, 186))


def nose_prosthesis(image: RgbImage, points: Points) -> RgbImage:
    """A nose of one even colour with a seam."""
    nose = points[list(NOSE_RIM)]
    middle = nose.mean(axis=0)
    shape = middle + (nose - middle) * 1.12
    colour = np.median(image[mesh_box(points, NOSE_RIM)].reshape(-1, 3), axis=0) * 0.94 + 10
    out = _laid(image, _soft(image.shape[:2], shape, 1.5), colour)
    _line(out, [*shape, shape[0]], (150, 106, 92), 0.008 * _width(points))
    return out


def mesh_box(points: Points, of: tuple[int, ...]) -> tuple[slice, slice]:
    low, high = np.floor(points[list(of)].min(axis=0)).astype(int), np.ceil(points[list(of)].max(axis=0)).astype(int)
    return slice(low[1], high[1]), slice(low[0], high[0])


def wine_stain(image: RgbImage, points: Points) -> RgbImage:
    """A port-wine stain over one half of the face, eyelid to jaw."""
    oval = points[list(mesh.OVAL)]
    half = np.minimum(oval, [points[mesh.NOSE_TIP][0], np.inf])
    share = 0.55 * _soft(image.shape[:2], half, 0.02 * _width(points))
    stained = image * np.array([0.86, 0.5, 0.56], np.float32)
    return np.rint(image * (1 - share) + stained * share).astype(np.uint8)


def burn_scars(image: RgbImage, points: Points) -> RgbImage:
    """Scarred skin over cheeks, nose, mouth and chin: smooth and ridged, lips without a border."""
    wide = _width(points)
    oval = points[list(mesh.OVAL)]
    share = 0.85 * _soft(image.shape[:2], np.maximum(oval, [-np.inf, points[6][1]]), 0.03 * wide)
    smooth = cv2.GaussianBlur(image, (0, 0), 0.05 * wide).astype(np.float32)
    y, x = np.mgrid[: image.shape[0], : image.shape[1]].astype(np.float32)
    ridges = 9 * np.sin(x / (0.03 * wide) + 2 * np.sin(y / (0.06 * wide)))[..., None]
    return np.clip(np.rint(image * (1 - share) + (smooth + ridges) * share), 0, 255).astype(np.uint8)


def swellings(image: RgbImage, points: Points) -> RgbImage:
    """Many soft tumours of the skin, as in neurofibromatosis."""
    out, wide = image.copy(), _width(points)
    draw = np.random.default_rng(3)
    low, high = points.min(axis=0), points.max(axis=0)
    for _ in range(70):
        at = draw.uniform(low, high)
        if cv2.pointPolygonTest(points[list(mesh.OVAL)].astype(np.float32), (float(at[0]), float(at[1])), False) < 0:
            continue
        size = draw.uniform(0.015, 0.05) * wide
        skin = out[int(at[1]), int(at[0])].astype(float)
        _blob(out, at + 0.25 * size, (size, size), tuple(int(v) for v in skin * 0.7))
        _blob(out, at, (size * 0.9, size * 0.9), tuple(int(v) for v in np.clip(skin * 1.08, 0, 255)))
    return out


def palsy(image: RgbImage, points: Points) -> RgbImage:
    """One half of the face hangs: brow, lid, corner of the mouth and cheek lower on one side."""
    wide = _width(points)
    y, x = np.mgrid[: image.shape[0], : image.shape[1]].astype(np.float32)
    middle = points[mesh.NOSE_TIP]
    side = 1 / (1 + np.exp((x - middle[0]) / (0.05 * wide)))
    inside = np.exp(-(((x - middle[0]) / (0.5 * wide)) ** 4 + ((y - middle[1]) / (0.62 * wide)) ** 4))
    drop = (0.09 * wide * side * inside).astype(np.float32)
    return np.asarray(cv2.remap(image, x, y - drop, cv2.INTER_LINEAR), np.uint8)


def head_tilted(image: RgbImage, points: Points, degrees: float = 35) -> RgbImage:
    """A head that rests on its side, as in torticollis: the whole photo turned, its edges drawn out."""
    middle = points[mesh.NOSE_TIP]
    turn = cv2.getRotationMatrix2D((float(middle[0]), float(middle[1])), degrees, 0.8)
    return np.asarray(
        cv2.warpAffine(image, turn, image.shape[1::-1], flags=cv2.INTER_AREA, borderMode=cv2.BORDER_REPLICATE), np.uint8
    )


LIVED: dict[str, Drawer] = {
    "dark glasses": drawn.dark_glasses,
    "eye patch": eye_patch,
    "both eyes covered": both_eyes_covered,
    "one eye closed": one_eye_closed,
    "niqab": niqab,
    "face veil": face_veil,
    "breathing mask": breathing_mask,
    "medical mask": drawn.medical_mask,
    "feeding tube": feeding_tube,
    "nose prosthesis": nose_prosthesis,
    "wine stain": wine_stain,
    "burn scars": burn_scars,
    "swellings": swellings,
    "palsy": palsy,
    "head tilted": head_tilted,
}
