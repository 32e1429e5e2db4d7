"""The worker child is kept alive, told about, and drained."""

from __future__ import annotations

import asyncio
import sys

from bot.shell.supervise import Ended, Supervised


def child(code: str) -> tuple[str, ...]:
    return (sys.executable, "-c", code)


async def test_a_child_that_ends_is_started_again_after_a_growing_pause_and_told() -> None:
    told: list[Ended] = []
    worker = Supervised(
        child("raise SystemExit(3)"), environment={}, told=told.append, pauses_s=(0.0, 0.01), give_up_after=4
    )
    await worker.run()
    assert [end.status for end in told] == [3, 3, 3, 3]
    assert [end.again_in_s for end in told] == [0.0, 0.01, 0.01, None]


async def test_a_stopped_child_may_finish_its_work() -> None:
    told: list[Ended] = []
    code = "import signal, sys; signal.signal(signal.SIGTERM, lambda *_: sys.exit(0)); print(); signal.pause()"
    worker = Supervised(child(code), environment={}, told=told.append)
    running = asyncio.create_task(worker.run())
    await worker.started.wait()
    await worker.stop(drain_s=20)
    await running
    assert told == []
    assert worker.pid is None


async def test_a_child_that_does_not_listen_is_killed() -> None:
    code = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); [signal.pause() for _ in iter(int, 1)]"
    worker = Supervised(child(code), environment={}, told=lambda _: None)
    running = asyncio.create_task(worker.run())
    await worker.started.wait()
    await worker.stop(drain_s=0.2)
    await running
    assert worker.pid is None


async def test_a_child_never_sees_a_chat_token(monkeypatch, tmp_path) -> None:
    monkeypatch.setenv("CANDID_DISCORD_TOKEN", "secret")
    monkeypatch.setenv("CANDID_DATA_DIR", "/somewhere")
    seen = tmp_path / "seen"
    code = f"import os; open({str(seen)!r}, 'w').write(' '.join(sorted(os.environ)))"
    await Supervised(child(code), environment={}, told=lambda _: None, give_up_after=1).run()
    assert "CANDID_DISCORD_TOKEN" not in seen.read_text()
    assert "CANDID_DATA_DIR" in seen.read_text()
