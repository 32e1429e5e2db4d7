"""From a finding's code to what a person is told: what is wrong, the figure next to its limit, what helps.

The codes are those of ``generation/intake`` (checks and decoder), as data: the two packages never import each other,
and a test compares the lists. A code nobody knows here still gets an honest sentence.
"""

from __future__ import annotations

from bot.conversation.wording import text
from bot.ports import Text
from storage.records import Finding

REFUSALS: tuple[str, ...] = (
    "no_face", "many_faces", "face_too_small", "face_cut", "blurry", "clipped_light", "side_light", "colour_cast",
    "eyes_hidden", "mouth_covered", "face_covered", "pose", "duplicate", "different_person", "hair_cut",
    "filter_suspected", "no_room", "not_a_photo", "too_big", "too_many_pixels", "too_few_pixels", "too_costly",
    "unreadable", "polyglot", "animated", "empty", "camera_colours", "too_narrow",
    "underexposed",
)  # fmt: skip

HINTS: tuple[str, ...] = (
    "face_too_small", "blurry", "clipped_light", "side_light", "colour_cast", "pose", "hair_cut", "filter_suspected",
    "turned", "underexposed", "many_faces", "mouth_covered",
)  # fmt: skip

# Unit of a finding -> the text that says value and limit in it.
UNITS: dict[str, str] = {
    "px": "measure-px", "deg": "measure-deg", "ratio": "measure-ratio", "MB": "measure-megabytes",
    "MP": "measure-megapixels", "faces": "measure-faces", "stops": "measure-stops", "C*": "measure-chroma",
    "L*": "measure-lightness", "dE": "measure-colour", "detail": "measure-detail", "bits": "measure-bits",
    "cosine": "measure-cosine", "sides": "measure-sides", "levels": "measure-levels",
}  # fmt: skip

# Findings that a person may know better, and the verb of the button that says so.
OVERRULED: dict[str, str] = {"many_faces": "photo.picture", "mouth_covered": "photo.worn"}

NOT_STORED: tuple[str, ...] = ("too_big", "daily_limit", "too_many_held", "vault_full", "not_available")


def refusal(finding: Finding) -> tuple[Text, ...]:
    """What is wrong, the measured value next to the limit where there is one, and what helps."""
    if finding.code not in REFUSALS:
        return (text("refuse-other"), text("fix-other"))
    return (text(f"refuse-{finding.code}"), *measure(finding), text(f"fix-{finding.code}"))


def hint(finding: Finding) -> tuple[Text, ...]:
    """A photo that is good enough, and what would make it better. Nothing where there is nothing to say."""
    if finding.severity != "hint" or finding.code not in HINTS:
        return ()
    return (text(f"hint-{finding.code}"),)


def measure(finding: Finding) -> tuple[Text, ...]:
    """The figure next to its limit, ratios in per cent; nothing where one of the two is missing."""
    if finding.value is None or finding.limit is None:
        return ()
    scale = 100 if finding.unit == "ratio" else 1
    key = UNITS.get(finding.unit, "measure-plain")
    return (text(key, value=_short(finding.value * scale), limit=_short(finding.limit * scale)),)


def _short(number: float) -> int | float:
    """Two figures are enough to compare with a limit; people read no more."""
    return round(number) if abs(number) >= 10 else round(number, 2)


def not_stored(code: str, again_at: str) -> tuple[Text, ...]:
    known = code if code in NOT_STORED else "not_available"
    again = (text("again", again_at=again_at),) if again_at else ()
    return (text(f"not-stored-{known}"), *again)
