"""Matte, edge colours and composite on drawn pictures: no network, exact answers known."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from generation.engines.studio import composite, framing
from generation.matting import (
    closed_form_matting,
    colours,
    components,
    edges,
    initial_alpha,
    matte,
    sure_areas,
    surroundings,
)
from storage.records import Crop
from tests.generation.quality import metrics

SIDE = 384
GREEN, GREY = (40, 190, 60), (186, 190, 196)


def hairy(wisps: bool = True) -> np.ndarray:
    """A true matte: a head with a soft outline and thin single hairs."""
    true = np.zeros((SIDE, SIDE), np.float32)
    cv2.ellipse(true, (192, 200), (78, 104), 0, 0, 360, 1.0, -1, cv2.LINE_AA)
    cv2.ellipse(true, (192, 410), (165, 118), 0, 0, 360, 1.0, -1, cv2.LINE_AA)
    if wisps:
        rng = np.random.default_rng(3)
        for _ in range(40):
            angle = rng.uniform(np.pi, 2 * np.pi)
            start = (192 + 76 * np.cos(angle), 200 + 102 * np.sin(angle))
            end = (start[0] + 14 * np.cos(angle), start[1] + 14 * np.sin(angle))
            cv2.line(true, tuple(map(int, start)), tuple(map(int, end)), 0.7, 1, cv2.LINE_AA)
    return cv2.GaussianBlur(true, (0, 0), 1.0)


def coloured() -> np.ndarray:
    """The person's own colours: dark hair, lighter clothes, texture."""
    colours = np.full((SIDE, SIDE, 3), (52, 40, 34), np.float32)
    colours[300:] = (96, 104, 130)
    colours[150:260, 150:234] = (176, 132, 108)
    return np.clip(colours + np.random.default_rng(5).normal(0, 4, colours.shape), 0, 255).astype(np.float32)


def shot(backdrop: tuple[int, int, int], true: np.ndarray) -> np.ndarray:
    return np.rint(coloured() * true[..., None] + np.array(backdrop) * (1 - true[..., None])).astype(np.uint8)


FACE = np.array([(192 + 45 * np.cos(a), 205 + 60 * np.sin(a)) for a in np.linspace(0, 6.28, 36)], np.float32)


def coarse(true: np.ndarray) -> np.ndarray:
    """What a 256-pixel network makes of it: soft and without single hairs."""
    return cv2.GaussianBlur(cv2.resize(true, (256, 256)), (0, 0), 3.0)


def test_a_green_wall_leaves_no_green_at_the_edge() -> None:
    true = hairy()
    frame = shot(GREEN, true)
    found = matte.person(frame, coarse(true), FACE)
    new = np.full_like(frame, GREY)
    ideal = shot(GREY, true)
    result = composite.over(edges.person_colour(frame, found), frame, found, new)
    head = slice(0, 280)  # below it three colours meet at the drawn neck, as they do in no photo
    median, high = metrics.fringe(result[head], ideal[head], true[head])
    assert median <= 5
    assert high <= 12


def test_without_the_colour_clean_up_the_same_edge_is_green() -> None:
    """The sabotage: the photo's own colours pasted on."""
    true = hairy()
    frame = shot(GREEN, true)
    pasted = composite.over(frame, frame, true, np.full_like(frame, GREY))
    assert metrics.fringe(pasted, shot(GREY, true), true)[0] > 5


def test_single_hairs_appear_before_a_plain_wall() -> None:
    true = hairy()
    frame = shot((205, 208, 212), true)
    fine = matte.person(frame, coarse(true), FACE)
    calm = matte.person(frame, coarse(true), FACE, hair=False)
    edge = (true > 0.02) & (true < 0.98)
    assert np.abs(fine - true)[edge].mean() < 0.6 * np.abs(calm - true)[edge].mean()


def test_where_the_person_is_whole_the_pixels_are_the_photos_own() -> None:
    true = hairy()
    frame = shot(GREEN, true)
    found = matte.person(frame, coarse(true), FACE)
    result = composite.over(edges.person_colour(frame, found), frame, found, np.full_like(frame, GREY))
    whole = found >= 1
    assert whole.mean() > 0.25
    assert np.array_equal(result[whole], frame[whole])


