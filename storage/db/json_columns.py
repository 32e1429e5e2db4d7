"""Values that live in JSON columns: how each is written, and read back as what it was.

Writing is ``dataclasses.asdict``; enums are strings. Reading names each type, so that a stray field fails loudly.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any, assert_never

from storage.records import (
    Backdrop,
    Crop,
    Edits,
    Finding,
    GenerateRequest,
    InspectRequest,
    Light,
    ModelCard,
    PhotoId,
    Progress,
    Severity,
    SourceType,
    Verdict,
)

Json = dict[str, Any]
Dataclass = Finding | Verdict | Edits | Progress | ModelCard


def plain(value: Dataclass) -> Json:
    return asdict(value)


def plains(values: Iterable[Dataclass]) -> list[Json]:
    return [asdict(value) for value in values]


def request_json(request: InspectRequest | GenerateRequest) -> Json:
    match request:
        case InspectRequest():
            return {"kind": "inspect", **asdict(request)}
        case GenerateRequest():
            return {"kind": "generate", **asdict(request)}
        case _:
            assert_never(request)


def request_of(raw: Mapping[str, Any]) -> InspectRequest | GenerateRequest:
    fields = {name: value for name, value in raw.items() if name != "kind"}
    if raw["kind"] == "inspect":
        lists = {name: tuple(fields.get(name, ())) for name in ("looks", "overruled")}
        return InspectRequest(**{**fields, **lists})
    fields["photo_ids"] = tuple(PhotoId(each) for each in fields["photo_ids"])
    fields["looks"] = tuple(fields["looks"])
    fields["ranks"] = tuple(fields.get("ranks", ()))
    for areas in ("mine", "not_mine"):
        fields[areas] = tuple(tuple((x, y) for x, y in area) for area in fields.get(areas, ()))
    fields["persona"] = tuple((trait, option) for trait, option in fields.get("persona", ()))
    fields["light"] = Light(fields["light"])
    return GenerateRequest(**fields)


def finding_of(raw: Mapping[str, Any]) -> Finding:
    return Finding(**{**raw, "severity": Severity(raw["severity"])})


def verdict_of(raw: Mapping[str, Any]) -> Verdict:
    return Verdict(**raw)


def edits_of(raw: Mapping[str, Any]) -> Edits:
    typed = {
        "source_type": SourceType(raw["source_type"]),
        "backdrop": Backdrop(raw["backdrop"]),
        "light": Light(raw["light"]),
        "crop": Crop(**raw["crop"]),
        "notes": tuple(raw["notes"]),
    }
    return Edits(**{**raw, **typed})


def progress_of(raw: Mapping[str, Any]) -> Progress:
    return Progress(**raw)


def card_of(raw: Mapping[str, Any]) -> ModelCard:
    return ModelCard(**raw)
