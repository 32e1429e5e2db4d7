"""The frame search: bands where the photo allows them, honesty always."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generation.engines.studio import framing, measures, subject
from generation.engines.studio.measures import BORDER_INSET, Frames, Subject, turned
from generation.engines.studio.shapes import AVATAR, PORTRAIT
from generation.errors import CannotFrame


def sitter(
    *,
    width: int = 3000,
    height: int = 4000,
    eyes: float = 250.0,
    at: tuple[float, float] = (1500.0, 1500.0),
    roll: float = 0.0,
) -> Subject:
    """A drawn head of known proportions: eye distance 1, chin 1.75 below the eyes, hair 1.9 above."""
    turn = np.radians(roll)
    axes = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])

    def place(points: list[tuple[float, float]]) -> np.ndarray:
        return (np.array(points) * eyes @ axes + at).astype(np.float32)

    angles = np.linspace(0, 2 * np.pi, 36, endpoint=False)
    face = place([(1.15 * np.cos(a), 0.25 + 1.5 * np.sin(a)) for a in angles])
    head = place([(x, y) for x in np.linspace(-1.2, 1.2, 25) for y in np.linspace(-1.9, 1.7, 60)])
    left, right, chin = place([(-0.5, 0), (0.5, 0), (0, 1.75)])
    low = height - 1 - BORDER_INSET
    body = [(x, low) for x in np.arange(at[0] - 3 * eyes, at[0] + 3 * eyes, 10) if BORDER_INSET <= x <= width - 3]
    return Subject(
        width=width,
        height=height,
        eye_left=(float(left[0]), float(left[1])),
        eye_right=(float(right[0]), float(right[1])),
        chin=(float(chin[0]), float(chin[1])),
        face=face,
        head=head,
        touching=np.array(body, np.float32).reshape(-1, 2),
        yaw=0.0,
        hair_cut=False,
    )


def test_a_roomy_photo_is_framed_within_every_band() -> None:
    for shape in (AVATAR, PORTRAIT):
        subject = sitter()
        framed = framing.search(subject, shape)
        m = framing.measure(subject, framed.crop)
        assert framed.notes == ()
        assert shape.head.low <= m.head[0] <= shape.head.high
        assert shape.eye.low <= m.eye[0] <= shape.eye.high
        assert shape.headroom.low <= m.headroom[0] <= shape.headroom.high
        assert m.below[0] >= shape.below


def test_the_face_is_never_enlarged_and_the_size_says_so() -> None:
    sizes = {}
    for eyes in (300.0, 130.0, 95.0, 72.0):
        framed = framing.search(sitter(eyes=eyes, width=1400, height=1500, at=(700.0, 650.0)))
        assert framed.crop.scale <= 1
        sizes[eyes] = framed.crop.width
        assert ("size_limited_by_source" in framed.notes) == (framed.crop.width < 1024)
    assert list(sizes.values()) == sorted(sizes.values(), reverse=True)
    assert sizes[300.0] == 1024


def test_a_face_too_small_for_any_size_is_not_framed() -> None:
    with pytest.raises(CannotFrame):
        framing.search(sitter(eyes=30.0, width=600, height=600, at=(300.0, 250.0)))


def test_the_frame_never_reaches_below_the_photo() -> None:
    subject = sitter(height=2000, at=(1500.0, 1300.0))
    framed = framing.search(subject)
    corners = framing.measure(subject, framed.crop)
    bottom = framed.crop.y + framed.crop.height / framed.crop.scale
    assert bottom <= subject.height
    assert corners.head[0] > 0


def test_headroom_is_added_above_the_photo_when_nothing_touches_its_top() -> None:
    framed = framing.search(sitter(at=(1500.0, 500.0)))
    assert framed.crop.y < 0
    assert not framed.inside


def test_hair_that_touches_the_top_keeps_the_frame_below_it() -> None:
    near_top = sitter(at=(1500.0, 480.0))
    hair = np.array([(x, BORDER_INSET) for x in range(1300, 1700, 10)], np.float32)
    framed = framing.search(replace(near_top, touching=np.concatenate([near_top.touching, hair]), hair_cut=True))
    assert framed.crop.y >= 0
    assert "hair_cut_by_photo" in framed.notes


def test_a_shoulder_cut_by_the_left_border_keeps_the_frame_right_of_it() -> None:
    aside = sitter(at=(500.0, 1500.0))
    shoulder = np.array([(BORDER_INSET, y) for y in range(1900, 4000, 10)], np.float32)
    framed = framing.search(replace(aside, touching=np.concatenate([aside.touching, shoulder])))
    lower_left = framed.crop.y + framed.crop.height / framed.crop.scale
    assert framed.crop.x >= 0 or lower_left < 1905


def test_without_the_list_of_touched_borders_the_same_photo_would_show_a_cut_shoulder() -> None:
    """The sabotage of the rule above."""
    framed = framing.search(sitter(at=(500.0, 1500.0)))
    assert framed.crop.x < 0


@pytest.mark.parametrize("roll", [-14.0, -6.0, 5.0, 12.0])
def test_a_tilted_head_is_levelled_to_within_three_degrees(roll: float) -> None:
    subject = sitter(roll=roll)
    framed = framing.search(subject)
    assert abs(float(framing.measure(subject, framed.crop).roll[0])) <= 3.0


def test_where_there_is_room_a_head_is_levelled_further_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half of 121 portraits stopped just inside the limit, so that a degree of error in the eyes showed."""
    subject = sitter(roll=6.0)
    assert abs(float(framing.measure(subject, framing.search(subject).crop).roll[0])) <= framing.REST_DEG + 0.01
    monkeypatch.setattr(framing, "RESTS", 0.0)  # the sabotage
    assert abs(float(framing.measure(subject, framing.search(subject).crop).roll[0])) > 2.0