def test_where_nobody_is_the_pixels_are_the_backdrops_own() -> None:
    true = hairy(wisps=False)
    frame = shot(GREEN, true)
    found = matte.person(frame, coarse(true), FACE)
    result = composite.over(edges.person_colour(frame, found), frame, found, np.full_like(frame, GREY))
    assert np.array_equal(result[found <= 0], np.full_like(frame, GREY)[found <= 0])


def test_what_stands_apart_from_the_person_goes() -> None:
    true = hairy(wisps=False)
    seen = coarse(true)
    seen[20:60, 200:240] = 1.0
    found = matte.person(shot(GREEN, true), seen, FACE)
    assert found[30:90, 300:360].max() < 0.05


def test_an_area_the_person_marks_as_theirs_stays() -> None:
    true = hairy(wisps=False)
    frame = shot(GREEN, true)
    frame[120:260, 300:330] = (30, 30, 34)  # a cane beside the shoulder
    found = matte.person(frame, coarse(true), FACE)
    marked = np.zeros_like(found)
    marked[118:262, 298:332] = 1.0
    kept = matte.keep(found, frame, marked)
    assert found[130:250, 304:326].max() < 0.5
    assert kept[130:250, 304:326].min() > 0.9
    assert np.array_equal(kept[:, :250], found[:, :250])


@pytest.mark.parametrize("angle", [0.0, 7.5])
def test_the_crop_maps_pixels_where_it_says(angle: float) -> None:
    photo = np.zeros((900, 1200, 3), np.uint8)
    cv2.circle(photo, (640, 420), 6, (255, 255, 255), -1, cv2.LINE_AA)
    crop = Crop(x=300.0, y=180.0, scale=0.5, angle_deg=angle, width=320, height=320)
    turn = framing.affine(crop)
    seen = composite.resampled(photo, turn, 320, 320)[..., 0].astype(float)
    y, x = np.mgrid[:320, :320]
    middle = np.array([(x * seen).sum(), (y * seen).sum()]) / seen.sum()
    # pixel centres: a source pixel's centre lands half a pixel's scale aside of its corner
    expected = turn[:, :2] @ np.array([640.0, 420.0]) + turn[:, 2]
    assert middle == pytest.approx(expected, abs=0.35)


def test_beyond_the_photo_nothing_of_the_person_is_invented() -> None:
    crop = Crop(x=-200.0, y=-300.0, scale=0.5, angle_deg=3.0, width=512, height=512)
    cover = composite.covered((1000, 800), framing.affine(crop), 512, 512, inset=2)
    assert cover[:100, :60].max() == 0
    assert cover[300, 300] == 1


def curls(wall: tuple[int, int, int]) -> tuple[np.ndarray, np.ndarray]:
    """Light and dark strands beside the head with calm wall between them: the photo, and where the wall shows."""
    true, rng = hairy(wisps=False), np.random.default_rng(7)
    frame = shot(wall, true).astype(np.float32)
    band = np.zeros_like(true)
    cv2.ellipse(band, (192, 190), (104, 120), 0, 180, 360, 1.0, -1)
    closed_form_matting = np.zeros_like(true)
    for n in range(26):
        angle = np.pi + np.pi * (n + 0.5) / 26
        for reach in (86, 95, 104):
            place = (int(192 + reach * np.cos(angle)), int(190 + 1.15 * reach * np.sin(angle)))
            shade = (150, 122, 92) if (n + reach) % 2 else (24, 20, 18)
            cv2.ellipse(frame, place, (9, 6), 40 * n, 0, 360, shade, 3, cv2.LINE_AA)
            cv2.ellipse(closed_form_matting, place, (9, 6), 40 * n, 0, 360, 1.0, 4)
    shows = (band > 0) & (cv2.dilate(closed_form_matting, np.ones((3, 3))) == 0) & (true < 0.01)
    noisy = np.clip(frame + rng.normal(0, 1.5, frame.shape), 0, 255)
    return np.rint(noisy).astype(np.uint8), shows


def covering(frame: np.ndarray, shows: np.ndarray) -> np.ndarray:
    """A network that takes curls and the gaps between them for one solid head."""
    whole = hairy(wisps=False)
    cv2.ellipse(whole, (192, 190), (112, 128), 0, 180, 360, 1.0, -1)
    return coarse(whole)


@pytest.mark.parametrize("wall", [(205, 208, 212), (70, 72, 68)])
def test_calm_wall_between_curls_goes(wall: tuple[int, int, int]) -> None:
    frame, shows = curls(wall)
    found = matte.person(frame, covering(frame, shows), FACE)
    calm = matte.person(frame, covering(frame, shows), FACE, hair=False)
    assert calm[shows].mean() > 0.5  # the network's own outline keeps the wall
    assert found[shows].mean() < 0.5 * calm[shows].mean()


