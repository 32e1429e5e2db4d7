"""``python -m tests.house.mutants``: breaks the product in many small ways and tells which breaks its tests notice.

Each break runs against its own module's tests (``targets.py``). Results are added to ``.mutants/results.jsonl`` one by
one, so a run that was ended goes on where it was; a break is judged anew when its source or its tests have changed.
Ends with 1 when fewer than nine in ten are noticed, or when a survivor has no reason in ``survivors.toml``.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import os
import sys
import tempfile
from pathlib import Path

from tests.house.mutants import report
from tests.house.mutants.judge import judge
from tests.house.mutants.targets import TARGETS, counts, sample

PRELOADED = (
    "pytest", "_pytest.assertion.rewrite", "numpy", "cv2", "PIL.Image", "pillow_heif",
    "aiohttp", "aiosqlite", "sqlalchemy.ext.asyncio", "sqlalchemy.dialects.sqlite.aiosqlite", "alembic", "apscheduler",
    "cryptography.hazmat.primitives.ciphers.aead", "pydantic_settings", "structlog", "prometheus_client", "typer",
    "skimage.metrics", "fluent.runtime", "babel", "c2pa", "defusedxml.ElementTree", "rich.console",
)  # fmt: skip


def preload() -> None:
    """What the tests need and nobody breaks, loaded once for all forks."""
    for name in PRELOADED:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    sys.modules["cv2"].setNumThreads(1)  # a pool of threads does not survive a fork


def main() -> int:
    parser = argparse.ArgumentParser(prog="mutants", description=__doc__)
    parser.add_argument("--sample", type=int, default=1000, help="how many breaks in all")
    parser.add_argument("--target", action="append", help="only this target, or these")
    parser.add_argument("--anew", action="store_true", help="judge survivors again, whatever is on record")
    parser.add_argument("--report", action="store_true", help="judge nothing, tell what is on record")
    parser.add_argument("--json", type=Path, help="write the figures to this file, for tests.house.figures")
    options = parser.parse_args()
    wanted = counts(options.sample)
    chosen = [target for target in TARGETS if not options.target or target.source in options.target]
    if not options.report:
        os.environ["HYPOTHESIS_STORAGE_DIRECTORY"] = os.devnull
        preload()
        memory = Path("/dev/shm")  # erasures wait for the disk; a test of what they do need not
        with tempfile.TemporaryDirectory(prefix="mutants", dir=memory if memory.is_dir() else None) as folder:
            for target in chosen:
                judge(target, sample(target, wanted[target.source]), Path(folder), anew=options.anew)
    samples = {target: sample(target, wanted[target.source]) for target in chosen}
    if options.json:
        options.json.write_text(report.figures(samples).as_json() + "\n")
    return report.tell(samples)


if __name__ == "__main__":
    raise SystemExit(main())
