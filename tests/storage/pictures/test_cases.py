"""A picture somebody did not agree to is on hold until the operator has looked; its owner can always erase it."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta

import pytest
import sqlalchemy as sa

from storage.db import schema
from storage.errors import Frozen, NotFound
from storage.opening import open_storage
from storage.operations import cli, diagnosis
from storage.people.export import my_data
from storage.pictures import cases, variants
from storage.pictures.registry import Registry
from storage.queue import outcomes
from storage.records import OutcomeKind, VariantState
from storage.retention.forget import forget
from storage.retention.purge import purge
from storage.settings import StorageSettings
from tests.fakes import new_person
from tests.storage.operations.conftest import folders  # noqa: F401 - a fixture
from tests.storage.operations.test_cli import run
from tests.storage.samples import EDITS, keep_variant

PRINT = "0f" * 32


async def reported(storage, *, times: int = 1):
    person = await new_person(storage)
    variant = await keep_variant(storage, person.id, fingerprint=PRINT)
    case = None
    for _ in range(times):
        hits = await Registry().find(storage, PRINT)
        async with storage.db.write() as tx:
            case = await cases.open_(tx, hits, storage.clock.now())
    assert case is not None
    return person, variant, case


async def report_again(storage):
    hits = await Registry().find(storage, PRINT)
    async with storage.db.write() as tx:
        return await cases.open_(tx, hits, storage.clock.now())


async def now_is(storage, person, variant):
    async with storage.db.read() as tx:
        return await variants.get(tx, person.id, variant.id)


async def test_on_hold_it_is_read_for_nobody_but_its_owner_s_export(storage):
    person, variant, case = await reported(storage)
    assert (case.state, case.reports, case.pictures, case.level) == ("open", 1, 1, "composite")
    with pytest.raises(Frozen):
        await storage.vault.read(person.id, variant.object_id)
    assert b"sealed" in await my_data(storage, person.id)


async def test_on_hold_it_is_neither_kept_longer_nor_given_another_file(storage):
    person, variant, _ = await reported(storage)
    now = storage.clock.now()
    with pytest.raises(Frozen):
        async with storage.db.write() as tx:
            await variants.extend(tx, person.id, [variant.id], variant.expires_at + timedelta(days=1), now)
    held = await now_is(storage, person, variant)
    changes = {"edits": EDITS, "object_id": variant.object_id, "media_type": "image/jpeg"}
    with pytest.raises(NotFound):
        async with storage.db.write() as tx:
            await variants.replace_file(tx, held, **changes, width=1, height=1, now=now)


async def test_its_owner_is_told_once_however_often_it_is_reported(storage):
    person, variant, case = await reported(storage, times=3)
    assert case.reports == 3
    async with storage.db.read() as tx:
        (news,) = await outcomes.pending(tx, 10)
    assert (news.kind, news.person_id, news.subject_id) == (OutcomeKind.PICTURE_FROZEN, person.id, variant.id)


async def test_released_it_is_shown_again_and_a_stranger_cannot_hold_it_a_second_time(storage):
    person, variant, case = await reported(storage)
    await cases.release(storage, case.number)
    assert await storage.vault.read(person.id, variant.object_id) == b"sealed"
    again = await report_again(storage)
    assert (again.number, again.state, again.reports) == (case.number, "released", 2)
    assert await storage.vault.read(person.id, variant.object_id) == b"sealed"
    with pytest.raises(NotFound):
        await cases.release(storage, case.number)


async def test_a_look_made_while_the_case_waits_is_held_with_it(storage):
    person, _, case = await reported(storage)
    later = await keep_variant(storage, person.id, index=2, fingerprint=PRINT)
    again = await report_again(storage)
    assert (again.number, again.pictures) == (case.number, 2)
    with pytest.raises(Frozen):
        await storage.vault.read(person.id, later.object_id)
    async with storage.db.read() as tx:
        assert [news.kind for news in await outcomes.pending(tx, 10)] == [OutcomeKind.PICTURE_FROZEN] * 2


async def test_after_a_release_other_looks_of_that_photo_are_let_go_on_too(storage):
    person, _, case = await reported(storage)
    await cases.release(storage, case.number)
    later = await keep_variant(storage, person.id, index=2, fingerprint=PRINT)
    assert (await report_again(storage)).state == "released"
    assert await storage.vault.read(person.id, later.object_id) == b"sealed"


async def test_two_reports_at_the_same_moment_make_one_case(storage):
    person = await new_person(storage)
    variant = await keep_variant(storage, person.id, fingerprint=PRINT)
    both = await asyncio.gather(report_again(storage), report_again(storage))
    assert {case.number for case in both} == {(await now_is(storage, person, variant)).case_number}


async def test_erased_by_the_operator_its_bytes_are_gone_and_its_owner_is_told(storage):
    person, variant, case = await reported(storage)
    await cases.erase(storage, case.number)
    after = await now_is(storage, person, variant)
    assert (after.state, after.object_id) == (VariantState.EXPIRED, None)
    with pytest.raises(NotFound):
        await storage.vault.read(person.id, variant.object_id)
    async with storage.db.read() as tx:
        assert [news.kind for news in await outcomes.pending(tx, 10)][-1] == OutcomeKind.PICTURE_REMOVED
        assert [each.state for each in await cases.list_(tx)] == ["erased"]
    assert await report_again(storage) is None


async def test_killed_between_bytes_and_rows_the_same_command_ends_it(storage, monkeypatch):
    person, variant, case = await reported(storage)

    async def killed(*_):
        raise SystemExit

    with monkeypatch.context() as dying:
        dying.setattr(cases, "_settle", killed)
        with pytest.raises(SystemExit):
            await cases.erase(storage, case.number)
    await cases.erase(storage, case.number)
    assert (await now_is(storage, person, variant)).state == VariantState.EXPIRED
    async with storage.db.read() as tx:
        assert [news.kind for news in await outcomes.pending(tx, 10)][-1] == OutcomeKind.PICTURE_REMOVED


async def test_its_owner_may_erase_it_and_forget_everything_all_the_same(storage):
    person, variant, case = await reported(storage)
    await storage.vault.erase(person.id, [variant.object_id])
    async with storage.db.read() as tx:
        assert [each.state for each in await cases.list_(tx)] == ["erased"]
    await forget(storage, person.id)
    async with storage.db.read() as tx:
        assert await cases.list_(tx) == []
    with pytest.raises(NotFound):
        await cases.release(storage, case.number)


async def test_the_case_goes_with_the_picture_and_never_sooner(storage, clock):
    person, variant, case = await reported(storage)
    await cases.release(storage, case.number)
    later = variant.expires_at + timedelta(days=7)
    async with storage.db.write() as tx:
        await variants.extend(tx, person.id, [variant.id], later, clock.now())
    clock.set(variant.expires_at)
    await purge(storage)
    assert (await report_again(storage)).state == "released"
    clock.set(later)
    await purge(storage)
    async with storage.db.read() as tx:
        assert await cases.list_(tx) == []


async def test_nothing_in_a_case_says_who_reported_it(storage):
    await reported(storage)
    stranger = await new_person(storage, "stranger")
    async with storage.db.read() as tx:
        for table in schema.tables_of_a_person():
            if table is schema.persons:
                continue
            whose = sa.select(sa.func.count()).select_from(table).where(table.c.person_id == stranger.id)
            rows = (await tx.execute(whose)).scalar_one()
            assert rows == 0 or table is schema.consents
    assert set(schema.cases.c.keys()) == {"id", "person_id", "state", "reports", "opened_at", "expires_at"}


async def test_the_sabotage_a_hold_that_the_vault_forgets_is_red(storage, monkeypatch):
    """Without the flag the very same read succeeds: the refusal above is the flag's."""
    person, variant, _ = await reported(storage)
    async with storage.db.write() as tx:
        await tx.execute(sa.update(schema.variants).values(frozen=False))
    assert await storage.vault.read(person.id, variant.object_id) == b"sealed"


