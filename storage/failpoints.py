"""Named places where a test may kill the process: what a power cut would do, at exactly that line.

``CANDID_FAILPOINT=name`` makes the process send itself SIGKILL there, ``name#3`` when it passes for the third time,
``name=freeze`` stops it there until somebody sends SIGCONT; without it a failpoint does nothing. Names are
``room.what_was_just_done`` or ``room.before_what``. The registry is read from the code itself, so it cannot go stale:
the fault suite kills once at each name and fails when one was never reached.
"""

from __future__ import annotations

import os
import signal
from pathlib import Path

VARIABLE = "CANDID_FAILPOINT"
PACKAGES = ("bot", "generation", "storage")

_passed: list[str] = []


def failpoint(name: str) -> None:
    """Kills (or freezes) this process, without any clean-up, when the environment names this place."""
    place, _, how = os.environ.get(VARIABLE, "").partition("=")
    armed, _, passing = place.partition("#")
    if armed == name:
        _passed.append(name)
        if len(_passed) == int(passing or 1):
            os.kill(os.getpid(), signal.SIGSTOP if how == "freeze" else signal.SIGKILL)


def registry(root: Path) -> dict[str, list[str]]:
    """Every failpoint in the packages under ``root``: name -> ["storage/vault/blobs.py:41", ...].

    A good registry has one place per name. Raises ``ValueError`` on a call whose name is not a plain string, since
    such a place could never be demanded by name.
    """
    import ast

    found: dict[str, list[str]] = {}
    for package in PACKAGES:
        for path in sorted((root / package).rglob("*.py")):
            source = path.read_text(encoding="utf-8")
            if "failpoint(" not in source:
                continue
            for node in ast.walk(ast.parse(source)):
                if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "failpoint"):
                    continue
                place = f"{path.relative_to(root)}:{node.lineno}"
                match node.args:
                    case [ast.Constant(value=str(name))]:
                        found.setdefault(name, []).append(place)
                    case _:
                        message = f"{place}: a failpoint's name is a plain string"
                        raise ValueError(message)
    return found
