"""The generative models of the catalogue, and how each stands on this machine: for ``candid weights list``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec

from generation.engines.diffusion import accelerator, commands, load, manifest, prepared
from generation.engines.diffusion.accelerator import Found
from generation.engines.diffusion.manifest import Model, ModelRefused
from generation.settings import GenerationSettings

GB = 1e9
COLUMNS = ("name", "paints", "licence", "memory", "fits this machine", "here")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """``fits``: whether a card here has the memory; ``here``: how far it is set up."""

    model: Model
    fits: str
    here: str

    def cells(self) -> tuple[str, ...]:
        model = self.model
        memory = f"{model.memory_gb:g} GB" if model.memory_gb else "not known"
        return (
            model.name, ", ".join(model.engines), model.licence, memory, self.fits, self.here,
        )  # fmt: skip

    @property
    def learned(self) -> str:
        """One line, below the table: a sentence in a narrow column is not read."""
        return f"{self.model.name} was trained on: {self.model.training_data}"

    def as_dict(self) -> Mapping[str, object]:
        model = self.model
        return {
            "name": model.name,
            "title": model.title,
            "engines": list(model.engines),
            "licence": model.licence,
            "training_data": model.training_data,
            "limits": model.limits,
            "memory_gb": model.memory_gb or None,
            "memory_source": model.memory_source,
            "fits": self.fits,
            "here": self.here,
        }


def rows(settings: GenerationSettings) -> tuple[Row, ...]:
    """Every model of the catalogue. Loads and hashes no weights. Raises ``ModelRefused``."""
    found = accelerator.look() if find_spec("torch") else None
    return tuple(
        Row(model=model, fits=fits(model, found), here=_here(model, settings))
        for model in manifest.catalogue(commands.own(settings))
    )


def fits(model: Model, found: Found | None) -> str:
    """``found``: what PyTorch sees; None without PyTorch."""
    if not model.loads_here:
        return "on a serving engine (CANDID_IMAGES_URL)"
    if found is None:
        return "not known: torch is not installed"
    if not found.usable:
        return "no card that can be used"
    free = found.free_bytes / GB
    if not model.memory_gb:
        return f"not known; {free:.0f} GB are free"
    if free >= model.memory_gb:
        return f"yes, {free:.0f} GB are free"
    return f"not by that figure, {free:.0f} GB are free; lighter layouts are tried"


def _here(model: Model, settings: GenerationSettings) -> str:
    if settings.images_url and settings.diffusion_model == model.name:
        return "served"
    pinned, where = commands.places(settings, model.name)
    if not model.loads_here:
        return "-"
    try:
        known = manifest.read(pinned)
    except ModelRefused:
        return "not pinned"
    return "prepared" if prepared.is_current(load.Folder(known, where, {})) else "pinned"
