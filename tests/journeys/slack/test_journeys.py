"""From /headshot to the deletion receipt, as a person in Slack lives it."""

from __future__ import annotations

import asyncio
import re

import pytest

from bot.conversation.events import Forgotten
from bot.ports import Reacted, Submitted, Typed
from storage.pictures import variants
from storage.records import VariantState
from tests.journeys.slack.conftest import PHOTO


async def states(town, visitor) -> list[str]:
    person = await visitor.known()
    async with town.storage.db.read() as tx:
        return [each.state.value for each in await variants.list_(tx, person.id, town.storage.clock.now())]


async def reacted(visitor, pictures: int) -> bool:
    """Whether so many pictures have every vote put on in advance."""
    on = [{each["name"] for each in message.get("reactions", ())} for message in await visitor.pictures()]
    return on.count({"+1", "-1", "wastebasket"}) == pictures


async def test_from_headshot_to_the_deletion_receipt(town) -> None:
    ada = await town.newcomer()
    pictures = await ada.gets_pictures()
    assert len(pictures) == 4
    for message in pictures:
        blocks = {block["type"]: block for block in message["blocks"]}
        assert blocks["image"]["alt_text"].startswith("Picture ")
    await ada.until("all reactions", lambda: reacted(ada, 4))
    captions = [seen.caption for seen in await ada.person.sees() if seen.has_picture]
    assert sum("A real photo. A program cropped it" in caption for caption in captions) == 4

    await ada.person.reacts(pictures[1]["ts"], "+1::skin-tone-4")
    seen = await ada.sees("Your picture, for keeping.")
    (name,) = seen.files
    assert re.fullmatch(r"online-profile-background-replaced-\d{4}-\d\d-\d\d\.jpg", name)
    assert (await ada.files())[name], "read with the person's own token"

    await ada.person.command("forget-me")
    await ada.presses("forget.erase")
    last = await ada.sees("Your photos, pictures and answers are erased.")
    assert last.files == ("deletion-receipt.html",)
    assert "Only you or an admin can do that." in last.text
    assert "in this workspace only" in last.text
    assert await ada.known() is None
    left = await ada.person.sees()
    assert [seen.text for seen in left] == [last.text]
    # the bot's files are gone too, but the receipt; the person's own photo is not the bot's to delete
    own = [call.body["file"] for call in town.shim.made("files.delete")]
    made = [call.answer["file_id"] for call in town.shim.made("files.getUploadURLExternal")]
    assert set(made[:-1]) <= set(own)
    assert made[-1] not in own


BUSY = (429, {"Retry-After": "1"}, {"ok": False, "error": "ratelimited"})
BROKEN = (503, {}, {"ok": False, "error": "service_unavailable"})


@pytest.mark.long
async def test_whatever_slack_holds_up_is_done_all_the_same(town, monkeypatch) -> None:
    """A 429 or 5xx of every method the journey needs, once or more; the person notices a pause."""
    monkeypatch.setattr("bot.platforms.slack.calls.AGAIN_S", 0.2)
    answers = town.shim.trouble.answers
    for method in ("conversations.open", "files.getUploadURLExternal", "files.completeUploadExternal"):
        answers[method] = [BUSY, BROKEN]
    answers |= {"users.info": [BUSY], "chat.postMessage": [BUSY, BROKEN, BUSY], "reactions.add": [BUSY] * 3}
    ada = await town.newcomer()
    ticking = asyncio.create_task(_ticks(town.storage.clock))
    await ada.gets_pictures("2")
    await ada.until("all reactions", lambda: reacted(ada, 2))
    ticking.cancel()
    assert [method for method, waiting in answers.items() if waiting] == []


async def _ticks(clock) -> None:
    """Time passes as it does outside, and a pause ends."""
    while True:
        await asyncio.sleep(0.05)
        clock.advance(seconds=0.5)


async def test_two_equal_buttons_and_then_a_modal_with_boxes_and_photos(town) -> None:
    ada = await town.newcomer()
    await ada.person.command("headshot")
    await ada.presses("purpose.profile")
    await ada.button("consent.show")
    (gate, *_) = await ada.person.messages()
    show, no = gate["blocks"][-1]["elements"]
    assert (show.get("style"), no.get("style")) == (None, None)
    await ada.person.presses(show["value"])
    view = await ada.modal()
    kinds = [block["element"]["type"] for block in view["blocks"] if block["type"] == "input"]
    assert kinds == ["checkboxes", "checkboxes", "checkboxes", "file_input"]
    assert not any("initial_options" in block.get("element", {}) for block in view["blocks"])


async def test_photos_put_into_the_modal_are_kept(town) -> None:
    ada = await town.newcomer()
    file_id = await ada.person.drops(PHOTO)
    await ada.sees("I have not downloaded your photo.")
    await ada.consents(files=({"id": file_id, "size": len(PHOTO)},), begun=True)  # a photo begins it
    await ada.button("look.choose")
    submitted = [event for event in town.heard if isinstance(event, Submitted)]
    assert [upload.ref for upload in submitted[0].uploads] == [file_id]


async def test_before_consent_no_byte_is_fetched(town) -> None:
    ada = await town.newcomer()
    await ada.person.drops(PHOTO)
    await ada.sees("I have not downloaded your photo.")
    assert town.shim.made("files.info") == []


async def test_a_dropped_photo_is_heard_once_although_slack_tells_of_it_twice(town) -> None:
    ada = await town.newcomer()
    await ada.consents()
    await ada.sees("Now send me a photo")
    town.shim.twice = True
    await ada.person.drops(PHOTO)
    await ada.button("look.choose")
    await asyncio.sleep(0.3)
    said = [event for event in town.heard if isinstance(event, Typed) and event.uploads]
    assert len(said) == 1


