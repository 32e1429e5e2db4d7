"""What an operator may set about painting. Read only at doors (``generation/cli.py``, the worker, the benches)."""

from __future__ import annotations

from pathlib import Path

import platformdirs
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class GenerationSettings(BaseSettings):
    """Environment variables start with ``CANDID_``; the cache folder is the one storage uses."""

    model_config = SettingsConfigDict(env_prefix="CANDID_", extra="ignore")

    cache_dir: Path = Field(
        default_factory=lambda: platformdirs.user_cache_path("candid"),
        description="where model files are kept; may be deleted, `candid weights pull` fills it again",
    )
