"""A photo no honest headshot can be cut from is refused with what helps when it is checked, not when it is used."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import cv2
import numpy as np
import pytest

from generation import pipeline
from generation.disclosure.label import QUIET
from generation.engines.studio import framing, sheet
from generation.engines.studio.shapes import AVATAR
from generation.images import RgbImage
from generation.intake import panel as intake
from generation.intake.decode import Decoded
from storage.records import Severity, UploadClaim
from tests.assets import bordered, portraits
from tests.generation import bare
from tests.generation.quality import pictures

pytestmark = pytest.mark.weights


def checked(image: RgbImage) -> pipeline.CheckedPhoto:
    read = Decoded(image=image, claim=UploadClaim.NONE)
    tools = bare.tools(engine=pictures.engine(), marks=SimpleNamespace(rule=QUIET))
    return pipeline.check_photo(read, (), tools, comparison=False, language="en")


def looks(found: pipeline.CheckedPhoto) -> tuple[str, ...]:
    """Those of its contact sheet, in order."""
    assert found.sheet is not None
    return found.sheet().looks


def tight(image: RgbImage) -> RgbImage:
    """The face and nothing beside it."""
    x, y, w, h = pictures.measured(image).face.box
    return np.ascontiguousarray(image[int(y - 0.05 * h) : int(y + 1.05 * h), int(x - 0.12 * w) : int(x + 1.12 * w)])


def test_a_photo_with_no_room_is_refused_at_once_with_what_helps() -> None:
    found = checked(tight(portraits.portrait("ardern-2022")))
    assert not found.accepted
    assert [f.code for f in found.findings if f.severity is Severity.REFUSE] == ["no_room"]
    assert found.outlined is not None
    assert found.sheet is None


def test_a_photo_that_is_only_too_small_asks_for_a_larger_one() -> None:
    image = portraits.portrait("obama-senate")
    x, y, w, h = pictures.measured(image).face.box
    near = np.ascontiguousarray(image[int(y - 0.6 * h) : int(y + 1.3 * h), int(x - 0.45 * w) : int(x + 1.45 * w)])
    assert checked(near).accepted
    factor = 330 / min(near.shape[:2])
    found = checked(np.asarray(cv2.resize(near, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA), np.uint8))
    refused = [f for f in found.findings if f.severity is Severity.REFUSE]
    assert [f.code for f in refused] == ["too_few_pixels"]
    assert found.outlined is not None


def test_the_same_person_with_room_is_accepted() -> None:
    """The sabotage: a search that refused everybody would pass the test above."""
    found = checked(portraits.portrait("ardern-2022"))
    assert found.accepted
    assert looks(found)


def close(image: RgbImage) -> RgbImage:
    """Head and collar fill the photo, and the crown touches its border."""
    x, y, w, h = pictures.measured(image).face.box
    left = max(0, int(x - 0.6 * w))
    return np.ascontiguousarray(image[int(y - 0.2 * h) : int(y + 1.3 * h), left : int(x + 1.6 * w)])


def test_a_tight_photo_is_taken_told_and_offered_as_a_plain_crop_first() -> None:
    near = checked(close(portraits.portrait("ardern-2022")))
    assert near.accepted
    assert looks(near)[:2] == ("own", "own_softened")
    assert looks(checked(portraits.portrait("ardern-2022")))[0] != "own"


def test_a_forehead_cut_through_is_still_refused() -> None:
    found = checked(close(portraits.portrait("obama-senate")))
    assert [f.code for f in found.findings if f.severity is Severity.REFUSE] == ["no_room"]


def test_the_sabotage_with_the_old_limit_the_tight_photo_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "AVATAR", replace(AVATAR, worst=framing.TIGHT))
    assert not checked(close(portraits.portrait("ardern-2022"))).accepted


def _near(name: str = "obama-senate", above: float = 0.6, below: float = 1.9) -> RgbImage:
    image = portraits.portrait(name)
    x, y, w, h = pictures.measured(image).face.box
    return np.ascontiguousarray(image[int(y - above * h) : int(y + below * h), int(x - 0.8 * w) : int(x + 1.8 * w)])


def test_an_upright_picture_that_lacks_only_pixels_is_told_apart_from_one_that_lacks_room() -> None:
    near = _near()
    small = cv2.resize(near, None, fx=0.62, fy=0.62, interpolation=cv2.INTER_AREA)
    for image, code in ((small, "square_by_pixels"), (_near(below=1.4), "square_by_source")):
        sitter = intake.measure(np.asarray(image, np.uint8), "photo")
        assert sitter is not None
        edits = (
            pictures.opened(sitter, wanted=pictures.request("studio_soft", purpose="cv")).render("studio_soft").edits
        )
        assert edits.crop.width == edits.crop.height
        assert {"square_by_pixels", "square_by_source"} & set(edits.notes) == {code}


ODD = {
    "on its left side": np.rot90,
    "upside down": lambda photo: np.rot90(photo, 2),
    "on its right side": lambda photo: np.rot90(photo, 3),
    "mirrored": lambda photo: photo[:, ::-1],
    "a tall screen of a small photo": lambda photo: bordered.margin(photo, (0, 900, 0, 900), (24, 24, 26))[0],
    "a wide banner": lambda photo: bordered.margin(photo, (2400, 0, 2400, 0), (250, 250, 250))[0],
    "a strip": lambda photo: photo[:, photo.shape[1] // 2 - 60 : photo.shape[1] // 2 + 60],
    "64 pixels": lambda photo: cv2.resize(photo, (64, 64), interpolation=cv2.INTER_AREA),
    "4096 pixels high": lambda photo: cv2.resize(photo, (700, 4096), interpolation=cv2.INTER_LINEAR),
    "only a border": lambda photo: bordered.margin(photo[:70, :70], (400, 400, 400, 400), (0, 0, 0))[0],
}


@pytest.mark.many
@pytest.mark.parametrize("case", ODD)
def test_whatever_is_sent_there_is_an_answer(case: str) -> None:
    """Accepted with a contact sheet, or refused with a code; never an error."""
    found = checked(np.ascontiguousarray(ODD[case](portraits.portrait("macron-2025")), np.uint8))
    refused = [finding for finding in found.findings if finding.severity is Severity.REFUSE]
    assert found.accepted == (not refused)
    assert bool(found.sheet and found.sheet().contact_sheet) == found.accepted
    assert all(finding.code for finding in refused)
