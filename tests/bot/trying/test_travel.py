"""``candid try`` without its pixels: what it reports, what it keeps, and that it always cleans up."""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.shell.loops import Loop, kept_going
from bot.trying import journey, visitor
from bot.trying.journey import Plan, travel
from bot.trying.visitor import JourneyStopped
from storage.consent.rules import ALWAYS
from storage.opening import open_storage
from storage.records import ConsentSource, Purpose
from storage.retention import forget
from tests.bot.shell.parts import LOOKS, PaintlessWorker


@pytest.fixture(autouse=True)
def folders(tmp_path, monkeypatch) -> Iterator[Path]:
    """Temporary folders of a journey are made here, so that a test can see whether they are gone."""
    with tempfile.TemporaryDirectory() as place:  # short: sockets live in it
        monkeypatch.setattr(tempfile, "tempdir", place)
        yield Path(place)


def with_worker(monkeypatch, **how) -> None:
    @contextlib.asynccontextmanager
    async def paintless(_plan, settings, _visitor, _complaints):
        async with open_storage(settings) as storage:
            worker = PaintlessWorker(storage, **how)
            await worker.announce()

            async with kept_going(Loop(look=worker.work, wait=lambda: asyncio.sleep(0.01))):
                yield

    monkeypatch.setattr(journey, "_worker", paintless)


@pytest.fixture
def plan(tmp_path) -> Plan:
    photo = tmp_path / "holiday-in-lisbon.jpg"
    photo.write_bytes(bytes(range(256)) * 4)
    return Plan(
        photos=(photo,),
        out=tmp_path / "out",
        consents=ALWAYS,
        consent_source=ConsentSource.OPERATOR_STATEMENT,
    )


async def test_a_journey_reports_what_the_rows_say_and_leaves_nothing(plan, monkeypatch, folders) -> None:
    with_worker(monkeypatch)
    report = await travel(plan)
    assert report.photos == [{"file": "holiday-in-lisbon.jpg", "accepted": True, "findings": []}]
    assert [variant["look"] for variant in report.variants] == list(LOOKS)
    assert report.approved == [1, 2, 3, 4]
    assert [contents(export) for export in report.exports] == list(LOOKS)
    assert [receipt["kind"] for receipt in report.receipts] == ["consent-receipt", "deletion-receipt"]
    assert report.erasure["leftovers"] == 0
    assert {"platform id", "name of photo 1", "bytes of picture 1"} <= set(report.erasure["scanned"]["markers"])
    assert report.timings_ms["all_variants"] >= report.timings_ms["first_variant"] > 0
    assert not report.refused
    assert list(folders.iterdir()) == []


async def test_a_made_up_person_takes_one_yes_and_no_photo_and_comes_with_a_certificate(plan, monkeypatch) -> None:
    with_worker(monkeypatch, engines=("studio", "redraw", "persona"))
    nobody = replace(plan, photos=(), engine="persona", purpose="advert", consents=frozenset({Purpose.PERSONA}))
    report = await travel(nobody)
    assert report.photos == []
    assert [variant["edits"]["label_code"] for variant in report.variants] == ["ai_generated"] * 5
    assert [contents(export) for export in report.exports] == [*["persona"] * 4, "persona_sheet"]
    kinds = [receipt["kind"] for receipt in report.receipts]
    assert kinds == ["consent-receipt", *["certificate"] * 5, "deletion-receipt"]
    assert report.erasure["leftovers"] == 0
    assert not report.refused


async def test_a_made_up_person_where_no_model_paints_one_is_waited_for_and_then_told(plan, monkeypatch) -> None:
    with_worker(monkeypatch)
    monkeypatch.setattr(visitor, "LOADING_S", 0.5)
    with pytest.raises(JourneyStopped):
        await travel(replace(plan, photos=(), engine="persona", consents=frozenset({Purpose.PERSONA})))


async def test_the_consent_is_recorded_as_the_operators_own_statement(plan, monkeypatch) -> None:
    with_worker(monkeypatch)
    report = await travel(plan)
    receipt = contents(report.receipts[0])
    assert "dpv:DataController" in receipt
    assert '"dpv:isIndicatedBy": "dpv:DataSubject"' not in receipt


