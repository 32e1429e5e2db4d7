"""Picture work that was never done, for journeys in which only rows, bytes and messages matter; no model is needed."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import numpy as np

from generation.intake.decode import Decoded
from generation.photo_looks import DrawnLooks
from generation.pipeline import MadePicture
from generation.ports import Sealed
from storage.records import Verdict
from tests.benches.scale.measured import PORTRAIT, PictureWork
from tests.storage.samples import STUDIO

PHOTO = PORTRAIT
LOOK = "studio_soft"
READY_S, READ_S, CHECK_S, LOOKS_S, PICTURE_S = 0.1, 0.05, 0.3, 0.2, 0.6  # so that a death can fall into each


def written(file: Path) -> Path:
    edits = replace(STUDIO, look=LOOK)
    checks = (Verdict(code="skin_tone", passed=True, value=0.1, limit=6.0),)
    sealed = Sealed(
        data=bytes(100_000), media_type="image/jpeg", width=512, height=512, layers=(), edits=edits,
        fingerprint="0" * 64,
    )  # fmt: skip
    work = PictureWork(
        read=Decoded(image=np.zeros((8, 8, 3), np.uint8), claim=None),  # type: ignore[arg-type]
        findings=(),
        looks=DrawnLooks(contact_sheet=bytes(20_000), looks=(LOOK,)),
        picture=MadePicture(edits=edits, checks=checks, sealed=sealed, before=bytes(20_000), strip=bytes(20_000)),
        ready_s=READY_S,
        read_s=READ_S,
        check_s=CHECK_S,
        looks_s=LOOKS_S,
        picture_s=PICTURE_S,
        processor_s={},
    )
    file.write_bytes(pickle.dumps(work))
    return file
