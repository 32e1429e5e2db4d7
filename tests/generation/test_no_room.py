"""A photo no honest headshot can be cut from is refused with what helps when it is checked, not when it is used."""

from __future__ import annotations

from types import SimpleNamespace

import cv2
import numpy as np
import pytest

from generation import pipeline
from generation.images import RgbImage
from storage.records import Severity
from tests.assets import portraits
from tests.generation.quality import pictures

pytestmark = pytest.mark.weights


def checked(image: RgbImage) -> pipeline.CheckedPhoto:
    tools = SimpleNamespace(decoder=SimpleNamespace(decode=lambda _: image), engine=pictures.engine())
    return pipeline.check_photo(b"", (), tools, comparison=False, language="en")


def tight(image: RgbImage) -> RgbImage:
    """The face and nothing beside it."""
    x, y, w, h = pictures.measured(image).face.box
    return np.ascontiguousarray(image[int(y - 0.05 * h) : int(y + 1.05 * h), int(x - 0.12 * w) : int(x + 1.12 * w)])


def test_a_photo_with_no_room_is_refused_at_once_with_what_helps() -> None:
    found = checked(tight(portraits.portrait("ardern-2022")))
    assert not found.accepted
    assert [f.code for f in found.findings if f.severity is Severity.REFUSE] == ["no_room"]
    assert found.findings[0].fix == "fix.no_room"
    assert found.outlined is not None
    assert found.contact_sheet is None


def test_a_photo_that_is_only_too_small_asks_for_a_larger_one() -> None:
    image = portraits.portrait("obama-senate")
    x, y, w, h = pictures.measured(image).face.box
    near = np.ascontiguousarray(image[int(y - 0.6 * h) : int(y + 1.3 * h), int(x - 0.45 * w) : int(x + 1.45 * w)])
    assert checked(near).accepted
    factor = 330 / min(near.shape[:2])
    found = checked(np.asarray(cv2.resize(near, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA), np.uint8))
    refused = [f for f in found.findings if f.severity is Severity.REFUSE]
    assert [(f.code, f.fix) for f in refused] == [("too_few_pixels", "fix.too_few_pixels")]
    assert found.outlined is not None


def test_the_same_person_with_room_is_accepted() -> None:
    """The sabotage: a search that refused everybody would pass the test above."""
    found = checked(portraits.portrait("ardern-2022"))
    assert found.accepted
    assert found.contact_sheet is not None
