"""Where the page offers a public portrait, nobody has to say that it shows them; the record holds what they said."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

import pytest

from bot.platforms.headless import CAPABILITIES
from bot.ports import Commanded
from bot.shell import store
from storage.consent import ledger
from storage.records import Purpose

USUAL = "I am 18 or older. These photos show me and nobody else."
DEMO = "I am 18 or older. The photos show me and nobody else, or it is the public example portrait. That is not me."


def offers(bench, example: bool) -> None:
    bench.shell.platforms["headless"].capabilities = replace(CAPABILITIES, example=example)


async def agreed(bench) -> str:
    person = await bench.person()
    async with bench.storage.db.read() as tx:
        found = {each.purpose: each.wording_hash for each in await ledger.in_force(tx, person.id)}
    return found[Purpose.LIKENESS]


def box(bench) -> str:
    """The likeness box of the latest form, in words."""
    forms = [message for message in bench.sees() if message.outgoing.form and message.outgoing.form.boxes]
    return forms[-1].labels["likeness"]


def keys(bench) -> list[str]:
    texts = [text for message in bench.sees() for text in (message.outgoing.text, *message.outgoing.lines)]
    return [text.key for text in texts if text]


@pytest.mark.parametrize(("example", "words"), [(False, USUAL), (True, DEMO)])
async def test_the_box_and_the_record_say_the_same(bench, example, words) -> None:
    offers(bench, example)
    await bench.consents()
    assert box(bench) == words
    assert await agreed(bench) == sha256(words.encode()).hexdigest()
    await bench.sends_photo()
    assert len(bench.room.fetched) == 1


async def test_what_is_agreed_to_is_shown_again_in_these_words(bench) -> None:
    offers(bench, True)
    await bench.consents()
    await bench.does(Commanded(name="consent"))
    assert any(DEMO in message.text for message in bench.sees())
    assert not any(USUAL in message.text for message in bench.sees())


@pytest.mark.parametrize("before", [False, True])
async def test_a_yes_from_before_does_not_count_for_the_other_words(bench, before) -> None:
    """``--demo`` was switched on or off in between."""
    offers(bench, before)
    await bench.consents()
    offers(bench, not before)
    await bench.sends_photo()
    assert bench.room.fetched == []
    assert "consent-changed" in keys(bench)


async def test_sabotage_a_record_that_keeps_the_usual_words_is_seen(bench, monkeypatch) -> None:
    monkeypatch.setattr(store, "offers_example", lambda _shell, _person: False)
    with pytest.raises(AssertionError):
        await test_the_box_and_the_record_say_the_same(bench, True, DEMO)


async def test_sabotage_words_that_nobody_compares_are_seen(bench, monkeypatch) -> None:
    monkeypatch.setattr(store, "is_current", lambda _consent, **_: True)
    with pytest.raises(AssertionError):
        await test_a_yes_from_before_does_not_count_for_the_other_words(bench, True)
