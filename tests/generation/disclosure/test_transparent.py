"""A picture without background: its edge shows nothing of the old one, on any ground, and the file says what it is."""

from __future__ import annotations

import io

import cv2
import numpy as np
import pytest
from PIL import Image

from generation.disclosure import c2pa, container, manifest, xmp
from generation.disclosure.container import Format
from generation.engines.studio import composite
from generation.matting import edges
from storage.records import Backdrop

GROUNDS = ((0, 0, 0), (255, 255, 255), (230, 0, 120))
SIDE = 256
HAIR, WALL = np.float32((52, 36, 28)), np.float32((90, 190, 110))


def drawn() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A dark head with a soft edge and single hairs before a green wall: the photo, alpha, the person's true colour."""
    fine = 4 * SIDE
    shape = np.zeros((fine, fine), np.float32)
    cv2.circle(shape, (fine // 2, int(0.55 * fine)), int(0.3 * fine), 1.0, -1)
    for degrees in range(0, 360, 9):
        way = np.array((np.cos(np.radians(degrees)), np.sin(np.radians(degrees))))
        ends = (np.array((0.5, 0.55)) + np.outer((0.28, 0.4), way)) * fine
        cv2.line(shape, *(tuple(int(n) for n in end) for end in ends), 1.0, 3)
    alpha = cv2.resize(cv2.GaussianBlur(shape, (0, 0), 4), (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    alpha = np.where(alpha > 0.996, 1, np.where(alpha < 0.004, 0, alpha)).astype(np.float32)
    person = np.broadcast_to(HAIR, (SIDE, SIDE, 3))
    photo = alpha[..., None] * person + (1 - alpha[..., None]) * WALL
    return np.rint(photo).astype(np.uint8), alpha, person


def on(picture: np.ndarray, ground: tuple[int, int, int]) -> np.ndarray:
    """What any program that knows alpha shows: Pillow's own arithmetic."""
    page = Image.new("RGBA", (picture.shape[1], picture.shape[0]), (*ground, 255))
    page.alpha_composite(Image.fromarray(picture))
    return np.asarray(page.convert("RGB")).astype(float)


def rim(picture: np.ndarray, alpha: np.ndarray, person: np.ndarray, ground: tuple[int, int, int]) -> float:
    """99th percentile of levels that the half-covered pixels are off, on that ground."""
    half = (alpha > 0) & (alpha < 1)
    ideal = alpha[..., None] * person + (1 - alpha[..., None]) * np.float64(ground)
    return float(np.percentile(np.abs(on(picture, ground) - ideal)[half].max(axis=1), 99))


def cut(colour: np.ndarray, photo: np.ndarray, alpha: np.ndarray) -> np.ndarray:
    return container.cut_out(composite.over(colour, photo, alpha, np.full_like(photo, container.PAPER)), alpha)


@pytest.mark.parametrize("ground", GROUNDS)
def test_no_rim_of_the_old_background_shows_on_any_ground(ground: tuple[int, int, int]) -> None:
    photo, alpha, person = drawn()
    assert rim(cut(edges.person_colour(photo, alpha), photo, alpha), alpha, person, ground) < 5
    # the sabotage: the photo's own edge, wall and all
    assert rim(cut(photo, photo, alpha), alpha, person, ground) > 20


def test_the_white_of_the_master_leaves_no_halo() -> None:
    photo, alpha, person = drawn()
    clean = edges.person_colour(photo, alpha)
    assert rim(cut(clean, photo, alpha), alpha, person, (0, 0, 0)) < 5
    # the sabotage: the master on white, with alpha put on as it is
    master = composite.over(clean, photo, alpha, np.full_like(photo, container.PAPER))
    halo = np.dstack([master, np.rint(alpha * 255).astype(np.uint8)])
    assert rim(halo, alpha, person, (0, 0, 0)) > 20


def test_a_program_that_shrinks_without_regard_to_alpha_mixes_nothing_foreign_in() -> None:
    photo, alpha, _ = drawn()
    picture = cut(edges.person_colour(photo, alpha), photo, alpha)

    def mixed(whole: np.ndarray) -> float:
        small = cv2.resize(whole, (SIDE // 8, SIDE // 8), interpolation=cv2.INTER_AREA).astype(float)
        seen = (small[..., 3] > 40) & (small[..., 3] < 250)
        return float(np.abs(small[seen][:, :3] - HAIR).max())

    assert mixed(picture) < 12
    # the sabotage: white under alpha 0
    plain = picture.copy()
    plain[picture[..., 3] == 0, :3] = 255
    assert mixed(plain) > 60


def test_a_transparent_file_keeps_alpha_profile_and_packet_and_is_seen_on_white() -> None:
    photo, alpha, _ = drawn()
    master = composite.over(edges.person_colour(photo, alpha), photo, alpha, np.full_like(photo, container.PAPER))
    data = container.encode(container.cut_out(master, alpha), Format.PNG, b"<x:xmpmeta/>")
    contents = container.decode(data)
    assert contents.alpha is not None
    assert np.abs(contents.alpha - alpha).max() <= 0.5 / 255 + 1e-6
    assert np.abs(contents.image.astype(int) - master).max() <= 1
    assert contents.xmp == b"<x:xmpmeta/>"
    with Image.open(io.BytesIO(data)) as opened:
        assert opened.mode == "RGBA"
        assert opened.info["icc_profile"] == container.srgb()


@pytest.mark.parametrize("fmt", [Format.JPEG, Format.WEBP])
def test_no_other_format_drops_alpha_in_silence(fmt: Format) -> None:
    with pytest.raises(ValueError, match="transparent"):
        container.encode(np.zeros((8, 8, 4), np.uint8), fmt)


def test_content_credentials_hold_in_a_transparent_file(marks, make_rendering) -> None:
    rendering = make_rendering(backdrop=Backdrop.REMOVED)
    data = container.encode(
        container.cut_out(rendering.master, rendering.alpha), Format.PNG, xmp.build(rendering.edits, "en")
    )
    about = marks.about()
    signed = marks.signer.sign(
        data, "image/png", manifest.build(rendering.edits, about, "image/png", watermarked=False)
    )
    contents = container.decode(signed)
    assert contents.alpha is not None
    assert xmp.agrees(xmp.read(contents.xmp), rendering.edits)
    found = c2pa.read(signed, "image/png", marks.signer.anchors)
    assert found is not None
    assert (found.state, found.id) == ("ours", about.id)
    # the sabotage: one pixel's alpha changed after signing
    with Image.open(io.BytesIO(signed)) as opened:
        pixels = np.asarray(opened).copy()
    pixels[0, 0, 3] ^= 255
    assert c2pa.read(container.encode(pixels, Format.PNG), "image/png", marks.signer.anchors) is None
