"""The line of each database; that both keep the same order is in ``test_jobs.py``, run on both."""

from __future__ import annotations

import inspect
import subprocess
import sys

import pytest

from storage.queue import own_line, procrastinate_line
from storage.queue.line import Line

VERBS = [name for name, verb in vars(Line).items() if inspect.isfunction(verb) and not name.startswith("_")]


@pytest.mark.parametrize("line", [own_line, procrastinate_line], ids=lambda line: line.__name__)
def test_each_line_has_every_verb_with_the_same_words(line):
    assert len(VERBS) >= 4
    for name in VERBS:
        wanted = [each for each in inspect.signature(getattr(Line, name)).parameters if each != "self"]
        assert list(inspect.signature(getattr(line, name)).parameters) == wanted


def loaded_by(*modules: str) -> list[str]:
    """Which of the libraries for several machines these modules load."""
    wanted = ("procrastinate", "psycopg", "obstore")
    program = f"import sys, {', '.join(modules)}; print(*[name for name in {wanted} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return done.stdout.split()


def test_one_machine_loads_nothing_that_several_need():
    assert loaded_by("storage.opening", "storage.queue.serving", "generation.worker.process", "bot.up") == []


def test_the_sabotage_what_loads_the_engine_is_seen():
    assert "procrastinate" in loaded_by("storage.queue.procrastinate_worker")
