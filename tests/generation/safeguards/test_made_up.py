"""What a made-up person is judged by besides their number of faces: the tone that was asked for, and an adult look."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from generation.images import RgbImage
from generation.ports import Portrayal, Rendering, SafeguardContext
from generation.safeguards.asked_tone import CLASSES_DEG, AskedTone
from generation.safeguards.grown import Grown
from generation.safeguards.panel import panel_for
from generation.vision import tone
from storage.persona_catalogue import TRAITS
from storage.records import Verdict
from tests.generation.quality import pictures

pytestmark = pytest.mark.weights
NOBODY = SafeguardContext(portraits=(), comparison=False)
TONES = TRAITS["tone"]
LOOKS_LIKE = {"ardern-2022": "light", "macron-2025": "lightest", "obama-senate": "dark"}


def painted(name: str, asked: str = "medium") -> Rendering:
    """A portrait in place of what a model would paint."""
    return replace(pictures.rendering(name, "studio_soft"), invented={"tone": asked})


def passes(name: str, asked: str) -> bool:
    return AskedTone()(painted(name, asked), NOBODY).passed


@pytest.mark.parametrize(("name", "its_own"), LOOKS_LIKE.items())
def test_the_tone_that_was_asked_for_passes_and_one_further_off_is_held_back(name: str, its_own: str) -> None:
    """Which tone each portrait has was read by eye beside a chart of the six classes, not from this measurement."""
    place = TONES.index(its_own)
    for at, asked in enumerate(TONES):
        if at == place:
            assert passes(name, asked)
        if abs(at - place) > 2:
            assert not passes(name, asked), asked


def test_a_model_that_paints_darker_people_lighter_is_held_back() -> None:
    """The face of somebody dark, asked for and painted as it is, then two and a half classes lighter."""
    one = painted("obama-senate", "dark")
    lab = tone.srgb_to_lab(one.master)
    lab[..., 0] = np.minimum(100, lab[..., 0] + 24)
    verdicts = [AskedTone()(each, NOBODY) for each in (one, replace(one, master=tone.lab_to_srgb(lab)))]
    assert [verdict.passed for verdict in verdicts] == [True, False]
    assert verdicts[1].value > verdicts[0].value
    assert verdicts[1].limit in CLASSES_DEG


def test_the_classes_are_those_of_the_published_scale() -> None:
    """Skin of known L*, a*, b*, one for each class, from Chardon's table: dark to very light."""
    for at, (lightness, yellow) in enumerate([(32, 15), (46, 18), (56, 17), (61, 16), (67, 15), (74, 13)]):
        angle = tone.ita(np.array([lightness, 10, yellow], np.float32))
        assert sum(angle > bound for bound in CLASSES_DEG) == at, angle


def as_a_child(image: RgbImage, middle: tuple[float, float], strain: float) -> RgbImage:
    """The face before it grew: the cardioidal strain of Todd, Mark, Shaw and Pittenger (1980), run backwards.

    A point at the angle t from straight up grows by ``1 + strain * (1 - cos t)``.
    """
    high, wide = image.shape[:2]
    down, right = np.mgrid[:high, :wide].astype(np.float32)
    right, down = right - middle[0], down - middle[1]
    cosine = -down / np.maximum(np.hypot(right, down), 1e-6)
    grow = 1 + strain * (1 - cosine)
    return np.asarray(
        cv2.remap(
            image,
            (right * grow + middle[0]).astype(np.float32),
            (down * grow + middle[1]).astype(np.float32),
            cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_REPLICATE,
        ),
        np.uint8,
    )


def judged(name: str, strain: float) -> Verdict:
    rendering = painted(name)
    rows, columns = np.nonzero(rendering.core > 0.5)
    middle = (float(columns.mean()), float(rows.min() + 0.2 * np.ptp(rows)))
    return Grown()(replace(rendering, master=as_a_child(rendering.master, middle, strain)), NOBODY)


@pytest.mark.parametrize("name", pictures.NAMES)
def test_an_adult_passes_and_the_same_face_before_it_grew_is_held_back(name: str) -> None:
    as_painted, not_grown = judged(name, 0.0), judged(name, 0.4)
    assert as_painted.passed, as_painted
    assert not not_grown.passed, not_grown
    assert not not_grown.skipped
    assert (not_grown.value or 0) < 0.76 <= (as_painted.value or 0) < 1  # widths of the face


def test_a_picture_without_a_face_is_left_to_the_check_of_faces() -> None:
    rendering = painted(pictures.NAMES[0])
    empty = replace(rendering, master=np.full_like(rendering.master, 128))
    assert [each(empty, NOBODY).skipped for each in (Grown(), AskedTone())] == ["no_face"] * 2


def test_the_sabotage_neither_check_may_be_missing_where_somebody_is_made_up(monkeypatch: pytest.MonkeyPatch) -> None:
    from generation.safeguards import panel

    for gone in ("grown", "asked_tone"):
        left = tuple(each for each in panel.found() if each.code != gone)
        with monkeypatch.context() as patch:
            patch.setattr(panel, "found", lambda left=left: left)
            with pytest.raises(panel.NoSafeguards, match=gone):
                panel_for(Portrayal.INVENTED)
