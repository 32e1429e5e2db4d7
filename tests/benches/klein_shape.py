"""A pipeline of klein 4B's shape with random weights: seconds and memory of a picture depend on the shape alone.

The shape: 5 double and 20 single blocks of 24 heads of 128, prompts 7,680 wide, 32 latent channels; a text encoder of
36 layers, 2,560 wide. Counted on empty tensors it has the published sizes (transformer 7.75 GB, decoder 0.17 GB, text
encoder 8.05 GB in bf16); the real configuration was not read.
"""

from __future__ import annotations

from typing import Any

from generation.engines.diffusion import load, memory

TOKENS, WIDTH = 512, 7680  # of a prompt's embedding
SPREAD = 0.02  # of the random weights: keeps every number finite


def parts(device: str = "meta") -> tuple[Any, Any]:
    """Transformer and decoder. On "meta" they take no memory and can only be counted."""
    torch, diffusers = load.library("torch"), load.library("diffusers")
    with torch.device(device):
        transformer = diffusers.Flux2Transformer2DModel(
            patch_size=1,
            in_channels=128,
            num_layers=5,
            num_single_layers=20,
            attention_head_dim=128,
            num_attention_heads=24,
            joint_attention_dim=WIDTH,
            guidance_embeds=False,
        )
        vae = diffusers.AutoencoderKLFlux2()
    return transformer, vae


def pipeline() -> Any:
    """On the CPU, in bf16, as a real one is loaded: about 8 GB."""
    torch, diffusers = load.library("torch"), load.library("diffusers")
    made = diffusers.Flux2KleinPipeline(
        scheduler=diffusers.FlowMatchEulerDiscreteScheduler(
            use_dynamic_shifting=True, shift=3.0, base_shift=0.5, max_shift=1.15, time_shift_type="exponential"
        ),
        **{name: _filled(part, torch) for name, part in zip(("transformer", "vae"), parts("meta"), strict=True)},
        text_encoder=None,
        tokenizer=None,
        is_distilled=True,
    )
    made.set_progress_bar_config(disable=True)
    return made


def text_encoder(device: str = "cpu") -> Any:
    """As ``parts``; on the CPU it is filled, about 8 GB."""
    torch, transformers = load.library("torch"), load.library("transformers")
    with torch.device("meta"):
        made = transformers.Qwen3ForCausalLM(
            transformers.Qwen3Config(
                vocab_size=151_936,
                hidden_size=WIDTH // 3,  # the pipeline lays the states of three layers side by side
                intermediate_size=9728,
                num_hidden_layers=36,
                num_attention_heads=32,
                num_key_value_heads=8,
                head_dim=128,
                tie_word_embeddings=True,
            )
        )
    if device == "meta":
        return made
    made = _filled(made, torch)
    made.tie_weights()
    return made


def embedding() -> Any:
    torch = load.library("torch")
    return torch.randn(1, TOKENS, WIDTH, dtype=torch.bfloat16)


def _filled(part: Any, torch: Any) -> Any:
    made = part.to(torch.bfloat16).to_empty(device="cpu").eval()
    with torch.no_grad():
        for tensor in made.parameters():  # on the card, one after the other: a processor takes minutes for them
            tensor.copy_(torch.empty(tensor.shape, dtype=tensor.dtype, device=memory.device()).normal_(0, SPREAD))
        for tensor in made.buffers():
            tensor.fill_(1)  # counts and spreads of a normalisation: never negative
    return made
