"""From /verify to a case and back to the picture's owner, through the running shell; only the pixels are not real."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from bot.conversation.events import PictureRead
from bot.ports import Commanded, Pressed, Typed
from bot.shell import hits, usage_limits, verifying
from storage.pictures import cases
from tests.bot.shell.conftest import Bench
from tests.bot.shell.parts import fingerprint_of
from tests.bot.shell.test_verifying import FOUND


@pytest.fixture
def door(monkeypatch):
    """Stands in for the child: every picture has the fingerprint that its bytes name a look by."""

    async def answering(_shell, data):
        lost = {**FOUND, "content_credentials": None, "exit_code": 20}
        return json.dumps({**lost, "fingerprint": fingerprint_of(data.decode())}).encode()

    monkeypatch.setattr(verifying, "marks", answering)


async def verifies(bench, look: str, user: str = "bob") -> str:
    await bench.does(Commanded(name="verify"), user)
    await bench.does(Typed(text="", uploads=(bench.room.offer(look.encode()),)), user)
    return bench.sees(user)[-1].text


async def reports(bench, look: str = "plain", user: str = "bob") -> str:
    await verifies(bench, look, user)
    await bench.does(Pressed(action=bench.button("case.ask", user)), user)
    await bench.does(Pressed(action=bench.button("case.open", user)), user)
    return bench.sees(user)[-1].text


async def all_cases(bench):
    async with bench.storage.db.read() as tx:
        return await cases.list_(tx)


async def test_a_stranger_learns_yes_and_the_edit_and_nothing_of_the_owner(bench, door):
    await bench.gets_pictures()
    said = await verifies(bench, "plain")
    assert said.startswith("This picture was made here, or it was made from one that was. This file is a copy.")
    assert "this is one of them" in said
    assert "ada" not in said.lower()
    assert not any(isinstance(event, PictureRead) and event.fingerprint for event in bench.heard)


async def test_an_unknown_picture_is_not_among_them(bench, door):
    await bench.gets_pictures()
    said = await verifies(bench, "another")
    assert "not among those still kept" in said


async def test_a_report_holds_the_picture_tells_its_owner_and_gives_a_number(bench, door):
    await bench.gets_pictures()
    shown = len(bench.pictures())
    assert "Your case number: 1" in await reports(bench)
    assert len(bench.pictures()) == shown - 1, "it left the owner's chat"
    owner = "\n".join(message.text for message in bench.sees("ada"))
    assert "did not agree" in owner
    assert "bob" not in owner.lower()
    (case,) = await all_cases(bench)
    assert (case.state, case.reports) == ("open", 1)


async def test_released_by_the_operator_it_comes_back_and_stays(bench, door):
    await bench.gets_pictures()
    shown = len(bench.pictures())
    await reports(bench)
    await cases.release(bench.storage, 1)
    await bench.settle()
    assert len(bench.pictures()) == shown
    assert "looked at this picture before" in await reports(bench, user="eve")
    assert len(bench.pictures()) == shown


async def test_their_own_picture_is_theirs_to_erase_not_to_report(bench, door):
    await bench.gets_pictures()
    assert "made this picture here yourself" in await reports(bench, user="ada")
    assert await all_cases(bench) == []


async def test_after_an_hour_or_a_restart_the_picture_is_asked_for_again(bench, room, door, clock):
    await bench.gets_pictures()
    await verifies(bench, "plain")
    old = bench.button("case.ask", "bob")
    clock.advance(hits.PATIENCE + timedelta(seconds=1))
    await bench.does(Pressed(action=old.replace("ask", "open")), "bob")
    assert "send /verify and the picture again" in bench.sees("bob")[-1].text
    await verifies(bench, "plain")
    again = Bench(bench.storage, room, bench.worker)
    await again.does(Pressed(action=again.button("case.ask", "bob").replace("ask", "open")), "bob")
    assert "send /verify and the picture again" in again.sees("bob")[-1].text
    assert await all_cases(bench) == []


async def test_nobody_reports_more_than_a_few_a_day(bench, door, monkeypatch):
    monkeypatch.setattr(usage_limits, "REPORTS_PER_DAY", 1)
    await bench.gets_pictures()
    await reports(bench, "plain")
    assert "reported several pictures today" in await reports(bench, "soft")
    assert len(await all_cases(bench)) == 1


async def test_forgotten_at_once_by_this_process_too(bench, door):
    await bench.gets_pictures()
    await verifies(bench, "plain")
    assert len(bench.shell.registry) > 0
    assert bench.shell.hits.found
    await bench.does(Commanded(name="forget-me"))
    await bench.does(Pressed(action=bench.button("forget.erase")))
    assert len(bench.shell.registry) == 0
    assert not bench.shell.hits.found
    await bench.does(Pressed(action=bench.button("case.ask", "bob").replace("ask", "open")), "bob")
    assert await all_cases(bench) == []


@pytest.mark.parametrize("fingerprint", [None, 5, "xyz", "0" * 63, "g" * 64, ["0" * 64]])
def test_a_door_taken_over_cannot_say_a_fingerprint_that_is_none(fingerprint):
    answer = verifying.understood(json.dumps({**FOUND, "fingerprint": fingerprint}).encode())
    assert isinstance(answer, PictureRead)
    assert answer.fingerprint == ""
