"""Whole photos as cameras, phones and programs really write them: each is read, in its right colours."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator

import numpy as np
import pillow_heif
import pytest
from PIL import Image, ImageCms

from generation.errors import PhotoRefused
from generation.images import RgbImage
from generation.intake import containers, reading
from generation.intake.decode import Decoder
from tests.assets import portraits
from tests.assets.portraits import encoded

pillow_heif.register_heif_opener()


@pytest.fixture(scope="module")
def decoder() -> Iterator[Decoder]:
    with Decoder() as decoder:
        yield decoder


@pytest.fixture(scope="module")
def photo() -> RgbImage:
    return portraits.portrait("ardern-2022")


def _refused(decoder: Decoder, data: bytes) -> str:
    with pytest.raises(PhotoRefused) as refused:
        decoder.decode(data)
    return refused.value.code


def _away(one: RgbImage, other: RgbImage) -> float:
    assert one.shape == other.shape
    return float(np.abs(one.astype(int) - other).mean())


# --- colour: the oracle is the formulas of the standards, written here the other way round ---------------------------

XY = {
    1: ((0.640, 0.330), (0.300, 0.600), (0.150, 0.060)),
    9: ((0.708, 0.292), (0.170, 0.797), (0.131, 0.046)),
    12: ((0.680, 0.320), (0.265, 0.690), (0.150, 0.060)),
}


def _to_xyz(code: int) -> np.ndarray:
    columns = np.array([[x / y, 1, (1 - x - y) / y] for x, y in XY[code]]).T
    white = np.array([0.3127 / 0.3290, 1, (1 - 0.3127 - 0.3290) / 0.3290])
    return np.asarray(columns * np.linalg.solve(columns, white))


def _hlg(scene: np.ndarray) -> np.ndarray:
    a = 0.17883277
    b = 1 - 4 * a
    c = 0.5 - a * np.log(4 * a)
    return np.where(scene <= 1 / 12, np.sqrt(3 * scene), a * np.log(np.maximum(12 * scene - b, 1e-9)) + c)


def _pq(light: np.ndarray) -> np.ndarray:
    raised = np.power(light, 2610 / 16384)
    return np.asarray(((3424 / 4096 + 2413 / 128 * raised) / (1 + 2392 / 128 * raised)) ** (2523 / 32))


def _srgb(linear: np.ndarray) -> np.ndarray:
    return np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * np.power(linear, 1 / 2.4) - 0.055)


SIGNALS = {13: _srgb, 18: lambda linear: _hlg(linear * 0.26496), 16: lambda linear: _pq(linear * 203 / 10_000)}


def _recoded(photo: RgbImage, primaries: int, transfer: int) -> RgbImage:
    """The photo's colours as numbers of another space."""
    unit = photo / 255
    linear = np.where(unit <= 0.04045, unit / 12.92, ((unit + 0.055) / 1.055) ** 2.4)
    moved = np.clip(linear @ (np.linalg.inv(_to_xyz(primaries)) @ _to_xyz(1)).T, 0, 1)
    return np.asarray(np.rint(SIGNALS[transfer](moved) * 255), np.uint8)


def _heic(image: RgbImage, primaries: int, transfer: int) -> bytes:
    out = io.BytesIO()
    Image.fromarray(image).save(
        out, "HEIF", quality=95, color_primaries=primaries, transfer_characteristics=transfer, chroma=444
    )
    return out.getvalue()


POINTS = [(12, 13), *(pytest.param(*rarer, marks=pytest.mark.long) for rarer in ((9, 18), (9, 16), (9, 13), (12, 16)))]


@pytest.mark.parametrize(("primaries", "transfer"), POINTS)
def test_heic_is_read_by_its_code_points(decoder: Decoder, photo: RgbImage, primaries: int, transfer: int) -> None:
    numbers = _recoded(photo, primaries, transfer)
    data = _heic(numbers, primaries, transfer)
    away = _away(decoder.decode(data), photo)
    assert away < 3
    assert away < _away(numbers, photo) - 0.5  # the sabotage: the same numbers taken as sRGB


