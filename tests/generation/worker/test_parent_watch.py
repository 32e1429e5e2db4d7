"""A real parent is killed, as the system kills a bot that takes too much memory; its child must end by itself."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
CHILD = """
import signal, sys, time
from generation.worker import parent_watch

def asked(*_):
    print("asked", flush=True)
    sys.exit(0)

signal.signal(signal.SIGTERM, asked)
{follow}
print("ready", flush=True)
time.sleep({most_s})
print("left alone", flush=True)
"""
PARENT = "import subprocess, sys; subprocess.Popen([sys.executable, '-c', sys.argv[1]], start_new_session=True).wait()"


def what_the_child_says(follow: str, most_s: float) -> list[str]:
    """Up to its end, which the pipe tells: the child is the last to hold it."""
    child = CHILD.format(follow=follow, most_s=most_s)
    with subprocess.Popen([sys.executable, "-c", PARENT, child], cwd=ROOT, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        first = parent.stdout.readline()
        os.kill(parent.pid, signal.SIGKILL)
        return [line.strip() for line in (first, *parent.stdout)]


def test_a_child_whose_bot_was_killed_is_asked_to_stop() -> None:
    assert what_the_child_says("parent_watch.follow_parent(0.05)", 60) == ["ready", "asked"]


def test_a_child_that_follows_nobody_is_seen() -> None:
    with pytest.raises(AssertionError):
        assert what_the_child_says("", 1.0) == ["ready", "asked"]


def test_the_worker_child_follows_its_bot() -> None:
    assert "parent_watch.follow_parent()" in (ROOT / "generation" / "__main__.py").read_text("utf-8")
