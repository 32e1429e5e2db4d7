"""Pieces of work overlap and come out in order; the first one has the machine to itself where somebody waits for it."""

from __future__ import annotations

import threading

import pytest

from generation import overlap

PATIENCE_S = 20.0  # far beyond what two threads need to meet


def _run(meeting: set[int], *, first_alone: bool) -> list[str]:
    """Four pieces, of which those in ``meeting`` wait for each other; what began and ended, in order."""
    told: list[str] = []
    together = threading.Barrier(len(meeting))

    def work(number: int, name: str) -> str:
        told.append(f"begin {number}")
        if number in meeting:
            together.wait(PATIENCE_S)
        told.append(f"end {number}")
        return name

    found = list(overlap.in_order(work, ("a", "b", "c", "d"), 2, first_alone=first_alone))
    assert found == ["a", "b", "c", "d"]
    return told


def test_neighbours_are_in_work_together() -> None:
    _run({1, 2}, first_alone=False)


def test_the_first_one_is_alone_and_those_after_it_overlap() -> None:
    assert _run({2, 3}, first_alone=True)[:2] == ["begin 1", "end 1"]


def test_the_sabotage_a_first_one_that_is_not_alone_meets_the_second(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.generation.test_overlap.PATIENCE_S", 0.05)
    with pytest.raises(threading.BrokenBarrierError):
        _run({1, 2}, first_alone=True)


def test_what_is_not_asked_for_any_more_is_not_begun() -> None:
    begun: list[int] = []
    run = overlap.in_order(lambda number, _name: begun.append(number), ("a", "b", "c", "d"), 1)
    next(run)
    run.close()
    assert begun in ([1], [1, 2])  # the next one may have been begun before this one was handed over
