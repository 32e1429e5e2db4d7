"""Computed once on the operator's machine and kept beside the model: the prompts' embeddings and a golden picture.

An embedding does not depend on any photo (measured: byte-identical pictures), so the text encoder, half of the model,
is never loaded while serving. The golden picture is painted from noise alone, without a photo, right after the files
were verified; every later start must paint the same picture again.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from generation.engines.diffusion import catalogue, load, memory, persona
from generation.engines.diffusion.load import Folder
from generation.engines.diffusion.manifest import ModelRefused
from generation.engines.diffusion.verify import PREPARED, hashes
from generation.images import RgbImage
from generation.weights import sha256_of

EMBEDDINGS = "embeddings.safetensors"
RECORD = "prepared.json"
PARTS, PART = "parts", "embedding"  # a folder of prompts encoded so far, until all are
GOLDEN = "golden"
GOLDEN_LOOK = "studio_soft"
GOLDEN_SEED = 20261122
GOLDEN_SIDE = 256  # pixels at most
GOLDEN_STEPS = 2
MOST_APART = 4.0
"""8-bit levels, mean over the golden picture: bf16 and fp32 differ by at most 12 in single values (measured) and far
less in the mean; other weights differ by dozens.
"""
MOST_APART_IN_8_BITS = 7.7
"""The same between a layout in 8 bits and one in the model's own precision: a sibling's published 30.4 dB, same seed,
are 7.7 levels in the root mean square, which no mean exceeds.
"""


class NotPrepared(ModelRefused):
    """The looks' prompts were not prepared for this model. Run `candid weights prepare`."""

    code = "model_not_prepared"


@dataclass(frozen=True, slots=True)
class Prepared:
    """``embeddings``: "mode/look" or "persona/options" -> tensor (1, tokens, width); ``golden``: (H, W, 3), None before
    it is recorded.
    """

    embeddings: Mapping[str, Any]
    golden: RgbImage | None


def read(folder: Folder) -> Prepared:
    """The embeddings are mapped, not read: the system drops their pages where memory is short. That each value is a
    number was seen when the recorded file was written.

    Raises ``NotPrepared``, or ``ModelRefused`` when the file is not the recorded one.
    """
    record = _record(folder)
    path = folder.path / PREPARED / EMBEDDINGS
    known = hashes(folder.path)
    if not path.is_file() or record.get("sha256") != known.of(path):
        raise ModelRefused(f"{EMBEDDINGS} is not the file that was prepared. Run `candid weights prepare`.")
    known.save()
    tensors = dict(load.library("safetensors.torch").load_file(path))
    golden = tensors.pop(GOLDEN, None)
    if set(tensors) != set(prompts()):
        raise NotPrepared
    return Prepared(tensors, None if golden is None else golden.numpy())


def is_current(folder: Folder) -> bool:
    """Whether this model was prepared with today's prompts. Reads the record alone, no embeddings."""
    try:
        _record(folder)
    except NotPrepared:
        return False
    return (folder.path / PREPARED / EMBEDDINGS).is_file()


def prompts() -> Mapping[str, str]:
    """Every prompt of this engine: each look in each mode, and each made-up person."""
    return {**catalogue.prompts(catalogue.looks()), **persona.catalogue().prompts()}


def embeddings(folder: Folder, told: Callable[[int, int], None] = lambda _done, _of: None) -> dict[str, Any]:
    """Encodes every prompt of the catalogue, on the card where there is one. ``told``: how many are done, of how many.

    Each is kept as soon as it is made, so that a preparation that was broken off goes on where it was.
    """
    torch = load.library("torch")
    files = load.library("safetensors.torch")
    parts = folder.path / PREPARED / PARTS
    parts.mkdir(parents=True, exist_ok=True)
    every, side, found = prompts(), None, {}
    for done, (key, prompt) in enumerate(every.items(), start=1):
        part = parts / f"{_part(folder, prompt)}.safetensors"
        if part.is_file():
            found[key] = files.load_file(part)[PART]
        else:
            where = memory.device()
            side = side or load.text_side(folder, where)
            with torch.inference_mode():
                encoded, _ = side.encode_prompt(prompt=prompt, device=where)
            found[key] = encoded.cpu().contiguous().clone()
            files.save_file({PART: found[key]}, part.with_suffix(".tmp"))
            part.with_suffix(".tmp").replace(part)
        told(done, len(every))
    return found


def _part(folder: Folder, prompt: str) -> str:
    """Name of one prompt's file: another prompt or another model has another name."""
    return hashlib.sha256(f"{_of(folder)['files']} {prompt}".encode()).hexdigest()[:32]


def write(folder: Folder, prepared: Prepared) -> None:
    """Writes into the model's folder, the record last, so that an interrupted preparation does not count.

    Raises ``ModelRefused`` for an embedding with a value that is no number.
    """
    torch = load.library("torch")
    wrong = [key for key, tensor in prepared.embeddings.items() if not bool(torch.isfinite(tensor).all())]
    if wrong:
        raise ModelRefused(
            f"The text encoder gave a value that is no number for {wrong[0]}. Run `candid weights verify`."
        )
    where = folder.path / PREPARED
    where.mkdir(exist_ok=True)
    tensors = dict(prepared.embeddings)
    if prepared.golden is not None:
        tensors[GOLDEN] = torch.from_numpy(np.ascontiguousarray(prepared.golden))
    load.library("safetensors.torch").save_file(tensors, where / EMBEDDINGS)
    record = _of(folder) | {"sha256": sha256_of(where / EMBEDDINGS)}
    (where / RECORD).write_text(json.dumps(record, indent=2) + "\n", "utf-8")
    shutil.rmtree(where / PARTS, ignore_errors=True)


def apart(one: RgbImage, other: RgbImage) -> float:
    """Mean difference in 8-bit levels; infinite when the sizes differ."""
    if one.shape != other.shape:
        return float("inf")
    return float(np.abs(one.astype(np.float32) - other.astype(np.float32)).mean())


def golden_side(folder: Folder) -> int:
    return min(GOLDEN_SIDE, folder.model.painting.side)


def _record(folder: Folder) -> dict[str, str]:
    path = folder.path / PREPARED / RECORD
    try:
        record = dict(json.loads(path.read_text("utf-8")))
    except (OSError, ValueError) as missing:
        raise NotPrepared from missing
    if any(record.get(key) != value for key, value in _of(folder).items()):
        raise NotPrepared
    return record


def _of(folder: Folder) -> dict[str, str]:
    files = "\n".join(f"{file.sha256} {file.path}" for file in folder.model.files)
    return {
        "revision": folder.model.revision,
        "files": hashlib.sha256(files.encode()).hexdigest(),
        "catalogue": catalogue.digest(catalogue.looks()),
        "persona": persona.digest(),
    }
