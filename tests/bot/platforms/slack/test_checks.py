"""``candid doctor`` on Slack: each thing that can be wrong is told with its fix."""

from __future__ import annotations

import pytest

from bot.platforms.slack import checks
from bot.platforms.slack.settings import SlackSettings
from tests.bot.platforms.slack.fake.emulator import BOT_TOKEN, free_port
from tests.bot.platforms.slack.harness import open_shim


@pytest.fixture
async def shim():
    async with open_shim() as opened:
        yield opened


def settings(shim, **changes) -> SlackSettings:
    given = {"slack_bot_token": BOT_TOKEN, "slack_app_token": "xapp-test", "slack_api_url": shim.api_url}
    return SlackSettings(_env_file=None, **(given | changes))


async def wrong(shim, **changes) -> dict[str, str]:
    found = await checks.online(settings(shim, **changes))
    assert all(check.fix for check in found if not check.ok)
    return {check.name: check.detail for check in found if not check.ok}


async def test_a_working_set_up_is_well(shim) -> None:
    assert await wrong(shim) == {}


async def test_a_wrong_bot_token_is_told(shim) -> None:
    shim.trouble.answers["auth.test"] = [(200, {}, {"ok": False, "error": "invalid_auth"})]
    assert await wrong(shim) == {checks.TOKEN: "Slack says invalid_auth"}


async def test_a_missing_scope_is_told_by_its_name(shim) -> None:
    answer = {"ok": True, "team_id": "T1", "user_id": "U1"}
    scopes = "chat:write,commands,files:write,im:history,im:write,reactions:read,reactions:write,users:read"
    shim.trouble.answers["auth.test"] = [(200, {"x-oauth-scopes": scopes}, answer)]
    assert await wrong(shim) == {checks.SCOPES: "missing: files:read"}


async def test_a_wrong_app_token_is_told(shim) -> None:
    shim.trouble.answers["apps.connections.open"] = [(200, {}, {"ok": False, "error": "not_allowed_token_type"})]
    assert await wrong(shim) == {checks.EVENTS: "Slack says not_allowed_token_type"}


async def test_a_slack_that_is_away_blames_no_token(shim) -> None:
    away = settings(shim, slack_api_url=f"http://127.0.0.1:{free_port()}/api/")
    assert {check.name: check.fix for check in await checks.online(away) if not check.ok} == {
        checks.TOKEN: checks.WAY,
        checks.EVENTS: checks.WAY,
    }


async def test_no_way_in_is_told(shim) -> None:
    assert set(await wrong(shim, slack_app_token="")) == {checks.EVENTS}
