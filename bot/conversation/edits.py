"""What was done to a picture, in words: its caption, its alt text, the lines under it. All from the one Edits record.

Alt texts and captions describe framing, backdrop and edits, never the person.
"""

from __future__ import annotations

from dataclasses import replace

from bot.conversation.wording import text
from bot.ports import Text
from storage.persona_catalogue import SHEET
from storage.records import (
    CLAIMS,
    Backdrop,
    DoubtfulPlace,
    Edits,
    Light,
    MarkedArea,
    Note,
    Picked,
    SourceType,
    UploadClaim,
    Variant,
)

# Notes that are told first, and those that follow; a note that is neither is not for people.
TOLD_FIRST = frozenset((*Picked, *MarkedArea))
TOLD = frozenset((*Note, *(place.note for place in DoubtfulPlace)))

NO_LABEL = "none"  # what the texts choose by where the picture carries no label
NO_FACE = "no_face_in_photo"  # the likeness safeguard's reason where there was nothing to compare

# Of a doubtful place: the area of the form that it lies in.
DOUBTFUL_AT: dict[DoubtfulPlace, str] = {
    DoubtfulPlace.ABOVE_HEAD: "top",
    DoubtfulPlace.LEFT_EAR: "left",
    DoubtfulPlace.RIGHT_EAR: "right",
    DoubtfulPlace.LEFT_NECK: "left",
    DoubtfulPlace.RIGHT_NECK: "right",
    DoubtfulPlace.LEFT_SHOULDER: "bottom_left",
    DoubtfulPlace.RIGHT_SHOULDER: "bottom_right",
}

DONE: tuple[str, ...] = ("cropped", "relit", "greyed", "softened", "backdrop", "removed", "generated", "redrawn")
CLAIMED: tuple[str, ...] = tuple(dict.fromkeys(claim.told for claim in CLAIMS))
KINDS: tuple[str, ...] = (*DONE, "invented", *CLAIMED)
OF_SET = "invented_set"  # the contact sheet of a set of made-up people, where words would be about one of them

OF_BACKDROP: dict[Backdrop, str] = {
    Backdrop.OWN_SOFTENED: "softened",
    Backdrop.PROCEDURAL: "backdrop",
    Backdrop.REMOVED: "removed",
    Backdrop.GENERATED: "generated",
}
# Beside a changed background another light, or black-and-white, is told too.
BESIDE_LIGHT: tuple[str, ...] = tuple(OF_BACKDROP.values())

# What is disclosed of a picture: its strongest edit, and the light where that was chosen too.
LIT: tuple[str, ...] = tuple(f"{kind}-{lit}" for kind in BESIDE_LIGHT for lit in ("relit", "greyed"))
DISCLOSED: tuple[str, ...] = (*KINDS, *LIT)
# Of an upload that says something of itself: what was done here, told after that.
THEN: tuple[str, ...] = (*DONE, *LIT)


def kind(edits: Edits) -> str:
    """What captions and sentences to paste are chosen by. Never milder than the truth.

    What the upload says of itself outweighs what was done here; else it is the strongest edit.
    """
    if edits.claim in CLAIMS:
        return edits.claim.told
    if edits.invented:
        return "invented"
    if edits.face_repainted:
        return "redrawn"
    if edits.backdrop is Backdrop.OWN:
        return "cropped" if edits.light is Light.AS_TAKEN else lit(edits)
    return OF_BACKDROP[edits.backdrop]


def shows(edits: Edits) -> str:
    """The kind, by which pictures are described in words: the contact sheet of a set shows more than one made up."""
    return OF_SET if edits.look == SHEET and edits.invented else kind(edits)


def disclosed(edits: Edits) -> str:
    """The kind, and the light where the person chose another and the kind does not say so already."""
    done = kind(edits)
    told = edits.light is not Light.AS_TAKEN and done in BESIDE_LIGHT
    return f"{done}-{lit(edits)}" if told else done


def _then(edits: Edits) -> str:
    """The key of what was done here to an upload that says something of itself."""
    return f"then-{disclosed(replace(edits, claim=UploadClaim.NONE, source_type=SourceType.NONE))}"


def lit(edits: Edits) -> str:
    """What a light that is not as taken is called: relit, or greyed for black-and-white."""
    return "greyed" if edits.light is Light.GREY else "relit"


def caption(edits: Edits) -> Text:
    """The visible disclosure that goes with every picture; with the label's words where the picture carries one."""
    said = f"caption-{disclosed(edits)}"
    if edits.claim in CLAIMS:
        return text(said, label=edits.label or NO_LABEL, then_key=_then(edits))
    return text("caption-labelled", label=edits.label, what_key=said) if edits.label else text(said)


def alt(variant: Variant) -> Text:
    """Framing, background, edits and label, in words for those who do not see the picture."""
    done = OF_SET if shows(variant.edits) == OF_SET else disclosed(variant.edits)
    said, label = f"alt-{done}", variant.edits.label
    if variant.edits.claim in CLAIMS:
        return text(said, number=variant.number, label=label or NO_LABEL, then_key=_then(variant.edits))
    if label:
        return text("alt-labelled", number=variant.number, what_key=said, label=label)
    return text("alt-unlabelled", number=variant.number, what_key=said)


def lines(variant: Variant) -> tuple[Text, ...]:
    """What was edited, what was not, and what was checked."""
    edits = variant.edits
    if kind(edits) == "invented":
        sheet = (text("edit-invented_set"),) if edits.look == SHEET else ()
        return (*sheet, text("edit-invented"), text("edit-model", model=edits.model or "?"))
    told = [text(f"edit-says-{edits.claim.told}")] if edits.claim in CLAIMS else []
    told += [text(f"edit-light-{edits.light.value}"), *_face(variant)]
    told += [text(f"note-{note}") for note in edits.notes if note in TOLD_FIRST]
    if edits.model:
        told.append(text("edit-model", model=edits.model))
    told += [text(f"note-{note}") for note in edits.notes if note in TOLD]
    if not edits.face_repainted:
        told += _comparison(variant)
    return tuple(told)


def doubtful(edits: Edits) -> tuple[str, ...]:
    """Where in the picture it is doubtful what belongs to the person, in the names of the form's areas."""
    places = {place.note: area for place, area in DOUBTFUL_AT.items()}
    return tuple(dict.fromkeys(places[note] for note in edits.notes if note in places))


def _face(variant: Variant) -> list[Text]:
    """What became of the face. That it is the photo's own is said only where the finished file was measured."""
    if variant.edits.face_repainted:
        return [text("edit-face-redrawn")]
    if not any(check.code == "delivered_face" and check.passed for check in variant.checks):
        return []
    match variant.edits.light:
        case Light.AS_TAKEN:
            return [text("edit-face-kept")]
        case Light.GREY:
            return [text("edit-face-grey-only")]
        case _:
            return [text("edit-face-tone-only")]


def _comparison(variant: Variant) -> list[Text]:
    likeness = next((check for check in variant.checks if check.code == "likeness"), None)
    if likeness is None or likeness.skipped == NO_FACE:
        return []
    if likeness.skipped:
        return [text("edit-not-compared")]
    return [text("edit-compared")]


def why_withheld(variant: Variant) -> Text:
    """The first safeguard that said no, up to its first dot. It is our edit's fault, and the sentence says so."""
    failed = next((check.code.partition(".")[0] for check in variant.checks if not check.passed), "")
    return text(f"withheld-{failed or 'other'}", number=variant.number)
