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
    "eyes_hidden", "face_covered", "pose", "duplicate", "different_person", "hair_cut", "filter_suspected",
    "not_a_photo", "too_big", "too_many_pixels", "unreadable", "truncated", "animated", "empty",
)  # fmt: skip

HINTS: tuple[str, ...] = (
    "many_faces", "face_too_small", "blurry", "clipped_light", "side_light", "colour_cast", "eyes_hidden",
    "face_covered", "pose", "different_person", "hair_cut", "filter_suspected", "duplicate",
)  # fmt: skip

UNITS: tuple[str, ...] = ("px", "deg", "ratio", "bytes", "pixels", "count")

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
    if finding.value is None or finding.limit is None:
        return ()
    value, limit, unit = finding.value, finding.limit, finding.unit if finding.unit in UNITS else "plain"
    if unit == "ratio":
        value, limit = value * 100, limit * 100
    if unit == "bytes":
        value, limit = value / 1024**2, limit / 1024**2
    if unit == "pixels":
        value, limit = value / 1e6, limit / 1e6
    return (text(f"measure-{unit}", value=_short(value), limit=_short(limit)),)


def _short(number: float) -> int | float:
    """Two figures are enough to compare with a limit; people read no more."""
    return round(number) if abs(number) >= 10 else round(number, 2)


def not_stored(code: str, again_at: str) -> tuple[Text, ...]:
    known = code if code in NOT_STORED else "not_available"
    again = (text("again", again_at=again_at),) if again_at else ()
    return (text(f"not-stored-{known}"), *again)
