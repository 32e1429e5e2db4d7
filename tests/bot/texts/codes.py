"""Codes that have a sentence: of a member that announces its own words, or of the catalogue."""

from __future__ import annotations

from bot.texts.catalog import SOURCE, messages
from generation import announced

OTHER = "other"  # stands for a code nobody knows


def of_members(part: str) -> tuple[str, ...]:
    """Codes of members whose own words have this part, in English."""
    return tuple(member.code for member in announced.members() if part in member.words.get(SOURCE, {}))


def of_catalogue(part: str) -> tuple[str, ...]:
    """Codes that the catalogue itself has a sentence for, under PART-CODE."""
    keys = (key.rpartition("-") for key in messages(SOURCE))
    return tuple(code for family, _, code in keys if family == part and code != OTHER)
