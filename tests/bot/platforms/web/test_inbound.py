"""What a page says is measured before it is heard."""

from __future__ import annotations

import asyncio

import pytest

from bot.platforms.web import inbound, limits
from bot.platforms.web.adapter import Options, build
from bot.platforms.web.gate import Refused
from bot.ports import Commanded, Pressed, Submitted, Typed, Upload
from tests.bot.platforms.web.browserless import Page

ID = "event-0001"


@pytest.mark.parametrize(
    ("body", "event"),
    [
        ({"kind": "text", "text": "/forget_me"}, Commanded(name="forget-me")),
        ({"kind": "text", "text": "/Language de "}, Commanded(name="language", argument="de")),
        ({"kind": "text", "text": " approve 2 "}, Typed(text="approve 2")),
        ({"kind": "text", "text": "/"}, Typed(text="/")),
        (
            {"kind": "text", "text": "/verify", "uploads": [{"ref": "photo-01", "size": 3}]},
            Typed(text="/verify", uploads=(Upload(ref="photo-01", size=3),)),
        ),
        ({"kind": "press", "action": "vote.approve:1"}, Pressed(action="vote.approve:1")),
        (
            {"kind": "submit", "action": "look.choose:1", "chosen": {"number": "4"}},
            Submitted(action="look.choose:1", chosen=(("number", "4"),)),
        ),
        (
            {"kind": "submit", "action": "look.choose:1", "chosen": {"look": ["own", "soft"], "number": ["1"]}},
            Submitted(action="look.choose:1", chosen=(("look", "own"), ("look", "soft"), ("number", "1"))),
        ),
    ],
)
def test_what_a_page_says_is_understood(body, event) -> None:
    assert inbound.incoming(body) == event


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        {},
        {"id": ID},
        {"id": ID, "kind": "text"},
        {"id": ID, "kind": "text", "text": "x" * (limits.MAX_TEXT + 1)},
        {"id": ID, "kind": "text", "text": 7},
        {"id": "short", "kind": "text", "text": "x"},
        {"id": ID, "kind": "press", "action": "x" * 201},
        {"id": ID, "kind": "react", "emoji": "dance", "subject": "v"},
        {"id": ID, "kind": "submit", "action": "a", "ticked": "likeness"},
        {"id": ID, "kind": "submit", "action": "a", "chosen": {"look": 3}},
        {"id": ID, "kind": "submit", "action": "a", "chosen": {"look": ["x"] * 17}},
        {"id": ID, "kind": "submit", "action": "a", "chosen": {"look": [["x"]]}},
        {"id": ID, "kind": "text", "text": "", "uploads": [{"ref": "../../etc", "size": 1}]},
        {"id": ID, "kind": "text", "text": "", "uploads": [{"ref": "photo-01", "size": True}]},
        {"id": ID, "kind": "text", "text": "", "uploads": [{"ref": "photo-01", "size": -1}]},
        {"id": ID, "kind": "text", "text": "", "uploads": [{"ref": f"photo-{n:02}", "size": 1} for n in range(9)]},
        {"id": ID, "kind": "post", "text": "I am the bot"},
    ],
)
def test_what_no_page_of_ours_says_is_refused(body) -> None:
    with pytest.raises(Refused):
        inbound.arrival("ada", body)


def test_an_event_keeps_its_id_so_that_a_repeated_try_is_heard_once() -> None:
    body = {"id": ID, "kind": "text", "text": "hello", "locale": "de-AT"}
    assert inbound.arrival("ada", body).event_id == inbound.arrival("ada", body).event_id
    assert inbound.arrival("ada", body).event_id != inbound.arrival("ben", body).event_id
    assert inbound.arrival("ada", body).locale == "de-AT"


@pytest.fixture
async def unheard():
    """A page whose bot takes no arrival."""
    platform = build(Options(port=0))
    await platform.start()
    page = await Page(platform).enter()
    yield page
    await page.close()
    await platform.stop()


async def test_a_full_inbox_asks_to_try_again(unheard) -> None:
    for _ in range(limits.MAX_WAITING_EVENTS):
        unheard.platform._inbox.put(inbound.arrival("ada", {"id": ID, "kind": "text", "text": "x"}))
    assert await unheard.say(kind="text", text="one too many") == 503


async def test_what_is_not_written_down_is_not_acknowledged(unheard, monkeypatch) -> None:
    """Sabotage: acknowledged once in the inbox, this is a 202."""
    monkeypatch.setattr(limits, "WRITTEN_WAIT_S", 0.05)
    assert await unheard.say(kind="text", text="hello") == 503


@pytest.mark.parametrize(("kept", "status"), [(True, 202), (False, 503)])
async def test_the_acknowledgement_waits_for_the_turn(unheard, kept, status) -> None:
    saying = asyncio.create_task(unheard.say(kind="text", text="hello"))
    arrival = await anext(aiter(unheard.platform.arrivals()))
    assert not saying.done()
    arrival.written(kept)
    assert await saying == status


async def test_an_event_too_large_to_be_one_is_refused(ada) -> None:
    status = await ada.say(kind="text", text="x" * (limits.MAX_EVENT_BYTES + 1))
    assert status in (400, 413)
