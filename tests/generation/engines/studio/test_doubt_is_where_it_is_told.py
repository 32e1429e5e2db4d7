"""Where an outline is doubtful is told, outlined on sheet and "before", in the finished picture's own left and right.

A dark thing is drawn beside the head of a real photo; the photo is also mirrored and tilted, which the frame levels.
What the networks make of it is given: the first half takes the thing for the person, the second does not.
"""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import pytest

from generation.disclosure import views
from generation.engines.studio import sheet, stage
from generation.engines.studio.framing import affine
from generation.engines.studio.look import looks
from generation.images import Affine, Mask, RgbImage
from generation.matting import doubt, doubted, faint, shape
from generation.matting.opinions import Second
from generation.matting.shape import Seen
from generation.ports import Portrait, Rendering
from storage.records import DoubtfulPlace
from tests.assets import portraits
from tests.generation.quality import pictures

pytestmark = pytest.mark.weights

NAME, LOOK, HIDES, KEEPS = "obama-senate", "solid_light", "own_softened", "own"
NEAR, FAR = 1.1, 1.8  # of the distance between the eyes: where the thing begins, at the head, and its round end
RADIUS = 0.3
TILT = 9.0  # degrees


def as_it_is(image: RgbImage) -> RgbImage:
    return image


def mirrored(image: RgbImage) -> RgbImage:
    return np.ascontiguousarray(image[:, ::-1])


def tilted(image: RgbImage, degrees: float = TILT) -> RgbImage:
    high, wide = image.shape[:2]
    turn = cv2.getRotationMatrix2D((wide / 2, high / 2), degrees, 1)
    return np.asarray(cv2.warpAffine(image, turn, (wide, high), borderMode=cv2.BORDER_REPLICATE))


def tilted_back(image: RgbImage) -> RgbImage:
    return tilted(image, -TILT)


TURNS = (as_it_is, mirrored, tilted, tilted_back)


def thing(sitter: Portrait, side: int) -> tuple[np.ndarray, float]:
    """Its two ends, (2, 2), and its radius, in pixels of the photo; on the viewer's left (-1) or right (1)."""
    left, right = (np.array(eye) for eye in (sitter.face.eye_left, sitter.face.eye_right))
    along = (right - left) * side
    return (left + right) / 2 + np.outer((NEAR, FAR), along), RADIUS * float(np.hypot(*along))


def made(monkeypatch: pytest.MonkeyPatch, turn: Callable[[RgbImage], RgbImage], side: int, look: str):
    """The rendering; the photo as measured; where the thing's far end lies in the picture."""
    image = turn(portraits.portrait(NAME))
    bare = pictures.measured(image.copy())
    without, (ends, radius) = shape.look(bare), thing(bare, side)
    drawn(image, ends, radius, (24, 20, 18))
    alone = Seen.in_frame

    def with_thing(_: Seen, to_frame: Affine, size: tuple[int, int]) -> Mask:
        seen_as = np.zeros(size[::-1], np.float32)
        scale = float(np.sqrt(abs(np.linalg.det(to_frame[:, :2]))))
        drawn(seen_as, ends @ to_frame[:, :2].T + to_frame[:, 2], radius * scale, 0.85)
        return np.maximum(alone(without, to_frame, size), cv2.GaussianBlur(seen_as, (0, 0), 1.5))

    monkeypatch.setattr(Seen, "in_frame", with_thing)
    sitter = pictures.measured(image)
    monkeypatch.setattr(Second, "ask", lambda _: None)
    monkeypatch.setattr(Second, "in_frame", lambda _, to_frame, size: alone(without, to_frame, size))
    rendering = pictures.opened(sitter, wanted=pictures.request(look)).render(look)
    to_master = affine(rendering.edits.crop)
    return rendering, sitter, to_master[:, :2] @ ends[1] + to_master[:, 2]


def drawn(plane: np.ndarray, ends: np.ndarray, radius: float, tone: object) -> None:
    one, other = (tuple(np.rint(end).astype(int).tolist()) for end in ends)
    cv2.line(plane, one, other, tone, round(2 * radius))


def told(rendering: Rendering) -> set[str]:
    return {note for note in rendering.edits.notes if note.startswith("edge_doubtful_")}


