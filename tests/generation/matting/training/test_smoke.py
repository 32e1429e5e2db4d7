"""A training of a minute on few drawn people: it must beat doing nothing, and before it learns it must do nothing."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from generation.matting.training import render
from generation.matting.training.learned import Network

pytestmark = [pytest.mark.diffusion, pytest.mark.weights]

PICTURES, STEPS, JUDGED = 4, 90, 12  # few pictures, small; crops that are judged


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pictures")
    render.render(folder, PICTURES, seed=1, sizes=(512,))
    assert len(list(folder.glob("*.npy"))) == PICTURES
    return folder


def shuffled(pictures: Path, folder: Path) -> Path:
    """The same pictures with each other's truths."""
    names = sorted(path.stem for path in pictures.glob("*.npy"))
    planes = [np.load(pictures / f"{name}.npy") for name in names]
    for name, own, other in zip(names, planes, planes[1:] + planes[:1], strict=True):
        np.save(folder / f"{name}.npy", np.concatenate([own[:5], other[5:]]))
        (folder / f"{name}.json").write_text((pictures / f"{name}.json").read_text())
    return folder


def share(pictures: Path, out: Path) -> float:
    """The loss of what was learned, on crops of the true pictures, as a share of the loss of today's matte."""
    from generation.matting.training import train

    return train.share_of_today(train.learned(out), train.Pictures(pictures, 99).batch(JUDGED))


def test_a_short_training_beats_doing_nothing(pictures: Path, tmp_path: Path) -> None:
    from generation.matting.training import train

    train.train(pictures, tmp_path, steps=STEPS)
    assert share(pictures, tmp_path) < 0.98


def test_the_sabotage_with_shuffled_targets_the_loss_does_not_fall(pictures: Path, tmp_path: Path) -> None:
    from generation.matting.training import train

    (tmp_path / "shuffled").mkdir()
    train.train(shuffled(pictures, tmp_path / "shuffled"), tmp_path / "net", steps=STEPS)
    assert share(pictures, tmp_path / "net") >= 1


def test_untrained_it_changes_nothing_also_when_exported(pictures: Path, tmp_path: Path) -> None:
    from generation.matting.training import train
    from generation.matting.training.learned import SIDES

    train.train(pictures, tmp_path, steps=0)
    assert share(pictures, tmp_path) == pytest.approx(1, abs=1e-6)
    for side in SIDES:
        train.export(tmp_path, side)
    planes = np.load(sorted(pictures.glob("*.npy"))[0])
    frame, today = np.ascontiguousarray(planes[:3].transpose(1, 2, 0)), planes[4].astype(np.float32) / 255
    shape = cv2.resize(planes[3].astype(np.float32) / 255, (256, 256), interpolation=cv2.INTER_AREA)
    assert np.abs(Network(tmp_path).change(frame, shape, today)).max() < 1e-5
