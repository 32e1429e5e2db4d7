"""What was done to a picture, in words: its caption, its alt text, the lines under it. All from the one Edits record.

Alt texts and captions describe framing, backdrop and edits, never the person.
"""

from __future__ import annotations

from bot.conversation.wording import text
from bot.ports import Text
from storage.records import Backdrop, Edits, Light, SourceType, Variant

# What the photo did not allow, as generation/engines/studio/framing.py says it; a test compares the lists.
NOTES: tuple[str, ...] = (
    "hair_cut_by_photo", "head_large_in_frame", "head_small_in_frame", "headroom_tight", "headroom_wide",
    "eye_line_low", "eye_line_high", "off_centre", "not_levelled", "circle_tight", "size_limited_by_source",
    "square_by_source", "backdrop_extended", "busy_background",
    # where the outline is doubtful, as generation/matting/doubt.py names the places
    "edge_doubtful_above_head", "edge_doubtful_left_ear", "edge_doubtful_right_ear", "edge_doubtful_left_neck",
    "edge_doubtful_right_neck", "edge_doubtful_left_shoulder", "edge_doubtful_right_shoulder",
)  # fmt: skip

# Why this photo and no other of those sent, as generation/engines/studio/picker.py says it; a test compares the lists.
PICKED: tuple[str, ...] = (
    "picked_larger", "picked_better_framing", "picked_straighter", "picked_sharper", "picked_first", "picked_different",
)  # fmt: skip

# What became of an area marked as theirs, as generation/engines/studio/session.py says it; a test compares the lists.
MARKED: tuple[str, ...] = ("marked_area_kept", "marked_area_empty", "marked_area_gone", "marked_area_sure")

# Codes of generation/safeguards and of the seal, up to their first dot; a test compares the lists.
SAFEGUARDS: tuple[str, ...] = (
    "blank", "face_core", "skin_tone", "geometry", "texture", "one_face", "likeness", "cut_edge",
    "upscaled", "explicit", "eyes", "seal_broken",
)  # fmt: skip

KINDS: tuple[str, ...] = ("cropped", "relit", "softened", "backdrop", "generated", "redrawn", "invented")

# What is disclosed of a picture: its strongest edit, and the light where that was chosen too.
DISCLOSED: tuple[str, ...] = (*KINDS, "softened-relit", "backdrop-relit", "generated-relit")


def kind(edits: Edits) -> str:
    """The strongest edit, by which captions and sentences to paste are chosen. Never milder than the truth."""
    if edits.source_type is SourceType.TRAINED_MEDIA:
        return "invented"
    if edits.face_repainted:
        return "redrawn"
    match edits.backdrop:
        case Backdrop.OWN:
            return "cropped" if edits.light is Light.AS_TAKEN else "relit"
        case Backdrop.OWN_SOFTENED:
            return "softened"
        case Backdrop.PROCEDURAL:
            return "backdrop"
        case Backdrop.GENERATED:
            return "generated"


def disclosed(edits: Edits) -> str:
    """The kind, and the light where the person chose another and the kind does not say so already."""
    done = kind(edits)
    relit = f"{done}-relit"
    return relit if edits.light is not Light.AS_TAKEN and relit in DISCLOSED else done


def caption(edits: Edits) -> Text:
    """The visible disclosure that goes with every picture; with the label's words where the picture carries one."""
    if edits.label:
        return text(f"caption-{disclosed(edits)}", label=edits.label)
    return text(f"caption-{disclosed(edits)}-unlabelled")


def alt(variant: Variant) -> Text:
    """Framing, background, edits and label, in words for those who do not see the picture."""
    done = disclosed(variant.edits)
    if variant.edits.label:
        return text(f"alt-{done}", number=variant.number, label=variant.edits.label)
    return text(f"alt-{done}-unlabelled", number=variant.number)


def lines(variant: Variant) -> tuple[Text, ...]:
    """What was edited, what was not, and what was checked."""
    edits = variant.edits
    if kind(edits) == "invented":
        return (text("edit-invented"), text("edit-model", model=edits.model or "?"))
    face = "edit-face-redrawn" if edits.face_repainted else "edit-face-kept"
    if edits.light is not Light.AS_TAKEN and not edits.face_repainted:
        face = "edit-face-tone-only"
    told = [text(f"edit-light-{edits.light.value}"), text(face)]
    told += [text(f"note-{note}") for note in edits.notes if note in (*PICKED, *MARKED)]
    if edits.model:
        told.append(text("edit-model", model=edits.model))
    told += [text(f"note-{note}") for note in edits.notes if note in NOTES]
    if not edits.face_repainted:
        told += _comparison(variant)
    return tuple(told)


def _comparison(variant: Variant) -> list[Text]:
    likeness = next((check for check in variant.checks if check.code == "likeness"), None)
    if likeness is None or likeness.skipped:
        return [text("edit-not-compared")] if likeness is not None else []
    return [text("edit-compared")]


def why_withheld(variant: Variant) -> Text:
    """The first safeguard that said no. It is our edit's fault, and the sentence says so."""
    failed = next((check.code.partition(".")[0] for check in variant.checks if not check.passed), "")
    return text(f"withheld-{failed}" if failed in SAFEGUARDS else "withheld-other", number=variant.number)
