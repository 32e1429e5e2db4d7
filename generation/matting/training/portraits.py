"""Today's matting of free portraits, remembered for a blind comparison. None of it belongs into the project."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

from generation.engines.studio import picker, stage
from generation.engines.studio.shapes import AVATAR
from generation.images import Mask, Points, RgbImage
from generation.intake import panel as intake
from generation.matting import apart, edges, matte
from generation.matting.training.learned import Learned
from generation.matting.training.sums import Wall


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What the matting of one portrait was asked and said, in one frame.

    ``today``: of ``matte.person`` alone; ``alpha``: with all that follows it in the product. Masks are (H, W), 0..1,
    ``shape`` and ``second`` of half the frame's size; ``face`` is the outline of the face in pixels.
    """

    frame: RgbImage
    shape: Mask
    face: Points
    today: Mask
    alpha: Mask
    cover: Mask
    second: Mask

    def learned(self, net: Learned) -> Mask:
        """The network's matte, with all that follows it in the product."""
        found = net.after(self.frame, self.shape, self.face, self.today)
        rest, _ = apart.without(found, shape=self.shape, second=lambda: self.second, cover=self.cover, face=self.face)
        return np.asarray(np.minimum(rest, self.cover), np.float32)


def remember(folder: Path, out: Path, most: int, *, say: Callable[[str], None]) -> None:
    """Writes NAME.npz for each photo of ``folder``; ``say`` is told of which it cannot."""
    out.mkdir(parents=True, exist_ok=True)
    paths = sorted(path for path in folder.iterdir() if path.suffix.lower() in (".jpg", ".jpeg", ".png"))
    for path in paths[:most]:
        kept = out / f"{path.stem}.npz"
        if kept.exists():
            continue
        try:
            found = cut(path)
        except Exception as failed:  # a photo that the product refuses is no question here
            say(f"{path.name}: no frame ({type(failed).__name__})")
            continue
        if found is None:
            say(f"{path.name}: no face")
        else:
            np.savez(kept, **{each.name: getattr(found, each.name) for each in fields(Heard)})


def remembered(folder: Path) -> Iterator[tuple[str, Heard]]:
    """Name and matting of each portrait that ``remember`` wrote."""
    for path in sorted(folder.glob("*.npz")):
        with np.load(path) as planes:
            yield path.stem, Heard(**{name: planes[name] for name in planes.files})


def cut(path: Path) -> Heard | None:
    """Today's matting of the frame that the product chooses; None where it finds no face."""
    photo = np.asarray(ImageOps.exif_transpose(Image.open(path)).convert("RGB"))
    portrait = intake.measure(photo, path.stem)
    if portrait is None:
        return None
    choice = picker.pick([portrait], AVATAR)[0]
    with _overheard() as asked:
        made = stage.cut(portrait, choice.framing, choice.seen)
    frame, shape, face, today = asked[-1]
    half = np.asarray([[0.5, 0, -0.25], [0, 0.5, -0.25]]) @ np.vstack([made.to_master, [0, 0, 1]])
    second = choice.seen.second.in_frame(half, shape.shape[::-1])
    return Heard(frame=frame, shape=shape, face=face, today=today, alpha=made.alpha, cover=made.cover, second=second)


@contextmanager
def _overheard() -> Iterator[list[tuple[RgbImage, Mask, Points, Mask]]]:
    """What ``matte.person`` is asked and says meanwhile: frame, shape, face, matte."""
    asked: list[tuple[RgbImage, Mask, Points, Mask]] = []
    real = matte.person

    def heard(frame: RgbImage, shape: Mask, face: Points, *, hair: bool = True) -> Mask:
        found = real(frame, shape, face, hair=hair)
        asked.append((frame, shape, face, found.copy()))
        return found

    matte.person = heard
    try:
        yield asked
    finally:
        matte.person = real


def over(frame: RgbImage, alpha: Mask, wall: Wall) -> RgbImage:
    """The person before a wall of one colour, (H, W, 3), 8-bit sRGB."""
    own = edges.person_colour(frame, alpha).astype(np.float32)
    share = alpha[..., None]
    return np.asarray(np.clip(own * share + np.array(wall, np.float32) * (1 - share), 0, 255), np.uint8)
