"""Trains the network on rendered pictures: by the clock or by steps, resumable, its losses logged."""

from __future__ import annotations

import json
import time
import warnings
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from generation.matting.training.loss import loss_of
from generation.matting.training.network import Refiner
from generation.matting.training.render import CROP

BATCH = 8
RATE = 2e-3
KEEP = 0.998  # of the averaged weights, each step
LOGGED, SAVED = 50, 200  # steps from one line of the log, and from one saved state, to the next


class Pictures:
    """Random crops of all pictures that are in the folder; looks for new ones now and then."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder, self.rng = folder, np.random.default_rng(seed)
        self.known: list[tuple[Path, dict[str, Any]]] = []
        self.look()

    def look(self) -> None:
        """Takes in what was drawn since the last time."""
        have = {path for path, _ in self.known}
        for about in sorted(self.folder.glob("*.json")):
            path = about.with_suffix(".npy")
            if path not in have:
                try:
                    self.known.append((path, json.loads(about.read_text())))
                except ValueError:
                    continue  # being written

    def batch(self, count: int = BATCH) -> Tensor:
        """(count, 6, CROP, CROP), float32, 0..1: red, green, blue, shape, today's matte, truth."""
        return torch.from_numpy(np.stack([self._crop() for _ in range(count)]))

    def _crop(self) -> NDArray[np.float32]:
        rng = self.rng
        path, about = self.known[rng.integers(len(self.known))]
        planes = np.load(path, mmap_mode="r")
        side = planes.shape[1]
        left, top = about["crops"][rng.integers(len(about["crops"]))]
        left, top = np.clip(np.array([left, top]) + rng.integers(-40, 41, 2), 0, side - CROP)
        part = np.array(planes[:6, top : top + CROP, left : left + CROP], np.float32) / 255
        if rng.random() < 0.5:
            part = part[:, :, ::-1]
        colour = part[:3]
        if rng.random() < 0.5:
            colour = colour[rng.permutation(3)]
        if rng.random() < 0.3:
            grey = colour.mean(0, keepdims=True)
            colour = grey + rng.uniform(0, 1) * (colour - grey)
        colour = np.clip(colour * rng.uniform(0.7, 1.3) + rng.uniform(-0.08, 0.08), 0, 1)
        return np.ascontiguousarray(np.concatenate([colour, part[3:]]), dtype=np.float32)


class Training:
    """The network that learns, its weights averaged over time (``slow``: what is exported), and the optimiser.

    ``done``: steps; ``spent``: seconds, both over all runs into this folder.
    """

    def __init__(self, out: Path) -> None:
        out.mkdir(parents=True, exist_ok=True)
        self.saved = out / "state.pt"
        self.net, self.slow = Refiner().to(memory_format=torch.channels_last), Refiner()
        self.best = torch.optim.AdamW(self.net.parameters(), lr=RATE, weight_decay=1e-3)
        self.done, self.spent = 0, 0.0
        self.slow.load_state_dict(self.net.state_dict())
        if self.saved.exists():
            state = torch.load(self.saved, weights_only=True)
            for name in ("net", "slow", "best"):
                getattr(self, name).load_state_dict(state[name])
            self.done, self.spent = state["done"], state["spent"]

    def save(self) -> None:
        """Writes the state beside and moves it into place: a killed run keeps the last one."""
        state = {name: getattr(self, name).state_dict() for name in ("net", "slow", "best")}
        part = self.saved.with_suffix(".part")
        torch.save({**state, "done": self.done, "spent": self.spent}, part)
        part.replace(self.saved)

    def step(self, batch: Tensor, way: float) -> tuple[float, float]:
        """One step on a batch as ``Pictures`` gives it; ``way``: 0..1 of the whole run. Loss, and today's loss."""
        for group in self.best.param_groups:
            group["lr"] = float(RATE * min(1, self.done / 50) * (0.02 + 0.49 * (1 + np.cos(np.pi * way))))
        today, truth = batch[:, 4:5], batch[:, 5:6]
        with torch.autocast("cpu", torch.bfloat16):
            found = self.net(batch[:, :5].contiguous(memory_format=torch.channels_last))
        value = loss_of(found.float(), truth, today).mean()
        self.best.zero_grad()
        value.backward()
        torch.nn.utils.clip_grad_norm_(self.net.parameters(), 1.0)
        self.best.step()
        with torch.no_grad():
            keep = min(KEEP, (self.done + 1) / (self.done + 10))
            for mine, new in zip(self.slow.state_dict().values(), self.net.state_dict().values(), strict=True):
                mine.mul_(keep).add_(new, alpha=1 - keep) if mine.is_floating_point() else mine.copy_(new)
            before = float(loss_of(today, truth, today).mean())
        self.done += 1
        return float(value.detach()), before


def train(folder: Path, out: Path, *, minutes: float = 40, seed: int = 1, steps: int | None = None) -> float:
    """Learns so many minutes, or ``steps`` where given. The last mean loss, as a share of what today's matte has."""
    _alone(seed)
    pictures, training = Pictures(folder, seed), Training(out)
    spent, start = training.spent, time.monotonic()
    seen: list[tuple[float, float]] = []
    share = 1.0
    with (out / "log.jsonl").open("a") as log:
        while True:
            training.spent = spent + time.monotonic() - start
            way = training.spent / (60 * minutes) if steps is None else training.done / max(steps, 1)
            if way >= 1 or steps == 0:
                break
            seen.append(training.step(pictures.batch(), way))
            if training.done % LOGGED == 0:
                loss, today = (float(one) for one in np.mean(seen, axis=0))
                share, seen = loss / today, []
                row = {"step": training.done, "seconds": round(training.spent), "pictures": len(pictures.known)}
                log.write(json.dumps({**row, "loss": round(loss, 5), "today": round(today, 5)}) + "\n")
                log.flush()
                pictures.look()
            if training.done % SAVED == 0:
                training.save()
    training.save()
    return share


def _alone(seed: int) -> None:
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    torch.manual_seed(seed)


def learned(out: Path) -> Refiner:
    """The trained network with its averaged weights, ready to be asked."""
    net = Training(out).slow
    net.eval()
    return net


def share_of_today(net: Refiner, batch: Tensor) -> float:
    """The loss of a network on a batch, as a share of the loss of today's matte: 1 where it changes nothing."""
    today, truth = batch[:, 4:5], batch[:, 5:6]
    with torch.no_grad():
        return float(loss_of(net(batch[:, :5]), truth, today).mean() / loss_of(today, truth, today).mean())


def export(out: Path, side: int = 1024) -> Path:
    """The averaged weights as ONNX for frames of ``side`` pixels, in 32-bit floats."""
    torch.set_num_threads(1)
    path = out / f"refiner_{side}.onnx"
    with warnings.catch_warnings():
        # torch calls this way of writing old; the new one needs a library more
        warnings.simplefilter("ignore", DeprecationWarning)
        torch.onnx.export(
            learned(out),
            (torch.zeros(1, 5, side, side),),
            str(path),
            opset_version=13,
            dynamo=False,
            input_names=["seen"],
            output_names=["matte"],
        )
    return path
