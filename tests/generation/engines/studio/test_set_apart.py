"""A lamp that the mask network takes for a part of the person is left out, told, and kept where the person says so.

The lamp is drawn into a real photo. What the mask network makes of it is given: person and lamp as one. The second
opinion is given, too: the person as the mask network sees them without the lamp.
"""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from generation.engines.studio.framing import affine
from generation.images import Affine, Mask
from generation.matting import apart, shape
from generation.matting.opinions import Second
from generation.matting.shape import Seen
from generation.ports import Rendering
from storage.records import Marked
from tests.assets import portraits
from tests.generation.quality import pictures

pytestmark = pytest.mark.weights

NAME, LOOK, OWN = "obama-senate", "solid_light", "own"
SHADE = ((0.04, 0.04), (0.15, 0.04), (0.15, 0.19), (0.04, 0.19))  # shares of the picture
POLE = ((0.05, 0.19), (0.062, 0.19), (0.062, 0.9), (0.05, 0.9))
CORNER: Marked = ((0.0, 0.0), (0.38, 0.0), (0.38, 0.38), (0.0, 0.38))


def places(box: tuple[tuple[float, float], ...], to_frame: Affine, photo: Affine, side: int) -> np.ndarray:
    """A polygon of the picture, in pixels of a frame: by way of the photo."""
    back = cv2.invertAffineTransform(photo)
    corners = np.array(box) * side
    on_photo = corners @ back[:, :2].T + back[:, 2]
    return np.rint(on_photo @ to_frame[:, :2].T + to_frame[:, 2]).astype(np.int32)


def made(monkeypatch: pytest.MonkeyPatch, look: str, *marks: Marked) -> Rendering:
    crop = pictures.rendering(NAME, LOOK).edits.crop
    to_crop, alone = affine(crop), Seen.in_frame

    def with_lamp(seen: Seen, to_frame: Affine, size: tuple[int, int]) -> Mask:
        lamp = np.zeros(size[::-1], np.float32)
        for part in (SHADE, POLE):
            cv2.fillPoly(lamp, [places(part, to_frame, to_crop, crop.width)], 0.97)
        return np.maximum(alone(seen, to_frame, size), cv2.GaussianBlur(lamp, (0, 0), 1.5))

    image = portraits.portrait(NAME)
    identity = np.eye(2, 3)
    for part, tone in ((SHADE, (232, 190, 60)), (POLE, (120, 90, 40))):
        cv2.fillPoly(image, [places(part, identity, to_crop, crop.width)], tone)
    monkeypatch.setattr(Seen, "in_frame", with_lamp)
    sitter = pictures.measured(image)
    without = shape.look(pictures.portrait(NAME))
    monkeypatch.setattr(Second, "ask", lambda _: None)
    monkeypatch.setattr(Second, "in_frame", lambda _, to_frame, size: alone(without, to_frame, size))
    return pictures.opened(sitter, wanted=replace(pictures.request(look), mine=marks)).render(look)


def kept(rendering: Rendering) -> float:
    (left, top), _, (right, bottom), _ = SHADE
    high, wide = rendering.alpha.shape
    rows, columns = (
        slice(round((top + 0.03) * high), round((bottom - 0.03) * high)),
        slice(round((left + 0.03) * wide), round((right - 0.03) * wide)),
    )
    return float(rendering.alpha[rows, columns].mean())


def test_it_is_left_out_and_that_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    rendering = made(monkeypatch, LOOK)
    assert kept(rendering) < 0.1
    assert "thing_left_out" in rendering.edits.notes


def test_the_sabotage_without_the_rule_it_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "LEAST", 1.0)
    rendering = made(monkeypatch, LOOK)
    assert kept(rendering) > 0.9
    assert "thing_left_out" not in rendering.edits.notes


def test_the_person_s_word_brings_it_back(monkeypatch: pytest.MonkeyPatch) -> None:
    assert kept(made(monkeypatch, LOOK, CORNER)) > 0.9


def test_where_the_own_background_stays_nothing_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "thing_left_out" not in made(monkeypatch, OWN).edits.notes
