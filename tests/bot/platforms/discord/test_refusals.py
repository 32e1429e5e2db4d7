"""What the real Discord refuses, sends unreadable or leaves out, one test each; ``fake`` names the source of each."""

from __future__ import annotations

import asyncio
import threading
from datetime import UTC, datetime

import aiohttp
import pytest

from bot.platforms.discord import adapter, answers, limits, outbound, rules
from bot.ports import Attachment, Commanded, DoorClosed, Outgoing, PostRefused, Text, Typed
from bot.server_rules import Rules, written
from tests.bot.platforms.discord.fake.rest import OLD_EDITS, OLD_S
from tests.bot.platforms.discord.fake.world import NO_SHARED_SERVER
from tests.bot.platforms.discord.test_adapter import POST, arrives, with_button, words

LONG_AGO = datetime(2015, 1, 1, tzinfo=UTC)
MIB = 1024 * 1024
PATCH = "PATCH /channels/{channel}/messages/{message}"


# --- refusals for good ------------------------------------------------------------------------------------------------


async def test_somebody_who_shares_no_server_has_a_closed_door_and_not_a_broken_message(discord, world) -> None:
    world.person("ada").dms_open, world.person("ada").refused = False, NO_SHARED_SERVER
    with pytest.raises(DoorClosed, match="no_shared_server"):
        await discord.platform.post(await discord.address("ada"), "k", words("Hello"))


async def test_what_is_larger_than_a_request_comes_in_several_named_n_of_m(discord, world) -> None:
    import io
    import os
    import zipfile

    box = io.BytesIO()
    with zipfile.ZipFile(box, "w") as archive:
        for n in range(5):
            archive.writestr(f"photo-{n}.jpg", os.urandom(8 * MIB))
    data = Attachment(filename="my-data.zip", media_type="application/zip", data=box.getvalue())
    address = await discord.address("ada")
    ref = await discord.platform.post(address, "k" * 32, words("All of it.", attachments=(data,)))
    shown = world.shown("ada")
    assert [each["filename"] for message in shown for each in message["attachments"]] == [
        f"my-data-{n}-of-5.zip" for n in range(1, 6)
    ]
    assert [message["content"] for message in shown] == ["All of it.", "Part 2 of 2"]
    await discord.platform.delete(address, ref)
    assert world.shown("ada") == []


async def test_the_sabotage_one_request_for_all_of_it_is_refused(discord, monkeypatch) -> None:
    monkeypatch.setattr(limits, "REQUEST_BYTES", 100 * MIB)
    parts = tuple(Attachment(filename=f"{n}.zip", media_type="application/zip", data=bytes(9 * MIB)) for n in range(3))
    with pytest.raises(PostRefused, match="too_big"):
        await discord.platform.post(await discord.address("ada"), "k", words("All of it.", attachments=parts))


async def test_after_its_last_edit_an_old_message_says_so_once_and_for_good(discord, world) -> None:
    address = await discord.address("ada")
    ref = await discord.platform.post(address, "k", words("0 of 4"))
    world.seconds += OLD_S + 1
    for n in range(OLD_EDITS):
        await discord.platform.edit(address, ref, words(f"{n} of 4"))
    tried = discord.fake.rest.counts[PATCH]
    with pytest.raises(PostRefused) as refused:
        await discord.platform.edit(address, ref, words("4 of 4"))
    assert refused.value.retry_after is None, "the shell posts it anew and takes the old one away"
    assert discord.fake.rest.counts[PATCH] == tried + 1


async def test_a_message_that_was_deleted_meanwhile_is_not_posted_again_and_nothing_is_owed(discord, world) -> None:
    address = await discord.address("ada")
    ref = await discord.platform.post(address, "k" * 32, words("Once."))
    await discord.platform.delete(address, ref)
    with pytest.raises(PostRefused, match="expired"):
        await discord.platform.post(address, "k" * 32, words("Once."))


async def test_reactions_stand_in_the_order_of_the_votes_at_discords_pace(discord, world) -> None:
    from tests.bot.platforms.discord.fake.rest import REACTION_S

    discord.fake.rest.slow["PUT /channels/{channel}/messages/{message}/reactions/{emoji}/@me"] = (1, REACTION_S)
    outgoing = Outgoing(text=Text(key="t"), reactions=("👍", "👎", "🗑️"))
    await discord.platform.post(await discord.address("ada"), "k", words("Picture 1", outgoing=outgoing))
    (message,) = world.shown("ada")
    await world.until(lambda: len(message.get("offered", ())) == 3, 20)
    assert message["offered"] == ["👍", "👎", "🗑️"]


# --- after a crash ----------------------------------------------------------------------------------------------------


