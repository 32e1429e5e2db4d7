"""The settings of storage.

Only commands read them. Everything else gets a ``StorageSettings`` or the folders taken from it.
"""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from storage.errors import NoHome
from storage.policy import PERSON_DAYS_CAP, PHOTO_HOURS_CAP, RESULT_DAYS_CAP
from storage.quiet_hours import hours

# By the scheme of ``blob_url``: which variables of the environment tell its library how to reach the bucket.
STORES: dict[str, tuple[str, ...]] = {"s3": ("AWS_",), "gs": ("GOOGLE_",), "az": ("AZURE_",), "file": ()}


def folder_of(kind: str) -> Path:
    """The user's folder for data, config or cache, by the platform's convention. Raises ``NoHome``."""
    from platformdirs import PlatformDirs

    try:
        return Path(getattr(PlatformDirs("candid", appauthor=False), f"user_{kind}_dir"))
    except RuntimeError as nobody:  # the system does not know this user
        raise NoHome from nobody


def is_set(prefix: str) -> bool:
    """Whether any setting whose name starts with ``prefix`` has a value, in the environment or in ``.env``."""
    from dotenv import dotenv_values

    given = {**dotenv_values(".env"), **os.environ}
    return any(name.upper().startswith(prefix) and value for name, value in given.items())


def source_of(name: str) -> str:
    """Where a setting's value is from: environment | .env | default. ``name``: of the variable."""
    from dotenv import dotenv_values

    for source, given in (("environment", os.environ), (".env", dotenv_values(".env"))):
        if name in {each.upper() for each, value in given.items() if value is not None}:
            return source
    return "default"


def database_of(url: str) -> str:
    """The URL with the one driver that is used for PostgreSQL. Raises ``ValueError`` for another database."""
    scheme, sep, rest = url.partition("://")
    if not url:
        return ""
    if not sep or scheme not in {"postgres", "postgresql", "postgresql+psycopg"}:
        message = "empty, or postgresql://USER@HOST/NAME"
        raise ValueError(message)
    return f"postgresql+psycopg://{rest}"


class StorageSettings(BaseSettings):
    """Each may be given as an environment variable with the prefix ``CANDID_``, or in ``.env``."""

    model_config = SettingsConfigDict(env_prefix="CANDID_", env_file=".env", extra="ignore", frozen=True)

    data_dir: Path = Field(
        default_factory=lambda: folder_of("data"),
        description="Photos and pictures (encrypted), rows, wrapped keys. On a local disk; a copy of it opens nothing "
        "by itself.",
    )
    config_dir: Path = Field(
        default_factory=lambda: folder_of("config"),
        description="The master key of the day. Never inside the data folder, never in any backup that is kept.",
    )
    keys_dir: Path | None = Field(
        default=None,
        description="The key ring, where several hosts share it: one small writable volume, with the config folder on "
        "it, in no backup. Empty: in the data folder.",
    )
    keys_copy_dir: Path | None = Field(
        default=None,
        description="Where the one latest copy of the keys is kept up to date; not with backups of the data folder. "
        "Empty: none but by `candid backup --keys`.",
    )
    key_descriptor: int | None = Field(
        default=None,
        ge=0,
        description="For a temporary installation: a descriptor of memory that holds the master key; no file is made.",
    )
    cache_dir: Path = Field(
        default_factory=lambda: folder_of("cache"), description="Model weights. Can be pulled again at any time."
    )
    database_url: str = Field(
        default="", description="Empty: SQLite in the data folder. Grown: postgresql://USER@HOST/NAME"
    )
    blob_url: str = Field(
        default="",
        description="Empty: encrypted files in the data folder. Grown: s3://BUCKET/PREFIX, gs://…, az://…, or "
        "file:///FOLDER; credentials are those of the environment (AWS_…, GOOGLE_…, AZURE_STORAGE_…).",
    )
    photo_hours: int = Field(
        default=24, ge=1, le=PHOTO_HOURS_CAP, description="Hours an uploaded photo is kept; at most 168 (7 days)."
    )
    result_days: int = Field(
        default=7, ge=1, le=RESULT_DAYS_CAP, description="Days a finished picture is kept; at most 90."
    )
    person_days: int = Field(
        default=30,
        ge=1,
        le=PERSON_DAYS_CAP,
        description="Days after somebody's last file is gone until they are erased as by /forget-me; at most 365.",
    )
    vault_max_gb: float = Field(
        default=20.0, gt=0, description="New photos are refused once the encrypted files take this much room."
    )

    lease_s: float = Field(
        default=30.0,
        ge=0.5,
        le=600,
        description="Seconds after which a job of a worker that fell silent is given to another.",
    )

    quiet_hours: str = Field(
        default="",
        description="Hours of each day in which no pictures are made, like 22:00-07:00 on this machine's clock.",
    )

    @field_validator("keys_copy_dir", "keys_dir", mode="before")
    @classmethod
    def _is_a_folder_or_none(cls, given: object) -> object:
        return given or None  # empty in .env means none, not the current folder

    @field_validator("blob_url")
    @classmethod
    def _is_a_store(cls, url: str) -> str:
        parts = urlsplit(url)
        place = parts.path.startswith("/") and not parts.netloc if parts.scheme == "file" else bool(parts.netloc)
        if url and (parts.scheme not in STORES or not place):
            message = "one of s3://BUCKET/PREFIX, gs://BUCKET/PREFIX, az://CONTAINER/PREFIX, file:///FOLDER"
            raise ValueError(message)
        if parts.username or parts.password or parts.query or parts.fragment:
            message = "credentials and options belong into the environment (AWS_…, GOOGLE_…, AZURE_STORAGE_…)"
            raise ValueError(message)
        return url

    @field_validator("database_url")
    @classmethod
    def _is_a_database(cls, url: str) -> str:
        return database_of(url)

    @field_validator("quiet_hours")
    @classmethod
    def _are_hours(cls, text: str) -> str:
        hours(text)
        return text

    def environment(self) -> dict[str, str]:
        """For a child process of a temporary installation; it is given ``descriptors`` as well.

        Empty values keep out what the operator has set for their own.
        """
        key = {} if self.key_descriptor is None else {"CANDID_KEY_DESCRIPTOR": str(self.key_descriptor)}
        return {
            "CANDID_DATA_DIR": str(self.data_dir),
            "CANDID_CONFIG_DIR": str(self.config_dir),
            "CANDID_CACHE_DIR": str(self.cache_dir),
            "CANDID_DATABASE_URL": "",
            "CANDID_BLOB_URL": "",
            "CANDID_KEYS_COPY_DIR": "",
            "CANDID_KEYS_DIR": "",
            **key,
        }

    def of_the_store(self) -> dict[str, str]:
        """The variables by which the library of this bucket finds it; for a worker that reads and writes there."""
        families = STORES.get(urlsplit(self.blob_url).scheme, ())
        return {name: value for name, value in os.environ.items() if name.startswith(families)} if families else {}

    @property
    def descriptors(self) -> tuple[int, ...]:
        """Those a child process inherits under their numbers."""
        return () if self.key_descriptor is None else (self.key_descriptor,)

    @property
    def photo_retention(self) -> timedelta:
        return timedelta(hours=self.photo_hours)

    @property
    def result_retention(self) -> timedelta:
        return timedelta(days=self.result_days)

    @property
    def person_grace(self) -> timedelta:
        return timedelta(days=self.person_days)

    @property
    def photo_cap(self) -> timedelta:
        return timedelta(hours=PHOTO_HOURS_CAP)

    @property
    def result_cap(self) -> timedelta:
        return timedelta(days=RESULT_DAYS_CAP)
