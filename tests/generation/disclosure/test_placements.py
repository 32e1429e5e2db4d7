"""Where the label stands, in drawn pictures whose every part is known: it is small, legible, and touches no person.

The oracles are the sitters' own geometry and plain arithmetic on the pixels that changed, not the product's masks.
"""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from generation.disclosure import container, corner, drawing, forms, label, lockup, people, rim, table
from generation.disclosure.drawing import Drawn, draw
from generation.disclosure.label import CN, QUIET, Box
from generation.disclosure.lockup import Said
from generation.disclosure.watermark import Marked
from generation.disclosure.wording import languages, words
from storage.records import LabelCode, Placement
from tests.generation.disclosure.sitters import DARK, GREY, LIGHT, MIDDLE, Sitter, sitter

NEVER = ("face", "hands", "edge", "collar", "tie", "hair", "neck")
ON_PHOTO = (Placement.RIM, Placement.CORNER)


def said(code: str = LabelCode.BACKGROUND_REPLACED, language: str = "en", rule=QUIET) -> Said:
    return Said(code=code, words=words(language), rule=rule)


def drawn(who: Sitter, placement: Placement, what: Said | None = None) -> Drawn:
    painted = np.asarray(1 - who.alpha, np.float32)
    return draw(who.picture, what or said(), placement=placement, painted=painted)


def photo_of(done: Drawn) -> np.ndarray:
    return done.image[done.frame.window]


def luminance(pixels: np.ndarray) -> np.ndarray:
    """WCAG 2.2's own formula."""
    unit = pixels.astype(np.float64) / 255
    linear = np.where(unit <= 0.04045, unit / 12.92, ((unit + 0.055) / 1.055) ** 2.4)
    return linear @ np.array((0.2126, 0.7152, 0.0722))


def strongest(who: Sitter, done: Drawn) -> np.ndarray:
    """(H, W) of the photo: pixels changed nearly as much as any: the letters' own."""
    change = np.abs(photo_of(done).astype(int) - who.image).sum(2)
    return change > 0.8 * np.percentile(change[change > 0], 98)


def beside(letters: np.ndarray, least: int, most: int) -> np.ndarray:
    """Pixels at least so far and at most so far from a letter."""
    away = cv2.distanceTransform((~letters).astype(np.uint8), cv2.DIST_L2, 5)
    return (away >= least) & (away <= most)


# --- where it stands -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "placement", "spot"),
    [
        ({}, Placement.RIM, "top"),
        ({"dressed": True, "hands": True}, Placement.RIM, "top"),
        ({"up": 0.1}, Placement.RIM, "bottom"),
        ({"up": 0.1, "dressed": True}, Placement.RING, "bottom"),
        ({"up": 0.1, "hands": True}, Placement.RING, "bottom"),
        ({"up": 0.1, "grey": True}, Placement.RING, "bottom"),
    ],
)
def test_an_avatar_has_it_above_the_head_else_on_calm_cloth_else_on_a_ring(facts, placement, spot):
    done = drawn(sitter(**facts), Placement.RIM)
    assert (done.mark.placement, done.mark.spot) == (placement, spot)


@pytest.mark.parametrize(
    ("facts", "placement", "spot"),
    [
        ({}, Placement.CORNER, "top_right_icon"),
        ({"up": 0.3}, Placement.FOOTER, "bottom"),
    ],
)
def test_a_portrait_has_it_in_a_free_corner_else_below(facts, placement, spot):
    done = drawn(sitter(512, tall=True, **facts), Placement.CORNER)
    assert (done.mark.placement, done.mark.spot) == (placement, spot)


def test_a_corner_that_is_taken_is_left_for_the_next():
    who = sitter(512, tall=True)
    alpha = who.alpha.copy()
    alpha[:100, 256:] = 1.0
    taken = Sitter(image=who.image, alpha=alpha, core=who.core, parts=who.parts)
    assert drawn(taken, Placement.CORNER).mark.spot == "top_left_icon"


@pytest.mark.parametrize("facts", [{}, {"tall": True}])
@pytest.mark.parametrize("placement", list(Placement))
def test_there_is_always_a_place_even_where_the_face_fills_the_frame(placement, facts):
    who = sitter(400, **facts)
    full = Sitter(image=who.image, alpha=np.ones_like(who.alpha), core=np.ones_like(who.core), parts=who.parts)
    assert drawn(full, placement).mark.placement in {Placement.RING, Placement.FOOTER}


@pytest.mark.parametrize(("asked", "got"), [(Placement.RIM, Placement.CORNER), (Placement.RING, Placement.CORNER)])
def test_what_belongs_to_a_circle_goes_into_a_corner_of_a_portrait(asked, got):
    assert drawn(sitter(512, tall=True), asked).mark.placement is got