def test_without_the_colours_own_lines_more_of_the_wall_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sabotage of the test above."""
    frame, shows = curls((70, 72, 68))
    along_lines = matte.person(frame, covering(frame, shows), FACE)[shows].mean()
    monkeypatch.setattr(closed_form_matting, "STEPS", 0)
    assert matte.person(frame, covering(frame, shows), FACE)[shows].mean() > along_lines + 0.1


def test_a_piece_of_background_the_network_took_for_clothing_goes() -> None:
    true = hairy(wisps=False)
    frame = shot(GREEN, true)
    claimed = true.copy()
    claimed[236:300, 280:330] = 1.0  # green wall beside the neck, above the shoulder
    found = matte.person(frame, coarse(claimed), FACE)
    assert found[246:280, 294:320].max() < 0.2


def test_a_white_shirt_under_a_dark_jacket_before_a_white_wall_stays_whole() -> None:
    true = hairy(wisps=False)
    frame = shot((238, 238, 238), true)
    cv2.fillPoly(frame, [np.array([(176, 304), (208, 304), (192, 380)])], (238, 238, 238))
    found = matte.person(frame, coarse(true), FACE)
    assert found[310:330, 188:196].min() > 0.9


def jaw() -> tuple[np.ndarray, np.ndarray]:
    """A bright neck beside the jaw, of the wall's colour, which the clothes have too; the photo, and where it is."""
    true = hairy(wisps=False)
    frame = shot((160, 170, 180), true)
    neck = np.zeros((SIDE, SIDE), np.uint8)
    neck[246:262, 122:150] = 1
    neck[cv2.erode(true, np.ones((5, 5), np.uint8)) < 0.99] = 0
    frame[neck > 0] = frame[320:370, 150:240] = (160, 170, 180)
    return frame, neck > 0


def test_a_bright_neck_beside_the_jaw_has_no_notch(monkeypatch: pytest.MonkeyPatch) -> None:
    (frame, neck), seen = jaw(), coarse(hairy(wisps=False))
    found = matte.person(frame, seen, FACE)[neck].mean()
    monkeypatch.setattr(initial_alpha, "NECK", 1e-6)  # the sabotage: cloth is the person's only from the chin down,
    monkeypatch.setattr(colours, "SEEN", (2.0, 3.0))  # and a colour of their own is no reason to stay
    assert found > matte.person(frame, seen, FACE)[neck].mean() + 0.2


def collar() -> tuple[np.ndarray, np.ndarray]:
    """A collar hardly lighter than the calm wall beside it, at the outline; the photo, and where the collar is."""
    true = hairy(wisps=False)
    seen = np.zeros((SIDE, SIDE), np.uint8)
    cv2.fillPoly(seen, [np.array([(96, 300), (150, 285), (165, 330), (110, 345)])], 1)
    seen[true < 0.5] = 0
    frame = shot((206, 206, 218), true).astype(np.float32)
    frame[seen > 0] = (222, 222, 234)
    noisy = np.clip(frame + np.random.default_rng(2).normal(0, 4, frame.shape), 0, 255).astype(np.uint8)
    return noisy, cv2.erode(seen, np.ones((7, 7), np.uint8)) > 0


def test_a_collar_nearly_of_the_walls_colour_is_not_cut_out(monkeypatch: pytest.MonkeyPatch) -> None:
    (frame, inside), seen = collar(), coarse(hairy(wisps=False))
    assert matte.person(frame, seen, FACE)[inside].mean() > 0.3
    monkeypatch.setattr(sure_areas, "CALM", -1.0)  # the sabotage: of a calm wall, too, a piece is taken for clothing
    assert matte.person(frame, seen, FACE)[inside].mean() < 0.1


def test_what_a_picture_is_compared_with_has_no_empty_corner() -> None:
    frame = np.full((128, 128, 3), 90, np.uint8)
    cover = np.ones((128, 128), np.float32)
    cover[:, :30] = 0.0
    filled = composite.beyond(frame, cover)
    assert np.ptp(filled) <= 1
    assert np.array_equal(filled[:, 30:], frame[:, 30:])


