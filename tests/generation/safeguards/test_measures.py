"""What the safeguards measure, by numbers: on drawn pictures whose every pixel says where it comes from."""

from __future__ import annotations

import math
from dataclasses import replace

import cv2
import numpy as np
import pytest

from generation.errors import MemberIncomplete
from generation.ports import Face, Portrait, Pose, Rendering, SafeguardContext
from generation.safeguards import (
    cut_edge,
    geometry,
    grown,
    one_face,
    own_photo,
    panel,
    redrawn,
    redrawn_eyes,
    redrawn_shape,
    redrawn_skin,
    redrawn_texture,
    texture,
)
from generation.safeguards.asked_tone import AskedTone
from generation.safeguards.cut_edge import CutEdge
from generation.safeguards.face_core import FaceCore
from generation.safeguards.limits import SHIPPED
from generation.safeguards.redrawn_eyes import RedrawnEyes
from generation.safeguards.redrawn_shape import RedrawnShape
from generation.safeguards.redrawn_skin import RedrawnSkin
from generation.safeguards.redrawn_texture import RedrawnTexture
from generation.safeguards.skin_tone import SkinTone
from generation.safeguards.texture import Texture
from generation.safeguards.upscaled import Upscaled
from generation.vision import faces, tone
from generation.vision import landmarks as mesh
from storage.records import Light
from tests.generation.disclosure.conftest import rendering_of

NOBODY = SafeguardContext(portraits=(), comparison=False)
SIDE = 200
FLAT = np.full((SIDE, SIDE, 3), 128, np.uint8)


def portrait(image: np.ndarray, points: np.ndarray | None = None, photo_id: str = "photo") -> Portrait:
    """A photo of which only the pixels and, where given, the landmarks mean anything."""
    face = Face(box=(0, 0, 10, 10), eye_left=(2, 2), eye_right=(8, 2), score=1)
    spread = np.zeros((468, 2), np.float32) if points is None else np.asarray(points, np.float32)
    return Portrait(photo_id=photo_id, image=image, face=face, landmarks=spread, pose=Pose(yaw=0, pitch=0, roll=0))


def beside(one: Portrait, *others: Portrait) -> SafeguardContext:
    return SafeguardContext(portraits=(one, *others), comparison=True)


# --- which photo ------------------------------------------------------------------------------------------------------


def test_the_photo_is_the_one_that_is_named_or_else_the_only_one() -> None:
    one, other = portrait(FLAT, photo_id="one"), portrait(FLAT, photo_id="other")
    named, unnamed = (replace(rendering_of(FLAT), photo_id=name) for name in ("other", ""))
    assert own_photo.source(named, beside(one, other)) is other
    assert own_photo.source(unnamed, beside(one)) is one
    assert own_photo.source(unnamed, beside(one, other)) is None
    assert own_photo.source(unnamed, NOBODY) is None


# --- photo and picture, pixel by pixel --------------------------------------------------------------------------------


def ramps(height: int, width: int, step: float = 1.0, offset: tuple[float, float] = (0.0, 0.0)) -> np.ndarray:
    """Red says how far right a pixel lies in the photo and green how far down, ``step`` photo pixels a pixel."""
    down, right = np.mgrid[:height, :width].astype(np.float64)
    image = np.zeros((height, width, 3))
    image[..., 0], image[..., 1] = right * step + offset[0], down * step + offset[1]
    return np.clip(np.rint(image), 0, 255).astype(np.uint8)


def framed(scale: float) -> tuple[Rendering, Portrait]:
    """A photo of 240 pixels and a picture of it, both ramps, at a scale and a place of its own."""
    shift = np.array([-20.0, -33.0])
    down, right = np.mgrid[0:16, 0:30].astype(np.float32)
    points = np.stack([right.ravel(), down.ravel()], axis=1)[:468] * (3.4, 5.2) + (70.3, 81.7)
    turn = np.hstack([np.eye(2) * scale, shift[:, None]])
    side = round(240 * scale)
    master = ramps(side, side, 1 / scale, (20 / scale, 33 / scale))
    return replace(rendering_of(master), to_master=turn), portrait(ramps(240, 240), points)