async def test_when_every_photo_is_refused_it_says_so_and_erases_all_the_same(plan, monkeypatch) -> None:
    with_worker(monkeypatch, refuse=True)
    report = await travel(plan)
    assert report.refused
    assert report.variants == []
    assert report.erasure["leftovers"] == 0


async def test_when_every_picture_is_withheld_the_reasons_are_named(plan, monkeypatch) -> None:
    with_worker(monkeypatch, withhold=frozenset(LOOKS))
    report = await travel(plan)
    assert report.refused
    assert report.reasons == ["skin_tone"]
    assert all(variant["withheld"] for variant in report.variants)
    assert report.exports == []


async def test_one_picture_held_back_does_not_hold_back_the_others(plan, monkeypatch) -> None:
    with_worker(monkeypatch, withhold=frozenset({"soft"}))
    report = await travel(plan)
    assert report.approved == [1, 3, 4]
    assert not report.refused


async def test_a_forgotten_erase_step_shows_up_in_the_report(plan, monkeypatch) -> None:
    """The sabotage of "leaves nothing": bytes that are not unlinked."""
    with_worker(monkeypatch)

    async def skipped(_storage, _person_id) -> None:
        pass

    steps = tuple((name, skipped if name == "bytes" else step) for name, step in forget.STEPS)
    monkeypatch.setattr(forget, "STEPS", steps)
    report = await travel(plan)
    assert report.erasure["leftovers"] > 0
    assert "orphan" in {found["what"] for found in report.erasure["found"]}


async def test_a_worker_that_does_not_come_ends_the_journey_with_its_reason(plan, monkeypatch, folders) -> None:
    monkeypatch.setattr(journey, "WORKER", ("/bin/sh", "-c", "echo model files are missing >&2; exit 1"))
    monkeypatch.setattr("bot.shell.supervise.PAUSES_S", (0.0,))
    with pytest.raises(JourneyStopped, match="model files are missing"):
        await travel(plan)
    assert list(folders.iterdir()) == []


async def test_a_journey_broken_off_leaves_no_folder(plan, monkeypatch, folders) -> None:
    with_worker(monkeypatch)
    started = asyncio.Event()
    travelling = asyncio.create_task(travel(_telling(plan, started.set)))
    await started.wait()
    assert list(folders.iterdir()) != []
    travelling.cancel()
    with pytest.raises(asyncio.CancelledError):
        await travelling
    assert list(folders.iterdir()) == []


def contents(entry: dict) -> str:
    return Path(entry["file"]).read_text()


def _telling(plan: Plan, told) -> Plan:
    from dataclasses import replace

    return replace(plan, tell=lambda _line: told())


async def test_the_operators_signing_keys_are_borrowed_and_their_folder_stays_as_it_is(plan, monkeypatch, tmp_path):
    with_worker(monkeypatch)
    keys = tmp_path / "config" / "credentials"
    keys.mkdir(parents=True)
    for name in ("root.pem", "leaf.pem"):
        (keys / name).write_text(name)
    before = {path: path.stat().st_mtime_ns for path in [keys, *keys.iterdir()]}
    seen = []
    real = journey._borrow_signing_keys

    def watched(theirs, ours):
        real(theirs, ours)
        seen.extend(sorted(path.name for path in (ours / "credentials").iterdir()))

    monkeypatch.setattr(journey, "_borrow_signing_keys", watched)
    told = []
    report = await travel(replace(plan, config=tmp_path / "config", tell=told.append))
    assert seen == ["leaf.pem", "root.pem"]
    assert report.signed_by == journey.THIS_INSTALLATION
    assert any("own keys" in line for line in told)
    assert {path: path.stat().st_mtime_ns for path in [keys, *keys.iterdir()]} == before


async def test_without_keys_of_its_own_the_installation_says_who_signed(plan, tmp_path):
    made_here = tmp_path / "made-for-this-run"
    (made_here / "credentials").mkdir(parents=True)
    (made_here / "credentials" / "root.pem").touch()
    assert journey._signed_by(tmp_path / "no-keys-here", made_here) == journey.THIS_RUN
    assert "made for this run only" in journey.SIGNED[journey.THIS_RUN]