@pytest.mark.parametrize("placement", list(Placement))
def test_a_picture_without_backdrop_has_its_label_below(placement):
    assert drawn(sitter(512), placement, said(LabelCode.BACKGROUND_REMOVED)).mark.placement is Placement.FOOTER


def test_the_purpose_decides_unless_somebody_does():
    natural = {
        purpose: label.natural(purpose) for purpose in ("profile", "directory", "cv", "badge", "speaking", "new")
    }
    assert {purpose for purpose, placement in natural.items() if placement is Placement.RIM} == {"profile", "directory"}
    assert set(natural.values()) == {Placement.RIM, Placement.CORNER}
    assert label.chosen("", "profile") is Placement.RIM
    assert label.chosen("footer", "profile") is Placement.FOOTER
    with pytest.raises(ValueError, match="chip"):
        label.chosen("chip", "profile")


# --- what it touches -------------------------------------------------------------------------------------------------

EVERYBODY = [
    {},
    {"up": 0.03},
    {"up": 0.06},
    {"up": 0.08, "dressed": True},
    {"up": 0.1},
    {"up": 0.1, "hands": True},
    {"up": 0.2, "grey": True, "hands": True},
]


@pytest.mark.many
@pytest.mark.parametrize("facts", EVERYBODY)
@pytest.mark.parametrize("language", languages())
def test_no_pixel_of_face_hands_hair_collar_or_tie_lies_under_a_label(facts, language):
    for who in (sitter(512, **facts), sitter(400, tall=True, **facts)):
        for placement in ON_PHOTO:
            for code in (LabelCode.BACKGROUND_REPLACED, LabelCode.AI_BACKGROUND):
                done = drawn(who, placement, said(code, language))
                if forms.FORMS[done.mark.placement].grows:
                    continue
                changed = (photo_of(done) != who.image).any(2)
                assert not (changed & who.of(*NEVER)).any()
                if done.mark.spot != "bottom":
                    assert not (changed & who.parts["cloth"]).any()


def test_a_line_laid_over_the_hair_would_be_seen(monkeypatch):
    """Sabotage: nobody is seen any more, and the label goes where the hair is."""
    who = sitter(512, up=0.08)
    monkeypatch.setattr(people, "_any", lambda mask, size: np.zeros(size[::-1], bool))
    changed = (photo_of(drawn(who, Placement.RIM)) != who.image).any(2)
    assert (changed & who.of("hair", "edge")).any()


@pytest.mark.parametrize("backdrop", [GREY, DARK, LIGHT])
@pytest.mark.parametrize("placement", ON_PHOTO)
def test_at_most_one_per_cent_of_a_backdrop_changes(backdrop, placement):
    who = sitter(768, backdrop=backdrop)
    for code in set(table.LABEL_CODES) - {LabelCode.BACKGROUND_REMOVED}:
        done = drawn(who, placement, said(code))
        assert (photo_of(done) != who.image).any(2).mean() <= 0.01
        assert np.array_equal(done.covered, (done.image != who.image).any(2))


def half_middle() -> Sitter:
    """Before a light wall that is of middle grey on the right, where neither ink stands out alone."""
    who = sitter(512, tall=True, backdrop=LIGHT)
    image = who.image.copy()
    right = np.zeros(who.alpha.shape, bool)
    right[:, 256:] = who.alpha[:, 256:] == 0
    image[right] = MIDDLE
    return Sitter(image=image, alpha=who.alpha, core=who.core, parts=who.parts)


def test_a_corner_whose_ground_would_be_moved_far_is_left_for_a_quieter_one(monkeypatch):
    who, what = half_middle(), said(LabelCode.AI_BACKGROUND)
    done = drawn(who, Placement.CORNER, what)
    assert done.mark.spot == "top_left_icon"
    assert (photo_of(done) != who.image).any(2).mean() <= 0.01
    # the sabotage: any change will do
    monkeypatch.setattr(drawing, "MOST_CHANGED", 1.0)
    done = drawn(who, Placement.CORNER, what)
    assert done.mark.spot == "top_right_icon"
    assert (photo_of(done) != who.image).any(2).mean() > 0.01


def test_where_every_corner_is_of_middle_grey_the_one_that_changes_least_is_taken():
    who, what = sitter(512, tall=True, backdrop=MIDDLE), said(LabelCode.AI_BACKGROUND)
    free, *others = [corner.inscribed(who.picture, what), *corner.inscribed(who.picture, what).others()]
    shares = [drawing._quietest(replace(each, others=tuple), Placement.CORNER, what) for each in (free, *others)]
    changed = [float((letters != done.canvas[done.stroke.box.window]).any(2).sum()) for _, done, _, letters in shares]
    taken = drawn(who, Placement.CORNER, what)
    assert (photo_of(taken) != who.image).any(2).sum() <= min(changed) * 1.02


