"""Picture work done once, timed, and then slept: ``python -m tests.benches.scale.measured FILE``.

One portrait is really decoded, checked, edited, sealed and read back, five times; the medians of the wall-clock seconds
and the results are handed on. Run alone, so that nothing else takes processor time meanwhile.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from os import environ
from pathlib import Path
from statistics import median
from typing import TypeVar

from generation.intake.decode import Decoded
from generation.photo_looks import DrawnLooks
from generation.pipeline import MadePicture
from storage.measuring import LEAST_RUNS
from storage.records import Finding, GenerateRequest, PhotoId

PORTRAIT = Path(__file__).resolve().parents[2] / "assets" / "portraits" / "obama-senate.jpg"
CHECKOUT = Path(__file__).resolve().parents[3]
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureWork:
    """Results, and the seconds each took: getting the networks ready, reading a photo, its verdict, its looks, making
    one picture of it.

    ``processor_s``: of the same, by name, seconds of one core of this process; reading is a child's and its wall clock.
    """

    read: Decoded
    findings: tuple[Finding, ...]
    looks: DrawnLooks
    picture: MadePicture
    ready_s: float
    read_s: float
    check_s: float
    looks_s: float
    picture_s: float
    processor_s: dict[str, float]

    @property
    def look(self) -> str:
        return self.picture.edits.look


def measured(folder: Path) -> Path:
    """Measures in a process of its own and returns the file. Raises ``RuntimeError`` with its words."""
    made = folder / "picture-work"
    with tempfile.TemporaryDirectory(prefix="candid-bench-") as config:  # the certificate that signs them
        done = subprocess.run(
            [sys.executable, "-m", "tests.benches.scale.measured", str(made)],
            cwd=CHECKOUT, capture_output=True, text=True, check=False, env={**environ, "CANDID_CONFIG_DIR": config},
        )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"no picture could be made (make weights): {done.stderr.strip()[-500:]}")
    return made


def of(file: Path) -> PictureWork:
    work = pickle.loads(file.read_bytes())  # noqa: S301 - written by ``measured``
    assert isinstance(work, PictureWork)
    return work


def _main(file: Path) -> None:
    from generation import photo_looks, pipeline
    from generation.settings import GenerationSettings
    from generation.vision import networks
    from generation.weights import Weights
    from generation.worker import serving

    photo = PORTRAIT.read_bytes()
    with serving.loaded(Weights(GenerationSettings().cache_dir)) as tools:

        def get_ready() -> None:
            networks.rest()
            networks.ready()

        _, ready_s, ready_cpu_s = _timed(get_ready)
        read, read_s, _ = _timed(lambda: tools.decoder.read(photo))
        checked, check_s, check_cpu_s = _timed(
            lambda: pipeline.check_photo(read, [], tools, comparison=False, language="en")
        )
        assert checked.accepted, checked.findings
        looks, looks_s, looks_cpu_s = _timed(lambda: photo_looks.again(read, tools, language="en"))
        request = GenerateRequest(
            photo_ids=(PhotoId("0" * 32),), looks=looks.looks[:1], engine="studio", purpose="profile", language="en"
        )

        def make() -> MadePicture:
            (made,) = pipeline.make_pictures(
                [("0" * 32, photo)], request, tools, progress=lambda *_: None, cancelled=lambda: False
            )
            return made

        picture, picture_s, picture_cpu_s = _timed(make)
        assert picture.sealed is not None, picture.checks
    work = PictureWork(
        read=read,
        findings=checked.findings,
        looks=looks,
        picture=picture,
        ready_s=ready_s,
        read_s=read_s,
        check_s=check_s,
        looks_s=looks_s,
        picture_s=picture_s,
        processor_s={
            "getting ready": ready_cpu_s,
            "reading": read_s,
            "a verdict": check_cpu_s,
            "looks": looks_cpu_s,
            "a picture": picture_cpu_s,
        },
    )
    file.write_bytes(pickle.dumps(work))


def _timed(work: Callable[[], T]) -> tuple[T, float, float]:
    """The last result; the median seconds, wall and processor, of ``LEAST_RUNS`` after a first one that loads."""
    result, wall, processor = work(), [], []
    for _ in range(LEAST_RUNS):
        began, spent = time.perf_counter(), time.process_time()
        result = work()
        wall.append(time.perf_counter() - began)
        processor.append(time.process_time() - spent)
    return result, median(wall), median(processor)


if __name__ == "__main__":
    from tests.benches.scale import measured as itself  # so that what is pickled is found by its module

    itself._main(Path(sys.argv[1]))
