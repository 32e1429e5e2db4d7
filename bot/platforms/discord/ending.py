"""Ends what discord.py leaves behind when a client is closed in the middle of beginning a session.

Its heartbeat's thread would run on, and its socket stay open, for as long as the process lives.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading

import aiohttp
import discord
from discord.gateway import KeepAliveHandler

PATIENCE_S = 2.0  # for the other side to agree that the socket is closed


async def let_go(client: discord.Client) -> None:
    """For a client that was closed. Doing it again changes nothing."""
    for thread in threading.enumerate():
        if isinstance(thread, KeepAliveHandler) and thread.ws._connection is client._connection:
            thread.stop()
            with contextlib.suppress(TimeoutError, OSError, aiohttp.ClientError):
                async with asyncio.timeout(PATIENCE_S):
                    await thread.ws.socket.close()
