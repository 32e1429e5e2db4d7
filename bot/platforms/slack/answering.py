"""What a slash command is answered with, where it was given: after the acknowledgement, which Slack wants in 3 s.

Slack sends an address along with each command, good for half an hour. Only Slack's own hosts are written to.
"""

from __future__ import annotations

from typing import Any

import aiohttp
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.platforms.slack.files import OK, is_slacks
from bot.platforms.slack.markup import mrkdwn
from bot.platforms.slack.socket import silent
from storage.logs import log

Json = dict[str, Any]

TIMEOUT_S = 20


def only_you(said: str) -> Json:
    """Only the person who gave the command sees it."""
    return {"response_type": "ephemeral", "text": mrkdwn(said)}


async def answer(command: Json, said: Json, *, test_base: str = "") -> None:
    """Sends the answer. If Slack refuses it, that is logged, and the command is carried out all the same."""
    url = str(command.get("response_url") or "")
    if not is_slacks(url, test_base):
        log.error("slack.unanswered", code="no_address")
        return
    try:
        taken = await AsyncWebhookClient(url, timeout=TIMEOUT_S, logger=silent()).send_dict(said)
    except (aiohttp.ClientError, TimeoutError, OSError) as broken:
        log.error("slack.unanswered", error=type(broken).__name__)
        return
    if taken.status_code != OK:
        log.error("slack.unanswered", code=str(taken.status_code))
