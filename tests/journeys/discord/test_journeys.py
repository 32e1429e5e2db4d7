"""Whole journeys of people on Discord, with the failures its peers are known for."""

from __future__ import annotations

import asyncio
import re

import pytest

from storage.people import persons
from tests.bot.platforms.discord.fake.world import custom_ids, labels
from tests.journeys.discord.bot import bot_on
from tests.journeys.discord.visitor import Visitor


async def test_from_headshot_to_forget_me_and_nothing_is_left(bot, fake, ada, photo) -> None:
    pictures = await ada.gets_pictures(photo)
    # /headshot is asked for; then at most six answers: purpose, yes, form opened, form, looks opened, looks
    assert len(ada.did) - 1 <= 6
    assert "consent-receipt.html" in ada.files()
    for picture in pictures:
        (shown,) = picture["attachments"]
        assert "BACKGROUND REPLACED" in picture["content"]
        assert "Head and shoulders".lower() in shown["description"].lower()
        offered = await ada.until(lambda p=picture: p.get("offered") if len(p.get("offered", ())) == 3 else None)
        assert offered == ["👍", "👎", "🗑"]
        assert labels(picture)[0].startswith("Approve")
    await ada.vote("approve", pictures[0])
    name = pictures[0]["attachments"][0]["filename"]
    assert re.fullmatch(r"soft-studio-[a-z-]+-background-replaced-\d{4}-\d\d-\d\d\.jpg", name)
    await ada.until(lambda: ada.files().count(name) == 2)  # as shown, and as the file to keep
    await ada.forgets()
    assert await persons.find(bot.storage, bot_address(ada)) is None
    # Everything the bot said is gone but the last words and their receipt.
    assert all("erased" in text.lower() or "receipt" in text.lower() for text in ada.texts())
    assert not ada.pictures()


async def test_after_forget_me_links_lead_to_what_only_the_person_can_delete(bot, fake, ada, photo) -> None:
    await ada.agrees()
    await ada.until(lambda: any("send me a photo" in text for text in ada.texts()))
    words = fake.world.say("ada", "hm")
    sent = fake.world.say("ada", "", (photo,))
    await ada.until(lambda: ada.with_button("f:look.choose"))
    await ada.forgets()
    last = ada.texts()[-1]
    here = f"https://discord.com/channels/@me/{fake.world.person('ada').channel}"
    assert [line for line in last.splitlines() if line.startswith("https")] == [
        f"{here}/{m['id']}" for m in (sent, words)
    ]
    assert not any(message["id"] in last for message in ada.messages())


async def test_a_history_that_discord_refuses_holds_no_last_words_back(bot, fake, ada) -> None:
    fake.world.say("ada", "hello")
    await ada.until(lambda: ada.with_button("c:purpose.profile"))
    fake.rest.broken["GET /channels/{channel}/messages"].append((403, 50001, "Missing Access"))
    await ada.forgets()
    assert "https" not in ada.texts()[-1]


async def test_the_form_takes_photos_and_leaves_no_message_of_the_person(bot, fake, ada, photo) -> None:
    await ada.agrees((photo,))
    await ada.until(lambda: ada.with_button("f:look.choose"))
    channel = fake.world.messages[fake.world.person("ada").channel]
    assert all(message["author"]["id"] == fake.world.bot["id"] for message in channel.values())


async def test_the_form_shows_every_sentence_in_full_and_ticks_nothing(bot, ada) -> None:
    await ada.command("headshot")
    await ada.press("purpose.profile")
    await ada.press("consent.show")
    modal, message = await ada.open_form("consent.give")
    text, boxes, upload = modal["components"]
    for sentence in ("These photos show me and nobody else.", "I still get headshots that keep my real face."):
        assert sentence in text["content"]
        assert sentence in message["content"]
    assert len(boxes["component"]["options"]) == 3
    assert not any(option.get("default") for option in boxes["component"]["options"])
    assert "9 MB" in upload["description"]  # what a bot may send back, rounded down
    assert upload["component"]["max_values"] == 8


async def test_a_photo_before_consent_is_not_downloaded(bot, fake, ada, photo) -> None:
    fake.world.say("ada", "", (photo,))
    await ada.until(lambda: any("not downloaded" in text for text in ada.texts()))
    assert fake.world.fetched == []


