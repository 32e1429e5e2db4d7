"""The safeguards of pictures a model painted: an unchanged person passes them all; each fault turns its own one red.

No model that paints people can run here. A redrawn picture is stood in for by a studio picture that went through a
lossy encoder (no pixel is the photo's any more), and each fault by a retouch of it.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import cv2
import numpy as np
import pytest
from PIL import Image

from generation.ports import Portrait, Portrayal, Rendering, SafeguardContext
from generation.safeguards import explicit, panel
from generation.safeguards import redrawn as redrawn_faces
from generation.vision import landmarks as mesh
from generation.vision import tone
from storage.records import Verdict
from tests.generation.quality import pictures
from tests.generation.quality.retouching import SITTER, honest, lightened, points_of, retouched, smoothed, warped

pytestmark = pytest.mark.weights


def redrawn(rendering: Rendering) -> Rendering:
    """The same picture with every pixel a little changed, as a model's decoder leaves it."""
    held = io.BytesIO()
    Image.fromarray(rendering.master).save(held, "JPEG", quality=92, subsampling=0)
    return replace(rendering, master=np.asarray(Image.open(held).convert("RGB")))


def context(*portraits: Portrait, comparison: bool = True) -> SafeguardContext:
    return SafeguardContext(portraits=portraits or (pictures.portrait(SITTER),), comparison=comparison)


def judged(rendering: Rendering, seen: SafeguardContext | None = None) -> tuple[Verdict, ...]:
    return panel.panel_for(Portrayal.REDRAWN).judge(rendering, seen or context())


def red(rendering: Rendering, seen: SafeguardContext | None = None) -> set[str]:
    return {verdict.code for verdict in judged(rendering, seen) if not verdict.passed}


@pytest.mark.many
@pytest.mark.parametrize("name", pictures.NAMES)
@pytest.mark.parametrize("look", ["studio_soft", "office"])
def test_a_picture_that_keeps_the_person_passes(name: str, look: str) -> None:
    assert red(redrawn(pictures.rendering(name, look)), context(pictures.portrait(name))) == set()


def test_plastic_skin_is_withheld() -> None:
    assert red(redrawn(retouched(smoothed))) == {"texture"}


def test_skin_five_lighter_is_withheld_and_five_darker_too() -> None:
    for by in (5.0, -5.0):
        verdicts = judged(redrawn(retouched(lightened(by))))
        assert {verdict.code for verdict in verdicts if not verdict.passed} == {"skin_tone"}
        value = next(verdict.value for verdict in verdicts if verdict.code == "skin_tone")
        assert value == pytest.approx(by, abs=0.8)


def test_skin_of_another_hue_is_withheld() -> None:
    def turned(image: np.ndarray, _: Rendering) -> np.ndarray:
        lab = tone.srgb_to_lab(image)
        turn = np.deg2rad(14)
        a, b = lab[..., 1].copy(), lab[..., 2].copy()
        lab[..., 1], lab[..., 2] = a * np.cos(turn) - b * np.sin(turn), a * np.sin(turn) + b * np.cos(turn)
        return tone.lab_to_srgb(lab)

    assert red(redrawn(retouched(turned))) == {"skin_tone"}


def test_a_narrower_face_is_withheld() -> None:
    assert red(redrawn(warped(0.12))) == {"geometry"}


def test_eyes_of_another_colour_are_withheld() -> None:
    assert red(redrawn(eyes(lambda patch: np.full_like(patch, (40, 110, 200))))) == {"eyes"}


