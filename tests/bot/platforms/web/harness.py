"""The playground for the contract suite: the real server, and a page for each person that speaks to it over HTTP."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from bot.platforms.web.adapter import Options, WebPlatform, build
from bot.platforms.web.inbound import address_of
from bot.platforms.web.outbound import ref_of
from bot.ports import Arrival, Commanded, Incoming, Pressed, Reacted, Rendered, Submitted, Typed, Upload
from bot.records import Standing
from bot.shell.inbox import Inbox
from storage.records import Address, ObjectId
from tests.bot.platforms.web.browserless import Page
from tests.contracts.harness import Seen


class Records:
    """Stands in for the outbox and the vault: what was sent, per person, and pictures by object id."""

    def __init__(self) -> None:
        self.sent: dict[str, dict[str, Rendered]] = {}
        self.pictures: dict[tuple[str, ObjectId], bytes] = {}
        self.photos_expected: asyncio.Queue[None] = asyncio.Queue()

    async def standing(self, address: Address) -> Sequence[Standing]:
        return [Standing(ref=ref, message=m) for ref, m in self.sent.get(address.user, {}).items()]

    async def picture(self, address: Address, object_id: ObjectId) -> bytes | None:
        return self.pictures.get((address.user, object_id))

    async def photo_expected(self) -> None:
        self.photos_expected.put_nowait(None)

    def keep(self, address: Address, ref: str, message: Rendered) -> None:
        self.sent.setdefault(address.user, {})[ref] = message
        picture = message.outgoing.picture
        if picture is not None and message.picture is not None:
            self.pictures[address.user, picture.object_id] = message.picture


class Recorded(WebPlatform):
    """The playground with the shell's habits: what was said and sent is written down at once."""

    def __init__(self, options: Options, records: Records) -> None:
        super().__init__(options, records)
        self.records = records
        self._kept = Inbox()
        self._keeping: asyncio.Task[None] | None = None

    async def start(self) -> None:
        await super().start()
        self._keeping = asyncio.create_task(self._keep())

    async def stop(self) -> None:
        await super().stop()
        if self._keeping is not None:
            await self._keeping

    def arrivals(self) -> AsyncIterator[Arrival]:
        return self._kept.arrivals()

    async def _keep(self) -> None:
        async for arrival in super().arrivals():
            self._kept.put(arrival)
            if arrival.written is not None:
                arrival.written(True)
        self._kept.close()

    async def post(self, address: Address, key: str, message: Rendered) -> str:
        self.records.keep(address, ref_of(key), message)
        return await super().post(address, key, message)

    async def delete(self, address: Address, ref: str) -> None:
        self.records.sent.get(address.user, {}).pop(ref, None)
        await super().delete(address, ref)


class WebHarness:
    def __init__(self) -> None:
        self.records = Records()
        self.platform = Recorded(Options(port=0), self.records)
        self.pages: dict[str, Page] = {}

    async def page(self, user: str) -> Page:
        if user not in self.pages:
            self.pages[user] = await Page(self.platform).enter()
        return self.pages[user]

    async def address(self, user: str) -> Address:
        return address_of((await self.page(user)).user)

    async def offer(self, user: str, photo: bytes) -> Upload:
        offered = (await self.page(user)).offer(photo)
        return Upload(ref=offered["ref"], size=offered["size"])

    async def does(self, user: str, event: Incoming) -> None:
        assert await (await self.page(user)).say(**spoken(event)) == 202

    async def sees(self, user: str) -> list[Seen]:
        """After a fresh look, as by a reload."""
        page = await self.page(user)
        await page.disconnect()
        page.seen = -1
        await page.connect()
        return [await seen(page, message) for message in page.messages.values()]

    async def restart(self) -> WebPlatform:
        await self.platform.stop()
        return build(Options(port=0), self.records)

    async def close(self) -> None:
        for page in self.pages.values():
            await page.close()


def spoken(event: Incoming) -> dict[str, object]:
    match event:
        case Commanded(name=name, argument=argument):
            return {"kind": "text", "text": f"/{name} {argument}"}
        case Typed(text=text, uploads=uploads):
            return {"kind": "text", "text": text, "uploads": [{"ref": u.ref, "size": u.size} for u in uploads]}
        case Pressed(action=action):
            return {"kind": "press", "action": action}
        case Submitted(action=action, ticked=ticked, chosen=chosen):
            return {"kind": "submit", "action": action, "ticked": list(ticked), "chosen": dict(chosen)}
        case Reacted(emoji=emoji, subject=subject, added=added):
            return {"kind": "react", "emoji": emoji, "subject": subject, "added": added}


async def seen(page: Page, message: dict) -> Seen:
    picture, form = message["picture"], message["form"]
    opened = await page.request("GET", f"/pictures/{picture['id']}") if picture else (0, b"")
    boxes = [box["label"] for box in form["boxes"]] if form else []
    return Seen(
        ref=message["ref"],
        text=message["text"],
        caption=picture["caption"] if picture else "",
        alt=picture["alt"] if picture else "",
        labels=tuple([button["label"] for button in message["buttons"]] + boxes),
        has_picture=opened[0] == 200,
        files=tuple(file["filename"] for file in message["files"]),
    )


@asynccontextmanager
async def open_harness(tmp_path: Path) -> AsyncIterator[WebHarness]:
    harness = WebHarness()
    try:
        yield harness
    finally:
        await harness.close()
