"""By itself, the clock erases whoever has nothing here any more: after five years no row of them is left (design §8.4).

The oracle is its own: each file of SQLite is opened with the standard library, each table is taken from
``sqlite_master``, and each value of each row is searched for everything that was ever random or said about the person.
The sabotages: a product without the step, and one that leaves out a single table.
"""

from __future__ import annotations

import sqlite3
from datetime import timedelta

import pytest

from bot.ports import Commanded
from storage.db import schema
from storage.retention import idle_people
from storage.retention.purge import purge
from tests.storage.life import live

FIVE_YEARS = timedelta(days=5 * 365 + 1)

# What may hold rows when nobody is left: things about nobody, and the ledger.
ABOUT_NOBODY = {"alembic_version", "audit", "durations", "epoch", "leases", "members", "sqlite_sequence", "workers"}


def everything_in(storage) -> dict[str, list[tuple]]:
    """Each table of each database in the data folder with all its rows, read past the product."""
    rows = {}
    for path in storage.home.data.rglob("*.sqlite3"):
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as db:
            names = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            assert names, f"{path.name}: no table was seen"
            for name in names:
                rows[f"{path.name}/{name}"] = db.execute(f'SELECT * FROM "{name}"').fetchall()  # noqa: S608
        db.close()
    return rows


def traces(rows: dict[str, list[tuple]]) -> set[str]:
    """Every random id (32 hex digits) of the tables that hold something about people."""
    return {
        value
        for place, found in rows.items()
        if place.rpartition("/")[2] not in ABOUT_NOBODY
        for row in found
        for value in row
        if isinstance(value, str) and len(value) == 32 and set(value) <= set("0123456789abcdef")
    }


def left(rows: dict[str, list[tuple]], sought: set[str]) -> set[str]:
    """Tables in which a sought text stands, and tables about people that still hold any row."""
    named = {place for place, found in rows.items() if any(text in repr(row) for row in found for text in sought)}
    keys = {"keys.sqlite3/keys"}  # the root secret stays; a person's key would be named by their id
    held = {place for place, found in rows.items() if found and place.rpartition("/")[2] not in ABOUT_NOBODY}
    return named | (held - keys)


async def five_years_later(storage, clock) -> set[str]:
    """Day by day for a while, as it runs; then the machine is off for years."""
    before = everything_in(storage)
    sought = traces(before) | {"grace-hopper-1906"}
    assert len(sought) > 10, "a life leaves more traces than that"
    for _ in range(3):
        clock.advance(days=1)
        await purge(storage)
    clock.advance(FIVE_YEARS)
    for _ in range(2):  # the erasure's own row goes a day after it
        await purge(storage)
        clock.advance(days=1)
        await purge(storage)
    return left(everything_in(storage), sought)


async def test_a_whole_life_leaves_no_row_after_five_years(storage, clock):
    await live(storage)
    assert await five_years_later(storage, clock) == set()
    assert await storage.keys.held() == frozenset()


async def test_the_sabotage_a_clock_without_this_step_is_red(storage, clock, monkeypatch):
    async def nobody(_storage):
        return 0

    monkeypatch.setattr(idle_people, "expire", nobody)
    await live(storage)
    remains = await five_years_later(storage, clock)
    assert {place.rpartition("/")[2] for place in remains} >= {"persons", "consents", "conversations"}


@pytest.mark.parametrize("forgotten", ["conversations", "consents"])
async def test_the_sabotage_a_table_left_out_of_the_reduction_is_red(storage, clock, monkeypatch, forgotten):
    """While a directory entry stands, everything else about its owner goes."""
    beside = idle_people._beside_the_entry
    monkeypatch.setattr(
        idle_people, "_beside_the_entry", lambda: [each for each in beside() if each[0].name != forgotten]
    )
    life = await live(storage)
    clock.set(life.variant.expires_at + timedelta(days=30))
    await purge(storage)
    rows = everything_in(storage)[f"{storage.home.database.name}/{forgotten}"]
    needed = 1 if forgotten == "consents" else 0
    assert len(rows) > needed


@pytest.mark.parametrize("asked", ["help", "verify", "where", "about", "appeal"])
async def test_whoever_only_asked_something_leaves_no_row_at_the_end_of_the_day(bench, storage, clock, asked):
    await bench.does(Commanded(name=asked))
    person = await bench.person()
    clock.set(clock.now().replace(hour=0) + timedelta(days=1))
    await purge(storage)
    rows = everything_in(storage)
    mine = {place for place, found in rows.items() if any(person.id in repr(row) for row in found)}
    assert mine == {f"{storage.home.database.name}/{schema.erasures.name}"}  # its random id, for a day
    clock.advance(days=1)
    await purge(storage)
    assert left(everything_in(storage), {person.id}) == set()
