"""A process that serves gives a sign of life; one that hangs, died or was never started gives none."""

from __future__ import annotations

import asyncio
import os
from datetime import timedelta

import pytest
import typer

from storage.home import home_of
from storage.ids import new_id
from storage.opening import open_storage
from storage.operations import doctor, heartbeat
from storage.operations.heartbeat import Connection
from storage.queue import workers
from storage.records import WorkerInfo
from tests.fakes import FakeClock, settings_in


def test_a_bot_that_beats_is_serving_until_it_stops(tmp_path) -> None:
    settings = settings_in(tmp_path)
    home = home_of(settings)
    home.create()
    assert not heartbeat.check("bot", settings).ok
    heartbeat.beat(home)
    assert heartbeat.check("bot", settings).ok
    heartbeat.stopped(home)
    assert not heartbeat.check("bot", settings).ok


def test_a_bot_that_lives_and_hears_nobody_is_not_serving_and_says_which_connection(tmp_path) -> None:
    settings = settings_in(tmp_path)
    home = home_of(settings)
    home.create()
    hears = Connection(platform="discord", name="shard 0", connected_since="2026-11-30T09:00:00+00:00", ack_p99_ms=12.0)
    deaf = Connection(platform="discord", name="shard 1", deaf_s=heartbeat.DEAF_S + 1, limited=3, lag_s=7.0)
    heartbeat.beat(home, (hears,))
    assert heartbeat.check("bot", settings).ok
    heartbeat.beat(home, (hears, deaf))
    found = heartbeat.check("bot", settings)
    assert not found.ok
    assert "shard 0: connected since 2026-11-30T09:00:00+00:00, acknowledges within 12 ms" in found.detail
    assert "shard 1: deaf for 61 s, outbox 7 s behind, slowed down 3 times" in found.detail


def test_the_metrics_say_it_too(tmp_path) -> None:
    from storage.operations.metrics import exposition, figures

    async def told() -> str:
        async with open_storage(settings_in(tmp_path)) as storage:
            deaf = Connection(platform="discord", name="shard 1", deaf_s=61.0, limited=3, lag_s=7.0)
            heartbeat.beat(storage.home, (deaf,))
            return exposition(await figures(storage)).decode()

    text = asyncio.run(told())
    assert "candid_discord_shard_1_deaf_seconds 61.0" in text
    assert "candid_discord_shard_1_outbox_lag_seconds 7.0" in text
    assert "candid_discord_shard_1_connected_seconds" not in text, "never connected: absent, not zero"


def test_a_beat_of_an_older_version_is_a_beat(tmp_path) -> None:
    settings = settings_in(tmp_path)
    home = home_of(settings)
    home.create()
    (home.data / "bot.alive").touch()
    assert heartbeat.check("bot", settings).ok


def test_a_bot_that_hangs_is_not_serving(tmp_path) -> None:
    settings = settings_in(tmp_path)
    home = home_of(settings)
    home.create()
    heartbeat.beat(home)
    long_ago = (home.data / "bot.alive").stat().st_mtime - 2 * heartbeat.STALE_AFTER.total_seconds()
    os.utime(home.data / "bot.alive", (long_ago, long_ago))
    found = heartbeat.check("bot", settings)
    assert not found.ok
    assert found.fix


def test_a_worker_that_announced_itself_is_serving_for_a_minute(tmp_path) -> None:
    settings, clock = settings_in(tmp_path), FakeClock()

    async def announce() -> None:
        async with open_storage(settings, clock) as storage, storage.db.write() as tx:
            info = WorkerInfo(id=new_id(), engines=("studio",), seen_at=clock.now())
            await workers.announce(tx, info)

    assert not heartbeat.check("worker", settings, clock).ok
    asyncio.run(announce())
    assert heartbeat.check("worker", settings, clock).ok
    clock.advance(seconds=timedelta(minutes=2).total_seconds())
    assert not heartbeat.check("worker", settings, clock).ok


def test_looking_for_a_worker_makes_no_database(tmp_path) -> None:
    settings = settings_in(tmp_path)
    assert not heartbeat.check("worker", settings).ok
    assert not home_of(settings).database.exists()


def test_the_doctor_knows_who_can_serve(capsys) -> None:
    with pytest.raises(typer.Exit) as refused:
        doctor.doctor(serving="cook")
    assert refused.value.exit_code == 2
    assert "bot, worker" in capsys.readouterr().err
