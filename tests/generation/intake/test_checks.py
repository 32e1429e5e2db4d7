"""Every intake check has a picture that turns exactly its verdict red, and a twin that passes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import cv2
import numpy as np
import pytest

from generation.images import RgbImage
from generation.intake import panel
from generation.intake.checks.explicit import Explicit
from generation.intake.checks.pose import TurnedAway
from generation.ports import PhotoUnderTest, Pose
from generation.vision import landmarks as mesh
from generation.vision import light
from storage.records import Finding, Severity, UploadClaim
from tests.assets import damaged, drawn, lived, portraits, worn

pytestmark = pytest.mark.weights

NAME = "ardern-2022"
Made = Callable[[PhotoUnderTest], RgbImage]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    code: str
    severity: Severity
    red: Made
    twin: Made


def _plain(photo: PhotoUnderTest) -> RgbImage:
    return photo.image


def _points(photo: PhotoUnderTest) -> np.ndarray:
    assert photo.landmarks is not None
    return photo.landmarks


def _in_the_dark(image: RgbImage) -> RgbImage:
    """The same scene with a tenth of the light: every span of lightness is small, the eyes are as good as ever."""
    return np.asarray(255 * (0.1 * (image / 255.0) ** 2.2) ** (1 / 2.2), np.uint8)


def _scaled(photo: PhotoUnderTest, factor: float) -> RgbImage:
    return np.asarray(cv2.resize(photo.image, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA), np.uint8)


def _top(photo: PhotoUnderTest) -> float:
    points = _points(photo)
    return float(points[mesh.FOREHEAD][1] - 0.3 * (points[mesh.CHIN][1] - points[mesh.FOREHEAD][1]))


def _passer_by(photo: PhotoUnderTest) -> RgbImage:
    """Somebody far away in the background, too small to count."""
    scene = photo.image.copy()
    small = cv2.resize(portraits.portrait("obama-senate"), None, fx=0.22, fy=0.22, interpolation=cv2.INTER_AREA)
    scene[20 : 20 + small.shape[0], 5 : 5 + small.shape[1]] = small
    return scene


def _lit_from_right(photo: PhotoUnderTest, stops: float) -> RgbImage:
    """The same head, lit from the left in a mirror."""
    face = photo.faces[0]
    width = photo.image.shape[1] - 1
    mirrored = replace(face, eye_left=(width - face.eye_left[0], 0.0), eye_right=(width - face.eye_right[0], 0.0))
    lit = damaged.lit_from_left(np.ascontiguousarray(photo.image[:, ::-1]), mirrored, stops)
    return np.ascontiguousarray(lit[:, ::-1])


def _skin(photo: PhotoUnderTest) -> tuple[int, int, int]:
    red, green, blue = np.median(light.area_pixels(photo.image, _points(photo), mesh.CHEEK_LEFT_AREA), axis=0)
    return int(red), int(green), int(blue)


CASES = (
    Case(code="no_face", severity=Severity.REFUSE, red=lambda photo: np.full_like(photo.image, 120), twin=_plain),
    Case(
        code="many_faces",
        severity=Severity.REFUSE,
        red=lambda photo: portraits.beside(photo.image, portraits.portrait("macron-2025")),
        twin=_passer_by,
    ),
    Case(code="face_too_small", severity=Severity.REFUSE, red=lambda photo: _scaled(photo, 0.5), twin=_plain),
    Case(code="face_too_small", severity=Severity.HINT, red=lambda photo: _scaled(photo, 0.8), twin=_plain),
    Case(
        code="face_cut",
        severity=Severity.REFUSE,
        red=lambda photo: damaged.cut_at(photo.image, _points(photo), 200),
        twin=lambda photo: photo.image[: int(_points(photo)[mesh.CHIN][1] * 1.1)].copy(),
    ),
    Case(
        code="blurry",
        severity=Severity.REFUSE,
        red=lambda photo: damaged.blurred(photo.image, photo.faces[0], 2.0),
        twin=lambda photo: damaged.blurred(photo.image, photo.faces[0], 0.7),
    ),
    Case(
        code="underexposed",
        severity=Severity.REFUSE,
        red=lambda photo: damaged.darkened(photo.image, 0.12),
        twin=lambda photo: damaged.overexposed(photo.image, -2.5),
    ),
    Case(
        code="underexposed",
        severity=Severity.HINT,
        red=lambda photo: damaged.darkened(photo.image, 0.3),
        twin=_plain,
    ),
    Case(
        code="clipped_light",
        severity=Severity.REFUSE,
        red=lambda photo: damaged.overexposed(photo.image, 1.2),
        twin=lambda photo: damaged.overexposed(photo.image, 0.3),
    ),
    Case(
        code="side_light",
        severity=Severity.REFUSE,
        red=lambda photo: damaged.lit_from_left(photo.image, photo.faces[0], 4.5),
        twin=lambda photo: damaged.lit_from_left(photo.image, photo.faces[0], 1.0),
    ),
    Case(
        code="side_light",
        severity=Severity.HINT,
        red=lambda photo: damaged.lit_from_left(photo.image, photo.faces[0], 2.2),
        twin=_plain,
    ),
    Case(
        code="side_light",
        severity=Severity.REFUSE,
        red=lambda photo: _lit_from_right(photo, 4.5),
        twin=lambda photo: _lit_from_right(photo, 1.0),
    ),
    Case(
        code="side_light",
        severity=Severity.HINT,
        red=lambda photo: _lit_from_right(photo, 2.2),
        twin=_plain,
    ),
    Case(
        code="eyes_hidden",
        severity=Severity.REFUSE,
        red=lambda photo: drawn.dark_glasses(photo.image, _points(photo)),
        twin=lambda photo: drawn.glasses(photo.image, _points(photo)),
    ),
    Case(
        code="eyes_hidden",
        severity=Severity.REFUSE,
        red=lambda photo: drawn.graded_glasses(photo.image, _points(photo)),
        twin=lambda photo: _in_the_dark(photo.image),
    ),
    Case(
        code="eyes_hidden",
        severity=Severity.REFUSE,
        red=lambda photo: drawn.mirrored_glasses(photo.image, _points(photo)),
        twin=lambda photo: drawn.glasses(photo.image, _points(photo)),
    ),
    Case(
        code="face_covered",
        severity=Severity.REFUSE,
        red=lambda photo: drawn.camera(photo.image, _points(photo)),
        twin=lambda photo: lived.eye_patch(photo.image, _points(photo)),
    ),
    Case(
        code="face_covered",
        severity=Severity.REFUSE,
        red=lambda photo: drawn.medical_mask(photo.image, _points(photo), _skin(photo)),
        twin=lambda photo: drawn.headscarf(photo.image, _points(photo)),
    ),
    Case(
        code="mouth_covered",
        severity=Severity.REFUSE,
        red=lambda photo: drawn.pleated_mask(photo.image, _points(photo)),
        twin=lambda photo: worn.cannula(photo.image, _points(photo)),
    ),
    Case(
        code="turned",
        severity=Severity.HINT,
        red=lambda photo: np.ascontiguousarray(photo.image[::-1, ::-1]),
        twin=_plain,
    ),
    Case(
        code="mouth_covered",
        severity=Severity.REFUSE,
        red=lambda photo: drawn.phone(photo.image, _points(photo)),
        twin=lambda photo: drawn.vitiligo(photo.image, _points(photo)),
    ),
    Case(
        code="hair_cut",
        severity=Severity.HINT,
        red=lambda photo: damaged.cut_above(photo.image, _top(photo)),
        twin=lambda photo: drawn.turban(photo.image, _points(photo)),
    ),
    Case(
        code="colour_cast",
        severity=Severity.HINT,
        red=lambda photo: damaged.colour_cast(photo.image),
        twin=lambda photo: damaged.colour_cast(photo.image, (1.0, 0.9, 0.8)),
    ),
    Case(
        code="filter_suspected",
        severity=Severity.HINT,
        red=lambda photo: damaged.smoothed(photo.image, photo.faces[0]),
        twin=_plain,
    ),
)


def _verdicts(findings: tuple[Finding, ...]) -> dict[str, Severity]:
    return {finding.code: finding.severity for finding in findings}


@pytest.mark.many
@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code}-{case.severity.value}")
def test_one_cause_turns_exactly_its_verdict_red(case: Case, measured: Callable[[str], PhotoUnderTest]) -> None:
    inspection = panel.inspect(case.red(measured(NAME)))
    verdicts = _verdicts(inspection.findings)
    assert verdicts.get(case.code) is case.severity
    refusals = {code for code, severity in verdicts.items() if severity is Severity.REFUSE}
    assert refusals == ({case.code} if case.severity is Severity.REFUSE else set())
    assert (inspection.portrait is None) is (case.severity is Severity.REFUSE)
    finding = next(finding for finding in inspection.findings if finding.code == case.code)
    assert finding.value is not None
    assert finding.limit is not None
    assert finding.unit


@pytest.mark.many
@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code}-{case.severity.value}")
def test_the_twin_without_the_cause_passes(case: Case, measured: Callable[[str], PhotoUnderTest]) -> None:
    inspection = panel.inspect(case.twin(measured(NAME)))
    assert case.code not in _verdicts(inspection.findings)
    assert inspection.portrait is not None


@pytest.mark.parametrize("name", portraits.NAMES)
def test_the_portraits_as_they_are_are_accepted(name: str) -> None:
    assert panel.inspect(portraits.portrait(name)).portrait is not None


def test_the_enlargement_has_the_pixels_for_a_1024_headshot() -> None:
    portrait = panel.inspect(portraits.enlarged(NAME)).portrait
    assert portrait is not None
    assert portrait.face.eye_distance > 160


def test_the_astronaut_is_too_far_away_for_a_headshot() -> None:
    inspection = panel.inspect(portraits.astronaut())
    assert _verdicts(inspection.findings) == {"face_too_small": Severity.REFUSE}


def test_a_photo_sent_twice_is_refused_also_when_saved_again() -> None:
    first = panel.inspect(portraits.portrait(NAME)).portrait
    assert first is not None
    smaller = cv2.resize(portraits.portrait(NAME), None, fx=0.9, fy=0.9, interpolation=cv2.INTER_AREA)
    again = panel.inspect(np.asarray(smaller, np.uint8), others=[first])
    assert _verdicts(again.findings)["duplicate"] is Severity.REFUSE
    other = panel.inspect(portraits.portrait("macron-2025"), others=[first])
    assert "duplicate" not in _verdicts(other.findings)


def test_somebody_else_is_noticed_only_with_consent_to_compare() -> None:
    first = panel.inspect(portraits.portrait(NAME)).portrait
    assert first is not None
    stranger = portraits.portrait("macron-2025")
    compared = panel.inspect(stranger, others=[first], comparison=True)
    assert _verdicts(compared.findings) == {"different_person": Severity.REFUSE}
    assert panel.inspect(stranger, others=[first], comparison=False).portrait is not None
    same = panel.inspect(damaged.rephotographed(portraits.portrait(NAME)), others=[first], comparison=True)
    assert "different_person" not in _verdicts(same.findings)


def test_without_consent_no_face_is_ever_turned_into_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    first = panel.inspect(portraits.portrait(NAME)).portrait
    assert first is not None
    monkeypatch.setattr("generation.vision.embed.embed_at", lambda *_: pytest.fail("compared without consent"))
    panel.inspect(portraits.portrait("macron-2025"), others=[first], comparison=False)


def test_an_explicit_picture_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """No such picture is kept here: the limit is lowered until an ordinary portrait is over it."""
    assert panel.inspect(portraits.portrait(NAME)).portrait is not None
    monkeypatch.setattr(Explicit, "refuse_from", 0.0)
    assert _verdicts(panel.inspect(portraits.portrait(NAME)).findings) == {"explicit": Severity.REFUSE}


@pytest.mark.parametrize(
    ("pose", "severity"),
    [
        (Pose(yaw=-40, pitch=0, roll=0), Severity.REFUSE),
        (Pose(yaw=40, pitch=0, roll=0), Severity.REFUSE),
        (Pose(yaw=30, pitch=0, roll=0), Severity.HINT),
        (Pose(yaw=0, pitch=-30, roll=0), Severity.HINT),
        (Pose(yaw=15, pitch=10, roll=20), None),
    ],
)
def test_a_head_turned_away_is_refused_and_a_leaning_one_is_not(
    pose: Pose, severity: Severity | None, measured: Callable[[str], PhotoUnderTest]
) -> None:
    finding = TurnedAway()(replace(measured(NAME), pose=pose))
    assert (finding.severity if finding else None) is severity


@pytest.mark.parametrize(
    ("claim", "code"), [(UploadClaim.AI_MADE, "says_ai_made"), (UploadClaim.AI_EDITED, "says_ai_edited")]
)
def test_a_file_that_says_ai_is_asked_about_and_a_yes_makes_it_a_hint(claim: UploadClaim, code: str) -> None:
    image = portraits.portrait(NAME)
    asked = panel.inspect(image, claim=claim)
    assert _verdicts(asked.findings) == {code: Severity.REFUSE}
    assert asked.portrait is None
    told = panel.inspect(image, claim=claim, overruled=(code,))
    assert _verdicts(told.findings) == {code: Severity.HINT}
    assert told.portrait is not None
    assert told.portrait.claim is claim


MILD = [
    (UploadClaim.COMPOSITE, "says_assembled"),
    (UploadClaim.DIGITAL_CREATION, "says_drawn"),
    (UploadClaim.DATA_DRIVEN, "says_drawn"),
    (UploadClaim.VIRTUAL_RECORDING, "says_drawn"),
    (UploadClaim.ALGORITHMIC, "says_drawn"),
]


@pytest.mark.parametrize(("claim", "code"), MILD)
def test_a_file_that_says_no_camera_took_it_is_told_of_and_accepted(claim: UploadClaim, code: str) -> None:
    told = panel.inspect(portraits.portrait(NAME), claim=claim)
    assert _verdicts(told.findings) == {code: Severity.HINT}
    assert told.portrait is not None
    assert told.portrait.claim is claim


def test_every_check_has_its_fixture() -> None:
    shown = {case.code for case in CASES} | {"duplicate", "different_person", "explicit", "pose"}
    shown |= {"says_ai_made", "says_ai_edited", *(code for _, code in MILD)}
    assert shown == {check.code for check in panel.PANEL}


def test_an_empty_panel_accepts_nothing() -> None:
    with pytest.raises(ValueError, match="empty panel"):
        panel.inspect(portraits.portrait(NAME), panel=())
