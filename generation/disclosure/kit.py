"""Words a person may set beside their picture: confident, no apology, naming the edit. By place, in their language."""

from __future__ import annotations

from generation.disclosure import table
from generation.disclosure.wording import words
from storage.records import Edits

PLACES = ("linkedin", "cv", "signature", "badge", "speaker")


def sentences(edits: Edits, language: str, *, verify_url: str = "") -> dict[str, str]:
    """One sentence per place of ``PLACES``. ``verify_url``: the operator's public page, added where there is one."""
    spoken = words(language).paste
    what = spoken[f"what_{table.row_of(edits).sentence}"]
    check = " " + spoken["check"].format(url=verify_url) if verify_url else ""
    return {place: spoken[place].format(what=what) + check for place in PLACES}
