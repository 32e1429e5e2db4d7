"""How a picture was made: what an upload's file says of that, what a label says, and where the label stands."""

from __future__ import annotations

from enum import StrEnum


class SourceType(StrEnum):
    """IPTC digital source types used by Candid (cv.iptc.org/newscodes/digitalsourcetype)."""

    NONE = "none"
    ALGORITHMICALLY_ENHANCED = "algorithmicallyEnhanced"
    COMPOSITE = "composite"
    DIGITAL_CREATION = "digitalCreation"
    DATA_DRIVEN = "dataDrivenMedia"
    VIRTUAL_RECORDING = "virtualRecording"
    ALGORITHMIC = "algorithmicMedia"
    COMPOSITE_WITH_TRAINED_MEDIA = "compositeWithTrainedAlgorithmicMedia"
    TRAINED_MEDIA = "trainedAlgorithmicMedia"


DRAWN = frozenset({
    SourceType.DIGITAL_CREATION, SourceType.DATA_DRIVEN, SourceType.VIRTUAL_RECORDING, SourceType.ALGORITHMIC,
})  # fmt: skip
"""Source types that people are told of with the same words: drawn with a program. Only an upload may claim them."""


class UploadClaim(StrEnum):
    """What an upload's file says of itself: its metadata or its Content Credentials, believed without proof."""

    NONE = "none"  # nothing that a photo of a real person would not say
    COMPOSITE = "composite"
    DIGITAL_CREATION = "digitalCreation"
    DATA_DRIVEN = "dataDrivenMedia"
    VIRTUAL_RECORDING = "virtualRecording"
    ALGORITHMIC = "algorithmicMedia"
    AI_EDITED = "ai_edited"
    AI_MADE = "ai_made"

    @property
    def told(self) -> str:
        """What the words about it are known by."""
        if self is UploadClaim.COMPOSITE:
            return "assembled"
        return "drawn" if self.value in DRAWN else self.value

    @property
    def finding(self) -> str:
        """The code of the intake check that tells it."""
        return f"says_{self.told}"


CLAIMS = tuple(claim for claim in UploadClaim if claim is not UploadClaim.NONE)
"""From the weakest to the strongest."""

AI_CLAIMS = (UploadClaim.AI_EDITED, UploadClaim.AI_MADE)
"""From the weakest to the strongest."""

TAKEN_ONLY = frozenset({"badge", "directory"})
"""Purposes for which an upload that says AI made or changed it is refused: others rely on the face there."""


class LabelCode(StrEnum):
    """What the visible label of a picture says; ``generation/disclosure/table.py`` alone decides which one it is.

    The ``AI_`` members are for pictures a generative model painted in, here or before the upload, and for nothing else.
    """

    NONE = ""  # no label may stand in the pixels
    BACKGROUND_REPLACED = "background_replaced"
    BACKGROUND_BLURRED = "background_blurred"
    BACKGROUND_REMOVED = "background_removed"
    AI_BACKGROUND = "ai_background"
    AI_MODIFIED = "ai_modified"
    AI_GENERATED = "ai_generated"


class Placement(StrEnum):
    """Where a label stands, in the order of the numbers people see on the places view. There is always a place."""

    RIM = "rim"  # along the inside of the circle that profile pictures are cropped to
    CORNER = "corner"
    RING = "ring"  # on a ring around the picture; the canvas grows
    FOOTER = "footer"  # on a strip below it; the canvas grows
