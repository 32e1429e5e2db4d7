"""The model of a run: klein's exact shape with random weights made on the card, or the tiny one."""

from __future__ import annotations

from typing import Any

from generation.engines.diffusion import load, manifest, memory, painter, tiny
from generation.engines.diffusion.load import Folder
from generation.engines.diffusion.manifest import Painting
from tests.benches import klein_shape
from tests.gpu_proof.step import Scene

SHAPED = Painting(side=1024, steps=4, guidance=1.0, references=4, dtype="bfloat16")
TINY_WIDTH = 48  # of the tiny model's embeddings
SMALL = 96  # side of the tiny model's pictures, pixels


def painting(scene: Scene) -> Painting:
    return Painting(side=SMALL, steps=4, guidance=1.0, references=4, dtype="float32") if scene.tiny else SHAPED


def pipeline(scene: Scene) -> Any:
    """On the CPU, as it is loaded before it is placed; without text encoder."""
    return load.pipeline(folder(scene)) if scene.tiny else klein_shape.pipeline()


def embedding(scene: Scene) -> Any:
    """Of a prompt: (1, tokens, width)."""
    return load.library("torch").zeros(1, klein_shape.TOKENS, TINY_WIDTH) if scene.tiny else klein_shape.embedding()


def folder(scene: Scene) -> Folder:
    """The written model; verified."""
    if scene.tiny and not (scene.model / manifest.FILE_NAME).is_file():
        scene.model.mkdir(parents=True, exist_ok=True)
        tiny.build(scene.model, side=SMALL)
    return load.verified(manifest.read(scene.model / manifest.FILE_NAME), scene.model)


def write(scene: Scene) -> Folder:
    """Text encoder, transformer and decoder, 16 GB in bf16, with the manifest that the loader asks for."""
    if scene.tiny:
        return folder(scene)
    made = klein_shape.pipeline()
    made.text_encoder, made.tokenizer = klein_shape.text_encoder(), tiny._tokenizer()
    made.register_modules(text_encoder=made.text_encoder, tokenizer=made.tokenizer)
    made.save_pretrained(scene.model, safe_serialization=True)
    del made
    memory.give_back()
    tiny.record(scene.model, side=SHAPED.side, title="klein's shape", name="klein-shape", painting=SHAPED)
    return folder(scene)


def prepared(scene: Scene) -> painter.Painter:
    """A painter of the written and prepared model, which is loaded with the first picture."""
    from generation.engines.diffusion import prepared as beside

    here = folder(scene)
    if not beside.is_current(here):
        return painter.prepare(here)
    return painter.Painter(here, beside.read(here))