def eyes(paint: Callable[[np.ndarray], np.ndarray]) -> Rendering:
    """A disc in each eye painted over, cut to the rim of the eye."""
    rendering = honest()
    points = points_of(rendering)
    master = rendering.master.copy()
    for rim, corners in ((mesh.EYE_LEFT_RIM, mesh.EYE_LEFT), (mesh.EYE_RIGHT_RIM, mesh.EYE_RIGHT)):
        outline = points[list(rim)]
        width = float(np.linalg.norm(points[corners[0]] - points[corners[1]]))
        disc = np.zeros(master.shape[:2], np.uint8)
        cv2.circle(disc, tuple(round(float(n)) for n in outline.mean(axis=0)), round(0.22 * width), 1, -1)
        inside = tone.polygon_mask(master.shape, [outline]) & disc.astype(bool)
        master[inside] = paint(master[inside])
    return replace(rendering, master=master)


def test_another_person_is_withheld() -> None:
    stranger = redrawn(pictures.rendering("macron-2025", "studio_soft"))
    assert "likeness" in red(replace(stranger, photo_id=SITTER))


def test_without_consent_to_compare_nothing_redrawn_is_shown() -> None:
    assert red(redrawn(honest()), context(comparison=False)) == {"likeness"}


def test_two_photos_of_one_person_raise_what_likeness_is_asked_of_them() -> None:
    """Two photos that are nearly the same ask for more than one photo alone does."""
    mine = pictures.portrait(SITTER)
    twin = replace(mine, photo_id="twin")
    least = [
        next(verdict.limit for verdict in judged(redrawn(honest()), seen) if verdict.code == "likeness")
        for seen in (context(mine), context(mine, twin))
    ]
    assert least[0] == pytest.approx(0.55)
    assert least[1] == pytest.approx(0.95, abs=0.01)


def test_a_second_face_is_withheld() -> None:
    rendering = redrawn(honest())
    face = pictures.portrait("macron-2025")
    x, y, w, h = (round(n) for n in face.face.box)
    patch = cv2.resize(face.image[max(0, y - h // 2) : y + h + h // 3, max(0, x - w // 4) : x + w + w // 4], (130, 170))
    master = rendering.master.copy()
    master[2:172, 2:132] = patch
    assert red(replace(rendering, master=master)) == {"one_face"}


def test_an_explicit_picture_is_withheld(monkeypatch: pytest.MonkeyPatch) -> None:
    """No such picture is kept here: the scorer's own answer for one stands in."""
    monkeypatch.setattr(explicit.nsfw, "score", lambda _image: 0.9)
    assert red(redrawn(honest())) == {"explicit"}


@pytest.mark.parametrize("level", [0, 255, 128])
def test_a_picture_of_one_grey_is_withheld(level: int) -> None:
    rendering = honest()
    assert "blank" in red(replace(rendering, master=np.full_like(rendering.master, level)))


def test_where_only_the_background_is_painted_the_person_is_held_to_the_studios_rules() -> None:
    behind = panel.panel_for(Portrayal.KEPT_BEFORE_PAINTED)
    verdicts = behind.judge(redrawn(honest()), context())
    assert "face_core" in {verdict.code for verdict in verdicts if not verdict.passed}
    assert all(verdict.passed for verdict in behind.judge(honest(), context()))


@pytest.mark.parametrize("larger", [1.0, 0.5, 1.5])
def test_photo_and_picture_are_compared_at_the_size_of_the_smaller_face(larger: float) -> None:
    """``larger``: the photo, beside what it is."""
    mine = pictures.portrait(SITTER)
    image = cv2.resize(mine.image, None, fx=larger, fy=larger, interpolation=cv2.INTER_AREA)
    sized = replace(mine, image=image, landmarks=np.float32((mine.landmarks + 0.5) * larger - 0.5))
    pair = redrawn_faces.pair(redrawn(honest()), context(sized))
    assert pair is not None
    widths = [float(np.ptp(points[:, 0])) for points in (pair.photo_points, pair.picture_points)]
    in_photo, in_picture = float(np.ptp(sized.landmarks[:, 0])), float(np.ptp(points_of(honest())[:, 0]))
    assert widths[0] == pytest.approx(widths[1], rel=0.06)
    assert min(widths) == pytest.approx(min(in_photo, in_picture), rel=0.06)
