"""The card and the libraries of a run, and where they are not what Candid pins."""

from __future__ import annotations

import os
import platform
from importlib import metadata
from pathlib import Path

from generation.engines.diffusion import accelerator
from generation.engines.diffusion.accelerator import Found

PINS = Path(__file__).parents[2] / "constraints.txt"
LIBRARIES = (
    "torch",
    "diffusers",
    "transformers",
    "accelerate",
    "safetensors",
    "torchao",
    "tokenizers",
    "numpy",
    "pillow",
)


def told(found: Found) -> dict[str, object]:
    """The machine of a run; two runs are joined only when all of this is the same."""
    there = versions()
    return {
        "card": found.name or "none",
        "driver": accelerator.said(found.driver) if found.driver else "none",
        "CUDA of this torch": found.cuda or "none",
        "processor": platform.processor() or platform.machine(),
        "cores": os.cpu_count() or 0,
        "python": platform.python_version(),
        "versions": there,
        "not as pinned": differing(there, pins()),
    }


def versions() -> dict[str, str]:
    """What is there, by name; "missing" for what is not."""
    found = {}
    for name in LIBRARIES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = "missing"
    return found


def pins(path: Path = PINS) -> dict[str, str]:
    """Name -> version of every exact pin in the file."""
    lines = (line.split("#")[0].strip() for line in path.read_text("utf-8").splitlines())
    return {name.lower(): version for name, at, version in (line.partition("==") for line in lines) if at}


def differing(there: dict[str, str], pinned: dict[str, str]) -> dict[str, str]:
    """Name -> both versions. A build's own suffix (``+cu130``) is no difference."""
    return {
        name: f"{version}, pinned {pinned[name]}"
        for name, version in there.items()
        if name in pinned and version.partition("+")[0] != pinned[name].partition("+")[0]
    }
