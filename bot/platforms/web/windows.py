"""What each person's page shows at this moment, numbered, so that a page that was away can catch up exactly.

A window is state, not a log: every standing message carries the number of its last change. A page says up to which
number it has seen and gets the rest, with the list of all that stands. A message shown twice under one reference is one
message; that is why posting here is exact.
"""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.platforms.web import limits
from bot.platforms.web.chat_history import NothingKept, Recall
from bot.platforms.web.render import HTML, Wire, wire
from bot.ports import Attachment, Rendered
from storage import heap
from storage.records import Address, ObjectId


@dataclass(eq=False)
class Stream:
    """One open page. ``lines`` holds JSON texts to send; None ends the stream."""

    lines: asyncio.Queue[str | None] = field(default_factory=lambda: asyncio.Queue(limits.MAX_STREAM_BACKLOG + 1))

    def send(self, line: str) -> None:
        if self.lines.qsize() < limits.MAX_STREAM_BACKLOG:
            self.lines.put_nowait(line)
        else:
            self.end()

    def end(self) -> None:
        while self.lines.full():
            self.lines.get_nowait()
        self.lines.put_nowait(None)


@dataclass(frozen=True, slots=True)
class Shown:
    number: int
    line: str  # the message as JSON: small, and compared as a whole


class Window:
    """One person's page. Picture and file ids are random and mean something in this window only."""

    def __init__(self, address: Address, *, keep_bytes: bool) -> None:
        self.address = address
        self.epoch = secrets.token_urlsafe(9)
        self.streams: set[Stream] = set()
        self.used_at = 0.0
        self._keep_bytes = keep_bytes
        self._number = 0
        self._shown: dict[str, Shown] = {}
        self._picture_ids: dict[ObjectId, str] = {}
        self._pictures: dict[str, ObjectId] = {}
        self._bytes: dict[ObjectId, bytes] = {}
        self._files: dict[str, tuple[str, Attachment]] = {}

    def show(self, ref: str, message: Rendered) -> None:
        """Shows a new message, or changes the one that stands under ``ref``; the same again changes nothing."""
        self._keep(message)
        shown = self._shown.get(ref)
        self._drop_files(ref)
        body = wire(ref, message, self._picture_id, self._file_ids(ref, message))
        line = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
        if shown is not None and shown.line == line:
            return
        self._number += 1
        self._shown[ref] = Shown(number=self._number, line=line)
        self._tell(f'{{"op":"show","n":{self._number},"message":{line}}}')

    def remove(self, ref: str) -> None:
        """Removes a message with the pictures and files that it opened. Removing twice is no error."""
        shown = self._shown.pop(ref, None)
        if shown is None:
            return
        self._drop_files(ref)
        self._drop_pictures(shown)
        self._number += 1
        self._tell(json.dumps({"op": "gone", "n": self._number, "ref": ref}))

    def clear(self) -> None:
        for ref in list(self._shown):
            self.remove(ref)

    def stands(self, ref: str) -> bool:
        return ref in self._shown

    @property
    def empty(self) -> bool:
        """Nothing stands: the page shows its welcome, which asks for a photo."""
        return not self._shown

    def catch_up(self, epoch: str, seen: int) -> str:
        """What a page that has seen changes up to ``seen`` of this ``epoch`` lacks, as one JSON text."""
        after = seen if epoch == self.epoch else -1
        missing = ",".join(s.line for s in self._shown.values() if s.number > after)
        head: Wire = {"op": "sync", "epoch": self.epoch, "n": self._number, "standing": list(self._shown)}
        return f'{json.dumps(head)[:-1]},"messages":[{missing}]}}'

    def ask(self, line: str) -> None:
        """Sends every open page something that is not part of the transcript."""
        self._tell(line)

    def picture(self, picture_id: str) -> ObjectId | None:
        return self._pictures.get(picture_id)

    def held(self, object_id: ObjectId) -> bytes | None:
        return self._bytes.get(object_id)

    def file(self, file_id: str) -> Attachment | None:
        entry = self._files.get(file_id)
        return entry[1] if entry else None

    def _tell(self, line: str) -> None:
        for stream in tuple(self.streams):
            stream.send(line)

    def _picture_id(self, object_id: ObjectId) -> str:
        if object_id not in self._picture_ids:
            picture_id = secrets.token_urlsafe(16)
            self._picture_ids[object_id] = picture_id
            self._pictures[picture_id] = object_id
        return self._picture_ids[object_id]

    def _file_ids(self, ref: str, message: Rendered) -> tuple[str, ...]:
        ids = []
        for attachment in message.attachments:
            file_id = secrets.token_urlsafe(16)
            self._files[file_id] = (ref, attachment)
            ids.append(file_id)
        while len(self._files) > 1 and self._files_are_too_many():
            del self._files[next(iter(self._files))]
        return tuple(ids)

    def _files_are_too_many(self) -> bool:
        size = sum(len(attachment.data) for _, attachment in self._files.values())
        return len(self._files) > limits.MAX_FILES or size > limits.MAX_FILE_BYTES

    def _keep(self, message: Rendered) -> None:
        picture = message.outgoing.picture
        if self._keep_bytes and picture is not None and message.picture is not None:
            self._bytes[picture.object_id] = message.picture

    def _drop_files(self, ref: str) -> None:
        self._files = {file_id: entry for file_id, entry in self._files.items() if entry[0] != ref}

    def _drop_pictures(self, shown: Shown) -> None:
        """Forgets the picture ids that no standing message uses any more."""
        picture = json.loads(shown.line)["picture"] or {}
        for picture_id in filter(None, (picture.get(each) for each in ("id", "before", "original"))):
            if not any(f'"{picture_id}"' in other.line for other in self._shown.values()):
                object_id = self._pictures.pop(picture_id)
                del self._picture_ids[object_id]
                self._bytes.pop(object_id, None)