def test_a_head_that_fills_its_photo_is_levelled_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """A tighter frame is the lesser evil; without the price of a lean the search would keep it."""
    tight = replace(sitter(width=1300, height=1500, at=(650.0, 640.0), roll=5.3), hair_cut=True)
    assert abs(framing.measure(tight, framing.search(tight).crop).roll[0]) <= framing.LEVEL_LIMIT_DEG
    monkeypatch.setattr(framing, "LEANS", -20.0)
    assert "not_levelled" in framing.search(tight).notes


def test_the_own_backdrop_stays_wholly_within_the_photo() -> None:
    framed = framing.search(sitter(at=(1500.0, 560.0)), inside=True)
    assert framed.inside
    assert framed.crop.y >= BORDER_INSET


def test_a_turned_head_gets_room_to_look_into() -> None:
    subject = sitter()
    left = framing.measure(subject, framing.search(replace(subject, yaw=-20.0)).crop).centre[0]
    right = framing.measure(subject, framing.search(replace(subject, yaw=20.0)).crop).centre[0]
    assert right < 0.5 < left


def test_the_map_puts_the_crops_origin_at_the_frames_corner() -> None:
    crop = framing.search(sitter(roll=8.0)).crop
    turn = framing.affine(crop)
    assert turn[:, :2] @ (crop.x, crop.y) + turn[:, 2] == pytest.approx((0, 0), abs=1e-6)


def test_positive_levelling_turns_the_picture_anticlockwise() -> None:
    subject = sitter(roll=9.0)  # leans clockwise as seen: the right eye is lower
    assert subject.eye_right[1] > subject.eye_left[1]
    crop = framing.search(subject).crop
    turn = framing.affine(crop)
    left, right = (turn[:, :2] @ eye + turn[:, 2] for eye in (subject.eye_left, subject.eye_right))
    assert crop.angle_deg > 0
    assert abs(right[1] - left[1]) < 0.06 * abs(right[0] - left[0])


@settings(max_examples=25, deadline=None)
@given(
    x=st.floats(0.2, 0.8),
    y=st.floats(0.2, 0.75),
    eyes=st.floats(75, 260),
    roll=st.floats(-15, 15),
    inside=st.booleans(),
)
def test_whatever_the_photo_no_rule_is_broken(x: float, y: float, eyes: float, roll: float, inside: bool) -> None:
    subject = sitter(width=1800, height=1600, at=(1800 * x, 1600 * y), eyes=eyes, roll=roll)
    try:
        framed = framing.search(subject, inside=inside)
    except CannotFrame:
        return
    turn = framing.affine(framed.crop)
    seen = subject.touching @ turn[:, :2].T + turn[:, 2]
    deep = (seen > 1.0).all(axis=1) & (seen[:, 0] < framed.crop.width - 1) & (seen[:, 1] < framed.crop.height - 1)
    assert framed.crop.scale <= 1
    assert not deep.any()
    assert framed.inside or not inside


def test_cut_edges_are_found_as_by_looking_at_every_point() -> None:
    rng = np.random.default_rng(11)
    subject = sitter(at=(700.0, 1500.0))
    far_x, far_y = subject.width - 1 - BORDER_INSET, subject.height - 1 - BORDER_INSET
    at = rng.uniform(0, 1, (40, 1))
    sides = [np.hstack([0 * at + BORDER_INSET, at * far_y]), np.hstack([0 * at + far_x, at * far_y])]
    sides += [np.hstack([at * far_x, 0 * at + BORDER_INSET]), np.hstack([at * far_x, 0 * at + far_y])]
    for touching in (*sides, np.vstack(sides[::2])):
        touched = replace(subject, touching=touching.astype(np.float32))
        for angle in (-7.0, 0.0, 4.0):
            columns = rng.uniform((-900, -900, 300, 300), (2800, 3800, 900, 900), (4000, 4)).T
            frames = Frames(angle, *columns)
            u, v = turned(touched.touching, angle).T
            du, dv = u - frames.u[:, None], v - frames.v[:, None]
            inside = (du > 0.5) & (du < frames.width[:, None] - 0.5) & (dv > 0.5) & (dv < frames.height[:, None] - 0.5)
            assert 0 < inside.any(axis=1).sum() < len(frames.u)
            assert (frames.honest(touched) == ~inside.any(axis=1)).mean() > 0.999  # a point on a frame's very edge


