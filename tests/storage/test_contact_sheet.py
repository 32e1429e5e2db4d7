"""The grid of a contact sheet against figures counted by hand."""

from __future__ import annotations

import pytest

from storage.contact_sheet import Grid


@pytest.mark.parametrize(
    ("count", "columns", "size"),
    [(1, 1, (280, 314)), (2, 2, (548, 314)), (5, 3, (816, 616)), (15, 4, (1084, 1220))],
)
def test_a_sheet_is_as_wide_as_high_or_a_row_less_high(count, columns, size) -> None:
    assert (Grid(count).columns, Grid(count).size) == (columns, size)


def test_tiles_follow_each_other_row_by_row() -> None:
    grid = Grid(15)
    assert [grid.corner(place) for place in (0, 3, 4, 14)] == [(12, 12), (816, 12), (12, 314), (548, 918)]
    cell = grid.cell(4)
    assert (cell.left * 1084, cell.top * 1220) == pytest.approx((12, 314))
    assert (cell.width * 1084, cell.height * 1220) == pytest.approx((256, 256))
