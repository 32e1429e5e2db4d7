"""Every cassette of Discord is replayed: the same events lead to the same arrivals and to the same acknowledgements.

What the bot posted is judged by Discord's official schema, and answers hold what the adapter reads. Nothing of a person
is in one, whoever made it.
"""

from __future__ import annotations

import asyncio
import json
import re
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.platforms.discord import inbound, limits, recording
from bot.platforms.discord.adapter import Options, build
from bot.platforms.discord.recording import NAME, Recorder
from bot.ports import Box, Form, Outgoing, Rendered, Select, Text, Typed
from bot.shell.cassette import FORMAT, UNSAID
from tests.bot.platforms.discord.fake.rest import Recorded
from tests.bot.platforms.discord.fake.schema import judge
from tests.bot.platforms.discord.fake.server import fake_discord
from tests.bot.platforms.discord.fake.world import Interaction, Person
from tests.cassettes.reading import STAMP, Line, cassettes, lines, meant, of
from tests.contracts.harness import writing_down
from tests.fakes import PATIENCE_S

CASSETTES = cassettes("discord")
MADE_HERE = "what stands in for Discord in the tests"
FRESH = re.compile(r"2026-01-01T00:00:00\.\d{6}\+00:00")
STAND_IN = re.compile(r"9\d{17}")
PERSONAL = re.compile(
    r"(?<![\d.])(?!9000000000)\d{17,20}(?!\d)"  # an id that is no stand-in
    r"|\b20\d\d-\d\d-\d\dT(?!00:00:00\.\d{6})"  # an instant
    r"|\w@\w+\.\w|https?://|\bAda\b|\bada\b|[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}"  # an address, a name, a bot's token
)


@pytest.fixture(params=CASSETTES, ids=lambda path: path.stem)
def cassette(request) -> Path:
    return request.param


def test_there_is_a_cassette_and_it_says_where_it_was_made(cassette) -> None:
    first = lines(cassette)[0]
    assert (first["cassette"], first["platform"]) == (FORMAT, "discord")
    assert (first["made_on"] == MADE_HERE) is ("stand-in" in cassette.stem)


# --- the replay ------------------------------------------------------------------------------------------------------


class Remembering:
    """Stands in for the records: what each recorded message of the bot was, with the form that it opened."""

    def __init__(self, found: list[Line]) -> None:
        modals = [each["with"]["data"] for each in acknowledgements(found) if each["with"].get("type") == 9]
        forms = {str(modal["custom_id"]).removeprefix("m:"): form_of(modal) for modal in modals}
        self.known: dict[str, Outgoing] = {}
        for line in of(found, "called"):
            answer = line["answered"] if isinstance(line["answered"], dict) else {}
            ids = [part.get("custom_id", "") for row in answer.get("components") or () for part in row["components"]]
            form = next((forms[each[2:]] for each in ids if each.startswith("f:") and each[2:] in forms), None)
            vote = next((each.partition(":")[2] for each in ids if each.startswith("c:vote.approve:")), "")
            subject = vote.partition(":")[2]
            self.known[str(answer.get("id"))] = Outgoing(text=Text(key="t"), form=form, subject=subject)

    async def message(self, _address, ref) -> Rendered | None:
        outgoing = self.known.get(ref)
        return Rendered(language="en", text="", outgoing=outgoing) if outgoing is not None else None

    async def open_chats(self, _platform):
        for none in ():
            yield none


def form_of(modal: dict[str, Any]) -> Form:
    boxes: tuple[Box, ...] = ()
    selects: tuple[Select, ...] = ()
    photos = 0
    for part in [each["component"] for each in modal["components"] if "component" in each]:
        options = [(str(each["value"]), Text(key="o")) for each in part.get("options", ())]
        match part["custom_id"]:
            case "boxes":
                boxes = tuple(Box(name=name, label=label) for name, label in options)
            case "photos":
                photos = part["max_values"]
            case name:
                selects += (Select(name=name.removeprefix("select."), label=Text(key="n"), options=tuple(options)),)
    action = str(modal["custom_id"]).removeprefix("m:")
    return Form(action=action, title=Text(key="t"), submit=Text(key="s"), boxes=boxes, selects=selects, photos=photos)


def acknowledgements(found: list[Line]) -> list[Line]:
    return [line for line in of(found, "called") if line["called"].startswith("POST /interactions/")]


