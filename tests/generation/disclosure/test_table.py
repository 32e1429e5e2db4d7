"""The one table says no more and no less than what was done."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generation.disclosure import table
from storage.records import Backdrop, Light, SourceType


@pytest.mark.parametrize(
    ("facts", "source_type", "label"),
    [
        ({"backdrop": Backdrop.OWN}, SourceType.NONE, ""),
        ({"backdrop": Backdrop.OWN, "light": Light.BRIGHTER}, SourceType.ALGORITHMICALLY_ENHANCED, ""),
        ({"backdrop": Backdrop.OWN_SOFTENED}, SourceType.COMPOSITE, "background_blurred"),
        ({"backdrop": Backdrop.PROCEDURAL, "light": Light.DARKER}, SourceType.COMPOSITE, "background_replaced"),
        ({"backdrop": Backdrop.GENERATED}, SourceType.COMPOSITE_WITH_TRAINED_MEDIA, "ai_background"),
        ({"backdrop": Backdrop.OWN, "face_repainted": True}, SourceType.COMPOSITE_WITH_TRAINED_MEDIA, "ai_modified"),
        ({"backdrop": Backdrop.GENERATED, "persona": True}, SourceType.TRAINED_MEDIA, "ai_generated"),
    ],
)
def test_each_kind_of_edit_has_its_row(facts, source_type, label):
    row = table.row(**{"face_repainted": False, **facts})
    assert (row.source_type, row.label_code) == (source_type, label)


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
    assert not table.agrees(replace(edits, label_code="ai_modified"))
