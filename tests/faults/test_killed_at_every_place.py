"""SIGKILL at every failpoint, in the real process that meets it, once; then the journey goes on.

Real bot with its page, real worker with its models, real SQLite, a lease of one second. Afterwards no job is lost,
each picture stands in the chat exactly once, every row has its file and every file its row, and after forgetting
nothing of the person is left.
"""

from __future__ import annotations

import asyncio
import shutil
import signal
from collections.abc import Awaitable, Callable

import pytest
import sqlalchemy as sa

from storage.db import schema
from storage.failpoints import registry
from tests.faults import oracle, walks
from tests.faults.house import ROOT, House
from tests.faults.places import ELSEWHERE, PLACES, Place

pytestmark = [pytest.mark.long, pytest.mark.weights, pytest.mark.timeout(240)]

WALKS: dict[str, Callable[[House], Awaitable[None]]] = {
    "opening": walks.opening,
    "photo": walks.photo,
    "pictures": walks.pictures,
    "votes": walks.votes,
    "labelling": walks.labelling,
    "giving": walks.giving,
    "withdrawing": walks.withdrawing,
    "leaving": walks.leaving,
}
DEATH_S = 5.0
WORKED = ("photo", "pictures", "labelling", "reaping")  # stages that need a worker


def test_every_failpoint_is_killed_at_and_there_are_enough() -> None:
    names = set(registry(ROOT))
    met = {place.name for place in PLACES} | set(ELSEWHERE)
    assert names - met == set(), "a failpoint without a line in tests/faults/places.py is never killed at"
    assert met - names == set(), "a place whose failpoint is gone"
    assert len(names) >= 40


@pytest.mark.parametrize("place", [each for each in PLACES if each.stage in WALKS], ids=str)
async def test_killed_there_the_journey_goes_on(moved_in, place: Place) -> None:
    house = moved_in(place.stage)
    await everybody_up(house, place)
    await walk_through_a_death(house, place)
    if place.stage == "pictures":
        await oracle.every_picture_once(house)
    await house.stop(how=signal.SIGKILL)
    await oracle.nothing_is_lost_or_left(house)


async def everybody_up(house: House, place: Place) -> None:
    await house.start("bot", place.failpoint if place.victim == "bot" else "")
    if place.stage in WORKED:
        await house.start("worker", place.failpoint if place.victim == "worker" else "")


async def walk_through_a_death(house: House, place: Place) -> None:
    """Walks; when the victim dies it is started again, without the failpoint, and the walk begun again."""
    victim = house.processes[place.victim]
    death = asyncio.create_task(victim.wait())
    walk = asyncio.create_task(_walk(house, place))
    await asyncio.wait({walk, death}, return_when=asyncio.FIRST_COMPLETED)
    if not death.done():
        await asyncio.wait({death}, timeout=DEATH_S)  # the walk met the dying bot, or saw the step done, just before
    if not death.done():
        death.cancel()
        await walk  # an error of the walk says more than "never reached"
        pytest.fail(f"{place.failpoint} was never reached")
    walk.cancel()
    await asyncio.gather(walk, return_exceptions=True)
    assert victim.returncode == -signal.SIGKILL
    await house.start(place.victim)
    await _walk(house, place)


async def _walk(house: House, place: Place) -> None:
    await WALKS[place.stage](house)


# --- commands of the operator -------------------------------------------------------------------------------------


def met(stage: str) -> list[Place]:
    return [each for each in PLACES if each.stage == stage]


@pytest.mark.parametrize("place", met("purge"), ids=str)
async def test_a_purge_killed_there_is_ended_by_the_next(moved_in, place: Place) -> None:
    house = moved_in(place.stage)
    for table in (schema.objects, schema.photos, schema.variants):
        await house.overdue(table, "expires_at")
    assert await house.command("purge", failpoint=place.failpoint) == -signal.SIGKILL
    await house.overdue(schema.leases, "until")  # the killed run's hold on the purge runs out before the next minute
    assert await house.command("purge") == 0
    assert await house.ask(sa.select(schema.objects.c.id)) == []
    assert await house.ask(sa.select(schema.photos.c.id)) == []
    await house.start("bot")
    await house.quiet()
    assert [each for each in house.page.messages.values() if each["picture"]] == [], "a picture outlived its expiry"
    await house.stop(how=signal.SIGKILL)
    await oracle.nothing_is_lost_or_left(house)


@pytest.mark.parametrize("place", met("exporting"), ids=str)
async def test_an_export_killed_there_has_noted_what_it_would_have_handed_over(moved_in, place: Place) -> None:
    house = moved_in(place.stage)
    await house.start("bot")
    await walks.giving(house)
    await house.stop()
    out = house.folder / "handed over"
    noted = sa.select(schema.directory_exports.c.id)
    words = ("directory", "export", "--out", str(out))
    assert await house.command(*words, failpoint=place.failpoint) == -signal.SIGKILL
    assert len(await house.ask(noted)) == 1, "a picture could leave without a line by which it is asked back"
    assert list(out.glob("*.zip")) == []
    assert await house.command(*words) == 0
    assert [len(await house.ask(noted)), len(list(out.glob("*.zip")))] == [1, 1]
    shutil.rmtree(out)
    await oracle.nothing_is_lost_or_left(house)


@pytest.mark.parametrize("place", met("rotate-key"), ids=str)
async def test_a_rotation_killed_there_loses_nobodys_key(moved_in, place: Place) -> None:
    house = moved_in(place.stage)
    assert await house.command("rotate-key", failpoint=place.failpoint) == -signal.SIGKILL
    await house.start("bot")
    await house.says("my-data", kind="text", text="/my-data")
    assert "my-data.zip" in house.page.files()
    await house.stop()
    assert await house.command("rotate-key") == 0
    await oracle.nothing_is_lost_or_left(house)


@pytest.mark.parametrize("place", met("reaping"), ids=str)
async def test_who_takes_a_dead_workers_job_over_may_die_as_well(moved_in, place: Place) -> None:
    house = moved_in(place.stage)
    await house.start("bot")
    first = await house.start("worker", "worker.photos_read")
    asking = asyncio.create_task(walks.pictures(house))
    assert await first.wait() == -signal.SIGKILL
    await house.overdue(schema.jobs, "lease_until")
    second = await house.start("worker", place.failpoint)
    assert await second.wait() == -signal.SIGKILL
    await house.start("worker")
    await asking
    await oracle.every_picture_once(house)


# --- the sabotage -------------------------------------------------------------------------------------------------


async def test_the_sabotage_a_file_whose_row_never_came_is_seen(moved_in) -> None:
    house = moved_in("votes")
    (house.folder / "data" / "objects" / "ab" / ("ab" * 16)).write_bytes(b"of nobody")
    with pytest.raises(AssertionError):
        await oracle.nothing_is_lost_or_left(house, swept=False)


async def test_the_sabotage_a_row_without_its_file_is_seen(moved_in) -> None:
    from storage.errors import VaultDamaged

    house = moved_in("votes")
    next((house.folder / "data" / "objects").glob("??/*")).unlink()
    with pytest.raises(VaultDamaged):
        await oracle.nothing_is_lost_or_left(house)


async def test_the_sabotage_a_picture_shown_twice_is_seen(moved_in) -> None:
    house = moved_in("votes")
    await house.start("bot")
    await oracle.every_picture_once(house)
    ref, message = next((ref, each) for ref, each in house.page.messages.items() if each["subject"])
    house.page.messages[f"{ref}-again"] = message
    with pytest.raises(AssertionError, match="exactly once"):
        await oracle.every_picture_once(house)
