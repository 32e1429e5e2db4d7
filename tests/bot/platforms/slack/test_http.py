"""Slack over HTTP: what Slack signed is taken within three seconds; forged, replayed and stale requests are not."""

from __future__ import annotations

import asyncio
import json
import time

import aiohttp
import pytest

from bot.platforms.slack import http
from bot.platforms.slack.installing import SCOPES
from bot.ports import Commanded, Pressed
from tests.bot.platforms.slack.fake.emulator import BOT_TOKEN, CLIENT_ID, CLIENT_SECRET, SIGNING_SECRET, TEAM
from tests.bot.platforms.slack.fake.shim import http_request
from tests.bot.platforms.slack.harness import SlackHarness, open_shim
from tests.fakes import PATIENCE_S
from tests.raw_http import exchange, request

PUBLIC = "https://candid.example"


@pytest.fixture
async def harness():
    """The adapter behind its HTTP door."""
    async with open_shim() as shim:
        opened = SlackHarness(shim)
        opened.platform = opened.build(app_token="", signing_secret=SIGNING_SECRET, port=0)
        await opened.platform.start()
        shim.http_door = f"http://127.0.0.1:{opened.platform.port}{http.EVENTS}"
        yield opened
        await opened.close()


async def payload_of(harness, text: str = "") -> dict:
    person = await harness.person("ada")
    return {
        "command": "/headshot", "text": text, "team_id": TEAM, "user_id": person.id, "channel_id": person.channel,
        "trigger_id": "1.2.abc", "channel_name": "directmessage", "api_app_id": "A1",
    }  # fmt: skip


async def heard(harness):
    return await asyncio.wait_for(anext(aiter(harness.platform.arrivals())), PATIENCE_S)


async def nothing_heard(harness) -> bool:
    try:
        await asyncio.wait_for(anext(aiter(harness.platform.arrivals())), 0.3)
    except TimeoutError:
        return True
    return False


async def test_a_signed_command_is_taken(harness) -> None:
    assert await harness.shim.deliver("slash_commands", await payload_of(harness)) == 200
    assert (await heard(harness)).event == Commanded(name="headshot")


async def test_a_click_and_an_event_come_through_the_same_door(harness) -> None:
    await (await harness.person("ada")).presses("purpose.cv:1")
    assert (await heard(harness)).event == Pressed(action="purpose.cv:1")


async def test_a_forged_request_is_refused(harness) -> None:
    assert await harness.shim.deliver("slash_commands", await payload_of(harness), secret="a guess") == 401
    assert await nothing_heard(harness)


async def test_a_changed_body_is_refused(harness) -> None:
    body, headers = http_request("slash_commands", await payload_of(harness))
    assert await harness.shim.knock(body.replace("headshot", "forget-me"), headers) == 401
    assert await nothing_heard(harness)


async def test_an_unsigned_request_is_refused(harness) -> None:
    body, headers = http_request("slash_commands", await payload_of(harness))
    assert await harness.shim.knock(body, {"Content-Type": headers["Content-Type"]}) == 401


@pytest.mark.parametrize("age_s", [60 * 5 + 2, -60 * 5 - 2])
async def test_a_stale_request_is_refused(harness, age_s) -> None:
    assert await harness.shim.deliver("slash_commands", await payload_of(harness), age_s=age_s) == 401
    assert await nothing_heard(harness)


async def test_a_replayed_request_is_refused(harness) -> None:
    body, headers = http_request("slash_commands", await payload_of(harness))
    assert await harness.shim.knock(body, headers) == 200
    await heard(harness)
    assert await harness.shim.knock(body, headers) == 401
    assert await nothing_heard(harness)


async def test_sabotage_without_a_memory_a_replay_comes_in(harness, monkeypatch) -> None:
    monkeypatch.setattr(http.Door, "_replayed", lambda _self, _request: False)
    with pytest.raises(AssertionError):
        await test_a_replayed_request_is_refused(harness)


async def test_a_forger_fills_no_memory(harness) -> None:
    for number in range(3):
        await harness.shim.deliver("slash_commands", await payload_of(harness, str(number)), secret="a guess")
    assert len(harness.platform._door._seen) == 0


async def test_slack_makes_sure_of_the_address(harness) -> None:
    challenge = {"type": "url_verification", "challenge": "abc", "token": "legacy"}
    body, headers = http_request("events_api", challenge)
    async with aiohttp.ClientSession() as session:
        async with session.post(harness.shim.http_door, data=body, headers=headers) as answer:
            assert answer.status == 200
            assert "abc" in await answer.text()


async def test_acknowledged_although_slack_itself_never_answers(harness, monkeypatch) -> None:
    """Slack wants its 200 within three seconds: it comes before Slack is asked anything."""

    async def never(*_args, **_more):
        await asyncio.Event().wait()

    from bot.platforms.slack.people import People

    payload = await payload_of(harness)
    monkeypatch.setattr(People, "profile", never)
    async with asyncio.timeout(PATIENCE_S):
        assert await harness.shim.deliver("slash_commands", payload) == 200
    for task in list(harness.platform._listeners._underway):
        task.cancel()


