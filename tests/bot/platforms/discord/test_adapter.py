"""What bites on Discord, one test each: deadlines, refusals, limits, closed doors, lines that break."""

from __future__ import annotations

import asyncio
import io
import zipfile
from datetime import UTC, datetime

import pytest
from discord import Locale

from bot.errors import TokenRefused
from bot.platforms.discord import answers, checks, commands, limits, zip_split
from bot.platforms.discord.adapter import Options, build
from bot.platforms.discord.client import Client
from bot.ports import Attachment, Button, Commanded, Outgoing, PostRefused, Pressed, Rendered, Text, Typed
from bot.shell.inbox import Inbox
from tests.bot.platforms.discord.fake.rest import Recorded
from tests.bot.platforms.discord.fake.schema import judge
from tests.bot.platforms.discord.fake.world import CANNOT_SEND, UNKNOWN_INTERACTION
from tests.contracts.harness import heard
from tests.fakes import PATIENCE_S

LONG_AGO = datetime(2015, 1, 1, tzinfo=UTC)

POST = "POST /channels/{channel}/messages"
DELETE = "DELETE /channels/{channel}/messages/{message}"


def words(text: str, **more) -> Rendered:
    return Rendered(language="en", text=text, outgoing=more.pop("outgoing", Outgoing(text=Text(key="t"))), **more)


async def arrives(platform):
    return await heard(platform)


async def with_button(discord, action="go:1"):
    button = Button(action=action, label=Text(key="go"))
    await discord.platform.post(await discord.address("ada"), "k", words("Go?", outgoing=Outgoing(buttons=(button,))))
    return discord.fake.world.shown("ada")[-1]


# --- acknowledging ----------------------------------------------------------------------------------------------------


async def a_press(discord, world):
    """A press and its arrival, of which the conversation has said nothing yet."""
    pressed = world.click("ada", await with_button(discord), "c:go:1")
    return pressed, await asyncio.wait_for(anext(aiter(discord.platform.arrivals())), PATIENCE_S)


async def test_a_press_is_acknowledged_once_it_is_written_down(discord, world) -> None:
    pressed, arrival = await a_press(discord, world)
    await asyncio.sleep(0.05)
    assert pressed.response is None
    arrival.written(True)
    assert (await pressed.answer())["type"] == 6


async def test_the_sabotage_a_press_that_is_acknowledged_before_is_seen(discord, world, monkeypatch) -> None:
    async def at_once(inbox, arrival, _wait_s):
        return inbox.put(arrival)

    monkeypatch.setattr(Inbox, "put_for_good", at_once)
    pressed, _ = await a_press(discord, world)
    assert (await pressed.answer())["type"] == 6, "although nobody has written anything down"


async def test_a_press_that_takes_long_is_shown_as_unanswered_and_answered_later(discord, world, monkeypatch) -> None:
    monkeypatch.setattr(limits, "ACK_S", 0.05)
    pressed, arrival = await a_press(discord, world)
    assert (await pressed.answer())["type"] == 5, "only they see that it is being thought about"
    assert pressed.message["content"] == ""
    arrival.written(True)
    await world.until(lambda: pressed.message["content"] == "Here it comes.")


@pytest.mark.parametrize("refused", ["no room", "not written"])
async def test_a_press_that_is_not_written_down_is_answered_and_not_swallowed(
    discord, world, monkeypatch, refused
) -> None:
    if refused == "no room":
        message = await with_button(discord)
        monkeypatch.setattr(discord.platform._inbox, "put", lambda *_: False)
        pressed = world.click("ada", message, "c:go:1")
    else:
        pressed, arrival = await a_press(discord, world)
        arrival.written(False)
    said = await pressed.answer()
    assert said["type"] == 4
    assert "try again in a minute" in said["data"]["content"]


async def stopped_while_looking_something_up(discord, world, monkeypatch):
    """A command still asks for the rules, and the bot is stopped. What is heard, the command, and what came late."""
    asking, going_on = asyncio.Event(), asyncio.Event()

    async def slow(*_):
        asking.set()
        await going_on.wait()

    message = await with_button(discord)
    monkeypatch.setattr(discord.platform._rules, "terms_for", slow)
    command = world.slash("ada", "headshot")
    await asking.wait()
    stopping = asyncio.create_task(discord.platform.stop())
    await asyncio.sleep(0.05)
    late = world.click("ada", message, "c:go:1")
    await asyncio.sleep(0.05)
    going_on.set()
    arrivals = []
    async for arrival in discord.platform.arrivals():
        arrivals.append(arrival.event)
        arrival.written(True)
    await stopping
    return arrivals, command, late


