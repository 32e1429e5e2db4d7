"""The child process that decodes one untrusted photo. It holds no key, no database, no environment, no network.

Run as a script by ``decode.py``: photo bytes on stdin until its end, then on stdout either upright sRGB as a binary
PPM (``P6``, ``WIDTH HEIGHT``, ``255``, one line each, then the pixels) or one line ``no CODE VALUE LIMIT UNIT``; then
it ends.
Standard library and Pillow only. Everything it needs is imported before ``lock_down``; afterwards it can open nothing.
"""

from __future__ import annotations

import io
import math
import sys
import warnings
from typing import TYPE_CHECKING, BinaryIO

import pillow_heif
from PIL import Image, ImageCms

from generation.intake.lockdown import lock_down

if TYPE_CHECKING:
    from PIL.ImageCms import ImageCmsProfile

MAX_PIXELS = 50_000_000  # the largest phone pictures (8160 x 6120) pass; a bomb does not get this far
MIN_SIDE = 64
WORKING_SIDE = 4096  # longer side handed back: a 12 MP photo is kept whole
HALVE_ABOVE = 5600  # a JPEG longer than this is decoded at half size, a quarter of the work
TRAILER = 65_557  # how far from the end a ZIP directory may begin
HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"mif1")
MOVING_BRANDS = (b"hevc", b"hevx", b"msf1")
ORIENTATION = 0x0112  # EXIF 2.3, 4.6.4 A
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
FOREIGN = (b"<html", b"<script", b"<?php", b"<!doctype")


class Refused(Exception):
    """Why these bytes are not a photo we take."""

    def __init__(self, code: str, value: float = 0, limit: float = 0, unit: str = "-") -> None:
        super().__init__(code)
        self.line = f"no {code} {value:g} {limit:g} {unit}\n"


def warm_up() -> None:
    """Loads every decoder and colour engine now, while libraries can still be opened."""
    warnings.simplefilter("ignore")
    pillow_heif.register_heif_opener()
    pillow_heif.options.DECODE_THREADS = 1
    Image.MAX_IMAGE_PIXELS = None  # measured below, with our own limit and code
    Image.preinit()
    for kind in ("JPEG", "PNG", "WEBP", "HEIF"):
        sample = io.BytesIO()
        # lossless: spares the tables of WebP's lossy encoder, half of the time this takes
        Image.new("RGB", (16, 16)).save(sample, kind, icc_profile=SRGB.tobytes(), lossless=True)
        decode(sample.getvalue(), min_side=1)


def decode(data: bytes, *, min_side: int = MIN_SIDE, enough: int | None = None) -> Image.Image:
    """Upright sRGB without metadata. ``enough``: pixels of the shorter side that do; a JPEG is then read as small as
    halving allows, which takes a third of the time. Raises ``Refused``.
    """
    if not data:
        raise Refused("empty")
    kind = sniff(data)
    if is_polyglot(data):
        raise Refused("polyglot")
    try:
        image = Image.open(io.BytesIO(data), formats=[kind])
        width, height = image.size
        moving = kind in ("PNG", "WEBP") and getattr(image, "n_frames", 1) > 1
    except Exception as error:  # a decoder may raise anything on hostile bytes
        raise Refused("unreadable") from error
    if width * height > MAX_PIXELS:
        raise Refused("too_many_pixels", width * height / 1e6, MAX_PIXELS / 1e6, "MP")
    if min(width, height) < min_side:
        raise Refused("too_few_pixels", min(width, height), min_side, "px")
    if moving:
        raise Refused("animated")
    try:
        return _upright(image, enough)
    except MemoryError as error:
        raise Refused("too_costly") from error
    except Exception as error:  # as above; a cut-off file ends here
        raise Refused("unreadable") from error


