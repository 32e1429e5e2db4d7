"""What is known of a model before any of it is loaded: its source, every file's hash, what its makers say.

A manifest ships with ``pinned = false`` when we could not read the real files; ``candid weights pin`` on the operator's
machine then reads them and writes the pinned manifest. Only ``read`` touches a file: no torch, no network.
"""

from __future__ import annotations

import dataclasses
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from generation.engines.diffusion import manifest_format
from generation.engines.diffusion.manifest_format import ENGINES
from generation.errors import GenerationError, MemberIncomplete
from generation.weights.described import Unread, read_unread, refuse_half_told, refuse_untold
from storage.records import ModelCard

SHIPPED = Path(__file__).with_name("models")
FILE_NAME = "manifest.toml"  # inside a model's own folder
SUFFIXES = frozenset({".safetensors", ".json", ".jinja", ".txt", ".md"})
"""Data only. Pickles and Python files are refused by name, even when a manifest lists them."""

_REVISION = re.compile(r"[0-9a-f]{40}")
_SHA256 = re.compile(r"[0-9a-f]{64}")


LOADED = frozenset({"Flux2KleinPipeline"})
"""Pipelines that ``load`` has the classes of."""


class ModelRefused(GenerationError):
    """The model was not loaded."""

    code = "model_refused"


class ModelNotPinned(ModelRefused):
    """The model's files were never recorded on this machine. Run `candid weights pin`."""

    code = "model_not_pinned"


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    path: str  # relative, with "/"
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Painting:
    """How the model is called. ``side``: longer side of its pictures, pixels; ``references``: most photos it takes.

    ``guidance``: of a distilled model; ``true_cfg``: classifier-free guidance by a second pass, 0 for none.
    """

    side: int
    steps: int
    guidance: float
    references: int
    dtype: str
    true_cfg: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """``revision``: 40 hex characters, "" until it is pinned; ``commercial``: the licence allows commercial use.

    ``engines``: those that can paint with it. ``memory_gb``: of a card, as ``memory_source`` states; 0: not known.
    """

    name: str
    title: str
    job: str
    repo: str
    revision: str
    pinned: bool
    licence: str
    commercial: bool
    training_data: str
    unsaid: str
    card: str
    limits: str
    pipeline: str
    painting: Painting
    files: tuple[File, ...] = field(default=())
    engines: tuple[str, ...] = ENGINES
    memory_gb: float = 0.0
    memory_source: str = ""
    found: str = ""
    unread: Unread | None = None
    told: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def bytes(self) -> int:
        return sum(file.bytes for file in self.files)

    @property
    def loads_here(self) -> bool:
        """Whether a worker can load it; else a serving engine paints with it."""
        return self.pipeline in LOADED

    @property
    def stamp(self) -> str:
        """What is recorded with every picture made with this model."""
        return f"{self.title} {self.revision[:12] or 'of an unknown revision'}"

    def model_card(self, engine: str = "") -> ModelCard:
        """``engine``: the engine that paints with it."""
        return ModelCard(
            engine=engine,
            name=self.title,
            job=self.job,
            licence=self.licence,
            training_data=self.training_data,
            limits=self.limits,
            source=self.card,
            found=self.found,
            unread=str(self.unread) if self.unread else "",
            unsaid=self.unsaid,
            told=self.told,
        )


def shipped() -> tuple[Model, ...]:
    """Every manifest of this folder."""
    return tuple(read(path) for path in sorted(SHIPPED.glob("*.toml")))


def catalogue(own: Path | None = None) -> tuple[Model, ...]:
    """The shipped manifests and the operator's own in ``own``, which may not exist. Raises ``ModelRefused``."""
    return (*shipped(), *(read(path) for path in sorted(own.glob("*.toml") if own else ())))


def named(name: str, own: Path | None = None) -> Model:
    """The manifest of that name in the catalogue. Raises ``ModelRefused``, which names the others."""
    known = {model.name: model for model in catalogue(own)}
    if name not in known:
        raise ModelRefused(f"There is no model called {name!r}. Choose one of: {', '.join(known)}.")
    return known[name]


def _missing(path: Path) -> str:
    """Of a model that is not pinned, or of a named folder that is none of a model."""
    if path.name == FILE_NAME:
        return f"{path.parent} holds no {FILE_NAME}: name the folder of a model that `candid weights pin` fetched."
    return f"{path.stem} is not pinned on this machine. Next: candid weights pin {path.stem}"