async def test_what_was_begun_before_a_stop_is_heard_and_acknowledged_and_after_it_nothing_is(
    discord, world, monkeypatch
) -> None:
    heard, command, late = await stopped_while_looking_something_up(discord, world, monkeypatch)
    assert heard == [Commanded(name="headshot")]
    assert command.response is not None
    assert late.response is None, "Discord itself says that nobody answered"


async def test_a_stop_that_waits_for_nobody_is_seen(discord, world, monkeypatch) -> None:
    async def at_once(_client) -> None: ...

    monkeypatch.setattr(Client, "hear_no_more", at_once)
    heard, *_ = await stopped_while_looking_something_up(discord, world, monkeypatch)
    assert heard == []


async def test_a_press_that_was_acknowledged_too_late_still_counts(discord, world) -> None:
    message = await with_button(discord)
    discord.fake.rest.broken["POST /interactions/{id}/{token}/callback"].append(UNKNOWN_INTERACTION)
    world.click("ada", message, "c:go:1")
    assert (await arrives(discord.platform)).event == Pressed(action="go:1")


async def test_a_form_that_nobody_knows_any_more_goes_on_as_a_press(discord, world) -> None:
    message = await with_button(discord)
    message["components"][0]["components"][0]["custom_id"] = "f:consent.give:1"
    world.click("ada", message, "f:consent.give:1")
    assert (await arrives(discord.platform)).event == Pressed(action="consent.give:1")


# --- refusals ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "code", "again"),
    [
        (CANNOT_SEND, "dm_closed", None),
        ((400, 50035, "Invalid Form Body"), "invalid", None),
        ((413, 40005, "Request entity too large"), "too_big", None),
        ((403, 50001, "Missing Access"), "missing_access", None),
        ((403, 40003, "Opening direct messages too fast"), "refused_40003", 60.0),
    ],
)
async def test_what_discord_refuses_has_a_code_and_says_whether_to_come_back(discord, answer, code, again) -> None:
    discord.fake.rest.broken[POST].append(answer)
    with pytest.raises(PostRefused) as refused:
        await discord.platform.post(await discord.address("ada"), "k", words("Hello"))
    assert (refused.value.code, refused.value.retry_after) == (code, again)


async def test_a_message_that_discord_will_not_delete_is_asked_about_once(discord) -> None:
    address = await discord.address("ada")
    theirs = discord.fake.world.say("ada", "mine")
    before = discord.fake.rest.counts[DELETE]
    with pytest.raises(PostRefused) as refused:
        await discord.platform.delete(address, theirs["id"])
    assert refused.value.retry_after is None
    assert discord.fake.rest.counts[DELETE] == before + 1


async def test_a_crash_within_minutes_shows_a_message_once_even_if_the_history_hides_its_nonce(discord, world) -> None:
    address = await discord.address("ada")
    ref = await discord.platform.post(address, "k" * 32, words("Once."))
    restarted = await discord.restart()
    with pytest.raises(PostRefused):
        await restarted.find(address, "k" * 32)
    assert await restarted.post(address, "k" * 32, words("Once.")) == ref
    assert len(world.shown("ada")) == 1


async def test_finding_asks_for_one_page(discord) -> None:
    await discord.platform.unknown(await discord.address("ada"), LONG_AGO, frozenset())
    assert discord.fake.rest.counts["GET /channels/{channel}/messages"] == 1


# --- photos -----------------------------------------------------------------------------------------------------------


async def test_an_address_that_has_expired_is_told_as_not_available(discord, world) -> None:
    upload = await discord.offer("ada", b"photo")
    world.files[upload.ref] = (b"photo", world.seconds - 1)
    with pytest.raises(PostRefused, match="not_available"):
        await discord.platform.fetch(await discord.address("ada"), upload, 1000)


