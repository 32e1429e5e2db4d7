"""Measures the visible label for ``candid bench marks``: found after every change, legible, off the person, small."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from generation.disclosure import container, detect, forms, legible, people, survival
from generation.disclosure.container import Format
from generation.disclosure.drawing import Drawn, draw
from generation.disclosure.lockup import Said
from generation.disclosure.places import Picture
from generation.disclosure.wording import words
from generation.ports import Rendering
from generation.vision import tone
from storage.measuring import Figure
from storage.records import Placement

VISIBLE = 1.0  # CIEDE2000 from which a pixel counts as changed: less is not seen side by side
ON_BACKDROP, IN_ALL = 1.0, 3.2  # per cent of the photo's own frame that a label may change


@dataclass(slots=True)
class LabelTally:
    """What one picture after another adds. ``found``: by placement and change; ``areas``: per cent of the frame."""

    found: dict[Placement, dict[str, list[bool]]] = field(
        default_factory=lambda: {placement: defaultdict(list) for placement in Placement}
    )
    contrasts: list[float] = field(default_factory=list)
    scores: list[float] = field(default_factory=list)
    backdrop_areas: list[float] = field(default_factory=list)
    cloth_areas: list[float] = field(default_factory=list)
    touched: int = 0  # pixels of face or soft outline under a label
    taken: dict[Placement, int] = field(default_factory=lambda: defaultdict(int))  # what the automatic choice came to


def add(tally: LabelTally, rendering: Rendering) -> None:
    """Draws the picture's label in every form that has room for it and measures each."""
    picture = Picture(image=rendering.master, person=people.seen(rendering))
    said = Said(code=rendering.edits.label_code, words=words("en"))
    painted = np.zeros(rendering.alpha.shape, np.float32)
    for placement in Placement:
        drawn = draw(picture, said, placement=placement, painted=painted)
        if placement is Placement.RIM:
            tally.taken[drawn.mark.placement] += 1
        if drawn.mark.placement is not placement:
            continue
        final = container.decode(container.encode(drawn.image, Format.JPEG)).image
        tally.contrasts.append(legible.worst(final, drawn.mark))
        tally.scores.append(detect.Copy(container.re_encoded(final, side=400, quality=75)).best(drawn.mark).score)
        for name, change in survival.CHANGES.items():
            copy = change(final)
            if min(copy.shape[:2]) >= detect.LEAST_SIDE:
                tally.found[placement][name].append(detect.find(copy, drawn.mark) is not None)
        if not forms.FORMS[placement].grows:
            _on_photo(tally, rendering, drawn)


def _on_photo(tally: LabelTally, rendering: Rendering, drawn: Drawn) -> None:
    """A label within the photo's own frame."""
    on_cloth = drawn.mark.spot in forms.FORMS[drawn.mark.placement].on_cloth
    before, after = (tone.srgb_to_lab(image[drawn.covered]) for image in (rendering.master, drawn.image))
    seen = int((tone.delta_e_2000(before, after) > VISIBLE).sum())
    (tally.cloth_areas if on_cloth else tally.backdrop_areas).append(100 * seen / drawn.covered.size)
    soft = (rendering.alpha > people.SOFTEST) & (rendering.alpha < people.SOLID)
    kept = (rendering.core > 0.5) | soft | ((rendering.alpha > people.SOFTEST) & (not on_cloth))
    tally.touched += int((kept & drawn.covered).sum())


def figures(tally: LabelTally) -> dict[str, Figure]:
    """The rows of the bench's table."""
    holds = [share for placement in Placement for share in _shares(tally, placement).values()]
    return {
        "label found, least of the forms and changes": Figure(
            value=100 * min(holds), unit="%", reach=95, at_most=False
        ),
        "label's contrast, worst piece": Figure(
            value=min(tally.contrasts), unit=": 1", reach=legible.LEAST, at_most=False
        ),
        "changed area on backdrop, most": Figure(
            value=max(tally.backdrop_areas, default=0.0), unit="% of the frame", reach=ON_BACKDROP
        ),
        "changed area on cloth, most": Figure(
            value=max(tally.cloth_areas, default=0.0), unit="% of the frame", reach=IN_ALL
        ),
        "pixels of face or soft outline under a label": Figure(value=float(tally.touched), unit="", reach=0),
    }


def notes(tally: LabelTally) -> dict[str, Any]:
    """What else the tables tell."""
    return {
        "taken": {placement.value: count for placement, count in tally.taken.items()},
        "on cloth": len(tally.cloth_areas),
        "least score": round(min(tally.scores), 3),
    }


def row(tally: LabelTally, change: str) -> dict[str, float]:
    """How often each form was found after this change."""
    return {
        placement.value: round(float(np.mean(tally.found[placement][change] or [False])), 3) for placement in Placement
    }


def _shares(tally: LabelTally, placement: Placement) -> dict[str, float]:
    """By change. A picture cut to 80 % has lost every form, one cut to a circle those that are not meant for it."""
    lost = {"crop80"} if placement in {Placement.RIM, Placement.RING} else {"crop80", "circle400"}
    return {name: float(np.mean(found)) for name, found in tally.found[placement].items() if found and name not in lost}
