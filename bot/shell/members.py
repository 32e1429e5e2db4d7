"""What workers told of checks, safeguards, looks and engines: from storage's rows to the words that the bot speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.texts import members
from storage.queue import members as announced

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

    from storage.settings import StorageSettings


async def learn(tx: AsyncConnection) -> None:
    """Takes it up once it has changed."""
    version = await announced.version(tx)
    if version != members.version():
        members.learn(await announced.known(tx), version)


async def learn_what_is_stored(settings: StorageSettings) -> None:
    """For a command beside a bot: nothing where no bot ran here yet."""
    from storage.home import home_of
    from storage.opening import open_storage

    if not home_of(settings).database.exists():
        return
    async with open_storage(settings) as storage, storage.db.read() as tx:
        await learn(tx)