async def test_an_edited_message_is_heard_once_and_the_bot_s_own_edits_never(town) -> None:
    ada = await town.newcomer()
    await ada.gets_pictures("2")
    await ada.person.writes("aprove 2")
    await ada.sees("I did not understand that.")
    await ada.person.edits("aprove 2", "approve 2")
    await ada.until("the vote", lambda: _approved(town, ada))
    words = [event.text for event in town.heard if isinstance(event, Typed) and not event.uploads]
    assert words == ["aprove 2", "approve 2"]


async def _approved(town, visitor) -> bool:
    return sorted(await states(town, visitor)) == ["approved", "ready"]


async def test_a_forwarded_photo_is_taken_and_a_forwarded_message_without_one_is_answered(town) -> None:
    ada, ben = await town.newcomer(), await town.newcomer()
    await ada.consents()
    await ada.sees("Now send me a photo")
    file_id = await ada.person.drops(PHOTO)
    await ada.button("look.choose")
    await ben.person.forwards()
    await ben.sees("I can't open a forwarded message.")
    await ada.person.forwards({"id": file_id, "size": len(PHOTO), "mimetype": "image/jpeg"})

    async def two() -> bool:
        return sum(bool(event.uploads) for event in town.heard if isinstance(event, Typed)) == 2

    await ada.until("the forwarded photo", two)


async def test_a_removed_reaction_takes_the_vote_back(town) -> None:
    ada = await town.newcomer()
    (picture,) = await ada.gets_pictures("1")
    await ada.person.reacts(picture["ts"], "+1")
    await ada.until("approved", lambda: _is(town, ada, VariantState.APPROVED))
    await ada.person.reacts(picture["ts"], "+1", added=False)
    await ada.until("withdrawn", lambda: _is(town, ada, VariantState.READY))


async def _is(town, visitor, state) -> bool:
    return await states(town, visitor) == [state.value]


async def test_buttons_and_typed_words_are_twins_of_the_reactions(town) -> None:
    ada = await town.newcomer()
    await ada.gets_pictures("4")
    await ada.presses("vote.approve")
    await ada.person.writes("reject 2")
    await ada.person.writes(":wastebasket: 3")

    async def voted() -> bool:
        return {"approved", "ready", "rejected"} <= set(await states(town, ada))

    await ada.until("three votes", voted)
    await ada.sees("Picture 3 is erased.")
    assert len(await ada.pictures()) == 3


async def test_nobody_else_s_reaction_counts(town) -> None:
    ada, eve = await town.newcomer(), await town.newcomer()
    (picture,) = await ada.gets_pictures("1")
    await town.shim.tell(
        {
            "event": {
                "type": "reaction_added", "user": eve.person.id, "reaction": "+1",
                "item": {"type": "message", "channel": ada.person.channel, "ts": picture["ts"]},
            }
        }
    )  # fmt: skip
    await eve.person.writes("hello")
    await eve.sees("What is your headshot for?")
    assert not any(isinstance(event, Reacted) for event in town.heard)
    assert await states(town, ada) == ["ready"]


async def test_buttons_reactions_and_forms_work_after_a_restart(stopped_town) -> None:
    async with stopped_town.up():
        ada = await stopped_town.newcomer()
        (picture,) = await ada.gets_pictures("1")
        await ada.person.command("headshot")
        await ada.button("purpose.cv")
    async with stopped_town.up():
        await ada.person.reacts(picture["ts"], "+1")
        await ada.until("approved", lambda: _is(stopped_town, ada, VariantState.APPROVED))
        await ada.presses("purpose.cv")
        await ada.sees("What you agreed to before still counts")


async def test_the_home_tab_shows_what_is_held_and_starts_everything(town) -> None:
    ada = await town.newcomer()
    await ada.person.opens_home()
    published = await ada.until("the Home tab", lambda: town.shim.made("views.publish"))
    view = published[-1].body["view"]
    text = str(view)
    assert "I hold no photo and no picture of you" in text
    assert "What happens to your photos" in text
    assert await ada.known() is None, "looking makes nobody known"
    element = next(e for block in view["blocks"] for e in block.get("elements", ()) if e["value"] == "headshot")
    await ada.person.clicks(element)
    await ada.sees("I'm Candid, a program, not a person.")


async def test_in_a_channel_it_goes_on_in_private(town) -> None:
    ada = await town.newcomer()
    envelope = await ada.person.command("headshot", channel="C000000001")
    assert await town.shim.acked(envelope) == {}
    here = await town.shim.answered(envelope)
    assert here["text"].startswith("Let's go on in private.")
    assert here["response_type"] == "ephemeral"
    await ada.sees("I'm Candid, a program, not a person.")
    elsewhere = [call for call in town.shim.made("chat.postMessage") if call.body["channel"] != ada.person.channel]
    assert not elsewhere


async def test_two_people_at_once_do_not_see_each_other_s(town) -> None:
    ada, ben = await town.newcomer(), await town.newcomer()
    await asyncio.gather(ada.gets_pictures("1"), ben.gets_pictures("2"))
    assert len(await ada.pictures()) == 1
    assert len(await ben.pictures()) == 2
    await ada.person.command("forget-me")
    await ada.presses("forget.erase")
    await ada.sees("Your photos, pictures and answers are erased.")
    assert len(await ben.pictures()) == 2
    forgotten = await ada.until("the end", lambda: [event for event in town.heard if isinstance(event, Forgotten)])
    assert len(forgotten) == 1
