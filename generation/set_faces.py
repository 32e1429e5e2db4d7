"""The faces of a set's pictures that an earlier attempt has stored: whoever is made up now must not look like them."""

from __future__ import annotations

from collections.abc import Iterable

from generation.disclosure import container
from generation.made_faces import MadeFaces
from generation.vision import embed, faces


def of(files: Iterable[bytes]) -> MadeFaces:
    """``files``: finished pictures. One without a face adds none."""
    known = MadeFaces()
    for data in files:
        image = container.decode(data).image
        found = faces.detect(image)
        if found:
            known.add(embed.embed(image, found[0]))
    return known
