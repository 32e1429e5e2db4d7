"""The child process that decodes one untrusted photo. It holds no key, no database, no environment, no network.

Run as a script by ``decode.py``: photo bytes on stdin until its end, then on stdout either one line ``says CLAIM``, an
``UploadClaim``, and upright sRGB as a binary PPM (``P6``, ``WIDTH HEIGHT``, ``255``, one line each, then the pixels),
or one line ``no CODE VALUE LIMIT UNIT``; then it ends.
Standard library and Pillow only. Everything it needs is imported before ``lock_down``; afterwards it can open nothing.
"""

from __future__ import annotations

import base64
import io
import sys
import warnings
from typing import BinaryIO

import pillow_heif
from PIL import AvifImagePlugin, Image

from generation.intake import claims
from generation.intake.colour import SRGB
from generation.intake.lockdown import lock_down
from generation.intake.reading import Refused, decode

# Samples of 16 x 16 pixels. Encoding them at each start would take longer than everything else, and Candid needs
# decoders only: a pillow-heif without the encoder x265 (GPL) does as well.
HEIC = (
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAXxtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAACJpbG9jAAAA"
    "AERAAAEAAQAAAAABoAABAAAAAAAAACsAAAAjaWluZgAAAAAAAQAAABVpbmZlAgAAAAABAABodmMxAAAAAA5waXRtAAAAAAABAAAA/GlwcnAAAADc"
    "aXBjbwAAAHVodmNDAQNwAAAAkAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQGEAAQApQgEBA3AAAAMAkAAAAwAA"
    "AwAeoCCBBZbqrprm4CGgwIAAAAyAAAADAIRiAAEABkQBwXPBiQAAABNjb2xybmNseAABAA0ABoAAAAAUaXNwZQAAAAAAAABAAAAAQAAAAChjbGFw"
    "AAAAEAAAAAEAAAAQAAAAAf///9AAAAAC////0AAAAAIAAAAQcGl4aQAAAAADCAgIAAAAGGlwbWEAAAAAAAAAAQABBYECAwWEAAAAM21kYXQAAAAn"
    "KAGvEyExlvhOUKf//WeFzQyVTFq5T6Vz3QpQk3J+uP7yh5PFYoLg"
)
AVIF = (
    "AAAAIGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZk1BMUIAAADrbWV0YQAAAAAAAAAhaGRscgAAAAAAAAAAcGljdAAAAAAAAAAAAAAAAAAAAAAOcGl0"
    "bQAAAAAAAQAAAB5pbG9jAAAAAEQAAAEAAQAAAAEAAAETAAAAIgAAAChpaW5mAAAAAAABAAAAGmluZmUCAAAAAAEAAGF2MDFDb2xvcgAAAABqaXBy"
    "cAAAAEtpcGNvAAAAFGlzcGUAAAAAAAAAEAAAABAAAAAQcGl4aQAAAAADCAgIAAAADGF2MUOBAAwAAAAAE2NvbHJuY2x4AAEADQAGgAAAABdpcG1h"
    "AAAAAAAAAAEAAQQBAoMEAAAAKm1kYXQSAAoJGAz/2iAhoNCAMhMf94eFFd///+LAAAB1fVm9zLyA"
)


def warm_up() -> None:
    """Loads every decoder and colour engine now, while libraries can still be opened."""
    warnings.simplefilter("ignore")
    pillow_heif.register_heif_opener()
    pillow_heif.options.DECODE_THREADS = 1
    AvifImagePlugin.DEFAULT_MAX_THREADS = 1
    Image.MAX_IMAGE_PIXELS = None  # ``reading`` checks the size with our own limit and code
    Image.preinit()
    for kind in ("JPEG", "PNG", "WEBP"):
        sample = io.BytesIO()
        # lossless: avoids the tables of WebP's lossy encoder, which take half of the time
        Image.new("RGB", (16, 16)).save(sample, kind, icc_profile=SRGB.tobytes(), lossless=True)
        decode(sample.getvalue(), min_side=1)
    for written in (HEIC, AVIF):
        decode(base64.b64decode(written), min_side=1)


def main(source: BinaryIO, sink: BinaryIO) -> None:
    warm_up()
    lock_down()
    try:
        data = source.read()
        image = decode(data)
        claim = claims.of_upload(data)
    except Refused as refused:
        sink.write(refused.line.encode("ascii"))
        return
    except MemoryError:
        sink.write(Refused("too_costly").line.encode("ascii"))
        return
    sink.write(f"says {claim}\n".encode("ascii"))
    image.save(sink, "PPM")  # packs a few rows at a time straight into the pipe: no second copy of the picture
    sink.flush()


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
