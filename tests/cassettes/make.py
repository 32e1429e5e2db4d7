"""Makes the cassette of the stand-in anew: ``python -m tests.cassettes.make`` in the checkout.

A journey from /headshot to the deletion receipt over the emulated Slack, with real adapter, conversation and storage.
"""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from pathlib import Path

from bot.platforms.slack.recording import NAME
from storage.opening import open_storage
from tests.bot.platforms.slack.harness import open_shim
from tests.fakes import settings_in
from tests.journeys.slack.conftest import Town

MADE = Path(__file__).parent / "slack-stand-in.jsonl"


async def walk(town: Town) -> None:
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
    await ada.sees("Everything I hold is erased.")


async def record(folder: Path) -> Path:
    """The cassette of one walk, in ``folder``."""
    async with open_storage(settings_in(folder / "storage")) as storage, open_shim() as shim:
        town = Town(storage, shim)
        async with town.up(record=folder):
            await walk(town)
    return folder / NAME


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="candid-cassette-") as folder:
        shutil.copyfile(asyncio.run(record(Path(folder))), MADE)
    print(MADE)


if __name__ == "__main__":
    main()