@pytest.mark.parametrize("scale", [0.5, 0.8, 1.0])
@pytest.mark.parametrize("width", [40, 200])
def test_photo_picture_and_landmarks_fit_each_other_to_a_fifth_of_a_pixel(scale: float, width: int) -> None:
    """Rounding to whole levels averages out over the patch; a shift of one pixel would not."""
    rendering, mine = framed(scale)
    pair = own_photo.face_pair(rendering, mine, width)
    assert pair.photo.shape == pair.picture.shape
    assert pair.photo.shape[1] <= width
    inner = (slice(2, -2), slice(2, -2), slice(0, 2))
    apart = (pair.photo.astype(float) - pair.picture)[inner].mean(axis=(0, 1))
    assert np.abs(apart).max() < 0.2 / scale
    x, y = pair.landmarks[:, 0], pair.landmarks[:, 1]
    high, wide = pair.picture.shape[:2]
    within = (x > 2) & (x < wide - 3) & (y > 2) & (y < high - 3)
    there = cv2.remap(pair.picture.astype(np.float32), x[within], y[within], cv2.INTER_LINEAR)[:, 0, :2]
    assert within.sum() > 100
    assert np.abs((there - mine.landmarks[within]).mean(axis=0)).max() < 0.2 / scale


def test_a_narrow_face_is_not_enlarged_to_be_measured() -> None:
    rendering, mine = framed(0.5)
    assert own_photo.face_pair(rendering, mine, 1000).picture.shape[1] < 60


@pytest.mark.parametrize("scale", [0.3, 0.45])
def test_fine_texture_is_averaged_away_where_the_photo_is_shrunk(scale: float) -> None:
    """A chequer of single pixels has no trace at such a size; picked out point by point it would."""
    rendering, mine = framed(scale)
    chequer = (np.indices((240, 240)).sum(axis=0) % 2 * 255).astype(np.uint8)
    pair = own_photo.face_pair(rendering, replace(mine, image=np.repeat(chequer[..., None], 3, axis=2)), 1000)
    assert pair.photo[2:-2, 2:-2].std() < 8


@pytest.mark.parametrize(("at", "shape"), [((80, 90), (150, 140)), ((10, 5), (105, 100)), ((190, 180), (110, 100))])
def test_of_a_photo_in_black_and_white_the_face_is_kept_with_its_own_size_around_it(at, shape) -> None:
    """A face of 40 by 50, so 50 to each side, as far as the photo of 240 goes."""
    points = np.zeros((468, 2), np.float32)
    points[:] = at
    points[7], points[300] = (at[0] + 40, at[1]), (at[0], at[1] + 50)
    grey, moved = own_photo._greyed(portrait(ramps(240, 240), points))
    assert grey.shape[:2] == shape
    assert moved[0].tolist() == [min(at[0], 50), min(at[1], 50)]
    assert (grey[..., 0] == grey[..., 1]).all()


# --- a cut body -------------------------------------------------------------------------------------------------------


def hung(left: float, top: float, width: int, height: int, scale: float = 1.0) -> tuple[Rendering, Portrait]:
    """A photo that is all person, hung into a frame of 200 pixels at this place."""
    turn = np.array([[scale, 0, left], [0, scale, top]])
    alpha = np.zeros((SIDE, SIDE), np.float32)
    right, low = left + (width - 1) * scale, top + (height - 1) * scale
    alpha[max(0, math.ceil(top)) : math.ceil(low) + 1, max(0, math.ceil(left)) : math.ceil(right) + 1] = 1
    return replace(rendering_of(FLAT), alpha=alpha, to_master=turn), portrait(np.zeros((height, width, 3), np.uint8))


@pytest.mark.parametrize(("scale", "width", "height"), [(1.0, 100, 120), (0.5, 200, 240), (2.0, 50, 60)])
def test_what_is_cut_is_the_length_of_the_person_along_the_photo_s_borders(scale, width, height) -> None:
    rendering, mine = hung(40, 30, width, height, scale)
    verdict = CutEdge()(rendering, beside(mine))
    around = 2 * (width + height) * scale
    assert verdict.value == pytest.approx(around / SIDE)
    assert not verdict.passed


@pytest.mark.parametrize("side", ["left", "top", "right", "bottom"])
@pytest.mark.parametrize(("away", "cut"), [(-1, False), (2, False), (5, True)])
def test_a_border_on_the_frame_s_own_edge_cuts_nothing(side: str, away: int, cut: bool) -> None:
    """``away``: pixels from that edge of the frame to the photo's border; the photo ends far outside on the others."""
    last = SIDE - 1
    place = {
        "left": (away, -50),
        "top": (-50, away),
        "right": (last - away - 299, -50),
        "bottom": (-50, last - away - 299),
    }
    rendering, mine = hung(*place[side], 300, 300)
    verdict = CutEdge()(rendering, beside(mine))
    assert (verdict.value or 0) == pytest.approx((SIDE - 8) / SIDE if cut else 0, abs=0.02)


