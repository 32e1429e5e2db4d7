"""What Discord answered, as it came: for answers that discord.py cannot read, and for how often it said "slower".

A message that was posted stands in the chat, whether or not discord.py understood the answer. Its id must not be lost:
votes, edits and /forget-me need it. aiohttp's trace of a request is discord.py's documented way to see an answer.
"""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Callable, Coroutine, Iterator
from contextvars import ContextVar
from typing import Any

import aiohttp
import discord

from bot.ports import PostRefused
from storage.logs import log

TOO_MANY = 429

_bodies: ContextVar[list[bytes] | None] = ContextVar("bodies", default=None)


def trace(slower: Callable[[], None]) -> aiohttp.TraceConfig:
    """``slower`` is called for every 429."""

    async def ended(_http: object, _context: object, request: aiohttp.TraceRequestEndParams) -> None:
        if request.response.status == TOO_MANY:
            slower()

    async def read(_http: object, _context: object, part: aiohttp.TraceResponseChunkReceivedParams) -> None:
        kept = _bodies.get()
        if kept is not None:
            kept[:] = [part.chunk]

    config = aiohttp.TraceConfig()
    config.on_request_end.append(ended)
    config.on_response_chunk_received.append(read)
    return config


@contextlib.contextmanager
def kept() -> Iterator[list[bytes]]:
    """The body of the last answer within the block, in a list of one; empty before there is one."""
    bodies: list[bytes] = []
    token = _bodies.set(bodies)
    try:
        yield bodies
    finally:
        _bodies.reset(token)


def id_in(bodies: list[bytes]) -> str:
    """The id of the message that the last answer is about; "" where it is about none."""
    found = _last(bodies)
    name = found.get("id") if isinstance(found, dict) else None
    return name if isinstance(name, str) and name.isdigit() else ""


def list_in(bodies: list[bytes]) -> list[dict[str, Any]]:
    """The objects of a list that was answered; what is none is left out."""
    found = _last(bodies)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _last(bodies: list[bytes]) -> object:
    try:
        return json.loads(bodies[-1])
    except (IndexError, ValueError):
        return None


def parts_guarded(parsers: dict[str, Callable[[Any], Any]], unread: Callable[[str, Exception], None]) -> None:
    """One gateway event that discord.py cannot read is told to ``unread``, and the next one is heard.

    Unguarded, discord.py ends the client, and a resume delivers the same event again. A READY that cannot be read is
    not let pass: without it nothing after it means anything, and the session is begun anew.
    """
    for name, parse in list(parsers.items()):
        if name != "READY":
            parsers[name] = _guarded(name, parse, unread)


def _guarded(name: str, parse: Callable[[Any], Any], unread: Callable[[str, Exception], None]) -> Callable[[Any], Any]:
    def guarded(data: object) -> object:
        try:
            return parse(data)
        except Exception as broken:
            log.error("gateway.unread", kind=name, error=type(broken).__name__)
            unread(name, broken)
            return None

    return guarded


async def first(answer: Coroutine[Any, Any, object], took: Callable[[float], None]) -> None:
    """Sends the acknowledgement of an interaction; ``took`` is told how many seconds Discord needed.

    One that came too late (10062) or never arrived loses nothing: what the person did is taken, since results are
    posted as messages of their own.
    """
    began = time.monotonic()
    try:
        await answer
        took(time.monotonic() - began)
    except discord.HTTPException as refused:
        log.info("ack.refused", code=str(refused.code))
    except (discord.DiscordException, aiohttp.ClientError, OSError) as broken:
        log.info("ack.refused", error=type(broken).__name__)


@contextlib.contextmanager
def lost(what: str) -> Iterator[None]:
    """For answers that may be lost without harm."""
    try:
        yield
    except (discord.DiscordException, aiohttp.ClientError, OSError, PostRefused) as gone:
        log.info("discord.lost", kind=what, error=type(gone).__name__)
