"""Networks load only from verified files, once per process, and give every thread its own answer."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from generation.errors import WeightsMissing
from generation.intake import panel
from generation.matting import opinions, shape
from generation.vision import faces, landmarks, mask, networks, nsfw
from generation.weights import Weights
from generation.worker.process_tuning import give_back_memory
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


@pytest.mark.weights
def test_what_is_made_ready_is_what_a_photo_asks_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """The oracle is a check with its looks: what it asks, of each network. A comparison is asked of few photos."""
    assert asked_by_a_photo(monkeypatch) == networks.USUAL


@pytest.mark.weights
@pytest.mark.parametrize("sides", [(1, 3, 64, 64), None], ids=["another shape", "one network less"])
def test_sabotage_a_network_that_is_not_made_ready_is_seen(monkeypatch: pytest.MonkeyPatch, sides) -> None:
    others = {name: usual for name, usual in networks.USUAL.items() if name != "person_mask"}
    monkeypatch.setattr(networks, "USUAL", others if sides is None else {**others, "person_mask": sides})
    with pytest.raises(AssertionError):
        test_what_is_made_ready_is_what_a_photo_asks_for(monkeypatch)


def asked_by_a_photo(monkeypatch: pytest.MonkeyPatch) -> dict[str, tuple[int, ...]]:
    asked: dict[str, tuple[int, ...]] = {}
    real = networks.network

    def noting(name: str) -> SimpleNamespace:
        def run(batch: networks.Tensor, **how: bool) -> dict[str, networks.Tensor]:
            asked[name] = batch.shape
            return real(name).run(batch, **how)

        return SimpleNamespace(run=run)

    for module in (faces, landmarks, mask, nsfw, opinions):
        monkeypatch.setattr(module, "network", noting)
    inspected = panel.inspect(portraits.portrait("ardern-2022"))
    assert inspected.portrait is not None
    seen = shape.look(inspected.portrait, ask=True)
    seen.second.in_frame(np.eye(2, 3), (8, 8))  # waits for it
    return asked


@pytest.mark.weights
def test_a_network_made_ready_answers_the_same_and_is_made_so_once() -> None:
    image = portraits.portrait("ardern-2022")
    before = opinions.looked(image)
    networks.rest()
    assert networks.network("second_opinion")._rested
    networks.ready()
    assert not networks.network("second_opinion")._rested
    assert np.array_equal(opinions.looked(image), before)


def made_ready(monkeypatch: pytest.MonkeyPatch, photo_comes_at: str) -> list[str]:
    """The networks made ready where a photo comes while one of them is."""
    made: list[str] = []

    def network(name: str) -> SimpleNamespace:
        return SimpleNamespace(ready=lambda: made.append(name))

    monkeypatch.setattr(networks, "network", network)
    networks.ready(lambda: photo_comes_at in made)
    return made


def test_no_network_is_made_ready_that_a_photo_would_have_to_wait_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second opinion, which takes longer than all others together, comes first: that photo waits least for it."""
    assert made_ready(monkeypatch, "second_opinion") == ["second_opinion"]
    assert made_ready(monkeypatch, "face_mesh") == ["second_opinion", "face_detector", "face_mesh"]
    assert made_ready(monkeypatch, "no photo comes") == list(networks.USUAL)


def resident_mb() -> float:
    """Of this process; what was freed given back before."""
    give_back_memory()
    status = Path("/proc/self/status").read_text("ascii")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS:"))) * 1024 / 1e6


@pytest.mark.long
@pytest.mark.weights
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="resident memory is read from Linux")
def test_a_network_that_rests_holds_little_and_answers_the_same_afterwards() -> None:
    """The sabotage is the second half: one that is not told what it can make do with keeps all of it."""
    image = portraits.portrait("ardern-2022")
    before = opinions.looked(image)
    held = resident_mb()
    networks.rest()
    assert held - resident_mb() > 80
    assert np.array_equal(opinions.looked(image), before)

    network = networks.network("second_opinion")
    network._least, least = None, network._least
    try:
        held = resident_mb()
        networks.rest()
        assert held - resident_mb() < 20
    finally:
        network._least = least
