"""The limits of generated pictures are settings: each says its evidence, moves its own verdict, none can be undone."""

from __future__ import annotations

from dataclasses import replace

import cv2
import pytest
from pydantic import ValidationError

from generation.ports import Portrayal, Rendering, SafeguardContext
from generation.safeguards.limits import GUESS, SHIPPED, Limits, rows
from generation.safeguards.panel import panel_for
from generation.settings import GenerationSettings
from tests.generation.quality import pictures
from tests.generation.quality.retouching import SITTER, honest
from tests.generation.safeguards.test_redrawn import redrawn

IMPOSSIBLE: dict[str, tuple[float, str]] = {
    "likeness": (1.01, "likeness"),
    "likeness_slack": (-1.0, "likeness"),
    "skin_lightness": (-1.0, "skin_tone"),
    "skin_colour": (-1.0, "skin_tone"),
    "skin_hue": (-1.0, "skin_tone"),
    "proportions": (-1.0, "geometry"),
    "texture_least": (9.0, "texture"),
    "texture_most": (0.0, "texture"),
    "eye_colour": (-1.0, "eyes"),
    "eye_opening": (-1.0, "eyes"),
    "explicit": (0.0, "explicit"),
    "second_face": (0.001, "one_face"),
    "flat": (999.0, "blank"),
}
"""What an honest picture cannot keep to, and the verdict that must say so."""


# As README promises them: shipped, the loosest and the strictest that a setting may choose (either end), the unit
PROMISED: dict[str, tuple[float, float, float, str]] = {
    "likeness": (0.55, 0.45, 0.95, "SFace cosine"),
    "likeness_slack": (0.05, 0.0, 0.15, "SFace cosine"),
    "skin_lightness": (3.0, 0.5, 3.0, "ΔL*"),
    "skin_colour": (4.0, 1.0, 4.0, "ΔE00"),
    "skin_hue": (8.0, 2.0, 8.0, "degrees"),
    "proportions": (0.06, 0.03, 0.10, "share"),
    "texture_least": (0.80, 0.80, 0.98, "ratio to the photo"),
    "texture_most": (1.25, 1.02, 1.50, "ratio to the photo"),
    "eye_colour": (10.0, 2.0, 20.0, "ΔE00"),
    "eye_opening": (0.25, 0.05, 0.50, "share"),
    "explicit": (0.2, 0.02, 0.5, "score 0 to 1"),
    "second_face": (0.1, 0.01, 0.3, "share of the largest face's area"),
    "flat": (4.0, 1.0, 15.0, "8-bit levels"),
}
JUDGES = {
    "kept": "blank upscaled cut_edge face_core skin_tone texture one_face geometry likeness",
    "kept_before_painted": "blank explicit upscaled cut_edge face_core skin_tone texture one_face geometry likeness",
    "redrawn": "blank explicit one_face likeness skin_tone geometry texture eyes",
    "invented": "blank explicit one_face grown alike asked_tone",
}


@pytest.mark.parametrize("name", PROMISED)
def test_each_limit_and_its_bounds_are_those_that_are_promised(name: str) -> None:
    shipped, least, most, unit = PROMISED[name]
    (row,) = [row for row in rows() if row.name == name]
    assert (row.default, row.unit) == (shipped, unit)
    for inside in (least, most):
        assert getattr(Limits(**{name: inside}), name) == inside
    for outside in (least - 0.001, most + 0.001, float("nan")):
        with pytest.raises(ValidationError):
            Limits(**{name: outside})


def test_no_limit_is_without_a_promise() -> None:
    assert PROMISED.keys() == Limits.model_fields.keys()


@pytest.mark.parametrize("portrayal", JUDGES)
def test_these_safeguards_judge_in_this_order(portrayal: str) -> None:
    assert " ".join(each.code for each in panel_for(Portrayal(portrayal)).safeguards) == JUDGES[portrayal]


def test_limits_that_are_set_cannot_be_changed_afterwards() -> None:
    with pytest.raises(ValidationError):
        SHIPPED.flat = 1.0


def red(rendering: Rendering, limits: Limits) -> set[str]:
    mine = pictures.portrait(SITTER)
    seen = SafeguardContext(portraits=(mine, replace(mine, photo_id="twin")), comparison=True)
    return {
        verdict.code for verdict in panel_for(Portrayal.REDRAWN, limits).judge(rendering, seen) if not verdict.passed
    }


@pytest.fixture(scope="module")
def with_a_badge() -> Rendering:
    """A picture that keeps the person, and a face as small as on a badge."""
    rendering = redrawn(honest())
    face = pictures.portrait("macron-2025")
    x, y, w, h = (round(n) for n in face.face.box)
    patch = cv2.resize(face.image[max(0, y - h // 2) : y + h + h // 3, max(0, x - w // 4) : x + w + w // 4], (92, 120))
    master = rendering.master.copy()
    master[2:122, 2:94] = patch
    return replace(rendering, master=master)


def test_every_limit_names_its_unit_and_its_evidence_or_says_that_it_is_a_guess() -> None:
    told = {row.name: row for row in rows()}
    assert told.keys() == Limits.model_fields.keys()
    assert all(row.unit and row.says and row.evidence for row in told.values())
    assert told["eye_colour"].evidence == GUESS


def test_every_limit_has_its_sabotage_here() -> None:
    assert IMPOSSIBLE.keys() == Limits.model_fields.keys()


@pytest.mark.weights
def test_as_shipped_the_picture_passes(with_a_badge: Rendering) -> None:
    assert red(with_a_badge, SHIPPED) == set()


@pytest.mark.many
@pytest.mark.weights
@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_each_setting_moves_its_own_verdict(with_a_badge: Rendering, name: str) -> None:
    beyond, code = IMPOSSIBLE[name]
    assert red(with_a_badge, SHIPPED.model_copy(update={name: beyond})) == {code}


def test_the_environment_moves_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CANDID_GENERATED_SKIN_LIGHTNESS", "2")
    moved = GenerationSettings(_env_file=None).generated
    assert moved == SHIPPED.model_copy(update={"skin_lightness": 2.0})


@pytest.mark.parametrize(
    ("name", "value"),
    [("LIKENESS", "0.3"), ("SKIN_LIGHTNESS", "3.1"), ("SKIN_HUE", "9"), ("TEXTURE_LEAST", "0.5"), ("EXPLICIT", "nan")],
)
def test_no_setting_opens_a_gate_beyond_its_bound(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"CANDID_GENERATED_{name}", value)
    with pytest.raises(ValidationError):
        GenerationSettings(_env_file=None)


def test_the_studios_pictures_are_judged_by_the_defaults_whatever_is_set() -> None:
    moved = SHIPPED.model_copy(update={"flat": 15.0, "second_face": 0.01})
    assert panel_for(Portrayal.KEPT, moved) == panel_for(Portrayal.KEPT)
    assert panel_for(Portrayal.REDRAWN, moved) != panel_for(Portrayal.REDRAWN)
