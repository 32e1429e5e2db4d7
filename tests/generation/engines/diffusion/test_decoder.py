"""What the tiny decoder leaves of a face: nothing, so no false alarm can be measured through it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

from generation.engines.diffusion import load, manifest
from generation.vision import faces
from tests.assets import portraits

SIDE = 512


def test_no_face_is_left_behind_the_tiny_decoder_though_one_was_there(built: Path) -> None:
    torch = load.library("torch")
    folder = load.verified(manifest.read(built / "manifest.toml"), built)
    photo = np.asarray(Image.fromarray(portraits.portrait("ardern-2022")).resize((SIDE, SIDE)))
    assert len(faces.detect(photo)) == 1
    pipeline = load.pipeline(folder)
    pixels = pipeline.image_processor.preprocess(Image.fromarray(photo)).to(pipeline.vae.dtype)
    with torch.inference_mode():
        back = pipeline.vae.decode(pipeline.vae.encode(pixels).latent_dist.mode()).sample
    made = pipeline.image_processor.postprocess(back, output_type="np")[0]
    assert not faces.detect(np.asarray(np.rint(made * 255), np.uint8))