@pytest.mark.parametrize(("primaries", "transfer"), POINTS)
def test_png_is_read_by_its_code_points(decoder: Decoder, photo: RgbImage, primaries: int, transfer: int) -> None:
    numbers = encoded(_recoded(photo, primaries, transfer), "PNG", icc_profile=None)
    body = bytes([primaries, transfer, 0, 1])
    data = numbers[:33] + containers._chunk(b"cICP", body) + numbers[33:]
    assert _away(decoder.decode(data), photo) < 1.5


def test_colours_without_a_curve_are_refused_with_a_fix(decoder: Decoder, photo: RgbImage) -> None:
    data = encoded(photo, "PNG")
    unknown = data[:33] + containers._chunk(b"cICP", bytes([10, 17, 0, 1])) + data[33:]
    assert _refused(decoder, unknown) == "camera_colours"


def _linear_profile(name: bytes) -> bytes:
    """Linear light under any name: Pillow's sRGB profile with its curves replaced."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    out = bytearray(profile)
    for entry in range(int.from_bytes(profile[128:132], "big")):
        at = 132 + 12 * entry
        if profile[at : at + 4] in (b"rTRC", b"gTRC", b"bTRC"):
            start = int.from_bytes(profile[at + 4 : at + 8], "big")
            out[start : start + 12] = b"curv" + b"\0" * 8  # a curve of no points is the identity
    return bytes(out) + name


@pytest.mark.parametrize("name", [b"sRGB IEC61966-2.1", b"s\0R\0G\0B\0 \0I\0E\0C\0", b"something else"])
def test_a_profile_is_read_by_what_it_does_not_by_its_name(decoder: Decoder, photo: RgbImage, name: bytes) -> None:
    unit = photo / 255
    linear = np.rint(np.where(unit <= 0.04045, unit / 12.92, ((unit + 0.055) / 1.055) ** 2.4) * 255).astype(np.uint8)
    data = encoded(linear, "PNG", icc_profile=_linear_profile(name))
    assert _away(decoder.decode(data), photo) < 3
    assert _away(linear, photo) > 30


def test_a_copy_of_srgb_changes_nothing(decoder: Decoder, photo: RgbImage) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert np.array_equal(decoder.decode(encoded(photo, "PNG", icc_profile=profile)), photo)


# --- whole pictures --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("missing", [1, 2, 20])
def test_a_jpeg_without_its_last_bytes_is_read_when_every_row_is_there(
    decoder: Decoder, photo: RgbImage, missing: int
) -> None:
    whole = encoded(photo, "JPEG", quality=90)
    assert _away(decoder.decode(whole[:-missing]), decoder.decode(whole)) < 0.5


@pytest.mark.parametrize("share", [0.1, 0.3, 0.6])
def test_a_jpeg_without_its_last_rows_stays_refused(decoder: Decoder, photo: RgbImage, share: float) -> None:
    whole = encoded(photo, "JPEG", quality=90)
    assert _refused(decoder, whole[: int(len(whole) * (1 - share))]) == "unreadable"


def test_a_progressive_jpeg_is_read_once_its_last_pass_has_begun(decoder: Decoder, photo: RgbImage) -> None:
    whole = encoded(photo, "JPEG", quality=90, progressive=True)
    assert _away(decoder.decode(whole[:-200]), decoder.decode(whole)) < 0.5
    assert _refused(decoder, whole[: len(whole) // 2]) == "unreadable"


def test_a_png_without_its_end_is_read_and_one_without_rows_is_not(decoder: Decoder, photo: RgbImage) -> None:
    whole = encoded(photo, "PNG")
    assert np.array_equal(decoder.decode(whole[:-14]), photo)
    assert _refused(decoder, whole[: int(len(whole) * 0.9)]) == "unreadable"


@pytest.mark.parametrize("kind", [b"zTXt", b"iTXt", b"iCCP"])
def test_megabytes_of_packed_metadata_are_skipped(decoder: Decoder, photo: RgbImage, kind: bytes) -> None:
    packed = zlib.compress(b"words " * 1_000_000)
    body = {
        b"zTXt": b"Comment\0\0" + packed,
        b"iTXt": b"XML:com.adobe.xmp\0\1\0\0\0" + packed,
        b"iCCP": b"profile\0\0" + packed,
    }[kind]
    plain = encoded(photo, "PNG")
    data = plain[:33] + containers._chunk(kind, body) + plain[33:]
    with pytest.raises((ValueError, OSError)):  # Pillow alone gives up on it
        Image.open(io.BytesIO(data)).load()
    assert np.array_equal(decoder.decode(data), photo)


def test_a_damaged_checksum_of_what_is_not_the_picture_is_no_reason(decoder: Decoder, photo: RgbImage) -> None:
    plain = encoded(photo, "PNG")
    wrong = struct.pack(">I4s", 4, b"gAMA") + struct.pack(">I", 45455) + b"\0\0\0\0"
    assert np.array_equal(decoder.decode(plain[:33] + wrong + plain[33:]), photo)
    damaged = bytearray(plain)
    damaged[29] ^= 0xFF  # of the header itself
    assert _refused(decoder, bytes(damaged)) == "unreadable"


def _segment(marker: int, body: bytes) -> bytes:
    return b"\xff" + bytes([marker]) + struct.pack(">H", len(body) + 2) + body


@pytest.mark.parametrize(
    "segment",
    [
        _segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta><html><script>caption</script></x:xmpmeta>"),
        _segment(0xFE, b"<!DOCTYPE html><html>made by a program</html>"),
        _segment(0xE1, b"Exif\0\0MM\0*\0\0\0\x08\0\0 see %PDF-1.7"),
    ],
)
def test_words_in_metadata_are_no_second_file(decoder: Decoder, photo: RgbImage, segment: bytes) -> None:
    plain = encoded(photo, "JPEG", quality=90)
    assert np.array_equal(decoder.decode(plain[:2] + segment + plain[2:]), decoder.decode(plain))


@pytest.mark.many
@pytest.mark.parametrize("foreign", [b"<html>hello</html>", b"\n%PDF-1.7\n", b"<?php echo 1;"])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF", "AVIF"])
def test_a_second_file_behind_the_picture_stays_refused(decoder: Decoder, kind: str, foreign: bytes) -> None:
    small = portraits.portrait("ardern-2022")[:200, :200].copy()
    assert _refused(decoder, encoded(small, kind) + foreign) == "polyglot"


# --- kinds and sizes -------------------------------------------------------------------------------------------------


def test_avif_is_read_also_under_another_brand(decoder: Decoder, photo: RgbImage) -> None:
    data = encoded(photo, "AVIF", quality=90)
    assert _away(decoder.decode(data), photo) < 3
    for brand in (b"mif1", b"heic", b"miaf"):
        assert _away(decoder.decode(data[:8] + brand + data[12:]), photo) < 3
    heic = encoded(photo, "HEIF", quality=90)
    assert _away(decoder.decode(heic[:8] + b"mif1" + heic[12:]), photo) < 3


def test_a_moving_avif_is_refused(decoder: Decoder) -> None:
    frames = [Image.new("RGB", (100, 100), colour) for colour in ("red", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "AVIF", save_all=True, append_images=frames[1:], duration=100)
    assert _refused(decoder, out.getvalue()) == "animated"


def test_a_strip_is_refused_by_its_header(decoder: Decoder) -> None:
    strip = encoded(np.zeros((66, 20_000, 3), np.uint8), "PNG")
    assert _refused(decoder, strip) == "too_narrow"


def test_the_largest_phone_photos_are_decoded_at_half_size() -> None:
    """64 megapixels here; 108 is 12,000 x 9,000 and under the same limit. In this process: the child has 10 s."""
    data = encoded(np.full((6928, 9248, 3), 120, np.uint8), "JPEG", quality=50)
    image = reading.decode(data)
    assert image.width * image.height <= reading.WORKING_PIXELS
    assert reading.MAX_JPEG_PIXELS > 12_000 * 9_000
    with pytest.raises(reading.Refused, match="too_many_pixels"):
        reading.decode(encoded(np.full((6928, 9248, 3), 120, np.uint8), "PNG", compress_level=1))