def test_where_the_rim_would_change_too_much_the_ring_is_taken(monkeypatch):
    """The sabotage: any change will do, and more than a hundredth of the frame changes along the rim."""
    who, what = sitter(400, backdrop=MIDDLE), said(LabelCode.AI_BACKGROUND)
    assert drawn(who, Placement.RIM, what).mark.placement is Placement.RING
    monkeypatch.setattr(drawing, "MOST_CHANGED", 1.0)
    done = drawn(who, Placement.RIM, what)
    assert done.mark.placement is Placement.RIM
    assert (photo_of(done) != who.image).any(2).mean() > 0.01


def test_on_cloth_at_most_three_per_cent_changes():
    who = sitter(768, up=0.1)
    done = drawn(who, Placement.RIM)
    assert done.mark.spot == "bottom"
    assert (photo_of(done) != who.image).any(2).mean() <= 0.032


# --- how it looks ----------------------------------------------------------------------------------------------------


@pytest.mark.many
@pytest.mark.parametrize("backdrop", [GREY, DARK, LIGHT, MIDDLE])
@pytest.mark.parametrize("placement", ON_PHOTO)
@pytest.mark.parametrize(("code", "least"), [(LabelCode.BACKGROUND_REPLACED, 4.5), (LabelCode.AI_MODIFIED, 5.0)])
def test_letters_stand_out_on_the_final_pixels(backdrop, placement, code, least):
    who = sitter(768, backdrop=backdrop)
    done = drawn(who, placement, said(code))
    final = container.decode(container.encode(done.image, container.Format.JPEG)).image
    letters = strongest(who, done)
    ground = beside(letters, 3, 6)
    ink, paper = luminance(final[letters]).mean(), luminance(final[ground]).mean()
    assert (max(ink, paper) + 0.05) / (min(ink, paper) + 0.05) >= least


@pytest.mark.parametrize("side", [400, 768, 1024])
@pytest.mark.parametrize(("rule", "low", "high"), [(QUIET, 0.025, 0.03), (CN, 0.05, 0.056)])
def test_capitals_are_as_high_as_the_rule_says(side, rule, low, high):
    """Measured on the pixels: along the rim a capital reaches from one radius to another."""
    who = sitter(side)
    done = drawn(who, Placement.RIM, said(rule=rule))
    assert done.mark.spot == "top"
    tall = radial_height(who, done)
    assert low * side - 0.5 <= tall <= high * side + 1
    if rule is QUIET and side == 400:
        assert tall >= 10


def radial_height(who: Sitter, done: Drawn) -> float:
    """Pixels between the innermost and the outermost radius at which letters are drawn well."""
    y, x = np.nonzero(np.abs(photo_of(done).astype(int) - who.image).sum(2) > 120)
    side = who.image.shape[1]
    radius = np.hypot(x + 0.5 - side / 2, y + 0.5 - side / 2)
    return float(np.percentile(radius, 99.5) - np.percentile(radius, 0.5)) + 0.5


def test_a_label_drawn_too_small_would_be_measured(monkeypatch):
    """Sabotage: letters at two thirds of the size."""
    who = sitter(768)
    small = Said(code=LabelCode.BACKGROUND_REPLACED, words=words("en"), rule=label.LabelRule(0.017, 0.023))
    assert radial_height(who, drawn(who, Placement.RIM, small)) < 0.025 * 768 - 0.5


def test_the_main_element_is_larger_and_a_hairline_stands_after_it():
    line = lockup.single(said(LabelCode.AI_GENERATED), 1000, 4)
    first = line.letters[:, : round(0.03 * 4000)]  # of "AI"
    assert 0.03 <= np.ptp(np.nonzero(first.max(1) > 0.5)[0]) / 4000 <= 0.036
    rest = line.letters[:, -round(0.05 * 4000) :]
    assert 0.025 <= np.ptp(np.nonzero(rest.max(1) > 0.5)[0]) / 4000 <= 0.03
    assert (np.isclose(line.letters, lockup.HAIRLINE_INK).sum(0) > 0.03 * 4000).any()


@pytest.mark.many
@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("placement", list(Placement))
def test_no_letter_or_sign_is_cut_off(language, placement):
    """As much ink arrives in the picture as was set."""
    who = sitter(768)
    for code in table.LABEL_CODES:
        what = said(code, language)
        placed, done = forms.inscribed(who.picture, what, placement)
        line = forms.FORMS[placed].line(what, 768, 2).letters.sum() / 4
        share = done.canvas.shape[1] / 768
        icon = 0.0 if placed in {Placement.RIM, Placement.RING} or what.levels else None
        if icon is not None:
            assert done.stroke.letters.sum() == pytest.approx(line * share * share, rel=0.06)
        else:
            assert done.stroke.letters.sum() >= 0.97 * line


