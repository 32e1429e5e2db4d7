"""Puts every disclosure layer on a picture and reads each back from the final bytes, or withholds the picture.

    1 the edits claim exactly what the table demands    2 the invisible mark, where enough was painted to carry it
    3 the visible label, where the table demands one    4 XMP, into the encoder
    5 Content Credentials last: nothing may touch the file after them
    6 a fresh decoder reads the final bytes; every layer must be found

A pure crop gets no mark in its pixels, visible or not: they are the person's own, and nothing else may be claimed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np

from generation.disclosure import container, fingerprint, label, manifest, table, verify, xmp
from generation.disclosure.c2pa import Signer
from generation.disclosure.container import Format
from generation.disclosure.drawing import draw
from generation.disclosure.label import Placement
from generation.disclosure.manifest import About, UploadCredentials
from generation.disclosure.readback import Expected, ReadBack, read_back
from generation.disclosure.watermark import Marker
from generation.disclosure.wording import words
from generation.errors import SealBroken
from generation.images import Mask
from generation.ports import Rendering, Sealed
from storage.clock import Clock
from storage.ids import new_id
from storage.records import Backdrop, Edits


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What marking needs beyond the picture, loaded once per worker (``marking.open_marks``)."""

    marker: Marker
    signer: Signer
    clock: Clock
    provider: str = ""

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
    placement: Placement = Placement.CHIP,
    about: About | None = None,
) -> Sealed:
    """The sealed picture, its label in ``language`` at ``placement``; on a ring when the words are too wide for a chip.

    Raises ``SealBroken`` naming the layer that failed.
    """
    # 1 the edits claim exactly what the table demands
    if not table.agrees(rendering.edits):
        raise SealBroken("table")
    spoken = words(language)
    code = rendering.edits.label_code
    edits = replace(rendering.edits, label=spoken.label[code] if code else "")
    face = label.face_box(rendering.core)
    # 2 the invisible mark, 3 the visible label
    image, mark, hidden = rendering.master, None, False
    if code:
        marked, mark = draw(
            image, code, spoken, face, placement=placement, painted=_painted(rendering), hide=marks.marker.mark
        )
        image, hidden = marked.image, marked.hidden
    # 4 XMP, into the encoder
    data = container.encode(image, fmt, xmp.build(edits, spoken.language))
    # 5 Content Credentials last
    facts = about or marks.about()
    data = marks.signer.sign(data, fmt.value, manifest.build(edits, facts, fmt.value, watermarked=hidden))
    # 6 every layer found in the final bytes
    reader, anchors = marks.marker.reader, marks.signer.anchors
    expected = Expected(edits=edits, mark=mark, hidden=hidden, face=face, reader=reader, anchors=anchors, id=facts.id)
    found = read_back(data, expected)
    return _sealed(data, fmt, found, edits)


def _painted(rendering: Rendering) -> Mask:
    """(H, W) 0..1, what Candid painted: everything where a person was redrawn or made up, else what is behind them."""
    if rendering.edits.face_repainted:
        return np.ones_like(rendering.alpha)
    if rendering.edits.backdrop is Backdrop.OWN:
        return np.zeros_like(rendering.alpha)
    return np.asarray(1 - rendering.alpha, np.float32)


def _sealed(data: bytes, fmt: Format, found: ReadBack, edits: Edits) -> Sealed:
    height, width = found.image.shape[:2]
    return Sealed(
        data=data,
        media_type=fmt.value,
        width=width,
        height=height,
        layers=found.layers,
        edits=edits,
        fingerprint=fingerprint.of(found.image),
    )
