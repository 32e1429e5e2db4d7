"""Calls of Slack's Web API. A refusal becomes a ``PostRefused`` with its code and, where it passes, a waiting time."""

from __future__ import annotations

import re
from collections.abc import Awaitable
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.ports import PostRefused

Json = dict[str, Any]

_CODE = re.compile(r"[a-z0-9_]{1,60}")
# Errors of Slack's own that pass by themselves, from the error tables of its Web API methods.
PASSING = {"internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org",
           "ratelimited", "rate_limited", "accesslimited", "file_not_ready"}  # fmt: skip
AGAIN_S = 5.0
TOO_MANY, SERVER_ERROR = 429, 500


async def asked(call: Awaitable[AsyncSlackResponse]) -> Json:
    """The answer. Raises ``PostRefused``: a 429 with Slack's own Retry-After, a passing error with a few seconds."""
    try:
        answer = await call
    except SlackApiError as refused:
        raise _refusal(refused) from None  # the original holds the request, and with it words of a person
    except (aiohttp.ClientError, TimeoutError) as broken:
        raise PostRefused("unreachable", retry_after=AGAIN_S) from broken
    data = answer.data
    return data if isinstance(data, dict) else {}


def _refusal(refused: SlackApiError) -> PostRefused:
    response = refused.response
    status = getattr(response, "status_code", 200)
    if status == TOO_MANY:
        return PostRefused("ratelimited", retry_after=_retry_after(getattr(response, "headers", {})))
    said = response.get("error", "") if hasattr(response, "get") else ""
    code = said if isinstance(said, str) and _CODE.fullmatch(said) else "refused"
    if code in PASSING or status >= SERVER_ERROR:
        return PostRefused(code, retry_after=AGAIN_S)
    return PostRefused(code)


def _retry_after(headers: Any) -> float:  # noqa: ANN401 — a mapping of the HTTP library
    try:
        return max(1.0, float(headers.get("Retry-After", AGAIN_S)))
    except (TypeError, ValueError):
        return AGAIN_S