async def test_the_sabotage_of_it_is_seen(bot, fake, ada, photo) -> None:
    """The same photo after the yes is downloaded: the fake would have noticed."""
    await ada.agrees()
    await ada.until(lambda: any("send me a photo" in text for text in ada.texts()))
    fake.world.say("ada", "", (photo,))
    await ada.until(lambda: fake.world.fetched)


async def test_an_unticked_form_downloads_nothing(bot, fake, ada, photo) -> None:
    await ada.command("headshot")
    await ada.press("purpose.profile")
    await ada.press("consent.show")
    await ada.submit("consent.give", ticked=frozenset({"likeness"}), photos=(photo,))
    await ada.until(lambda: any("downloaded nothing" in text for text in ada.texts()))
    assert fake.world.fetched == []


async def test_yes_and_no_are_equal_buttons(bot, ada) -> None:
    await ada.command("headshot")
    await ada.press("purpose.profile")
    message, _ = await ada.until(lambda: ada.with_button("c:consent.show"))
    yes, no = message["components"][0]["components"]
    assert yes["style"] == no["style"]


async def test_in_a_server_it_goes_on_in_private(bot, ada) -> None:
    asked = await ada.command("headshot", server=True)
    assert asked.response["data"]["flags"] == 64
    assert "private" in asked.message["content"]
    await ada.until(lambda: ada.with_button("c:purpose.profile"))


async def test_closed_dms_get_help_where_the_person_is_and_a_second_try(bot, fake, ada) -> None:
    fake.world.person("ada").dms_open = False
    asked = await ada.command("headshot", server=True)
    await ada.until(lambda: "direct messages" in asked.message["content"])
    tried = fake.rest.counts["POST /channels/{channel}/messages"]
    await asyncio.sleep(1.5)
    assert fake.rest.counts["POST /channels/{channel}/messages"] == tried, "a closed door is not knocked at in a loop"
    fake.world.person("ada").dms_open = True
    fake.world.click("ada", asked.message, "g:headshot", server=True)
    await ada.until(lambda: ada.with_button("c:purpose.profile"))


async def test_votes_count_after_a_restart_by_reaction_and_by_button(fake, ada, photo, tmp_path) -> None:
    async with bot_on(fake, tmp_path):
        first, second = await ada.gets_pictures(photo)
    async with bot_on(fake, tmp_path):
        await ada.vote("approve", first)
        await ada.until(lambda: ada.files().count(first["attachments"][0]["filename"]) == 2)
        await ada.press("vote.reject")
        await ada.until(lambda: any("Picture 2: rejected" in text for text in ada.texts()))
        assert second in ada.pictures()


async def test_a_press_that_was_acknowledged_before_a_stop_is_answered_after_it(fake, ada, tmp_path) -> None:
    async with bot_on(fake, tmp_path):
        await ada.command("headshot")
    async with bot_on(fake, tmp_path):
        await ada.until(lambda: ada.with_button("c:purpose.profile"))
    assert len(ada.did) == 1


async def test_an_old_form_opens_after_a_restart(fake, ada, photo, tmp_path) -> None:
    async with bot_on(fake, tmp_path):
        await ada.agrees((photo,))
        await ada.until(lambda: ada.with_button("f:look.choose"))
    async with bot_on(fake, tmp_path):
        await ada.submit("look.choose", chosen={"number": "1"})
        await ada.until(lambda: len(ada.pictures()) == 1)


async def test_a_form_opened_before_a_restart_is_taken_after_it(fake, ada, photo, tmp_path) -> None:
    async with bot_on(fake, tmp_path):
        await ada.agrees((photo,))
        modal, message = await ada.open_form("look.choose")
    async with bot_on(fake, tmp_path):
        fake.world.submit("ada", modal, chosen={"number": "1"}, message=message)
        await ada.until(lambda: len(ada.pictures()) == 1)


async def test_only_the_owner_counts_and_the_bots_own_reactions_do_not(bot, fake, ada, photo) -> None:
    (picture,) = await ada.gets_pictures(photo, "1")
    fake.world.person("ben")
    fake.world.react("ada", picture["id"], "🗑", by="ben")
    data = fake.world.react("ada", picture["id"], "❌", by="ben") | {"user_id": fake.world.bot["id"]}
    fake.world.dispatch("MESSAGE_REACTION_ADD", data, None)
    await ada.command("status")
    await ada.until(lambda: any("One picture" in text for text in ada.texts()))
    assert ada.pictures()