def striped() -> np.ndarray:
    stripes = np.zeros((SIDE, SIDE, 3), np.uint8)
    stripes[:] = np.where((np.arange(SIDE) // 14 % 2)[:, None, None], (190, 30, 40), (240, 240, 244))
    true = hairy(wisps=False)[..., None]
    return np.rint(coloured() * true + stripes * (1 - true)).astype(np.uint8)


def test_a_busy_background_beside_the_person_is_noticed_and_a_plain_one_is_not() -> None:
    true, cover = hairy(wisps=False), np.ones((SIDE, SIDE), np.float32)
    assert surroundings.busy(striped(), true, cover)
    assert not surroundings.busy(shot(GREEN, true), true, cover)
    assert not surroundings.busy(striped(), true, np.zeros_like(cover))  # beyond the photo there is nothing to be busy


def test_much_that_is_half_there_is_told_and_loose_hair_is_not() -> None:
    """A pale background that nobody could tell from the person, however plain it is."""
    true, cover = hairy(), np.ones((SIDE, SIDE), np.float32)
    frame = shot(GREEN, true)
    assert not surroundings.busy(frame, true, cover)
    true[180:290, 40:130] = 0.5
    assert surroundings.busy(frame, true, cover)


def dimmed(frame: np.ndarray) -> np.ndarray:
    """A third of the light, and the noise that comes with it."""
    noise = np.random.default_rng(11).normal(0, 8, frame.shape)
    return np.clip(frame * 0.3 + noise, 0, 255).astype(np.uint8)


def test_a_busy_background_is_noticed_in_a_dim_and_noisy_photo_too(monkeypatch: pytest.MonkeyPatch) -> None:
    true, cover = hairy(wisps=False), np.ones((SIDE, SIDE), np.float32)
    assert surroundings.busy(dimmed(striped()), true, cover)
    assert not surroundings.busy(dimmed(shot(GREEN, true)), true, cover)
    monkeypatch.setattr(surroundings, "white", lambda _: 200.0)  # the sabotage: one limit for every light
    assert not surroundings.busy(dimmed(striped()), true, cover)


def patterned(true: np.ndarray) -> np.ndarray:
    """A dark jacket with light spots before a wall of exactly their colour."""
    frame = shot((160, 170, 180), true)
    for y in range(300, SIDE, 16):
        for x in range(30, SIDE - 30, 16):
            if true[y - 5 : y + 6, x - 5 : x + 6].min() > 0.99:
                cv2.circle(frame, (x, y), 4, (160, 170, 180), -1, cv2.LINE_AA)
    return frame


def spots_least(found: np.ndarray, frame: np.ndarray, true: np.ndarray) -> float:
    """The most see-through place of a spot, of those that lie six pixels within the outline."""
    within = cv2.erode(true, np.ones((13, 13), np.uint8)) > 0.99
    spots = (np.abs(frame.astype(int) - (160, 170, 180)).max(axis=2) < 6) & within
    spots[:312] = False
    return float(found[spots].min())


def test_a_pattern_of_the_walls_colour_on_a_jacket_is_not_seen_through(monkeypatch: pytest.MonkeyPatch) -> None:
    true = hairy(wisps=False)
    frame = patterned(true)
    assert spots_least(matte.person(frame, coarse(true), FACE), frame, true) > 0.8
    monkeypatch.setattr(initial_alpha, "OWN_CLOTH", 1e6)  # the sabotage: what else the jacket shows says nothing
    assert spots_least(matte.person(frame, coarse(true), FACE), frame, true) < 0.5


def test_a_speck_beside_the_person_goes_before_a_busy_background_and_stays_before_a_calm_one() -> None:
    """Before a wall it is a broken hair; before books it is a piece of a book."""
    alone = np.zeros((720, 720), np.float32)
    alone[240:, 180:540] = 1.0
    alone[235:238, 300:330] = 0.7
    face = np.array([(270, 360), (450, 360), (450, 600), (270, 600)], np.float32)
    for busy, kept in ((0.0, 0.7), (1.0, 0.0)):
        found = components.in_one_piece(alone.copy(), face, np.full((60, 60), busy, np.float32))
        assert found[236, 315] == pytest.approx(kept)
        assert np.array_equal(found[240:], alone[240:])


def test_a_frame_that_is_all_person_has_no_edge_to_clean() -> None:
    frame = np.full((64, 64, 3), 90, np.uint8)
    assert np.array_equal(edges.person_colour(frame, np.ones((64, 64), np.float32)), frame)
