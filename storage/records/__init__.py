"""The nouns that bot, generation and storage share. Pure values: standard library only, no I/O, no clock.

Every instant is an aware UTC ``datetime``; every id is random and means nothing outside this installation.
Codes cross processes, sentences do not: what a person reads is rendered from these values in ``bot/texts``.

Importers name this package alone; each topic has a module of its own, and none imports one that stands behind it:
``ids``, ``people``, ``claims``, ``findings``, ``notes``, ``pictures``, ``jobs``, ``workers``.
"""

from __future__ import annotations

from storage.records.claims import AI_CLAIMS, CLAIMS, DRAWN, TAKEN_ONLY, LabelCode, Placement, SourceType, UploadClaim
from storage.records.findings import Finding, Severity, Unit, Verdict
from storage.records.ids import JobId, ObjectId, PersonId, PhotoId, VariantId
from storage.records.jobs import (
    GenerateRequest,
    InspectRequest,
    Job,
    JobState,
    Lane,
    Marked,
    Outcome,
    OutcomeKind,
    Progress,
)
from storage.records.notes import DoubtfulPlace, MarkedArea, Note, Picked
from storage.records.people import Address, Consent, ConsentSource, DirectoryEntry, Feedback, Person, Purpose, scope_of
from storage.records.pictures import Backdrop, Crop, Edits, Light, ObjectKind, Photo, PhotoState, Variant, VariantState
from storage.records.workers import ELSEWHERE, Member, MemberKind, ModelCard, PaintedOn, WorkerInfo

__all__ = [
    "AI_CLAIMS",
    "CLAIMS",
    "DRAWN",
    "ELSEWHERE",
    "TAKEN_ONLY",
    "Address",
    "Backdrop",
    "Consent",
    "ConsentSource",
    "Crop",
    "DirectoryEntry",
    "DoubtfulPlace",
    "Edits",
    "Feedback",
    "Finding",
    "GenerateRequest",
    "InspectRequest",
    "Job",
    "JobId",
    "JobState",
    "LabelCode",
    "Lane",
    "Light",
    "Marked",
    "MarkedArea",
    "Member",
    "MemberKind",
    "ModelCard",
    "Note",
    "ObjectId",
    "ObjectKind",
    "Outcome",
    "OutcomeKind",
    "PaintedOn",
    "Person",
    "PersonId",
    "Photo",
    "PhotoId",
    "PhotoState",
    "Picked",
    "Placement",
    "Progress",
    "Purpose",
    "Severity",
    "SourceType",
    "Unit",
    "UploadClaim",
    "Variant",
    "VariantId",
    "VariantState",
    "Verdict",
    "WorkerInfo",
    "scope_of",
]
