"""Bars, margins, frames, screens and round cuts go; studio walls, dark clothes and mortarboards stay."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from generation.images import RgbImage
from generation.intake import borders, panel
from generation.ports import Rendering
from tests.assets import bordered, portraits
from tests.assets.bordered import BLACK, WHITE, Drawn
from tests.generation.quality import pictures

NAME = "obama-senate"
SLACK = 9  # pixels: a line is cut a little deep on purpose
ROUND_SLACK = 0.02  # of the picture's side: an arc is read from its pixels


def _square() -> RgbImage:
    photo = portraits.portrait(NAME)
    return np.ascontiguousarray(photo[: photo.shape[1]])


WITH: dict[str, Callable[[], Drawn]] = {
    "letterbox": lambda: bordered.margin(portraits.portrait(NAME), (0, 140, 0, 140), BLACK),
    "pillarbox": lambda: bordered.margin(portraits.portrait(NAME), (220, 0, 220, 0), BLACK),
    "white margin": lambda: bordered.margin(portraits.portrait(NAME), (60, 60, 60, 60)),
    "white margin, as a messenger sends it": lambda: bordered.as_jpeg(
        bordered.margin(portraits.portrait(NAME), (61, 59, 63, 57)), 60
    ),
    "instant photo": lambda: bordered.margin(portraits.portrait(NAME), (50, 50, 50, 210), (244, 242, 236)),
    "coloured frame": lambda: bordered.margin(portraits.portrait(NAME), (30, 30, 30, 30), (20, 110, 90)),
    "frame and passe-partout": lambda: bordered.framed(portraits.portrait(NAME)),
    "scan, askew": lambda: bordered.scanned(portraits.portrait(NAME)),
    "scan, straight": lambda: bordered.scanned(portraits.portrait(NAME), lean=0.0, noise=4.0),
    "dark screen": lambda: bordered.screenshot(portraits.portrait(NAME)),
    "light screen": lambda: bordered.as_jpeg(bordered.screenshot(portraits.portrait(NAME), dark=False), 85),
    "white wall on a white page": lambda: (
        bordered.margin(bordered.studio()[:, 330:900], (80, 80, 80, 80))[0],
        (80, 0, 650, 1280),  # above, the page is wall
    ),
    "band below": lambda: bordered.margin(bordered.studio(), (0, 0, 0, 120)),
}
ROUND: dict[str, Callable[[], Drawn]] = {
    "rounded corners": lambda: bordered.rounded(portraits.portrait(NAME), 70),
    "rounded card on a page": lambda: bordered.rounded(portraits.portrait(NAME), 90, around=50),
    "circle": lambda: bordered.rounded(_square(), _square().shape[0] // 2),
    "circle on a dark page": lambda: bordered.rounded(_square(), _square().shape[0] // 2, (18, 20, 24), around=120),
}
WITHOUT: dict[str, Callable[[], RgbImage]] = {
    **{name: lambda name=name: portraits.portrait(name) for name in portraits.NAMES},  # type: ignore[misc]
    "astronaut": portraits.astronaut,
    "white wall": bordered.studio,
    "black wall, black cloth": lambda: bordered.studio(BLACK, (10, 10, 12)),
    "black wall, white cloth": lambda: bordered.studio(BLACK, (240, 240, 236)),
    "grey wall that fades": lambda: bordered.studio((190, 190, 190), fade=120),
    "white wall that fades a little": lambda: bordered.studio(WHITE, fade=30),
    "mortarboard": lambda: bordered.studio(hat=True),
    "mortarboard before black": lambda: bordered.studio((70, 70, 70), hat=True),
    "nothing but white": lambda: np.full((700, 600, 3), 255, np.uint8),
    "nothing but a fading wall": lambda: np.repeat(
        np.linspace(0, 255, 800).astype(np.uint8)[:, None, None].repeat(600, axis=1), 3, axis=2
    ),
}


@pytest.mark.parametrize("case", WITH)
def test_what_surrounds_a_photo_is_cut_off_and_no_more(case: str) -> None:
    image, expected = WITH[case]()
    found = borders.box(image)
    for side, (is_at, belongs) in enumerate(zip(found, expected, strict=True)):
        inward = (is_at - belongs) * (1 if side < 2 else -1)
        assert 0 <= inward <= SLACK, (found, expected)


@pytest.mark.parametrize("case", ROUND)
def test_a_round_cut_leaves_what_lies_inside_of_the_arcs(case: str) -> None:
    image, expected = ROUND[case]()
    found = borders.box(image)
    slack = 4 + ROUND_SLACK * min(image.shape[:2])
    for side, (is_at, belongs) in enumerate(zip(found, expected, strict=True)):
        inward = (is_at - belongs) * (1 if side < 2 else -1)
        assert -2 <= inward <= slack, (found, expected)


@pytest.mark.parametrize("case", WITHOUT)
def test_walls_clothes_and_hats_are_no_borders(case: str) -> None:
    image = WITHOUT[case]()
    alone, cut = borders.without(image)
    assert not cut
    assert alone is image


def test_a_ceiling_that_leans_as_a_camera_does_costs_no_more_than_the_ceiling() -> None:
    """Half a degree can be a scan's lean: what goes then is ceiling, never the sitter."""
    photo = bordered.with_line(bordered.studio((150, 150, 150)))
    left, top, right, bottom = borders.box(photo)
    assert (left, right, bottom) == (0, photo.shape[1], photo.shape[0])
    assert top <= 0.14 * photo.shape[0]


