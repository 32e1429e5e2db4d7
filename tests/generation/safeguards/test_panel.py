"""Every safeguard passes an honest picture and turns red, alone or beside the face lock, on its own sabotage.

The face lock sees every changed pixel of the face, so it is red with each of them; what is asserted is what else is.
"""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from generation.ports import Portrayal, Rendering, SafeguardContext
from generation.safeguards import own_photo, panel
from generation.vision import embed, light
from generation.vision import landmarks as mesh
from storage.records import Light, Verdict
from tests.generation.quality import pictures
from tests.generation.quality.retouching import SITTER, honest, lightened, retouched, smoothed, warped

pytestmark = pytest.mark.weights


def context(name: str = SITTER, *, comparison: bool = True) -> SafeguardContext:
    return SafeguardContext(portraits=(pictures.portrait(name),), comparison=comparison)


def judged(rendering: Rendering, seen: SafeguardContext | None = None) -> tuple[Verdict, ...]:
    return panel.panel_for(Portrayal.KEPT).judge(rendering, seen or context())


def red(rendering: Rendering, seen: SafeguardContext | None = None) -> set[str]:
    return {verdict.code for verdict in judged(rendering, seen) if not verdict.passed}


@pytest.mark.many
@pytest.mark.parametrize("name", pictures.NAMES)
@pytest.mark.parametrize("look", ["studio_soft", "studio_dark", "solid_light", "office", "own_softened", "own"])
def test_an_honest_picture_passes_every_safeguard(name: str, look: str) -> None:
    verdicts = judged(pictures.rendering(name, look), context(name))
    assert {verdict.code for verdict in verdicts if not verdict.passed} == set()
    assert not panel.withheld(verdicts)


def test_three_levels_in_one_spot_of_the_face_are_seen_by_the_lock_alone() -> None:
    rendering = honest()
    y, x = (int(axis.mean()) for axis in np.nonzero(rendering.core > 0.5))
    master = rendering.master.copy()
    spot = master[y : y + 3, x : x + 3].astype(int)
    master[y : y + 3, x : x + 3] = np.where(spot > 128, spot - 3, spot + 3)
    assert red(replace(rendering, master=master)) == {"face_core"}


def test_smoothed_skin_loses_its_texture() -> None:
    assert red(retouched(smoothed)) == {"face_core", "texture"}


def test_a_jaw_five_percent_narrower_breaks_the_shape() -> None:
    assert red(warped(0.05)) - {"texture"} == {"face_core", "geometry"}


def test_skin_five_lighter_loses_its_tone() -> None:
    lighter = retouched(lightened(5))
    assert red(lighter) == {"face_core", "skin_tone"}
    value = next(verdict.value for verdict in judged(lighter) if verdict.code == "skin_tone")
    assert value == pytest.approx(5, abs=0.6)


def test_skin_five_darker_loses_its_tone_and_is_told_from_lighter() -> None:
    darker = retouched(lightened(-5))
    assert red(darker) == {"face_core", "skin_tone"}
    value = next(verdict.value for verdict in judged(darker) if verdict.code == "skin_tone")
    assert value == pytest.approx(-5, abs=0.6)


def test_another_persons_face_is_no_likeness() -> None:
    """Everything else about the picture is right: it is an honest picture, of somebody else."""
    other = honest(name="macron-2025")
    mine = pictures.portrait(SITTER)
    theirs = pictures.portrait("macron-2025")
    claimed = replace(theirs, image=theirs.image, photo_id=mine.photo_id)
    seen = SafeguardContext(portraits=(replace(claimed, image=_face_from(mine, theirs)),), comparison=True)
    assert "likeness" in red(replace(other, photo_id=mine.photo_id), seen)


def _face_from(mine: object, theirs: object) -> np.ndarray:
    """The other photo with my face laid over it by the landmarks, so that only the likeness is wrong."""
    turn, _ = cv2.estimateAffinePartial2D(mine.landmarks, theirs.landmarks)  # type: ignore[attr-defined]
    height, width = theirs.image.shape[:2]  # type: ignore[attr-defined]
    moved = cv2.warpAffine(mine.image, turn, (width, height), borderMode=cv2.BORDER_REPLICATE)  # type: ignore[attr-defined]
    hull = cv2.convexHull(theirs.landmarks.astype(np.int32))  # type: ignore[attr-defined]
    inside = cv2.fillConvexPoly(np.zeros((height, width), np.float32), hull, 1.0)[..., None]
    return np.rint(theirs.image * (1 - inside) + moved * inside).astype(np.uint8)  # type: ignore[attr-defined]