async def replayed(cassette: Path, folder: Path) -> list[Line]:
    """What the adapter makes of the events now, written down as in a cassette."""
    found = lines(cassette)
    bot = next(line["answered"]["id"] for line in of(found, "called") if line["called"] == "GET /users/@me")
    async with fake_discord() as fake:
        platform = build(Options(token=fake.world.token, cdn=(fake.base,), record=folder), Remembering(found))
        await platform.start()
        await fake.gateway.opened()
        async with writing_down(platform):
            for line in of(found, "heard"):
                data = json.loads(
                    FRESH.sub(datetime.fromtimestamp(time.time(), UTC).isoformat(), json.dumps(line["data"])).replace(
                        bot, fake.world.app_id
                    )
                )
                before = set(asyncio.all_tasks())
                heard = len(of(lines(folder / NAME), "heard"))
                _met(fake.world, line["name"], data)
                fake.world.dispatch(line["name"], data, None)
                async with asyncio.timeout(PATIENCE_S):
                    while True:
                        await asyncio.sleep(0)
                        if len(of(lines(folder / NAME), "heard")) > heard:
                            break
                await _still(before)
            await platform.stop()
    return lines(folder / NAME)


def _met(world: Any, name: str, data: dict[str, Any]) -> None:
    """The stand-in knows who did it, and waits for the answer."""
    if name != "INTERACTION_CREATE":
        return
    user = (data.get("user") or data["member"]["user"])["id"]
    person = Person(name=user, id=user, channel=str(int(user) + 1))
    world.people[user] = person
    world.messages.setdefault(person.channel, {})
    made = Interaction(id=data["id"], token=data["token"], person=person, payload=data, at=world.seconds)
    world.interactions[made.token] = made


async def _still(before: set[asyncio.Task[Any]]) -> None:
    """What one event leads to has been done: no task of it is left, but for what waits for the next request."""
    lasting = ("RequestHandler.start", "View.__timeout_task_impl", "Modal.__timeout_task_impl")
    async with asyncio.timeout(PATIENCE_S):
        while True:
            await asyncio.sleep(0)
            names = [each.get_coro().__qualname__ for each in asyncio.all_tasks() - before - {asyncio.current_task()}]
            if not [name for name in names if not name.endswith(lasting)]:
                return


def said(found: list[Line]) -> list[str]:
    """The acknowledgements in their order, without what a replay numbers anew."""
    return [
        STAND_IN.sub("", STAMP.sub("", json.dumps(each["with"], sort_keys=True))) for each in acknowledgements(found)
    ]


async def test_what_was_heard_leads_to_the_same_arrivals_and_acknowledgements(cassette, tmp_path) -> None:
    found = lines(cassette)
    again = await replayed(cassette, tmp_path)
    assert meant(of(again, "arrived")) == meant(of(found, "arrived"))
    assert said(again) == said(found)


def made_here() -> Path:
    (found,) = [each for each in CASSETTES if "stand-in" in each.stem]
    return found


