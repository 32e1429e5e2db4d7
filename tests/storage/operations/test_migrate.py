"""``candid migrate``: SQLite and files to PostgreSQL and a bucket, and back; killed, resumed, refused. Long suite."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import sqlite3
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa

from storage.db import schema
from storage.errors import MovedAway, MoveUnfinished, StorageError
from storage.opening import open_storage
from storage.operations import migrate, moving, moving_bytes, moving_rows
from storage.operations.backups import NotEmpty
from storage.people import persons
from storage.queue import jobs, procrastinate_line
from storage.records import Lane
from storage.retention.forget import forget
from storage.settings import StorageSettings
from tests.fakes import address, new_person
from tests.postgresql import new_database
from tests.storage.life import live, rows_of, two_lives, within
from tests.storage.operations.test_cli import run
from tests.storage.queue.test_jobs import claim as claim_of
from tests.storage.queue.test_jobs import enqueue

HERE = Path(__file__).parent


@dataclass
class World:
    """Where the rows and bytes are now, and where they shall go."""

    folders: Path
    monkeypatch: pytest.MonkeyPatch
    places: dict[str, tuple[str, str]]  # embedded, grown -> database, blobs
    bucket: object
    now: str

    @property
    def other(self) -> str:
        return "grown" if self.now == "embedded" else "embedded"

    def enter(self, name: str) -> None:
        self.now = name
        for variable, value in zip(("CANDID_DATABASE_URL", "CANDID_BLOB_URL"), self.places[name], strict=True):
            self.monkeypatch.setenv(variable, value)

    def words(self, *more: str) -> list[str]:
        database, blobs = self.places[self.other]
        return ["--to", database or "here", "--blobs", blobs or "here", *more]

    def migrate(self, *more: str):
        return run(migrate.migrate, *self.words(*more))

    def counted(self, name: str) -> dict[str, int]:
        """Rows by table, counted past the product; {} where there are no tables."""
        url = self.places[name][0]
        if not url:
            path = self.folders / "data" / "candid.sqlite3"
            if not path.exists():
                return {}
            with sqlite3.connect(path) as raw:
                return _counts(lambda q: raw.execute(q).fetchall(), "SELECT name FROM sqlite_master WHERE type='table'")
        parts = sa.make_url(url)
        with psycopg.connect(host=parts.query["host"], user="candid", dbname=parts.database) as raw:
            return _counts(
                lambda q: raw.execute(q).fetchall(),
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
            )

    def objects(self, name: str) -> list[str]:
        if name == "grown":
            return sorted(Path(each).name for each in self.bucket.left()["names"])
        return sorted(path.name for path in (self.folders / "data" / "objects").glob("??/*"))


def _counts(ask, tables: str) -> dict[str, int]:
    ours = [name for (name,) in ask(tables) if name in schema.metadata.tables]
    return {name: ask(f"SELECT count(*) FROM {name}")[0][0] for name in ours}  # noqa: S608


@pytest.fixture
def grown_place(server, bucket):
    return new_database(server), bucket.url


@pytest.fixture(params=["embedded", "grown"])
def world(request, folders, monkeypatch, grown_place, bucket):
    places = {"embedded": ("", ""), "grown": grown_place}
    made = World(folders=folders, monkeypatch=monkeypatch, places=places, bucket=bucket, now="")
    made.enter(request.param)
    return made


def opens() -> bool:
    try:
        within(_nothing)
    except (MovedAway, MoveUnfinished):
        return False
    return True


async def _nothing(storage):
    return None


def is_whole(world: World, bob, ada) -> None:
    """In the place that the settings name now: everything of Bob, nothing of Ada."""

    async def look(storage):
        assert await storage.vault.read(bob.person.id, bob.photo.object_id)
        assert await storage.vault.read(bob.person.id, bob.variant.object_id)
        assert len(await rows_of(storage, bob.person.id)) >= 10
        assert await rows_of(storage, ada.person.id) == {}
        found = await persons.find(storage, address("bob-unrelated"))
        assert found is not None
        await new_person(storage, "somebody-new")

    within(look)


@pytest.mark.long
@pytest.mark.timeout(180)
class TestMoving:
    def test_first_a_copy_then_for_good_and_the_old_place_is_empty(self, world):
        ada, bob = within(two_lives)
        done = world.migrate()
        assert done.exit_code == 0, (done.output, done.exception)
        old, new = world.now, world.other
        assert world.counted(old) == world.counted(new)
        assert sum(world.counted(old).values()) > 40
        assert world.objects(old) == world.objects(new) != []
        within(lambda storage: forget(storage, ada.person.id))  # the old place goes on
        before = world.counted(old)
        done = world.migrate("--commit", "--yes")
        assert done.exit_code == 0, (done.output, done.exception)
        assert world.counted(new) == before
        assert world.counted(old) == {}
        assert world.objects(old) == []
        world.enter(new)
        is_whole(world, bob, ada)

    def test_before_the_commit_the_new_place_opens_for_nobody_and_can_be_given_up(self, world):
        _, bob = within(two_lives)
        old, new = world.now, world.other
        assert world.migrate().exit_code == 0
        world.enter(new)
        assert not opens()
        world.enter(old)
        assert world.migrate("--cancel").exit_code == 0
        assert world.counted(new) == {}
        assert world.objects(new) == []
        assert within(lambda storage: storage.vault.read(bob.person.id, bob.photo.object_id))
        assert world.migrate("--cancel").exception.code == "nothing_to_move"

    def test_whoever_is_connected_is_waited_for(self, world):
        within(two_lives)

        async def while_open():
            async with open_storage(StorageSettings()):
                return await asyncio.to_thread(world.migrate, "--commit", "--yes")

        assert isinstance(asyncio.run(while_open()).exception, moving.StillServing)
        assert opens()

    def test_a_number_is_never_given_twice(self, world):
        async def a_message_that_is_gone(storage):
            await live(storage)
            async with storage.db.write() as tx:
                last = (await tx.execute(sa.select(sa.func.max(schema.outbox.c.id)))).scalar_one()
                await tx.execute(sa.delete(schema.outbox).where(schema.outbox.c.id == last))
                return last

        async def the_next(storage):
            await live(storage, "somebody-else")
            async with storage.db.read() as tx:
                return list((await tx.execute(sa.select(schema.outbox.c.id))).scalars())

        gone = within(a_message_that_is_gone)
        assert world.migrate("--commit", "--yes").exit_code == 0
        world.enter(world.other)
        assert gone not in within(the_next)

    def test_jobs_that_wait_keep_their_order_and_one_in_work_comes_back(self, world):
        async def asked(storage):
            ids = {}
            for name in ("ada", "bob", "eve"):
                ids[name] = await enqueue(storage, await new_person(storage, name))
            assert (await jobs.claim(storage, Lane.GENERATE, "gone", 0.001)).job.id == ids["ada"]
            return ids

        async def handed_out(storage):
            async with storage.db.read() as tx:
                places = await procrastinate_line.differs(tx) if not storage.db.is_sqlite else 0
            waiting = [await jobs.claim(storage, Lane.GENERATE, f"w{n}", 30) for n in range(3)]
            assert await jobs.reap(storage) == 1
            return places, [claim and claim.job.id for claim in (*waiting, await claim_of(storage))]

        ids = within(asked)
        assert world.migrate("--commit", "--yes").exit_code == 0
        world.enter(world.other)
        assert within(handed_out) == (0, [ids["bob"], ids["eve"], None, ids["ada"]])

    @pytest.mark.parametrize("harm", ["a row is lost", "a row is changed", "a byte is flipped"])
    def test_the_sabotage_what_is_not_equal_is_seen_and_the_old_place_goes_on(self, world, harm):
        within(two_lives)
        put, compare = moving_rows._put, moving_bytes.compare

        def harmed(db, table, rows):
            if table.name == "outbox":
                rows = rows[:-1] if harm == "a row is lost" else [(*rows[0][:-1], datetime.max.replace(tzinfo=UTC))]
            return put(db, table, rows)

        with pytest.MonkeyPatch.context() as broken:
            if harm == "a byte is flipped":
                broken.setattr(moving_bytes, "compare", lambda a, b, named: compare(a, Flipped(b), named))
            else:
                broken.setattr(moving_rows, "_put", harmed)
            done = world.migrate("--commit", "--yes")
        assert isinstance(done.exception, moving.MoveFailed), (done.output, done.exception)
        assert ("outbox" in str(done.exception)) == (harm != "a byte is flipped")
        assert opens()
        assert world.migrate("--commit", "--yes").exit_code == 0  # and what was wrong is mended

    def test_what_is_there_already_is_not_written_over(self, world, folders):
        within(two_lives)
        old, new = world.now, world.other
        world.enter(new)
        world.monkeypatch.setenv("CANDID_CONFIG_DIR", str(folders / "other" / "config"))
        if new == "grown":
            world.monkeypatch.setenv("CANDID_DATA_DIR", str(folders / "other" / "data"))
            within(two_lives)
            world.monkeypatch.setenv("CANDID_DATA_DIR", str(folders / "data"))
        else:
            (folders / "data" / "candid.sqlite3").write_bytes(b"")
            with sqlite3.connect(folders / "data" / "candid.sqlite3") as raw:
                raw.execute("CREATE TABLE anything (x)")
        world.monkeypatch.setenv("CANDID_CONFIG_DIR", str(folders / "config"))
        before = world.counted(new)
        world.enter(old)
        for more in ((), ("--commit", "--yes")):
            assert isinstance(world.migrate(*more).exception, NotEmpty)
        assert world.counted(new) == before
        assert opens()


class Flipped:
    """A store one of whose objects came out damaged."""

    def __init__(self, real) -> None:
        self.real, self.first = real, None

    def read(self, object_id):
        self.first = self.first or object_id
        sealed = self.real.read(object_id)
        return bytes([sealed[0] ^ 1]) + sealed[1:] if object_id == self.first else sealed


# --- killed -----------------------------------------------------------------------------------------------------------

PLACES = sorted(random.Random(19).sample(range(1, 75), 6))


def killed_at(world: World, passing: int) -> bool:
    """Whether the command was killed at its n-th write; False where it ended before."""
    words = [sys.executable, HERE / "killed_migrate.py", str(passing), *world.words("--commit", "--yes")]
    done = subprocess.run(
        words, capture_output=True, check=False, env={**os.environ, "PYTHONPATH": str(HERE.parents[2])}
    )
    moved_already = done.returncode == 10 and world.counted(world.now) == {}
    assert moved_already or done.returncode in {0, -signal.SIGKILL}, done.stderr.decode()[-2000:]
    return done.returncode == -signal.SIGKILL


@pytest.mark.long
@pytest.mark.timeout(300)
@pytest.mark.parametrize("start", PLACES)
def test_killed_there_the_same_command_ends_it_and_never_do_both_open(world, start):
    """Killed at its n-th write, then at the third of each next try, until it ends."""
    ada, bob = within(two_lives)
    within(lambda storage: forget(storage, ada.person.id))
    before, old, new = world.counted(world.now), world.now, world.other
    kills = 0
    while killed_at(world, start + 3 * kills):
        kills += 1
        open_now = 0
        for name in (old, new):
            world.enter(name)
            open_now += bool(world.counted(name)) and _opens_at_all()
        assert open_now <= 1
        world.enter(old)
    if world.counted(old):  # killed between opening and erasing: the same command goes on
        assert world.migrate("--commit", "--yes").exit_code == 0
    assert world.counted(new) == before
    assert world.counted(old) == {}
    assert world.objects(old) == []
    world.enter(new)
    is_whole(world, bob, ada)


def _opens_at_all() -> bool:
    """Looks at the mark alone: opening would write."""
    from storage.db.database import Database, sqlite_url
    from storage.home import home_of
    from storage.migrations.upgrade import version_of

    async def look():
        chosen = StorageSettings()
        db = Database(chosen.database_url or sqlite_url(home_of(chosen).database))
        try:
            async with db.read() as tx:
                return await version_of(tx) is not None
        except StorageError:
            return False
        finally:
            await db.dispose()

    return asyncio.run(look())


# --- refused without a server ----------------------------------------------------------------------------------------


def test_the_same_place_and_no_place_are_refused(folders, monkeypatch):
    assert run(migrate.migrate, "--to", "here").exception.code == "same_place"
    monkeypatch.setenv("CANDID_DATABASE_URL", "")
    done = run(migrate.migrate, "--to", "postgresql://nobody@127.0.0.1:1/none")
    assert done.exception.code == "nothing_to_move"
    assert isinstance(run(migrate.migrate, "--to", "mysql://x/y").exception, ValueError)
    assert isinstance(run(migrate.migrate, "--to", "here", "--blobs", "ftp://x").exception, ValueError)
    assert not (folders / "data").exists()
