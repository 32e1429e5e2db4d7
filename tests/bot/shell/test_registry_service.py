"""What the public page may ask the bot on its machine: a level and a token for a fingerprint, a number for a token."""

from __future__ import annotations

import asyncio

import pytest

from bot.shell import registry_service
from storage.pictures import cases, registry_socket
from storage.wake import meeting_place
from tests.bot.shell.parts import fingerprint_of


@pytest.fixture
async def asking(bench):
    async with registry_service.door(bench.shell):
        yield lambda question: registry_socket.ask(bench.storage.home.data, question)


async def test_a_picture_is_known_by_its_edit_and_reported_by_its_token(bench, asking):
    await bench.gets_pictures()
    told = await asking({"fingerprint": fingerprint_of("plain")})
    assert told.keys() == {"level", "report"}
    assert told["level"] == "composite"
    assert await asking({"report": told["report"]}) == {"case": 1, "state": "open"}
    await bench.settle()
    assert any("did not agree" in message.text for message in bench.sees("ada"))
    async with bench.storage.db.read() as tx:
        assert [case.reports for case in await cases.list_(tx)] == [1]


async def test_an_unknown_picture_and_a_made_up_token_lead_nowhere(bench, asking):
    await bench.gets_pictures()
    assert await asking({"fingerprint": "0" * 64}) == {"level": "", "report": ""}
    assert await asking({"report": "made-up"}) == {"refused": "gone"}


@pytest.mark.parametrize("question", [{}, {"fingerprint": "xyz"}, {"fingerprint": 5}, {"person": "ada"}, {"report": 1}])
async def test_any_other_question_is_told_nothing(asking, question):
    assert await asking(question) == {}


async def test_hostile_bytes_on_the_line_do_no_harm(bench, asking):
    for written in (b"\x00\xff\n", b"[1,2]\n", b"x" * 5000 + b"\n", b""):
        path = meeting_place(bench.storage.home.data) / registry_socket.NAME
        reader, writer = await asyncio.open_unix_connection(path)
        writer.write(written)
        writer.write_eof()
        assert await reader.read() in (b"", b"{}\n")
        writer.close()
    assert await asking({"fingerprint": "0" * 64}) == {"level": "", "report": ""}


async def test_only_this_user_may_ask(bench, asking):
    path = meeting_place(bench.storage.home.data) / registry_socket.NAME
    assert path.stat().st_mode & 0o077 == 0


async def test_when_the_bot_is_gone_nobody_answers(bench):
    async with registry_service.door(bench.shell):
        pass
    assert await registry_socket.ask(bench.storage.home.data, {"fingerprint": "0" * 64}) is None
