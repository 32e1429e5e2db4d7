"""Builds a model of the real shape with tiny random weights: ``python -m generation.engines.diffusion.tiny FOLDER``.

It paints noise and is loaded by the same code as a real model: manifest, hashes, tokenizer, text encoder, transformer,
decoder. For tests and benches only; people never get it. About 1 MB, seconds on a CPU.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from typing import Any

from generation.engines.diffusion import load, manifest
from generation.engines.diffusion.manifest import File, Model, Painting
from generation.weights import sha256_of

SEED = 8
QUIET = 0.1  # contrast of its pictures: raw noise clips at black and white, which cannot carry a mark
SPECIALS = ("<|endoftext|>", "<|im_start|>", "<|im_end|>", "<think>", "</think>")
TEMPLATE = (
    "{% for message in messages %}<|im_start|>{{ message['role'] }}\n{{ message['content'] }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n"
    "{% if enable_thinking is defined and enable_thinking is false %}"
    "<think>\n\n</think>\n\n{% endif %}{% endif %}"
)


def build(where: Path, *, side: int = 64, steps: int = 4) -> Model:
    """Writes the model and its pinned manifest into ``where``; encodes no prompts."""
    torch = load.library("torch")
    diffusers = load.library("diffusers")
    torch.manual_seed(SEED)
    pipeline = diffusers.Flux2KleinPipeline(
        scheduler=diffusers.FlowMatchEulerDiscreteScheduler(
            use_dynamic_shifting=True, shift=3.0, base_shift=0.5, max_shift=1.15, time_shift_type="exponential"
        ),
        vae=_vae(diffusers),
        text_encoder=_text_encoder(),
        tokenizer=_tokenizer(),
        transformer=_transformer(diffusers),
        is_distilled=True,
    )
    with torch.no_grad():
        pipeline.vae.decoder.conv_out.weight.mul_(QUIET)
        pipeline.vae.decoder.conv_out.bias.zero_()
    pipeline.save_pretrained(where, safe_serialization=True)
    return record(where, side=side, steps=steps)


def record(where: Path, *, side: int = 64, steps: int = 4, **changes: Any) -> Model:
    """Writes the manifest of the files now in ``where``; the revision is derived from their hashes."""
    files = tuple(_files(where))
    revision = hashlib.sha1("".join(file.sha256 for file in files).encode(), usedforsecurity=False).hexdigest()
    said: dict[str, Any] = {
        "name": "tiny",
        "title": "Candid tiny test model",
        "job": "paints noise, to test everything around a model",
        "repo": "candid/tiny",
        "revision": revision,
        "pinned": True,
        "licence": "Apache-2.0",
        "commercial": True,
        "training_data": "none: random numbers",
        "unsaid": "nothing",
        "card": "generation/engines/diffusion/tiny.py",
        "limits": "shows nothing at all",
        "pipeline": "Flux2KleinPipeline",
        "painting": Painting(side=side, steps=steps, guidance=1.0, references=4, dtype="float32"),
        "files": files,
    }
    model = Model(**(said | changes))
    (where / manifest.FILE_NAME).write_text(manifest.written(model), "utf-8")
    return model


def _files(where: Path) -> list[File]:
    paths = [path for path in sorted(where.rglob("*")) if path.is_file() and path.name != manifest.FILE_NAME]
    return [
        File(path=path.relative_to(where).as_posix(), bytes=path.stat().st_size, sha256=sha256_of(path))
        for path in paths
        if "prepared" not in path.parts
    ]


def _vae(diffusers: Any) -> Any:
    return diffusers.AutoencoderKLFlux2(
        sample_size=64,
        in_channels=3,
        out_channels=3,
        down_block_types=("DownEncoderBlock2D",) * 4,
        up_block_types=("UpDecoderBlock2D",) * 4,
        block_out_channels=(8, 8, 8, 8),
        layers_per_block=1,
        latent_channels=4,
        norm_num_groups=4,
        use_quant_conv=True,
        use_post_quant_conv=True,
        patch_size=(2, 2),
    )


def _transformer(diffusers: Any) -> Any:
    return diffusers.Flux2Transformer2DModel(
        patch_size=1,
        in_channels=16,
        num_layers=1,
        num_single_layers=2,
        attention_head_dim=16,
        num_attention_heads=2,
        joint_attention_dim=48,  # three layers of the text encoder side by side
        timestep_guidance_channels=32,
        axes_dims_rope=(4, 4, 4, 4),
        guidance_embeds=False,
    )


def _text_encoder() -> Any:
    transformers = load.library("transformers")
    return transformers.Qwen3ForCausalLM(
        transformers.Qwen3Config(
            vocab_size=256 + len(SPECIALS),
            hidden_size=16,
            intermediate_size=32,
            num_hidden_layers=28,  # narrow, but deep enough: the pipeline reads layers 9, 18 and 27
            num_attention_heads=2,
            num_key_value_heads=2,
            head_dim=8,
            max_position_embeddings=512,
        )
    )


def _tokenizer() -> Any:
    """A byte-level tokenizer: encodes any text, needs no download."""
    alphabet = sorted(load.library("tokenizers").pre_tokenizers.ByteLevel.alphabet())
    vocabulary = {symbol: number for number, symbol in enumerate((*alphabet, *SPECIALS))}
    return load.library("transformers").Qwen2TokenizerFast(
        vocab=vocabulary, merges=[], additional_special_tokens=list(SPECIALS), chat_template=TEMPLATE
    )


if __name__ == "__main__":
    from generation.engines.diffusion.painter import prepare

    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    prepare(load.verified(build(target), target))
    sys.stdout.write(f"{target}: ready for --weights\n")
