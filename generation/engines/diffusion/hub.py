"""Fetches a model from the hub its manifest names: only by command, only data files, compared before they are kept.

The hub's client checks sizes but accepts other bytes of the right size (measured), so its files are not trusted:
``pin`` records what was read, ``fetch`` compares with that record. The one part of Candid that speaks to a network
beyond pip.
"""

from __future__ import annotations

import importlib
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from generation.engines.diffusion import manifest, verify
from generation.engines.diffusion.load import ExtraMissing
from generation.engines.diffusion.manifest import SUFFIXES, File, Model, ModelRefused
from generation.weights import sha256_of

CARD = "README.md"
QUIET = {"HF_HUB_DISABLE_TELEMETRY": "1", "HF_HUB_DISABLE_XET": "1"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What the hub says it would deliver. ``licence``: as named in the card's metadata, "" when it names none."""

    revision: str
    licence: str
    files: Mapping[str, int]  # path -> size in bytes, of the files we would download
    left: tuple[str, ...]  # paths we do not download: pictures, pickles, code

    @property
    def bytes(self) -> int:
        return sum(self.files.values())


def offer(model: Model, revision: str = "main") -> Offer:
    """Asks the hub, downloads nothing. Raises ``ModelRefused`` when it does not answer or names no exact revision."""
    api = _client().HfApi()
    try:
        said = api.model_info(model.repo, revision=revision, files_metadata=True)
    except Exception as trouble:
        raise ModelRefused(f"{model.repo} could not be asked for: {type(trouble).__name__}.") from trouble
    sizes = {found.rfilename: int(found.size or 0) for found in said.siblings or ()}
    taken = {path: size for path, size in sizes.items() if _wanted(path)}
    if not manifest.is_revision(str(said.sha)):
        raise ModelRefused(f"{model.repo} names no exact revision.")
    licence = getattr(said.card_data, "license", None) or ""
    return Offer(revision=said.sha, licence=str(licence), files=taken, left=tuple(sorted(set(sizes) - set(taken))))


def pin(model: Model, offered: Offer, where: Path, *, shown: Callable[[str], bool]) -> Model:
    """Downloads the offered revision, shows its card, and keeps it in ``where`` once ``shown(card)`` says yes.

    Returns the pinned manifest. Nothing is kept after a no. Raises ``ModelRefused``; nothing is kept then either.
    """
    with _downloaded(model, offered.revision, offered.files, where) as staging:
        card = staging / CARD
        if not shown(card.read_text("utf-8", "replace") if card.is_file() else ""):
            raise ModelRefused(f"{model.title} was not pinned.")
        files = tuple(File(path=path, bytes=_size(staging, path), sha256=sha256_of(staging / path)) for path in
                      sorted(offered.files))  # fmt: skip
        pinned = replace(model, revision=offered.revision, pinned=True, files=files)
        _keep(pinned, staging, where)
    return pinned


def fetch(model: Model, where: Path) -> None:
    """Downloads the pinned revision and keeps it in ``where`` only if every file is the pinned one.

    Raises ``ModelRefused`` (also ``ModelNotPinned``); the files from before stay.
    """
    manifest.loadable(model, allow_non_commercial=True)
    with _downloaded(model, model.revision, {file.path: file.bytes for file in model.files}, where) as staging:
        _keep(model, staging, where)


def _keep(model: Model, staging: Path, where: Path) -> None:
    """Compares the files with the manifest, then moves them into place in one step."""
    verify.folder(model, staging)
    shutil.rmtree(where, ignore_errors=True)
    staging.rename(where)


@contextmanager
def _downloaded(model: Model, revision: str, files: Mapping[str, int], where: Path) -> Iterator[Path]:
    """A folder beside ``where`` with these files of the revision. ``files``: path -> size in bytes.

    A download that broke off leaves what arrived, and the next one goes on there; a whole one is removed unless it was
    moved away, so that neither a no nor other bytes are met again.
    """
    where.parent.mkdir(parents=True, exist_ok=True)
    staging = where.parent / f".{where.name}-{revision[:12]}"
    for other in set(where.parent.glob(f".{where.name}-*")) - {staging}:
        shutil.rmtree(other, ignore_errors=True)
    try:
        for path, size in files.items():
            _file(model.repo, revision, path, size, staging / path)
    except ExtraMissing:
        raise
    except Exception as trouble:
        raise ModelRefused(
            f"{model.repo} could not be downloaded: {type(trouble).__name__}. What arrived is kept; the same command "
            "goes on there."
        ) from trouble
    try:
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _file(repo: str, revision: str, path: str, size: int, where: Path) -> None:
    """One file; goes on after what arrived before, which the client's own ``snapshot_download`` throws away."""
    if where.is_file():
        return
    client = _client()
    where.parent.mkdir(parents=True, exist_ok=True)
    part = where.with_name(f"{where.name}.part")
    with part.open("ab") as out:
        _client(".file_download").http_get(
            client.hf_hub_url(repo, path, revision=revision),
            out,
            resume_size=out.tell(),
            headers=_client(".utils").build_hf_headers(),
            expected_size=size,
        )
        out.flush()
        os.fsync(out.fileno())
    part.replace(where)


def _wanted(path: str) -> bool:
    """Weights and text inside the components' folders; outside of them only the index and the card.

    A repository may hold the same weights again as a single file at its root; that file is not needed.
    """
    kept = Path(path)
    if kept.is_absolute() or ".." in kept.parts:
        return False
    if len(kept.parts) == 1:
        return path in ("model_index.json", CARD)
    return kept.suffix in SUFFIXES and not kept.parts[0].startswith(".")


def _size(folder: Path, path: str) -> int:
    file = folder / path
    if not file.is_file():
        raise ModelRefused(f"{path} was offered and did not arrive.")
    return file.stat().st_size


def _client(part: str = "") -> Any:
    """huggingface_hub or a module of it, quiet. It reads its switches when it is imported."""
    os.environ.update(QUIET)
    try:
        return importlib.import_module(f"huggingface_hub{part}")
    except ImportError as missing:
        raise ExtraMissing from missing
