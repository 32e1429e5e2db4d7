"""A "before" is the photo in its own light, also where the person chose another light for the picture."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from generation import pipeline
from generation.ports import Rendering
from storage.records import Light
from tests.generation.quality import pictures

pytestmark = pytest.mark.weights

NAME, LOOK = "obama-senate", "studio_soft"


def before_of(light: Light) -> tuple[np.ndarray, Rendering]:
    """What the pipeline shows as "before", and the picture itself."""
    request = pictures.request(LOOK, light=light)
    sitter = pictures.portrait(NAME)
    run = object.__new__(pipeline._Run)
    for field, value in {
        "portraits": (sitter,),
        "request": request,
        "tools": SimpleNamespace(engine=pictures.engine()),
        "cancelled": lambda: False,
    }.items():
        object.__setattr__(run, field, value)
    rendering = pictures.opened(sitter, wanted=request).render(LOOK)
    return run._as_taken(rendering, LOOK), rendering


@pytest.mark.parametrize("light", [Light.BRIGHTER, Light.DARKER])
def test_a_chosen_light_is_not_in_the_before(light: Light) -> None:
    before, rendering = before_of(light)
    taken = pictures.rendering(NAME, LOOK).reference
    assert np.array_equal(before, taken)
    assert not np.array_equal(rendering.reference, taken)


def test_as_taken_the_before_is_what_the_picture_is_held_against() -> None:
    before, rendering = before_of(Light.AS_TAKEN)
    assert before is rendering.reference
