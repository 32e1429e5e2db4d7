"""Draws why a photo was refused: a small copy of it with the cause outlined and named in words.

The outline is a black and white double line: it shows on any picture and does not rely on colour.
"""

from __future__ import annotations

import io
import tomllib
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw

from generation import own_words
from generation.disclosure import typeset, wording
from generation.intake import panel
from generation.intake.check import Box, Check
from generation.intake.panel import Inspection
from generation.ports import PhotoUnderTest
from storage.records import Severity

SIDE = 640  # longer side of the copy, pixels
QUALITY = 85
MOST_CAUSES = 3  # more would cover the picture; the message beside it names all
TEXT_SHARE = 0.045  # height of a word, of the copy's longer side
WORDS = Path(__file__).parents[1] / "languages"
FILE = "refusals.toml"


def outlined_copy(inspection: Inspection, language: str = "en") -> bytes | None:
    """JPEG bytes without metadata, of the photo as it was measured; None when nothing may be shown."""
    codes = [finding.code for finding in inspection.findings if finding.severity is Severity.REFUSE]
    codes = codes or [finding.code for finding in inspection.findings]
    checks = {check.code: check for check in panel.PANEL}
    if not codes or any(code in checks and not checks[code].shown_again for code in codes):
        return None
    copy = Image.fromarray(inspection.photo.image)
    copy.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
    scale = copy.width / inspection.photo.image.shape[1]
    draw = ImageDraw.Draw(copy)
    taken: list[Box] = []
    causes = {
        code: [_inside(box, copy.size) for box in _causes(checks.get(code), inspection.photo, scale, copy.size)]
        for code in codes[:MOST_CAUSES]
    }
    for box in (box for boxes in causes.values() for box in boxes):
        _double_line(draw, box)
    for code, boxes in causes.items():
        _label(copy, _drawn(code, checks.get(code), language), language, boxes[0], taken)
    out = io.BytesIO()
    copy.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


def _drawn(code: str, check: Check | None, language: str) -> str:
    """The few words for a cause: the check's own, or those for a refusal without a check; English as the fallback."""
    return own_words.said("check", check.code, check.words, language, "drawn") if check else words_in(language)[code]


@cache
def words_in(language: str) -> dict[str, str]:
    """Maps code to words for refusals without a check; English for a language without its own file."""
    known = {file.parent.name for file in WORDS.glob(f"*/{FILE}")}
    return tomllib.loads((WORDS / (language if language in known else "en") / FILE).read_text("utf-8"))


def _causes(check: Check | None, photo: PhotoUnderTest, scale: float, size: tuple[int, int]) -> list[Box]:
    """Where in the copy the cause of a finding is; the whole copy when it has no particular place."""
    found = check.causes(photo) if check is not None and photo.landmarks is not None and photo.faces else ()
    whole = (0.0, 0.0, float(size[0]), float(size[1]))
    return [(left * scale, top * scale, right * scale, low * scale) for left, top, right, low in found] or [whole]


def _inside(box: Box, size: tuple[int, int]) -> Box:
    """The box with a margin inside the copy, at least a few pixels wide."""
    left, top = min(max(box[0], 3.0), size[0] - 12.0), min(max(box[1], 3.0), size[1] - 12.0)
    return left, top, max(min(box[2], size[0] - 4.0), left + 8), max(min(box[3], size[1] - 4.0), top + 8)


def _double_line(draw: ImageDraw.ImageDraw, box: Box) -> None:
    left, top, right, bottom = box
    draw.rectangle((left - 2, top - 2, right + 2, bottom + 2), outline="black", width=5)
    draw.rectangle((left, top, right, bottom), outline="white", width=2)


def _label(copy: Image.Image, words: str, language: str, box: Box, taken: list[Box]) -> None:
    """White words on black under the box, or inside its lower edge; below earlier words if these would cover them."""
    draw, size = ImageDraw.Draw(copy), copy.size
    font, direction = typeset.font(TEXT_SHARE * max(size)), wording.words(language).direction
    left, top, right, bottom = draw.textbbox((0, 0), words, font=font, direction=direction)
    wide, high, pad = right - left, bottom - top, 6
    x = min(max(box[0], 4), max(4, size[0] - wide - 2 * pad - 4))
    y = box[3] + 4 if box[3] + high + 2 * pad + 8 < size[1] else box[3] - high - 2 * pad - 4
    while any(abs(y - other[1]) < high + 2 * pad for other in taken) and y > high:
        y -= high + 2 * pad + 4
    taken.append((x, y, x + wide, y + high))
    draw.rectangle((x, y, x + wide + 2 * pad, y + high + 2 * pad), fill="black", outline="white")
    draw.text((x + pad - left, y + pad - top), words, font=font, fill="white", direction=direction)
