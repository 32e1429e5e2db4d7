"""No face twice in one set of made-up people; each set stands alone, and no photo is compared."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from generation import set_faces
from generation.disclosure import container
from generation.disclosure.container import Format
from generation.made_faces import MadeFaces
from generation.ports import Rendering, SafeguardContext
from generation.safeguards.set_apart import MOST, SetApart
from tests.generation.quality import pictures

pytestmark = pytest.mark.weights


def painted(name: str) -> Rendering:
    """A portrait in place of what a model would paint."""
    return pictures.rendering(name, "studio_soft")


def judged(made: MadeFaces, *names: str) -> list[bool]:
    return [
        SetApart()(painted(name), SafeguardContext(portraits=(), comparison=False, made=made)).passed for name in names
    ]


def test_people_who_are_not_alike_all_stay() -> None:
    assert judged(MadeFaces(), *pictures.NAMES) == [True] * len(pictures.NAMES)


def test_the_same_face_again_is_held_back_and_does_not_count_twice() -> None:
    one, other, *_ = pictures.NAMES
    assert judged(MadeFaces(), one, one, other, one) == [True, False, True, False]


def test_the_sabotage_each_picture_judged_alone_lets_twins_through() -> None:
    one, *_ = pictures.NAMES
    assert [judged(MadeFaces(), one), judged(MadeFaces(), one)] == [[True], [True]]


def as_file(name: str) -> bytes:
    return container.encode(painted(name).master, Format.JPEG, b"")


def test_who_looks_like_a_picture_that_an_earlier_attempt_stored_is_held_back() -> None:
    one, other, *_ = pictures.NAMES
    assert judged(set_faces.of([as_file(one)]), one, other) == [False, True]


def test_the_sabotage_an_attempt_that_knows_of_no_earlier_one_lets_twins_through() -> None:
    one, *_ = pictures.NAMES
    assert judged(set_faces.of([]), one) == [True]


def test_a_picture_without_a_face_is_left_to_the_check_of_faces() -> None:
    rendering = painted(pictures.NAMES[0])
    empty = replace(rendering, master=np.full_like(rendering.master, 128))
    verdict = SetApart()(empty, SafeguardContext(portraits=(), comparison=False))
    assert (verdict.passed, verdict.skipped) == (True, "no_face")


@pytest.mark.parametrize(("likeness", "passed"), [(MOST, False), (float(np.nextafter(MOST, 0)), True)])
def test_as_alike_as_the_limit_is_too_alike(monkeypatch: pytest.MonkeyPatch, likeness: float, passed: bool) -> None:
    made = MadeFaces()
    monkeypatch.setattr(MadeFaces, "nearest", lambda *_: likeness)
    assert judged(made, pictures.NAMES[0]) == [passed]
