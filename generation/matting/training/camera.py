"""What a camera and a shape network make of a drawn person: blur, noise, JPEG; and a coarse shape with its errors."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np

from generation.images import Mask, RgbImage
from generation.matting.training.finish import Floats, floats, split
from generation.matting.training.people import Person
from generation.vision import mask
from tests.benches.drawn.painter import SIDE

SIZES = (1024, 1024, 1024, 768, 512)  # of the frames that the product makes; most are large


def at_size(person: Person, wall: Floats, confused: Mask, *, side: int, blur: float) -> tuple[Person, Floats, Mask]:
    """Person, wall (H, W, 3) and what a network may confuse (H, W), drawn at ``SIDE``, at a frame's ``side``.

    ``blur``: how little sharp the lens is on the person, standard deviation in pixels of the drawing.
    """
    planes = np.dstack([person.lit, person.alpha, person.hair])
    if blur:
        planes = cv2.GaussianBlur(planes, (0, 0), blur)
    if side != planes.shape[0]:
        size = (side, side)
        # four channels at most are averaged at once
        parts = [cv2.resize(part, size, interpolation=cv2.INTER_AREA) for part in (planes[..., :3], planes[..., 3:])]
        planes = np.dstack(parts)
        wall = np.asarray(cv2.resize(wall, size, interpolation=cv2.INTER_AREA), np.float32)
        confused = np.asarray(cv2.resize(confused, size, interpolation=cv2.INTER_AREA), np.float32)
    layers = split(planes)
    face = (person.face * (side / SIDE)).astype(np.float32)
    return replace(person, lit=layers.lit, alpha=layers.alpha, hair=layers.hair, face=face), wall, confused


def before(person: Person, wall: Floats) -> Floats:
    """The person before the wall, (H, W, 3), 8-bit levels, exact: before any camera."""
    return np.asarray(person.lit + wall * (1 - person.alpha[..., None]), np.float32)


def photo(rng: np.random.Generator, seen: Floats) -> RgbImage:
    """What a camera saves of (H, W, 3), 8-bit levels: colour cast, noise, sharpening, JPEG."""
    if rng.random() < 0.4:
        seen = floats(seen * rng.uniform(0.75, 1.2, 3) * rng.uniform(0.7, 1.25))
    if rng.random() < 0.3:
        seen = floats(255 * np.clip(seen / 255, 0, 1) ** rng.uniform(0.8, 1.35))
    sigma = float(rng.choice([0.8, 1.5, 2.5, 5, 8]))
    fine = floats(rng.normal(0, sigma, seen.shape))
    if rng.random() < 0.5:  # grain after demosaicing is as wide as two pixels
        fine = floats(cv2.GaussianBlur(fine, (0, 0), 0.7) * 1.6)
    seen = seen + fine
    if rng.random() < 0.25:
        seen = floats(seen + rng.uniform(0.3, 1.0) * (seen - cv2.GaussianBlur(seen, (0, 0), rng.uniform(0.8, 2.0))))
    image = np.clip(np.rint(seen), 0, 255).astype(np.uint8)
    if rng.random() < 0.7:
        _, data = cv2.imencode(".jpg", image[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(62, 98))])
        read = cv2.imdecode(data, cv2.IMREAD_COLOR)
        assert read is not None  # noqa: S101 - it was written a line above
        image = np.asarray(read[..., ::-1], np.uint8)
    return np.ascontiguousarray(image)


def shape(rng: np.random.Generator, frame: RgbImage, person: Person, confused: Mask) -> Mask:
    """A coarse shape at half the frame's size: the mask network's, or what such a network might say, with errors."""
    side = frame.shape[0] // 2
    if rng.random() < 0.45:
        said = mask.person(frame, person.detected())
        inside = said[int(person.face[:, 1].min()) : int(person.face[:, 1].max()), int(person.face[:, 0].mean())]
        if float((inside > 0.5).mean()) > 0.8 and float(np.abs(said - person.alpha).mean()) < 0.12:
            return np.asarray(cv2.resize(said, (side, side), interpolation=cv2.INTER_AREA), np.float32)
    guessed = cv2.resize(_guessed(rng, person.alpha, confused), (side, side), interpolation=cv2.INTER_CUBIC)
    return np.asarray(guessed.clip(0, 1), np.float32)


def _guessed(rng: np.random.Generator, alpha: Mask, confused: Mask) -> Mask:
    """(256, 256): closed, soft, with a piece of the background kept, or a piece of the hair left out."""
    small = floats(cv2.resize(alpha, (256, 256), interpolation=cv2.INTER_AREA))
    wide = int(rng.integers(5, 12))
    closed = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((wide, wide), np.uint8))
    calm = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    said = np.maximum(calm, small * 0.6)
    if rng.random() < 0.5:
        piece = cv2.resize(confused, (256, 256), interpolation=cv2.INTER_AREA)
        said = np.maximum(said, piece * rng.uniform(0.3, 1.0))
    said = _with_spots(rng, floats(said), small)
    coarse = rng.normal(0, rng.uniform(0, 1.6), (24, 24, 2)).astype(np.float32)
    bend = cv2.resize(coarse, (256, 256), interpolation=cv2.INTER_CUBIC)
    y, x = np.mgrid[:256, :256].astype(np.float32)
    column, row = x + bend[..., 0], y + bend[..., 1]
    said = cv2.remap(said.astype(np.float32), column, row, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(cv2.GaussianBlur(said, (0, 0), rng.uniform(1.0, 2.4)).clip(0, 1), np.float32)


def _with_spots(rng: np.random.Generator, said: Mask, small: Mask) -> Mask:
    """Pieces added or left out beside the true outline; both masks (256, 256)."""
    rim = np.argwhere((small > 0.3) & (small < 0.7) & (np.arange(256)[:, None] < 235))
    for _ in range(int(rng.choice([0, 1, 2, 4]))):
        if not len(rim):
            break
        y, x = rim[rng.integers(len(rim))] + rng.normal(0, 5, 2).astype(int)
        spot = np.zeros((256, 256), np.float32)
        axes = (int(rng.integers(3, 16)), int(rng.integers(3, 16)))
        cv2.ellipse(spot, (int(x), int(y)), axes, float(rng.uniform(0, 180)), 0, 360, 1.0, -1)
        spot = floats(cv2.GaussianBlur(spot, (0, 0), 1.5))
        if rng.random() < 0.65:
            said = np.maximum(said, spot * np.float32(rng.uniform(0.3, 1)))
        else:
            said = floats(said * (1 - spot * rng.uniform(0.2, 0.8)))
    return said
