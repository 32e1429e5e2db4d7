"""The quality suite: every test portrait in every look, judged by metric code of its own."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest
from skimage import color

from generation.engines.studio import framing
from generation.engines.studio.look import looks
from generation.engines.studio.shapes import AVATAR
from generation.ports import Portrayal, SafeguardContext
from generation.safeguards import panel
from generation.vision import faces
from tests.assets import drawn, tones
from tests.generation.quality import metrics, pictures

pytestmark = pytest.mark.weights
EVERY = pictures.engine().looks()
SITTERS_AND_LOOKS = [(name, look) for name in pictures.NAMES for look in EVERY]
WARNED = {
    "head_large_in_frame",
    "head_small_in_frame",
    "eye_line_low",
    "eye_line_high",
    "headroom_tight",
    "not_levelled",
}


@pytest.mark.many
@pytest.mark.parametrize(("name", "look"), SITTERS_AND_LOOKS)
def test_the_face_is_the_photos_own(name: str, look: str) -> None:
    rendering = pictures.rendering(name, look)
    worst, alike = metrics.lock(rendering)
    delta_l, delta_e = metrics.skin_shift(rendering)
    assert worst <= 2
    assert alike >= 0.99
    assert abs(delta_l) <= 0.5
    assert delta_e <= 0.5
    assert 0.98 <= metrics.texture(rendering) <= 1.02


@pytest.mark.parametrize("name", pictures.NAMES)
def test_the_crop_record_is_true(name: str) -> None:
    """Another program, given the photo and the record, makes the same face."""
    rendering = pictures.rendering(name, "studio_soft")
    assert metrics.likeness_to_rerendered(pictures.portrait(name), rendering) >= 32


def test_a_crop_record_two_pixels_off_is_noticed() -> None:
    """The sabotage of the test above."""
    rendering = pictures.rendering("obama-senate", "studio_soft")
    true = metrics.likeness_to_rerendered(pictures.portrait("obama-senate"), rendering)
    moved = replace(rendering.edits.crop, x=rendering.edits.crop.x + 3)
    false = replace(rendering, edits=replace(rendering.edits, crop=moved))
    assert metrics.likeness_to_rerendered(pictures.portrait("obama-senate"), false) < true - 4


@pytest.mark.parametrize(("name", "look"), SITTERS_AND_LOOKS)
def test_the_head_sits_in_the_bands_or_it_is_said(name: str, look: str) -> None:
    """Measured on the finished picture: its own face detection, its own matte."""
    rendering = pictures.rendering(name, look)
    face = faces.detect(rendering.master)[0]
    height = rendering.alpha.shape[0]
    eye = (face.eye_left[1] + face.eye_right[1]) / 2 / height
    roll = np.degrees(np.arctan2(face.eye_right[1] - face.eye_left[1], face.eye_right[0] - face.eye_left[0]))
    column = rendering.alpha[:, int(face.box[0]) : int(face.box[0] + face.box[2])].max(axis=1)
    headroom = int(np.argmax(column > 0.5)) / height
    warned = bool(WARNED & set(rendering.edits.notes))
    assert warned or AVATAR.eye.low - 0.02 <= eye <= AVATAR.eye.high + 0.02
    assert warned or AVATAR.headroom.low - 0.02 <= headroom <= AVATAR.headroom.high + 0.02
    assert warned or abs(roll) <= 4
    assert rendering.edits.crop.scale <= 1
    assert metrics.cut_edge(pictures.portrait(name), rendering) <= 0.03


@pytest.mark.parametrize("name", pictures.NAMES)
def test_solid_is_even_and_soft_light_is_soft(name: str) -> None:
    solid = pictures.rendering(name, "solid_light")
    soft = pictures.rendering(name, "studio_soft")
    assert metrics.evenness(solid.master, solid.alpha) <= 1
    assert metrics.evenness(soft.master, soft.alpha) <= 15


@pytest.mark.parametrize("name", pictures.NAMES)
def test_any_two_looks_of_one_person_differ_in_structure_or_clearly_in_colour(name: str) -> None:
    """Measured on the finished pictures, so with the tones really picked for this photo."""
    means = {}
    for look in looks():
        if look.tones:
            rendering = pictures.rendering(name, look.id)
            means[look.id] = (look.family, color.rgb2lab(rendering.master)[rendering.alpha <= 0].mean(axis=0))
    for (one, (family, mean)), (other, (its_family, its_mean)) in itertools.combinations(means.items(), 2):
        apart = color.deltaE_ciede2000(mean, its_mean)
        assert apart >= 5 or family != its_family, (one, other, apart)


def test_the_search_and_the_finished_picture_agree() -> None:
    session = pictures.session("obama-senate")
    choice = session.choices[0]
    measured = framing.measure(choice.subject, choice.framing.crop)
    face = faces.detect(pictures.rendering("obama-senate", "studio_navy").master)[0]
    height = choice.framing.crop.height
    assert (face.eye_left[1] + face.eye_right[1]) / 2 / height == pytest.approx(float(measured.eye[0]), abs=0.03)


COVERED = {
    "black scarf": drawn.headscarf,
    "patterned scarf": lambda image, points: drawn.headscarf(image, points, (180, 90, 120)),
    "turban": drawn.turban,
    "glasses": drawn.glasses,
    "vitiligo": drawn.vitiligo,
}


@pytest.mark.many
@pytest.mark.parametrize("what", COVERED)
@pytest.mark.parametrize("look", ["studio_dark", "studio_soft"])
def test_what_people_wear_and_what_they_were_born_with_stays(what: str, look: str) -> None:
    plain = pictures.portrait("obama-senate")
    image = COVERED[what](plain.image.copy(), plain.landmarks)
    sitter = pictures.measured(image, what)
    rendering = pictures.opened(sitter, wanted=pictures.request(look)).render(look)
    changed = np.abs(image.astype(int) - plain.image).max(axis=2) > 24
    rows, columns = np.nonzero(changed)
    places = np.stack([columns, rows], axis=1) @ rendering.to_master[:, :2].T + rendering.to_master[:, 2]
    height, width = rendering.alpha.shape
    x, y = np.rint(places).astype(int).T
    seen = (x >= 0) & (x < width) & (y >= 0) & (y < height)
    kept = rendering.alpha[y[seen], x[seen]] > 0.9
    assert kept.mean() >= 0.95
    verdicts = panel.panel_for(Portrayal.KEPT).judge(rendering, SafeguardContext(portraits=(sitter,), comparison=False))
    assert not panel.withheld(verdicts)


@pytest.mark.many
@pytest.mark.parametrize("target", tones.TARGETS)
def test_every_tone_gets_the_same_verdicts_and_keeps_its_lightness(target: str) -> None:
    plain = pictures.portrait("obama-senate")
    sitter = pictures.measured(tones.toned(plain.image, plain.landmarks, target), target)
    rendering = pictures.opened(sitter, wanted=pictures.request("studio_soft")).render("studio_soft")
    verdicts = panel.panel_for(Portrayal.KEPT).judge(rendering, SafeguardContext(portraits=(sitter,), comparison=True))
    assert [verdict.code for verdict in verdicts if not verdict.passed] == []
    lightness = next(verdict.value for verdict in verdicts if verdict.code == "skin_tone")
    assert lightness == pytest.approx(0, abs=0.5)
