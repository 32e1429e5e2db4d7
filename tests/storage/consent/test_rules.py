from __future__ import annotations

from dataclasses import replace

import pytest

from storage.consent import rules
from storage.records import PaintedOn, Purpose
from tests.fakes import check_request, picture_request

LIKENESS_AND_PROCESSING = {Purpose.LIKENESS, Purpose.PROCESSING}


def test_the_studio_needs_the_two_that_everything_needs():
    assert rules.needed("studio") == LIKENESS_AND_PROCESSING


def test_redrawing_a_face_needs_its_own_yes_and_the_comparison():
    assert rules.needed("redraw") == LIKENESS_AND_PROCESSING | {Purpose.GENERATIVE, Purpose.COMPARISON}


def test_painting_behind_the_person_needs_its_own_yes_and_no_comparison():
    assert rules.needed("background") == LIKENESS_AND_PROCESSING | {Purpose.GENERATIVE_BACKGROUND}
    for other in set(Purpose) - {Purpose.GENERATIVE_BACKGROUND}:
        assert not rules.covers(frozenset({*LIKENESS_AND_PROCESSING, other}), picture_request(engine="background"))
    allowed = LIKENESS_AND_PROCESSING | {Purpose.GENERATIVE_BACKGROUND}
    assert not rules.covers(allowed | {Purpose.COMPARISON}, picture_request(engine="redraw"))


def test_a_made_up_person_needs_its_own_yes_only_and_never_a_photo():
    request = picture_request(engine="persona")
    assert rules.needed("persona") == {Purpose.PERSONA}
    assert rules.covers({Purpose.PERSONA}, replace(request, photo_ids=()))
    assert not rules.covers(frozenset(Purpose), request)


def test_an_unknown_engine_counts_as_redrawing():
    assert Purpose.GENERATIVE in rules.needed("brand new")


def test_comparing_faces_in_a_photo_check_needs_that_yes():
    assert not rules.covers(LIKENESS_AND_PROCESSING, check_request(comparison=True))
    assert rules.covers(LIKENESS_AND_PROCESSING | {Purpose.COMPARISON}, check_request(comparison=True))


def test_nothing_is_covered_by_half_of_what_is_needed():
    for one in LIKENESS_AND_PROCESSING:
        assert not rules.covers({one}, check_request())


def test_the_studio_goes_on_without_comparing_and_a_redrawing_does_not():
    assert Purpose.COMPARISON not in rules.needed_without_choice(picture_request(comparison=True))
    assert Purpose.COMPARISON in rules.needed_without_choice(picture_request(engine="redraw", comparison=True))


HOST = "gpu.example.org"


@pytest.mark.parametrize(
    ("said", "hours", "missing"),
    [
        ([], 24, rules.NotAgreed.HOST),
        ([("other.example.org", 24)], 24, rules.NotAgreed.HOST),
        ([(HOST, 24)], 24, None),
        ([(HOST, 24)], 12, None),
        ([(HOST, 24)], 25, rules.NotAgreed.HOURS),
        ([(HOST, 24), (HOST, 48)], 25, None),
        ([(HOST, None)], 24, rules.NotAgreed.HOURS),
        ([(HOST, None)], None, None),
        ([(HOST, 24)], None, None),
    ],
)
def test_a_yes_names_the_machine_and_the_hours_it_keeps_photos(said, hours, missing) -> None:
    """Hours of None: it is sent no photo."""
    agreed = [PaintedOn(host=host, kept_hours=kept) for host, kept in said]
    assert rules.not_agreed(agreed, PaintedOn(host=HOST, kept_hours=hours)) is missing