async def test_the_one_message_nobody_has_on_record_is_found(discord, world) -> None:
    address = await discord.address("ada")
    known = await discord.platform.post(address, "a" * 32, words("On record."))
    posted = await discord.platform.post(address, "b" * 32, words("The process died here."))
    assert await discord.platform.unknown(address, LONG_AGO, frozenset({known})) == posted
    assert await discord.platform.unknown(address, LONG_AGO, frozenset({known, posted})) is None


async def test_a_message_older_than_the_row_is_not_taken_for_it(discord, world) -> None:
    """The last words of /forget-me are on nobody's record."""
    address = await discord.address("ada")
    await discord.platform.post(address, "a" * 32, words("Everything is erased."))
    tomorrow = datetime(2100, 1, 1, tzinfo=UTC)
    assert await discord.platform.unknown(address, tomorrow, frozenset()) is None


async def test_half_of_its_parts_are_not_taken_for_all_of_them(discord, world) -> None:
    address = await discord.address("ada")
    first = Attachment(filename="my-data-1-of-2.zip", media_type="application/zip", data=b"PK")
    await discord.platform.post(address, "a" * 32, words("All of it.", attachments=(first,)))
    with pytest.raises(PostRefused, match="half_way"):
        await discord.platform.unknown(address, LONG_AGO, frozenset())


# --- what discord.py cannot read --------------------------------------------------------------------------------------


async def test_a_message_whose_answer_cannot_be_read_stands_and_is_known(discord, world) -> None:
    discord.fake.rest.unreadable_posts = 1
    address = await discord.address("ada")
    ref = await discord.platform.post(address, "k", words("Hello"))
    assert [message["id"] for message in world.shown("ada")] == [ref]
    await discord.platform.delete(address, ref)
    assert world.shown("ada") == []


async def test_the_sabotage_without_the_answer_as_it_came_the_message_would_be_lost(discord, monkeypatch) -> None:
    monkeypatch.setattr(answers, "id_in", lambda _bodies: "")
    discord.fake.rest.unreadable_posts = 1
    with pytest.raises(PostRefused, match="unreadable"):
        await discord.platform.post(await discord.address("ada"), "k", words("Hello"))


async def test_one_message_that_cannot_be_read_does_not_cost_the_page(discord, world) -> None:
    address = await discord.address("ada")
    poison = world.say("ada", "poison")
    discord.fake.rest.unreadable[poison["id"]] = {"author": None, "attachments": 5}
    ref = await discord.platform.post(address, "k", words("Hello"))
    assert await discord.platform.unknown(address, LONG_AGO, frozenset()) == ref


async def test_an_event_that_cannot_be_read_is_told_and_the_next_one_is_heard(discord, world) -> None:
    world.dispatch("MESSAGE_CREATE", {"id": "1", "channel_id": "2"}, None)
    world.say("ada", "hello")
    assert (await arrives(discord.platform)).event == Typed(text="hello")
    assert [line for line in discord.told if "MESSAGE_CREATE" in line]
    assert discord.fake.gateway.identifies == 1, "the session goes on"


@pytest.mark.long
async def test_a_ready_that_cannot_be_read_begins_the_session_anew(discord, world, monkeypatch) -> None:
    monkeypatch.setattr(adapter, "AGAIN_S", (0.05,))
    gateway = discord.fake.gateway
    gateway.unreadable_readies = 2
    await gateway.lose_sessions()
    await world.until(lambda: gateway.identifies == 4, 40)
    await _hears(discord)
    assert [line for line in discord.told if "trying again" in line]


@pytest.mark.long
async def test_a_session_that_never_begins_is_told_and_begun_anew(discord, world, monkeypatch) -> None:
    monkeypatch.setattr(adapter, "AGAIN_S", (0.05,))
    monkeypatch.setattr(adapter, "LOOK_S", 0.05)
    monkeypatch.setattr(limits, "DEAF_S", 0.3)
    gateway = discord.fake.gateway
    gateway.mute = True
    await gateway.lose_sessions()
    await _until(lambda: [line for line in discord.told if "trying again" in line])
    assert max(line.deaf_s for line in discord.platform.health()) > 0
    gateway.mute = False
    await _hears(discord)
    assert [line.deaf_s for line in discord.platform.health()] == [0.0]


@pytest.mark.long
async def test_a_connection_that_is_given_up_leaves_no_heartbeat_behind(discord, world, monkeypatch) -> None:
    monkeypatch.setattr(adapter, "AGAIN_S", (60.0,))
    monkeypatch.setattr(adapter, "LOOK_S", 0.05)
    monkeypatch.setattr(limits, "DEAF_S", 0.3)
    discord.fake.gateway.mute = True
    await discord.fake.gateway.lose_sessions()
    await _until(lambda: [line for line in discord.told if "trying again" in line])
    await _until(lambda: not [thread for thread in threading.enumerate() if "keep-alive" in thread.name])


