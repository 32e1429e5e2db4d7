"""From a finding's code to what a person is told: what is wrong, the figure next to its limit, what helps.

A check brings its own sentences along, found by its code; those of refusals that no check makes stand in the catalogue.
A code nobody knows here still gets an honest sentence.
"""

from __future__ import annotations

from bot.conversation.wording import text
from bot.ports import Text
from storage.records import Finding, Severity, Unit


def refusal(finding: Finding) -> tuple[Text, ...]:
    """What is wrong, the measured value next to the limit where there is one, and what helps."""
    return (text(f"refuse-{finding.code}"), *measure(finding), text(f"fix-{finding.code}"))


def hint(finding: Finding) -> tuple[Text, ...]:
    """A photo that is good enough, and what would make it better. Nothing where there is nothing to say."""
    return (text(f"hint-{finding.code}"),) if finding.severity is Severity.HINT else ()


def measure(finding: Finding) -> tuple[Text, ...]:
    """The figure next to its limit, ratios in per cent; nothing where one of the two is missing."""
    if finding.value is None or finding.limit is None:
        return ()
    scale = 100 if finding.unit == Unit.RATIO else 1
    unit = Unit(finding.unit).name.lower() if finding.unit in list(Unit) else "plain"
    return (text(f"measure-{unit}", value=_short(finding.value * scale), limit=_short(finding.limit * scale)),)


def _short(number: float) -> int | float:
    """Two figures are enough to compare with a limit; people read no more."""
    return round(number) if abs(number) >= 10 else round(number, 2)


def not_stored(code: str, again_at: str) -> tuple[Text, ...]:
    again = (text("again", again_at=again_at),) if again_at else ()
    return (text(f"not-stored-{code}"), *again)
