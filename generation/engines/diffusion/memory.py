"""The memory layouts of a pipeline, from fastest to smallest, and the next lighter one when memory runs out.

No layout holds the text encoder (see ``prepared``). Published size of klein 4B's transformer: 7.75 GB in bf16; about
half in 8 bits. From these the smallest layout should fit 8 GB; we never measured it.

8 bits are torchao's, the quantiser of PyTorch's makers that diffusers documents: whole numbers with a scale for each
row, in the repeated blocks alone. What sets their modulation and what embeds stays as it is: diffusers names these as
where quality is lost. Error of a weight, measured: 0.4 %, against 3.3 to 5.7 % of a plain cast to fp8.
"""

from __future__ import annotations

import gc
from enum import StrEnum
from typing import Any, assert_never

from generation.engines.diffusion.load import library

# How PyTorch begins what its libraries for the card report as a plain RuntimeError.
DEVICE_ERRORS = ("CUDA error", "CUDA driver error", "cuDNN error", "CUBLAS_STATUS_", "CUSOLVER_STATUS_")
ROOM = 1.6  # free memory over the transformer's size that the resident layout needs: for activations and decoder


class Layout(StrEnum):
    RESIDENT = "resident"  # everything on the accelerator
    INT8 = "int8"  # the weights of the transformer's blocks kept in 8 bits, computed in the model's own precision
    OFFLOAD = "offload"  # as int8, and each part is on the accelerator only while it runs


LADDER = (Layout.RESIDENT, Layout.INT8, Layout.OFFLOAD)
BLOCKS = ("transformer_blocks.", "single_transformer_blocks.")


def lighter(layout: Layout) -> Layout | None:
    """The next lighter layout; None for the lightest."""
    place = LADDER.index(layout) + 1
    return LADDER[place] if place < len(LADDER) else None


def fitting(transformer_bytes: int, free_bytes: int | None) -> Layout:
    """The fastest layout expected to fit. ``free_bytes`` None: no accelerator, everything stays where it is."""
    if free_bytes is None or free_bytes > ROOM * transformer_bytes:
        return Layout.RESIDENT
    return Layout.INT8 if free_bytes > ROOM * transformer_bytes / 2 else Layout.OFFLOAD


_insisted = ""


def insist(name: str) -> None:
    """Everything from here on happens on this device: "cpu" or "cuda"; "" takes the card where there is one."""
    global _insisted  # noqa: PLW0603 — a process uses one device
    _insisted = name


def device() -> Any:
    torch = library("torch")
    return torch.device(_insisted or ("cuda" if torch.cuda.is_available() else "cpu"))


def free_bytes() -> int | None:
    torch = library("torch")
    return int(torch.cuda.mem_get_info()[0]) if device().type == "cuda" else None


def size(pipeline: Any) -> int:
    """Bytes of the transformer's weights."""
    return weights_of(pipeline.transformer)


def weights_of(part: Any) -> int:
    """Bytes of a part's weights."""
    return sum(tensor.numel() * tensor.element_size() for tensor in part.parameters())


def place(pipeline: Any, layout: Layout) -> Any:
    """The pipeline on this machine's accelerator, or on the CPU where there is none."""
    torch = library("torch")
    where = device()
    match layout:
        case Layout.RESIDENT:
            return pipeline.to(where)
        case Layout.INT8:
            _eight_bits(pipeline, torch)
            return pipeline.to(where)
        case Layout.OFFLOAD:
            _eight_bits(pipeline, torch)
            if where.type == "cpu":
                return pipeline  # nothing to move between
            pipeline.enable_model_cpu_offload()
            return pipeline
        case _:
            assert_never(layout)


def ran_out(error: BaseException) -> bool:
    return isinstance(error, library("torch").OutOfMemoryError)


def broke(error: BaseException) -> bool:
    """Whether the device is of no more use to this process. After a failed kernel every later call fails, too."""
    torch = library("torch")
    if isinstance(error, torch.AcceleratorError):
        return True
    if isinstance(error, RuntimeError) and any(name in str(error) for name in DEVICE_ERRORS):
        return True
    if device().type != "cuda":
        return False
    try:
        torch.cuda.synchronize()
    except RuntimeError:
        return True
    return False


def give_back() -> None:
    """Frees cached memory. Call it outside of ``except``: a traceback keeps tensors alive."""
    torch = library("torch")
    gc.collect()
    if device().type == "cuda":
        torch.cuda.empty_cache()


def _eight_bits(pipeline: Any, torch: Any) -> None:
    quantization = library("torchao.quantization")

    def inside(module: Any, name: str) -> bool:
        return isinstance(module, torch.nn.Linear) and name.startswith(BLOCKS)

    quantization.quantize_(pipeline.transformer, quantization.Int8WeightOnlyConfig(), filter_fn=inside)
