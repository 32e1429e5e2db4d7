"""Draws the transition table as a Mermaid state diagram for ``bot/README.md``; a test compares the two.

Rules that hold anywhere are drawn from one box. A rule that never changes the phase is not drawn.
"""

from __future__ import annotations

import re

from bot.commands import Command, slashed
from bot.conversation.machine import RULES
from bot.conversation.table import Rule

ANYWHERE_BOX = "Anywhere"


def mermaid() -> str:
    lines = ["stateDiagram-v2", "    [*] --> Idle"]
    lines += [f"    {source} --> {target}: {', '.join(labels)}" for (source, target), labels in _edges().items()]
    return "\n".join(lines) + "\n"


def _edges() -> dict[tuple[str, str], list[str]]:
    """(from, to) -> labels, in the order of the table."""
    edges: dict[tuple[str, str], list[str]] = {}
    for rule in RULES:
        for source in _sources(rule):
            for target in rule.to:
                labels = edges.setdefault((source, target.__name__), [])
                if _label(rule) not in labels and source != target.__name__:
                    labels.append(_label(rule))
    return {edge: labels for edge, labels in edges.items() if labels}


def _sources(rule: Rule) -> tuple[str, ...]:
    return (ANYWHERE_BOX,) if rule.holds_anywhere else tuple(phase.__name__ for phase in rule.here)


def _label(rule: Rule) -> str:
    """The verb of a button, a command with its slash, or the name of the type in words."""
    if isinstance(rule.which, Command):
        return slashed(rule.which)
    return rule.which.value if rule.which else re.sub(r"(?<=[a-z])(?=[A-Z])", " ", rule.on.__name__).lower()


if __name__ == "__main__":
    print(mermaid(), end="")
