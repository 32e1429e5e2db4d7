"""How far the generative engines are set up on this machine, and the very next command: for ``candid doctor``."""

from __future__ import annotations

from datetime import datetime
from importlib.util import find_spec

from generation.engines.diffusion import accelerator, commands, load, manifest, pool, prepared
from generation.engines.diffusion.accelerator import CPU, Found
from generation.engines.diffusion.manifest import Model, ModelRefused
from generation.engines.diffusion.pool_painter import PoolPainter
from generation.settings import GenerationSettings
from storage.errors import install_line
from storage.operations.check import Check

NAME = "Generative engines"
NEEDED = ("torch", "diffusers", "transformers", "safetensors", "torchao")
INSTALL = install_line("diffusion")
START = "candid worker --engine background"
GIB = 2**30
WITHDRAWN = "not offered until {until:%H:%M} UTC, after three starts without a picture"
LOG = "The log says why they ended: it lies in the folder logs beside the data."


def check(settings: GenerationSettings, withdrawn_until: datetime | None) -> Check:
    """Not set up is no failure; set up half, or on a card that cannot be used, is one. Hashes and loads no weights.

    ``withdrawn_until``: until when a worker does not offer them, after too many starts without a picture.
    """
    if settings.images_url:
        return _served(settings, withdrawn_until)
    name = settings.diffusion_model
    pinned, _ = commands.places(settings, name)
    lacking = [library for library in NEEDED if find_spec(library) is None]
    if lacking and pinned.is_file():
        return _wrong(f"{name} is pinned, but {lacking[0]} is not installed", INSTALL)
    if lacking:
        return Check(name=NAME, ok=True, detail=f"not set up. To begin: {INSTALL}")
    found = accelerator.look()
    if not pinned.is_file():
        return Check(name=NAME, ok=True, detail=f"{told(found)}; {name} is not pinned. Next: candid weights pin {name}")
    trouble = _trouble(settings, found, withdrawn_until)
    if trouble is not None:
        detail, fix = trouble
        return _wrong(f"{told(found)}; {detail}", fix)
    return Check(name=NAME, ok=True, detail=f"{told(found)}; {name} is pinned and prepared. Next: {START}")


def _served(settings: GenerationSettings, withdrawn_until: datetime | None) -> Check:
    """Of a serving engine: whether it may be used, answers, and serves the model that people are told of."""
    try:
        serving = pool.insisted(settings)
        PoolPainter(pool.model_of(settings), serving).check()
    except ModelRefused as refused:
        return _wrong("the serving engine cannot be used", str(refused))
    kept = f"keeps pictures and logs for {serving.kept_hours} h, as you state"
    detail = f"painted at {serving.host}, which serves {serving.served} and {kept}"
    if withdrawn_until is not None:
        return _wrong(f"{detail}; {WITHDRAWN.format(until=withdrawn_until)}", LOG)
    return Check(name=NAME, ok=True, detail=f"{detail}. Next: {START}")


def _trouble(settings: GenerationSettings, found: Found, withdrawn_until: datetime | None) -> tuple[str, str] | None:
    """What a pinned model still lacks, or what keeps it from painting: (detail, fix)."""
    name = settings.diffusion_model
    pinned, where = commands.places(settings, name)
    try:
        model = manifest.read(pinned)
    except ModelRefused as refused:
        return str(refused), f"Remove {pinned} and run: candid weights pin {name}"
    steps = (
        (
            any(not (where / file.path).is_file() for file in model.files),
            f"{name} is pinned, its files are not here",
            f"candid weights pin {name}",
        ),
        (
            not prepared.is_current(load.Folder(model, where, {})),
            f"{name} is pinned, not prepared",
            f"candid weights prepare {name}",
        ),
        (not _can_paint(model, found, settings.diffusion_device), f"{name} is pinned and prepared", found.why()),
        (
            withdrawn_until is not None,
            WITHDRAWN.format(until=withdrawn_until) if withdrawn_until else "",
            LOG,
        ),
    )
    return next(((detail, fix) for holds, detail, fix in steps if holds), None)


def told(found: Found) -> str:
    """The card, the memory that is free on it now, its driver, and this PyTorch."""
    card = f"{found.name}, {found.free_bytes / GIB:.1f} GiB free" if found.usable else "no card that can be used"
    driver = f"driver {accelerator.said(found.driver)}" if found.driver else "no NVIDIA driver"
    build = f"for CUDA {found.cuda}" if found.cuda else "without CUDA"
    return f"{card}; {driver}; torch {found.torch} {build}"


def _can_paint(model: Model, found: Found, insisted: str) -> bool:
    return found.usable or insisted == CPU or accelerator.cpu_seconds(model) <= accelerator.SOON_S


def _wrong(detail: str, fix: str) -> Check:
    return Check(name=NAME, ok=False, detail=detail, fix=fix)
