"""The one table: what was done to a picture decides its source type and its label. Nobody else decides either.

Pure. The IPTC definitions it rests on (NewsCodes digitalsourcetype, 2024-09-17; our short form):
``algorithmicallyEnhanced`` altered or corrected by an algorithm · ``composite`` a mix of several elements, any of which
may or may not be AI · ``compositeWithTrainedAlgorithmicMedia`` edited with generative AI · ``trainedAlgorithmicMedia``
made by generative AI. A crop alone has no source type of its own: we do not know how the upload came to be, so we claim
nothing. To say too much ("AI MODIFIED" on an untouched face) misleads as surely as to say too little.
"""

from __future__ import annotations

from dataclasses import dataclass

from storage.records import Backdrop, Edits, Light, SourceType

BACKGROUND_REPLACED = "background_replaced"
BACKGROUND_BLURRED = "background_blurred"
BACKGROUND_REMOVED = "background_removed"
AI_BACKGROUND = "ai_background"
AI_MODIFIED = "ai_modified"
AI_GENERATED = "ai_generated"
LABEL_CODES = (
    BACKGROUND_REPLACED,
    BACKGROUND_BLURRED,
    BACKGROUND_REMOVED,
    AI_BACKGROUND,
    AI_MODIFIED,
    AI_GENERATED,
)

IPTC_SCHEME = "http://cv.iptc.org/newscodes/digitalsourcetype/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """``label_code`` is "" where no label may stand in the pixels; ``sentence`` is a key of the words' [xmp] table."""

    source_type: SourceType
    label_code: str
    sentence: str


PERSONA = Row(source_type=SourceType.TRAINED_MEDIA, label_code=AI_GENERATED, sentence="ai_generated")
REDRAWN = Row(source_type=SourceType.COMPOSITE_WITH_TRAINED_MEDIA, label_code=AI_MODIFIED, sentence="ai_modified")
LIT = Row(source_type=SourceType.ALGORITHMICALLY_ENHANCED, label_code="", sentence="light")
BY_BACKDROP = {
    Backdrop.OWN: Row(source_type=SourceType.NONE, label_code="", sentence="untouched"),
    Backdrop.OWN_SOFTENED: Row(
        source_type=SourceType.COMPOSITE, label_code=BACKGROUND_BLURRED, sentence="ai_background_own"
    ),
    Backdrop.PROCEDURAL: Row(
        source_type=SourceType.COMPOSITE, label_code=BACKGROUND_REPLACED, sentence="ai_background"
    ),
    Backdrop.GENERATED: Row(
        source_type=SourceType.COMPOSITE_WITH_TRAINED_MEDIA,
        label_code=AI_BACKGROUND,
        sentence="ai_background_generated",
    ),
}


def row(backdrop: Backdrop, *, face_repainted: bool, persona: bool = False, light: Light = Light.AS_TAKEN) -> Row:
    """The disclosure that these facts demand: no more and no less. ``persona``: nobody real is shown."""
    if persona:
        return PERSONA
    if face_repainted:
        return REDRAWN
    if backdrop is Backdrop.OWN and light is not Light.AS_TAKEN:
        return LIT
    return BY_BACKDROP[backdrop]


def row_of(edits: Edits) -> Row:
    """The row that these edits fall under. An engine of personas says so by its source type; nobody else may."""
    persona = edits.source_type is SourceType.TRAINED_MEDIA
    return row(edits.backdrop, face_repainted=edits.face_repainted, persona=persona, light=edits.light)


def agrees(edits: Edits) -> bool:
    """Whether the edits claim exactly what the table demands of them."""
    demanded = row_of(edits)
    return (edits.source_type, edits.label_code) == (demanded.source_type, demanded.label_code)


def source_uri(source_type: SourceType) -> str:
    """The IPTC address of a source type; "" for ``NONE``."""
    return "" if source_type is SourceType.NONE else IPTC_SCHEME + source_type.value
