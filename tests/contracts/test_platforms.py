"""What every platform must keep, whatever it is. Run over each folder whose tests offer a harness."""

from __future__ import annotations

import base64
from datetime import UTC, datetime

import pytest

from bot.abilities import FindsUnknown, TellsHealth
from bot.declarations import names
from bot.ports import (
    Attachment,
    Box,
    Button,
    Commanded,
    Form,
    Outgoing,
    Picture,
    PostRefused,
    Pressed,
    Reacted,
    Rendered,
    Submitted,
    Text,
    Typed,
    Upload,
)
from storage.records import ObjectId
from tests.contracts.harness import heard, open_harness

LONG_AGO, LATER = datetime(2015, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)

# 1 x 1 pixel, drawn for this test
PIXEL = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGNgYGAAAAAEAAH2FzhVAAAAAElFTkSuQmCC")


@pytest.fixture(params=names())
async def harness(request, tmp_path):
    async with open_harness(request.param, tmp_path) as opened:
        await opened.platform.start()
        yield opened
        await opened.platform.stop()


def words(text: str, **more) -> Rendered:
    outgoing = more.pop("outgoing", Outgoing(text=Text(key="test")))
    return Rendered(language="en", text=text, outgoing=outgoing, **more)


def picture() -> Rendered:
    shown = Picture(
        object_id=ObjectId("0" * 32), caption=Text(key="caption"), alt=Text(key="alt"), filename="headshot.png"
    )
    return words(
        "Here it is.",
        outgoing=Outgoing(text=Text(key="test"), picture=shown),
        caption="Edited: new background.",
        alt="Head and shoulders, plain backdrop.",
        picture=PIXEL,
    )


async def arrives(harness):
    return await heard(harness.platform)


async def test_a_posted_message_is_shown_with_its_words(harness) -> None:
    ref = await harness.platform.post(await harness.address("ada"), "k1", words("Hello."))
    (seen,) = await harness.sees("ada")
    assert "Hello." in seen.text
    assert 0 < len(ref) <= 200


async def test_a_picture_is_shown_with_its_caption_and_its_description(harness) -> None:
    await harness.platform.post(await harness.address("ada"), "k1", picture())
    (seen,) = await harness.sees("ada")
    assert seen.has_picture
    assert "Edited: new background." in seen.caption
    assert seen.alt == "Head and shoulders, plain backdrop."


async def test_buttons_are_shown_by_their_words(harness) -> None:
    outgoing = Outgoing(text=Text(key="test"), buttons=(Button(action="go:1", label=Text(key="go")),))
    await harness.platform.post(
        await harness.address("ada"), "k1", words("Ready?", outgoing=outgoing, labels={"go:1": "Go on"})
    )
    (seen,) = await harness.sees("ada")
    assert "Go on" in seen.labels


async def test_boxes_of_a_form_are_shown_by_their_words(harness) -> None:
    form = Form(
        action="consent.give:1",
        title=Text(key="title"),
        submit=Text(key="submit"),
        boxes=(Box(name="likeness", label=Text(key="box"), required=True),),
    )
    labels = {"title": "Your choices", "submit": "Done", "likeness": "These photos show me."}
    outgoing = Outgoing(text=Text(key="test"), form=form)
    await harness.platform.post(
        await harness.address("ada"), "k1", words("Please tick.", outgoing=outgoing, labels=labels)
    )
    (seen,) = await harness.sees("ada")
    assert "These photos show me." in seen.labels


async def test_a_document_is_handed_over(harness) -> None:
    receipt = Attachment(filename="receipt.json", media_type="application/json", data=b"{}")
    await harness.platform.post(await harness.address("ada"), "k1", words("Your receipt.", attachments=(receipt,)))
    (seen,) = await harness.sees("ada")
    assert seen.files == ("receipt.json",)


async def test_the_same_key_is_not_shown_twice_where_posting_is_exact(harness) -> None:
    if not harness.platform.capabilities.exact_posting:
        return
    address = await harness.address("ada")
    first = await harness.platform.post(address, "k1", words("Once."))
    again = await harness.platform.post(address, "k1", words("Once."))
    assert first == again
    assert len(await harness.sees("ada")) == 1


