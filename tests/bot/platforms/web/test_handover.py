"""No byte of a photo is taken that the conversation did not ask for (promise 1), and never more than the limit."""

from __future__ import annotations

import asyncio

import pytest

from bot.platforms.web import limits
from bot.platforms.web.inbound import address_of
from bot.ports import PostRefused, Typed, Upload

PHOTO = b"\xff\xd8\xff" + b"light" * 1000


async def test_an_offer_is_heard_as_a_reference_and_a_size_only(web, ada) -> None:
    offered = ada.offer(PHOTO)
    await ada.say(kind="text", text="", uploads=[offered])
    arrival = await anext(aiter(web.platform.arrivals()))
    assert arrival.event == Typed(text="", uploads=(Upload(ref=offered["ref"], size=len(PHOTO)),))
    assert ada.asked_for == []


async def test_bytes_nobody_asked_for_are_refused(ada) -> None:
    offered = ada.offer(PHOTO)
    await ada.say(kind="text", text="", uploads=[offered])
    assert (await ada.request("PUT", f"/photos/{offered['ref']}", data=PHOTO))[0] == 409


async def test_another_person_cannot_answer_for_a_photo(web, ada, ben) -> None:
    fetching = asyncio.create_task(web.platform.fetch(address_of(ada.user), Upload(ref="not-yet-there", size=3), 1000))
    await ada.until(lambda: ada.asked_for)
    assert (await ben.request("PUT", "/photos/not-yet-there", data=b"mine"))[0] == 409
    with pytest.raises(PostRefused, match="not_available"):
        await fetching
    assert ben.asked_for == []


async def test_a_photo_that_is_larger_than_it_said_stops_at_the_limit(web, ada) -> None:
    offered = ada.offer(PHOTO)
    with pytest.raises(PostRefused, match="too_big"):
        await web.platform.fetch(address_of(ada.user), Upload(ref=offered["ref"], size=10), 4000)


async def test_a_photo_that_says_it_is_too_large_is_not_asked_for(web, ada) -> None:
    with pytest.raises(PostRefused, match="too_big"):
        await web.platform.fetch(address_of(ada.user), Upload(ref="large-photo", size=5000), 4000)
    assert ada.asked_for == []


async def test_a_page_that_comes_back_is_asked_again(web, ada) -> None:
    offered = ada.offer(PHOTO)
    await ada.disconnect()
    fetching = asyncio.create_task(
        web.platform.fetch(address_of(ada.user), Upload(ref=offered["ref"], size=len(PHOTO)), 10_000)
    )
    await asyncio.sleep(0)
    await ada.connect()
    assert await fetching == PHOTO


async def test_a_page_that_never_comes_back_is_not_waited_for_for_ever(web, ada, monkeypatch) -> None:
    await ada.disconnect()
    monkeypatch.setattr(limits, "UPLOAD_WAIT_S", 0.01)
    with pytest.raises(PostRefused, match="not_available"):
        await web.platform.fetch(address_of(ada.user), Upload(ref="lost-photo", size=3), 1000)


async def test_a_stop_ends_a_fetch_without_a_word_to_the_person(web, ada) -> None:
    """What waits is asked for again at the next start; "not available" would be told as a photo that was lost."""
    await ada.disconnect()
    fetching = asyncio.create_task(web.platform.fetch(address_of(ada.user), Upload(ref="not-yet-there", size=3), 1000))
    await asyncio.sleep(0.01)
    await web.platform.stop()
    await asyncio.wait({fetching}, timeout=limits.UPLOAD_WAIT_S / 4)
    assert fetching.cancelled()


async def test_sabotage_a_stop_that_forgets_who_waits_for_a_photo_is_caught(web, ada, monkeypatch) -> None:
    from bot.platforms.web.handover import Handover

    monkeypatch.setattr(Handover, "close", lambda self: None)
    monkeypatch.setattr(limits, "UPLOAD_WAIT_S", 0.1)
    with pytest.raises(AssertionError):
        await test_a_stop_ends_a_fetch_without_a_word_to_the_person(web, ada)


async def test_sabotage_a_server_that_takes_any_photo_is_caught(web, ada, monkeypatch) -> None:
    """The check above must turn red when the server takes what it is sent."""
    from bot.platforms.web.handover import Handover, Wanted

    monkeypatch.setattr(Handover, "_claim", lambda self, user, ref: Wanted(Upload(ref=ref, size=0), 10**6))
    with pytest.raises(AssertionError):
        await test_bytes_nobody_asked_for_are_refused(ada)
