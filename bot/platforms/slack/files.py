"""Files at Slack: a person's photo comes in, a picture or a document goes out.

In:   1 ask Slack where the file lies  2 only Slack's own hosts, over https  3 read with the token, follow nothing
      4 count while reading  5 a page instead of a picture means a missing scope, whatever the status said
Out:  1 an upload address  2 the bytes  3 complete, shared with nobody  4 wait until Slack has checked the file
"""

from __future__ import annotations

import asyncio
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.platforms.slack import limits
from bot.platforms.slack.calls import AGAIN_S, SERVER_ERROR, TOO_MANY, asked
from bot.platforms.slack.render import Kept
from bot.ports import PostRefused
from storage.logs import log

HOSTS = ("slack.com", "slack-files.com", "slack-gov.com")
OK = 200
CHUNK = 64 * 1024
TOO_BIG = "too_big"
NOT_THERE = "not_available"


async def download(client: AsyncWebClient, file_id: str, limit_bytes: int, *, test_base: str = "") -> bytes:
    """The bytes of a person's file. Raises ``PostRefused``: too_big, not_available, or what Slack said.

    ``test_base``: the one address outside Slack's hosts that is taken, set in the settings for tests.
    """
    # 1 where it lies
    file = (await asked(client.files_info(file=file_id))).get("file") or {}
    if int(file.get("size") or 0) > limit_bytes:
        raise PostRefused(TOO_BIG)
    url = str(file.get("url_private_download") or file.get("url_private") or "")
    # 2 only Slack's own hosts
    if not is_slacks(url, test_base):
        raise PostRefused(NOT_THERE)
    data = await _read(url, client.token or "", limit_bytes)
    # 5 a page instead of a picture
    if looks_like_a_page(data):
        log.error("slack.page_instead_of_file", code="files_read")
        raise PostRefused(NOT_THERE)
    return data


def is_slacks(url: str, test_base: str = "") -> bool:
    """Whether the token may be shown there: https on a host of Slack's, or the configured test address."""
    parts = urlsplit(url)
    if test_base:
        allowed = urlsplit(test_base)
        if (parts.scheme, parts.hostname) == (allowed.scheme, allowed.hostname) and allowed.hostname == "127.0.0.1":
            return True
    host = parts.hostname or ""
    named = any(host == known or host.endswith(f".{known}") for known in HOSTS)
    return parts.scheme == "https" and parts.port in {None, 443} and parts.username is None and named


def looks_like_a_page(data: bytes) -> bool:
    """Whether it is HTML, e.g. Slack's sign-in page, which comes with status 200. The intake judges the rest."""
    head = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return head.startswith((b"<!doctype", b"<html", b"<head", b"<!--"))


async def _read(url: str, token: str, limit_bytes: int) -> bytes:
    # 3 with the token, and without following: a redirect leads to a sign-in page, or away from Slack
    headers = {"Authorization": f"Bearer {token}"}
    data = bytearray()
    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=60)) as session,
            session.get(url, headers=headers, allow_redirects=False) as answer,
        ):
            if answer.status == TOO_MANY or answer.status >= SERVER_ERROR:
                raise PostRefused("unreachable", retry_after=AGAIN_S)
            if answer.status != OK:
                raise PostRefused(NOT_THERE)
            # 4 count while reading
            async for piece in answer.content.iter_chunked(CHUNK):
                data += piece
                if len(data) > limit_bytes:
                    raise PostRefused(TOO_BIG)
    except (aiohttp.ClientError, TimeoutError) as broken:
        raise PostRefused(NOT_THERE) from broken
    return bytes(data)


async def upload(
    client: AsyncWebClient, data: bytes, *, filename: str, title: str, alt: str = "", test_base: str = ""
) -> Kept:
    """Uploads without sharing and returns once a message may show it. ``title`` finds it again after a crash."""
    # 1 an upload address
    alt_txt = {"alt_txt": alt[: limits.ALT]} if alt else {}
    place = await asked(client.files_getUploadURLExternal(filename=filename, length=len(data), **alt_txt))
    if not is_slacks(str(place["upload_url"]), test_base):
        raise PostRefused("strange_upload_host")
    # 2 the bytes
    await _send(str(place["upload_url"]), data)
    # 3 complete, shared with nobody
    file_id = str(place["file_id"])
    await asked(client.files_completeUploadExternal(files=[{"id": file_id, "title": title}]))
    # 4 wait until Slack has checked it
    permalink = await _ready(client, file_id)
    return Kept(id=file_id, permalink=permalink, filename=filename)


async def _send(url: str, data: bytes) -> None:
    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=60)) as session,
            session.post(url, data=data, allow_redirects=False) as answer,
        ):
            if answer.status != OK:
                raise PostRefused("upload_failed", retry_after=AGAIN_S)
    except (aiohttp.ClientError, TimeoutError) as broken:
        raise PostRefused("unreachable", retry_after=AGAIN_S) from broken


async def _ready(client: AsyncWebClient, file_id: str) -> str:
    """Whether Slack has checked the file. Before that, no block may show it (java-slack-sdk#1349)."""
    for pause in (0.0, *limits.FILE_READY_S):
        await asyncio.sleep(pause)
        file = (await asked(client.files_info(file=file_id))).get("file") or {}
        if file.get("mimetype"):
            return str(file.get("permalink") or "")
    await remove(client, file_id)
    raise PostRefused("file_not_ready", retry_after=AGAIN_S)


async def remove(client: AsyncWebClient, file_id: str) -> None:
    """Deleting twice is no error."""
    try:
        await asked(client.files_delete(file=file_id))
    except PostRefused as refused:
        if refused.code not in {"file_not_found", "file_deleted"}:
            raise


async def left_behind(client: AsyncWebClient, bot_user: str, title: str) -> list[str]:
    """Files that a dead process uploaded for a message it never posted. Only that message's files have this title."""
    answer = await asked(client.files_list(user=bot_user, count=100))
    return [str(file["id"]) for file in answer.get("files") or () if file.get("title") == title]
