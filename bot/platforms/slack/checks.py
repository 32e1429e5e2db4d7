"""What ``candid doctor`` checks about Slack: the tokens, their scopes, the way events come in.

It asks Slack twice at most: whose the bot token is, and whether the app token opens a connection.
"""

from __future__ import annotations

import asyncio

from bot.platforms.slack.settings import SlackSettings
from storage.operations.checks import Check

TOKEN, SCOPES, EVENTS = "Slack bot token", "Slack scopes", "Slack events"
WAY = "Check this machine's way to slack.com, then run doctor again."


def slack_checks(own: SlackSettings) -> list[Check]:
    return asyncio.run(online(own))


async def online(own: SlackSettings) -> list[Check]:
    found: list[Check] = []
    if own.slack_bot_token.get_secret_value():
        found += await bot_token(own.slack_bot_token.get_secret_value(), own.slack_api_url)
    return [*found, await events(own)]


async def bot_token(token: str, api_url: str) -> list[Check]:
    from slack_sdk.errors import SlackApiError
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.platforms.slack.installing import SCOPES as WANTED

    try:
        answer = await AsyncWebClient(token=token, base_url=api_url, timeout=10).auth_test()
    except SlackApiError as refused:
        code = str(refused.response.get("error", "refused"))
        fix = "Copy the Bot User OAuth Token (xoxb-) from OAuth & Permissions into CANDID_SLACK_BOT_TOKEN."
        return [Check(name=TOKEN, ok=False, detail=f"Slack says {code}", fix=fix)]
    except (OSError, TimeoutError) as away:
        return [Check(name=TOKEN, ok=False, detail=f"Slack was not reached ({type(away).__name__})", fix=WAY)]
    found = [Check(name=TOKEN, ok=True, detail="Slack knows it")]
    granted = answer.headers.get("x-oauth-scopes")
    if granted is not None:
        missing = sorted(set(WANTED) - {scope.strip() for scope in str(granted).split(",")})
        fix = "Add them under OAuth & Permissions (or paste the manifest again), then reinstall the app."
        detail = f"missing: {', '.join(missing)}" if missing else "all granted"
        found.append(Check(name=SCOPES, ok=not missing, detail=detail, fix=fix))
    return found


async def events(own: SlackSettings) -> Check:
    from slack_sdk.errors import SlackApiError
    from slack_sdk.web.async_client import AsyncWebClient

    token = own.slack_app_token.get_secret_value()
    if not token:
        signed = bool(own.slack_signing_secret.get_secret_value())
        fix = "Set CANDID_SLACK_APP_TOKEN (Socket Mode) or CANDID_SLACK_SIGNING_SECRET (HTTP)."
        detail = f"HTTP on {own.slack_host}:{own.slack_port}" if signed else "no way in"
        return Check(name=EVENTS, ok=signed, detail=detail, fix=fix)
    fix = "Make an app token with connections:write (Basic Information, App-Level Tokens) for CANDID_SLACK_APP_TOKEN."
    try:
        client = AsyncWebClient(base_url=own.slack_api_url, timeout=10)
        await client.apps_connections_open(app_token=token)
    except SlackApiError as refused:
        return Check(name=EVENTS, ok=False, detail=f"Slack says {refused.response.get('error', 'refused')}", fix=fix)
    except (OSError, TimeoutError) as away:
        return Check(name=EVENTS, ok=False, detail=f"Slack was not reached ({type(away).__name__})", fix=WAY)
    return Check(name=EVENTS, ok=True, detail="Socket Mode opens")
