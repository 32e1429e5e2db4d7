"""The one table says no more and no less than what was done."""

from __future__ import annotations

from dataclasses import replace

from generation.disclosure import table
from storage.records import Backdrop, SourceType


def test_every_backdrop_has_a_row():
    assert set(table.BY_BACKDROP) == set(Backdrop)


def test_only_a_row_without_edits_to_the_picture_goes_unlabelled():
    unlabelled = {b for b in Backdrop if not table.row(b, face_repainted=False).label_code}
    assert unlabelled == {Backdrop.OWN}


def test_claiming_less_than_was_done_is_noticed(make_rendering):
    edits = make_rendering().edits
    assert table.agrees(edits)
    assert not table.agrees(replace(edits, label_code="", source_type=SourceType.NONE))


def test_claiming_more_than_was_done_is_noticed(make_rendering):
    edits = make_rendering().edits
    assert not table.agrees(replace(edits, label_code="ai_background"))
    assert not table.agrees(replace(edits, source_type=SourceType.COMPOSITE_WITH_TRAINED_MEDIA))
