"""What the conversation may know besides its own state: read by the runner just before ``step`` and passed in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from storage.records import Job, ModelCard, Photo, Purpose, Variant


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All rows are this person's own and unexpired. ``engines``: names announced by workers seen in the last 60 s."""

    platform: str
    operator: str
    contact: str
    privacy_url: str
    languages: tuple[str, ...]  # complete ones only
    language: str
    living: frozenset[Purpose]
    photos: tuple[Photo, ...]
    variants: tuple[Variant, ...]
    jobs: tuple[Job, ...]
    engines: tuple[str, ...]
    models: tuple[ModelCard, ...]
    ahead: int  # jobs of others queued before this person's next one
    seconds_per_picture: dict[str, float]  # engine -> this machine's own median, absent when never run
    photo_retention: timedelta
    result_retention: timedelta
    result_cap: timedelta
    max_photos: int
    can_form_photos: bool
    can_delete_users: bool
    # What a typed word means ("ok" -> "approve"), in English and the chat's language: bot.texts.vocabulary(language).
    words: Mapping[str, str] = field(default_factory=dict)
    verify_url: str = ""  # where the operator serves the page of ``candid verify --serve``
