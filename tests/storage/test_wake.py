from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from storage.wake import LONGEST_PATH, Waker, meeting_place

LONG_S = 30.0  # longer than any test: a hint that does not come fails by the test's own timeout


@pytest.fixture
def waker(tmp_path):
    opened = Waker.open(tmp_path)
    yield opened
    opened.close()


async def test_a_hint_from_another_process_wakes(waker, tmp_path):
    waiting = asyncio.create_task(waker.wait("jobs.inspect", LONG_S))
    program = (
        "import sys; from pathlib import Path; from storage.wake import Waker; "
        "waker = Waker.open(Path(sys.argv[1])); waker.hint('jobs.inspect'); waker.close()"
    )
    child = await asyncio.create_subprocess_exec(sys.executable, "-c", program, str(tmp_path), cwd=Path.cwd())
    assert await waiting
    assert await child.wait() == 0


async def test_a_hint_from_the_same_process_wakes(waker):
    waiting = asyncio.create_task(waker.wait("outbox", LONG_S))
    await asyncio.sleep(0)
    waker.hint("outbox")
    assert await waiting


async def test_a_hint_before_the_wait_is_not_lost(waker):
    waker.hint("outbox")
    assert await waker.wait("outbox", LONG_S)
    assert not await waker.wait("outbox", 0)


async def test_a_hint_wakes_only_its_own_topic(waker):
    waker.hint("outcomes")
    assert not await waker.wait("outbox", 0)


async def test_without_a_hint_the_wait_ends_by_itself(waker):
    assert not await waker.wait("outbox", 0.01)


async def test_a_hint_wakes_every_slot_that_waits(waker):
    waiting = [asyncio.create_task(waker.wait("jobs.generate", LONG_S)) for _ in range(2)]
    await asyncio.sleep(0)
    waker.hint("jobs.generate")
    assert await asyncio.gather(*waiting) == [True, True]


async def test_a_killed_process_leaves_nothing_that_stops_a_hint(waker, tmp_path):
    program = (
        "import os, signal, sys; from pathlib import Path; from storage.wake import Waker; "
        "Waker.open(Path(sys.argv[1])); os.kill(os.getpid(), signal.SIGKILL)"
    )
    await asyncio.to_thread(subprocess.run, [sys.executable, "-c", program, str(tmp_path)], check=False)
    folder = meeting_place(tmp_path)
    assert len(list(folder.iterdir())) == 2
    waker.hint("outbox")
    assert len(list(folder.iterdir())) == 1


async def test_a_process_that_does_not_listen_cannot_hold_anyone_up(waker, tmp_path):
    deaf = Waker.open(tmp_path)
    for _ in range(5000):
        waker.hint("outbox")
    deaf.close()


def test_a_long_path_meets_elsewhere(tmp_path):
    far = tmp_path / ("x" * LONGEST_PATH)
    place = meeting_place(far)
    assert not place.is_relative_to(far)
    assert place == meeting_place(far)
    assert place != meeting_place(tmp_path / ("y" * LONGEST_PATH))


async def test_where_every_path_is_too_long_for_a_socket_rows_are_polled(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / ("t" * LONGEST_PATH)))
    waker = Waker.open(tmp_path / ("x" * LONGEST_PATH))
    try:
        assert not await waker.wait("outbox", 0.01)
        waker.hint("outbox")
        assert await waker.wait("outbox", LONG_S), "a process always hears itself"
    finally:
        waker.close()


def test_a_socket_that_is_refused_for_another_reason_is_an_error(tmp_path):
    with pytest.raises(FileNotFoundError):
        Waker(tmp_path / "nowhere")


def test_strangers_cannot_send_hints(waker, tmp_path):
    assert oct(os.stat(meeting_place(tmp_path)).st_mode & 0o777) == oct(0o700)