async def test_bytes_come_from_discords_own_hosts_only(discord, world) -> None:
    message = world.message(world.person("ada").channel, world.person("ada").user(), {"content": ""})
    message["attachments"] = [world.attachment("photo.jpg", b"photo")]
    message["attachments"][0]["url"] = discord.fake.base.replace("127.0.0.1", "localhost") + "/attachments/1/a?hm=1"
    world.deliver(world.person("ada"), message)
    arrival = await arrives(discord.platform)
    assert isinstance(arrival.event, Typed)
    with pytest.raises(PostRefused, match="not_available"):
        await discord.platform.fetch(arrival.address, arrival.event.uploads[0], 1000)
    assert world.fetched == []


async def test_nobody_fetches_what_another_has_offered(discord) -> None:
    upload = await discord.offer("ada", b"photo")
    with pytest.raises(PostRefused, match="not_available"):
        await discord.platform.fetch(await discord.address("ben"), upload, 1000)


async def test_no_attachment_address_leaves_the_adapter(discord) -> None:
    upload = await discord.offer("ada", b"photo")
    assert "http" not in repr(upload)


# --- what is too long or too large ------------------------------------------------------------------------------------


async def test_a_long_text_arrives_whole(discord, world) -> None:
    paragraphs = [f"Paragraph {n}. " + "word " * 60 for n in range(12)]
    await discord.platform.post(await discord.address("ada"), "k", words("\n\n".join(paragraphs)))
    (message,) = world.shown("ada")
    shown = message["content"] + "".join(embed["description"] for embed in message["embeds"])
    assert all(f"Paragraph {n}." in shown for n in range(12))


def test_an_archive_too_large_for_one_message_part_is_handed_over_in_whole_archives(monkeypatch) -> None:
    monkeypatch.setattr(limits, "SEND_BYTES", 4000)
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w") as archive:
        for n in range(5):
            archive.writestr(f"photo-{n}.jpg", bytes([n]) * 1500)
    data = Attachment(filename="my-data.zip", media_type="application/zip", data=box.getvalue())
    (request,) = zip_split.requests(words("All of it.", attachments=(data,)))
    parts = request.attachments
    assert [part.filename for part in parts] == [f"my-data-{n}-of-{len(parts)}.zip" for n in range(1, len(parts) + 1)]
    assert len(parts) > 1
    assert all(len(part.data) <= 4000 for part in parts)
    found = {name: zipfile.ZipFile(io.BytesIO(p.data)).read(name) for p in parts for name in _names(p)}
    assert found == {f"photo-{n}.jpg": bytes([n]) * 1500 for n in range(5)}


def test_a_single_photo_that_was_taken_always_fits_into_a_part() -> None:
    assert limits.TAKE_BYTES + 2 * zip_split.AROUND <= limits.SEND_BYTES


def _names(part: Attachment) -> list[str]:
    return zipfile.ZipFile(io.BytesIO(part.data)).namelist()


# --- the connection ---------------------------------------------------------------------------------------------------


async def test_a_wrong_token_is_one_clear_line_with_its_fix(discord) -> None:
    wrong = build(Options(token="wrong", cdn=(discord.fake.base,)))
    with pytest.raises(TokenRefused, match="Reset Token"):
        await wrong.start()
    await wrong.stop()


async def test_a_token_that_is_revoked_while_running_is_told_once(discord, world) -> None:
    world.token = "another"
    await discord.fake.gateway.drop(4004)
    async with asyncio.timeout(PATIENCE_S):
        await discord.platform._listening
    assert len(discord.told) == 1
    assert "Reset Token" in discord.told[0]


async def test_no_privileged_intent_is_asked_for(discord) -> None:
    import discord as library

    (session,) = discord.fake.gateway.sessions.values()
    privileged = library.Intents(members=True, presences=True, message_content=True).value
    assert session.intents & privileged == 0


async def test_two_shards_work_as_one(discord, world) -> None:
    await discord.platform.stop()
    discord.fake.rest.shards = 2
    sharded = discord._platform()
    await sharded.start()
    await world.until(lambda: len(discord.fake.gateway.sessions) == 3, 20)
    world.say("ada", "hello")
    assert (await arrives(sharded)).event == Typed(text="hello")
    await sharded.stop()


async def test_what_is_said_in_servers_is_not_heard(discord, world) -> None:
    message = world.message("900000000000000002", world.person("ada").user(), {"content": "secret"})
    world.dispatch("MESSAGE_CREATE", message | {"guild_id": "900000000000000001"}, None)
    world.say("ada", "hello")
    assert (await arrives(discord.platform)).event == Typed(text="hello")


