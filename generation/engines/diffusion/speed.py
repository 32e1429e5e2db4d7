"""Two options that may speed up a graphics card: the attention kernel, and compiling the repeated blocks.

The operator chooses; both are off by default. Kernels that the library would download at run time (their names end in
``_hub``) are not on the list. Published: compiled blocks made a larger model of the family about 1.5 times as fast on
an H100, after some ten seconds of compiling (PyTorch's devlog, May 2026). We measured neither on a card.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import dataclass
from typing import Any, Literal, get_args

from generation.engines.diffusion.manifest import ModelRefused
from generation.engines.diffusion.memory import Layout

Attention = Literal["", "native", "flash", "sage", "xformers"]
ATTENTION: tuple[str, ...] = get_args(Attention)


@dataclass(frozen=True, slots=True, kw_only=True)
class Speed:
    """``attention``: "" leaves the choice to the library. ``compiled``: only in the resident layout, where no hook
    moves or casts weights between the blocks. ``compiler``: PyTorch's name for the backend.
    """

    attention: str = ""
    compiled: bool = False
    compiler: str = "inductor"


def apply(pipeline: Any, speed: Speed, layout: Layout) -> Any:
    """The same pipeline. Raises ``ModelRefused`` for a kernel that is not allowed or not installed."""
    if speed.attention not in ATTENTION:
        raise ModelRefused(f"There is no attention kernel called {speed.attention!r} here.")
    if speed.attention:
        try:
            pipeline.transformer.set_attention_backend(speed.attention)
        except (ImportError, RuntimeError, ValueError) as missing:
            raise ModelRefused(
                f"The attention kernel {speed.attention!r} cannot be used on this machine: {missing}. "
                "Install it, or leave CANDID_DIFFUSION_ATTENTION empty."
            ) from missing
    if speed.compiled and layout is Layout.RESIDENT:
        if speed.compiler == "inductor":
            _check_tools()
        pipeline.transformer.compile_repeated_blocks(fullgraph=True, dynamic=True, backend=speed.compiler)
    return pipeline


def _check_tools() -> None:
    """Raises ``ModelRefused`` where compiled blocks could not be built or run; minutes later it is hard to see why."""
    if not any(map(shutil.which, ("cc", "gcc", "clang"))):
        raise ModelRefused(
            "CANDID_DIFFUSION_COMPILE needs a C compiler, and none is here (Candid's image has none). Install gcc, or "
            "leave the setting off."
        )
    folder = os.environ.get("TORCHINDUCTOR_CACHE_DIR") or tempfile.gettempdir()
    if os.statvfs(folder).f_flag & os.ST_NOEXEC:
        raise ModelRefused(
            f"CANDID_DIFFUSION_COMPILE runs what it compiles from {folder}, where nothing may be run: compose mounts "
            "its temporary folder so. Set TORCHINDUCTOR_CACHE_DIR to another folder, or leave the setting off."
        )
