"""Nobody is turned away for how they live: what a body or its device shows is accepted, or one tap says whose it is."""

from __future__ import annotations

import io
from collections.abc import Iterator

import numpy as np
import pytest
from PIL import Image

from generation import pipeline
from generation.intake import panel
from generation.intake.checks.eyes_hidden import EyesHidden
from generation.intake.checks.no_face import NoFace
from generation.settings import GenerationSettings
from generation.vision import silhouette
from generation.weights import Weights
from generation.worker import serving
from storage.records import GenerateRequest, PhotoId, Severity
from tests.assets import lived, portraits

pytestmark = pytest.mark.weights

TAPS = 2  # a person presses at most this many buttons
FIRST, *OTHERS = portraits.NAMES  # what is asked of the others too is asked in the long suite
CASES = [
    *((FIRST, what) for what in lived.LIVED),
    *(pytest.param(name, what, marks=pytest.mark.long) for name in OTHERS for what in lived.LIVED),
]


def drawn(name: str, what: str) -> np.ndarray:
    plain = panel.measure(portraits.enlarged(name, 1.3), name)
    assert plain is not None
    return lived.LIVED[what](plain.image, plain.landmarks)


def refusals(inspection: panel.Inspection) -> set[str]:
    return {finding.code for finding in inspection.findings if finding.severity is Severity.REFUSE}


def taken_after_taps(image: np.ndarray) -> tuple[panel.Inspection, set[str]]:
    """What is said once the person has pressed the button beside each refusal; a refusal without one ends it."""
    overrulable = {check.code for check in panel.PANEL if "photo-overrule" in check.words["en"]}
    pressed: set[str] = set()
    inspection = panel.inspect(image)
    for _ in range(TAPS):
        if not refusals(inspection) or not refusals(inspection) <= overrulable:
            break
        pressed |= refusals(inspection)
        inspection = panel.inspect(image, overruled=tuple(sorted(pressed)))
    return inspection, pressed


@pytest.mark.many
@pytest.mark.parametrize(("name", "what"), CASES)
def test_there_is_a_way_on(name: str, what: str) -> None:
    inspection, pressed = taken_after_taps(drawn(name, what))
    assert inspection.portrait is not None, (what, refusals(inspection))
    hinted = {finding.code for finding in inspection.findings if finding.severity is Severity.HINT}
    assert pressed <= hinted, "what was not checked is said"


def test_without_the_button_it_is_a_dead_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sabotage of the test above: a check whose button is forgotten."""
    words = {
        tongue: {k: v for k, v in said.items() if k != "photo-overrule"} for tongue, said in EyesHidden.words.items()
    }
    monkeypatch.setattr(EyesHidden, "words", words)
    inspection, _ = taken_after_taps(drawn("ardern-2022", "dark glasses"))
    assert inspection.portrait is None
    assert refusals(inspection) == {"eyes_hidden"}


@pytest.fixture(scope="module")
def tools() -> Iterator[pipeline.Tools]:
    with serving.loaded(Weights(GenerationSettings().cache_dir)) as loaded:
        yield loaded


@pytest.mark.parametrize(
    "what",
    [
        "niqab",
        *(pytest.param(what, marks=pytest.mark.long) for what in ("dark glasses", "breathing mask", "burn scars")),
    ],
)
def test_the_pictures_are_made_and_sealed(what: str, tools: pipeline.Tools) -> None:
    held = io.BytesIO()
    Image.fromarray(drawn("macron-2025", what)).save(held, "PNG")
    request = GenerateRequest(
        photo_ids=(PhotoId("mine"),), looks=("own", "studio_soft"), engine="studio", purpose="profile", language="en"
    )
    made = list(
        pipeline.make_pictures(
            [("mine", held.getvalue())], request, tools, progress=lambda *_: None, cancelled=lambda: False
        )
    )
    assert [picture.sealed is not None for picture in made] == [True, True], [picture.checks for picture in made]


@pytest.mark.parametrize("name", portraits.NAMES)
def test_a_head_is_placed_by_the_outline_about_where_the_face_is(name: str) -> None:
    """The oracle is the same portrait without the veil, whose face the detector finds."""
    image = portraits.enlarged(name, 1.3)
    plain = panel.measure(image, name)
    assert plain is not None
    guessed = silhouette.face(lived.niqab(plain.image, plain.landmarks))
    assert guessed is not None
    x, y, w, h = plain.face.box
    middle = np.array([guessed.box[0] + guessed.box[2] / 2, guessed.box[1] + guessed.box[3] / 2])
    assert np.abs(middle - [x + w / 2, y + h / 2]).max() < 0.3 * w
    assert 0.7 < guessed.box[2] / w < 1.6


def test_no_face_is_not_made_up_where_nobody_is() -> None:
    wall = np.full((900, 700, 3), (186, 178, 170), np.uint8)
    assert silhouette.face(wall) is None
    inspection = panel.inspect(wall, overruled=(NoFace.code,))
    assert refusals(inspection) == {NoFace.code}
    assert inspection.portrait is None


def test_a_face_that_is_found_is_never_guessed() -> None:
    photo = panel.look(portraits.portrait("ardern-2022"), (), comparison=False, by_outline=True)
    assert photo.guessed is None
    assert photo.faces
