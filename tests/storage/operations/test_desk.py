"""What the desk is told: no count from one to four, no person, and an audit line for each act."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from storage.db.schema import audit, photos, variants
from storage.operations import desk
from storage.operations.desk import note, overview
from storage.records import VariantState
from tests.fakes import keep_photo, new_person
from tests.storage.samples import keep_variant


async def made(storage, count: int, *, withheld_by: str = "") -> None:
    person = await new_person(storage, f"person-{withheld_by or 'made'}")
    for _ in range(count):
        variant = await keep_variant(storage, person.id)
        if withheld_by:
            checks = [{"code": "sharp", "passed": True}, {"code": withheld_by, "passed": False}]
            async with storage.db.write() as tx:
                changed = sa.update(variants).where(variants.c.id == variant.id)
                await tx.execute(changed.values(state=VariantState.WITHHELD, checks=checks))


@pytest.mark.parametrize(("count", "told"), [(0, 0), (1, None), (4, None), (5, 5)])
async def test_a_small_day_is_not_told(storage, count, told):
    await made(storage, count)
    found = await overview(storage)
    assert len(found.days) == desk.DAYS
    assert found.days[-1].name == f"{storage.clock.now():%Y-%m-%d}"
    assert found.days[-1].count == told
    assert {day.count for day in found.days[:-1]} == {0}


@pytest.mark.parametrize(("count", "told"), [(1, None), (5, 5)])
async def test_what_is_held_back_is_told_by_its_check_and_is_no_finished_picture(storage, count, told):
    await made(storage, count, withheld_by="likeness")
    found = await overview(storage)
    assert [(each.name, each.count) for each in found.withheld] == [("likeness", told)]
    assert found.days[-1].count == 0


@pytest.mark.parametrize(("count", "told"), [(2, None), (6, 6)])
async def test_a_refused_photo_is_told_by_what_refused_it(storage, count, told):
    person = await new_person(storage)
    findings = [{"code": "small", "severity": "hint"}, {"code": "blurry", "severity": "refuse"}]
    for _ in range(count):
        photo = await keep_photo(storage, person.id)
        async with storage.db.write() as tx:
            await tx.execute(sa.update(photos).where(photos.c.id == photo.id).values(findings=findings))
    assert [(each.name, each.count) for each in (await overview(storage)).refused] == [("blurry", told)]


async def test_no_total_tells_what_the_days_withhold(storage):
    names = {figure.name for figure in (await overview(storage)).figures}
    assert not names & {"photos", "pictures"}
    assert {"jobs_queued", "workers", "overdue_seconds"} <= names


async def test_an_act_leaves_a_line_without_a_person(storage):
    await note(storage, "desk.erase", 7)
    async with storage.db.read() as tx:
        (line,) = (await tx.execute(sa.select(audit).where(audit.c.action.like("desk.%")))).mappings().all()
    assert (line["action"], line["detail"], line["amount"]) == ("desk.erase", "7", 1)
    with pytest.raises(ValueError, match="ada"):
        await note(storage, "ada was here")


async def test_sabotage_a_desk_that_tells_small_counts_is_caught(storage, monkeypatch):
    monkeypatch.setattr(desk, "told", lambda count: count)
    with pytest.raises(AssertionError):
        await test_a_small_day_is_not_told(storage, 1, None)


async def test_sabotage_a_total_beside_the_days_is_caught(storage, monkeypatch):
    monkeypatch.setattr(desk, "TOTALS", ())
    with pytest.raises(AssertionError):
        await test_no_total_tells_what_the_days_withhold(storage)
