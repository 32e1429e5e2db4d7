"""The second yes to ``likeness``, for a photo whose file says AI: a row of its own, in the words it was asked with.

The oracle is the check's own words and what stood on the button, not the catalogue that renders the row.
"""

from __future__ import annotations

import io
import json
import zipfile

import pytest
import sqlalchemy as sa

from bot.ports import Pressed
from bot.shell import perform, store
from generation.intake.checks.says_ai_made import SaysAiMade
from storage import withdrawal
from storage.consent import ledger
from storage.db import schema
from storage.errors import ConsentMissing
from storage.people.export import my_data
from storage.pictures import photos
from storage.queue import jobs
from storage.records import Finding, InspectRequest, Lane, PhotoState, Purpose, Severity
from tests.bot.shell.test_receipts import inside, read, receipt
from tests.fakes import keep_photo

CODE = SaysAiMade.code
ASKED = " ".join(SaysAiMade.words["en"][part] for part in ("refuse", "fix", "photo-overrule"))


async def refused_for_its_file(bench):
    """Ada agreed, and one of her photos is refused since its file says that AI made it."""
    await bench.consents()
    person = await bench.person()
    photo = await keep_photo(bench.storage, person.id)
    async with bench.storage.db.write() as tx:
        finding = Finding(code=CODE, severity=Severity.REFUSE)
        await photos.set_checked(tx, person.id, photo.id, PhotoState.REFUSED, (finding,))
    return person, photo


async def says_it_is_them(bench, code=CODE):
    person, photo = await refused_for_its_file(bench)
    await bench.does(Pressed(action=f"overrule.{code}:{photo.id}"))
    async with bench.storage.db.read() as tx:
        return person, photo, await ledger.history(tx, person.id)


async def test_it_has_a_row_of_its_own_and_the_first_one_stays(bench) -> None:
    _, photo, rows = await says_it_is_them(bench)
    about = {(row.purpose, row.about): row for row in rows}
    assert set(about) == {(Purpose.LIKENESS, ""), (Purpose.LIKENESS, photo.id), (Purpose.PROCESSING, "")}
    assert [row for row in rows if row.withdrawn_at] == []
    assert about[Purpose.LIKENESS, ""].wording_hash != about[Purpose.LIKENESS, photo.id].wording_hash


async def test_said_twice_it_is_one_row(bench) -> None:
    person, photo, rows = await says_it_is_them(bench)
    async with bench.storage.db.write() as tx:
        await photos.set_checked(
            tx, person.id, photo.id, PhotoState.REFUSED, (Finding(code=CODE, severity=Severity.REFUSE),)
        )
    await bench.does(Pressed(action=f"overrule.{CODE}:{photo.id}"))
    async with bench.storage.db.read() as tx:
        assert await ledger.history(tx, person.id) == rows


async def shows_it(bench) -> None:
    person, photo, _ = await says_it_is_them(bench)
    page = (await receipt(bench)).data
    assert f"\n{ASKED}\n" in read(page)
    assert "made or changed it, so I asked you about that photo once more" in read(page)
    records = [each for each in inside(page)["dpv:hasRecordOfActivity"] if "schema:about" in each]
    (record,) = records
    assert record["dpv:hasNotice"]["schema:text"] == ASKED
    assert record["schema:about"]["@id"].replace("-", "").endswith(photo.id)
    with zipfile.ZipFile(io.BytesIO(await my_data(bench.storage, person.id))) as archive:
        kept = json.loads(archive.read("data.json"))["tables"]["consents"]
    assert [row["sentence"] for row in kept if row["about"] == photo.id] == [ASKED]
    assert all(row["sentence"] for row in kept)


async def test_receipt_and_my_data_show_it_in_the_words_it_was_asked_with(bench) -> None:
    await shows_it(bench)


async def test_the_sabotage_a_yes_that_is_only_acted_on_is_seen(bench, monkeypatch) -> None:
    async def acted_on(*_args) -> None: ...

    monkeypatch.setattr(perform, "_vouch", acted_on)
    with pytest.raises(AssertionError):
        await shows_it(bench)


async def test_it_is_in_the_person_s_language(bench) -> None:
    person, photo = await refused_for_its_file(bench)
    async with bench.storage.db.write() as tx:
        await tx.execute(sa.update(schema.persons).values(language="de"))
    await bench.does(Pressed(action=f"overrule.{CODE}:{photo.id}"))
    async with bench.storage.db.read() as tx:
        (row,) = [each for each in await ledger.history(tx, person.id) if each.about]
    assert row.language == "de"
    assert SaysAiMade.words["de"]["photo-overrule"] in read((await receipt(bench)).data)


async def test_another_finding_overruled_is_no_yes(bench) -> None:
    _, _, rows = await says_it_is_them(bench, "many_faces")
    assert [row for row in rows if row.about] == []


async def test_the_first_yes_is_still_today_s_and_nobody_is_asked_again(bench) -> None:
    person, _, _ = await says_it_is_them(bench)
    async with bench.storage.db.read() as tx:
        state, _ = await store.load_state(tx, person.id)
        facts = await store.load_facts(bench.shell, tx, person, bench.storage.clock.now(), state.terms)
    assert facts.outdated == frozenset()
    assert facts.living == {Purpose.LIKENESS, Purpose.PROCESSING}


async def test_alone_it_allows_nothing(bench) -> None:
    """Neither of the two locks counts it: a yes about one photo is none to the rest."""
    person, photo, _ = await says_it_is_them(bench)
    async with bench.storage.db.write() as tx:
        only_that = schema.consents.c.about == ""
        await tx.execute(
            sa.update(schema.consents)
            .where(only_that, schema.consents.c.purpose == Purpose.LIKENESS)
            .values(withdrawn_at=bench.storage.clock.now())
        )
    async with bench.storage.db.write() as tx:
        assert await ledger.living(tx, person.id) == {Purpose.PROCESSING}
        request = InspectRequest(photo_id=photo.id, comparison=False, language="en")
        with pytest.raises(ConsentMissing):
            await jobs.enqueue(tx, person.id, Lane.INSPECT, request, key="again", now=bench.storage.clock.now())


async def test_taken_back_with_the_first_one(bench) -> None:
    person, _, _ = await says_it_is_them(bench)
    async with bench.storage.db.write() as tx:
        await withdrawal.withdraw(tx, person.id, frozenset({Purpose.LIKENESS}), bench.storage.clock.now())
    async with bench.storage.db.read() as tx:
        left = [each for each in await ledger.history(tx, person.id) if each.withdrawn_at is None]
    assert [each.purpose for each in left] == [Purpose.PROCESSING]
