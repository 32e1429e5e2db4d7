"""Reads ``requirements.lock`` and ``constraints.txt``: where they contradict each other or what is installed."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from importlib.metadata import requires
from pathlib import Path

from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
LOCK, CONSTRAINTS = ROOT / "requirements.lock", ROOT / "constraints.txt"
EXTRAS = ("discord", "slack")  # what `make up` installs beside the base
DIGEST = re.compile(r"--hash=sha256:[0-9a-f]{64}")


@dataclass(frozen=True)
class Pin:
    version: str
    marker: Marker | None = None
    digests: list[str] = field(default_factory=list)


def pins(text: str) -> dict[str, Pin]:
    """Normalised name -> pin, of either file."""
    found = {}
    for entry in re.sub(r"\\\n\s*", "", text).splitlines():
        if entry and not entry.startswith(("#", "--")):
            said = Requirement(entry.partition(" --hash")[0])
            (exact,) = said.specifier
            found[canonicalize_name(said.name)] = Pin(exact.version, said.marker, DIGEST.findall(entry))
    return found


def needed() -> set[str]:
    """Names of all that Candid with these extras needs here, as the installed packages themselves say."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    given = [*project["dependencies"], *(each for extra in EXTRAS for each in project["optional-dependencies"][extra])]
    open_, done = [Requirement(each) for each in given], set[tuple[str, str]]()
    while open_:
        asked = open_.pop()
        for extra in ("", *sorted(asked.extras)):
            me = (canonicalize_name(asked.name), extra)
            if me in done:
                continue
            done.add(me)
            for text in requires(asked.name) or ():
                found = Requirement(text)
                if found.marker is None or found.marker.evaluate({"extra": extra}):
                    open_.append(found)
    return {name for name, _ in done}


def contradictions(lock: dict[str, Pin], constraints: dict[str, Pin], wanted: set[str], built_with: str) -> list[str]:
    """What is wrong, one sentence each; empty when the two files and the environment say the same.

    ``built_with``: the requirement of the build backend, as ``pyproject.toml`` states it.
    """
    backend = Requirement(built_with)
    wrong = [f"{name} has no digest" for name, pin in lock.items() if not pin.digests]
    wrong += [f"{name} is missing from the lock" for name in sorted(wanted - lock.keys())]
    for name, pin in lock.items():
        here = pin.marker is None or pin.marker.evaluate()
        if name == canonicalize_name(backend.name):
            if pin.version not in backend.specifier:
                wrong.append(f"{name} {pin.version} is not {backend.specifier}")
        elif name not in constraints:  # the constraints are of the one machine that made them
            wrong += [f"{name} is not in the constraints"] if here else []
        elif constraints[name].version != pin.version:
            wrong.append(f"{name}: {pin.version} in the lock, {constraints[name].version} in the constraints")
        if here and name not in wanted | {canonicalize_name(backend.name)}:
            wrong.append(f"{name} is in the lock, and nothing needs it")
    return wrong