def sniff(data: bytes) -> str:
    """The format by its first bytes; names, endings and stated types are not asked. Raises ``Refused``."""
    if data[:3] == b"\xff\xd8\xff":
        return "JPEG"
    if data[:8] == b"\x89PNG\r\n\x1a\n":
        return "PNG"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    if data[4:8] == b"ftyp" and data[8:12] in MOVING_BRANDS:
        raise Refused("animated")
    if data[4:8] == b"ftyp" and data[8:12] in HEIC_BRANDS:
        return "HEIF"
    if data[:6] in (b"GIF87a", b"GIF89a"):
        raise Refused("animated" if data.count(b"\x21\xf9\x04") > 1 else "not_a_photo")
    raise Refused("not_a_photo")


def is_polyglot(data: bytes) -> bool:
    """Whether the bytes are also a ZIP, a PDF or a web page. Pictures appended by phones (motion, depth) are fine."""
    at = data.rfind(b"PK\x05\x06", max(0, len(data) - TRAILER))
    if at >= 0 and at + 22 + int.from_bytes(data[at + 20 : at + 22], "little") == len(data):
        return True
    if b"%PDF-" in data[:1024]:
        return True
    lower = data.lower()
    return any(word in lower for word in FOREIGN)


def _upright(image: Image.Image, enough: int | None) -> Image.Image:
    profile = image.info.get("icc_profile")
    share = 0.5 if max(image.size) > HALVE_ABOVE else 1.0
    if enough is not None:
        share = min(share, enough / min(image.size))
    if share < 1 and image.format in ("JPEG", "MPO"):
        image.draft("RGB", (math.ceil(image.width * share), math.ceil(image.height * share)))
    image.load()
    turn = _turn(image)
    rgb = _to_srgb(_flattened(_small(_eight_bits(image))), profile)
    return rgb if turn is None else rgb.transpose(turn)


def _turn(image: Image.Image) -> Image.Transpose | None:
    """How to turn the picture upright by its EXIF orientation; damaged EXIF says nothing."""
    try:
        return TURNS.get(image.getexif().get(ORIENTATION, 1))
    except Exception:  # hostile EXIF may raise anything
        return None


def _small(image: Image.Image) -> Image.Image:
    scale = WORKING_SIDE / max(image.size)
    if scale >= 1:
        return image
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    if image.mode in ("P", "1"):
        image = image.convert("RGBA" if "transparency" in image.info else "RGB")
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)


def _eight_bits(image: Image.Image) -> Image.Image:
    """Sixteen-bit grey to eight; Pillow already reads colour as eight."""
    if image.mode.startswith("I"):
        grey = image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
        grey.info = dict(image.info)
        return grey
    return image


def _flattened(image: Image.Image) -> Image.Image:
    """Without transparency: what shone through becomes white."""
    if image.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in image.info:
        rgba = image.convert("RGBA")
        white = Image.new("RGB", rgba.size, (255, 255, 255))
        white.paste(rgba, mask=rgba.getchannel("A"))
        return white
    return image.convert("RGB") if image.mode in ("P", "1") else image


SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


def _to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Colours by the embedded profile; a broken or unfitting profile counts as none."""
    if profile and not _says_srgb(profile):
        try:
            source: ImageCmsProfile = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            intent = ImageCms.Intent.RELATIVE_COLORIMETRIC
            converted = ImageCms.profileToProfile(image, source, SRGB, renderingIntent=intent, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            converted = None
        if converted is not None:
            return converted
    return image if image.mode == "RGB" else image.convert("RGB")


def _says_srgb(profile: bytes) -> bool:
    """Whether the profile names itself one of the many copies of sRGB: converting would change nothing."""
    return b"sRGB IEC61966" in profile or b"s\0R\0G\0B\0 \0I\0E\0C" in profile


def main(source: BinaryIO, sink: BinaryIO) -> None:
    warm_up()
    lock_down()
    try:
        image = decode(source.read())
    except Refused as refused:
        sink.write(refused.line.encode("ascii"))
        return
    except MemoryError:
        sink.write(Refused("too_costly").line.encode("ascii"))
        return
    image.save(sink, "PPM")  # packs a few rows at a time straight into the pipe: no second copy of the picture
    sink.flush()


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
