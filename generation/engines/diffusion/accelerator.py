"""Which device paints, and whether it can: a graphics card, or the CPU where a picture takes minutes and not hours.

A card that cannot be used is told with its driver, the driver this PyTorch needs, and what to do. The CPU is never
taken silently for hours of work: the operator insists with ``--device cpu``, and is told the time first.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from generation.engines.diffusion import load
from generation.engines.diffusion.manifest import Model, ModelRefused

CPU, CUDA = "cpu", "cuda"
DRIVER_FILE = Path("/proc/driver/nvidia/version")
NEEDED_DRIVER = {11: (450, 80), 12: (525, 60), 13: (580, 65)}
"""CUDA's major version -> the least Linux driver for it: release notes of the CUDA toolkit, table of minor version
compatibility.
"""
CORE_HOURS = 11.0  # one picture of 1024 x 1024 in 4 steps, 7.75 GB of weights: extrapolated from one block on AVX2
WEIGHTS, SIDE, STEPS = 7.75e9, 1024, 4
SOON_S = 120.0  # a picture that takes less is painted on the CPU without asking


class NoAccelerator(ModelRefused):
    """No graphics card can be used here."""

    code = "no_accelerator"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """``driver``: of the card's kernel module, None without one. ``cuda``: what this PyTorch was built for, "" for
    none. ``usable``: PyTorch can compute on it; ``name`` and ``free_bytes`` are of the first such card.
    """

    torch: str
    cuda: str
    driver: tuple[int, ...] | None
    usable: bool
    name: str = ""
    free_bytes: int = 0

    @property
    def needed(self) -> tuple[int, ...]:
        """The least driver for this PyTorch; () for one without CUDA, or of a version not known here."""
        return NEEDED_DRIVER.get(int(self.cuda.partition(".")[0]), ()) if self.cuda else ()

    def why(self) -> str:
        """What is wrong with the card and what to do, in two sentences."""
        if not self.cuda and self.driver:
            return (
                f"PyTorch {self.torch} was built without CUDA. Install the build for CUDA: pip install torch==2.13.0."
            )
        if self.driver is None:
            return "No NVIDIA driver is loaded here. Install one, or give the container the card (--gpus all)."
        if self.driver < self.needed:
            return (
                f"The driver is {said(self.driver)}, and PyTorch {self.torch} for CUDA {self.cuda} needs "
                f"{said(self.needed)} or newer. Install a newer driver."
            )
        return f"The driver {said(self.driver)} is new enough, but PyTorch sees no card. Check `nvidia-smi`."


def look() -> Found:
    """Raises ``ExtraMissing``."""
    torch = load.library("torch")
    usable = bool(torch.cuda.is_available())
    return Found(
        torch=str(torch.__version__),
        cuda=str(torch.version.cuda or ""),
        driver=driver_of(DRIVER_FILE.read_text("utf-8")) if DRIVER_FILE.is_file() else None,
        usable=usable,
        name=str(torch.cuda.get_device_name(0)) if usable else "",
        free_bytes=int(torch.cuda.mem_get_info()[0]) if usable else 0,
    )


def driver_of(text: str) -> tuple[int, ...] | None:
    """``/proc/driver/nvidia/version`` -> (580, 65, 6)."""
    found = re.search(r"Kernel Module\s+(?:for \S+\s+)?(\d+(?:\.\d+)+)", text)
    return tuple(map(int, found.group(1).split("."))) if found else None


def said(version: tuple[int, ...]) -> str:
    return ".".join(f"{part:02}" if at else str(part) for at, part in enumerate(version))


def cpu_seconds(model: Model, cores: int | None = None) -> float:
    """About how long one picture takes on this many cores of a CPU; None: all of this machine's."""
    share = bytes_of_transformer(model) / WEIGHTS
    painting = model.painting
    work = CORE_HOURS * 3600 * share * (painting.side / SIDE) ** 2 * painting.steps / STEPS
    return work / (cores or os.cpu_count() or 1)


def bytes_of_transformer(model: Model) -> int:
    return sum(file.bytes for file in model.files if file.path.startswith("transformer/"))


def choose(model: Model, insisted: str) -> str:
    """``cuda`` or ``cpu``. ``insisted``: what the operator named, "" for nothing. Raises ``NoAccelerator``."""
    found = look()
    if insisted == CPU or (found.usable and insisted in ("", CUDA)):
        return insisted or CUDA
    seconds = cpu_seconds(model)
    if insisted != CUDA and seconds <= SOON_S:
        return CPU
    raise NoAccelerator(
        f"{model.title} needs a graphics card that can be used. {found.why()} On this CPU one picture would take about "
        f"{hours(seconds)}; to do that all the same, start the worker with --device cpu."
    )


def hours(seconds: float) -> str:
    if seconds < 90 * 60:
        return f"{max(1, round(seconds / 60))} min"
    return f"{round(seconds / 3600)} h"
