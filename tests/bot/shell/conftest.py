from __future__ import annotations

import asyncio

import pytest

from bot.platforms.headless.room import Room
from bot.ports import Commanded, Incoming, Pressed, Reacted, Submitted, Typed
from bot.shell import outcomes, timers
from bot.shell.deliver import Delivery
from bot.shell.runner import Runner
from tests.bot.shell.parts import GOOD_PHOTO, PaintlessWorker, arrive, shell_of


class Bench:
    """A bot on the workbench: nothing runs by itself, ``settle`` turns every wheel until all stand still."""

    def __init__(self, storage, room: Room, worker: PaintlessWorker, **changes) -> None:
        self.storage = storage
        self.room = room
        self.worker = worker
        self.heard: list = []
        self.shell = shell_of(storage, room, heard=lambda _person_id, event: self.heard.append(event), **changes)
        self.runner = Runner(self.shell)
        self.delivery = Delivery(self.shell, self.shell.platforms["headless"])

    async def does(self, event: Incoming, user: str = "ada", **more) -> None:
        self.room.say(user, event, **more)
        await self.settle()

    async def settle(self, *, working: bool = True) -> None:
        while True:
            moved = 0
            while (arrival := self.room.inbox.take()) is not None:
                await arrive(self.runner, arrival)
                moved += 1
            carrying = asyncio.create_task(self._carry_on())
            await self.runner.after_commit.idle()
            carrying.cancel()
            await asyncio.gather(carrying, return_exceptions=True)
            moved += await self.delivery.carry()
            if working:
                moved += await self.worker.work()
            moved += await outcomes.catch_up(self.runner)
            moved += await timers.fire_due(self.runner)
            if not moved:
                return

    async def _carry_on(self) -> None:
        """The last words wait for the outbox, as in a running bot."""
        while True:
            await self.delivery.take_back()
            await asyncio.sleep(0.005)

    def sees(self, user: str = "ada"):
        return [shown.message for shown in self.room.shown(user)]

    def button(self, verb: str, user: str = "ada") -> str:
        for message in reversed(self.sees(user)):
            for button in message.outgoing.buttons:
                if button.action.partition(":")[0] == verb:
                    return button.action
        raise AssertionError(f"no button {verb}: {[m.text for m in self.sees(user)]}")

    def form(self, verb: str, user: str = "ada") -> str:
        for message in reversed(self.sees(user)):
            form = message.outgoing.form
            if form and form.action.startswith(verb):
                return form.action
        raise AssertionError(f"no form {verb}: {[m.text for m in self.sees(user)]}")

    async def person(self, user: str = "ada"):
        from storage.people import persons

        return await persons.find(self.storage, self.room.address(user))

    # --- the way there ---

    async def consents(self, user: str = "ada", *, uploads=()) -> None:
        await self.does(Commanded(name="headshot"), user)
        await self.does(Pressed(action=self.button("purpose.profile", user)), user)
        await self.does(Pressed(action=self.button("consent.show", user)), user)
        ticked = frozenset({"likeness", "processing"})
        await self.does(Submitted(action=self.form("consent.give", user), ticked=ticked, uploads=uploads), user)

    async def sends_photo(self, user: str = "ada", data: bytes = GOOD_PHOTO) -> None:
        await self.does(Typed(text="", uploads=(self.room.offer(data),)), user)

    async def gets_pictures(self, user: str = "ada", number: str = "4") -> None:
        await self.consents(user)
        await self.sends_photo(user)
        await self.chooses(user, number)

    async def chooses(self, user: str = "ada", number: str = "4") -> None:
        chosen = (("look", "plain"), ("number", number))
        await self.does(Submitted(action=self.form("look.choose", user), chosen=chosen), user)

    async def does_without_worker(self, user: str = "ada") -> None:
        """Asks for pictures; the job stays in the queue."""
        chosen = (("look", "plain"), ("number", "4"))
        self.room.say(user, Submitted(action=self.form("look.choose", user), chosen=chosen))
        await self.settle(working=False)

    async def does_photo_without_answer(self, user: str = "ada") -> None:
        """Sends a photo; its check stays in the queue."""
        self.room.say(user, Typed(text="", uploads=(self.room.offer(GOOD_PHOTO),)))
        await self.settle(working=False)

    async def votes(self, vote: str, message, user: str = "ada") -> None:
        await self.does(Reacted(emoji=vote, subject=message.outgoing.subject), user)

    def pictures(self, user: str = "ada"):
        return [message for message in self.sees(user) if message.outgoing.subject]


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.fixture
async def worker(storage) -> PaintlessWorker:
    worker = PaintlessWorker(storage)
    await worker.announce()
    return worker


@pytest.fixture
async def bench(storage, room, worker):
    bench = Bench(storage, room, worker)
    yield bench
    await bench.runner.close(1.0)
