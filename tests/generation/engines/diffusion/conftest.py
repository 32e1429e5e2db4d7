"""These tests load torch: collected only by ``make test-diffusion`` (``-m diffusion``), never by ``make test``."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

# belongs to ``make test``
WITHOUT_TORCH = frozenset(
    {
        "test_catalogue.py",
        "test_manifest_format.py",
        "test_persona_catalogue.py",
        "test_pool.py",
        "test_pool_journey.py",
        "test_standing.py",
    }
)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    if collection_path.suffix != ".py" or collection_path.name in WITHOUT_TORCH:
        return None
    return None if "diffusion" in (config.option.markexpr or "") else True


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents and item.path.name not in WITHOUT_TORCH:
            item.add_marker(pytest.mark.diffusion)
            item.add_marker(pytest.mark.weights)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny model, pinned and prepared. Do not write into it: ``tiny`` is a copy."""
    from generation.engines.diffusion import load, painter, tiny

    load.library("torch").set_num_threads(1)  # layers this thin are slower on several, far slower on a busy machine
    where = tmp_path_factory.mktemp("models") / "tiny"
    where.mkdir()
    painter.prepare(load.verified(tiny.build(where), where))
    return where


@pytest.fixture
def tiny(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "tiny"))


@pytest.fixture
def repinned(tiny: Path) -> Callable[[], Path]:
    """Writes the manifest anew over whatever lies in the folder now: as if the model had been published like this."""
    from generation.engines.diffusion import tiny as builder

    def repin() -> Path:
        builder.record(tiny)
        return tiny

    return repin
