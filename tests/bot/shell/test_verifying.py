"""/verify through the running shell, with the real door and its keyless child where the weights are."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from bot.conversation.events import PictureNotRead, PictureRead
from bot.ports import Commanded, Typed
from bot.shell import timers, usage_limits, verifying
from generation.settings import GenerationSettings
from tests.assets import portraits
from tests.bot.shell.conftest import Bench
from tests.bot.shell.parts import shell_of

FOUND = {
    "refused": "", "content_credentials": {"state": "ours", "source_type": "composite"}, "watermark": "found",
    "label": {"code": "background_replaced", "language": "en", "words": "BACKGROUND REPLACED"},
    "metadata_source_type": "composite", "levels": {"content_credentials": "composite", "metadata": "composite"},
    "camera": False, "exit_code": 0,
}  # fmt: skip


@pytest.fixture
def door(monkeypatch):
    """Stands in for the child: what it was given, and what it answers."""
    given = []

    async def answering(_shell, data):
        given.append(data)
        return json.dumps(FOUND).encode()

    monkeypatch.setattr(verifying, "marks", answering)
    return given


async def verify(bench, data: bytes) -> str:
    await bench.does(Commanded(name="verify"))
    await bench.does(Typed(text="", uploads=(bench.room.offer(data),)))
    return bench.sees()[-1].text


async def test_a_stranger_gets_an_answer_in_words(bench, door):
    said = await verify(bench, b"a picture")
    assert door == [b"a picture"]
    assert said.startswith("This file was made here")
    assert "Hidden mark: yes" in said


async def test_beyond_the_daily_limit_nothing_is_fetched(bench, door, monkeypatch):
    monkeypatch.setattr(usage_limits, "VERIFIES_PER_DAY", 1)
    await verify(bench, b"one")
    said = await verify(bench, b"two")
    assert door == [b"one"]
    assert len(bench.room.fetched) == 1
    assert "many pictures" in said


async def test_a_file_too_big_is_not_fetched(bench, door, monkeypatch):
    monkeypatch.setattr(usage_limits, "MAX_PHOTO_BYTES", 10)
    assert "larger than 25 MB" in await verify(bench, b"more than ten bytes")
    assert bench.room.fetched == []


async def test_after_a_restart_in_the_middle_the_person_is_asked_to_send_it_again(bench, room, monkeypatch):
    async def dies(*_):
        raise OSError("the machine went off")

    monkeypatch.setattr(verifying, "read", dies)
    await bench.does(Commanded(name="verify"))
    await bench.does(Typed(text="", uploads=(room.offer(b"x"),)))
    monkeypatch.undo()
    again = Bench(bench.storage, room, bench.worker)
    await timers.resume(again.runner)
    await again.settle()
    assert "send /verify and the picture again" in again.sees()[-1].text


@pytest.mark.parametrize(
    "answer", [b"", b"[]", b"{}", b"null", b"not json", json.dumps({**FOUND, "exit_code": "x"}).encode()]
)
def test_an_answer_without_the_agreed_shape_is_not_believed(answer):
    assert verifying.understood(answer) == PictureNotRead(code="not_available")


@pytest.mark.weights
@pytest.mark.parametrize(
    ("data", "event"),
    [
        (b"not a picture at all", "refused"),
        (b"", "refused"),
        (b"\xff\xd8\xff" + b"\0" * 5000, "refused"),
        (portraits.encoded(portraits.portrait("obama-senate")), "nothing"),
    ],
)
async def test_the_real_door_answers_hostile_and_plain_files_alike(storage, room, data, event):
    home = replace(storage.home, cache=GenerationSettings().cache_dir.expanduser())
    shell = shell_of(replace(storage, home=home), room)
    read = verifying.understood(await verifying.marks(shell.storage.home, data))
    assert isinstance(read, PictureRead)
    if event == "refused":
        assert read.refused
        assert read.exit_code == 10
    else:
        assert (read.refused, read.credentials, read.watermark, read.exit_code) == ("", "none", "none", 21)
