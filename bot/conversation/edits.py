"""What was done to a picture, in words: its caption, its alt text, the lines under it. All from the one Edits record.

Alt texts and captions describe framing, backdrop and edits, never the person.
"""

from __future__ import annotations

from bot.conversation.wording import text
from bot.ports import Text
from storage.records import Backdrop, Edits, Light, Variant

NOTES: tuple[str, ...] = ("size_limited_by_source", "headroom_tight")

SAFEGUARDS: tuple[str, ...] = ("face_core", "skin_tone", "geometry", "texture", "one_face", "likeness", "flat")

KINDS: tuple[str, ...] = ("cropped", "softened", "backdrop", "generated", "redrawn")


def kind(edits: Edits) -> str:
    """The strongest edit, by which captions and sentences to paste are chosen. Never milder than the truth."""
    if edits.face_repainted:
        return "redrawn"
    match edits.backdrop:
        case Backdrop.OWN:
            return "cropped"
        case Backdrop.OWN_SOFTENED:
            return "softened"
        case Backdrop.PROCEDURAL:
            return "backdrop"
        case Backdrop.GENERATED:
            return "generated"


def caption(edits: Edits) -> Text:
    """The visible disclosure that goes with every picture; with the label's words where the picture carries one."""
    if edits.label:
        return text(f"caption-{kind(edits)}", label=edits.label)
    return text(f"caption-{kind(edits)}-unlabelled")


def alt(variant: Variant) -> Text:
    return text(f"alt-{kind(variant.edits)}", number=variant.number)


def lines(variant: Variant) -> tuple[Text, ...]:
    """What was edited, what was not, and what was checked."""
    edits = variant.edits
    face = "edit-face-redrawn" if edits.face_repainted else "edit-face-kept"
    if edits.light is not Light.AS_TAKEN and not edits.face_repainted:
        face = "edit-face-tone-only"
    told = [text(f"edit-light-{edits.light.value}"), text(face)]
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
    failed = next((check.code for check in variant.checks if not check.passed), "")
    return text(f"withheld-{failed}" if failed in SAFEGUARDS else "withheld-other", number=variant.number)
