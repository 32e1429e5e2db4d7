"""Receipts as a person reads them, and what the signature says of a changed one."""

from __future__ import annotations

import html
import json
import re

import pytest

from bot.ports import Commanded, Outgoing, Pressed, Text
from bot.shell import documents, payload, store
from bot.texts import catalog, complete_languages, render
from storage.consent import ledger
from storage.records import ConsentSource, Purpose
from storage.vault.signing import Verdict, is_receipt, judge, signed
from tests.bot.conversation.world import KEPT


async def receipt(bench, language="en"):
    person = await bench.person()
    waiting = payload.Waiting(
        outgoing=Outgoing(text=Text(key="x")), language=language, document="consent_receipt", document_subject=""
    )
    (made,) = await documents.make(bench.shell, person.id, waiting)
    return made


def read(page: bytes) -> str:
    """What stands on the page, without its tags, its style and the part for programs."""
    body = re.sub(r"<style>.*?</style>|<pre.*?</pre>", "", page.decode(), flags=re.DOTALL)
    return html.unescape(re.sub(r"<[^>]+>", "\n", body))


def inside(page: bytes) -> dict:
    return json.loads(
        html.unescape(re.search(r'<pre id="document" dir="ltr">(.*?)</pre>', page.decode(), re.DOTALL)[1])
    )


async def test_it_says_the_very_sentences_that_were_shown(bench):
    """The oracle is what stood on the card, not the catalogue."""
    await bench.consents()
    card = next(m for m in bench.sees() if m.outgoing.form)
    page = (await receipt(bench)).data
    for box in ("likeness", "processing"):
        assert f"\n{card.labels[box]}\n" in read(page)
    assert card.labels["comparison"] not in read(page)  # not ticked


async def test_it_keeps_the_words_agreed_to_when_the_words_change(bench, monkeypatch):
    await bench.consents()
    before = read((await receipt(bench)).data)
    sentence = render(Text(key="consent-processing", args=KEPT), "en")
    assert sentence in before
    from bot.texts import catalog

    real = catalog.render
    monkeypatch.setattr(
        "bot.shell.receipts.render",
        lambda text, *a, **k: "other words" if text.key == "consent-processing" else real(text, *a, **k),
    )
    assert sentence in read((await receipt(bench)).data)


async def test_asked_for_twice_it_is_the_same_file_at_any_time(bench, clock):
    await bench.consents()
    first = (await receipt(bench)).data
    clock.advance(days=3)
    assert (await receipt(bench)).data == first


@pytest.mark.parametrize("language", complete_languages())
async def test_it_says_who_how_long_who_gets_it_and_how_to_take_it_back(bench, language):
    await bench.consents()
    page = (await receipt(bench, language)).data
    for key in ("receipt-who", "receipt-long", "receipt-gets", "receipt-back", "receipt-agreed", "consent-withdraw"):
        assert render(Text(key=key), language) in read(page)
    assert {"24", "7", "30"} <= set(re.findall(r"\d+", read(page)))
    assert f'lang="{language}"' in page.decode()


async def test_the_part_for_programs_has_every_field(bench):
    await bench.consents()
    (record, *_) = inside((await receipt(bench)).data)["dpv:hasRecordOfActivity"]
    process = record["dpv:hasProcess"]
    kinds = {each["@type"] for each in process["dpv:hasStorageCondition"]}
    assert kinds == {"dpv:StorageDuration", "dpv:StorageLocation", "dpv:StorageDeletion"}
    assert process["dpv:hasRecipient"] == ["dpv:DataSubject"]  # this chat stays on the machine
    assert record["dpv:hasNotice"]["schema:text"]


@pytest.mark.parametrize("language", [code for code in complete_languages() if catalog.right_to_left(code)])
async def test_from_right_to_left_the_page_turns_and_the_part_for_programs_does_not(bench, language):
    await bench.consents()
    page = (await receipt(bench, language)).data.decode()
    assert f'<html lang="{language}" dir="rtl">' in page
    assert not re.search(r"-(?:left|right):|:(?:left|right)\b", page.split("</style>")[0]), "a side that does not turn"
    assert '<pre id="document" dir="ltr">' in page
    assert '<blockquote dir="auto">' in page  # a sentence that was shown in another language


