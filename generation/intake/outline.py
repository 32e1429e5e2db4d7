"""Draws why a photo was not taken: a small copy of it with the cause outlined and named in words.

The outline is a black and white double line, so that it shows on any picture and needs no colour to be understood.
"""

from __future__ import annotations

import io
import tomllib
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from generation.images import Points
from generation.intake.panel import Inspection
from generation.ports import Face, PhotoUnderTest
from generation.vision import landmarks as mesh
from generation.vision import light
from storage.records import Severity

SIDE = 640  # longer side of the copy, pixels
QUALITY = 85
MOST_CAUSES = 3  # more would cover the picture; the message beside it names all
TEXT_SHARE = 0.045  # height of a word, of the copy's longer side
WORDS = Path(__file__).with_name("words")
UNSEEN = frozenset({"explicit"})  # never shown again: refused and erased at once

FACE = (mesh.OVAL,)
AREAS: dict[str, tuple[tuple[int, ...], ...]] = {
    "face_covered": ((*mesh.LIPS, mesh.NOSE_TIP),),
    "mouth_covered": ((*mesh.LIPS, mesh.NOSE_TIP, mesh.CHIN),),
    "eyes_hidden": (mesh.EYE_LEFT_RIM, mesh.EYE_RIGHT_RIM),
    "face_too_small": FACE,
    "face_cut": FACE,
    "blurry": FACE,
    "clipped_light": FACE,
    "pose": FACE,
    "different_person": FACE,
    "filter_suspected": FACE,
}
ROOM = 0.15  # air between the cause and its outline, of the cause's longer side

Box = tuple[float, float, float, float]  # left, top, right, bottom in pixels of the copy


def outlined_copy(inspection: Inspection, language: str = "en") -> bytes | None:
    """JPEG bytes without metadata, of the photo as it was measured; None when there is nothing that may be shown."""
    codes = [finding.code for finding in inspection.findings if finding.severity is Severity.REFUSE]
    codes = codes or [finding.code for finding in inspection.findings]
    if not codes or UNSEEN & set(codes):
        return None
    copy = Image.fromarray(inspection.photo.image)
    copy.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
    scale = copy.width / inspection.photo.image.shape[1]
    draw = ImageDraw.Draw(copy)
    words = words_in(language)
    taken: list[Box] = []
    causes = {
        code: [_inside(box, copy.size) for box in _causes(code, inspection.photo, scale, copy.size)]
        for code in codes[:MOST_CAUSES]
    }
    for box in (box for boxes in causes.values() for box in boxes):
        _double_line(draw, box)
    for code, boxes in causes.items():
        _label(draw, words[code], boxes[0], copy.size, taken)
    out = io.BytesIO()
    copy.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


@cache
def words_in(language: str) -> dict[str, str]:
    """Code to words; English for a language without its own file."""
    path = WORDS / f"{language}.toml"
    if language not in {file.stem for file in WORDS.glob("*.toml")}:
        path = WORDS / "en.toml"
    return tomllib.loads(path.read_text("utf-8"))


def _causes(code: str, photo: PhotoUnderTest, scale: float, size: tuple[int, int]) -> list[Box]:
    """Where in the copy the cause of a finding is; the whole copy when it is nowhere in particular."""
    if photo.landmarks is not None and photo.faces:
        points = photo.landmarks * scale
        if code == "many_faces":
            return [_face_box(face, scale) for face in photo.faces]
        if code == "side_light":
            return [_darker_half(photo, points)]
        if code == "hair_cut":
            return [(0.0, 0.0, float(size[0]), float(points[mesh.FOREHEAD][1]))]
        if code in AREAS:
            return [_around(points[list(area)]) for area in AREAS[code]]
    return [(0.0, 0.0, float(size[0]), float(size[1]))]


def _face_box(face: Face, scale: float) -> Box:
    x, y, w, h = face.box
    return x * scale, y * scale, (x + w) * scale, (y + h) * scale


def _around(points: Points) -> Box:
    low, high = points.min(axis=0), points.max(axis=0)
    more = ROOM * float((high - low).max())
    return float(low[0]) - more, float(low[1]) - more, float(high[0]) + more, float(high[1]) + more


def _darker_half(photo: PhotoUnderTest, points: Points) -> Box:
    left, top, right, bottom = _around(points[list(mesh.OVAL)])
    middle = float(points[mesh.NOSE_TIP][0])
    lit_from_right = photo.landmarks is not None and light.stops_to_the_right(photo.image, photo.landmarks) > 0
    return (left, top, middle, bottom) if lit_from_right else (middle, top, right, bottom)


def _inside(box: Box, size: tuple[int, int]) -> Box:
    """The box with a margin inside the copy, at least a few pixels wide."""
    left, top = min(max(box[0], 3.0), size[0] - 12.0), min(max(box[1], 3.0), size[1] - 12.0)
    return left, top, max(min(box[2], size[0] - 4.0), left + 8), max(min(box[3], size[1] - 4.0), top + 8)


def _double_line(draw: ImageDraw.ImageDraw, box: Box) -> None:
    left, top, right, bottom = box
    draw.rectangle((left - 2, top - 2, right + 2, bottom + 2), outline="black", width=5)
    draw.rectangle((left, top, right, bottom), outline="white", width=2)


def _label(draw: ImageDraw.ImageDraw, words: str, box: Box, size: tuple[int, int], taken: list[Box]) -> None:
    """White words on black under the box, or inside its lower edge; below earlier words if these would cover them."""
    font = ImageFont.load_default(size=TEXT_SHARE * max(size))
    left, top, right, bottom = draw.textbbox((0, 0), words, font=font)
    wide, high, pad = right - left, bottom - top, 6
    x = min(max(box[0], 4), max(4, size[0] - wide - 2 * pad - 4))
    y = box[3] + 4 if box[3] + high + 2 * pad + 8 < size[1] else box[3] - high - 2 * pad - 4
    while any(abs(y - other[1]) < high + 2 * pad for other in taken) and y > high:
        y -= high + 2 * pad + 4
    taken.append((x, y, x + wide, y + high))
    draw.rectangle((x, y, x + wide + 2 * pad, y + high + 2 * pad), fill="black", outline="white")
    draw.text((x + pad - left, y + pad - top), words, font=font, fill="white")
