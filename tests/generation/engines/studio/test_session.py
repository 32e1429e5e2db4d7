"""The engine as the pipeline uses it: every look of every test portrait, deterministic, thread-safe, honest."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import cv2
import numpy as np
import pytest

from generation import sheet_page
from generation.disclosure import container, search, table
from generation.disclosure.label import CN, QUIET, LabelRule
from generation.engines.studio import backdrop, framing, picker, sheet, stage, subject
from generation.engines.studio.brand import Brand
from generation.engines.studio.engine import StudioEngine
from generation.engines.studio.look import looks
from generation.engines.studio.shapes import AVATAR, PORTRAIT
from generation.errors import Cancelled, CannotFrame
from generation.matting import doubt, faint, surroundings
from generation.matting.doubt import Doubt
from generation.ports import Portrayal, SafeguardContext
from generation.safeguards import panel
from storage.contact_sheet import GAP, TILE, Grid
from storage.records import Backdrop, DoubtfulPlace, Light
from tests.assets import damaged, portraits
from tests.generation.quality import pictures

pytestmark = pytest.mark.weights
EVERY = pictures.engine().looks()


@pytest.mark.parametrize("look", EVERY)
def test_every_look_says_exactly_what_the_table_demands(look: str) -> None:
    edits = pictures.rendering("ardern-2022", look).edits
    assert table.agrees(edits)
    assert edits.look == look
    assert not edits.face_repainted
    assert edits.light is Light.AS_TAKEN
    assert edits.light_delta_l == 0
    assert edits.model is None


def test_the_plain_crop_is_the_photo_pixel_for_pixel() -> None:
    rendering = pictures.rendering("obama-senate", "own")
    assert rendering.edits.backdrop is Backdrop.OWN
    assert np.array_equal(rendering.master, rendering.reference)


def test_where_no_plain_crop_is_possible_the_own_backdrop_goes_on_and_it_is_said() -> None:
    """A photo of 400 pixels, as other places hand them out: its border is dropped, so no crop of 400 is left."""
    large = pictures.portrait("obama-senate").image
    sitter = pictures.measured(cv2.resize(large, (400, 460), interpolation=cv2.INTER_AREA))
    with pytest.raises(CannotFrame):  # what asking for this one look did to all others of the same request
        framing.search(subject.read(sitter), inside=True)
    session = pictures.opened(sitter, wanted=pictures.request("own", "studio_soft"))
    own = session.render("own")
    assert own.edits.backdrop is Backdrop.OWN_SOFTENED
    assert table.agrees(own.edits)
    assert "backdrop_extended" in own.edits.notes
    verdicts = panel.panel_for(Portrayal.KEPT).judge(own, SafeguardContext(portraits=(sitter,), comparison=False))
    assert {verdict.code for verdict in verdicts if not verdict.passed} == set()
    other = session.render("studio_soft")
    assert other.edits.backdrop is Backdrop.PROCEDURAL
    assert other.alpha is own.alpha, "the same frame was made ready twice"


@pytest.mark.parametrize("purpose", ["profile", "cv"])
def test_all_arrays_have_the_masters_size(purpose: str) -> None:
    rendering = pictures.rendering("obama-senate", "studio_soft", purpose)
    size = (rendering.edits.crop.height, rendering.edits.crop.width)
    assert rendering.master.shape == rendering.reference.shape == (*size, 3)
    assert rendering.alpha.shape == rendering.core.shape == size
    assert (size[0] > size[1]) == (purpose == "cv")


def test_an_enlargement_fills_1024_pixels() -> None:
    """The photo is an enlargement: this proves the size ladder, not sharpness."""
    session = pictures.opened(pictures.large("obama-senate"), wanted=pictures.request("studio_soft"))
    assert session.render("studio_soft").master.shape == (1024, 1024, 3)


def test_the_same_request_makes_the_same_pixels() -> None:
    sitter = pictures.portrait("macron-2025")
    one, other = (
        pictures.opened(sitter, wanted=pictures.request("canvas_grey")).render("canvas_grey") for _ in range(2)
    )
    assert np.array_equal(one.master, other.master)


def test_looks_rendered_at_once_equal_looks_rendered_in_turn() -> None:
    wanted = ("studio_soft", "own", "office", "own_softened")
    session = pictures.opened(pictures.portrait("ardern-2022"), wanted=pictures.request(*wanted))
    with ThreadPoolExecutor(4) as pool:
        at_once = list(pool.map(session.render, wanted))
    for look, rendering in zip(wanted, at_once, strict=True):
        assert np.array_equal(rendering.master, pictures.rendering("ardern-2022", look).master)


def test_a_cancelled_job_stops() -> None:
    sitter = pictures.portrait("ardern-2022")
    with pytest.raises(Cancelled):
        pictures.engine().open([sitter], pictures.request("own"), progress=lambda _: None, cancelled=lambda: True)


def test_a_face_too_small_is_not_enlarged() -> None:
    sitter = pictures.measured(portraits.astronaut())
    with pytest.raises(CannotFrame):
        pictures.opened(sitter, wanted=pictures.request("studio_soft"))


def test_where_no_upright_picture_is_possible_a_square_one_is_made_and_it_is_said() -> None:
    whole = pictures.portrait("macron-2025")
    x, y, w, h = whole.face.box
    selfie = whole.image[: int(y + 1.35 * h), max(0, int(x - 0.7 * w)) : int(x + 1.7 * w)]
    sitter = pictures.measured(np.ascontiguousarray(selfie))
    with pytest.raises(CannotFrame):
        framing.search(subject.read(sitter), PORTRAIT)
    square = pictures.opened(sitter, wanted=pictures.request("studio_navy", purpose="cv")).render("studio_navy")
    assert square.edits.crop.width == square.edits.crop.height
    assert "square_by_source" in square.edits.notes
    upright = pictures.rendering("macron-2025", "studio_navy", "cv")
    assert upright.edits.crop.width < upright.edits.crop.height
    assert "square_by_source" not in upright.edits.notes


def test_the_best_photo_is_picked_whatever_the_order_and_it_is_said_why() -> None:
    good = pictures.portrait("obama-senate")
    soft = pictures.measured(damaged.blurred(good.image, good.face, 1.6), "soft")
    for order in ((good, soft), (soft, good)):
        chosen = picker.pick(order, AVATAR)
        assert chosen[0].portrait.photo_id == "obama-senate"
        assert "picked_sharper" in chosen[0].why
    session = pictures.opened(soft, good, wanted=pictures.request("studio_soft"))
    rendering = session.render("studio_soft")
    assert rendering.photo_id == "obama-senate"
    assert "picked_sharper" in rendering.edits.notes


def test_a_well_lit_photo_is_preferred_to_a_dark_one(monkeypatch: pytest.MonkeyPatch) -> None:
    lit = pictures.portrait("obama-senate")
    dark = pictures.measured(damaged.darkened(lit.image, 0.3), "dark")
    for order in ((lit, dark), (dark, lit)):
        assert [choice.portrait.photo_id for choice in picker.pick(order, AVATAR)] == ["obama-senate"]
    monkeypatch.setattr(picker, "DARK_COST", 0.0)  # the sabotage: both count as good
    assert len(picker.pick((dark, lit), AVATAR)) == 2


def test_of_equally_good_photos_the_looks_use_different_ones() -> None:
    one = pictures.portrait("obama-senate")
    other = replace(one, photo_id="again", image=np.ascontiguousarray(one.image))
    session = pictures.opened(one, other, wanted=pictures.request("studio_soft", "office"))
    assert {session.render(look).photo_id for look in ("studio_soft", "office")} == {"obama-senate", "again"}


def test_an_area_marked_as_mine_stays_in_the_picture() -> None:
    sitter = pictures.portrait("obama-senate")
    area = [(0.02, 0.5), (0.12, 0.5), (0.12, 0.62), (0.02, 0.62)]
    request = pictures.request("studio_navy")
    session = pictures.engine().open([sitter], request, progress=lambda _: None, cancelled=lambda: False, mine=[area])
    high, wide = sitter.image.shape[:2]
    rendering = session.render("studio_navy")
    middle = rendering.to_master[:, :2] @ np.array([0.07 * wide, 0.56 * high]) + rendering.to_master[:, 2]
    x, y = middle.astype(int)
    assert rendering.alpha[y, x] > 0.9
    assert pictures.rendering("obama-senate", "studio_navy").alpha[y, x] < 0.5


def test_the_brand_look_appears_only_where_a_brand_is_set_and_its_logo_never_covers_the_person() -> None:
    assert "brand" not in EVERY
    logo = np.full((40, 80, 4), 255, np.uint8)
    engine = StudioEngine(looks(), Brand(colour=(20, 60, 140), logo=logo))
    assert "brand" in engine.looks()
    sitter = pictures.portrait("obama-senate")
    session = engine.open([sitter], pictures.request("brand"), progress=lambda _: None, cancelled=lambda: False)
    rendering = session.render("brand")
    white = (rendering.master == 255).all(axis=2) & (rendering.alpha < 0.02)
    assert white.sum() > 1000
    assert np.array_equal(rendering.master[rendering.alpha >= 1], rendering.reference[rendering.alpha >= 1])


def test_the_contact_sheet_shows_every_look_small_and_marked() -> None:
    sheet = pictures.engine().framed_sheet(pictures.portrait("macron-2025"), "en")().image
    assert sheet.dtype == np.uint8
    assert sheet.shape[0] > 1000
    unmarked = pictures.engine().framed_sheet(pictures.portrait("macron-2025"), "de")().image
    assert not np.array_equal(sheet, unmarked)


def _bare_edges(image: np.ndarray, cell: tuple[int, int, int, int]) -> bool:
    """Whether paper surrounds this part of the sheet and none of its four sides is paper."""
    left, top, right, bottom = cell
    paper = (image == sheet_page.PAPER).all(axis=2)
    around = (paper[top - 1, left:right], paper[top:bottom, left - 1], paper[top:bottom, right])
    inside = (
        paper[top, left:right],
        paper[bottom - 1, left:right],
        paper[top:bottom, left],
        paper[top:bottom, right - 1],
    )
    return all(line.all() for line in around) and not any(line.mean() > 0.9 for line in inside)


def test_each_look_stands_where_a_page_cuts_its_tile() -> None:
    """The paper between the tiles is the oracle. The sabotage: a cell moved by a few pixels has paper in it."""
    drawn = pictures.engine().framed_sheet(pictures.portrait("obama-senate"), "en")()
    high, wide = drawn.image.shape[:2]
    for place in range(len(drawn.looks)):
        cell = Grid(len(drawn.looks)).cell(place)
        left, top = round(cell.left * wide), round(cell.top * high)
        right, bottom = left + round(cell.width * wide), top + round(cell.height * high)
        assert _bare_edges(drawn.image, (left, top, right, bottom)), drawn.looks[place]
        assert not _bare_edges(drawn.image, (left + 4, top, right + 4, bottom))


@pytest.mark.parametrize("rule", [QUIET, CN])
def test_the_contact_sheet_has_letters_of_the_size_the_operators_law_asks_for(rule: LabelRule) -> None:
    drawn = pictures.engine().framed_sheet(pictures.portrait("obama-senate"), "en", ("solid_light",), rule)().image
    tile = drawn[GAP : GAP + TILE, GAP : GAP + TILE]
    found = search.label(tile)
    assert found is not None
    assert found.mark.said.rule == rule


def test_a_picture_without_background_says_so_and_shows_the_person_on_white() -> None:
    rendering = pictures.rendering("obama-senate", "cutout")
    assert rendering.transparent
    assert rendering.edits.backdrop is Backdrop.REMOVED
    assert (rendering.master[rendering.alpha <= 0] == container.PAPER).all()
    others = [look for look in pictures.engine().looks() if look != "cutout"]
    assert not any(pictures.rendering("obama-senate", look).transparent for look in others[:2])


def test_the_sheet_shows_a_picture_without_background_on_a_checker(monkeypatch: pytest.MonkeyPatch) -> None:
    def dark() -> float:
        """The share of the darker squares; the picture with its footer is made smaller, so some edges are soft."""
        drawn = pictures.engine().framed_sheet(pictures.portrait("obama-senate"), "en", ("cutout",))().image
        corner = drawn[GAP + 70 : GAP + 110, GAP + 12 : GAP + 52]
        near = [np.abs(corner.astype(int) - level) <= 4 for level in sheet.CHECKER]
        assert np.mean(near[0] | near[1]) > 0.7
        return float(near[1].mean())

    assert 0.3 < dark() < 0.7
    # the sabotage: the master as it is
    monkeypatch.setattr(sheet, "_on_checker", lambda master, _alpha: master)
    assert dark() == 0


def test_a_doubtful_outline_puts_the_looks_that_hide_it_first_and_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    sitter, every = pictures.portrait("macron-2025"), tuple(pictures.engine().looks())
    calm = pictures.engine().framed_sheet(sitter, "en")()
    where = np.zeros((doubt.SIDE, doubt.SIDE), np.uint8)
    where[120:140, 60:80] = 1
    doubtful = Doubt(where=where, places=(DoubtfulPlace.LEFT_EAR,))
    monkeypatch.setattr(doubt, "between", lambda *_: doubtful)
    told = pictures.engine().framed_sheet(sitter, "en")()
    assert not set(calm.looks[:2]) & {"own", "own_softened"}  # nothing to doubt
    assert set(told.looks[:2]) == {"own", "own_softened"}
    assert set(told.looks) == set(every)
    session = pictures.opened(sitter, wanted=pictures.request("studio_soft", "own", "own_softened"))
    notes = {look: session.render(look).edits.notes for look in ("studio_soft", "own", "own_softened")}
    assert "edge_doubtful_left_ear" in notes["studio_soft"]
    assert not any(note.startswith("edge_doubtful") for look in ("own", "own_softened") for note in notes[look])


def test_a_busy_background_puts_the_looks_that_keep_it_first(monkeypatch: pytest.MonkeyPatch) -> None:
    sitter = pictures.portrait("macron-2025")
    monkeypatch.setattr(surroundings, "busy", lambda *_: True)
    assert set(pictures.engine().framed_sheet(sitter, "en")().looks[:2]) == {"own", "own_softened"}
    # the sabotage: nobody asks whether it is busy
    monkeypatch.setattr(surroundings, "busy", lambda *_: False)
    assert set(pictures.engine().framed_sheet(sitter, "en")().looks[:2]) != {"own", "own_softened"}


def test_a_wall_far_from_the_old_one_comes_last(monkeypatch: pytest.MonkeyPatch) -> None:
    sitter = pictures.portrait("macron-2025")
    monkeypatch.setattr(doubt, "between", lambda *_: doubt.NONE)
    monkeypatch.setattr(faint, "outline", lambda *_: doubt.NONE)
    usual = pictures.engine().framed_sheet(sitter, "en")().looks

    def before(level: float) -> tuple[str, ...]:
        """The order for the same person, as if the old wall had this lightness."""
        with pytest.MonkeyPatch.context() as old:
            wall = np.full((9, 3), (level, 0.0, 0.0), np.float32)
            old.setattr(backdrop, "edge_colours", lambda *_: (wall, wall))
            return pictures.engine().framed_sheet(sitter, "en")().looks

    assert before(92).index("studio_dark") > before(92).index("office")
    assert before(20).index("solid_light") > before(20).index("studio_dark")
    monkeypatch.setattr(stage, "STEP", 1000.0)  # the sabotage
    assert before(92).index("studio_dark") < before(92).index("office")
    assert set(usual) == set(before(92))


def test_a_frame_made_ready_can_be_stopped_between_its_steps() -> None:
    """Whoever asks is also made to wait there while a photo is checked, so no step may be long. The sabotage: fewer."""
    sitter, asked = pictures.portrait("macron-2025"), list[int]()

    def never() -> bool:
        asked.append(len(asked))
        return False

    pictures.engine().open([sitter], pictures.request("studio_soft"), progress=lambda _: None, cancelled=never)
    assert len(asked) == 2 + 3  # opened, photo, and three times while the frame is made ready
    for last in asked:
        left = iter(range(last))
        with pytest.raises(Cancelled):
            pictures.engine().open(
                [sitter],
                pictures.request("studio_soft"),
                progress=lambda _: None,
                cancelled=lambda left=left: next(left, None) is None,
            )
