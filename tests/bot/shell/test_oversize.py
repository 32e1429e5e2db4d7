"""A file too large for its platform is told, with the way to a smaller one; nothing is lost in silence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.platforms.discord import limits, zip_split
from bot.ports import Attachment, Outgoing, PostRefused, Pressed, Rendered
from bot.shell import oversize
from tests.bot.shell.parts import GOOD_PHOTO, PaintlessWorker

MOST = 12  # bytes: less than "plain  en large" has, more than "plain"


@pytest.fixture
async def worker(storage) -> PaintlessWorker:
    worker = PaintlessWorker(storage, roomy=True)
    await worker.announce()
    return worker


def narrow(bench, most: int = MOST) -> None:
    for platform in bench.shell.platforms.values():
        platform.capabilities = replace(platform.capabilities, max_send_bytes=most)


def keys(bench) -> list[str]:
    return [line.key for message in bench.sees() for line in message.outgoing.lines]


def sent(bench) -> list[bytes]:
    return [
        part for message in bench.sees() for part in (message.picture, *(a.data for a in message.attachments)) if part
    ]


async def as_png(bench, clock) -> None:
    await bench.gets_pictures()
    await bench.votes("approve", bench.pictures()[0])
    clock.advance(seconds=1)
    await bench.does(Pressed(action=bench.button("file.png")))


async def test_a_png_that_is_too_large_is_told_and_a_jpeg_offered(bench, clock):
    await as_png(bench, clock)
    narrow(bench)
    seen = len(bench.sees())
    clock.advance(seconds=1)
    await bench.does(Pressed(action=bench.button("vote.files")))
    new = bench.sees()[seen:]
    said = [line.key for message in new for line in message.outgoing.lines]
    assert said == ["file-too-big", "file-too-big-jpeg"]
    assert not any(message.attachments for message in new)
    narrow(bench, 0)
    clock.advance(seconds=1)
    offered = [b.action for message in new for b in message.outgoing.buttons if b.action.startswith("file.jpeg")]
    await bench.does(Pressed(action=offered[0]))
    assert bench.sees()[-1].attachments[0].media_type == "image/jpeg"


async def test_within_the_limit_it_is_sent_and_nothing_is_said(bench, clock):
    narrow(bench, len(GOOD_PHOTO))  # the original comes back, too
    await as_png(bench, clock)
    assert b"plain  en large" in sent(bench)
    assert not set(keys(bench)) & {"file-too-big", "file-too-big-jpeg", "file-too-big-only"}


async def test_the_sabotage_without_the_rule_discord_refuses_and_the_person_hears_nothing():
    large = Attachment(filename="picture-1.png", media_type="image/png", data=bytes(limits.SEND_BYTES + 1))
    message = Rendered(language="en", text="", outgoing=Outgoing(), attachments=(large,))
    with pytest.raises(PostRefused, match="too_big"):
        zip_split.requests(message)
    assert limits.CAPABILITIES.max_send_bytes == limits.SEND_BYTES


@pytest.mark.parametrize(("size", "up", "down"), [(10 * oversize.MB, "10", "10"), (10 * oversize.MB + 1, "10.1", "10")])
def test_a_file_is_told_no_smaller_and_a_limit_no_larger_than_it_is(size: int, up: str, down: str) -> None:
    assert (oversize._mb(size, up=True), oversize._mb(size, up=False)) == (up, down)