class Windows:
    """The windows in memory, by the person's user name; read again from the records after they were left."""

    def __init__(self, recall: Recall | None, now: Callable[[], float]) -> None:
        self.recall: Recall = recall or NothingKept()
        self._keep = recall is None
        self._now = now  # seconds, monotonic
        self._windows: dict[str, Window] = {}
        self._loading: dict[str, asyncio.Lock] = {}
        self._hints: set[asyncio.Task[None]] = set()

    async def open(self, address: Address) -> Window:
        """The person's window, filled from the records when it is not in memory."""
        window = self._windows.get(address.user)
        if window is None:
            async with self._loading.setdefault(address.user, asyncio.Lock()):
                window = self._windows.get(address.user) or await self._load(address)
            self._loading.pop(address.user, None)
        window.used_at = self._now()
        return window

    async def looked_at(self, address: Address) -> Window:
        """The same for a page that has just come; an empty one asks for a photo, and does not wait for that hint."""
        window = await self.open(address)
        if window.empty:
            hint = asyncio.create_task(self.recall.photo_expected())
            self._hints.add(hint)
            hint.add_done_callback(self._hints.discard)
        return window

    async def picture(self, window: Window, picture_id: str) -> bytes | None:
        object_id = window.picture(picture_id)
        if object_id is None:
            return None
        return window.held(object_id) or await self.recall.picture(window.address, object_id)

    def document(self, file_id: str) -> Attachment | None:
        """The file of that id as a page of its own, in whichever window; None where there is none, or it is no HTML."""
        found = next(filter(None, (window.file(file_id) for window in self._windows.values())), None)
        return found if found is not None and found.media_type == HTML else None

    def end_streams(self) -> None:
        for window in self._windows.values():
            for stream in tuple(window.streams):
                stream.end()

    async def _load(self, address: Address) -> Window:
        window = Window(address, keep_bytes=self._keep)
        for standing in await self.recall.standing(address):
            window.show(standing.ref, standing.message)
        self._windows[address.user] = window
        return window

    async def let_go(self) -> None:
        """For ever: what nobody looks at leaves the memory, also when nobody comes any more, and goes to the system."""
        while not self._keep:
            await asyncio.sleep(limits.LET_GO_EVERY_S)
            if self.sweep():
                await asyncio.to_thread(heap.give_back)

    def sweep(self) -> int:
        """Lets go of every window that was left ``IDLE_S`` ago; returns how many."""
        now, held = self._now(), len(self._windows)
        self._windows = {
            user: window
            for user, window in self._windows.items()
            if window.streams or now - window.used_at < limits.IDLE_S
        }
        return held - len(self._windows)
