"""What workers do reaches people: outcomes once, progress at each platform's pace, an absent worker is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.conversation.events import WorkerAbsent
from bot.platforms.headless.limits import CAPABILITIES
from bot.ports import PostRefused
from bot.shell import outcomes, progress
from bot.shell.progress import Follower
from bot.shell.worker_watch import Watcher
from storage.queue import jobs, pause, workers
from storage.records import Lane, Progress, WorkerInfo


def status(bench):
    return [message for message in bench.sees() if message.outgoing.slot.startswith("status:")]


async def asks_for_pictures(bench) -> None:
    """Everything up to a queued job that no worker has taken yet."""
    await bench.consents()
    await bench.sends_photo()
    await bench.does_without_worker()


async def running_job(bench):
    await asks_for_pictures(bench)
    return await jobs.claim(bench.storage, Lane.GENERATE, "w" * 32, 30.0)


async def test_progress_is_shown_in_the_status_message(bench) -> None:
    claim = await running_job(bench)
    await jobs.heartbeat(bench.storage, claim, Progress(step="checking", picture=2, pictures=4))
    await Follower(bench.shell).look()
    (shown,) = status(bench)
    assert shown.outgoing.text.key == "status-checking"
    assert dict(shown.outgoing.text.args)["picture"] == 2


async def test_who_waits_reads_that_pictures_rest_and_that_they_go_on(bench, clock, monkeypatch) -> None:
    monkeypatch.setattr(progress, "QUEUED_EVERY_S", 0.0)
    await asks_for_pictures(bench)
    follower = Follower(bench.shell)

    async def lines() -> set[str]:
        await follower.look()
        (shown,) = status(bench)
        return {line.key for line in shown.outgoing.lines}

    async with bench.storage.db.write() as tx:
        await pause.pause(tx, clock.now() + timedelta(hours=2))
    assert await lines() == {"status-resting"}
    clock.advance(hours=2)
    assert "status-resting" not in await lines()
    async with bench.storage.db.write() as tx:
        await pause.pause(tx, clock.now() + timedelta(days=2))
    assert await lines() == {"status-resting-long", "worker-absent-erased"}


async def test_a_platform_is_not_edited_more_often_than_it_allows(bench) -> None:
    bench.shell.platforms["headless"].capabilities = replace(CAPABILITIES, edit_interval_s=60.0)
    claim = await running_job(bench)
    follower = Follower(bench.shell)
    for picture in (1, 2, 3):
        await jobs.heartbeat(bench.storage, claim, Progress(step="making", picture=picture, pictures=4))
        wait_s = await follower.look()
    (shown,) = status(bench)
    assert dict(shown.outgoing.text.args)["picture"] == 1
    assert 0 < wait_s <= 1.0


async def test_the_same_progress_is_not_sent_twice(bench) -> None:
    claim = await running_job(bench)
    await jobs.heartbeat(bench.storage, claim, Progress(step="making", picture=1, pictures=4))
    follower = Follower(bench.shell)
    await follower.look()
    versions = [shown.versions for shown in bench.room.shown("ada")]
    await follower.look()
    assert [shown.versions for shown in bench.room.shown("ada")] == versions


async def test_a_lost_progress_edit_harms_nothing(bench) -> None:
    claim = await running_job(bench)
    platform = bench.shell.platforms["headless"]

    async def refuses(*_args) -> None:
        raise PostRefused("message_gone")

    platform.edit = refuses
    await jobs.heartbeat(bench.storage, claim, Progress(step="making", picture=1, pictures=4))
    await Follower(bench.shell).look()


async def test_the_status_message_goes_when_the_job_is_done(bench) -> None:
    await bench.gets_pictures()
    assert status(bench) == []


async def test_an_outcome_is_heard_once_even_if_read_twice(bench) -> None:
    await bench.consents()
    await bench.sends_photo()
    heard = len(bench.heard)
    assert await outcomes.catch_up(bench.runner) == 0
    assert len(bench.heard) == heard


async def test_an_outcome_about_something_erased_meanwhile_is_let_go(bench) -> None:
    await bench.consents()
    await bench.does_photo_without_answer()
    from bot.shell import store

    person = await bench.person()
    await bench.worker.work()
    await store.erase_photos(bench.shell, person.id, None)
    await outcomes.catch_up(bench.runner)
    assert await outcomes.catch_up(bench.runner) == 0


async def test_an_absent_worker_is_told_once_after_a_minute(bench, clock) -> None:
    await asks_for_pictures(bench)
    watcher = Watcher(bench.runner)
    async with bench.storage.db.write() as tx:
        await workers.gone(tx, bench.worker.id)
    assert await watcher.look() == 0
    clock.advance(seconds=61)
    assert await watcher.look() == 1
    assert await watcher.look() == 0
    assert isinstance(bench.heard[-1], WorkerAbsent)


async def test_a_worker_with_another_engine_does_not_count(bench, clock) -> None:
    await asks_for_pictures(bench)
    clock.advance(seconds=61)
    await bench.worker.announce()
    async with bench.storage.db.write() as tx:
        await workers.gone(tx, bench.worker.id)
        await workers.announce(tx, WorkerInfo(id="e" * 32, engines=("elsewhere",), seen_at=clock.now()))
    assert await Watcher(bench.runner).look() == 1


async def test_a_worker_that_is_there_is_not_called_absent(bench, clock) -> None:
    await asks_for_pictures(bench)
    clock.advance(seconds=61)
    await bench.worker.announce()
    assert await Watcher(bench.runner).look() == 0


async def test_past_the_daily_jobs_it_says_when_to_come_back(bench) -> None:
    object.__setattr__(bench.shell, "settings", bench.shell.settings.model_copy(update={"jobs_per_day": 1}))
    await bench.gets_pictures(number="1")
    from bot.ports import Pressed

    await bench.does(Pressed(action=bench.button("look.again")))
    await bench.chooses(number="1")
    assert len(bench.pictures()) == 1
    assert "refused-daily_limit" in {m.outgoing.text.key for m in bench.sees()}
