"""Puts every disclosure layer on a picture and reads each back from the final bytes, or withholds the picture.

    1 the edits claim exactly what the table demands    2 the invisible mark, where the table demands a label
    3 the visible label, likewise                       4 XMP, into the encoder
    5 Content Credentials last: nothing may touch the file after them
    6 a fresh decoder reads the final bytes; every layer must be found

A pure crop gets no mark in its pixels, visible or not: they are the person's own, and nothing else may be claimed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import numpy as np

from generation.disclosure import container, fingerprint, manifest, people, table, verify, xmp
from generation.disclosure.c2pa import Signer
from generation.disclosure.container import Format
from generation.disclosure.drawing import Drawn, draw
from generation.disclosure.label import QUIET, LabelRule, Placement
from generation.disclosure.lockup import Said
from generation.disclosure.manifest import About, UploadCredentials
from generation.disclosure.people import Person
from generation.disclosure.places import Picture
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
    """What marking needs beyond the picture, loaded once per worker (``marking.open_marks``).

    ``rule``: how large the visible label's letters are. ``decoder``: the file of the invisible mark's decoder, for the
    keyless child that reads an upload's own credentials.
    """

    marker: Marker
    signer: Signer
    clock: Clock
    provider: str = ""
    rule: LabelRule = QUIET
    decoder: Path | None = None

    def upload(self, data: bytes) -> UploadCredentials | None:
        """What an upload's own Content Credentials claim; None without any. Takes a second where there are some."""
        if self.decoder is None:
            return None
        return verify.upload_credentials(data, decoder=self.decoder, anchors=self.signer.anchors)

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
) -> Sealed:
    """The sealed picture, its label in ``language`` at ``placement``, or where that form's stand-in has room.

    Raises ``SealBroken`` naming the layer that failed.
    """
    # 1 the edits claim exactly what the table demands
    if not table.agrees(rendering.edits):
        raise SealBroken("table")
    spoken = words(language)
    code = rendering.edits.label_code
    edits = replace(rendering.edits, label=spoken.label[code] if code else "")
    person = people.seen(rendering)
    # 2 the invisible mark, 3 the visible label
    image, mark = rendering.master, None
    if code:
        drawn = _drawn(rendering, person, Said(code=code, words=spoken, rule=marks.rule), placement, marks)
        image, mark = drawn.image, drawn.mark
    # 4 XMP, into the encoder
    data = container.encode(image, fmt, xmp.build(edits, spoken.language))
    # 5 Content Credentials last
    facts = about or marks.about()
    data = marks.signer.sign(data, fmt.value, manifest.build(edits, facts, fmt.value, watermarked=mark is not None))
    # 6 every layer found in the final bytes
    expected = Expected(
        edits=edits, mark=mark, person=person, reader=marks.marker.reader, anchors=marks.signer.anchors, id=facts.id
    )
    found = read_back(data, expected)
    return _sealed(data, fmt, found, edits)


def _drawn(rendering: Rendering, person: Person, said: Said, placement: Placement, marks: Marks) -> Drawn:
    return draw(
        Picture(image=rendering.master, person=person),
        said,
        placement=placement,
        painted=_painted(rendering),
        hide=marks.marker.mark,
    )


def _painted(rendering: Rendering) -> Mask:
    """(H, W), 1 where Candid painted: everywhere where a person was redrawn or made up, else behind the person."""
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
