"""Makes the cassettes of the stand-ins anew: ``python -m tests.cassettes.make [slack|discord]`` in the checkout.

A journey from /headshot to the deletion receipt, with real adapter, conversation and storage.
"""

from __future__ import annotations

import asyncio
import shutil
import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

from bot.platforms.discord import recording as on_discord
from bot.platforms.slack import recording as on_slack
from storage.opening import open_storage
from tests.bot.platforms.discord.fake.server import fake_discord
from tests.bot.platforms.slack.harness import open_shim
from tests.fakes import settings_in
from tests.journeys.discord.bot import bot_on
from tests.journeys.discord.visitor import Visitor
from tests.journeys.slack.conftest import Town
from tests.journeys.web.stage import drawn

HERE = Path(__file__).parent


async def walk_on_slack(town: Town) -> None:
    ada = await town.newcomer()
    await ada.person.opens_home()
    await ada.gets_pictures("2")
    pictures = await ada.pictures()
    await ada.person.reacts(pictures[0]["ts"], "+1::skin-tone-4")
    await ada.sees("Your picture, for keeping.")
    await ada.person.writes("aprove 2")
    await ada.sees("I did not understand that.")
    await ada.person.edits("aprove 2", "reject 2")
    await ada.person.forwards()
    await ada.sees("I can't open a forwarded message.")
    await ada.person.command("status")
    await ada.person.command("forget-me")
    await ada.presses("forget.erase")
    await ada.sees("Your photos, pictures and answers are erased.")


async def walk_on_discord(ada: Visitor) -> None:
    def sees(words: str) -> Callable[[], bool]:
        return lambda: any(words in text for text in ada.texts())

    pictures = await ada.gets_pictures(drawn(600, 800), "2")
    await ada.vote("approve", pictures[0])
    await ada.until(sees("for keeping."))
    said = ada.world.say(ada.name, "aprove 2")
    await ada.until(sees("I did not understand that."))
    ada.world.edit(ada.name, said, "reject 2")
    await ada.until(sees("Picture 2: rejected."))
    await ada.command("status", server=True)
    await ada.forgets()


async def record_slack(folder: Path) -> Path:
    async with open_storage(settings_in(folder / "storage")) as storage, open_shim() as shim:
        town = Town(storage, shim)
        async with town.up(record=folder):
            await walk_on_slack(town)
    return folder / on_slack.NAME


async def record_discord(folder: Path) -> Path:
    async with fake_discord() as fake, bot_on(fake, folder / "storage", record=folder):
        await walk_on_discord(Visitor(fake))
    return folder / on_discord.NAME


RECORDERS: dict[str, Callable[[Path], Awaitable[Path]]] = {"slack": record_slack, "discord": record_discord}


def main() -> None:
    for name in sys.argv[1:] or RECORDERS:
        made = HERE / f"{name}-stand-in.jsonl"
        with tempfile.TemporaryDirectory(prefix="candid-cassette-") as folder:
            shutil.copyfile(asyncio.run(_done(RECORDERS[name](Path(folder)))), made)
        print(made)


async def _done(made: Awaitable[Path]) -> Path:
    return await made


if __name__ == "__main__":
    main()