def test_a_line_pushed_over_the_edge_would_be_missed(monkeypatch):
    """Sabotage: the same measure where the rim's margin is gone."""
    monkeypatch.setattr(rim, "MARGIN", -0.015)
    what = said()
    _, done = forms.inscribed(sitter(768).picture, what, Placement.RIM)
    assert done.stroke.letters.sum() < 0.94 * lockup.single(what, 768, 2).letters.sum() / 4


@pytest.mark.parametrize(("language", "rightmost"), [("en", False), ("ar", True), ("he", True)])
def test_what_is_read_from_the_right_stands_at_the_right(language, rightmost):
    who = sitter(512)
    _, done = forms.inscribed(who.picture, said(language=language), Placement.FOOTER)
    middle = done.stroke.box.x + done.stroke.box.width / 2
    assert (middle > 256) is rightmost


# --- what grows ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("side", [512, 768, 1024, 2048])
def test_the_ring_is_slim_moves_no_block_and_scales_no_pixel(side):
    who = sitter(side)
    done = drawn(who, Placement.RING)
    assert done.frame.x == done.frame.y
    assert done.frame.x % 8 == 0
    assert done.frame.x / done.image.shape[0] <= 0.05
    y, x = np.mgrid[:side, :side] + 0.5
    disc = np.hypot(x - side / 2, y - side / 2) < side / 2 - 1
    assert np.array_equal(photo_of(done)[disc], who.image[disc])
    assert not done.covered[done.frame.window][disc].any()
    assert done.covered[done.frame.window][0, 0]


@pytest.mark.many
@pytest.mark.parametrize("language", languages())
def test_letters_stay_on_the_ring(language):
    who = sitter(768)
    for code in set(table.LABEL_CODES) - {LabelCode.BACKGROUND_REMOVED}:
        _, done = forms.inscribed(who.picture, said(code, language), Placement.RING)
        box, side = done.stroke.box, done.canvas.shape[0]
        y, x = np.nonzero(done.stroke.letters > 0.1)
        radius = np.hypot(x + box.x + 0.5 - side / 2, y + box.y + 0.5 - side / 2)
        assert radius.min() >= 768 / 2 - 0.5
        assert radius.max() <= side / 2


@pytest.mark.parametrize("facts", [{}, {"tall": True}])
def test_the_footer_is_low_and_leaves_the_picture_as_it_is(facts):
    who = sitter(512, **facts)
    done = drawn(who, Placement.FOOTER)
    assert np.array_equal(photo_of(done), who.image)
    assert not done.covered.any()
    assert (done.image.shape[0] - who.image.shape[0]) / done.image.shape[0] <= 0.065
    assert done.frame == Box(x=0, y=0, width=512, height=who.image.shape[0])


def test_the_hidden_mark_is_told_where_candid_painted():
    """The canvas as it has grown; the ring's corners and the footer count as painted, the person does not."""
    who, seen = sitter(512), {}
    for placement in (Placement.RING, Placement.FOOTER):

        def hide(image, painted, finish, placement=placement):
            seen[placement] = image.shape[:2] == painted.shape, painted
            return Marked(image=finish(image), strength=0.0)

        painted = np.asarray(1 - who.alpha, np.float32)
        done = draw(who.picture, said(), placement=placement, painted=painted, hide=hide)
        same, whole = seen[placement]
        assert same
        assert whole[-1, 0] == whole[0, 0] == 1
        assert whole[done.frame.window][who.core > 0].max() < 0.01


def test_a_label_laid_down_is_what_the_blending_formula_says_everywhere() -> None:
    """Only edges are really blended; inside and outside must come out as if they had been, also at any coverage."""
    chance = np.random.default_rng(5)
    image = chance.integers(0, 256, (90, 120, 3), np.uint8)
    coverage = label.rounded(60, 40, radius=12.0)
    coverage[10:14] = chance.random((4, 60), np.float32)
    patch = label.Patch(pixels=chance.integers(0, 256, (40, 60, 3), np.uint8), coverage=coverage)
    laid = label.lay(image, patch, Box(x=31, y=17, width=60, height=40))
    expected = image.copy()
    share = coverage[..., None]
    expected[17:57, 31:91] = np.rint(image[17:57, 31:91] * (1 - share) + patch.pixels * share).astype(np.uint8)
    assert np.array_equal(laid, expected)