SABOTAGES = {
    "mortarboard": ("_holds", lambda which, lines: lines[which] is not None),
    "white wall that fades a little": ("STRAIGHT", 400.0),
    "grey wall that fades": ("_levels", lambda off: (0,)),
}


@pytest.mark.parametrize("case", SABOTAGES)
def test_each_guard_is_what_keeps_its_case(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(borders, *SABOTAGES[case])
    assert borders.without(WITHOUT[case]())[1]


@pytest.mark.parametrize(("case", "name", "broken"), [
    ("dark screen", "_bar", lambda *_: None),
    ("scan, askew", "LEAN", 0.0),
    ("frame and passe-partout", "LAYERS", 1),
    ("white wall on a white page", "PIECE", 1.1),
    ("letterbox", "AWAY_DRAWN", 24),
])  # fmt: skip
def test_without_its_part_a_border_stays(case: str, name: str, broken: object, monkeypatch: pytest.MonkeyPatch) -> None:
    image, expected = WITH[case]()
    monkeypatch.setattr(borders, name, broken)
    off = [abs(a - b) for a, b in zip(borders.box(image), expected, strict=True)]
    assert max(off) > SLACK


@pytest.mark.parametrize("case", ROUND)
def test_without_its_part_a_round_cut_stays(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    image, expected = ROUND[case]()
    monkeypatch.setattr(borders, "_radius", lambda corner: 0.0)
    left, top, *_ = borders.box(image)
    assert (left, top) != pytest.approx(expected[:2], abs=SLACK)


@pytest.mark.parametrize("shape", [(1, 1), (3, 5), (64, 4096), (4096, 64), (70, 90)])
def test_no_size_is_too_odd(shape: tuple[int, int]) -> None:
    for value in (0, 255):
        assert borders.box(np.full((*shape, 3), value, np.uint8)) == (0, 0, shape[1], shape[0])
    noise = np.random.default_rng(1).integers(0, 256, (*shape, 3)).astype(np.uint8)
    assert borders.box(noise) == (0, 0, shape[1], shape[0])


def _tight() -> RgbImage:
    """A head and little more, so that a frame takes in all there is below."""
    photo = portraits.enlarged(NAME)
    x, y, wide, high = pictures.large(NAME).face.box
    return np.ascontiguousarray(photo[: round(y + 1.35 * high), max(0, round(x - wide)) : round(x + 2 * wide)])


def _picture(image: RgbImage) -> Rendering:
    """As the pipeline makes it: measured, framed, set before a backdrop."""
    sitter = panel.measure(image, "photo")
    assert sitter is not None
    return pictures.opened(sitter, wanted=pictures.request("studio_soft")).render("studio_soft")


def _beneath(picture: Rendering, ends: int) -> float:
    """Share of the picture's height that shows what is below row ``ends`` of its photo, where the body ends."""
    turn = picture.to_master
    under = turn[1, 0] * picture.edits.crop.x + turn[1, 1] * ends + turn[1, 2]
    return 1 - float(under) / picture.master.shape[0]


@pytest.mark.weights
@pytest.mark.parametrize("around", [
    lambda photo: bordered.margin(photo, (60, 60, 60, 260)),
    bordered.screenshot,
    lambda photo: bordered.scanned(photo, room=200),
], ids=["white margin", "screen", "scan"])  # fmt: skip
def test_no_bust_floats_in_a_picture_of_a_photo_with_a_border(
    around: Callable[[RgbImage], Drawn], monkeypatch: pytest.MonkeyPatch
) -> None:
    image, (_, top, _, bottom) = around(_tight())
    picture = _picture(image)
    assert "border_cut" in picture.edits.notes
    assert _beneath(picture, bottom - top) <= 0.02
    monkeypatch.setattr(borders, "without", lambda image, head_top: (image, False))  # the sabotage
    assert _beneath(_picture(image), bottom) > 0.1


@pytest.mark.weights
@pytest.mark.parametrize("name", portraits.NAMES)
def test_check_and_picture_speak_of_the_same_photo(name: str) -> None:
    bare = panel.inspect(portraits.portrait(name)).photo
    inspection = panel.inspect(bordered.margin(portraits.portrait(name), (50, 70, 50, 70), (20, 110, 90))[0])
    measured = panel.measure(bordered.margin(portraits.portrait(name), (50, 70, 50, 70), (20, 110, 90))[0])
    assert inspection.photo.border_cut
    assert measured is not None
    assert inspection.portrait is not None
    assert np.array_equal(inspection.portrait.image, measured.image)
    assert not bare.border_cut


@pytest.mark.weights
def test_a_round_cut_keeps_the_hair(monkeypatch: pytest.MonkeyPatch) -> None:
    """The largest square in a circle ends below the top of many heads."""
    photo = _square()
    x, y, wide, high = pictures.portrait(NAME).face.box
    side = round(1.9 * high)
    left, top = round(x + wide / 2 - side / 2), round(y - 0.62 * high)
    near = np.ascontiguousarray(photo[top : top + side, left : left + side])
    assert near.shape[:2] == (side, side)
    image, _ = bordered.rounded(near, side // 2)
    hair = 0.62 * high - 0.35 * high
    assert borders.box(image)[1] > hair  # the sabotage: asked of nobody
    found = panel.look(image, (), comparison=False)
    assert found.border_cut
    assert side - found.full.shape[0] < 2 * hair
