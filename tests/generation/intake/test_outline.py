"""The outlined copy is small, names the cause in words, has no metadata, and shows nothing that must not be seen."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from generation.images import RgbImage
from generation.intake import outline, panel
from generation.intake.panel import Inspection
from generation.ports import PhotoUnderTest
from storage.records import Finding, Severity
from tests.assets import damaged, drawn, portraits

pytestmark = pytest.mark.weights

NAME = "ardern-2022"


def _opened(data: bytes | None) -> Image.Image:
    assert data is not None
    return Image.open(io.BytesIO(data))


def _changed(image: RgbImage, data: bytes | None) -> np.ndarray:
    """Where the copy differs from the photo at the same size."""
    copy = np.asarray(_opened(data)).astype(int)
    plain = Image.fromarray(image)
    plain.thumbnail((outline.SIDE, outline.SIDE), Image.Resampling.LANCZOS)
    return np.abs(copy - np.asarray(plain)).sum(axis=-1) > 120


def test_the_copy_of_a_blurred_photo_outlines_the_face(measured: Callable[[str], PhotoUnderTest]) -> None:
    photo = measured(NAME)
    image = damaged.blurred(photo.image, photo.faces[0], 2.5)
    copy = outline.outlined_copy(panel.inspect(image))
    opened = _opened(copy)
    assert opened.format == "JPEG"
    assert max(opened.size) == outline.SIDE
    assert not opened.getexif()
    assert set(opened.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    changed = _changed(image, copy)
    assert 0.005 < changed.mean() < 0.15
    rows = np.flatnonzero(changed.any(axis=1))
    assert rows[0] / changed.shape[0] > 0.05  # around the face, not the whole picture


def test_the_words_are_in_the_persons_language(measured: Callable[[str], PhotoUnderTest]) -> None:
    photo = measured(NAME)
    assert photo.landmarks is not None
    image = drawn.dark_glasses(photo.image, photo.landmarks)
    inspection = panel.inspect(image)
    english, german, unknown = (outline.outlined_copy(inspection, language) for language in ("en", "de", "../x"))
    assert english != german
    assert english == unknown


@pytest.mark.many
@pytest.mark.parametrize("code", [check.code for check in panel.PANEL if check.shown_again])
@pytest.mark.parametrize("language", ["en", "de"])
def test_every_code_can_be_drawn_in_every_language(
    code: str, language: str, measured: Callable[[str], PhotoUnderTest]
) -> None:
    photo = measured("obama-senate")
    findings = (Finding(code=code, severity=Severity.REFUSE),)
    for seen in (photo, replace(photo, faces=(), landmarks=None, pose=None)):
        inspection = Inspection(findings=findings, portrait=None, photo=seen)
        assert _opened(outline.outlined_copy(inspection, language)).size[1] == outline.SIDE


def test_all_causes_at_once_still_fit(measured: Callable[[str], PhotoUnderTest]) -> None:
    photo = measured(NAME)
    codes = [check.code for check in panel.PANEL if check.shown_again]
    findings = tuple(Finding(code=code, severity=Severity.REFUSE) for code in codes)
    inspection = Inspection(findings=findings, portrait=None, photo=photo)
    assert _opened(outline.outlined_copy(inspection)).size[1] == outline.SIDE


def test_an_explicit_picture_is_never_shown_again(measured: Callable[[str], PhotoUnderTest]) -> None:
    findings = (
        Finding(code="explicit", severity=Severity.REFUSE),
        Finding(code="blurry", severity=Severity.REFUSE),
    )
    inspection = Inspection(findings=findings, portrait=None, photo=measured(NAME))
    assert outline.outlined_copy(inspection) is None


def test_a_photo_without_a_finding_has_no_outlined_copy(measured: Callable[[str], PhotoUnderTest]) -> None:
    inspection = panel.inspect(portraits.portrait(NAME))
    assert outline.outlined_copy(inspection) is None