@pytest.mark.parametrize("agreed", [True, False])
async def test_another_machine_that_redraws_gets_something_once_it_was_agreed_to(bench, monkeypatch, agreed):
    there = {"redraw": ("gpu.example.org", "24")}
    monkeypatch.setattr(store, "painted_elsewhere", lambda: there)
    await bench.consents()
    if agreed:
        person = await bench.person()
        async with bench.storage.db.write() as tx:
            shown = {Purpose.GENERATIVE: ("e" * 64, "en")}
            given = {"wordings": shown, "source": ConsentSource.PERSON, "now": bench.storage.clock.now()}
            await ledger.give(tx, person.id, {Purpose.GENERATIVE}, **given)
    page = (await receipt(bench)).data
    named = [each["dpv:hasProcess"]["dpv:hasRecipient"] for each in inside(page)["dpv:hasRecordOfActivity"]]
    assert ("gpu.example.org" in read(page)) is agreed
    assert any("gpu.example.org" in str(each) for each in named) is agreed


async def test_a_page_loads_nothing_and_runs_nothing(bench):
    await bench.consents()
    page = (await receipt(bench)).data.decode().lower()
    assert not re.search(r"<script|<link|<img|src=|url\(|@import|\bon\w+=", page)


async def test_a_name_that_is_html_stays_a_name(bench):
    bench.shell.settings.__dict__["operator"] = "<script>alert(1)</script>"
    await bench.consents()
    assert b"<script>" not in (await receipt(bench)).data


# --- the signature -------------------------------------------------------------------------------------------------


async def test_valid_altered_or_unknown(bench, tmp_path):
    from storage.opening import open_storage
    from tests.fakes import settings_in

    await bench.consents()
    page, keys = (await receipt(bench)).data, bench.storage.keys
    assert is_receipt(page)
    assert judge(keys, page) is Verdict.VALID
    assert judge(keys, page.replace(b"18 or older", b"17 or older")) is Verdict.ALTERED
    assert judge(keys, b" " + page) is Verdict.ALTERED
    assert judge(None, page) is Verdict.UNKNOWN
    async with open_storage(settings_in(tmp_path / "another")) as other:
        assert judge(other.keys, page) is Verdict.UNKNOWN
        assert judge(keys, signed(other.keys, page)) is Verdict.UNKNOWN
    assert judge(keys, b"no receipt") is Verdict.UNKNOWN


async def test_what_is_added_after_the_signature_is_seen(bench):
    await bench.consents()
    page, keys = (await receipt(bench)).data, bench.storage.keys
    for more in (b"<p>and one thing more</p>", b"<p>and much more</p>" * 500):
        assert is_receipt(page + more)
        assert judge(keys, page + more) is Verdict.UNKNOWN


# --- the deletion receipt ------------------------------------------------------------------------------------------


@pytest.mark.many
@pytest.mark.parametrize("language", complete_languages())
async def test_everything_left_stands_in_words_and_the_ledger_has_the_line(bench, language):
    from storage import audit

    await bench.consents()
    await bench.sends_photo()
    await bench.does(Pressed(action=f"language.set:{language}"))
    await bench.does(Commanded(name="forget-me"))
    await bench.does(Pressed(action=bench.button("forget.erase")))
    (page,) = [a.data for m in bench.sees() for a in m.attachments if a.filename == "deletion-receipt.html"]
    told = inside(page)
    assert judge(bench.storage.keys, page) is Verdict.VALID
    assert told["left"]
    for code in told["left"]:
        assert render(Text(key=f"left-{code}"), language) in read(page)
    assert render(Text(key="receipt-count-photos", args=(("count", 1),)), language) in read(page)
    async with bench.storage.db.read() as tx:
        assert await audit.holds(tx, audit.Line(number=told["ledger_line"], hash=told["ledger_hash"]))
    assert told["ledger_hash"] in read(page)
