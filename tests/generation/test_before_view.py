"""A "before" is the photo in its own light, also where the person chose another light; beyond the photo it is empty."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from generation import pipeline
from generation.disclosure import views
from generation.ports import Portrait, Rendering
from storage.records import GenerateRequest, Light
from tests.assets import portraits
from tests.generation import bare
from tests.generation.quality import pictures

pytestmark = pytest.mark.weights

NAME, LOOK = "obama-senate", "studio_soft"


TIGHT = 91  # rows cut from its top: the picture's headroom then reaches beyond the photo
EDGE = 0.008  # of the side: the photo's border falls softly, and JPEG rings there


def run_of(sitter: Portrait, request: GenerateRequest) -> pipeline._Run:
    run = object.__new__(pipeline._Run)
    for field, value in {
        "portraits": (sitter,),
        "request": request,
        "tools": bare.tools(engine=pictures.engine()),
        "cancelled": lambda: False,
    }.items():
        object.__setattr__(run, field, value)
    return run


def before_of(light: Light) -> tuple[np.ndarray, Rendering]:
    """What the pipeline shows as "before", and the picture itself."""
    request, sitter = pictures.request(LOOK, light=light), pictures.portrait(NAME)
    rendering = pictures.opened(sitter, wanted=request).render(LOOK)
    return run_of(sitter, request)._as_taken(rendering, LOOK).reference, rendering


@pytest.mark.parametrize("light", [Light.BRIGHTER, Light.DARKER])
def test_a_chosen_light_is_not_in_the_before(light: Light) -> None:
    before, rendering = before_of(light)
    taken = pictures.rendering(NAME, LOOK).reference
    assert np.array_equal(before, taken)
    assert not np.array_equal(rendering.reference, taken)


def test_as_taken_the_before_is_what_the_picture_is_held_against() -> None:
    before, rendering = before_of(Light.AS_TAKEN)
    assert before is rendering.reference


def tight() -> tuple[Rendering, np.ndarray, np.ndarray]:
    """A picture that reaches beyond its photo, its "before", and how many of its pixels each one lies beyond."""
    sitter = pictures.measured(np.ascontiguousarray(portraits.portrait(NAME)[TIGHT:]), NAME)
    request = pictures.request(LOOK)
    rendering = pictures.opened(sitter, wanted=request).render(LOOK)
    taken = run_of(sitter, request)._as_taken(rendering, LOOK)
    shown = cv2.imdecode(np.frombuffer(views.before_view(taken), np.uint8), cv2.IMREAD_COLOR)
    height, width = shown.shape[:2]
    back = cv2.invertAffineTransform(rendering.to_master)
    columns, rows = np.meshgrid(np.arange(width), np.arange(height))
    x, y = (row[0] * columns + row[1] * rows + row[2] for row in back)
    high, wide = sitter.image.shape[:2]
    out = np.max([-x, -y, x - (wide - 1), y - (high - 1)], axis=0) / np.hypot(*back[:, 0])
    return rendering, cv2.cvtColor(shown, cv2.COLOR_BGR2RGB), out


def test_beyond_the_photo_the_before_shows_stripes_and_within_it_the_photo() -> None:
    rendering, shown, out = tight()
    edge = EDGE * min(out.shape)
    beyond, within = shown[out > edge].astype(int), out < -2 * edge
    assert len(beyond) > 0.05 * out.size
    assert np.ptp(beyond, axis=1).max() <= 12, "a colour of the photo stands where the photo has nothing"
    assert np.median(beyond[beyond[:, 1] > 229]) - np.median(beyond[beyond[:, 1] <= 229]) > 20
    assert cv2.absdiff(shown, rendering.reference)[within].mean() < 3


def test_a_before_that_goes_on_beyond_the_photo_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sabotage: the photo's border, smeared, as it is in what the picture is compared with."""
    shown = views.before_view
    monkeypatch.setattr(views, "before_view", lambda taken: shown(replace(taken, cover=None)))
    with pytest.raises(AssertionError, match="the photo has nothing"):
        test_beyond_the_photo_the_before_shows_stripes_and_within_it_the_photo()
