"""Decodes and measures photos accepted earlier again for each job: no measurement is ever stored."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from generation.errors import PhotoRefused
from generation.intake import panel
from generation.intake.decode import Decoded, Decoder
from generation.ports import Portrait

AT_ONCE = 2  # photos in work: one is decoded in its child while another is measured


def portraits(
    photos: Sequence[tuple[str, bytes]],
    decoder: Decoder,
    *,
    give_way: Callable[[], None] = lambda: None,
    full: bool = False,
) -> list[Portrait]:
    """The photos that still decode and hold exactly one usable face. ``photos``: (id, bytes as received).

    ``give_way`` is called before each step of each photo; ``full`` keeps the uploads' own pixels, for larger pictures.
    """

    def portrait(photo: tuple[str, bytes]) -> Portrait | None:
        photo_id, data = photo
        give_way()
        decoded = _decoded_or_none(data, decoder)
        if decoded is None:
            return None
        give_way()
        return panel.measure(decoded.image, photo_id, full=full, claim=decoded.claim)

    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="measure") as pool:
        return [found for found in pool.map(portrait, photos) if found is not None]


def _decoded_or_none(data: bytes, decoder: Decoder) -> Decoded | None:
    try:
        return decoder.read(data)
    except PhotoRefused:
        return None
