"""Draws onto a portrait what people wear and what hides them. Scarf, turban and glasses must pass; masks must not."""

from __future__ import annotations

import cv2
import numpy as np

from generation.images import Points, RgbImage
from generation.vision import landmarks as mesh

Colour = tuple[int, int, int]
MASK_RIM = (197, 50, 123, 147, 213, 135, 136, 150, 149, 176, 148, 152, 377, 400, 378, 379, 365, 364, 433, 376, 352, 280)
UPPER = (234, 127, 162, 21, 54, 103, 67, 109, 10, 338, 297, 332, 284, 251, 389, 356, 454)


def _filled(image: RgbImage, polygon: np.ndarray, colour: Colour, *, folds: float = 0.0) -> RgbImage:
    """The polygon in one colour with a soft edge; ``folds``: strength of drawn folds of cloth."""
    shape = np.zeros(image.shape[:2], np.float32)
    cv2.fillPoly(shape, [np.rint(polygon).astype(np.int32)], 1.0)
    shape = cv2.GaussianBlur(shape, (0, 0), 1.2)[..., None]
    y, x = np.mgrid[: image.shape[0], : image.shape[1]].astype(np.float32)
    shading = 1 + folds * np.sin(x / 17 + np.sin(y / 31) * 2)[..., None]
    return np.rint(image * (1 - shape) + np.clip(np.array(colour) * shading, 0, 255) * shape).astype(np.uint8)


def _scaled_oval(landmarks: Points, factor: float) -> np.ndarray:
    oval = landmarks[list(mesh.OVAL)]
    middle = oval.mean(axis=0)
    return middle + (oval - middle) * factor


def _ring(image: RgbImage, outer: np.ndarray, inner: np.ndarray, colour: Colour, folds: float) -> RgbImage:
    covered = _filled(image, outer, colour, folds=folds)
    hole = np.zeros(image.shape[:2], np.float32)
    cv2.fillPoly(hole, [np.rint(inner).astype(np.int32)], 1.0)
    hole = cv2.GaussianBlur(hole, (0, 0), 1.2)[..., None]
    return np.rint(covered * (1 - hole) + image * hole).astype(np.uint8)


def headscarf(image: RgbImage, landmarks: Points, colour: Colour = (34, 36, 44)) -> RgbImage:
    """A hijab: hair, ears and neck under cloth, the face free from mid-forehead to chin."""
    outer = _scaled_oval(landmarks, 1.62)
    low, high = landmarks.min(axis=0), landmarks.max(axis=0)
    outer = np.vstack(
        [outer, [[low[0], high[1] + 0.8 * (high[1] - low[1])], [high[0], high[1] + 0.8 * (high[1] - low[1])]]]
    )
    hull = cv2.convexHull(outer.astype(np.float32))[:, 0]
    inner = _scaled_oval(landmarks, 0.97)
    brow = landmarks[[66, 296]][:, 1].mean() - 0.35 * (landmarks[[66, 296]][:, 1].mean() - landmarks[mesh.FOREHEAD][1])
    inner[:, 1] = np.maximum(inner[:, 1], brow)
    return _ring(image, hull, inner, colour, 0.12)


def turban(image: RgbImage, landmarks: Points, colour: Colour = (120, 40, 52)) -> RgbImage:
    """Cloth wound over the hair, down to the upper forehead."""
    upper = landmarks[list(UPPER)]
    middle = landmarks[list(mesh.OVAL)].mean(axis=0)
    outer = middle + (upper - middle) * np.array([1.45, 1.75], np.float32)
    edge = middle + (upper - middle) * np.array([1.08, 0.86], np.float32)
    return _filled(image, np.vstack([outer, edge[::-1]]), colour, folds=0.15)


