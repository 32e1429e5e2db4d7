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