def test_a_person_is_read_just_inside_the_border_not_on_it() -> None:
    """On the border itself the matte is feathered: there it says half a person of a whole one."""
    rendering, mine = hung(40, 30, 100, 120)
    alpha = rendering.alpha.copy()
    alpha[30, :] = alpha[149, :] = alpha[:, 40] = alpha[:, 139] = 0.4
    assert not CutEdge()(replace(rendering, alpha=alpha), beside(mine)).passed
    assert 1 <= cut_edge.DEPTH * SIDE <= 3


# --- the face lock, to its last pixel ---------------------------------------------------------------------------------


@pytest.mark.parametrize("corner", [(0, 0), (0, 1), (1, 0), (1, 1)])
def test_the_lock_ends_with_the_last_pixel_of_the_face(corner: tuple[int, int]) -> None:
    core = np.zeros((SIDE, SIDE), np.float32)
    core[60:140, 70:130] = 1
    master = FLAT.copy()
    master[(60, 139)[corner[0]], (70, 129)[corner[1]]] += 9
    verdict = FaceCore()(replace(rendering_of(FLAT), core=core, master=master), NOBODY)
    assert (verdict.passed, verdict.value) == (False, 9)


# --- where a face is --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("x", "y"), [(0, 0), (50, 70), (SIDE - 1, SIDE - 1), (0, SIDE - 1)])
def test_a_face_is_in_the_person_s_place_by_its_very_middle(x: int, y: int) -> None:
    core = np.zeros((SIDE, SIDE), np.float32)
    core[y, x] = 1
    face = Face(box=(x - 30, y - 40, 60, 80), eye_left=(0, 0), eye_right=(1, 0), score=1)
    rendering = replace(rendering_of(FLAT), core=core)
    assert one_face._in_core(face, rendering)
    for dx, dy in ((-2, 0), (2, 0), (0, -2), (0, 2), (-SIDE, 0), (0, SIDE)):
        box = (face.box[0] + dx, face.box[1] + dy, 60, 80)
        assert not one_face._in_core(replace(face, box=box), rendering)


# --- proportions ------------------------------------------------------------------------------------------------------


def drawn_points() -> np.ndarray:
    """Eyes of 30 pixels whose middles are 100 apart; the right one's lids are 12 apart, the left one's 6."""
    points = np.zeros((468, 2), np.float32)
    points[list(mesh.EYE_LEFT)] = (35, 100), (65, 100)
    points[list(mesh.EYE_RIGHT)] = (165, 100), (135, 100)
    points[[159, 145]] = (50, 97), (50, 103)
    points[[386, 374]] = (150, 94), (150, 106)
    points[[61, 291]] = (75, 180), (125, 180)
    return points


def test_a_length_is_told_over_the_distance_between_the_eyes_wherever_the_face_is() -> None:
    for ratio in (geometry._ratio, redrawn_shape._ratio):
        for moved in (0, 500):
            assert ratio(drawn_points() + moved, (61, 291)) == pytest.approx(0.5)


def test_how_far_an_eye_is_open_is_told_over_its_own_width() -> None:
    for moved in (0, 500):
        points = drawn_points() + moved
        assert redrawn_eyes._opening(points, "eye_left") == pytest.approx(0.2)
        assert redrawn_eyes._opening(points, "eye_right") == pytest.approx(0.4)


def test_the_lids_are_points_of_the_eye_s_rim_across_from_each_other() -> None:
    """Each rim goes round from the outer corner: as many points above as below, so the lids' middles are half apart."""
    for eye, rim in (("eye_left", mesh.EYE_LEFT_RIM), ("eye_right", mesh.EYE_RIGHT_RIM)):
        upper, lower = (rim.index(point) for point in geometry.OPENINGS[eye])
        assert upper + lower == len(rim), "mirrored at the line between the corners"
        assert upper == len(rim) // 4


# --- texture ----------------------------------------------------------------------------------------------------------


