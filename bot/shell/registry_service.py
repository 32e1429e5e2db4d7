"""Keeps the pictures this installation can know again current, and answers for the public page on the same machine.

Every question looks at the rows first (``Registry.find``); the loop is there so that what expired or was erased from
another process leaves this process's memory, too, when nobody asks. The page asks by fingerprint, is told a level and
a token, and may send the token back as a report; it has no keys, and learns nothing else.
"""

from __future__ import annotations

import asyncio
import re
from contextlib import AbstractAsyncContextManager
from typing import Any

from bot.conversation.events import CaseOpened
from bot.shell import reporting
from bot.shell.loops import Loop
from bot.shell.shell import Shell
from storage.pictures import registry_socket

EVERY_S = 60.0
FINGERPRINT = re.compile(r"[0-9a-f]{64}")


def loop(shell: Shell) -> Loop:
    return Loop(look=lambda: shell.registry.refresh(shell.storage), wait=lambda: asyncio.sleep(EVERY_S))


def door(shell: Shell) -> AbstractAsyncContextManager[None]:
    async def answer(question: dict[str, Any]) -> dict[str, Any]:
        match question:
            case {"fingerprint": str(asked)} if FINGERPRINT.fullmatch(asked):
                return await _look(shell, asked)
            case {"report": str(token)}:
                return await _report(shell, token)
            case _:
                return {}

    return registry_socket.answering(shell.storage.home.data, answer)


async def _look(shell: Shell, fingerprint: str) -> dict[str, Any]:
    hits = await shell.registry.find(shell.storage, fingerprint)
    token = shell.hits.put(hits, shell.storage.clock.now())
    return {"level": hits[0].level if hits else "", "report": token}


async def _report(shell: Shell, token: str) -> dict[str, Any]:
    async with shell.storage.db.write() as tx:
        told = await reporting.open_case(shell, tx, token)
    if isinstance(told, CaseOpened):
        return {"case": told.number, "state": told.state}
    return {"refused": told.code}
