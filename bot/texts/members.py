"""What checks, safeguards, looks and engines say of themselves: announced by a worker, kept in storage, learned here.

``bot`` knows no member by name: it asks for the codes of a kind, for those with a trait, and for the sentence of a
code, which stands under the key "PART-CODE" beside the sentences of the catalogue.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from storage.records import Member, MemberKind

_known: dict[tuple[MemberKind, str], Member] = {}
_learned = 0  # how often something was learned; what is made of it is kept as long as this stays
_version = 0  # of storage's rows


def learn(members: Iterable[Member], version: int = 0) -> None:
    """Takes these up, each in place of what was known of it. ``version``: of the rows they were read from."""
    global _learned, _version
    _known.update({(member.kind, member.code): member for member in members})
    _learned, _version = _learned + 1, version


def version() -> int:
    return _version


def learned() -> int:
    """A number that changes with each ``learn``."""
    return _learned


def codes(kind: MemberKind) -> tuple[str, ...]:
    """Codes of a kind, in its order."""
    return tuple(member.code for member in _of(kind))


def having(kind: MemberKind, trait: str) -> frozenset[str]:
    """Codes of those of a kind that have a trait."""
    return frozenset(member.code for member in _of(kind) if trait in member.traits)


def traits(kind: MemberKind, trait: str) -> Mapping[str, tuple[str, ...]]:
    """Code -> the values of a trait, of those of a kind that have it."""
    return {member.code: member.traits[trait] for member in _of(kind) if trait in member.traits}


def sentences(language: str) -> Mapping[str, str]:
    """Key -> Fluent pattern of every member that speaks this language."""
    return {
        f"{part}-{member.code}": sentence
        for member in _known.values()
        for part, sentence in member.words.get(language, {}).items()
    }


def _of(kind: MemberKind) -> list[Member]:
    return sorted((each for each in _known.values() if each.kind is kind), key=lambda each: (each.order, each.code))
