"""Named places where a test can kill the process, as a power cut would do at exactly that line.

With ``CANDID_FAILPOINT=name`` the process sends itself SIGKILL at that place, with ``name#3`` at the third passing.
``name=freeze`` stops it there until it gets SIGCONT. Without the variable a failpoint does nothing. Names are
``room.what_was_just_done`` or ``room.before_what``. ``registry`` reads them from the source, so its list is never
out of date: the fault suite kills once at each name and fails when a name was not reached.
"""

from __future__ import annotations

import os
import signal
from pathlib import Path

VARIABLE = "CANDID_FAILPOINT"
PACKAGES = ("bot", "generation", "storage")

_passed: list[str] = []


def failpoint(name: str) -> None:
    """Kills or freezes this process, without any clean-up, when the environment names this place."""
    place, _, how = os.environ.get(VARIABLE, "").partition("=")
    armed, _, passing = place.partition("#")
    if armed == name:
        _passed.append(name)
        if len(_passed) == int(passing or 1):
            os.kill(os.getpid(), signal.SIGSTOP if how == "freeze" else signal.SIGKILL)


def registry(root: Path) -> dict[str, list[str]]:
    """Every failpoint in the packages under ``root``: name -> ["storage/vault/blobs.py:41", ...].

    Each name should have one place. Raises ``ValueError`` for a call whose name is not a string literal: nothing could
    name that place.
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