async def test_sabotage_an_adapter_that_reads_no_edits_is_noticed(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(inbound, "of_edit", lambda _data, _now: None)
    with pytest.raises(AssertionError):
        await test_what_was_heard_leads_to_the_same_arrivals_and_acknowledgements(made_here(), tmp_path)


async def test_sabotage_a_changed_request_is_noticed(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(limits, "ACK_S", -1.0)  # no answer is in time: each is put off first
    with pytest.raises(AssertionError):
        await test_what_was_heard_leads_to_the_same_arrivals_and_acknowledgements(made_here(), tmp_path)


# --- what was asked and answered -----------------------------------------------------------------------------------


SCHEMAS = {"POST": "MessageCreateRequestSchema", "PATCH": "MessageEditRequestPartialSchema"}
MESSAGES = re.compile(r"(POST|PATCH) /channels/\d+/messages(?:/\d+)?")


def faults(found: list[Line]) -> list[str]:
    """What Discord's official schema says of the messages that the bot posted and edited."""
    asked = [
        Recorded(method=match[1], path=line["called"], body=line["with"], schema=SCHEMAS[match[1]])
        for line in of(found, "called")
        if (match := MESSAGES.fullmatch(line["called"]))
    ]
    assert asked
    return judge().problems(asked)


def test_every_message_is_one_discord_takes(cassette) -> None:
    assert faults(lines(cassette)) == []


def test_sabotage_a_message_with_a_field_discord_does_not_know_is_noticed() -> None:
    found = lines(made_here())
    posted = next(line for line in of(found, "called") if line["called"].endswith("/messages"))
    posted["with"]["buttons"] = []
    assert faults(found)


def test_every_answer_holds_what_the_adapter_reads(cassette) -> None:
    found = of(lines(cassette), "called")
    posted = [line for line in found if MESSAGES.fullmatch(line["called"]) and line["status"] == 200]
    assert posted
    assert [line["called"] for line in posted if not str(line["answered"].get("id", "")).isdigit()] == []
    pages = [line for line in found if line["called"].startswith("GET /channels/")]
    lacking = [each for line in pages for each in line["answered"] if not {"id", "author"} <= set(each)]
    assert lacking == []


# --- nothing of a person -------------------------------------------------------------------------------------------


def personal(written: str) -> list[str]:
    return [found.group() for found in PERSONAL.finditer(written)]


def test_nothing_of_a_person_is_in_it(cassette) -> None:
    assert personal(cassette.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "left", ["1304518893372825600", "2026-11-30T12:47:05.445", "ada@example.org", "https://cdn.discordapp.com/a"]
)
def test_sabotage_whatever_is_left_in_is_refused(left) -> None:
    written = made_here().read_text(encoding="utf-8")
    assert personal(written) == []
    assert personal(written.replace(UNSAID, left, 1)) != []


USER = {
    "id": "1304518893372825600", "username": "ada.example", "global_name": "Ada Example", "discriminator": "0",
    "avatar": "8342729096ea3675442027381ff50dfe", "accent_color": 16711680, "banner": None, "clan": {"tag": "ADA"},
}  # fmt: skip
MESSAGE = {
    "id": "1304518893372825601", "channel_id": "1304518893372825602", "author": USER, "type": 0, "flags": 0,
    "content": "my name is Ada Example", "timestamp": "2026-11-30T12:47:05.445000+00:00",
    "attachments": [{"id": "1304518893372825603", "filename": "ada.jpg", "size": 7, "content_type": "image/jpeg",
                     "url": "https://cdn.discordapp.com/attachments/1/2/ada.jpg?ex=1"}],
}  # fmt: skip
TYPED = {
    "id": "1304518893372825604", "type": 2, "token": "aW50ZXJhY3Rpb246ada", "user": USER, "locale": "en-GB",
    "data": {"name": "candid", "type": 1, "options": [
        {"name": "disclose", "type": 1, "options": [{"name": "number", "type": 3, "value": "ada"}]}]},
}  # fmt: skip
SECRETS = (
    "Ada",
    "ada",
    "1304518893372825",
    "cdn.discordapp",
    "2026-11-30",
    "8342729096",
    "16711680",
    "aW50ZXJh",
    "ADA",
)


def scrubbed(folder: Path) -> str:
    recorder = Recorder(folder, MADE_HERE)
    recorder.told("MESSAGE_CREATE", MESSAGE)
    recorder.told("INTERACTION_CREATE", TYPED)
    recorder.told("GUILD_CREATE", {"name": "Ada's server", "id": "1304518893372825605"})
    path = "/api/v10/webhooks/1304518893372825606/aW50ZXJhY3Rpb246ada/messages/@original"
    recorder.called("PATCH", path, {"content": "Hello Ada"}, 200, MESSAGE)
    recorder.arrived(Typed(text="my name is Ada Example"))
    recorder.arrived(Typed(text="Approve 2!"))
    recorder.close()
    return (folder / NAME).read_text(encoding="utf-8")


def test_whatever_discord_says_of_a_person_is_replaced(tmp_path) -> None:
    written = scrubbed(tmp_path)
    assert [secret for secret in SECRETS if secret in written] == []
    assert '"text": "Approve 2!"' in written
    assert '"content_type": "image/jpeg"' in written
    assert "PATCH /webhooks/9" in written


@pytest.mark.parametrize("kept", ["content", "filename", "url"])
def test_sabotage_a_key_that_is_kept_by_mistake_is_noticed(tmp_path, monkeypatch, kept) -> None:
    monkeypatch.setattr(recording, "KEPT", {*recording.KEPT, kept})
    with pytest.raises(AssertionError):
        test_whatever_discord_says_of_a_person_is_replaced(tmp_path)
