"""The tree of wrapped keys: master key → shelves → people's keys.

A shelf is a key that wraps other keys. A shelf of the first level stands for the first digit of an id and is wrapped by
the master key; one of the fourth level stands for the first four digits and wraps people's keys. Erasing a person
leaves their four shelves stale: those get new keys, and only what stands on them is wrapped anew. That is some 80 keys,
whether a hundred people are here or a million; all other shelves stay as they are.

Each function runs in the caller's transaction. Rows lie in the order of the tree, so the keys of one shelf are
neighbours in the file.
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Collection

from storage.vault import cipher
from storage.vault.key_ring import ROOT, TOP, Wrapping

LEVELS = 4  # of 16 shelves each: of a million people some 15 stand on a shelf of the last level
_PEOPLE = f"{LEVELS}/"  # what stands on the last level is a person's key; as text, its parent comes last


class OtherMaster(Exception):
    """The ring is wrapped by another master key: another process began an epoch."""


def shelves_of(person_id: str) -> list[str]:
    """A person's shelves, from the master key downwards: ``1/a``, ``2/a3``, ``3/a37``, ``4/a370``."""
    return [f"{level}/{person_id[:level]}" for level in range(1, LEVELS + 1)]


def way_to(name: str) -> list[tuple[str, str]]:
    """(Parent, name) of each key from the master key down to a person's, or to ``ROOT``."""
    names = [ROOT] if name == ROOT else [*shelves_of(name), name]
    return list(zip([TOP, *names[:-1]], names, strict=True))


def wrapped_by(database: sqlite3.Connection) -> str | None:
    """The ``kek_id`` of the master key that opens this ring; None for an empty one."""
    found = database.execute("SELECT kek_id FROM keys WHERE parent = ? AND name = ?", (TOP, ROOT)).fetchone()
    return None if found is None else str(found[0])


def find(database: sqlite3.Connection, name: str, master: bytes) -> bytes | None:
    """The key of a person or ``ROOT``; None where there is none. Raises ``OtherMaster``, ``VaultDamaged``."""
    way = way_to(name)
    # One statement, so that no epoch begins between two of its rows.
    where = " OR ".join(["(parent = ? AND name = ?)"] * len(way))  # row values in a list would read the whole table
    query = f"SELECT name, kek_id, wrapped FROM keys WHERE {where}"  # noqa: S608 - placeholders only
    rows = {row[0]: row[1:] for row in database.execute(query, [part for step in way for part in step])}
    key = master
    for parent, each in way:
        if each not in rows:
            return None
        by, (kek_id, wrapped) = Wrapping(key), rows[each]
        if parent == TOP and kek_id != by.id:
            raise OtherMaster
        key = by.unwrap(each, wrapped)
    return key


def add(database: sqlite3.Connection, name: str, key: bytes, master: bytes) -> None:
    """Adds the key of a person or ``ROOT``, with the shelves that are not there yet. An existing one stays."""
    above = master
    for parent, each in way_to(name):
        by = Wrapping(above)
        row = database.execute("SELECT wrapped FROM keys WHERE parent = ? AND name = ?", (parent, each)).fetchone()
        if row is not None:
            above = by.unwrap(each, row[0])
            continue
        above = key if each == name else secrets.token_bytes(cipher.KEY_BYTES)
        values = (parent, each, by.id, by.wrap(each, above))
        database.execute("INSERT INTO keys (parent, name, kek_id, wrapped) VALUES (?, ?, ?, ?)", values)


def remove(database: sqlite3.Connection, person_id: str) -> bool:
    """Overwrites a person's key and marks its shelves stale; an empty shelf goes, too. True when there was a key."""
    if not database.execute("DELETE FROM keys WHERE parent = ? AND name = ?", way_to(person_id)[-1]).rowcount:
        return False
    for parent, shelf in reversed(way_to(person_id)[:-1]):
        database.execute("INSERT INTO stale (shelf) VALUES (?) ON CONFLICT DO NOTHING", (shelf,))
        if database.execute("SELECT 1 FROM keys WHERE parent = ?", (shelf,)).fetchone() is None:
            database.execute("DELETE FROM keys WHERE parent = ? AND name = ?", (parent, shelf))
    return True


def stale(database: sqlite3.Connection) -> frozenset[str]:
    """The shelves on which a key was destroyed since the epoch began."""
    return frozenset(shelf for (shelf,) in database.execute("SELECT shelf FROM stale"))


def people(database: sqlite3.Connection) -> list[tuple[str, int]]:
    """(Person id, when their key was made, in seconds since 1970) of everybody."""
    return database.execute("SELECT name, created_at FROM keys WHERE parent >= ?", (_PEOPLE,)).fetchall()


def change_master(database: sqlite3.Connection, old: bytes, new: bytes) -> None:
    """Puts ``new`` in the place of ``old`` and gives stale shelves new keys."""
    _wrap_anew(database, TOP, Wrapping(old), Wrapping(new), stale(database))
    database.execute("DELETE FROM stale")


def first_level(database: sqlite3.Connection) -> list[str]:
    found = database.execute("SELECT name FROM keys WHERE parent = ? AND name <> ?", (TOP, ROOT))
    return [name for (name,) in found]


def renew_shelf(database: sqlite3.Connection, shelf: str, master: bytes) -> int:
    """Gives a shelf of the first level and all below it new keys. Returns how many people's keys it wraps."""
    if shelf not in first_level(database):  # its last key was destroyed meanwhile
        return 0
    rows = database.execute("SELECT name FROM keys WHERE parent > ? AND parent < ?", (TOP, _PEOPLE))
    below = {name for (name,) in rows if name[2:3] == shelf[2:]}
    by = Wrapping(master)
    return _wrap_one(database, (TOP, shelf), by, by, {shelf, *below})


def _wrap_anew(
    database: sqlite3.Connection, parent: str, old: Wrapping, new: Wrapping, renewed: Collection[str]
) -> int:
    """Wraps all that stands on ``parent`` with its new key."""
    names = [name for (name,) in database.execute("SELECT name FROM keys WHERE parent = ?", (parent,))]
    return sum(_wrap_one(database, (parent, name), old, new, renewed) for name in names)


def _wrap_one(
    database: sqlite3.Connection, here: tuple[str, str], old: Wrapping, new: Wrapping, renewed: Collection[str]
) -> int:
    """Wraps one key with ``new``. A shelf in ``renewed`` first gets a new key itself."""
    (parent, name), wrapped_people = here, 0
    (wrapped,) = database.execute("SELECT wrapped FROM keys WHERE parent = ? AND name = ?", here).fetchone()
    key = old.unwrap(name, wrapped)
    if name in renewed:
        fresh = secrets.token_bytes(cipher.KEY_BYTES)
        wrapped_people = _wrap_anew(database, name, Wrapping(key), Wrapping(fresh), renewed)
        key = fresh
    values = (new.id, new.wrap(name, key), *here)
    database.execute("UPDATE keys SET kek_id = ?, wrapped = ? WHERE parent = ? AND name = ?", values)
    return wrapped_people + (parent >= _PEOPLE)