# --- commands and doctor ----------------------------------------------------------------------------------------------


async def test_commands_are_listed_for_servers_and_dms_and_both_installs_in_both_languages(discord, world) -> None:
    await world.until(lambda: world.commands)
    listed = {each["name"]: each for each in world.commands}
    names = {"headshot", "forget-me", "candid"}
    assert set(listed) == {*names, "headshot-admin"}
    assert {part["name"] for part in listed["candid"]["options"]} == {
        "status", "my-data", "consent", "language", "about", "privacy", "disclose", "verify", "help",
        "where", "ethics", "cost", "changes", "appeal", "feedback",
    }  # fmt: skip
    assert all(part["description_localizations"]["de"] for part in listed["candid"]["options"])
    for name in names:
        assert sorted(listed[name]["contexts"]) == [0, 1]
        assert sorted(listed[name]["integration_types"]) == [0, 1]
        assert listed[name]["description_localizations"]["de"]
    assert listed["headshot-admin"]["contexts"] == [0]


@pytest.mark.parametrize(
    ("theirs", "ours"), [("de", "de"), ("en-GB", "en"), ("es-ES", "es"), ("es-419", "es"), ("hi", "hi")]
)
def test_a_language_is_described_in_every_region_that_discord_knows(theirs: str, ours: str) -> None:
    assert commands._language(Locale(theirs)) == ours


async def test_a_command_is_answered_by_the_name_it_had_before(discord, world) -> None:
    asked = world.slash_by_old_name("ada", "status")
    assert (await arrives(discord.platform)).event == Commanded(name="status")
    assert (await asked.answer())["type"] == 4


async def test_the_sabotage_an_old_name_that_nobody_answers_is_seen(discord, world, monkeypatch) -> None:
    monkeypatch.setattr(commands, "GROUPED", ())
    asked = world.slash_by_old_name("ada", "status")
    world.say("ada", "later")
    assert (await arrives(discord.platform)).event == Typed(text="later")
    assert asked.response is None


async def test_doctor_accepts_a_good_token_and_names_what_is_wrong_with_a_bad_one(discord, world) -> None:
    await world.until(lambda: world.commands)
    assert all(check.ok for check in await checks.online(world.token))
    (wrong,) = await checks.online("wrong")
    assert (wrong.ok, "Reset Token" in wrong.fix) == (False, True)


def test_doctor_names_missing_commands() -> None:
    assert not checks.registered({"headshot"}).ok


# --- the sabotage of the schema check ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("schema", "body"),
    [
        ("MessageCreateRequestSchema", {"content": "x" * 4001}),
        ("MessageCreateRequestSchema", {"content": "x", "components": [{"type": 99}]}),
        ("MessageCreateRequestSchema", {"content": "x", "misspelt": True}),
        ("MessageCreateRequestSchema", {"content": "x", "attachments": [{"id": 0, "description": "x" * 1025}]}),
        ("ModalInteractionCallbackRequestSchema", {"type": 9, "data": {"custom_id": "m", "title": "t" * 46}}),
        ("NoSuchSchema", {}),
    ],
)  # fmt: skip
def test_the_schema_goes_red_on_what_discord_would_refuse(schema, body) -> None:
    assert judge().judge(Recorded(method="POST", path="/", body=body, schema=schema))


def test_the_two_known_deviations_pass_and_no_third() -> None:
    fine = {"content": "x", "attachments": [{"id": 0, "filename": "a.png"}]}
    assert judge().judge(Recorded(method="POST", path="/", body=fine, schema="MessageCreateRequestSchema")) == []
    dm = Recorded(method="POST", path="/", body={"recipient_id": 5}, schema="CreatePrivateChannelRequestSchema")
    assert judge().judge(dm) == []
    third = {"content": 5}
    assert judge().judge(Recorded(method="POST", path="/", body=third, schema="MessageCreateRequestSchema"))


async def test_a_handler_that_forgets_to_acknowledge_is_seen(discord, world, monkeypatch) -> None:
    """Sabotage: the fake would notice."""

    async def never(answer, _took) -> None:
        answer.close()

    monkeypatch.setattr(answers, "first", never)
    pressed = world.click("ada", await with_button(discord), "c:go:1")
    await arrives(discord.platform)
    await asyncio.sleep(0.05)
    assert pressed.response is None
