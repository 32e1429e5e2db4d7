"""The one table: what was done to a picture decides its source type, its label and its hidden mark.

Pure. Nobody else decides any of them. The IPTC definitions it rests on (NewsCodes digitalsourcetype, 2024-09-17; our
short form): ``algorithmicallyEnhanced`` altered or corrected by an algorithm · ``composite`` a mix of several elements,
any of which may or may not be AI · ``compositeWithTrainedAlgorithmicMedia`` edited with generative AI ·
``trainedAlgorithmicMedia`` made by generative AI. A crop alone has no source type of its own: we do not know how the
upload came to be, so we claim nothing. AI is said where a generative model painted, and only there: said of every
picture it would mean nothing. An upload that says itself that AI made or changed it, that it was drawn with a program
or put together from several pictures, keeps that claim, whatever else was done: the file is believed, since only
whoever made it can know.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from storage.records import AI_CLAIMS, Backdrop, Edits, LabelCode, Light, SourceType, UploadClaim

LABEL_CODES = tuple(code for code in LabelCode if code is not LabelCode.NONE)

IPTC_SCHEME = "http://cv.iptc.org/newscodes/digitalsourcetype/"


class Hidden(StrEnum):
    """Which pixels may carry the hidden mark."""

    NOWHERE = "nowhere"
    PAINTED = "painted"  # only what Candid itself put there: backdrop, ring, footer; never a pixel of the person
    EVERYWHERE = "everywhere"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What one kind of edit demands.

    ``label_code``: ``NONE`` where no label may stand in the pixels; ``by_model``: whether a generative model painted
    any of it here. Keys of the words' [xmp] table, each "" or a sentence: ``sentence``; ``then``, what was done here to
    an upload that says something of itself; ``also``, about the light.
    """

    source_type: SourceType
    label_code: LabelCode
    hidden: Hidden
    sentence: str
    then: str = ""
    also: str = ""
    by_model: bool = False

    @property
    def sentences(self) -> tuple[str, ...]:
        """Keys of the sentences in the XMP, in order."""
        return tuple(key for key in (self.sentence, self.then, self.also) if key)


UNTOUCHED = Row(source_type=SourceType.NONE, label_code=LabelCode.NONE, hidden=Hidden.NOWHERE, sentence="untouched")
LIT = replace(UNTOUCHED, source_type=SourceType.ALGORITHMICALLY_ENHANCED, sentence="light")
GREYED = replace(LIT, sentence="grey")
PERSONA = Row(
    source_type=SourceType.TRAINED_MEDIA,
    label_code=LabelCode.AI_GENERATED,
    hidden=Hidden.EVERYWHERE,
    sentence="ai_generated",
    by_model=True,
)
REDRAWN = Row(
    source_type=SourceType.COMPOSITE_WITH_TRAINED_MEDIA,
    label_code=LabelCode.AI_MODIFIED,
    hidden=Hidden.EVERYWHERE,
    sentence="ai_modified",
    by_model=True,
)
REPLACED = Row(
    source_type=SourceType.COMPOSITE,
    label_code=LabelCode.BACKGROUND_REPLACED,
    hidden=Hidden.PAINTED,
    sentence="background_replaced",
)
BY_BACKDROP = {
    Backdrop.OWN: UNTOUCHED,
    Backdrop.OWN_SOFTENED: replace(REPLACED, label_code=LabelCode.BACKGROUND_BLURRED, sentence="background_blurred"),
    Backdrop.PROCEDURAL: REPLACED,
    Backdrop.REMOVED: replace(REPLACED, label_code=LabelCode.BACKGROUND_REMOVED, sentence="background_removed"),
    Backdrop.GENERATED: replace(
        REPLACED,
        source_type=SourceType.COMPOSITE_WITH_TRAINED_MEDIA,
        label_code=LabelCode.AI_BACKGROUND,
        sentence="ai_background",
        by_model=True,
    ),
}


CLAIMED = {
    UploadClaim.COMPOSITE: (SourceType.COMPOSITE, LabelCode.NONE),
    UploadClaim.DIGITAL_CREATION: (SourceType.DIGITAL_CREATION, LabelCode.NONE),
    UploadClaim.DATA_DRIVEN: (SourceType.DATA_DRIVEN, LabelCode.NONE),
    UploadClaim.VIRTUAL_RECORDING: (SourceType.VIRTUAL_RECORDING, LabelCode.NONE),
    UploadClaim.ALGORITHMIC: (SourceType.ALGORITHMIC, LabelCode.NONE),
    UploadClaim.AI_EDITED: (SourceType.COMPOSITE_WITH_TRAINED_MEDIA, LabelCode.AI_MODIFIED),
    UploadClaim.AI_MADE: (SourceType.TRAINED_MEDIA, LabelCode.AI_GENERATED),
}
"""What an upload's claim demands. Without a label of its own, the one of what was done here stands."""


def row(
    backdrop: Backdrop,
    *,
    face_repainted: bool,
    persona: bool = False,
    light: Light = Light.AS_TAKEN,
    claim: UploadClaim = UploadClaim.NONE,
) -> Row:
    """The disclosure that these facts demand: no more and no less. ``persona``: nobody real is shown.

    What the upload says of itself outweighs what was done here, unless a model painted here and the upload says nothing
    of AI; the hidden mark stays as what was done here allows.
    """
    if persona:
        return PERSONA
    done = _done(backdrop, face_repainted=face_repainted, light=light)
    if claim is UploadClaim.NONE:
        return done
    source_type, label_code = CLAIMED[claim]
    if claim not in AI_CLAIMS:
        source_type, label_code = done.source_type if done.by_model else source_type, done.label_code
    told = replace(done, source_type=source_type, label_code=label_code)
    return replace(told, sentence=claim.finding, then=f"then_{done.sentence}")


def _done(backdrop: Backdrop, *, face_repainted: bool, light: Light) -> Row:
    """The light of what a model painted is the model's, so nothing more is said of it there."""
    if face_repainted:
        return REDRAWN
    if light is Light.AS_TAKEN:
        return BY_BACKDROP[backdrop]
    grey = light is Light.GREY
    if backdrop is Backdrop.OWN:
        return GREYED if grey else LIT
    return replace(BY_BACKDROP[backdrop], also="grey_too" if grey else "light_too")


def row_of(edits: Edits) -> Row:
    """The row that these edits fall under. An engine of personas says so by its source type; nobody else may."""
    if edits.invented:
        return PERSONA
    return row(edits.backdrop, face_repainted=edits.face_repainted, light=edits.light, claim=edits.claim)


def done_here(edits: Edits) -> Row:
    """The row of what was done here alone, as if the upload said nothing of itself."""
    return (
        row_of(edits)
        if edits.invented
        else _done(edits.backdrop, face_repainted=edits.face_repainted, light=edits.light)
    )


def agrees(edits: Edits) -> bool:
    """Whether the edits claim exactly what the table demands of them."""
    demanded = row_of(edits)
    return (edits.source_type, edits.label_code) == (demanded.source_type, demanded.label_code)


def source_uri(source_type: SourceType) -> str:
    """The IPTC address of a source type; "" for ``NONE``."""
    return "" if source_type is SourceType.NONE else IPTC_SCHEME + source_type.value
