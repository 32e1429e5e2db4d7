"""Turns a verified folder into a pipeline from an explicit list of classes; only here are a model's weights loaded.

The folder may name only the classes below. Each component is loaded separately and refused when it has a missing,
unexpected, unplaced (meta) or non-finite tensor. No network, no code from the folder.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generation.engines.diffusion import verify
from generation.engines.diffusion.manifest import Model, ModelRefused, loadable

COMPONENTS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "Flux2KleinPipeline": {
        "scheduler": ("diffusers", "FlowMatchEulerDiscreteScheduler"),
        "vae": ("diffusers", "AutoencoderKLFlux2"),
        "transformer": ("diffusers", "Flux2Transformer2DModel"),
        "text_encoder": ("transformers", "Qwen3ForCausalLM"),
        "tokenizer": ("transformers", "Qwen2TokenizerFast"),
    },
}
SAME_CLASS = {"Qwen2Tokenizer": "Qwen2TokenizerFast"}  # one class under two names since transformers 5
LAST_READ = 27  # Flux2KleinPipeline reads the states after layers 9, 18 and 27 of the text encoder (diffusers 0.42)
SETTINGS = frozenset({"is_distilled"})
OFFLINE = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_XET": "1",
    "DIFFUSERS_DISABLE_REMOTE_CODE": "true",
}


class ExtraMissing(ModelRefused):
    """The extra `diffusion` is not installed. In Candid's folder:
    .venv/bin/pip install --no-build-isolation -c constraints.txt -e '.[diffusion]'
    """

    code = "extra_missing"


@dataclass(frozen=True, slots=True)
class Folder:
    """A model whose files were all compared with the manifest. Create it with ``verified``."""

    model: Model
    path: Path
    index: Mapping[str, Any]


def verified(model: Model, path: Path, *, allow_non_commercial: bool = False) -> Folder:
    """Raises ``ModelNotPinned`` or ``ModelRefused``; loads nothing."""
    loadable(model, allow_non_commercial=allow_non_commercial)
    verify.folder(model, path)
    index = json.loads(_text(path / "model_index.json"))
    _check_index(model, index)
    return Folder(model, path, index)


def pipeline(folder: Folder) -> Any:
    """The pipeline without its text encoder, on the CPU. Prompts come as embeddings (``prepared``).

    The folder is verified at every load: it may have changed while the model was unloaded.
    """
    verify.folder(folder.model, folder.path)
    diffusers = library("diffusers")
    torch = library("torch")
    dtype = getattr(torch, folder.model.painting.dtype)
    parts = {name: _weights("diffusers", folder, name, dtype) for name in ("vae", "transformer")}
    scheduler = diffusers.FlowMatchEulerDiscreteScheduler.from_pretrained(
        folder.path / "scheduler", local_files_only=True
    )
    made = getattr(diffusers, folder.model.pipeline)(
        **parts, scheduler=scheduler, text_encoder=None, tokenizer=None, **_settings(folder)
    )
    made.set_progress_bar_config(disable=True)
    return made


def text_side(folder: Folder, where: Any = "cpu") -> Any:
    """A pipeline that can only encode prompts, on this machine's device: the layers whose states are read, no more."""
    diffusers = library("diffusers")
    transformers = library("transformers")
    torch = library("torch")
    dtype = getattr(torch, folder.model.painting.dtype)
    encoder = only_used(_weights("transformers", folder, "text_encoder", dtype)).to(where)
    tokenizer = transformers.Qwen2TokenizerFast.from_pretrained(folder.path / "tokenizer", local_files_only=True)
    return getattr(diffusers, folder.model.pipeline)(
        scheduler=None, vae=None, transformer=None, text_encoder=encoder, tokenizer=tokenizer, **_settings(folder)
    )


def only_used(encoder: Any) -> Any:
    """Without the layers after ``LAST_READ``, the norm after the last one, and the head over the vocabulary.

    The pipeline reads the states between layers, so its embeddings stay the same to the bit, for a quarter less work.
    """
    nothing = library("torch").nn.Identity()
    encoder.model.layers = encoder.model.layers[:LAST_READ]
    encoder.config.num_hidden_layers = len(encoder.model.layers)
    encoder.model.norm, encoder.lm_head = nothing, nothing
    return encoder


def _settings(folder: Folder) -> dict[str, Any]:
    return {name: folder.index[name] for name in SETTINGS if name in folder.index}


def _weights(package: str, folder: Folder, name: str, dtype: Any) -> Any:
    """One component; each of its tensors is checked, its values once for the same bytes."""
    _, class_name = COMPONENTS[folder.model.pipeline][name]
    try:
        part, info = getattr(library(package), class_name).from_pretrained(
            folder.path / name, dtype=dtype, use_safetensors=True, local_files_only=True, output_loading_info=True
        )
    except (OSError, ValueError, RuntimeError, KeyError) as wrong:
        raise ModelRefused(f"{name} of {folder.model.title} cannot be loaded: {type(wrong).__name__}.") from wrong
    for trouble in ("missing_keys", "unexpected_keys", "mismatched_keys", "error_msgs"):
        found = sorted(str(key) for key in info.get(trouble) or ())
        if found:
            raise ModelRefused(f"{name} of {folder.model.title} has {trouble.replace('_', ' ')}: {found[0]}.")
    known, bytes_ = verify.hashes(folder.path), _finite(folder, name, dtype)
    _check_tensors(part, f"{name} of {folder.model.title}", values=bytes_ not in known.found)
    known.found.add(bytes_)
    known.save()
    return part.eval()


def _finite(folder: Folder, name: str, dtype: Any) -> str:
    """What is remembered once all values of these verified bytes, read in this precision, are numbers."""
    bytes_ = " ".join(file.sha256 for file in folder.model.files if file.path.startswith(f"{name}/"))
    return f"finite {dtype} {hashlib.sha256(bytes_.encode()).hexdigest()}"


def _check_tensors(part: Any, said: str, *, values: bool = True) -> None:
    """``values``: look at every one of them, too."""
    torch = library("torch")
    for key, tensor in (*part.named_parameters(), *part.named_buffers()):
        if tensor.is_meta:
            raise ModelRefused(f"{said}: {key} was never filled.")
        if values and tensor.is_floating_point() and not bool(torch.isfinite(tensor).all()):
            raise ModelRefused(f"{said}: {key} holds values that are not numbers.")


def _check_index(model: Model, index: Mapping[str, Any]) -> None:
    allowed = COMPONENTS.get(model.pipeline)
    if allowed is None or index.get("_class_name") != model.pipeline:
        raise ModelRefused(
            f"{model.title} asks for the pipeline {index.get('_class_name')!r}, which is not on the list."
        )
    named = {key: value for key, value in index.items() if not key.startswith("_") and key not in SETTINGS}
    for name, value in named.items():
        package, class_name = value if isinstance(value, list) and len(value) == 2 else (None, None)
        if allowed.get(name) != (package, SAME_CLASS.get(str(class_name), class_name)):
            raise ModelRefused(f"{model.title} asks for {class_name!r} as its {name}, which is not on the list.")
    missing = set(allowed) - set(named)
    if missing:
        raise ModelRefused(f"{model.title} names no {min(missing)}.")


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError as missing:
        raise ModelRefused(f"{path.name} is missing.") from missing


def library(name: str) -> Any:
    """torch, diffusers or transformers; imported only here and only in offline mode."""
    import importlib

    os.environ.update(OFFLINE)
    try:
        return importlib.import_module(name)
    except ImportError as missing:
        raise ExtraMissing from missing