async def test_an_edit_changes_the_message_in_its_place(harness) -> None:
    address = await harness.address("ada")
    ref = await harness.platform.post(address, "k1", words("Picture 1 of 4"))
    await harness.platform.post(address, "k2", words("Later"))
    await harness.platform.edit(address, ref, words("Picture 2 of 4"))
    first, second = await harness.sees("ada")
    assert "Picture 2 of 4" in first.text
    assert "Later" in second.text


async def test_a_deleted_message_is_gone_and_stays_gone(harness) -> None:
    address = await harness.address("ada")
    ref = await harness.platform.post(address, "k1", words("Gone soon"))
    await harness.platform.delete(address, ref)
    await harness.platform.delete(address, ref)
    assert await harness.sees("ada") == []


async def test_a_message_that_is_gone_cannot_be_edited(harness) -> None:
    address = await harness.address("ada")
    ref = await harness.platform.post(address, "k1", words("Gone soon"))
    await harness.platform.delete(address, ref)
    with pytest.raises(PostRefused) as refused:
        await harness.platform.edit(address, ref, words("Back"))
    assert refused.value.retry_after is None


async def test_a_message_is_found_by_its_key_after_a_crash(harness) -> None:
    address = await harness.address("ada")
    ref = await harness.platform.post(address, "k1", words("Hello."))
    restarted = await harness.restart()
    if isinstance(restarted, FindsUnknown):  # by what is on record, where the history tells no key
        assert await restarted.unknown(address, LONG_AGO, frozenset()) == ref
        assert await restarted.unknown(address, LONG_AGO, frozenset({ref})) is None
        assert await restarted.unknown(address, LATER, frozenset()) is None
        return
    assert await restarted.find(address, "k1") == ref
    assert await restarted.find(address, "never-posted") is None


async def test_a_platform_that_can_go_deaf_says_how_each_connection_is(harness) -> None:
    if not isinstance(harness.platform, TellsHealth):
        return
    await harness.does("ada", Typed(text="hello"))
    await arrives(harness)
    (line,) = harness.platform.health()
    assert line.connected_since is not None
    assert line.last_event is not None
    assert line.deaf_s == 0


async def test_people_see_their_own_messages_only(harness) -> None:
    await harness.platform.post(await harness.address("ada"), "k1", words("For Ada"))
    await harness.platform.post(await harness.address("ben"), "k1", words("For Ben"))
    (ada,) = await harness.sees("ada")
    (ben,) = await harness.sees("ben")
    assert ("For Ada" in ada.text, "For Ben" in ben.text) == (True, True)


@pytest.mark.parametrize(
    "event",
    [
        Commanded(name="headshot"),
        Typed(text="approve 2"),
        Pressed(action="purpose.profile:1"),
        Submitted(action="consent.give:1", ticked=frozenset({"likeness"}), chosen=(("number", "4"),)),
        Reacted(emoji="approve", subject="0" * 32),
    ],
    ids=lambda event: type(event).__name__,
)
async def test_what_a_person_does_arrives_as_it_was_meant(harness, event) -> None:
    await harness.does("ada", event)
    arrival = await arrives(harness)
    assert arrival.event == event
    assert arrival.address.user == (await harness.address("ada")).user
    assert arrival.event_id


async def test_two_things_a_person_does_have_two_ids(harness) -> None:
    await harness.does("ada", Typed(text="one"))
    first = await arrives(harness)
    await harness.does("ada", Typed(text="two"))
    second = await arrives(harness)
    assert first.event_id != second.event_id


async def test_an_offered_photo_is_fetched_byte_for_byte(harness) -> None:
    upload = await harness.offer("ada", PIXEL)
    assert await harness.platform.fetch(await harness.address("ada"), upload, 1000) == PIXEL


async def test_a_photo_past_the_limit_is_refused_whatever_size_was_stated(harness) -> None:
    offered = await harness.offer("ada", PIXEL * 10)
    upload = Upload(ref=offered.ref, size=1)
    with pytest.raises(PostRefused, match="too_big"):
        await harness.platform.fetch(await harness.address("ada"), upload, len(PIXEL))


async def test_a_photo_that_was_never_offered_cannot_be_fetched(harness) -> None:
    with pytest.raises(PostRefused):
        await harness.platform.fetch(await harness.address("ada"), Upload(ref="nothing", size=1), 1000)
