"""``candid doctor`` on Slack: each thing that can be wrong is told with its fix."""

from __future__ import annotations

from copy import deepcopy

import pytest

from bot.platforms.slack import checks
from bot.platforms.slack.settings import SlackSettings
from tests.bot.platforms.slack.fake.emulator import BOT_TOKEN, free_port, manifest
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
    said = await wrong(shim)
    assert said == {checks.TOKEN: "Slack says invalid_auth (no such token: a sign is missing, or it is of another app)"}


@pytest.mark.parametrize("code", ["token_revoked", "account_inactive"])
async def test_a_token_that_was_taken_back_says_where_to_install_again(shim, code) -> None:
    shim.trouble.answers["auth.test"] = [(200, {}, {"ok": False, "error": code})]
    (check,) = [each for each in await checks.online(settings(shim)) if not each.ok]
    assert "the app was removed from the workspace" in check.detail
    assert check.fix == checks.REINSTALL


@pytest.mark.parametrize(
    ("setting", "token", "said"),
    [
        ("slack_bot_token", "xapp-1", "it is an app token, and a bot token (xoxb-) belongs here"),
        ("slack_bot_token", "xoxp-1", "it is a person's token, and a bot token (xoxb-) belongs here"),
        ("slack_bot_token", "xoxe.xoxb-1", "it is a token that ends, and a bot token (xoxb-) belongs here"),
        ("slack_app_token", "xoxb-1", "it is a bot token, and an app token (xapp-) belongs here"),
    ],
)
async def test_a_token_of_another_kind_is_told_before_slack_is_asked(shim, setting, token, said) -> None:
    assert said in (await wrong(shim, **{setting: token})).values()
    assert token not in {call.token for call in shim.calls}


async def test_a_missing_scope_is_told_by_its_name(shim) -> None:
    answer = {"ok": True, "team_id": "T1", "user_id": "U1"}
    scopes = "chat:write,commands,files:write,im:history,im:write,reactions:read,reactions:write,users:read"
    shim.trouble.answers["auth.test"] = [(200, {"x-oauth-scopes": scopes}, answer)]
    assert await wrong(shim) == {checks.SCOPES: "missing: files:read"}


async def test_a_wrong_app_token_is_told(shim) -> None:
    shim.trouble.answers["apps.connections.open"] = [(200, {}, {"ok": False, "error": "not_allowed_token_type"})]
    assert await wrong(shim) == {checks.EVENTS: "Slack says not_allowed_token_type (a token of another kind)"}


async def test_a_slack_that_is_away_blames_no_token(shim) -> None:
    away = settings(shim, slack_api_url=f"http://127.0.0.1:{free_port()}/api/")
    assert {check.name: check.fix for check in await checks.online(away) if not check.ok} == {
        checks.TOKEN: checks.WAY,
        checks.EVENTS: checks.WAY,
    }


async def test_no_way_in_is_told(shim) -> None:
    assert set(await wrong(shim, slack_app_token="")) == {checks.EVENTS}


# --- the app's own settings -------------------------------------------------------------------------------------------


async def compared(shim, change) -> dict[str, str]:
    """What doctor says of an app whose manifest at Slack was changed so."""
    app = deepcopy(manifest())
    change(app)
    shim.trouble.answers["bots.info"] = [(200, {}, {"ok": True, "bot": {"id": "B1", "app_id": "A1"}})]
    shim.trouble.answers["apps.manifest.export"] = [(200, {}, {"ok": True, "manifest": app})]
    return await wrong(shim, slack_config_token="xoxe.xoxp-1")


async def test_an_app_that_is_set_as_the_manifest_says_is_well(shim) -> None:
    assert await compared(shim, lambda _app: None) == {}
    (asked,) = shim.made("apps.manifest.export")
    assert (asked.token, asked.body["app_id"]) == ("xoxe.xoxp-1", "A1")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda app: app["settings"]["event_subscriptions"]["bot_events"].remove("message.im"),
         "events missing: message.im"),
        (lambda app: app["oauth_config"]["scopes"]["bot"].remove("files:write"), "bot scopes missing: files:write"),
        (lambda app: app["features"]["slash_commands"].pop(0), "slash commands missing: /headshot"),
        (lambda app: app["settings"].pop("interactivity"), "interactivity off: no button works"),
        (lambda app: app["features"]["app_home"].update(messages_tab_read_only_enabled=True),
         "Messages tab read-only: nobody can write"),
        (lambda app: app["settings"].update(socket_mode_enabled=False), "Socket Mode set otherwise than here"),
    ],
)  # fmt: skip
async def test_what_the_app_lacks_is_told_by_its_name(shim, change, said) -> None:
    assert await compared(shim, change) == {checks.APP: said}


async def test_without_a_configuration_token_doctor_says_that_it_did_not_compare(shim) -> None:
    (check,) = [each for each in await checks.online(settings(shim)) if each.name == checks.APP]
    assert check.ok
    assert "not compared" in check.detail


async def test_a_configuration_token_that_ended_says_where_to_make_one(shim) -> None:
    shim.trouble.answers["bots.info"] = [(200, {}, {"ok": True, "bot": {"app_id": "A1"}})]
    shim.trouble.answers["apps.manifest.export"] = [(200, {}, {"ok": False, "error": "token_expired"})]
    said = await wrong(shim, slack_config_token="xoxe.xoxp-1")
    assert said == {checks.APP: "Slack says token_expired (the token ended: the app's tokens rotate)"}
