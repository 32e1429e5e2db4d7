"""What happens on the real Discord and on no kind stand-in: closed doors, a bot that was away, what is no photo."""

from __future__ import annotations

import pytest

from bot.platforms.discord import catch_up, inbound
from bot.platforms.discord.asked import Asked
from tests.bot.platforms.discord.fake.world import custom_ids
from tests.journeys.discord.bot import bot_on
from tests.journeys.discord.visitor import Visitor

POSTS = "POST /channels/{channel}/messages"


def here(asked) -> str:
    """What the person sees where they asked, after the first answer."""
    return "\n".join(message["content"] for message in asked.followups)


def files(asked) -> list[str]:
    return [file["filename"] for message in asked.followups for file in message["attachments"]]


# --- closed direct messages -------------------------------------------------------------------------------------------


@pytest.mark.many
@pytest.mark.parametrize(
    ("command", "said"),
    [("status", "I hold"), ("consent", ""), ("my-data", ""), ("forget-me", ""), ("privacy", "photo")],
)
async def test_with_closed_dms_a_command_does_its_work_where_it_was_asked(bot, fake, ada, command, said) -> None:
    fake.world.person("ada").dms_open = False
    asked = await ada.command(command, server=True)
    await ada.until(lambda: asked.followups)
    assert all(message["flags"] & 64 for message in asked.followups), "only they see it"
    assert custom_ids(asked.message) == [f"g:{command}"], "[Try again] repeats that command"
    assert "direct messages" in asked.message["content"]
    await ada.until(lambda: said in here(asked))
    assert ada.messages() == []


async def test_the_sabotage_a_bot_that_speaks_in_dms_alone_says_nothing_and_is_seen(
    bot, fake, ada, monkeypatch
) -> None:
    async def nowhere(*_):
        return None

    monkeypatch.setattr(Asked, "post", nowhere)
    fake.world.person("ada").dms_open = False
    asked = await ada.command("status", server=True)
    await ada.until(lambda: fake.rest.statuses[403])
    fake.world.person("ada").dms_open = True
    ada.world.say("ada", "/help")
    await ada.until(lambda: any("/candid" in text for text in ada.texts()))
    assert asked.followups == []


async def test_with_closed_dms_everything_is_erased_and_the_receipt_comes_where_it_was_asked(bot, fake, ada) -> None:
    await ada.command("headshot")
    await ada.until(lambda: ada.with_button("c:purpose.profile"))
    fake.world.person("ada").dms_open = False
    asked = await ada.command("forget-me", server=True)
    await ada.until(lambda: asked.followups)
    erase = next(each for each in custom_ids(asked.followups[-1]) if each.startswith("c:forget.erase"))
    pressed = fake.world.click("ada", asked.followups[-1], erase, server=True)
    await ada.until(lambda: any(name.startswith("deletion-receipt") for name in files(pressed) + files(asked)))
    assert ada.messages() == [], "the bot's own messages are deleted as ever"


async def test_a_round_goes_on_where_it_was_asked_and_what_comes_later_waits_for_the_next_word(bot, fake, ada) -> None:
    fake.world.person("ada").dms_open = False
    asked = await ada.command("headshot", server=True)
    await ada.until(lambda: asked.followups)
    purpose = next(each for each in custom_ids(asked.followups[-1]) if each.startswith("c:purpose.profile"))
    fake.world.token_s = -1.0  # the quarter of an hour is over
    fake.world.click("ada", asked.followups[-1], purpose, server=True)
    await ada.until(lambda: fake.rest.statuses[401])
    fake.world.person("ada").dms_open = True
    fake.world.token_s = 900.0
    await ada.command("status", server=True)
    await ada.until(lambda: ada.with_button("c:consent.show"))


async def test_nothing_of_it_is_ever_said_in_the_servers_channel(bot, fake, ada) -> None:
    fake.world.person("ada").dms_open = False
    asked = await ada.command("headshot", server=True)
    await ada.until(lambda: asked.followups)
    button = next(each for each in custom_ids(asked.followups[-1]) if each.startswith("c:purpose.profile"))
    pressed = fake.world.click("ada", asked.followups[-1], button, server=True)
    await ada.until(lambda: pressed.followups)
    assert fake.world.messages["900000000000000002"] == {}


# --- what happened while it was down ----------------------------------------------------------------------------------


async def voted_and_wrote_while_it_was_down(fake, ada, photo, tmp_path) -> None:
    async with bot_on(fake, tmp_path) as bot:
        first, second = await ada.gets_pictures(photo)
        await ada.until(lambda: len(first.get("offered", ())) == len(second.get("offered", ())) == 3)
        del bot
    fake.gateway.forget_sessions()
    await ada.vote("approve", first)
    ada.world.say("ada", "/help")
    async with bot_on(fake, tmp_path):
        await ada.until(lambda: any("is yours" in text for text in ada.texts()), 10)
        await ada.until(lambda: any("/candid" in text for text in ada.texts()[-3:]), 10)
        assert fake.rest.counts["GET /channels/{channel}/messages"] == 1, "one page of the one chat"