@pytest.mark.many
@pytest.mark.parametrize("side", [-1, 1], ids=["left", "right"])
@pytest.mark.parametrize("turn", TURNS)
def test_the_side_that_is_told_is_that_of_the_picture(
    monkeypatch: pytest.MonkeyPatch, turn: Callable[[RgbImage], RgbImage], side: int
) -> None:
    rendering, _, at = made(monkeypatch, turn, side, LOOK)
    assert told(rendering) == {f"edge_doubtful_{'left' if side < 0 else 'right'}_ear"}
    where = cv2.resize(rendering.doubtful, rendering.alpha.shape[::-1], interpolation=cv2.INTER_NEAREST)
    x, y = np.rint(at).astype(int)
    assert where[y, x] == 1
    assert (x < rendering.alpha.shape[1] / 2) == (side < 0)


def test_the_sabotage_sides_by_the_photos_own_columns_turn_red(monkeypatch: pytest.MonkeyPatch) -> None:
    """Left and right taken from the person's side instead of the picture's."""
    plain = doubt.place_of
    swapped = {"left": "right", "right": "left"}

    def theirs(x: float, y: float, face: np.ndarray) -> DoubtfulPlace:
        side, _, what = plain(x, y, face).partition("_")
        return DoubtfulPlace(f"{swapped.get(side, side)}_{what}")

    monkeypatch.setattr(doubt, "place_of", theirs)
    rendering, _, _ = made(monkeypatch, mirrored, 1, LOOK)
    assert told(rendering) != {"edge_doubtful_right_ear"}


def changed(one: RgbImage, other: RgbImage) -> np.ndarray:
    return np.abs(one.astype(int) - other).max(axis=2) > 40


def test_the_before_shows_the_place_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    rendering, _, at = made(monkeypatch, as_it_is, 1, LOOK)
    line = changed(views.outlined(rendering.reference, rendering.doubtful), rendering.reference)
    rows, columns = np.nonzero(line)
    assert columns.size
    assert columns.min() < at[0] < columns.max()
    assert rows.min() < at[1] < rows.max()
    near = np.hypot(columns - at[0], rows - at[1])
    assert near.max() < 0.2 * min(line.shape)
    assert not (line & (rendering.core > 0)).any()
    shown = cv2.imdecode(np.frombuffer(views.before_view(rendering, rendering.doubtful), np.uint8), 1)
    assert changed(shown[..., ::-1], rendering.reference)[line].mean() > 0.7
    plain = cv2.imdecode(np.frombuffer(views.before_view(rendering), np.uint8), 1)
    assert changed(plain[..., ::-1], rendering.reference).mean() < 0.01  # the sabotage: no line is seen as none


@pytest.mark.parametrize("look", [HIDES, KEEPS])
def test_a_look_that_hides_it_has_no_line(monkeypatch: pytest.MonkeyPatch, look: str) -> None:
    rendering, _, _ = made(monkeypatch, as_it_is, 1, look)
    assert rendering.doubtful is None
    assert views.outlined(rendering.reference, rendering.doubtful) is rendering.reference


def test_the_sheet_shows_it_where_it_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    _, sitter, _ = made(monkeypatch, as_it_is, 1, LOOK)
    seen = []
    monkeypatch.setattr(views, "outlined", lambda picture, where: seen.append(where is not None) or picture)
    offered = [look for look in looks() if look.id in (LOOK, KEEPS, HIDES)]
    drawn = sheet.draw(sheet.framed(sitter), offered, "en")
    shown_again = [look for look in offered if not look.keeps_backdrop]
    assert seen == [False] * len(offered) + [True] * len(shown_again)
    assert drawn.looks[-1] == LOOK


def after_the_second_opinion(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a sheet still does once it has waited for the second opinion, of all that does not need it."""
    did: list[str] = []

    def noting(module: object, name: str) -> None:
        real = getattr(module, name)

        def noted(*args: object, **options: object) -> object:
            did.append(name)
            return real(*args, **options)

        monkeypatch.setattr(module, name, noted)

    for module, name in ((views, "preview_mark"), (stage, "strays"), (faint, "outline"), (Second, "in_frame")):
        noting(module, name)
    offered = [look for look in looks() if look.id in (LOOK, KEEPS, HIDES)]
    sheet.draw(sheet.framed(pictures.measured(portraits.portrait(NAME))), offered, "en")
    assert did.count("outline") >= 2  # the sheet's calm outline, and a picture's with single hairs
    return did[did.index("in_frame") :]


def test_only_what_needs_the_second_opinion_waits_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert set(after_the_second_opinion(monkeypatch)) == {"in_frame"}


def test_sabotage_a_doubt_that_is_not_begun_before_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doubted, "cache", lambda found: found)  # found anew each time
    assert "outline" in after_the_second_opinion(monkeypatch)