def glasses(image: RgbImage, landmarks: Points) -> RgbImage:
    """Clear glasses with a dark frame."""
    out = image.copy()
    for corners in (mesh.EYE_LEFT, mesh.EYE_RIGHT):
        middle, radius = _lens(landmarks, corners)
        cv2.ellipse(out, middle, radius, 0, 0, 360, (30, 28, 26), max(2, radius[0] // 12), cv2.LINE_AA)
    return out


def dark_glasses(image: RgbImage, landmarks: Points) -> RgbImage:
    """Sunglasses: even, nearly black lenses."""
    out = image.copy()
    for corners in (mesh.EYE_LEFT, mesh.EYE_RIGHT):
        middle, radius = _lens(landmarks, corners)
        cv2.ellipse(out, middle, radius, 0, 0, 360, (14, 14, 16), -1, cv2.LINE_AA)
    return glasses(out, landmarks)


def graded_glasses(image: RgbImage, landmarks: Points) -> RgbImage:
    """Sunglasses whose lenses grow lighter downwards, as many do: dark everywhere, but far from even."""
    out = image.copy()
    for corners in (mesh.EYE_LEFT, mesh.EYE_RIGHT):
        middle, radius = _lens(landmarks, corners)
        lens = np.zeros(image.shape[:2], np.uint8)
        cv2.ellipse(lens, middle, radius, 0, 0, 360, 255, -1)
        rows = np.linspace(6, 62, 2 * radius[1]).clip(0, 255)
        level = np.interp(np.arange(image.shape[0]), middle[1] - radius[1] + np.arange(2 * radius[1]), rows)
        out[lens > 0] = np.broadcast_to(level[:, None, None], image.shape)[lens > 0].astype(np.uint8)
    return glasses(out, landmarks)


def mirrored_glasses(image: RgbImage, landmarks: Points) -> RgbImage:
    """Sunglasses that mirror a bright sky above a green field: nowhere darker than the cheek."""
    out = image.copy()
    sky, field = np.array((126, 196, 244)), np.array((88, 190, 120))
    for corners in (mesh.EYE_LEFT, mesh.EYE_RIGHT):
        middle, radius = _lens(landmarks, corners)
        lens = np.zeros(image.shape[:2], np.uint8)
        cv2.ellipse(lens, middle, radius, 0, 0, 360, 255, -1)
        below = np.clip((np.arange(image.shape[0]) - middle[1]) / (0.2 * radius[1]), 0, 1)[:, None, None]
        mirrored = np.broadcast_to(sky + (field - sky) * below, image.shape)
        out[lens > 0] = mirrored[lens > 0].astype(np.uint8)
    return glasses(out, landmarks)


def camera(image: RgbImage, landmarks: Points, *, right: bool = True) -> RgbImage:
    """A camera held before one eye and the nose, as by somebody who takes a photo."""
    out, wide = image.copy(), float(np.linalg.norm(landmarks[mesh.CHEEK_RIGHT] - landmarks[mesh.CHEEK_LEFT]))
    rim, way = (mesh.EYE_RIGHT_RIM, -1) if right else (mesh.EYE_LEFT_RIM, 1)
    middle = landmarks[list(rim)].mean(axis=0) + np.array([0.22 * way, 0.16]) * wide
    (left, top), (far, low) = (np.rint(middle + np.array([0.62, 0.3]) * wide * end).astype(int) for end in (-1, 1))
    cv2.rectangle(out, (int(left), int(top)), (int(far), int(low)), (28, 28, 30), -1)
    cv2.rectangle(out, (int(left), int(top)), (int(far), int(top + 0.14 * wide)), (150, 150, 152), -1)
    for radius, colour in ((0.25, (20, 20, 22)), (0.19, (60, 58, 66)), (0.12, (12, 12, 16))):
        place = (round(float(middle[0])), round(float(middle[1] + 0.05 * wide)))
        cv2.circle(out, place, round(radius * wide), colour, -1, cv2.LINE_AA)
    return out


def _lens(landmarks: Points, corners: tuple[int, int]) -> tuple[tuple[int, int], tuple[int, int]]:
    middle = landmarks[list(corners)].mean(axis=0)
    wide = float(np.linalg.norm(landmarks[corners[0]] - landmarks[corners[1]]))
    return (round(middle[0]), round(middle[1])), (round(0.92 * wide), round(0.72 * wide))


def medical_mask(image: RgbImage, landmarks: Points, colour: Colour = (150, 190, 205)) -> RgbImage:
    """A surgical mask from the bridge of the nose to under the chin."""
    oval = list(mesh.OVAL)
    lower = landmarks[oval[9:28]]  # from one cheek under the chin to the other
    middle = landmarks[list(mesh.OVAL)].mean(axis=0)
    outline = np.vstack([lower + (lower - middle) * 0.04, landmarks[[168]] * 0.35 + landmarks[[4]] * 0.65])
    hull = cv2.convexHull(np.vstack([outline, landmarks[[197]]]).astype(np.float32))[:, 0]
    return _filled(image, hull, colour, folds=0.04)


def pleated_mask(image: RgbImage, landmarks: Points, colour: Colour = (140, 180, 205)) -> RgbImage:
    """A surgical mask as it is worn: pleats, darker to the sides, the light of the photo on it, grain."""
    hull = cv2.convexHull(landmarks[list(MASK_RIM)].astype(np.float32))[:, 0]
    shape = np.zeros(image.shape[:2], np.float32)
    cv2.fillPoly(shape, [np.rint(hull).astype(np.int32)], 1.0)
    shape = cv2.GaussianBlur(shape, (0, 0), 1.2)[..., None]
    middle, wide = landmarks[mesh.NOSE_TIP], float(np.linalg.norm(landmarks[454] - landmarks[234]))
    y, x = np.mgrid[: image.shape[0], : image.shape[1]].astype(np.float32)
    across, down = (x - middle[0]) / wide, (y - middle[1]) / wide
    shading = 1 + 0.12 * np.sign(np.sin(30 * down)) * np.exp(-((across / 0.3) ** 2)) - 0.35 * np.abs(across)
    lightness = cv2.GaussianBlur(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY).astype(np.float32), (0, 0), wide / 6)
    lightness /= np.median(lightness[shape[..., 0] > 0.5])
    grain = np.random.default_rng(0).normal(0, 0.02, image.shape[:2])
    cloth = np.clip(np.array(colour) * (shading * np.clip(lightness, 0.5, 1.3) + grain)[..., None], 0, 255)
    return np.rint(image * (1 - shape) + cloth * shape).astype(np.uint8)


def phone(image: RgbImage, landmarks: Points) -> RgbImage:
    """A dark phone held before nose and mouth."""
    nose, chin = landmarks[6], landmarks[mesh.CHIN]
    half = 0.42 * float(chin[1] - nose[1]) * 1.3
    middle = float(landmarks[mesh.NOSE_TIP][0])
    box = np.array(
        [(middle - half, nose[1]), (middle + half, nose[1]), (middle + half, chin[1]), (middle - half, chin[1])]
    )
    return _filled(image, box + np.array([0, 0.06 * float(chin[1] - nose[1])]), (22, 23, 27))


def vitiligo(image: RgbImage, landmarks: Points) -> RgbImage:
    """Light patches over nose, mouth side and one cheek. A mark of life: it must pass every check."""
    light = np.clip(image.astype(np.float32) * 0.45 + np.array((238, 214, 202)) * 0.55, 0, 255)
    shape = np.zeros(image.shape[:2], np.float32)
    reach = float(np.linalg.norm(landmarks[33] - landmarks[263]))
    for index, size in ((4, 0.2), (205, 0.22), (57, 0.15), (151, 0.18)):
        centre = (round(float(landmarks[index][0])), round(float(landmarks[index][1])))
        cv2.ellipse(shape, centre, (round(size * reach), round(0.7 * size * reach)), 25, 0, 360, 1.0, -1)
    shape = cv2.GaussianBlur(shape, (0, 0), 2)[..., None]
    return np.rint(image * (1 - shape) + light * shape).astype(np.uint8)
