"""No picture is shown without a caption and a description (design §8.3)."""

from __future__ import annotations

import dataclasses

from bot.ports import Commanded, Picture
from bot.texts import catalog


def bare(messages) -> list[str]:
    """Pictures that somebody sees without the words that belong to them."""
    return [
        message.text
        for message in messages
        if message.picture is not None and not (message.caption.strip() and message.alt.strip())
    ]


async def all_that_can_be_seen(bench):
    await bench.gets_pictures()
    await bench.votes("approve", bench.pictures()[0])
    await bench.does(Commanded(name="status"))
    return bench.sees()


async def test_every_picture_of_a_journey_has_its_caption(bench):
    seen = await all_that_can_be_seen(bench)
    assert len([message for message in seen if message.picture is not None]) >= 5
    assert bare(seen) == []


async def test_the_outlined_copy_of_a_refused_photo_is_captioned_as_unedited(bench):
    bench.worker.refuse = True
    await bench.consents()
    await bench.sends_photo()
    assert bare(bench.sees()) == []


def test_a_message_cannot_be_made_with_a_picture_and_no_caption():
    needed = {each.name for each in dataclasses.fields(Picture) if each.default is dataclasses.MISSING}
    assert {"caption", "alt"} <= needed


async def test_the_sabotage_captions_that_say_nothing_are_seen(bench, monkeypatch):
    real = catalog.render

    def silent(text, *more, **named):
        return "" if text.key.startswith("caption") else real(text, *more, **named)

    monkeypatch.setattr(catalog, "render", silent)
    assert bare(await all_that_can_be_seen(bench))


async def test_a_withheld_picture_is_never_sent(bench):
    bench.worker.withhold = frozenset({"plain", "soft", "light", "dark"})
    await bench.gets_pictures()
    assert bench.pictures() == []