def read(path: Path) -> Model:
    """Raises ``ModelRefused`` for a manifest that is missing, unreadable, or pinned without hashes to check."""
    try:
        raw = tomllib.loads(path.read_text("utf-8"))
        model = _model(raw)
    except FileNotFoundError as missing:
        raise ModelRefused(_missing(path)) from missing
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError, ValueError, MemberIncomplete) as wrong:
        raise ModelRefused(f"{path.name} is not a model manifest: {wrong}.") from wrong
    _check(model)
    return model


def loadable(model: Model, *, allow_non_commercial: bool = False) -> Model:
    """The same model. Raises ``ModelNotPinned``, or ``ModelRefused`` for a licence the settings do not allow."""
    if not model.pinned:
        raise ModelNotPinned(f"{model.title} is not pinned. Run `candid weights pin {model.name}`.")
    return lawful(model, allow_non_commercial=allow_non_commercial)


def lawful(model: Model, *, allow_non_commercial: bool) -> Model:
    """The same model. Raises ``ModelRefused`` for a licence the settings do not allow."""
    if not model.commercial and not allow_non_commercial:
        raise ModelRefused(
            f"{model.title} is licensed for non-commercial use ({model.licence}). If yours is, set "
            "CANDID_ALLOW_NON_COMMERCIAL=true."
        )
    return model


def is_revision(text: str) -> bool:
    """Whether this names one exact state of a repository: 40 hex characters."""
    return bool(_REVISION.fullmatch(text))


def written(model: Model) -> str:
    """The manifest as TOML text; ``read`` gives the same model back."""
    said: dict[str, str | bool | float | tuple[str, ...]] = {
        "name": model.name, "title": model.title, "job": model.job, "repo": model.repo, "revision": model.revision,
        "pinned": model.pinned, "licence": model.licence, "commercial": model.commercial,
        "training_data": model.training_data, "found": model.found, "unsaid": model.unsaid, "card": model.card,
        "limits": model.limits, "pipeline": model.pipeline, "engines": model.engines, "memory_gb": model.memory_gb,
        "memory_source": model.memory_source,
    }  # fmt: skip
    painting = {name: getattr(model.painting, name) for name in Painting.__slots__}
    parts = [_table(said), "[painting]", _table(painting)]
    if model.unread is not None:
        parts += ["[unread]", _table(dataclasses.asdict(model.unread))]
    for language, words in model.told.items():
        parts += [f"[told.{language}]", _table(words)]
    for file in model.files:
        parts += ["[[file]]", _table({"path": file.path, "bytes": file.bytes, "sha256": file.sha256})]
    return "\n".join(parts) + "\n"


def _table(values: Mapping[str, str | bool | float | tuple[str, ...]]) -> str:
    return "".join(f"{name} = {_toml(value)}\n" for name, value in values.items())


def _toml(value: str | bool | float | tuple[str, ...]) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        plain = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
        return f'"{plain}"'
    return str(value)


def _model(raw: Mapping[str, Any]) -> Model:
    wrong = manifest_format.faults(raw)
    if wrong:
        raise ValueError("; ".join(wrong))
    plain = {name: value for name, value in raw.items() if name not in ("painting", "file", "unread", "engines")}
    files = tuple(File(**row) for row in raw.get("file", ()))
    unread = read_unread(raw.get("unread"), str(raw["name"]))
    refuse_half_told(raw.get("told", {}), raw, str(raw["name"]))
    refuse_untold(raw["training_data"], raw["unsaid"], raw.get("found", ""), unread, str(raw["name"]))
    engines = tuple(raw.get("engines", ENGINES))
    return Model(**plain, engines=engines, painting=Painting(**raw["painting"]), files=files, unread=unread)


def _check(model: Model) -> None:
    if not model.pinned:
        return
    if not is_revision(model.revision):
        raise ModelRefused(f"{model.name}: a pinned revision has 40 hex characters, not {model.revision!r}.")
    if not model.files:
        raise ModelRefused(f"{model.name}: pinned without a single file.")
    for file in model.files:
        path = PurePosixPath(file.path)
        if path.is_absolute() or ".." in path.parts or "\\" in file.path:
            raise ModelRefused(f"{model.name}: {file.path} leaves the model's folder.")
        if path.suffix not in SUFFIXES:
            raise ModelRefused(f"{model.name}: {file.path} may hold code; only safetensors and text are loaded.")
        if not _SHA256.fullmatch(file.sha256) or file.bytes <= 0:
            raise ModelRefused(f"{model.name}: {file.path} has no size or hash to check.")
