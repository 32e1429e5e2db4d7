"""The contact sheet of a set of made-up people: every finished picture of it on one, with the numbers of the chat.

It is a picture like those on it: sealed, labelled, read back, voted on, erased. It is made of the finished files, so it
shows nobody who was held back, and a worker that died on the way makes the same sheet from what was stored.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from generation import output_format, sheet_page
from generation.disclosure import container, seal
from generation.errors import SealBroken
from generation.images import RgbImage
from generation.pipeline import MadePicture, Origin
from generation.ports import Rendering
from generation.tools import Tools
from storage.contact_sheet import Grid
from storage.persona_catalogue import SHEET
from storage.records import Crop, Edits, GenerateRequest, Placement

TILE = 512  # pixels of a tile's side: two tiles are wide enough for label and mark
LEAST = 2  # people; one alone needs no sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One finished picture of the set. ``number``: as the chat calls it. ``data``: its sealed file."""

    number: int
    edits: Edits
    data: bytes


def made(shown: Sequence[Shown], request: GenerateRequest, tools: Tools, origin: Origin) -> MadePicture:
    """The sealed sheet of at least ``LEAST`` pictures, in their order; withheld when a mark cannot be read back."""
    rendering = _rendering(shown)
    try:
        sealed = seal.seal(
            rendering,
            language=request.label_language or request.language,
            marks=tools.marks,
            fmt=output_format.file_format(request),
            placement=Placement.FOOTER,  # on its own ground: a label over the sheet would lie on somebody
            about=tools.marks.about(consent_receipt=origin.consent_receipt, kept_until=origin.kept_until),
        )
    except SealBroken as broken:
        return MadePicture(edits=rendering.edits, checks=(broken.verdict(),), sealed=None)
    return MadePicture(edits=sealed.edits, checks=sealed.checks, sealed=sealed)


def _rendering(shown: Sequence[Shown]) -> Rendering:
    grid = Grid(len(shown), tile=TILE)
    page = sheet_page.laid((sheet_page.numbered(_tile(each.data), each.number) for each in shown), grid)
    height, width = page.shape[:2]
    return Rendering(
        master=page,
        reference=page,  # there is no photo to compare with
        alpha=np.ones((height, width), np.float32),
        core=np.zeros((height, width), np.float32),
        to_master=np.asarray([[1, 0, 0], [0, 1, 0]], np.float64),
        edits=_edits(shown[0].edits, width, height),
    )


def _edits(of_one: Edits, width: int, height: int) -> Edits:
    """What is true of every picture of the set; it has no seed of its own."""
    whole = Crop(x=0, y=0, scale=1, angle_deg=0, width=width, height=height)
    return replace(of_one, look=SHEET, crop=whole, label="", seed=None, layout="", notes=())


def _tile(data: bytes) -> RgbImage:
    """The whole file, its own label too, as large as fits the tile, in the middle."""
    image = container.decode(data).image
    high, wide = image.shape[:2]
    scale = TILE / max(high, wide)
    size = round(wide * scale), round(high * scale)
    small = cv2.resize(image, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)
    tile = np.full((TILE, TILE, 3), sheet_page.PAPER, np.uint8)
    left, top = (TILE - size[0]) // 2, (TILE - size[1]) // 2
    tile[top : top + size[1], left : left + size[0]] = small
    return tile