async def test_a_cross_erases_and_taking_a_thumb_off_withdraws_it(bot, fake, ada, photo) -> None:
    first, second = await ada.gets_pictures(photo)
    await ada.vote("approve", first)
    await ada.until(lambda: any("Picture 1 is yours" in text for text in ada.texts()))
    fake.world.react("ada", first["id"], "👍", added=False)
    await ada.until(lambda: any("no longer approved" in text for text in ada.texts()))
    fake.world.react("ada", second["id"], "❌")
    await ada.until(lambda: len(ada.pictures()) == 1)


async def test_a_vote_in_any_skin_tone_counts_and_a_repeated_delivery_counts_once(bot, fake, ada, photo) -> None:
    (picture,) = await ada.gets_pictures(photo, "1")
    for _ in range(3):
        fake.world.react("ada", picture["id"], "👍🏿")
    await ada.until(lambda: any("Picture 1 is yours" in text for text in ada.texts()))
    await ada.command("help")
    await ada.until(lambda: any("/candid my-data" in text for text in ada.texts()))
    assert sum("is yours" in text for text in ada.texts()) == 1
    assert not any("already" in text for text in ada.texts())


async def test_a_repeated_interaction_is_heard_once(bot, fake, ada) -> None:
    asked = await ada.command("status")
    fake.world.dispatch("INTERACTION_CREATE", asked.payload, None)
    await ada.command("help")
    await ada.until(lambda: any("/candid my-data" in text for text in ada.texts()))
    assert sum("under way" in text for text in ada.texts()) == 1


async def test_the_status_message_is_one_and_is_edited_no_more_often_than_every_three_seconds(
    bot, fake, ada, photo
) -> None:
    bot.painter.hold()
    await ada.agrees((photo,))
    await ada.submit("look.choose", chosen={"number": "2"})
    await ada.until(lambda: ada.with_button("c:job.cancel"))
    await asyncio.sleep(2.0)
    status, _ = ada.with_button("c:job.cancel")
    assert status.get("edits", 0) <= 2
    bot.painter.go.set()
    await ada.until(lambda: len(ada.pictures()) == 2)
    assert sum(any(c.startswith("c:job.cancel") for c in custom_ids(m)) for m in ada.messages()) <= 1


async def test_what_was_missed_while_the_line_was_down_is_caught_up_by_a_resume(bot, fake, ada) -> None:
    await ada.command("help")
    await fake.gateway.drop()
    fake.world.say("ada", "status")
    await ada.until(lambda: any("under way" in text for text in ada.texts()))
    assert fake.gateway.resumes == 1


async def test_a_refused_resume_identifies_anew(bot, fake, ada) -> None:
    await fake.gateway.drop()
    fake.gateway.forget_sessions()
    await fake.gateway.opened()
    await ada.command("help")
    await ada.until(lambda: any("/candid my-data" in text for text in ada.texts()))


@pytest.mark.long
async def test_a_rate_limit_is_waited_for_and_nothing_is_lost(bot, fake, ada, photo) -> None:
    fake.rest.slow["POST /channels/{channel}/messages"] = (1, 1.0)
    await ada.gets_pictures(photo)
    assert fake.rest.statuses[429] > 0
    assert len(ada.pictures()) == 2


async def test_two_people_at_once_see_only_their_own(bot, fake, photo) -> None:
    ada, ben = Visitor(fake, "ada"), Visitor(fake, "ben")
    mine, theirs = await asyncio.gather(ada.gets_pictures(photo), ben.gets_pictures(photo, "1"))
    assert (len(mine), len(theirs)) == (2, 1)
    await ben.forgets()
    assert len(ada.pictures()) == 2


async def test_german_speaks_german(bot, fake, ada) -> None:
    fake.world.person("ada").locale = "de"
    await ada.command("headshot")
    await ada.until(lambda: any("Wofür" in text for text in ada.texts()))


def bot_address(visitor):
    from bot.platforms.discord.inbound import address_of

    person = visitor.world.person(visitor.name)
    return address_of(int(person.id), person.channel)
