"""Photos that were judged wrongly once, as kinds: hair on a cheek, a phantom on a shelf, a mask, a head lying down."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import pytest

from generation.images import RgbImage
from generation.intake import panel, upright
from generation.intake.checks.face_covered import FaceCovered
from generation.ports import Face, PhotoUnderTest
from generation.vision import faces, lenses, light, lower_face
from generation.vision import landmarks as mesh
from storage.records import Severity
from tests.assets import damaged, drawn, lived, portraits, shelves, tones, worn

pytestmark = pytest.mark.weights

Measured = Callable[[str], PhotoUnderTest]


def _said(image: RgbImage) -> dict[str, Severity]:
    return {finding.code: finding.severity for finding in panel.inspect(image).findings}


# --- light from one side ----------------------------------------------------------------------------------------------


def _cheeks_alone(photo: PhotoUnderTest) -> float:
    """How it was measured once: stops between the medians of the two cheeks."""
    assert photo.landmarks is not None
    left, right = (
        float(np.median(light.linear_luminance(light.area_pixels(photo.image, photo.landmarks, area))))
        for area in (mesh.CHEEK_LEFT_AREA, mesh.CHEEK_RIGHT_AREA)
    )
    return float(np.log2(right / left))


@pytest.mark.parametrize("right", [False, True])
@pytest.mark.parametrize("name", portraits.NAMES)
def test_curls_on_one_cheek_are_no_side_light(name: str, right: bool, measured: Measured) -> None:
    photo = measured(name)
    assert photo.landmarks is not None
    curly = worn.curls(photo.image, photo.landmarks, right=right)
    assert abs(_cheeks_alone(panel.look(curly, (), comparison=False))) > 3.0  # the sabotage: cheeks alone refuse it
    assert "side_light" not in _said(curly)


@pytest.mark.parametrize("mirrored", [False, True])
def test_light_from_either_side_is_told(mirrored: bool, measured: Measured) -> None:
    photo = measured("ardern-2022")
    lit = damaged.lit_from_left(photo.image, photo.faces[0], 4.5)
    image = np.ascontiguousarray(lit[:, ::-1]) if mirrored else lit
    seen = panel.look(image, (), comparison=False)
    assert seen.landmarks is not None
    assert light.stops_to_the_right(seen.image, seen.landmarks) * (1 if mirrored else -1) > 3.0
    assert _said(image)["side_light"] is Severity.REFUSE


@pytest.mark.parametrize("name", ["ardern-2022", "macron-2025"])
def test_curls_in_the_shade_do_not_hide_side_light(name: str, measured: Measured) -> None:
    photo = measured(name)
    assert photo.landmarks is not None
    lit = damaged.lit_from_left(photo.image, photo.faces[0], 4.5)
    assert _said(worn.curls(lit, photo.landmarks, right=True))["side_light"] is Severity.REFUSE


# --- faces that are none ----------------------------------------------------------------------------------------------


@pytest.mark.many
@pytest.mark.parametrize("seed", shelves.LOOKS_LIKE_A_FACE)
def test_a_shelf_behind_a_person_is_nobody(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    scene = shelves.before(seed, portraits.portrait("ardern-2022"))
    assert not {"many_faces", "face_covered"} & set(_said(scene))
    assert len(faces.detect(scene)) == 1
    monkeypatch.setattr(faces, "SURE_PRESENCE", 0.0)  # the sabotage: the mesh is not asked again in a mirror
    assert "many_faces" in _said(scene)


def _face(score: float, side: float) -> Face:
    return Face(box=(0, 0, side, side), eye_left=(0, 0), eye_right=(side / 2, 0), score=score)


def test_a_certain_face_outranks_a_larger_hesitant_one_and_a_poster_does_not() -> None:
    assert faces._counts(_face(0.93, 100)) > faces._counts(_face(0.66, 130))
    assert faces._counts(_face(0.76, 319)) > faces._counts(_face(0.95, 110))


# --- a mask -----------------------------------------------------------------------------------------------------------


@pytest.mark.many
@pytest.mark.parametrize("colour", [(140, 180, 205), (225, 225, 228), (30, 30, 34)])
@pytest.mark.parametrize("name", portraits.NAMES)
def test_a_mask_with_pleats_is_told_on_everybody(
    name: str, colour: tuple[int, int, int], measured: Measured, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo = measured(name)
    assert photo.landmarks is not None
    masked = drawn.pleated_mask(photo.image, photo.landmarks, colour)
    said = _said(masked)
    assert said["mouth_covered"] is Severity.REFUSE
    assert "face_covered" not in said
    monkeypatch.setattr(lower_face, "colour_distance", lambda *_: 0.0)  # the sabotage: colour is not looked at
    assert "mouth_covered" not in _said(masked)


@pytest.mark.many
@pytest.mark.parametrize("target", tones.TARGETS)
def test_no_skin_tone_counts_as_a_mask(target: str, measured: Measured) -> None:
    photo = measured("obama-senate")
    assert photo.landmarks is not None
    bare = panel.look(tones.toned(photo.image, photo.landmarks, target), (), comparison=False)
    assert bare.detected is not None
    assert not lower_face.cover(bare.image, bare.detected).covered


# --- mirrors and cameras before the eyes ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", portraits.NAMES)
def test_lenses_that_mirror_the_sky_hide_the_eyes(
    name: str, measured: Measured, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo = measured(name)
    assert photo.landmarks is not None
    mirrored = drawn.mirrored_glasses(photo.image, photo.landmarks)
    assert _said(mirrored)["eyes_hidden"] is Severity.REFUSE
    monkeypatch.setattr(lenses, "colour_distance", lambda *_: 0.0)  # the sabotage: only darkness is looked at
    assert "eyes_hidden" not in _said(mirrored)


@pytest.mark.many
@pytest.mark.parametrize("target", tones.TARGETS)
def test_no_skin_tone_counts_as_a_lens(target: str, measured: Measured) -> None:
    photo = measured("obama-senate")
    assert photo.landmarks is not None
    for made in (photo.image, drawn.glasses(photo.image, photo.landmarks)):
        assert "eyes_hidden" not in _said(tones.toned(made, photo.landmarks, target))


@pytest.mark.parametrize("name", ["ardern-2022", "obama-senate"])
def test_a_camera_before_the_face_is_told(name: str, measured: Measured, monkeypatch: pytest.MonkeyPatch) -> None:
    photo = measured(name)
    assert photo.landmarks is not None
    behind = drawn.camera(photo.image, photo.landmarks)
    assert _said(behind)["face_covered"] is Severity.REFUSE
    monkeypatch.setattr(FaceCovered, "present_above", 0.5)  # the sabotage: half sure is enough
    assert "face_covered" not in _said(behind)


@pytest.mark.parametrize("what", ["eye patch", "both eyes covered", "wine stain", "burn scars", "feeding tube"])
def test_what_lies_on_a_face_is_no_camera(what: str, measured: Measured) -> None:
    photo = measured("ardern-2022")
    assert photo.landmarks is not None
    assert "face_covered" not in _said(lived.LIVED[what](photo.image, photo.landmarks))


# --- a head that lies -------------------------------------------------------------------------------------------------


@pytest.mark.many
@pytest.mark.parametrize("turns", [1, 2, 3])
@pytest.mark.parametrize("name", portraits.NAMES)
def test_a_head_that_lies_is_turned_and_then_measured(name: str, turns: int, measured: Measured) -> None:
    photo = portraits.portrait(name)
    lying = np.ascontiguousarray(np.rot90(photo, turns))
    seen = panel.look(lying, (), comparison=False)
    assert np.array_equal(seen.image, measured(name).image)
    assert seen.turned == 4 - turns
    assert _said(lying) == {**_said(photo), "turned": Severity.HINT}


def test_hair_is_looked_for_after_turning(measured: Measured, monkeypatch: pytest.MonkeyPatch) -> None:
    """Upside down the shoulders are at the top; the sabotage, not turning, takes them for cut hair."""
    lying = np.ascontiguousarray(portraits.portrait("ardern-2022")[::-1, ::-1])
    assert "hair_cut" not in _said(lying)
    monkeypatch.setattr(upright, "quarter_turns", lambda *_: 0)
    assert "hair_cut" in _said(lying)


# --- what the person knows better -------------------------------------------------------------------------------------


def _poster() -> RgbImage:
    """A framed portrait on the wall beside somebody's head."""
    portrait = portraits.portrait("ardern-2022")
    framed = cv2.resize(portraits.portrait("macron-2025"), (230, 286), interpolation=cv2.INTER_AREA)
    scene = np.full((1000, 1000, 3), (196, 190, 182), np.uint8)
    scene[100:, :689] = portrait
    cv2.rectangle(scene, (716, 66), (964, 370), (60, 44, 30), -1)
    scene[75:361, 725:955] = framed
    return scene


def test_a_picture_on_the_wall_is_taken_for_one_when_the_person_says_so() -> None:
    scene = _poster()
    assert _said(scene)["many_faces"] is Severity.REFUSE
    again = panel.inspect(scene, overruled=("many_faces",))
    assert {finding.code: finding.severity for finding in again.findings}["many_faces"] is Severity.HINT
    assert again.portrait is not None
    assert again.portrait.face.box[0] < 500  # the person, not the picture


def test_nothing_else_can_be_overruled(measured: Measured) -> None:
    photo = measured("ardern-2022")
    blurred = damaged.blurred(photo.image, photo.faces[0], 3.0)
    assert panel.inspect(blurred, overruled=[check.code for check in panel.PANEL]).portrait is None
