"""A pause and quiet hours: what an operator may write, when they end, and that a restart does not end them."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.opening import open_storage
from storage.queue import pause
from storage.quiet_hours import hours, length, quiet_until
from storage.store import Storage
from tests.fakes import FakeClock

NIGHT = (time(22), time(7))


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, 2, hour, minute, tzinfo=UTC)


def test_quiet_hours_may_pass_midnight() -> None:
    def ends(now: datetime, quiet: tuple[time, time] | None = NIGHT) -> datetime | None:
        return quiet_until(now, quiet, UTC)

    assert ends(at(23)) == at(7) + timedelta(days=1)
    assert ends(at(3)) == at(7)
    assert ends(at(22)) == at(7) + timedelta(days=1)
    assert ends(at(7)) is None
    assert ends(at(12)) is None
    assert ends(at(12), (time(9), time(17))) == at(17)
    assert ends(at(12), None) is None


def test_quiet_hours_are_of_the_machines_clock_also_in_the_night_it_is_changed() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    before = datetime(2026, 3, 28, 23, 0, tzinfo=berlin)
    assert quiet_until(before, NIGHT, berlin) == datetime(2026, 3, 29, 5, 0, tzinfo=UTC)  # eight hours by the clock


@pytest.mark.parametrize("wrong", ["22-7", "25:00-07:00", "07:00-07:00", "always", "22:00-07:00\n"])
def test_hours_that_are_none_are_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="quiet hours"):
        hours(wrong)


def test_lengths() -> None:
    assert [length(each) for each in ("30m", "90 min", "2h", "1d", "3")] == [
        timedelta(minutes=30), timedelta(minutes=90), timedelta(hours=2), timedelta(days=1), timedelta(hours=3)
    ]  # fmt: skip


@pytest.mark.parametrize("wrong", ["", "0h", "soon", "-1h", "8d", "9999d", "1h30"])
def test_lengths_that_are_none_are_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"no length|longer"):
        length(wrong)


async def paused_until(storage: Storage, quiet_hours: str = "") -> datetime | None:
    async with storage.db.read() as tx:
        return await pause.until(tx, storage.clock.now(), quiet_hours)


async def pause_until(storage: Storage, ends: datetime) -> None:
    async with storage.db.write() as tx:
        await pause.pause(tx, ends)


async def test_a_pause_ends_by_itself_or_when_told(storage: Storage, clock: FakeClock) -> None:
    ends = clock.now() + timedelta(hours=2)
    await pause_until(storage, ends)
    assert await paused_until(storage) == ends
    clock.advance(hours=2)
    assert await paused_until(storage) is None
    await pause_until(storage, clock.now() + timedelta(days=1))
    await pause_until(storage, clock.now() + timedelta(hours=1))
    assert await paused_until(storage) == clock.now() + timedelta(hours=1)
    async with storage.db.write() as tx:
        await pause.resume(tx)
    assert await paused_until(storage) is None


async def test_every_process_reads_the_same_pause_and_a_restart_does_not_end_it(
    storage: Storage, clock: FakeClock
) -> None:
    ends = clock.now() + timedelta(hours=2)
    await pause_until(storage, ends)
    async with open_storage(storage.settings, clock=clock) as another:
        assert await paused_until(another) == ends


async def test_a_pause_that_ends_in_quiet_hours_ends_with_them(storage: Storage, clock: FakeClock) -> None:
    ends = clock.now() + timedelta(hours=2)
    await pause_until(storage, ends)
    local = ends.astimezone()
    quiet = f"{local:%H:%M}-{local + timedelta(hours=8):%H:%M}"
    told = await paused_until(storage, quiet)
    assert told is not None
    assert timedelta(hours=7, minutes=59) < told - ends <= timedelta(hours=8)


# --- sabotages ----------------------------------------------------------------------------------------------------


async def test_the_sabotage_a_pause_that_is_no_row_is_seen(
    storage: Storage, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def forgotten(*_arguments: object) -> None:
        """A pause that only the process knows that was told of it."""

    monkeypatch.setattr(pause, "pause", forgotten)
    with pytest.raises(AssertionError):
        await test_every_process_reads_the_same_pause_and_a_restart_does_not_end_it(storage, clock)


async def test_the_sabotage_a_pause_without_an_end_is_seen(
    storage: Storage, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def for_ever(tx: AsyncConnection, _now: datetime, quiet_hours: str) -> datetime | None:
        return await until(tx, datetime.min.replace(tzinfo=UTC), quiet_hours)

    until = pause.until
    monkeypatch.setattr(pause, "until", for_ever)
    with pytest.raises(AssertionError):
        await test_a_pause_ends_by_itself_or_when_told(storage, clock)


async def test_the_sabotage_quiet_hours_that_forget_the_pause_are_seen(
    storage: Storage, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pause, "quiet_until", lambda *_: None)
    with pytest.raises(AssertionError):
        await test_a_pause_that_ends_in_quiet_hours_ends_with_them(storage, clock)
