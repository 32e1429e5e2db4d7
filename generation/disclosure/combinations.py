"""Every way a picture can be made, as the records all layers are rendered from: for ``candid texts --labels``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

from generation.disclosure import table
from generation.disclosure.wording import words
from storage.records import Backdrop, Crop, Edits, LabelCode, Light, UploadClaim

WHOLE = Crop(x=0, y=0, scale=1, angle_deg=0, width=1024, height=1024)


def every(language: str) -> Iterator[tuple[Edits, str]]:
    """Each combination of backdrop, light, who painted and what the upload says; and the sentences of its XMP."""
    spoken = words(language)
    for backdrop, light, redrawn, claim in product(Backdrop, Light, (False, True), UploadClaim):
        row = table.row(backdrop, face_repainted=redrawn, light=light, claim=claim)
        yield (
            _edits(row, (backdrop, light), redrawn=redrawn, claim=claim, language=language),
            _sentences(row, spoken.sentences),
        )
    row = table.PERSONA
    made_up = _edits(row, (Backdrop.GENERATED, Light.AS_TAKEN), redrawn=True, claim=UploadClaim.NONE, language=language)
    yield made_up, _sentences(row, spoken.sentences)


def _edits(row: table.Row, done: tuple[Backdrop, Light], *, redrawn: bool, claim: UploadClaim, language: str) -> Edits:
    code = row.label_code
    return Edits(
        source_type=row.source_type,
        label="" if code is LabelCode.NONE else words(language).label[code],
        label_code=code,
        backdrop=done[0],
        light=done[1],
        light_delta_l=0.0,
        face_repainted=redrawn,
        engine="",
        look="",
        crop=WHOLE,
        claim=claim,
    )


def _sentences(row: table.Row, said: Mapping[str, str]) -> str:
    return " ".join(said[key] for key in row.sentences)