def test_the_operator_lists_and_settles_cases_without_seeing_a_picture(folders):  # noqa: F811 - a fixture
    async def make():
        async with open_storage(StorageSettings()) as storage:
            await reported(storage)

    asyncio.run(make())
    home = cli.home_of(StorageSettings())
    waiting = diagnosis.reports(home)
    assert not waiting.ok
    assert "waits for your word" in waiting.detail
    (listed,) = json.loads(run(cli.cases, "--json").stdout)
    assert (listed["number"], listed["state"], listed["reports"], listed["pictures"]) == (1, "open", None, None)
    shown = run(cli.cases).stdout
    assert "Case 1: open, reported under 5 times" in shown
    assert "; under 5 pictures" in shown
    assert run(cli.cases, "look").exit_code == 2
    assert run(cli.cases, "release", "1").exit_code == 0
    assert isinstance(run(cli.cases, "erase", "1").exception, NotFound)
    assert diagnosis.reports(home).ok


def test_five_reports_are_told_and_fewer_are_not(folders):  # noqa: F811 - a fixture
    async def make():
        async with open_storage(StorageSettings()) as storage:
            await reported(storage, times=5)

    asyncio.run(make())
    assert "reported 5 times" in run(cli.cases).stdout


def test_before_the_first_start_nothing_waits(tmp_path):
    settings = StorageSettings(_env_file=None, data_dir=tmp_path / "d", config_dir=tmp_path / "c")
    assert diagnosis.reports(cli.home_of(settings)).ok
    assert not (tmp_path / "d").exists()
