"""Keeps the pictures this installation can know again current: loaded at start, looked at each minute.

Every question looks at the rows first (``Registry.find``); the loop is there so that what expired or was erased from
another process leaves this process's memory, too, when nobody asks.
"""

from __future__ import annotations

import asyncio

from bot.shell.loops import Loop
from bot.shell.shell import Shell

EVERY_S = 60.0


def loop(shell: Shell) -> Loop:
    return Loop(look=lambda: shell.registry.refresh(shell.storage), wait=lambda: asyncio.sleep(EVERY_S))