async def _hears(discord) -> None:
    await _until(lambda: discord.platform.health()[0].connected_since)


async def _until(seen) -> None:
    """What happens inside the bot changes nothing on the fake, so it is looked for."""
    for _ in range(2000):
        if seen():
            return
        await asyncio.sleep(0.02)
    raise TimeoutError


# --- servers and shards -----------------------------------------------------------------------------------------------


@pytest.mark.long
async def test_each_shard_says_how_it_is(discord, world) -> None:
    await discord.platform.stop()
    discord.fake.rest.shards = 2
    sharded = discord._platform()
    await sharded.start()
    await world.until(lambda: len(discord.fake.gateway.sessions) == 3, 20)
    await _until(lambda: len([line for line in sharded.health() if line.connected_since]) == 2)
    second = next(each for each in discord.fake.gateway.sessions.values() if each.shard == (1, 2))
    discord.fake.gateway.mute = True
    del discord.fake.gateway.sessions[second.id]
    await second.socket.close(code=1001)
    await _until(lambda: sharded.health()[1].deaf_s)
    assert [bool(line.connected_since) for line in sharded.health()] == [True, False]
    discord.fake.gateway.mute = False
    await discord.fake.gateway.drop()
    await _until(lambda: len([line for line in sharded.health() if line.connected_since]) == 2)
    await sharded.stop()


async def hundred_servers_asked() -> tuple[int, int, int]:
    """How many questions, how many of them at once, and how many after the person was asked about once more."""
    asked: list[int] = []
    most = 0

    class Server:
        def __init__(self, number: int) -> None:
            self.id = number

        async def fetch_member(self, user_id: int):
            nonlocal most
            asked.append(self.id)
            most = max(most, len(asked) - len(done))
            await asyncio.sleep(0.01)
            done.append(self.id)
            raise OSError

    done: list[int] = []
    book = rules.ServerRules(_Paused())
    client = type("Client", (), {"guilds": [Server(number) for number in range(121)]})()
    await book.terms_in_private(client, 1)
    first = len(asked)
    await book.terms_in_private(client, 1)
    return first, most, len(asked)


async def test_a_hundred_servers_are_asked_side_by_side_and_once_a_minute() -> None:
    assert await hundred_servers_asked() == (121, limits.SERVERS_AT_ONCE, 121)


async def test_the_sabotage_one_server_after_another_is_seen(monkeypatch) -> None:
    async def one_by_one(*questions):
        return [await each for each in questions]

    monkeypatch.setattr(rules.asyncio, "gather", one_by_one)
    assert (await hundred_servers_asked())[1] == 1


async def test_the_sabotage_answers_that_do_not_hold_are_seen(monkeypatch) -> None:
    monkeypatch.setattr(limits, "WHO_IS_KNOWN_S", -1.0)
    assert (await hundred_servers_asked())[2] == 242


class _Paused:
    async def rules(self, _server):
        return written(Rules(paused=True))


async def test_in_a_server_without_the_bot_a_person_who_installed_it_is_answered(discord, world) -> None:
    data = {"id": world.snowflake(), "name": "headshot", "type": 1, "options": []}
    asked = world.interact("ada", 2, data, server=True, foreign=True)
    arrival = await arrives(discord.platform)
    assert (await asked.answer())["type"] == 4
    assert arrival.event == Commanded(name="headshot")
    assert arrival.address.channel == world.person("ada").channel, "its own DM, never the server's channel"


async def test_a_press_in_a_server_belongs_to_the_persons_own_dm(discord, world) -> None:
    message = await with_button(discord)
    world.click("ada", message, "c:go:1", server=True)
    assert (await arrives(discord.platform)).address.channel == world.person("ada").channel


def test_the_codes_of_a_closed_door_are_named() -> None:
    assert set(outbound.CODES.values()) >= outbound.DOORS


async def test_after_a_refusal_for_good_nothing_is_tried_again(discord) -> None:
    before = discord.fake.rest.counts[POST]
    discord.fake.rest.broken[POST].append((400, 50035, "Invalid Form Body"))
    with pytest.raises(PostRefused):
        await discord.platform.post(await discord.address("ada"), "k", words("Hello"))
    assert discord.fake.rest.counts[POST] == before + 1


async def test_what_a_stop_cuts_off_waits_for_the_next_start_and_is_not_set_aside() -> None:
    session = aiohttp.ClientSession()
    await session.close()
    with pytest.raises(PostRefused) as cut_off, outbound.refusals():
        await session.get("http://127.0.0.1:9/")
    assert (cut_off.value.code, cut_off.value.retry_after is not None) == ("unreachable", True)
    with pytest.raises(PostRefused) as unread, outbound.refusals():
        raise RuntimeError
    assert (unread.value.code, unread.value.retry_after) == ("unreadable", None)
