"""Puts every disclosure layer on a picture and reads each back from the final bytes, or withholds the picture.

    1 the edits claim exactly what the table demands    2 the invisible mark, where the table demands a label
    3 the visible label, likewise                       4 XMP, into the encoder
    5 Content Credentials last: nothing may touch the file after them
    6 a fresh decoder reads the final bytes; every layer must be found, and the person is compared with the photo's crop

A pure crop gets no mark in its pixels, visible or not: they are the person's own, and nothing else may be claimed. Only
if its upload says that AI made or changed it, it gets the label that says so.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

import numpy as np
from numpy.typing import NDArray

from generation.disclosure import container, delivered, fingerprint, label, manifest, people, table, verify, xmp
from generation.disclosure.c2pa import Signer
from generation.disclosure.container import Format
from generation.disclosure.drawing import Drawn, draw, unhidden
from generation.disclosure.label import QUIET, LabelRule
from generation.disclosure.lockup import Said
from generation.disclosure.manifest import About, UploadCredentials
from generation.disclosure.people import Person
from generation.disclosure.places import Picture
from generation.disclosure.readback import Expected, ReadBack, read_back
from generation.disclosure.table import Hidden
from generation.disclosure.watermark import Marker
from generation.disclosure.wording import Words, words
from generation.errors import SealBroken
from generation.images import Mask, RgbImage
from generation.ports import Rendering, Sealed
from storage.clock import Clock
from storage.ids import new_id
from storage.records import Edits, Placement, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What marking needs beyond the picture, loaded once per worker (``marking.open_marks``).

    ``rule``: how large the visible label's letters are.
    """

    marker: Marker
    signer: Signer
    clock: Clock
    provider: str = ""
    rule: LabelRule = QUIET

    def upload(self, data: bytes) -> UploadCredentials | None:
        """What an upload's own Content Credentials claim; None without any. Takes a second where there are some."""
        return verify.upload_credentials(data, anchors=self.signer.anchors)

    def about(
        self,
        *,
        consent_receipt: str = "",
        kept_until: datetime | None = None,
        upload: UploadCredentials | None = None,
    ) -> About:
        """The facts of one picture for its manifest, with a new random id and the present time."""
        return About(
            id=new_id(),
            made_at=self.clock.now(),
            provider=self.provider,
            consent_receipt=consent_receipt,
            kept_until=kept_until,
            upload=upload,
        )


def seal(
    rendering: Rendering,
    *,
    language: str,
    marks: Marks,
    fmt: Format = Format.JPEG,
    placement: Placement = Placement.RIM,
    about: About | None = None,
    between: Callable[[], None] = lambda: None,
) -> Sealed:
    """The sealed picture with its label in ``language`` at ``placement``, or at a stand-in that has room.

    If the label cannot be read back from the final file, it goes on a footer below the picture, on its own ground. A
    transparent picture is always a PNG with a footer. ``Sealed.checks`` judges the person in the decoded pixels.
    ``between`` is called between the costly steps, and may raise.

    Raises ``SealBroken`` naming the layer that failed.
    """
    # 1 the edits claim exactly what the table demands
    if not table.agrees(rendering.edits):
        raise SealBroken("table")
    if rendering.transparent:
        fmt, placement = Format.PNG, Placement.FOOTER
    facts = about or marks.about()
    at = partial(_at, rendering, language=language, marks=marks, fmt=fmt, facts=facts, between=between)
    try:
        return at(placement)
    except SealBroken as broken:
        if broken.layer != "label" or placement is Placement.FOOTER:
            raise
        return at(Placement.FOOTER)


def _at(
    rendering: Rendering,
    placement: Placement,
    *,
    language: str,
    marks: Marks,
    fmt: Format,
    facts: About,
    between: Callable[[], None] = lambda: None,
) -> Sealed:
    """The sealed picture with its label at this place. Raises ``SealBroken``."""
    spoken, person = words(language), people.seen(rendering)
    # 2 the invisible mark, 3 the visible label
    drawn = _drawn(rendering, spoken, person, marks, placement) if rendering.edits.label_code else None
    edits = replace(rendering.edits, label=spoken.label[rendering.edits.label_code] if drawn else "")
    hidden = drawn is not None and drawn.hidden
    between()
    # 4 XMP, into the encoder
    data = container.encode(_pixels(rendering, drawn), fmt, xmp.build(edits, spoken.language))
    # 5 Content Credentials last
    data = marks.signer.sign(data, fmt.value, manifest.build(edits, facts, fmt.value, watermarked=hidden))
    # 6 every layer found in the final bytes, and the person compared in them
    reader, anchors, mark = marks.marker.reader, marks.signer.anchors, drawn.mark if drawn else None
    found = read_back(
        data,
        Expected(edits=edits, mark=mark, hidden=hidden, person=person, reader=reader, anchors=anchors, id=facts.id),
    )
    between()
    return _sealed(data, fmt, found, edits, _compared(rendering, drawn, found.image, fmt))


def _drawn(rendering: Rendering, spoken: Words, person: Person, marks: Marks, placement: Placement) -> Drawn:
    return draw(
        Picture(image=rendering.master, person=person),
        Said(code=rendering.edits.label_code, words=spoken, rule=marks.rule),
        placement=placement,
        painted=_painted(rendering),
        hide=unhidden if table.row_of(rendering.edits).hidden is Hidden.NOWHERE else marks.marker.mark,
    )


def _painted(rendering: Rendering) -> Mask:
    """(H, W) 0..1: what Candid painted in the photo's frame, where the table allows the invisible mark."""
    match table.row_of(rendering.edits).hidden:
        case Hidden.EVERYWHERE:
            return np.ones_like(rendering.alpha)
        case Hidden.PAINTED if not rendering.transparent:  # where nothing is shown nothing was painted
            return np.asarray(1 - rendering.alpha, np.float32)
        case _:
            return np.zeros_like(rendering.alpha)


def _pixels(rendering: Rendering, drawn: Drawn | None) -> NDArray[np.uint8]:
    """What the encoder gets: (H, W, 3) sRGB, or (H, W, 4) for a transparent picture, whose footer is opaque."""
    image = drawn.image if drawn else rendering.master
    if not rendering.transparent:
        return image
    alpha = np.ones(image.shape[:2], np.float32)
    alpha[drawn.frame.window if drawn else ...] = rendering.alpha
    return container.cut_out(image, alpha)


def _compared(rendering: Rendering, drawn: Drawn | None, final: RgbImage, fmt: Format) -> tuple[Verdict, ...]:
    height, width = rendering.master.shape[:2]
    frame = drawn.frame if drawn else label.Box(x=0, y=0, width=width, height=height)
    covered = drawn.covered[frame.window] if drawn else np.zeros((height, width), bool)
    return delivered.verdicts(rendering, final[frame.window], fmt, covered)


def _sealed(data: bytes, fmt: Format, found: ReadBack, edits: Edits, checks: tuple[Verdict, ...]) -> Sealed:
    height, width = found.image.shape[:2]
    return Sealed(
        data=data,
        media_type=fmt.value,
        width=width,
        height=height,
        layers=found.layers,
        edits=edits,
        checks=checks,
        fingerprint=fingerprint.of(found.image),
    )
