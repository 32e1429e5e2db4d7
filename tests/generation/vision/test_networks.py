"""Networks load only from verified files, once per process, and give every thread its own answer."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from generation.errors import WeightsMissing
from generation.vision import faces, networks
from generation.weights import Weights
from tests.assets import portraits


@pytest.fixture
def elsewhere() -> Iterator[None]:
    """Puts the process's own model folder back afterwards."""
    before = networks._weights
    yield
    networks._weights = before
    networks.network.cache_clear()


@pytest.mark.usefixtures("elsewhere")
def test_without_model_files_nothing_is_guessed(tmp_path: Path) -> None:
    networks.use(Weights(tmp_path))
    with pytest.raises(WeightsMissing):
        faces.detect(portraits.portrait("ardern-2022"))


@pytest.mark.weights
def test_a_network_is_loaded_once() -> None:
    assert networks.network("face_detector") is networks.network("face_detector")


@pytest.mark.weights
def test_two_threads_get_the_answers_of_one() -> None:
    images = [portraits.portrait(name) for name in portraits.NAMES] * 4
    alone = [faces.detect(image) for image in images]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(faces.detect, images))
    for one, other in zip(alone, together, strict=True):
        assert np.allclose(one[0].box, other[0].box)
