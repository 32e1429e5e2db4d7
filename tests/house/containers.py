"""Reads the Dockerfiles as far as the tests need: what is copied, what is run, what is started."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCKER = ROOT / "docker"
DOCKERFILES = (DOCKER / "bot.Dockerfile", DOCKER / "worker.Dockerfile", DOCKER / "worker-cuda.Dockerfile")

# Steps that only root can do are passed over in a folder of one's own: users, owners.
SHIMS = {
    "useradd": "exit 0",
    "chown": "exit 0",
    "install": 'while [ $# -gt 0 ]; do case $1 in -d) ;; -o|-g) shift ;; *) mkdir -p "$1" ;; esac; shift; done',
}


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """``copies``: (sources…, target) of each COPY; ``runs``: shell text of each RUN."""

    copies: list[list[str]] = field(default_factory=list)
    runs: list[str] = field(default_factory=list)
    env: dict[str, str] = field(default_factory=dict)
    user: str = "root"
    health: list[str] = field(default_factory=list)
    start: list[str] = field(default_factory=list)


def read(dockerfile: Path) -> Recipe:
    lines = re.sub(r"\\\n\s*", "", dockerfile.read_text())
    found: dict[str, list[str]] = {}
    for line in lines.splitlines():
        if line and not line.startswith("#"):
            word, _, rest = line.partition(" ")
            found.setdefault(word, []).append(rest)
    return Recipe(
        copies=[each.split() for each in found.get("COPY", [])],
        runs=found.get("RUN", []),
        env=dict(pair.split("=", 1) for each in found.get("ENV", []) for pair in each.split()),
        user=found.get("USER", ["root"])[-1],
        health=json.loads(found["HEALTHCHECK"][0].partition("CMD ")[2]),
        start=json.loads(found["ENTRYPOINT"][0]) + json.loads(found["CMD"][0]),
    )


def copy(recipe: Recipe, app: Path) -> None:
    """What COPY takes from the checkout, without caches."""
    for *sources, target in recipe.copies:
        for source in sources:
            found, goes = ROOT / source, app / target / (Path(source).name if target.endswith("/") else "")
            if found.is_dir():
                shutil.copytree(found, app / target, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                goes.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(found, goes)


def moved(text: str, base: Path) -> str:
    """The folders of the image, in ``base``."""
    return re.sub(r"(?<![\w.])/(var/lib|etc|var/cache)/candid", lambda m: f"{base}/{m[1]}/candid", text)