async def test_what_was_said_and_voted_while_it_was_down_is_taken_up(fake, ada, photo, tmp_path) -> None:
    await voted_and_wrote_while_it_was_down(fake, ada, photo, tmp_path)


async def test_of_two_votes_given_while_it_was_down_the_person_says_which_counts(fake, ada, photo, tmp_path) -> None:
    async with bot_on(fake, tmp_path):
        first, second = await ada.gets_pictures(photo)
        await ada.until(lambda: len(first.get("offered", ())) == len(second.get("offered", ())) == 3)
    fake.gateway.forget_sessions()
    await ada.vote("reject", first)
    await ada.vote("approve", first)
    async with bot_on(fake, tmp_path):
        await ada.until(lambda: any("more than one vote" in text for text in ada.texts()), 10)
        assert not any("is yours" in text or "I erase it" in text for text in ada.texts()), "neither counts by itself"
        await ada.press("vote.approve")
        await ada.until(lambda: any("is yours" in text for text in ada.texts()), 10)


@pytest.mark.long
async def test_the_sabotage_a_bot_that_looks_nothing_up_is_seen(fake, ada, photo, tmp_path, monkeypatch) -> None:
    async def nothing(*_):
        return None

    monkeypatch.setattr(catch_up, "take_up", nothing)
    with pytest.raises(AssertionError):
        await voted_and_wrote_while_it_was_down(fake, ada, photo, tmp_path)


async def test_what_was_heard_before_is_not_heard_again_after_a_restart(fake, ada, tmp_path) -> None:
    async with bot_on(fake, tmp_path):
        ada.world.say("ada", "/help")
        await ada.until(ada.texts)
    shown = len(ada.texts())
    async with bot_on(fake, tmp_path) as bot:
        ada.world.say("ada", "/status")
        await ada.until(lambda: len(ada.texts()) == shown + 1)
        del bot
    assert len(ada.texts()) == shown + 1


# --- what is no photo, and a photo that comes another way -------------------------------------------------------------


def sent(ada: Visitor, **more) -> None:
    world = ada.world
    person = world.person("ada")
    world.deliver(person, world.message(person.channel, person.user(), {"content": ""}) | more)


STICKER = {"sticker_items": [{"id": "1", "name": "wave", "format_type": 1}]}
POLL = {
    "poll": {
        "question": {"text": "Which?"}, "answers": [], "expiry": "2030-01-01T00:00:00+00:00",
        "allow_multiselect": False, "layout_type": 1,
    }
}  # fmt: skip
VOICE = {"flags": 1 << 13}
FORWARD = {"message_snapshots": [{"message": {"content": "words", "attachments": [], "embeds": [],
           "timestamp": "2026-11-22T12:00:00+00:00", "edited_timestamp": None, "flags": 0, "type": 0,
           "mentions": [], "mention_roles": [], "components": [], "sticker_items": []}}]}  # fmt: skip


async def test_the_sabotage_a_bot_that_hears_words_and_photos_alone_says_nothing_and_is_seen(
    bot, ada, monkeypatch
) -> None:
    of_raw = inbound.of_raw

    def words_alone(message):
        said = of_raw(message)
        return said if said is not None and not said.other else None

    monkeypatch.setattr(inbound, "of_raw", words_alone)
    for kind in (STICKER, POLL, VOICE, FORWARD):
        sent(ada, **kind)
    ada.world.say("ada", "/help")
    await ada.until(lambda: any("/candid" in text for text in ada.texts()))
    assert len(ada.texts()) == 1, "the help alone"


@pytest.mark.parametrize(
    ("kind", "answer"),
    [(STICKER, "stickers"), (POLL, "polls"), (VOICE, "voice messages"), (FORWARD, "forwarded")],
    ids=["sticker", "poll", "voice", "forward"],
)
async def test_what_is_no_photo_and_no_words_gets_an_answer(bot, ada, kind, answer) -> None:
    sent(ada, **kind)
    await ada.until(lambda: any(answer in text for text in ada.texts()))


async def test_a_forwarded_photo_is_taken_as_if_sent(bot, fake, ada, photo) -> None:
    await ada.agrees()
    snapshot = FORWARD["message_snapshots"][0]["message"] | {"attachments": [fake.world.attachment("a.jpg", photo)]}
    sent(ada, message_snapshots=[{"message": snapshot}])
    await ada.until(lambda: ada.with_button("f:look.choose"))


async def test_corrected_words_are_heard_once_and_a_preview_of_a_link_is_none(bot, fake, ada) -> None:
    message = fake.world.say("ada", "halp")
    await ada.until(lambda: any("did not understand" in text for text in ada.texts()))
    fake.world.dispatch("MESSAGE_UPDATE", message | {"embeds": [{"type": "link"}]}, None)
    fake.world.edit("ada", message, "/help")
    await ada.until(lambda: any("/candid" in text for text in ada.texts()))
    shown = len(ada.texts())
    fake.world.dispatch("MESSAGE_UPDATE", message, None)
    fake.world.say("ada", "/status")
    await ada.until(lambda: len(ada.texts()) > shown)
    assert len(ada.texts()) == shown + 1
