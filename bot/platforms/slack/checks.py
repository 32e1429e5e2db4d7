"""What ``candid doctor`` checks about Slack: the tokens, their scopes, the way events come in, the app's own settings.

Each refusal of Slack's is told by what it means and where to click. Slack is asked four things at most, and nothing is
changed there.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from bot.platforms.slack import manifest
from bot.platforms.slack.settings import SlackSettings
from storage.operations.check import Check

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

TOKEN, SCOPES, EVENTS, APP = "Slack bot token", "Slack scopes", "Slack events", "Slack app settings"
WAY = "Check this machine's way to slack.com, then run doctor again."
TIMEOUT_S = 10

WHERE = "api.slack.com/apps, your app"
COPY_BOT = f"Copy the Bot User OAuth Token (xoxb-) from {WHERE}, OAuth & Permissions, into CANDID_SLACK_BOT_TOKEN."
MAKE_APP = (
    f"Make an app token with connections:write ({WHERE}, Basic Information, App-Level Tokens) and put it into "
    "CANDID_SLACK_APP_TOKEN."
)
REINSTALL = f"Install the app again ({WHERE}, Install App, Reinstall to Workspace) and copy the new token."
# What Slack's errors mean here, from the error tables of auth.test and apps.connections.open.
MEANS = {
    "invalid_auth": "no such token: a sign is missing, or it is of another app",
    "not_authed": "the token is empty",
    "token_revoked": "the token was taken back, or the app was removed from the workspace",
    "account_inactive": "the app was removed from the workspace, or the workspace is closed",
    "token_expired": "the token ended: the app's tokens rotate",
    "not_allowed_token_type": "a token of another kind",
    "missing_scope": "the token may not do this",
    "forbidden_team": "the workspace does not allow Socket Mode",
    "team_access_not_granted": "the organisation has not given this workspace the app",
    "ratelimited": "Slack asks for a pause: too many requests",
}
PREFIXES = {"xoxb-": "a bot token", "xapp-": "an app token", "xoxp-": "a person's token", "xoxe": "a token that ends"}


def slack_checks(own: SlackSettings) -> list[Check]:
    return asyncio.run(online(own))


async def online(own: SlackSettings) -> list[Check]:
    found: list[Check] = []
    if own.slack_bot_token.get_secret_value():
        found += await bot_token(own)
    return [*found, await events(own)]


def _client(own: SlackSettings, token: str = "") -> AsyncWebClient:
    from slack_sdk.web.async_client import AsyncWebClient

    return AsyncWebClient(token=token or None, base_url=own.slack_api_url, timeout=TIMEOUT_S)


async def bot_token(own: SlackSettings) -> list[Check]:
    """Whose it is, what it may do, and whether the app is set as the manifest says."""
    token = own.slack_bot_token.get_secret_value()
    if wrong := _other_kind(token, "xoxb-"):
        return [Check(name=TOKEN, ok=False, detail=wrong, fix=COPY_BOT)]
    answer = await _answer(TOKEN, _client(own, token).auth_test(), COPY_BOT)
    if isinstance(answer, Check):
        return [answer]
    found = [Check(name=TOKEN, ok=True, detail="Slack knows it")]
    granted = answer.headers.get("x-oauth-scopes")
    if granted is not None:
        missing = sorted(set(manifest.SCOPES) - {scope.strip() for scope in str(granted).split(",")})
        fix = f"Add them ({WHERE}, OAuth & Permissions, Bot Token Scopes). {REINSTALL}"
        detail = f"missing: {', '.join(missing)}" if missing else "all granted"
        found.append(Check(name=SCOPES, ok=not missing, detail=detail, fix=fix))
    return [*found, await app_settings(own, str(answer.get("bot_id") or ""))]


async def app_settings(own: SlackSettings, bot_id: str) -> Check:
    """Scopes, events, commands and tabs of the app itself. Slack shows them only to an app configuration token."""
    config = own.slack_config_token.get_secret_value()
    if not config:
        detail = "not compared: CANDID_SLACK_CONFIG_TOKEN is not set"
        return Check(name=APP, ok=True, detail=detail)
    fix = f"Make a configuration token ({WHERE.partition(',')[0]}, Your App Configuration Tokens); it lives 12 hours."
    bot = await _answer(APP, _client(own, own.slack_bot_token.get_secret_value()).bots_info(bot=bot_id), fix)
    if isinstance(bot, Check):
        return bot
    app_id = str((bot.get("bot") or {}).get("app_id") or "")
    shown = await _answer(APP, _client(own, config).apps_manifest_export(app_id=app_id), fix)
    if isinstance(shown, Check):
        return shown
    lacking = manifest.differences(manifest.manifest(own), shown.get("manifest") or {})
    paste = f"Paste the manifest again ({WHERE}, App Manifest): `candid up --invite` prints it. {REINSTALL}"
    return Check(name=APP, ok=not lacking, detail="; ".join(lacking) or "as the manifest says", fix=paste)


async def events(own: SlackSettings) -> Check:
    token = own.slack_app_token.get_secret_value()
    if not token:
        signed = bool(own.slack_signing_secret.get_secret_value())
        fix = "Set CANDID_SLACK_APP_TOKEN (Socket Mode) or CANDID_SLACK_SIGNING_SECRET (HTTP)."
        detail = f"HTTP on {own.slack_host}:{own.slack_port}" if signed else "no way in"
        return Check(name=EVENTS, ok=signed, detail=detail, fix=fix)
    if wrong := _other_kind(token, "xapp-"):
        return Check(name=EVENTS, ok=False, detail=wrong, fix=MAKE_APP)
    opened = await _answer(EVENTS, _client(own).apps_connections_open(app_token=token), MAKE_APP)
    return opened if isinstance(opened, Check) else Check(name=EVENTS, ok=True, detail="Socket Mode opens")


async def _answer(name: str, call: Any, fix: str) -> Any:  # noqa: ANN401 — slack_sdk's answers are untyped
    """Slack's answer, or the check that failed."""
    from aiohttp import ClientError
    from slack_sdk.errors import SlackApiError

    try:
        return await call
    except SlackApiError as refused:
        said = refused.response
        code = str(said.get("error") or "refused") if hasattr(said, "get") else "refused"
        needed = str(said.get("needed") or "") if hasattr(said, "get") else ""
        means = f" ({MEANS[code]}{f': it lacks {needed}' if needed else ''})" if code in MEANS else ""
        gone = code in {"token_revoked", "account_inactive", "team_access_not_granted"}
        return Check(name=name, ok=False, detail=f"Slack says {code}{means}", fix=REINSTALL if gone else fix)
    except (ClientError, OSError, TimeoutError) as away:
        return Check(name=name, ok=False, detail=f"Slack was not reached ({type(away).__name__})", fix=WAY)


def _other_kind(token: str, prefix: str) -> str:
    """What is wrong with the kind of a token, seen by how it begins; "" where it is the right one, or unknown."""
    kind = next((words for begins, words in PREFIXES.items() if token.startswith(begins)), "")
    return (
        "" if not kind or token.startswith(prefix) else f"it is {kind}, and {PREFIXES[prefix]} ({prefix}) belongs here"
    )