def waves(period: float, strength: float = 20.0) -> np.ndarray:
    across = 128 + strength * np.sin(2 * np.pi * np.arange(256) / period)
    return np.repeat(np.rint(across)[None, :, None], 256, axis=0).repeat(3, axis=2).astype(np.uint8)


def passed_by(period: float) -> float:
    """What a band between Gaussians of 0.6 and 2.4 pixels passes of a wave, by the Fourier transforms of both."""
    at = np.arange(-20, 21)
    waves = np.cos(2 * np.pi * at / period)
    windows = [np.exp(-(at**2) / (2 * sigma**2)) for sigma in (0.6, 2.4)]
    narrow, wide = (float((window / window.sum() * waves).sum()) for window in windows)
    return narrow - wide


@pytest.mark.parametrize("period", [4, 6, 10, 24, 60])
def test_detail_is_the_band_of_one_to_four_pixels(period: float) -> None:
    points = np.full((468, 2), 128, np.float32)
    for area, centre in zip(tone.SKIN_AREAS, ((60, 60), (180, 60), (60, 180), (180, 180)), strict=False):
        turn = np.linspace(0, 2 * np.pi, len(area), endpoint=False)
        points[list(area)] = np.stack([np.cos(turn), np.sin(turn)], axis=1) * 50 + centre
    height = float(np.abs(np.sin(2 * np.pi * np.arange(240) / period)).mean())  # of a rectified wave of height one
    expected = 20 * height * passed_by(period)
    assert redrawn_texture._detail(waves(period), points) == pytest.approx(expected, rel=0.08, abs=0.35)
    band = np.abs(texture._band(waves(period))[16:-16, 16:-16]).mean()
    assert band == pytest.approx(expected, rel=0.08, abs=0.35)


@pytest.mark.parametrize(
    ("stronger", "passed", "limit"), [(1.1, True, 1.15), (1.3, False, 1.15), (0.9, True, 0.85), (0.7, False, 0.85)]
)
def test_the_limit_that_is_told_is_the_nearer_one(stronger: float, passed: bool, limit: float) -> None:
    rendering = rendering_of(waves(6, 40)[:SIDE, :SIDE])
    verdict = Texture()(replace(rendering, master=waves(6, 40 * stronger)[:SIDE, :SIDE]), NOBODY)
    assert (verdict.passed, verdict.limit) == (passed, limit)
    assert verdict.value == pytest.approx(stronger, rel=0.05)


def test_a_face_is_measured_with_its_own_pixels_before_plain_grey(monkeypatch) -> None:
    """What the network is shown: the person as they are, and nothing of any backdrop."""
    shown: list[np.ndarray] = []
    monkeypatch.setattr(mesh, "measure_at", lambda image, points: shown.append(image) or points)
    image = np.random.default_rng(5).integers(0, 255, (SIDE, SIDE, 3), np.uint8)
    alpha = np.zeros((SIDE, SIDE), np.float32)
    alpha[:, :100] = 1
    known = np.zeros((468, 2), np.float32)
    known[:] = (100, 100)
    known[:4] = (60, 60), (140, 60), (60, 140), (140, 140)
    measured = geometry._measured(image, alpha, known)
    left, top = 36, 36  # three tenths of 80 around
    part = image[top:164, left:164]
    assert (shown[0][:, :64] == part[:, :64]).all()
    assert (shown[0][:, 64:] == 128).all()
    assert measured[0].tolist() == [24, 24]


# --- tone -------------------------------------------------------------------------------------------------------------


def judged(before: tuple[float, ...], after: tuple[float, ...], light: Light = Light.AS_TAKEN, declared: float = 0.0):
    rendering = rendering_of(FLAT)
    edits = replace(rendering.edits, light=light, light_delta_l=declared)
    return SkinTone()._judged(replace(rendering, edits=edits), np.float64(before), np.float64(after))


def test_three_of_lightness_pass_and_what_is_more_does_not() -> None:
    assert judged((60.0, 12.0, 24.0), (63.0, 12.0, 24.0)).passed
    assert not judged((60.0, 12.0, 24.0), (63.001, 12.0, 24.0)).passed


def test_near_grey_no_angle_of_the_tone_is_judged() -> None:
    """One of b* at L* 51 turns the angle by 14 degrees and is hardly seen."""
    before, after = (51.0, 0.0, 1.0), (51.2, 0.0, 2.0)
    assert abs(tone.ita(np.float64(after)) - tone.ita(np.float64(before))) > 9
    assert judged(before, after).passed


