"""A typed name from the chat to the receipt: encrypted with the person's key, told, and erased with them."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
import sqlalchemy as sa

from bot.ports import Commanded, Pressed, Submitted, Typed
from bot.settings import BotSettings
from bot.shell import store
from storage.consent import ledger, signatures
from storage.db import schema
from storage.errors import NotFound, VaultDamaged
from storage.people.export import my_data
from storage.records import Purpose
from tests.bot.shell.test_receipts import inside, read, receipt

NAME = "Grace Brewster Hopper"


@pytest.fixture
def typed(bench):
    object.__setattr__(bench.shell, "settings", BotSettings(_env_file=None, release="typed"))
    return bench


async def signs(bench) -> None:
    await bench.does(Commanded(name="headshot"))
    await bench.does(Pressed(action=bench.button("purpose.profile")))
    await bench.does(Pressed(action=bench.button("consent.show")))
    ticked = frozenset({"likeness", "processing"})
    await bench.does(Submitted(action=bench.form("consent.give"), ticked=ticked))
    await bench.does(Typed(text=NAME))


async def yeses(bench):
    person = await bench.person()
    async with bench.storage.db.read() as tx:
        return person, await ledger.in_force(tx, person.id)


async def test_the_name_is_kept_encrypted_and_stands_on_the_receipt(typed) -> None:
    await signs(typed)
    person, given = await yeses(typed)
    assert {each.purpose for each in given} == {Purpose.LIKENESS, Purpose.PROCESSING}
    for each in given:
        assert NAME.encode() not in each.signature
        assert await signatures.opened(typed.storage, person.id, each.signature) == NAME
    page = (await receipt(typed)).data
    assert read(page).count(NAME) == 2
    methods = [
        event["dpv:hasIndicationMethod"]
        for record in inside(page)["dpv:hasRecordOfActivity"]
        for event in record["dpv:hasConsentStatus"]
    ]
    assert methods == ["typed name", "typed name"]
    assert NAME not in json.dumps(inside(page))
    assert (await receipt(typed)).data == page


async def test_my_data_has_the_name_in_the_clear(typed) -> None:
    await signs(typed)
    person, _ = await yeses(typed)
    with zipfile.ZipFile(io.BytesIO(await my_data(typed.storage, person.id))) as archive:
        told = json.loads(archive.read("data.json"))
    assert [row["signature"] for row in told["tables"]["consents"]] == [NAME, NAME]


async def test_after_forget_me_neither_row_nor_key_is_left(typed) -> None:
    await signs(typed)
    person, given = await yeses(typed)
    await typed.does(Commanded(name="forget-me"))
    await typed.does(Pressed(action=typed.button("forget.erase")))
    async with typed.storage.db.read() as tx:
        assert (await tx.execute(sa.select(sa.func.count()).select_from(schema.consents))).scalar() == 0
    with pytest.raises(NotFound):
        await signatures.opened(typed.storage, person.id, given[0].signature)


async def test_who_only_ticked_before_is_asked_to_sign_once_names_are_wanted(bench) -> None:
    await bench.consents()
    object.__setattr__(bench.shell, "settings", BotSettings(_env_file=None, release="typed"))
    await bench.sends_photo()
    assert bench.room.fetched == []
    assert "consent-changed" in [m.outgoing.text.key for m in bench.sees() if m.outgoing.text]


async def test_the_sabotage_an_old_tick_that_counts_as_signed_is_seen(bench, monkeypatch) -> None:
    monkeypatch.setattr(store, "SIGNED", frozenset())
    with pytest.raises(AssertionError):
        await test_who_only_ticked_before_is_asked_to_sign_once_names_are_wanted(bench)


async def test_the_sabotage_a_name_stored_in_the_clear_is_seen(typed, monkeypatch) -> None:
    async def plain(_storage, _person_id, name):
        return name.encode()

    monkeypatch.setattr("bot.shell.perform.signatures.sealed", plain)
    with pytest.raises((AssertionError, VaultDamaged)):
        await test_the_name_is_kept_encrypted_and_stands_on_the_receipt(typed)


def test_illinois_without_a_signature_is_refused_at_the_start() -> None:
    with pytest.raises(ValueError, match="CANDID_RELEASE=typed"):
        BotSettings(_env_file=None, notices="illinois")
    assert BotSettings(_env_file=None, notices="eu, illinois", release="typed").notices == ("eu", "illinois")
    with pytest.raises(ValueError, match="notices"):
        BotSettings(_env_file=None, notices="mars")
