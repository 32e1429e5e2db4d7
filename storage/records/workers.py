"""A worker as it announces itself: its models, and the checks, looks and engines it brings with their words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class MemberKind(StrEnum):
    """The families that grow by a file or a folder in ``generation`` and bring their own words along."""

    CHECK = "check"
    SAFEGUARD = "safeguard"
    LOOK = "look"
    ENGINE = "engine"
    LABEL_LANGUAGE = "label_language"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelCard:
    """What ``/about`` says of one model in use. ``training_data``: what its makers state, "not disclosed" when they do
    not say. ``found``: what others established, with source and day. ``unread``: why the makers' card was not read.
    ``unsaid``: what nobody says. ``told``: language -> field -> the same in that language.

    ``engine``: the engine that paints with it, "" for models that only measure or help.
    """

    name: str
    job: str
    licence: str
    training_data: str
    limits: str
    source: str
    engine: str = ""
    found: str = ""
    unread: str = ""
    unsaid: str = ""
    told: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One check, safeguard, look, engine or label language, as a worker announces it; the row outlives the worker.

    ``order``: its place among its kind, ties by code. ``words``: language -> part -> sentence, a Fluent pattern on one
    line; a person reads it under the key "PART-CODE". ``traits``: what the conversation must know of it beside its
    words; a plain yes is a trait without values.
    """

    kind: MemberKind
    code: str
    order: int
    words: Mapping[str, Mapping[str, str]]
    traits: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaintedOn:
    """Another machine that a sentence says paints. ``kept_hours``: how long it keeps photos; None: it is sent none."""

    host: str
    kept_hours: int | None


ELSEWHERE = "elsewhere"
"""Trait of an engine whose pictures another machine paints: its host, and the hours it keeps what it is sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerInfo:
    """One living worker, as it announced itself; ``seen_at`` older than 60 s means its machine is off."""

    id: str
    engines: tuple[str, ...]
    seen_at: datetime
    models: tuple[ModelCard, ...] = field(default=())
