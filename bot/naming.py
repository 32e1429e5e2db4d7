"""What the file of a picture is called after. ``bot.texts.file_names`` says it in the words of a language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What the file of a picture is called after: codes of its look and purpose, its label's words, an ISO day."""

    look: str
    purpose: str
    label: str
    day: str
