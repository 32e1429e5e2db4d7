"""Several workspaces from one process: each is asked for its own directory's recipient, and for no other's."""

from __future__ import annotations

import pytest

from bot.settings import BotSettings
from bot.shell import store
from bot.terms import OPEN
from storage.people import persons
from storage.records import Address
from tests.bot.shell.parts import shell_of

SETTINGS = {"directory_recipient": "the owner's list", "directory_recipients": {"T1": "One Ltd", "T2": ""}}


async def asked_for(storage, room, workspace: str) -> str:
    """Whom somebody in this workspace may give their picture to."""
    shell = shell_of(storage, room, settings=BotSettings(_env_file=None, **SETTINGS))
    address = Address(platform="headless", workspace=workspace, user="ada", channel="ada")
    person = await persons.find_or_create(storage, address, "en")
    async with storage.db.read() as tx:
        facts = await store.load_facts(shell, tx, person, storage.clock.now(), OPEN)
    return facts.directory_recipient


async def test_each_workspace_has_its_own_recipient(storage, room) -> None:
    found = [await asked_for(storage, room, workspace) for workspace in ("T1", "T2", "T3")]
    assert found == ["One Ltd", "", "the owner's list"]


async def test_one_recipient_for_all_is_seen(storage, room, monkeypatch) -> None:
    monkeypatch.setattr(BotSettings, "recipient_for", lambda self, _: self.directory_recipient)
    with pytest.raises(AssertionError):
        await test_each_workspace_has_its_own_recipient(storage, room)
