"""What ``candid doctor`` checks about the worker: that each model file is the pinned one, that an operator's own file
can be used, which walls confine the children that read hostile bytes, and how far generative engines are set up.
"""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime

from generation.engines.diffusion import standing
from generation.errors import OwnMattingRefused
from generation.intake import lockdown
from generation.settings import GenerationSettings
from generation.weights import OwnFile, Weights
from generation.worker.starts import FILE, Starts
from storage.clock import SystemClock
from storage.home import home_of
from storage.operations.check import Check
from storage.settings import StorageSettings

NAME = "Model files"
OWN = "Own matting file"
LOCK = "from generation.intake.lockdown import lock_down; print(*lock_down())"
MEANING = {
    lockdown.LIMITS: "limits",
    lockdown.MEMORY: "memory closed to others",
    lockdown.USER: "a user of its own",
    lockdown.PATHS: "Landlock (no paths)",
    lockdown.CALLS: "seccomp (few system calls)",
}


def weight_checks() -> list[Check]:
    """The entry in ``candid.checks``. It reads the settings, since ``doctor`` is an entry point."""
    settings = GenerationSettings()
    mine = settings.own_matting()
    return [
        files(Weights(settings.cache_dir)),
        *([own_matting(mine)] if mine else ()),
        walls(built()),
        standing.check(settings, _withdrawn_until()),
    ]


def _withdrawn_until() -> datetime | None:
    """Until when the worker of this installation does not offer what a model paints."""
    return Starts(home_of(StorageSettings()).data / FILE).withdrawn_until(SystemClock().now())


def files(weights: Weights) -> Check:
    """A worker hashes them too, and does not start when one is missing or altered."""
    every, gone = weights.manifest.weights, weights.missing()
    named = ", ".join(weight.file for weight in gone)
    return Check(
        name=NAME,
        ok=not gone,
        detail=f"missing or not the pinned file: {named}" if gone else f"{len(every)} of {len(every)} verified",
        fix="Fetch them: candid weights pull",
    )


def own_matting(file: OwnFile) -> Check:
    """Hashes, reads and tries the operator's own network, as a worker does at its start."""
    from generation.matting import own

    try:
        own.read(file)
    except OwnMattingRefused as refused:
        return Check(name=OWN, ok=False, detail=f"{file.path}: {refused.why}", fix=refused.fix)
    return Check(name=OWN, ok=True, detail=f"{file.path} verified and tried; used for: {file.use}")


def built() -> frozenset[str]:
    """The walls a child gets on this machine: a child locks itself down and reports them."""
    told = subprocess.run(
        [sys.executable, "-I", "-c", LOCK], capture_output=True, text=True, env={}, cwd="/", check=False
    )
    return frozenset(told.stdout.split())


def walls(standing: frozenset[str]) -> Check:
    """Without the system call filter a decoder that was taken over can open sockets: that is a failure. Without
    Landlock, or without root to become another user, the other walls still stand: that is only reported.
    """
    lacking = [wall for wall in MEANING if wall not in standing]
    here = ", ".join(meaning for wall, meaning in MEANING.items() if wall in standing)
    reasons = {lockdown.USER: "no other user, since this is not root", lockdown.PATHS: "no Landlock in this kernel"}
    told = [reasons[wall] for wall in lacking if wall in reasons]
    return Check(
        name="Walls around decoders",
        ok=not set(lacking) - set(reasons),
        detail="; ".join([here or "none", *told]),
        fix="Run Candid on Linux 3.17 or newer, on x86-64 or ARM 64, where containers do not forbid seccomp.",
    )
