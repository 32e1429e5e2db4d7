"""One model file as its TOML describes it, and what a description must have."""

from __future__ import annotations

import dataclasses
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from generation.errors import MemberIncomplete
from storage.records import ModelCard


@dataclass(frozen=True, slots=True, kw_only=True)
class Wheel:
    """One exact wheel on the package index, named by its tags so that any Python here can fetch it."""

    name: str
    bytes: int
    sha256: str
    python: str
    abi: str
    implementation: str
    platform: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A makers' card that could not be read: why, the address tried, the day (ISO 8601)."""

    reason: str
    tried: str
    on: str

    def __str__(self) -> str:
        return f"{self.reason} ({self.tried}, {self.on})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """One model file. ``name``: that of its TOML file, which code asks for; ``member``: its path inside the wheel."""

    name: str
    file: str
    bytes: int
    sha256: str
    member: str
    wheel: str
    title: str
    job: str
    licence: str
    training_data: str
    card: str
    limits: str
    unsaid: str
    found: str = ""
    unread: Unread | None = None
    told: Mapping[str, Mapping[str, str]] = dataclasses.field(default_factory=dict)

    def model_card(self) -> ModelCard:
        return ModelCard(
            name=self.title,
            job=self.job,
            licence=self.licence,
            training_data=self.training_data,
            limits=self.limits,
            source=self.card,
            found=self.found,
            unsaid=self.unsaid,
            told=self.told,
            unread=str(self.unread) if self.unread else "",
        )


def read_one(path: Path) -> tuple[Weight, Wheel]:
    """Raises ``MemberIncomplete``, which names file and missing piece."""
    row = tomllib.loads(path.read_text("utf-8"))
    wheel = Wheel(**_whole(row.pop("wheel", {}), Wheel, f"{path.name}: [wheel]", ()))
    unread = read_unread(row.pop("unread", None), path.name)
    told = {**_whole(row, Weight, path.name, ("name", "wheel", "unread")), "unread": unread}
    refuse_half_told(told.get("told", {}), told, path.name)
    refuse_untold(told["training_data"], told["unsaid"], told.get("found", ""), unread, path.name)
    return Weight(name=path.stem, wheel=wheel.name, **told), wheel


_DAY = re.compile(r"read \d{4}-\d{2}-\d{2}")


def refuse_untold(training_data: str, unsaid: str, found: str, unread: Unread | None, where: str) -> None:
    """Raises ``MemberIncomplete`` for a model that leaves open what is known of its training, by whom and since when.

    What others found needs the day it was read; "not read" needs why, where and when; and somebody must have thought
    about what nobody says.
    """
    if "not read" in training_data and unread is None:
        raise MemberIncomplete(f'{where}: "not read" needs [unread] with reason, tried and on.')
    if not training_data.strip() or not unsaid.strip():
        raise MemberIncomplete(f"{where} needs training_data and unsaid: what its makers state, and what nobody says.")
    if found and not _DAY.search(found):
        raise MemberIncomplete(f"{where}: found needs its source and the day, like (SOURCE, read 2026-11-30).")


TOLD = ("job", "training_data", "found", "unsaid", "limits")
"""What a person reads of a model in their language; names, licences and sources are the same everywhere."""


def refuse_half_told(told: Mapping[str, Mapping[str, str]], row: Mapping[str, Any], where: str) -> None:
    """Raises ``MemberIncomplete`` for a language that lacks a sentence of ``row``, or has one too many."""
    wanted = {name for name in TOLD if row.get(name)}
    for language, words in told.items():
        if words.keys() != wanted:
            odd = ", ".join(sorted(words.keys() ^ wanted))
            raise MemberIncomplete(f"{where}: [told.{language}] and the English differ in {odd}.")


def read_unread(row: dict[str, Any] | None, where: str) -> Unread | None:
    """The table ``[unread]`` of a description; None where there is none. Raises ``MemberIncomplete``."""
    if row is None:
        return None
    unread = Unread(**_whole(row, Unread, f"{where}: [unread]", ()))
    _refuse_vague(unread, where)
    return unread


def _refuse_vague(unread: Unread, where: str) -> None:
    """Raises ``MemberIncomplete`` without a reason, an address or a day."""
    try:
        date.fromisoformat(unread.on)
    except ValueError as no_day:
        raise MemberIncomplete(f"{where}: [unread] on is no day like 2026-11-30.") from no_day
    if not unread.reason.strip() or not unread.tried.startswith("https://"):
        raise MemberIncomplete(f"{where}: [unread] needs a reason and the address tried.")


def _whole(
    row: dict[str, Any], kind: type[Weight | Wheel | Unread], where: str, given: tuple[str, ...]
) -> dict[str, Any]:
    """The row, checked to have the fields of ``kind`` that are not in ``given``; one with a default may be left out."""
    fields = [field for field in dataclasses.fields(kind) if field.name not in given]
    wanted = {field.name for field in fields}
    needed = {field.name for field in fields if field.default is dataclasses.MISSING}
    if not needed <= row.keys() <= wanted:
        lacks, unknown = ", ".join(sorted(needed - row.keys())), ", ".join(sorted(row.keys() - wanted))
        raise MemberIncomplete(f"{where} {'lacks ' + lacks if lacks else 'has the unknown ' + unknown}.")
    return row
