"""Reads the marks of one picture for the command verify: in memory only, in a child process, by a list of known codes.

The bot decodes nothing. It starts generation's own door by its module name and pipes the bytes in; that door reads them
in a child without keys, environment or network. No row and no file is made of the picture.
    1 ask the daily limit, before a byte is read   2 fetch, counting bytes   3 the child's answer as an event
    4 whether it is one of the pictures still kept, by its fingerprint, which ends here
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import sys
from dataclasses import replace
from typing import Any

from bot.conversation.events import PictureNotRead, PictureRead
from bot.ports import PostRefused, Upload
from bot.shell import usage_limits
from bot.shell.shell import Shell
from bot.shell.supervise import process_environment
from storage.home import Home
from storage.logs import log
from storage.people import persons
from storage.records import PersonId

DOOR = (sys.executable, "-m", "generation.disclosure.cli", "-", "--json")
_FINGERPRINT = re.compile(r"[0-9a-f]{64}")
OPERATORS_CERTIFICATES = "CANDID_CREDENTIALS_CERTIFICATES"  # public, too
WALL_S = 40.0  # the door's own child has 15 s; the rest is starting Python twice on a busy machine


async def read(shell: Shell, person_id: PersonId, upload: Upload | None) -> PictureRead | PictureNotRead:
    """``upload`` None: after a restart, when it can no longer be fetched."""
    if upload is None:
        return PictureNotRead(code="not_available")
    # 1 ask the daily limit, before a byte is read
    async with shell.storage.db.write() as tx:
        refusal = await usage_limits.may_verify(shell, tx, person_id, upload)
        address = await persons.address_of(shell.storage, tx, person_id)
    if refusal is not None:
        return PictureNotRead(code=refusal.code, again_at=refusal.again_at)
    # 2 fetch, counting bytes
    platform = shell.platforms[address.platform]
    try:
        data = await platform.fetch(address, upload, usage_limits.photo_bytes(platform))
    except PostRefused as refused:
        return PictureNotRead(code="too_big" if refused.code == "too_big" else "not_available")
    # 3 the child's answer
    answer = understood(await marks(shell.storage.home, data))
    # 4 whether it is one of the pictures still kept
    return await known_again(shell, answer)


async def known_again(shell: Shell, answer: PictureRead | PictureNotRead) -> PictureRead | PictureNotRead:
    if not isinstance(answer, PictureRead) or not answer.fingerprint:
        return answer
    hits = await shell.registry.find(shell.storage, answer.fingerprint)
    if not hits:
        return replace(answer, fingerprint="")
    report = shell.hits.put(hits, shell.storage.clock.now())
    return replace(answer, fingerprint="", registry_level=hits[0].level, report=report, exit_code=0)


async def marks(home: Home, data: bytes) -> bytes:
    """What the door prints about these bytes; b"" when it did not answer in time."""
    child = await asyncio.create_subprocess_exec(
        *DOOR,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={
            **process_environment(),
            "CANDID_CONFIG_DIR": str(home.config),  # for the public certificates
            **{name: os.environ[name] for name in (OPERATORS_CERTIFICATES,) if name in os.environ},
        },
        start_new_session=True,
    )
    try:
        async with asyncio.timeout(WALL_S):
            answer, _ = await child.communicate(data)
    except TimeoutError:
        log.error("verify.silent")
        return b""
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    return answer


def understood(answer: bytes) -> PictureRead | PictureNotRead:
    """The door's JSON as an event; anything that has not its shape was not read."""
    try:
        said = json.loads(answer)
        return _event(said)
    except (ValueError, KeyError, TypeError):
        log.error("verify.unreadable_answer")
        return PictureNotRead(code="not_available")


def _event(said: dict[str, Any]) -> PictureRead:
    if said["refused"]:
        return PictureRead(refused=str(said["refused"]), exit_code=int(said["exit_code"]))
    credentials, label, levels = said["content_credentials"], said["label"], said["levels"]
    return PictureRead(
        credentials="none" if credentials is None else str(credentials["state"]),
        credentials_level=str(levels["content_credentials"] or ""),
        watermark=str(said["watermark"]),
        label="" if label is None else str(label["words"]),
        metadata_level=str(levels["metadata"] or ""),
        camera=bool(said["camera"]),
        exit_code=int(said["exit_code"]),
        fingerprint=_fingerprint(said.get("fingerprint", "")),
    )


def _fingerprint(said: object) -> str:
    return said if isinstance(said, str) and _FINGERPRINT.fullmatch(said) else ""
