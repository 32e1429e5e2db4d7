"""Calls of Slack's Web API. A refusal becomes a ``PostRefused`` with its code and, where it passes, a waiting time.

A refused token is the operator's to mend: until then everything waits, since nothing is wrong with what was to be said.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.request import HttpRequest
from slack_sdk.http_retry.response import HttpResponse
from slack_sdk.http_retry.state import RetryState
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.ports import PostRefused, TryLater

Json = dict[str, Any]

_CODE = re.compile(r"[a-z0-9_]{1,60}")
UNREADABLE = "unreadable"  # an answer that is not Slack's: a page of something in between
# Errors of Slack's own that pass by themselves, from the error tables of its Web API methods.
PASSING = {"internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org",
           "ratelimited", "rate_limited", "accesslimited", "file_not_ready", UNREADABLE}  # fmt: skip
# The token is refused, or may not do this: authentication errors that all methods share (Slack's Web API reference).
TOKEN = {"invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive", "missing_scope",
         "not_allowed_token_type", "org_login_required", "ekm_access_denied", "team_access_not_granted",
         "no_permission"}  # fmt: skip
AGAIN_S = 5.0
MENDED_S = 60.0
TOO_MANY, SERVER_ERROR = 429, 500


class Slower(AsyncRetryHandler):
    """Sees each answer of the Web API and tells of every 429. It asks for no second try: the outbox waits."""

    def __init__(self, slower: Callable[[], None]) -> None:
        super().__init__()
        self._slower = slower

    async def _can_retry_async(
        self,
        *,
        state: RetryState,  # noqa: ARG002 (slack_sdk's signature)
        request: HttpRequest,  # noqa: ARG002 (slack_sdk's signature)
        response: HttpResponse | None = None,
        error: Exception | None = None,  # noqa: ARG002 (slack_sdk's signature)
    ) -> bool:
        if response is not None and response.status_code == TOO_MANY:
            self._slower()
        return False


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
    # What is no JSON comes as the HTTP library's own answer.
    status = int(getattr(response, "status_code", 0) or getattr(response, "status", 0) or 0)
    if status == TOO_MANY:
        return TryLater("ratelimited", _retry_after(getattr(response, "headers", {})))
    said = response.get("error", "") if hasattr(response, "get") else ""
    code = said if isinstance(said, str) and _CODE.fullmatch(said) else UNREADABLE
    if code in TOKEN:
        return TryLater(code, MENDED_S)
    if code in PASSING or status >= SERVER_ERROR:
        return PostRefused(code, retry_after=AGAIN_S)
    return PostRefused(code)


def _retry_after(headers: Any) -> float:  # noqa: ANN401 — a mapping of the HTTP library
    try:
        return max(1.0, float(headers.get("Retry-After", AGAIN_S)))
    except (TypeError, ValueError):
        return AGAIN_S
