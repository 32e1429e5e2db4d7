"""What is broken on purpose, by which tests it is judged, and how many breaks a sample takes of it."""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.house.mutants.mutations import Mutant, mutants_of

ROOT: Final = Path(__file__).resolve().parents[3]
SEED: Final = 14
LEAST: Final = 50  # breaks of each target, or all it has


@dataclass(frozen=True, slots=True)
class Target:
    """``tests``: the files that answer for ``source``; ``share``: how many of a sample of 1,000 breaks it gets.

    ``without``: files whose names begin so are left out.
    """

    source: str
    tests: tuple[str, ...]
    share: int
    without: str = "\0"

    def files(self) -> list[Path]:
        path = ROOT / self.source
        found = sorted(path.rglob("*.py")) if path.is_dir() else [path]
        return [each for each in found if not each.name.startswith(self.without)]


TARGETS: Final = (
    Target("bot/conversation", ("tests/bot/conversation",), 320),
    Target("storage/consent", ("tests/storage/consent",), 110),
    # What runs on PostgreSQL alone has its own sabotages: tests/storage/grown/test_procrastinate.py
    Target("storage/queue", ("tests/storage/queue",), 140, without="procrastinate_"),
    Target("storage/vault", ("tests/storage/vault", "tests/storage/retention/test_backups.py"), 120),
    Target("storage/retention", ("tests/storage/retention",), 120),
    Target("generation/safeguards", ("tests/generation/safeguards",), 120),
    Target("generation/disclosure/table.py", ("tests/generation/disclosure/test_table.py",), 60),
    Target("generation/intake/decode.py", ("tests/generation/intake/test_decode.py",), 60),
)


def sample(target: Target, count: int, seed: int = SEED) -> list[Mutant]:
    """``count`` breaks of a target, drawn by ``seed``.

    A larger sample begins with the smaller one. Each break's place in the draw comes from its name alone, so an edit
    elsewhere draws no others.
    """
    found = [mutant for path in target.files() for mutant in mutants_of(path, ROOT)]
    return sorted(found, key=lambda mutant: hashlib.sha256(f"{seed} {mutant.name}".encode()).digest())[:count]


def counts(total: int) -> dict[str, int]:
    """How many breaks each target gives to a sample of at least ``total``."""
    whole = sum(target.share for target in TARGETS)
    return {target.source: math.ceil(total * target.share / whole) for target in TARGETS}