def test_each_verdict_of_the_skin_names_the_limit_that_it_was_held_to() -> None:
    assert judged((60, 12, 24), (61, 12, 24)).limit == 3.0
    assert judged((60, 12, 24), (65, 12, 24), Light.BRIGHTER, 5.0).limit == 6.0


def test_hues_are_compared_the_short_way_round_and_only_of_colours() -> None:
    """By angles drawn on the a*b* plane."""

    def at(degrees: float, chroma: float) -> np.ndarray:
        return np.array([50, chroma * math.cos(math.radians(degrees)), chroma * math.sin(math.radians(degrees))])

    assert redrawn_skin._hue_apart(at(40, 20), at(55, 20)) == pytest.approx(15)
    assert redrawn_skin._hue_apart(at(55, 20), at(40, 20)) == pytest.approx(15)
    assert redrawn_skin._hue_apart(at(-175, 20), at(175, 20)) == pytest.approx(10)
    assert redrawn_skin._hue_apart(at(40, 7.9), at(90, 20)) == 0
    assert redrawn_skin._hue_apart(at(40, 8.1), at(90, 20)) == pytest.approx(50)


@pytest.mark.parametrize(
    ("taken", "lit", "declared", "missed", "true"),
    [
        (50.0, 54.0, 4.0, 0.0, True), (50.0, 54.0, 4.9, 0.0, True), (50.0, 54.0, 5.1, 0.0, False),
        (50.0, 54.0, 2.9, 0.0, False), (50.0, 56.0, 6.0, 0.4, True), (50.0, 56.0, 6.0, 0.6, False),
        (50.0, 56.0, 6.0, -3.0, True), (50.0, 44.0, -6.0, -0.6, False), (50.0, 44.0, -6.0, 0.6, True),
        (50.0, 54.0, -4.0, 0.0, False),
    ],
)  # fmt: skip
def test_a_light_is_true_within_one_of_what_is_declared_and_six_in_all(
    monkeypatch: pytest.MonkeyPatch, taken, lit, declared, missed, true
) -> None:
    """The skin's lightness in the photo, in the photo in that light, and what the model's picture adds to it."""
    mine = portrait(FLAT)
    rendering = rendering_of(FLAT, light=Light.BRIGHTER)
    rendering = replace(rendering, reference=FLAT.copy(), edits=replace(rendering.edits, light_delta_l=declared))
    values = {id(mine.image): taken, id(rendering.reference): lit}
    monkeypatch.setattr(tone, "skin_lab", lambda image, _points: np.array([values[id(image)], 10, 20]))
    assert redrawn_skin._as_declared(rendering, beside(mine), missed) is true
    assert not redrawn_skin._as_declared(rendering, NOBODY, missed)
    as_taken = replace(rendering, edits=replace(rendering.edits, light=Light.AS_TAKEN))
    assert redrawn_skin._as_declared(as_taken, NOBODY, missed)


# --- where nothing can be seen ----------------------------------------------------------------------------------------


SEEN_FACE = Face(box=(0, 0, 10, 10), eye_left=(2, 2), eye_right=(8, 2), score=1)


@pytest.mark.parametrize(
    ("kind", "unit"),
    [(RedrawnEyes, "dE"), (RedrawnShape, "ratio"), (RedrawnSkin, "L*"), (RedrawnTexture, "ratio")],
)
def test_where_the_two_faces_cannot_be_compared_a_redrawn_picture_is_held_back(monkeypatch, kind, unit) -> None:
    monkeypatch.setattr(redrawn, "pair", lambda *_, **__: None)
    verdict = kind.under(SHIPPED)(rendering_of(FLAT), NOBODY)
    assert (verdict.passed, verdict.value, verdict.unit, verdict.skipped) == (False, None, unit, "")
    assert verdict.limit is not None


def test_whose_skin_cannot_be_seen_is_made_up_in_no_tone_that_was_asked_for(monkeypatch) -> None:
    monkeypatch.setattr(faces, "detect", lambda _image: [SEEN_FACE])
    monkeypatch.setattr(mesh, "measure", lambda *_: (np.zeros((468, 2)), None))
    monkeypatch.setattr(tone, "skin_lab", lambda *_: np.full(3, np.nan))
    verdict = AskedTone()(replace(rendering_of(FLAT), invented={"tone": "dark"}), NOBODY)
    assert (verdict.passed, verdict.unit, verdict.skipped) == (False, "degrees", "")


