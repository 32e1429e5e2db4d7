"""What a part is made of, and where it works."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

Rows = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """``folder``: for the model, and whatever else a step leaves for the next. ``tiny``: the tiny model on the CPU, to
    test the steps themselves; what cannot be had there is simulated, and the rows say so.
    """

    folder: Path
    tiny: bool = False

    @property
    def model(self) -> Path:
        return self.folder / ("tiny" if self.tiny else "klein")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """``seconds``: how long it may take on a large card; it is not begun with less left of the run."""

    name: str
    run: Callable[[Scene], Rows]
    seconds: float