def test_without_consent_faces_are_not_compared() -> None:
    verdict = next(v for v in judged(honest(), context(comparison=False)) if v.code == "likeness")
    assert verdict.passed
    assert verdict.skipped == "no_comparison_consent"
    assert verdict.value is None


def test_a_second_face_in_the_backdrop_is_seen() -> None:
    rendering = honest()
    face = pictures.portrait("macron-2025")
    x, y, w, h = (round(n) for n in face.face.box)
    patch = cv2.resize(face.image[max(0, y - h // 2) : y + h + h // 3, max(0, x - w // 4) : x + w + w // 4], (130, 170))
    master = rendering.master.copy()
    master[2:172, 2:132] = patch
    assert red(replace(rendering, master=master)) == {"one_face"}


def test_an_enlarged_face_is_seen() -> None:
    rendering = honest()
    crop = rendering.edits.crop
    grown = replace(crop, scale=crop.scale * 1.6)
    turn = rendering.to_master * 1.6
    bigger = replace(rendering, edits=replace(rendering.edits, crop=grown), to_master=turn)
    assert "upscaled" in red(bigger)


def test_a_crop_that_is_not_the_declared_one_is_seen() -> None:
    rendering = honest()
    crop = replace(rendering.edits.crop, x=rendering.edits.crop.x + 8)
    assert red(replace(rendering, edits=replace(rendering.edits, crop=crop))) == {"upscaled"}


def test_a_cut_shoulder_is_seen() -> None:
    """The photo ends left of the shoulder's middle, and the picture goes on beyond it."""
    rendering = honest()
    sitter = pictures.portrait(SITTER)
    low = sitter.landmarks[mesh.CHIN]
    cut = int(low[0] - 1.15 * np.ptp(sitter.landmarks[:, 0]))
    turn = rendering.to_master.copy()
    turn[:, 2] += turn[:, :2] @ np.array([cut, 0.0])
    moved = replace(rendering.edits.crop, x=rendering.edits.crop.x - cut)
    narrower = replace(sitter, image=sitter.image[:, cut:].copy(), landmarks=sitter.landmarks - np.float32([cut, 0]))
    claimed = replace(rendering, to_master=turn, edits=replace(rendering.edits, crop=moved))
    seen = SafeguardContext(portraits=(narrower,), comparison=False)
    assert red(claimed, seen) == {"cut_edge"}


@pytest.mark.parametrize(("air", "said"), [(0.012, set()), (-0.012, {"cut_edge"})])
def test_a_head_that_just_clears_the_photos_top_is_whole_and_one_that_does_not_is_cut(
    air: float, said: set[str]
) -> None:
    """``air``: from the photo's top border down to the head, of the frame."""
    rendering = honest()
    sitter = pictures.portrait(SITTER)
    back = cv2.invertAffineTransform(rendering.to_master)
    rows, columns = np.nonzero(rendering.alpha > 0.5)
    top = (np.stack([columns, rows], axis=1) @ back[:, :2].T + back[:, 2])[:, 1].min()
    cut = round(float(top - air * len(rendering.alpha) / rendering.edits.crop.scale))
    turn = rendering.to_master.copy()
    turn[:, 2] += turn[:, :2] @ np.array([0.0, cut])
    lower = replace(sitter, image=sitter.image[cut:].copy(), landmarks=sitter.landmarks - np.float32([0, cut]))
    moved = replace(rendering.edits.crop, y=rendering.edits.crop.y - cut)
    claimed = replace(rendering, to_master=turn, edits=replace(rendering.edits, crop=moved))
    assert red(claimed, SafeguardContext(portraits=(lower,), comparison=False)) == said


def test_a_black_picture_is_no_picture() -> None:
    rendering = honest()
    black = np.zeros_like(rendering.master)
    assert "blank" in red(replace(rendering, master=black))


def test_a_chosen_light_must_be_the_declared_one() -> None:
    brighter = pictures.opened(
        pictures.portrait(SITTER), wanted=pictures.request("studio_soft", light=Light.BRIGHTER)
    ).render("studio_soft")
    assert red(brighter) == set()
    hidden = replace(brighter, edits=replace(brighter.edits, light=Light.AS_TAKEN, light_delta_l=0.0))
    assert red(hidden) == {"skin_tone"}
    understated = replace(brighter, edits=replace(brighter.edits, light_delta_l=brighter.edits.light_delta_l - 2))
    assert red(understated) == {"skin_tone"}


def test_nothing_is_judged_by_no_safeguards() -> None:
    with pytest.raises(panel.NoSafeguards):
        panel.Panel(())


class UnsafeShrug:
    code = "shrug"

    def __init__(self, verdict: Verdict) -> None:
        self.verdict = verdict

    def __call__(self, rendering: Rendering, context: SafeguardContext) -> Verdict:
        return self.verdict


@pytest.mark.parametrize(
    "verdict",
    [
        Verdict(code="shrug", passed=True, value=float("nan")),
        Verdict(code="shrug", passed=None),  # type: ignore[arg-type]
        Verdict(code="somebody_elses", passed=True),
    ],
)
def test_an_unclear_verdict_is_a_no(verdict: Verdict) -> None:
    verdicts = panel.Panel((UnsafeShrug(verdict),)).judge(honest(), context())
    assert panel.withheld(verdicts)


def test_no_verdict_at_all_withholds() -> None:
    assert panel.withheld(())


def test_every_safeguard_says_why_in_every_language_and_nothing_else() -> None:
    for kind in panel.found():
        assert all(set(said) == {"withheld"} for said in kind.words.values()), kind.code
        assert not kind.words or {"en", "de"} <= kind.words.keys()


UNITS = {"cut_edge": "ratio", "skin_tone": "L*", "geometry": "ratio", "likeness": "cosine"}
"""Of safeguards that compare with the photo."""


@pytest.mark.parametrize("portrayal", [Portrayal.KEPT, Portrayal.REDRAWN])
def test_a_picture_whose_photo_is_not_there_is_held_back_by_all_who_compare(portrayal: Portrayal) -> None:
    nobody = SafeguardContext(portraits=(), comparison=True)
    verdicts = {each.code: each for each in panel.panel_for(portrayal).judge(honest(), nobody)}
    comparing = {code: verdicts[code] for code in UNITS.keys() & verdicts.keys()}
    assert comparing
    assert not any(verdict.passed for verdict in comparing.values())
    assert {code: verdict.unit for code, verdict in comparing.items()} == {code: UNITS[code] for code in comparing}


MEASURED_IN = {
    "blank": "levels", "upscaled": "ratio", "cut_edge": "ratio", "face_core": "levels", "skin_tone": "L*",
    "texture": "ratio", "one_face": "faces", "geometry": "ratio", "likeness": "cosine", "eyes": "dE",
    "grown": "share", "alike": "cosine", "asked_tone": "degrees", "explicit": "score",
}  # fmt: skip


@pytest.mark.parametrize("portrayal", Portrayal)
def test_every_verdict_is_told_with_its_value_its_limit_and_their_unit(portrayal: Portrayal) -> None:
    """So that whoever reads it can see by how much a picture was held back."""
    verdicts = panel.panel_for(portrayal).judge(replace(honest(), invented={"tone": "light"}), context())
    assert {each.code: each.unit for each in verdicts} == {each.code: MEASURED_IN[each.code] for each in verdicts}
    assert [each.code for each in verdicts if each.value is None or each.limit is None] == []


def test_in_black_and_white_the_photo_that_is_compared_is_turned_grey_whole_and_in_its_place() -> None:
    """Against the face network on the whole photo in grey; the product greys the face alone."""
    mine = pictures.portrait(SITTER)
    whole = embed.embed_at(light.grey(mine.image), mine.landmarks)
    assert embed.similarity(own_photo.embedded(mine, context(), grey=True), whole) > 0.999