@pytest.mark.parametrize(("length", "passed"), [(0.76, True), (float(np.nextafter(0.76, 0)), False)])
def test_an_adult_has_the_least_length_or_more(monkeypatch, length, passed) -> None:
    monkeypatch.setattr(faces, "detect", lambda _image: [SEEN_FACE])
    monkeypatch.setattr(mesh, "measure", lambda *_: (np.zeros((468, 2)), None))
    monkeypatch.setattr(grown, "below_the_eyes", lambda _points: length)
    verdict = grown.Grown()(rendering_of(FLAT), NOBODY)
    assert (verdict.passed, verdict.value, verdict.limit, verdict.unit) == (passed, length, 0.76, "share")


@pytest.mark.parametrize("seen", [True, False])
def test_under_a_veil_no_skin_can_have_been_lightened_and_that_is_said(monkeypatch, seen) -> None:
    light, dark = np.full((9, 9, 3), 200, np.uint8), np.full((9, 9, 3), 90, np.uint8)
    pair = own_photo.FacePair(photo=dark, picture=light, landmarks=np.zeros((468, 2), np.float32))
    monkeypatch.setattr(own_photo, "face_pair", lambda *_: pair)
    monkeypatch.setattr(tone, "skin_mask", lambda image, _points: np.full(image.shape[:2], seen))
    verdict = SkinTone()(rendering_of(FLAT), beside(portrait(FLAT)))
    assert (verdict.passed, verdict.skipped) == ((False, "") if seen else (True, "no_skin_visible"))
    assert (verdict.value is None) is not seen


@pytest.mark.parametrize(
    ("in_photo", "in_picture", "passed", "skipped"),
    [(False, False, True, "no_skin_visible"), (True, False, False, ""), (False, True, False, "")],
)
def test_a_veil_stays_a_veil_and_no_model_puts_one_on_or_takes_it_off(
    monkeypatch, in_photo, in_picture, passed, skipped
) -> None:
    photo, picture = FLAT.copy(), FLAT.copy()
    points = np.zeros((468, 2), np.float32)
    pair = redrawn.Likenesses(photo=photo, photo_points=points, picture=picture, picture_points=points)
    seen = {id(photo): in_photo, id(picture): in_picture}
    monkeypatch.setattr(redrawn, "pair", lambda *_, **__: pair)
    monkeypatch.setattr(
        tone, "skin_lab", lambda image, _: np.array([60.0, 12, 24]) if seen[id(image)] else np.full(3, np.nan)
    )
    verdict = RedrawnSkin.under(SHIPPED)(rendering_of(FLAT), NOBODY)
    assert (verdict.passed, verdict.skipped, verdict.unit, verdict.limit) == (passed, skipped, "L*", 3.0)


# --- crop, words ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("declared", "real"), [(0.8, 0.9), (0.9, 0.8), (0.9, 1.2), (1.2, 0.9)])
def test_the_scale_is_told_as_the_larger_of_what_is_declared_and_what_is_done(declared: float, real: float) -> None:
    rendering = rendering_of(FLAT)
    crop = replace(rendering.edits.crop, scale=declared)
    verdict = Upscaled()(
        replace(rendering, edits=replace(rendering.edits, crop=crop), to_master=np.eye(2, 3) * real), NOBODY
    )
    assert (verdict.value, verdict.limit, verdict.passed) == (pytest.approx(max(declared, real)), 1.0, False)


def test_a_safeguard_that_cannot_say_why_is_refused() -> None:
    silent = type("Silent", (), {"code": "silent", "order": 1, "judges": frozenset(), "words": {"en": {"other": "x"}}})
    with pytest.raises(MemberIncomplete, match=r"silent\.py"):
        panel._whole("silent.py", [silent])  # type: ignore[list-item]


def test_only_texture_is_compared_with_the_photo_as_it_was_painted() -> None:
    mine = portrait(FLAT)
    painted = replace(rendering_of(FLAT), as_painted=FLAT.copy())
    assert redrawn._photo(painted, mine, as_painted=False)[0] is mine.image
    assert redrawn._photo(painted, mine, as_painted=True)[0] is painted.as_painted
    assert redrawn._photo(replace(painted, as_painted=None), mine, as_painted=True)[0] is mine.image
