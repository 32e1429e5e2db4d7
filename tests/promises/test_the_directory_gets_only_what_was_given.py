"""The directory gets a picture only by its owner's yes to it, sealed, and hears when it must go (design §8.7)."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace

import pytest

from bot import staff_directory
from bot.ports import Commanded, Pressed, Submitted
from bot.settings import BotSettings
from generation.disclosure import chain
from generation.disclosure.seal import seal
from generation.settings import GenerationSettings
from storage.pictures import variants
from storage.records import Backdrop, ObjectKind
from storage.retention import leftovers
from storage.retention.forget import forget
from tests.bot.shell.conftest import Bench
from tests.generation.disclosure.conftest import make_rendering, marks_of

__all__ = ["make_rendering"]  # a fixture

SETTINGS = BotSettings(_env_file=None, directory_recipient="the staff list")


@pytest.fixture
async def bench(storage, room, worker):
    home = replace(storage.home, cache=GenerationSettings().cache_dir.expanduser())
    bench = Bench(replace(storage, home=home), room, worker, settings=SETTINGS)
    yield bench
    await bench.runner.close(1.0)


@pytest.fixture
def sealed(storage, make_rendering) -> bytes:
    """A file with its marks, as a worker of this very installation makes it."""
    signing = chain.open_chain(storage.home.config, storage.clock.now())
    return seal(make_rendering(backdrop=Backdrop.OWN), language="en", marks=marks_of(signing)).data


async def approves(bench, file: bytes, *, tick: bool = True) -> None:
    """One picture, its bytes in the place of what the stand-in worker painted; approved, and the question answered."""
    await bench.gets_pictures(number="1")
    person = await bench.person()
    storage, now = bench.storage, bench.storage.clock.now()
    object_id = await storage.vault.write(person.id, file, ObjectKind.VARIANT)
    async with storage.db.write() as tx:
        (made,) = await variants.list_(tx, person.id, now)
        await storage.vault.record(tx, object_id, person.id, ObjectKind.VARIANT, len(file), made.expires_at)
        shape = {"media_type": made.media_type, "width": made.width, "height": made.height}
        await variants.replace_file(tx, made, edits=made.edits, object_id=object_id, **shape, now=now)
    await bench.votes("approve", bench.pictures()[0])
    answer = frozenset({"directory"}) if tick else frozenset()
    await bench.does(Submitted(action=bench.form("directory.give"), ticked=answer))


async def export(bench) -> tuple[dict[str, bytes], list[list[str]], list[str], int]:
    """(files, rows of pictures.csv, numbers in remove.csv, how many stayed for want of marks)"""
    done = await staff_directory.export(bench.storage, SETTINGS, SETTINGS.directory_recipient, tell=lambda _line: None)
    with zipfile.ZipFile(io.BytesIO(done.content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    table = {name: list(csv.reader(io.StringIO(files[f"{name}.csv"].decode()))) for name in ("pictures", "remove")}
    return files, table["pictures"][1:], [row[0] for row in table["remove"][1:]], done.unmarked


async def test_given_handed_over_taken_back_and_asked_back(bench, sealed):
    await approves(bench, sealed)
    files, ((number, name, last_day, _, caption, alt),), remove, _ = await export(bench)
    assert (files[name], remove, last_day) == (sealed, [], "2027-03-02")
    assert caption
    assert alt
    person = await bench.person()
    everything = b" ".join((*(key.encode() for key in files), *files.values()))
    assert person.id.encode() not in everything, "the zip leads to nobody"
    assert b"the staff list" in files["READ-ME.txt"]
    await bench.does(Commanded(name="consent"))
    await bench.does(Pressed(action=bench.button("withdraw.directory")))
    assert number in bench.sees()[-1].text, "told what was handed over"
    files, pictures, remove, _ = await export(bench)
    assert (pictures, remove) == ([], [number])
    assert not [name for name in files if name.startswith("pictures/")]


async def test_after_forget_me_only_the_number_is_left_and_it_is_asked_back(bench, sealed):
    await approves(bench, sealed)
    (name,) = [name for name in (await export(bench))[0] if name.startswith("pictures/")]
    person = await bench.person()
    key = await bench.storage.keys.open(person.id)
    receipt = await forget(bench.storage, person.id)
    assert name == f"pictures/{receipt.directory_pictures[0]}.jpg"
    report = await leftovers.scan(bench.storage, markers={"picture": sealed[:64]}, destroyed={person.id: key})
    assert report.found == ()
    assert "directory_entries" in report.tables
    assert (await export(bench))[2] == list(receipt.directory_pictures)


async def test_without_the_tick_nothing_leaves(bench, sealed):
    await approves(bench, sealed, tick=False)
    assert (await export(bench))[1:] == ([], [], 0)


async def test_a_file_whose_marks_cannot_be_read_back_stays(bench):
    await approves(bench, b"\xff\xd8\xff pixels without any mark")
    files, pictures, remove, unmarked = await export(bench)
    assert (pictures, remove, unmarked) == ([], [], 1)
    assert not [name for name in files if name.startswith("pictures/")]


async def test_the_sabotage_an_export_that_believes_every_file_is_seen(bench, monkeypatch):
    async def believing(*_):
        return True

    monkeypatch.setattr(staff_directory, "is_marked", believing)
    await approves(bench, b"\xff\xd8\xff pixels without any mark")
    assert (await export(bench))[1] != []