# --- several workspaces -------------------------------------------------------------------------------------------


@pytest.fixture
async def installable():
    async with open_shim() as shim:
        opened = SlackHarness(shim)
        opened.platform = opened.build(
            bot_token="", app_token="", signing_secret=SIGNING_SECRET, port=0, client_id=CLIENT_ID,
            client_secret=CLIENT_SECRET, public_url=PUBLIC,
        )  # fmt: skip
        await opened.platform.start()
        shim.http_door = f"http://127.0.0.1:{opened.platform.port}{http.EVENTS}"
        yield opened
        await opened.close()


async def install(harness, *, state: str = "") -> int:
    base = f"http://127.0.0.1:{harness.platform.port}"
    async with aiohttp.ClientSession() as session:
        async with session.get(f"{base}{http.INSTALL}") as page:
            text = await page.text()
            cookie = page.cookies["slack-app-oauth-state"].value
        issued = text.split("state=")[1].split("&")[0].split('"')[0]
        who = await harness.shim.call("auth.test", f"xoxp-{harness.shim.emulator.somebody()}")
        form = {"client_id": CLIENT_ID, "user_id": who["user_id"], "scope": ",".join(SCOPES), "state": issued,
                "redirect_uri": f"{PUBLIC}{http.CALLBACK}"}  # fmt: skip
        async with session.post(
            f"{harness.shim.emulator.base}/oauth/v2/authorize/callback", data=form, allow_redirects=False
        ) as agreed:
            code = agreed.headers["Location"].split("code=")[1].split("&")[0]
        async with session.get(
            f"{base}{http.CALLBACK}",
            params={"code": code, "state": state or issued},
            headers={"Cookie": f"slack-app-oauth-state={cookie}"},
        ) as answer:
            return answer.status


@pytest.mark.filterwarnings("ignore:BasicAuth is deprecated")  # slack_sdk's own call of aiohttp
async def test_a_workspace_installs_the_app_and_is_served_with_its_own_token(installable) -> None:
    assert await install(installable) == 200
    kept = installable.house.installed[TEAM]
    assert kept["token"].startswith("xoxb-")
    assert kept["token"] != BOT_TOKEN
    assert await installable.shim.deliver("slash_commands", await payload_of(installable)) == 200
    assert (await heard(installable)).event == Commanded(name="headshot")
    assert {call.token for call in installable.shim.made("users.info")} == {kept["token"]}


async def test_an_answer_nobody_asked_for_installs_nothing(installable) -> None:
    assert await install(installable, state="made-up") >= 400
    assert installable.house.installed == {}


async def test_before_it_is_installed_nothing_is_heard(installable) -> None:
    await installable.shim.deliver("slash_commands", await payload_of(installable))
    assert await nothing_heard(installable)


def test_the_events_are_json_and_the_clicks_are_forms() -> None:
    assert json.loads(http_request("events_api", {"a": 1})[0]) == {"a": 1}


# --- malformed ----------------------------------------------------------------------------------------------------

DEEP = b"[" * 50_000 + b"]" * 50_000
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
JSON = {"Content-Type": "application/json"}
MALFORMED = {
    "deep JSON": (DEEP, JSON, 400),
    "deep JSON in a form": (b"payload=" + DEEP, FORM, 400),
    "no JSON": (b"{", JSON, 400),
    "a list": (b"[]", JSON, 400),
    "a payload that is a number": (b"payload=1", FORM, 400),
    "no text": (b"payload=\xff\xfe", FORM, 400),
    "an enterprise that is a number": (b'{"enterprise":1}', JSON, 400),
    "authorizations that are a number": (b'{"authorizations":[1]}', JSON, 400),
    "too much": (b"a" * (http.MOST_BYTES + 1), FORM, 413),
    "an unknown charset": (b"{}", {"Content-Type": "application/json; charset=bogus"}, 401),
    "raw bytes as a signature": (b"{}", {http.SIGNATURE: b"v0=\xff"}, 401),
    "a time that is none": (b"{}", {http.SIGNED_AT: "now"}, 401),
    "a time that is not in seconds": (b"{}", {http.SIGNED_AT: "-1.5e3"}, 401),
    "a time without end": (b"{}", {http.SIGNED_AT: "9" * 5000}, 401),
}


@pytest.mark.parametrize("kind", MALFORMED)
async def test_a_malformed_request_gets_its_own_answer(harness, kind) -> None:
    body, headers, status = MALFORMED[kind]
    signed = {"Host": "127.0.0.1", http.SIGNATURE: "v0=" + "0" * 64, http.SIGNED_AT: str(int(time.time())), **headers}
    said, answer = await exchange(harness.platform.port, request("POST", http.EVENTS, signed, body))
    assert said == status, answer
    assert await harness.shim.deliver("slash_commands", await payload_of(harness)) == 200


async def test_sabotage_bolt_asked_about_any_header_is_caught(harness, monkeypatch) -> None:
    monkeypatch.setattr(http, "_looks_signed", lambda _request: True)
    with pytest.raises(AssertionError):
        await test_a_malformed_request_gets_its_own_answer(harness, "a time that is none")
