"""Real portraits, marked by hand: no label lies on head, hair, collar or tie. The hand is the oracle, not our masks."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from generation.disclosure import forms, people
from generation.disclosure.drawing import Drawn, draw
from generation.disclosure.lockup import Said
from generation.disclosure.places import Picture
from generation.disclosure.wording import words
from generation.engines import studio
from generation.intake import panel
from generation.ports import Rendering
from generation.settings import GenerationSettings
from generation.vision import networks
from generation.weights import Weights
from storage.records import GenerateRequest, LabelCode, Placement
from tests.assets import portraits

pytestmark = pytest.mark.weights

# Corners in pixels of the original, read off the photos: head with hair and ears, and collar with tie or blouse.
BY_HAND = {
    "ardern-2022": (
        [
            (214, 67),
            (330, 27),
            (440, 80),
            (514, 187),
            (560, 307),
            (600, 400),
            (590, 590),
            (60, 590),
            (113, 427),
            (160, 174),
        ],
        [(230, 640), (470, 650), (480, 895), (260, 895)],
    ),
    "macron-2025": (
        [(246, 113), (379, 53), (486, 107), (579, 214), (586, 360), (540, 470), (366, 577), (232, 467), (186, 174)],
        [(265, 600), (530, 560), (520, 680), (450, 895), (310, 895), (290, 750)],
    ),
    "obama-senate": (
        [(195, 200), (240, 125), (324, 103), (420, 125), (465, 187), (482, 307), (451, 400), (378, 514), (182, 320)],
        [(240, 455), (400, 500), (430, 580), (455, 780), (400, 780), (340, 650), (250, 540)],
    ),
}


@pytest.fixture(scope="module")
def engine() -> studio.StudioEngine:
    weights = Weights(GenerationSettings().cache_dir)
    networks.use(weights)
    return studio.build(weights)


def renderings(engine: studio.StudioEngine, name: str) -> list[Rendering]:
    portrait = panel.measure(portraits.portrait(name), name)
    assert portrait is not None
    made = []
    for purpose in ("profile", "cv"):
        request = GenerateRequest(
            photo_ids=(name,), looks=("studio_soft",), engine="studio", purpose=purpose, language="en"
        )
        session = engine.open([portrait], request, progress=lambda _: None, cancelled=lambda: False)
        made.append(session.render("studio_soft"))
    return made


def by_hand(rendering: Rendering, name: str) -> np.ndarray:
    mask = np.zeros(rendering.master.shape[:2], np.uint8)
    for corners in BY_HAND[name]:
        points = np.float64(corners) @ rendering.to_master[:, :2].T + rendering.to_master[:, 2]
        cv2.fillPoly(mask, [np.rint(points).astype(np.int32)], 1)
    return mask > 0


def in_photo(rendering: Rendering, placement: Placement, code: str, language: str, person=None) -> Drawn | None:
    picture = Picture(image=rendering.master, person=person or people.seen(rendering))
    said = Said(code=code, words=words(language))
    done = draw(picture, said, placement=placement, painted=np.zeros_like(rendering.alpha))
    return None if forms.FORMS[done.mark.placement].grows else done


@pytest.mark.parametrize("name", sorted(BY_HAND))
def test_no_label_lies_on_what_the_hand_marked(engine, name):
    tried = 0
    for rendering in renderings(engine, name):
        person = by_hand(rendering, name)
        for placement in (Placement.RIM, Placement.CORNER):
            for language in ("en", "fr", "hi", "ar"):
                for code in (LabelCode.BACKGROUND_REPLACED, LabelCode.AI_BACKGROUND):
                    done = in_photo(rendering, placement, code, language)
                    if done is not None:
                        tried += 1
                        assert not ((done.image != rendering.master).any(2) & person).any()
    assert tried >= 8, "a check of nothing"


def test_the_hand_would_see_a_label_on_the_hair(engine):
    """Sabotage: a person of whom nothing is seen, in a frame without headroom."""
    rendering = renderings(engine, "ardern-2022")[0]
    person = by_hand(rendering, "ardern-2022")
    nobody = people.Person(
        anybody=np.zeros((256, 256), bool), kept=np.zeros((256, 256), bool), lab=np.zeros((256, 256, 3), np.float32)
    )
    shift = round(0.09 * rendering.master.shape[0])
    done = in_photo(rendering, Placement.RIM, LabelCode.BACKGROUND_REPLACED, "en", nobody)
    assert done is not None
    assert (done.covered & np.roll(person, -shift, axis=0)).any()
