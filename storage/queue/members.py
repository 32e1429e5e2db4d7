"""The words that checks, safeguards, looks and engines bring along: one row for each of them and language.

A worker announces them at its start, the bot reads them. Rows stay when the worker goes, and when a member is taken out
of a later version: what was found in a stored photo can still be told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from storage.db.database import upsert
from storage.db.schema import members
from storage.records import Member, MemberKind

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

KEY = ("kind", "code", "language")
SAID = ("place", "words", "traits")
NO_WORDS = ""  # the language of a member that has none


async def announce(tx: AsyncConnection, announced: Iterable[Member]) -> None:
    """Writes what is new or said otherwise than before; nothing at all where nothing is."""
    known = {_key(row): _said(row) for row in (await tx.execute(sa.select(members))).mappings()}
    changed = [row for member in announced for row in _rows(member) if known.get(_key(row)) != _said(row)]
    if not changed:
        return
    next_version = await version(tx) + 1
    new = upsert(tx, members)
    news = {name: new.excluded[name] for name in (*SAID, "version")}
    written = new.on_conflict_do_update(index_elements=list(KEY), set_=news)
    await tx.execute(written, [{**row, "version": next_version} for row in changed])


async def version(tx: AsyncConnection) -> int:
    """Goes up with each change of any row; 0 before any worker was here."""
    return int((await tx.execute(sa.select(sa.func.coalesce(sa.func.max(members.c.version), 0)))).scalar_one())


async def known(tx: AsyncConnection) -> list[Member]:
    """Every member that any worker ever announced, by kind, place and code."""
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    order = members.c.kind, members.c.place, members.c.code
    for row in (await tx.execute(sa.select(members).order_by(*order))).mappings():
        found.setdefault((row["kind"], row["code"]), []).append(dict(row))
    return [_member(rows) for rows in found.values()]


def _rows(member: Member) -> list[dict[str, Any]]:
    traits = {name: list(values) for name, values in member.traits.items()}
    return [
        {
            "kind": member.kind.value,
            "code": member.code,
            "language": language,
            "place": member.order,
            "words": dict(words),
            "traits": traits,
        }
        for language, words in (member.words or {NO_WORDS: {}}).items()
    ]


def _member(rows: list[dict[str, Any]]) -> Member:
    first = rows[0]
    return Member(
        kind=MemberKind(first["kind"]),
        code=first["code"],
        order=first["place"],
        words={row["language"]: row["words"] for row in rows if row["language"] != NO_WORDS},
        traits={name: tuple(values) for name, values in first["traits"].items()},
    )


def _key(row: Mapping[Any, Any]) -> tuple[str, ...]:
    return tuple(row[name] for name in KEY)


def _said(row: Mapping[Any, Any]) -> dict[str, Any]:
    return {name: row[name] for name in SAID}
