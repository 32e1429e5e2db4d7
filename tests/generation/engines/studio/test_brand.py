"""The operator's house colour and logo: offered when set, refused with words when they cannot be used."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from generation.engines.studio.brand import Brand, BrandUnreadable, of_settings
from generation.engines.studio.engine import StudioEngine
from generation.engines.studio.look import looks


def png(path: Path, size: tuple[int, int] = (40, 20)) -> Path:
    Image.new("RGBA", size, (255, 0, 0, 128)).save(path)
    return path


@pytest.mark.parametrize("written", ["#2457a6", "2457A6", " #2457a6 "])
def test_a_house_colour_offers_the_brand_look(written: str) -> None:
    brand = of_settings(written, None)
    assert brand == Brand(colour=(0x24, 0x57, 0xA6))
    assert "brand" in StudioEngine(looks(), brand).looks()


def test_without_a_colour_the_brand_look_is_not_offered() -> None:
    assert of_settings("", None) is None
    assert "brand" not in StudioEngine(looks(), None).looks()


def test_a_logo_keeps_its_transparency(tmp_path: Path) -> None:
    brand = of_settings("#ffffff", png(tmp_path / "logo.png"))
    assert brand is not None
    assert brand.logo is not None
    assert brand.logo.shape == (20, 40, 4)
    assert (brand.logo[..., 3] == 128).all()


def test_the_logo_stands_where_the_person_is_not(tmp_path: Path) -> None:
    brand = of_settings("#ffffff", png(tmp_path / "logo.png"))
    assert brand is not None
    backdrop, matte = np.full((200, 200, 3), 255, np.uint8), np.zeros((200, 200), np.float32)
    matte[:, :90] = 1  # the person fills the left
    marked = brand.with_logo(backdrop, matte)
    assert (marked[:, :90] == 255).all()
    assert (marked[:, 90:] != 255).any()
    assert (brand.with_logo(backdrop, np.ones_like(matte)) == 255).all()


@pytest.mark.parametrize("colour", ["blue", "#12345", "#gggggg"])
def test_a_colour_that_is_none_is_told(colour: str) -> None:
    with pytest.raises(BrandUnreadable, match="CANDID_BRAND_COLOUR"):
        of_settings(colour, None)


def test_a_logo_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(b"not a picture")
    for colour, logo in (("#ffffff", tmp_path / "logo.png"), ("#ffffff", tmp_path / "gone.png"), ("", tmp_path)):
        with pytest.raises(BrandUnreadable, match="CANDID_BRAND_LOGO"):
            of_settings(colour, logo)


def test_a_logo_the_size_of_a_poster_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BrandUnreadable, match="smaller"):
        of_settings("#ffffff", png(tmp_path / "logo.png", (4001, 2)))
