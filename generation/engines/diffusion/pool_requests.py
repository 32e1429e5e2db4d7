"""What a serving engine is asked, and what of its answer is a picture. Pure: bytes and values, no network.

Both engines publish the Images API with these fields: vLLM-Omni (docs/serving/image_generation_api.md and
image_edit_api.md), SGLang (multimodal_gen/runtime/entrypoints/openai/image_api.py). What only one of them takes is not
sent. No name, no id, no file name of a person is in a request.
"""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from PIL import Image

from generation.engines.diffusion import prepared
from generation.engines.diffusion.manifest import Painting
from generation.engines.diffusion.painter import Order
from generation.errors import PoolFailed
from generation.images import RgbImage

GENERATIONS, EDITS = "/v1/images/generations", "/v1/images/edits"
ROOM = 1 << 20  # bytes of an answer beside its picture
PNG = 8  # most bytes of a PNG for one pixel: 16 bits in four channels


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """``fields``: as JSON without photos, as a form with them. ``photos``: PNG files without metadata."""

    path: str
    fields: Mapping[str, str | int | float]
    photos: tuple[bytes, ...] = ()


def asked(order: Order, painting: Painting, served: str) -> Asked:
    """A person is redrawn from their photos. A wall behind a person is painted from words, so no photo is sent for it:
    the two engines take a mask under different names, and one of them ignores it.
    """
    fields: dict[str, str | int | float] = {
        "model": served,
        "prompt": prepared.prompts()[order.key],
        "n": 1,
        "size": f"{order.width}x{order.height}",
        "response_format": "b64_json",
        "output_format": "png",
        "seed": order.seed,
        "num_inference_steps": order.steps,
        "guidance_scale": painting.guidance,
    }
    if painting.true_cfg:
        fields |= {"true_cfg_scale": painting.true_cfg, "negative_prompt": " "}
    photos = () if order.mask is not None else order.photos[: painting.references]
    return Asked(path=EDITS if photos else GENERATIONS, fields=fields, photos=tuple(map(_png, photos)))


def most_bytes(order: Order) -> int:
    """The longest answer that is read: a picture of this size as base64 in JSON."""
    return order.width * order.height * PNG * 4 // 3 + ROOM


def picture(answer: bytes, order: Order) -> RgbImage:
    """(height, width, 3). Raises ``PoolFailed`` for everything that is not one PNG of the size that was asked for.

    The size stands in the file's head and is compared before a pixel is decoded.
    """
    try:
        (made,) = json.loads(answer)["data"]
        data = base64.b64decode(made["b64_json"], validate=True)
        with Image.open(io.BytesIO(data), formats=("PNG",)) as image:
            if image.size != (order.width, order.height):
                raise PoolFailed("wrong_size")
            return np.asarray(image.convert("RGB"), np.uint8)
    except PoolFailed:
        raise
    except Exception as wrong:  # of JSON, base64 and PNG, each with errors of its own for what it cannot read
        raise PoolFailed("no_picture") from wrong


def served(answer: bytes) -> tuple[str, ...]:
    """The names in the answer of ``/v1/models``. Raises ``PoolFailed``."""
    try:
        return tuple(str(each["id"]) for each in json.loads(answer)["data"])
    except (ValueError, KeyError, TypeError, RecursionError) as wrong:
        raise PoolFailed("no_models") from wrong


def _png(photo: RgbImage) -> bytes:
    out = io.BytesIO()
    Image.fromarray(photo).save(out, "PNG", compress_level=1)
    return out.getvalue()
