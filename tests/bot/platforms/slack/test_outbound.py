"""How messages go out: Slack's pace, its 429s, answers that are lost on the way, and what a dead process left."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from bot.platforms.slack import calls, limits, outbound, render
from bot.platforms.slack.outbound import Outbound
from bot.ports import Attachment, Outgoing, Picture, PostRefused, Rendered, Text
from storage.records import ObjectId
from tests.bot.platforms.slack.fake.emulator import BOT_TOKEN
from tests.contracts.test_platforms import PIXEL, words
from tests.fakes import PATIENCE_S


def picture(**more) -> Rendered:
    shown = Picture(object_id=ObjectId("0" * 32), caption=Text(key="c"), alt=Text(key="a"), filename="headshot.png")
    outgoing = Outgoing(text=Text(key="t"), picture=shown, subject="v1", reactions=("👍", "👎", "🗑"))
    return Rendered(
        language="en", text="Picture 1", outgoing=outgoing, caption="Edited.", alt="Head and shoulders.",
        picture=PIXEL, **more,
    )  # fmt: skip


async def test_a_picture_carries_its_caption_its_description_and_its_votes(harness) -> None:
    address = await harness.address("ada")
    ref = await harness.platform.post(address, "k", picture())
    await harness.platform.react(address, ref, picture().outgoing.reactions)
    (message,) = await (await harness.person("ada")).messages()
    kinds = [block["type"] for block in message["blocks"]]
    assert kinds == ["section", "image", "section"]
    assert message["blocks"][1]["alt_text"] == "Head and shoulders."
    assert [reaction["name"] for reaction in message["reactions"]] == ["+1", "-1", "wastebasket"]
    ts, (file_id,) = outbound.parts_of(ref)
    assert (ts, file_id) == (message["ts"], message["blocks"][1]["slack_file"]["id"])
    (complete,) = harness.shim.made("files.completeUploadExternal")
    assert "channel_id" not in complete.body, "uploaded unshared, so that the message's ts is known"


async def test_deleting_a_message_deletes_its_files(harness) -> None:
    address = await harness.address("ada")
    ref = await harness.platform.post(address, "k", picture())
    await harness.platform.delete(address, ref)
    _, (file_id,) = outbound.parts_of(ref)
    assert (await harness.shim.call("files.info", BOT_TOKEN, file=file_id))["error"] == "file_not_found"
    assert await harness.sees("ada") == []


@pytest.mark.parametrize("method", ["chat.postMessage", "chat.update", "chat.delete", "files.getUploadURLExternal"])
async def test_a_429_is_honoured_to_the_second(harness, method) -> None:
    address = await harness.address("ada")
    ref = await harness.platform.post(address, "k1", words("Here."))
    harness.shim.trouble.answers[method] = [(429, {"Retry-After": "17"}, {"ok": False, "error": "ratelimited"})]
    call = {
        "chat.update": lambda: harness.platform.edit(address, ref, words("There.")),
        "chat.delete": lambda: harness.platform.delete(address, ref),
    }.get(method, lambda: harness.platform.post(address, "k2", picture()))
    with pytest.raises(PostRefused) as refused:
        await call()
    assert refused.value.retry_after == 17


async def test_every_429_is_counted_for_the_operator(harness) -> None:
    """By the line that `candid doctor`, the desk and the metrics read; one answer counts once."""
    address = await harness.address("ada")
    (line,) = harness.platform.health()
    assert line.limited == 0
    for method in ("chat.postMessage", "files.getUploadURLExternal"):
        busy = (429, {"Retry-After": "17"}, {"ok": False, "error": "ratelimited"})
        harness.shim.trouble.answers[method] = [busy]
        with pytest.raises(PostRefused):
            await harness.platform.post(address, f"k {method}", picture() if "files" in method else words("Here."))
    (line,) = harness.platform.health()
    assert line.limited == 2
    assert len([call for call in harness.shim.calls if call.answer.get("error") == "ratelimited"]) == 2


async def test_sabotage_a_429_that_is_not_counted_is_noticed(harness, monkeypatch) -> None:
    monkeypatch.setattr(calls, "TOO_MANY", 418)
    with pytest.raises(AssertionError):
        await test_every_429_is_counted_for_the_operator(harness)


async def test_what_slack_will_never_take_is_not_tried_again(harness) -> None:
    harness.shim.trouble.answers["chat.postMessage"] = [(200, {}, {"ok": False, "error": "restricted_action"})]
    with pytest.raises(PostRefused, match="restricted_action") as refused:
        await harness.platform.post(await harness.address("ada"), "k", words("Hello."))
    assert refused.value.retry_after is None


async def test_a_refused_picture_leaves_no_file_at_slack(harness) -> None:
    harness.shim.trouble.answers["chat.postMessage"] = [(200, {}, {"ok": False, "error": "invalid_blocks"})]
    with pytest.raises(PostRefused):
        await harness.platform.post(await harness.address("ada"), "k", picture())
    (made,) = harness.shim.made("files.getUploadURLExternal")
    assert (await harness.shim.call("files.info", BOT_TOKEN, file=made.answer["file_id"]))["ok"] is False


async def test_a_post_whose_answer_was_lost_is_not_posted_twice(harness) -> None:
    address = await harness.address("ada")
    harness.shim.trouble.lost["chat.postMessage"] = 10  # slack_sdk itself tries a broken connection again
    with pytest.raises(PostRefused) as refused:
        await harness.platform.post(address, "k", words("Once."))
    assert refused.value.retry_after is not None
    harness.shim.trouble.lost.clear()
    before = len(await harness.sees("ada"))
    ref = await harness.platform.post(address, "k", words("Once."))
    assert len(await harness.sees("ada")) == before
    assert ref in [seen.ref for seen in await harness.sees("ada")]


async def test_sabotage_without_asking_it_is_posted_twice(harness, monkeypatch) -> None:
    monkeypatch.setattr(outbound, "UNSURE", set())
    with pytest.raises(AssertionError):
        await test_a_post_whose_answer_was_lost_is_not_posted_twice(harness)


async def test_after_a_crash_one_page_of_this_chat_is_read_and_nothing_else(harness) -> None:
    address = await harness.address("ada")
    ref = await harness.platform.post(address, "k", picture())
    restarted = await harness.restart()
    assert await restarted.find(address, "k") == ref
    (read,) = harness.shim.made("conversations.history")
    assert read.body["channel"] == address.channel
    assert int(read.body["limit"]) <= limits.HISTORY


async def test_a_file_uploaded_for_a_message_that_never_came_is_deleted_after_a_crash(harness, monkeypatch) -> None:
    class Killed(BaseException):
        pass

    def die(*_args, **_more) -> None:
        raise Killed

    address = await harness.address("ada")
    with monkeypatch.context() as patched:
        patched.setattr(Outbound, "_paced", die)
        with pytest.raises(Killed):
            await harness.platform.post(address, "k", picture())
    (made,) = harness.shim.made("files.getUploadURLExternal")
    restarted = await harness.restart()
    await restarted.start()
    assert await restarted.find(address, "k") is None
    assert (await harness.shim.call("files.info", BOT_TOKEN, file=made.answer["file_id"]))["ok"] is False


async def test_a_pause_between_two_posts_in_a_channel(harness) -> None:
    """However busy the machine is: the last of three is not sent before two pauses are over."""
    platform, address = harness.build(post_every_s=0.3), await harness.address("ada")
    began = asyncio.get_running_loop().time()
    for key in ("1", "2", "3"):
        await platform.post(address, key, words("Hello."))
    assert harness.shim.made("chat.postMessage")[-1].at - began >= 0.59
    await platform.stop()


async def test_nobody_waits_for_another_s_channel(harness) -> None:
    platform = harness.build(post_every_s=10 * PATIENCE_S)
    async with asyncio.timeout(PATIENCE_S):
        await platform.post(await harness.address("ada"), "1", words("Hello."))
        await platform.post(await harness.address("ben"), "2", words("Hello."))
    await platform.stop()


async def test_an_edit_that_comes_too_soon_is_given_back(harness) -> None:
    platform = harness.build(edit_every_s=60.0)
    address = await harness.address("ada")
    ref = await platform.post(address, "k", words("1 of 4"))
    await platform.edit(address, ref, words("2 of 4"))
    with pytest.raises(PostRefused, match="too_soon") as refused:
        await platform.edit(address, ref, words("3 of 4"))
    assert 0 < refused.value.retry_after <= 60
    assert len(harness.shim.made("chat.update")) == 1
    await platform.stop()


async def remembered_after(harness, many: int) -> int:
    platform = harness.build(post_every_s=0.0, edit_every_s=0.0)
    address = await harness.address("ada")
    for number in range(many):
        ref = await platform.post(address, f"k{number}", words("1 of 4"))
        await platform.edit(address, ref, words("2 of 4"))
    await platform.stop()
    return len(platform._outbound._next_at)


async def test_a_turn_that_is_over_is_not_remembered(harness) -> None:
    assert await remembered_after(harness, 6) <= 2


async def test_sabotage_turns_that_are_kept_are_noticed(harness, monkeypatch) -> None:
    def kept(self, what, at) -> None:
        self._next_at[what] = at

    monkeypatch.setattr(Outbound, "_next", kept)
    assert await remembered_after(harness, 6) > 2


def test_the_pace_is_slacks_own() -> None:
    assert limits.POST_EVERY_S >= 1.0
    assert limits.CAPABILITIES.edit_interval_s == limits.EDIT_EVERY_S >= 3.0


RECEIPT = Attachment(filename="receipt.json", media_type="application/json", data=b'{"kept": "nothing"}')


async def test_the_person_opens_a_document_with_their_own_token(harness) -> None:
    """And nobody else does: a file that was uploaded unshared is private to the bot until a message hands it over."""
    ref = await harness.platform.post(await harness.address("ada"), "k", words("Your receipt.", attachments=(RECEIPT,)))
    ada, ben = await harness.person("ada"), await harness.person("ben")
    (message,) = await ada.messages()
    assert await ada.files(message) == {"receipt.json": RECEIPT.data}
    assert await ben.files(message) == {}
    assert len(outbound.parts_of(ref)[1]) == 1


async def test_sabotage_a_link_in_a_block_alone_opens_for_nobody(harness, monkeypatch) -> None:
    worded = render.fallback
    monkeypatch.setattr(render, "fallback", lambda message, _files=(): worded(message))
    await harness.platform.post(await harness.address("ada"), "k", words("Your receipt.", attachments=(RECEIPT,)))
    (said,) = harness.shim.made("chat.postMessage")
    assert "|receipt.json>" in str(said.body["blocks"])
    assert [seen.files for seen in await harness.sees("ada")] == [()]


async def test_a_picture_of_a_kind_slack_cannot_show_is_refused(harness) -> None:
    """By the stand-in, as by Slack: ``invalid_blocks``. The bot sends PNG and JPEG only."""
    webp = picture()
    shown = replace(webp.outgoing.picture, filename="headshot.webp")
    with pytest.raises(PostRefused, match="invalid_blocks"):
        await harness.platform.post(
            await harness.address("ada"), "k", replace(webp, outgoing=replace(webp.outgoing, picture=shown))
        )


def test_the_metadata_says_nothing_about_a_person() -> None:
    assert outbound.key_hash("k") not in "k"
    assert set(render.VOTES.values()) == {"approve", "reject", "erase"}
