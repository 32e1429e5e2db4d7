"""The bot says how its connections are, and tells its operator when one is deaf."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.abilities import LineHealth
from bot.ports import Commanded
from bot.shell import heartbeat
from bot.shell.lines import Lines
from storage.operations import heartbeat as kept
from tests.bot.shell.parts import arrive


async def test_a_deaf_connection_is_told_to_the_operator_and_kept_for_the_doctor(bench, clock) -> None:
    told: list[str] = []
    object.__setattr__(bench.shell, "notice", told.append)
    deaf = LineHealth(name="shard 1", deaf_s=61.0, limited=2)
    hears = LineHealth(name="shard 0", connected_since=datetime(2026, 11, 30, tzinfo=UTC))
    bench.shell.platforms["headless"].health = lambda: (hears, deaf)
    bench.room.say("ada", Commanded(name="headshot"))
    await arrive(bench.runner, bench.room.inbox.take())
    clock.advance(seconds=9)  # its answer waits
    loop = heartbeat.loop(bench.shell)
    await loop.look()
    await loop.look()
    assert len(told) == 1
    assert "headless (shard 1)" in told[0]
    found = kept.connections(bench.storage.home)
    assert [(each.name, each.deaf_s, each.lag_s, each.limited) for each in found] == [
        ("shard 0", 0.0, 9.0, None), ("shard 1", 61.0, 9.0, 2),
    ]  # fmt: skip
    assert found[0].connected_since == "2026-11-30T00:00:00+00:00"


def test_lines_count_from_the_loss_of_a_connection_to_its_return() -> None:
    now = 100.0
    lines = Lines(clock=lambda: now, limited=0)
    lines.opening("a")
    now += 5
    assert lines.deaf_s == 5
    lines.connected("a")
    assert lines.deaf_s == 0
    lines.lost("a")
    lines.lost("a")
    now += 61
    assert lines.health()[0].deaf_s == 61
    lines.connected("a")
    lines.heard("a")
    lines.slower()
    lines.acknowledged(0.02)
    (line,) = lines.health()
    assert (line.connected_since, line.ack_p99_ms, line.limited) == (datetime.fromtimestamp(now, UTC), 20.0, 1)


async def deaf_for(bench, seconds: float) -> list[str]:
    told: list[str] = []
    object.__setattr__(bench.shell, "notice", told.append)
    bench.shell.platforms["headless"].health = lambda: (LineHealth(name="socket", deaf_s=seconds),)
    await heartbeat.loop(bench.shell).look()
    return told


async def test_a_connection_is_deaf_after_a_minute_and_not_before(bench) -> None:
    assert await deaf_for(bench, 59.0) == []
    assert await deaf_for(bench, 61.0) != []


async def test_the_sabotage_a_bot_that_is_patient_for_an_hour_is_seen(bench, monkeypatch) -> None:
    monkeypatch.setattr(heartbeat, "DEAF_S", 3600.0)
    assert await deaf_for(bench, 61.0) == []
