"""Turns pixels into file bytes and back: JPEG, PNG and WebP, with an sRGB profile, an XMP packet and nothing else."""

from __future__ import annotations

import io
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import assert_never

import numpy as np
from PIL import Image, ImageCms, PngImagePlugin

from generation.images import RgbImage

PROFILE_DATE = slice(24, 36)  # ICC.1:2022, 7.2.1: where a profile says when it was made


class Format(StrEnum):
    JPEG = "image/jpeg"
    PNG = "image/png"
    WEBP = "image/webp"


OF_PURPOSE = {"badge": Format.PNG}  # what is printed is compressed once more by whoever prints it


def of_purpose(purpose: str) -> Format:
    """The file a purpose asks for: JPEG, which every site takes, but where it is printed."""
    return OF_PURPOSE.get(purpose, Format.JPEG)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a fresh decoder finds in a file. ``xmp``: the raw packet, b"" when there is none."""

    image: RgbImage
    xmp: bytes
    media_type: str


def encode(image: RgbImage, fmt: Format, xmp: bytes = b"") -> bytes:
    """JPEG at quality 95 without colour subsampling, PNG without loss, WebP at quality 95."""
    picture, out = Image.fromarray(image), io.BytesIO()
    match fmt:
        case Format.JPEG:
            picture.save(out, "JPEG", quality=95, subsampling=0, optimize=True, xmp=xmp or None, icc_profile=srgb())
        case Format.PNG:
            info = PngImagePlugin.PngInfo()
            if xmp:
                info.add_itxt("XML:com.adobe.xmp", xmp.decode())
            picture.save(out, "PNG", pnginfo=info, icc_profile=srgb())
        case Format.WEBP:
            picture.save(out, "WEBP", quality=95, method=4, xmp=xmp, icc_profile=srgb())
        case _ as unreachable:
            assert_never(unreachable)
    return out.getvalue()


@cache
def srgb() -> bytes:
    """The colour space of every picture, as an ICC profile; undated, so that the same picture gives the same bytes."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[PROFILE_DATE] = bytes(12)
    return bytes(profile)


def decode(data: bytes) -> Contents:
    """Reads our own output. For strangers' bytes use the intake's child process, never this in a keyed process."""
    with Image.open(io.BytesIO(data), formats=["JPEG", "PNG", "WEBP"]) as picture:
        image = np.asarray(picture.convert("RGB"))
        return Contents(image=image, xmp=_packet(picture), media_type=Image.MIME[picture.format or ""])


def packet(data: bytes) -> bytes:
    """The XMP packet of any picture Pillow opens, b"" without one; no pixel is decoded. Raises what Pillow raises."""
    with Image.open(io.BytesIO(data)) as picture:
        return _packet(picture)


def _packet(picture: Image.Image) -> bytes:
    found = picture.info.get("xmp") or picture.info.get("XML:com.adobe.xmp") or b""
    return found if isinstance(found, bytes) else str(found).encode()


def re_encoded(image: RgbImage, *, side: int, quality: int) -> RgbImage:
    """What a chat app makes of a picture: shorter side at most ``side``, JPEG ``quality``, decoded again."""
    height, width = image.shape[:2]
    scale = min(1.0, side / min(height, width))
    small = Image.fromarray(image).resize(
        (max(1, round(width * scale)), max(1, round(height * scale))), Image.Resampling.LANCZOS
    )
    out = io.BytesIO()
    small.save(out, "JPEG", quality=quality)
    with Image.open(out) as again:
        return np.asarray(again.convert("RGB"))
