"""A yes counts for the words it was given to: when they change, the rows themselves say that it is asked anew."""

from __future__ import annotations

import pytest

from bot.conversation.effects import RecordConsent
from bot.ports import Commanded, Pressed
from bot.shell import perform, store
from bot.terms import OPEN
from bot.texts import catalog, members
from storage.consent import ledger, wordings
from storage.records import PaintedOn, Purpose


def keys(bench) -> list[str]:
    return [message.outgoing.text.key for message in bench.sees() if message.outgoing.text]


def the_words_change(monkeypatch) -> None:
    """A new version of the bot says PROCESSING in another sentence."""
    today = catalog.wordings

    def wordings(language, numbers):
        hashes = dict(today(language, numbers))
        return hashes | {Purpose.PROCESSING: ("f" * 64, hashes[Purpose.PROCESSING][1])}

    monkeypatch.setattr(catalog, "wordings", wordings)


async def living(bench):
    person = await bench.person()
    async with bench.storage.db.read() as tx:
        return {each.purpose: each.wording_hash for each in await ledger.in_force(tx, person.id)}


async def test_a_photo_after_the_words_changed_is_not_fetched_and_consent_is_asked(bench, monkeypatch) -> None:
    await bench.consents()
    the_words_change(monkeypatch)
    await bench.sends_photo()
    assert bench.room.fetched == []
    assert "consent-changed" in keys(bench)


async def test_the_new_yes_is_recorded_with_the_new_words(bench, monkeypatch) -> None:
    await bench.consents()
    before = await living(bench)
    the_words_change(monkeypatch)
    await bench.does(Commanded(name="headshot"))
    await bench.consents()
    after = await living(bench)
    assert after[Purpose.PROCESSING] == "f" * 64
    assert after[Purpose.LIKENESS] == before[Purpose.LIKENESS]
    await bench.sends_photo()
    assert len(bench.room.fetched) == 1


async def test_unchanged_words_are_not_asked_twice(bench) -> None:
    await bench.consents()
    await bench.does(Commanded(name="headshot"))
    await bench.does(Pressed(action=bench.button("purpose.cv")))
    assert "consent-changed" not in keys(bench)
    assert "consent-still-counts" in [
        text.key for message in bench.sees() for text in (message.outgoing.text, *message.outgoing.lines) if text
    ]


async def test_sabotage_a_hash_that_nobody_compares_is_seen(bench, monkeypatch) -> None:
    monkeypatch.setattr(store, "is_current", lambda _consent, **_: True)
    with pytest.raises(AssertionError):
        await test_a_photo_after_the_words_changed_is_not_fetched_and_consent_is_asked(bench, monkeypatch)


async def test_a_yes_is_recorded_in_the_words_that_name_the_machine_and_asked_anew_for_another(
    bench, monkeypatch
) -> None:
    there = {"redraw": ("gpu.example.org", "24")}
    monkeypatch.setattr(members, "traits", lambda _kind, trait: there if trait == "elsewhere" else {})
    await bench.does(Commanded(name="headshot"))
    person = await bench.person()
    async with bench.storage.db.write() as tx:
        await perform._record_consent(
            bench.shell, tx, person.id, RecordConsent(purposes=frozenset({Purpose.GENERATIVE}))
        )
        (machine,) = await wordings.machines(tx, person.id, {Purpose.GENERATIVE})
        (given,) = await ledger.in_force(tx, person.id)
        (said,) = (await wordings.sentences(tx, [given.wording_hash])).values()
    assert machine == PaintedOn(host="gpu.example.org", kept_hours=24)
    assert "gpu.example.org" in said
    assert "24" in said
    assert given.wording_hash == wordings.hash_of(said)
    assert store.is_current(given, store.asked_today(bench.shell, person, OPEN))
    there["redraw"] = ("gpu.example.org", "48")
    assert not store.is_current(given, store.asked_today(bench.shell, person, OPEN))
    there.clear()
    assert not store.is_current(given, store.asked_today(bench.shell, person, OPEN))
