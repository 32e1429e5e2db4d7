"""Compares a model's folder with its manifest, byte by byte, before anything of it is loaded. No torch, no network.

Measured: the loading library silently accepts a flipped bit, another file of the same size, and a missing tensor. This
comparison catches them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generation.engines.diffusion.manifest import FILE_NAME, SUFFIXES, Model, ModelRefused
from generation.weights.hashes import FILE, Hashes

PREPARED = "prepared"  # our folder beside the model's files, with the prompt embeddings; ``prepared.py`` checks it
RUNS_CODE = frozenset({"auto_map", "custom_pipelines", "_custom_pipeline"})
"""Configuration keys that make the libraries import a model's own code."""


def hashes(where: Path) -> Hashes:
    """What is remembered of the files in a model's folder."""
    return Hashes.kept(where / PREPARED / FILE, where)


def folder(model: Model, where: Path, *, again: bool = False) -> None:
    """Raises ``ModelRefused`` naming the first file that is missing, altered, unexpected, or would run code.

    ``again``: every byte is read, whatever is remembered.
    """
    if not where.is_dir():
        raise ModelRefused(f"{model.title} is not here. Run `candid weights pin {model.name}`.")
    expected = {file.path: file for file in model.files}
    for name in _names(where):
        if name not in expected:
            raise ModelRefused(f"{name} is not in the manifest of {model.title}.")
    known = hashes(where)
    for file in model.files:
        path = where / file.path
        if not path.is_file():
            raise ModelRefused(f"{file.path} of {model.title} is missing.")
        if path.stat().st_size != file.bytes or known.of(path, again=again) != file.sha256:
            raise ModelRefused(f"{file.path} of {model.title} is not the pinned file.")
        if path.suffix == ".json":
            _no_code(path, file.path)
    known.save()


def _names(where: Path) -> Iterator[str]:
    """Every file below ``where`` except our own folder. Links are refused: they could lead anywhere."""
    for path in sorted(where.rglob("*")):
        name = path.relative_to(where).as_posix()
        if path.is_symlink():
            raise ModelRefused(f"{name} is a link, not a file.")
        if path.is_dir() or name == FILE_NAME or name.startswith(f"{PREPARED}/"):
            continue
        if path.suffix not in SUFFIXES:
            raise ModelRefused(f"{name} may hold code; only safetensors and text are loaded.")
        yield name


def _no_code(path: Path, name: str) -> None:
    try:
        said = json.loads(path.read_text("utf-8"))
    except ValueError as wrong:
        raise ModelRefused(f"{name} is not JSON.") from wrong
    if RUNS_CODE & set(_keys(said)):
        raise ModelRefused(f"{name} asks for code of its own.")


def _keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _keys(inner)