@pytest.mark.parametrize("roll", [-19.0, -15.0, 14.0, 18.0])
def test_no_photo_is_turned_by_more_than_twelve_degrees(roll: float, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is left is told."""
    framed = framing.search(sitter(roll=roll))
    assert abs(framed.crop.angle_deg) <= 12.0
    assert ("not_levelled" in framed.notes) == (abs(roll) >= 15.0)
    monkeypatch.setattr(measures, "LEVEL_MOST_DEG", 90.0)  # the sabotage
    assert abs(framing.search(sitter(roll=roll)).crop.angle_deg) > 12.0


@pytest.mark.parametrize("roll", [-38.0, 32.0])
def test_a_head_that_leans_on_purpose_keeps_its_lean(roll: float, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two heads were turned by this much, and their walls with them."""
    leaning = replace(sitter(roll=roll), shoulders=1.0 if roll > 0 else -1.0)
    framed = framing.search(leaning)
    assert abs(framed.crop.angle_deg) <= 1.5
    assert "not_levelled" in framed.notes
    monkeypatch.setattr(measures, "REST_MOST_DEG", 90.0)  # the sabotage
    assert abs(leaning.level) == 12.0


def test_a_camera_held_askew_is_levelled_by_the_shoulders_that_lean_with_the_head() -> None:
    askew = replace(sitter(roll=24.0), shoulders=18.0)
    assert framing.search(askew).crop.angle_deg > 9.0
    against = replace(sitter(roll=24.0), shoulders=-8.0)  # a shoulder pulled up is no reason to turn the other way
    assert framing.search(against).crop.angle_deg == 0.0


def test_one_crooked_eye_does_not_turn_a_photo() -> None:
    """Cheeks and midline outvote an eye line that they deny; where they agree, the eyes decide."""
    straight = sitter()
    x, y = straight.eye_right
    crooked = replace(straight, eye_right=(x, y + 50.0), leans=(0.3, -0.4))
    assert abs(crooked.roll) < 1.0
    assert abs(framing.search(crooked).crop.angle_deg) < 1.0
    assert abs(framing.search(replace(crooked, leans=())).crop.angle_deg) > 6.0  # the sabotage
    assert replace(sitter(roll=6.0), leans=(4.0, 3.0)).roll == pytest.approx(6.0, abs=0.1)


@pytest.mark.parametrize("width", [1360, 1400, 1440])
def test_between_shoulders_that_the_photo_cuts_the_label_stays_clear_of_the_hair(width: int) -> None:
    """As large a head with less room above was chosen before: 59 % of 183 portraits had this room, 79 % do now."""
    tight = sitter(width=width, height=2400, at=(width / 2, 1100.0))
    cut = [(x, y) for x in (BORDER_INSET, width - 1 - BORDER_INSET) for y in range(1800, 2400, 10)]
    tight = replace(tight, touching=np.concatenate([tight.touching, np.array(cut, np.float32)]))
    assert framing.measure(tight, framing.search(tight).crop).headroom[0] >= AVATAR.room - 0.001
    without = framing.search(tight, replace(AVATAR, room=1e-9))  # the sabotage
    assert framing.measure(tight, without.crop).headroom[0] < AVATAR.room - 0.004


def _outline(lean: float, *, hair: bool = False) -> tuple[np.ndarray, np.ndarray]:
    """A drawn person's mask and face outline: shoulders that lean by ``lean`` degrees, at wish under long hair."""
    mask = np.zeros((400, 400), np.float32)
    slope = np.tan(np.radians(lean))
    for x in range(20, 380):
        mask[round(270 + slope * (x - 200) + 0.08 * abs(x - 200)) :, x] = 1
    cv2.ellipse(mask, (200, 170), (50, 66), 0, 0, 360, 1.0, -1)
    mask[200:300, 175:226] = 1
    if hair:
        mask[140:300, 70:331] = 1
    angles = np.linspace(0, 2 * np.pi, 36, endpoint=False)
    return mask, np.stack([200 + 48 * np.cos(angles), 175 + 60 * np.sin(angles)], axis=1).astype(np.float32)


@pytest.mark.parametrize("lean", [-14.0, -5.0, 0.0, 9.0])
def test_the_shoulders_lean_is_read_from_the_outline(lean: float) -> None:
    assert subject._shoulders(*_outline(lean)) == pytest.approx(lean, abs=1.0)


def test_shoulders_under_long_hair_or_out_of_the_photo_are_not_guessed() -> None:
    assert subject._shoulders(*_outline(8.0, hair=True)) is None
    mask, face = _outline(8.0)
    assert subject._shoulders(mask[:240], face) is None
    mask[:, 230:] = 0
    assert subject._shoulders(mask, face) is None
