"""What the bench tells of the person in delivered files: the worst picture of the run decides, none can hide."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from generation.disclosure import delivered, seal
from tests.benches import mark_figures
from tests.benches.mark_figures import Untouched

FACE, PERSON, HELD = (
    "face values changed beyond JPEG",
    "person beyond JPEG, ΔE00 p99",
    "pictures held back by these two",
)


@pytest.fixture
def sealed(make_rendering, marks):
    return seal.seal(make_rendering(), language="en", marks=marks)


def holding(*sealed) -> dict[str, bool]:
    tally = Untouched()
    for one in sealed:
        tally.add(one)
    return {name: figure.holds for name, figure in tally.figures().items()}


def test_a_picture_as_it_is_sealed_holds(sealed):
    assert holding(sealed, sealed) == {FACE: True, PERSON: True, HELD: True}


def test_the_sabotage_a_face_changed_late_shows_among_good_ones(make_rendering, marks, sealed):
    rendering = make_rendering()
    late = rendering.master.copy()
    late[rendering.core > 0.5] += 3
    broken = seal.seal(replace(rendering, master=late), language="en", marks=marks)
    rows = holding(sealed, broken, sealed)
    assert not rows[FACE]
    assert not rows[HELD]


def test_the_sabotage_a_tinted_person_shows(make_rendering, marks, sealed, monkeypatch):
    """The tint comes after the safeguards, with the marks."""
    rendering = make_rendering()
    drawn = seal._drawn

    def tinted(*given):
        done = drawn(*given)
        image = done.image.copy()
        person = np.zeros(image.shape[:2], bool)
        person[done.frame.window] = rendering.alpha >= 1
        image[person, 0] = np.minimum(image[person, 0].astype(int) + 8, 255)
        return replace(done, image=image)

    monkeypatch.setattr(seal, "_drawn", tinted)
    assert not holding(sealed, seal.seal(rendering, language="en", marks=marks))[PERSON]


@pytest.mark.parametrize("gone", [delivered.FACE, delivered.PERSON])
def test_a_check_that_is_missing_or_measured_nothing_counts_as_the_worst(sealed, gone):
    fewer = tuple(check for check in sealed.checks if check.code != gone)
    blank = tuple(replace(check, value=None, passed=False) if check.code == gone else check for check in sealed.checks)
    for checks in (fewer, blank):
        rows = holding(sealed, replace(sealed, checks=checks))
        assert not rows[FACE if gone == delivered.FACE else PERSON]
        assert not rows[HELD]


def test_a_run_without_pictures_proves_nothing():
    assert holding() == {FACE: False, PERSON: False, HELD: True}


def test_the_rows_are_in_the_units_of_their_reach(sealed):
    tally = Untouched()
    tally.add(replace(sealed, checks=tuple(replace(check, value=0.004) for check in sealed.checks)))
    rows = tally.figures()
    assert (rows[FACE].value, rows[FACE].reach, rows[FACE].unit) == (pytest.approx(0.4), 1, "%")
    assert (rows[PERSON].value, rows[PERSON].reach, rows[PERSON].unit) == (pytest.approx(0.004), 0.3, "ΔE00")
    assert mark_figures.UNMEASURED[delivered.FACE] == 1.0
