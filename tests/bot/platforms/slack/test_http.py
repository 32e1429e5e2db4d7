"""Slack over HTTP: what Slack signed is taken within three seconds; forged, replayed and stale requests are not."""

from __future__ import annotations

import asyncio
import json
import time

import aiohttp
import pytest

from bot.errors import SettingMissing
from bot.platforms.slack import http, limits
from bot.platforms.slack.installing import Installations
from bot.platforms.slack.manifest import SCOPES
from bot.platforms.slack.settings import CALLBACK, EVENTS, INSTALL
from bot.platforms.slack.workspaces import Workspace
from bot.ports import Commanded, Incoming, Pressed, TryLater, Typed
from tests.bot.platforms.slack.fake.emulator import BOT_TOKEN, CLIENT_ID, CLIENT_SECRET, SIGNING_SECRET, TEAM
from tests.bot.platforms.slack.fake.shim import http_request
from tests.bot.platforms.slack.harness import SlackHarness, open_shim
from tests.contracts.harness import heard as taken
from tests.contracts.test_platforms import words
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
        shim.http_door = f"http://127.0.0.1:{opened.platform.port}{EVENTS}"
        yield opened
        await opened.close()


async def payload_of(harness, text: str = "") -> dict:
    person = await harness.person("ada")
    return {
        "command": "/headshot", "text": text, "team_id": TEAM, "user_id": person.id, "channel_id": person.channel,
        "trigger_id": "1.2.abc", "channel_name": "directmessage", "api_app_id": "A1",
    }  # fmt: skip


async def heard(harness):
    return await taken(harness.platform, PATIENCE_S)


async def delivered(harness, body: str, headers: dict) -> tuple[int, Incoming]:
    """The status with which it is acknowledged, and what is heard."""
    knocking = asyncio.create_task(harness.shim.knock(body, headers))
    arrival = await heard(harness)
    return await knocking, arrival.event


async def nothing_heard(harness) -> bool:
    try:
        await asyncio.wait_for(anext(aiter(harness.platform.arrivals())), 0.3)
    except TimeoutError:
        return True
    return False


async def test_a_signed_command_is_taken(harness) -> None:
    signed = http_request("slash_commands", await payload_of(harness))
    assert await delivered(harness, *signed) == (200, Commanded(name="headshot"))


async def test_what_is_not_written_down_is_not_acknowledged_and_heard_when_slack_repeats_it(harness) -> None:
    payload = await payload_of(harness)
    knocking = asyncio.create_task(harness.shim.deliver("slash_commands", payload))
    arrival = await asyncio.wait_for(anext(aiter(harness.platform.arrivals())), PATIENCE_S)
    await asyncio.sleep(0.1)
    assert not knocking.done()
    arrival.written(False)
    assert await knocking == 500
    assert await delivered(harness, *http_request("slash_commands", payload)) == (200, Commanded(name="headshot"))


async def test_sabotage_bolt_acknowledging_by_itself_is_seen(harness, monkeypatch) -> None:
    """As bolt does where nobody tells it to wait: an event is acknowledged, although nobody has written it down."""
    person = await harness.person("ada")
    event = {"type": "message", "channel": person.channel, "channel_type": "im", "user": person.id, "text": "hello"}
    payload = {"type": "event_callback", "team_id": TEAM, "event_id": "Ev1", "event": event | {"ts": "1.1"}}
    monkeypatch.setattr(harness.platform._app._async_listener_runner, "process_before_response", False)
    assert await harness.shim.deliver("events_api", payload) == 200
    assert (await heard(harness)).event == Typed(text="hello")


async def test_a_click_and_an_event_come_through_the_same_door(harness) -> None:
    pressing = asyncio.create_task((await harness.person("ada")).presses("purpose.cv:1"))
    assert (await heard(harness)).event == Pressed(action="purpose.cv:1")
    await pressing


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
    assert (await delivered(harness, body, headers))[0] == 200
    assert await harness.shim.knock(body, headers) == 401
    assert await nothing_heard(harness)


@pytest.mark.long
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


async def acknowledged_although_slack_never_says_who(harness) -> None:
    harness.shim.trouble.held["users.info"] = asyncio.Event()
    try:
        async with asyncio.timeout(2.8):  # Slack wants its 200 within three seconds
            status, _ = await delivered(harness, *http_request("slash_commands", await payload_of(harness)))
            assert status == 200
    finally:
        harness.shim.trouble.held.pop("users.info").set()


async def test_acknowledged_although_slack_itself_never_answers(harness) -> None:
    await acknowledged_although_slack_never_says_who(harness)


@pytest.mark.long
async def test_sabotage_to_wait_for_slack_is_seen(harness, monkeypatch) -> None:
    monkeypatch.setattr(limits, "PROFILE_S", 60.0)
    with pytest.raises(TimeoutError):
        await acknowledged_although_slack_never_says_who(harness)


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
        shim.http_door = f"http://127.0.0.1:{opened.platform.port}{EVENTS}"
        yield opened
        await opened.close()


async def install(harness, *, state: str = "", language: str = "en") -> int:
    return (await installed(harness, state=state, language=language))[0]


async def installed(harness, *, state: str = "", language: str = "en") -> tuple[int, str]:
    """Status of the page that an admin's browser ends at, and what it says."""
    base = f"http://127.0.0.1:{harness.platform.port}"
    async with aiohttp.ClientSession() as session:
        async with session.get(f"{base}{INSTALL}") as page:
            text = await page.text()
            cookie = page.cookies["slack-app-oauth-state"].value
        issued = text.split("state=")[1].split("&")[0].split('"')[0]
        who = await harness.shim.call("auth.test", f"xoxp-{harness.shim.emulator.somebody()}")
        form = {"client_id": CLIENT_ID, "user_id": who["user_id"], "scope": ",".join(SCOPES), "state": issued,
                "redirect_uri": f"{PUBLIC}{CALLBACK}"}  # fmt: skip
        async with session.post(
            f"{harness.shim.emulator.base}/oauth/v2/authorize/callback", data=form, allow_redirects=False
        ) as agreed:
            code = agreed.headers["Location"].split("code=")[1].split("&")[0]
        async with session.get(
            f"{base}{CALLBACK}",
            params={"code": code, "state": state or issued},
            headers={"Cookie": f"slack-app-oauth-state={cookie}", "Accept-Language": language},
        ) as answer:
            return answer.status, await answer.text()


@pytest.mark.filterwarnings("ignore:BasicAuth is deprecated")  # slack_sdk's own call of aiohttp
async def test_a_workspace_installs_the_app_and_is_served_with_its_own_token(installable) -> None:
    assert await install(installable) == 200
    kept = installable.house.installed[TEAM]
    assert kept["token"].startswith("xoxb-")
    assert kept["token"] != BOT_TOKEN
    signed = http_request("slash_commands", await payload_of(installable))
    assert await delivered(installable, *signed) == (200, Commanded(name="headshot"))
    assert {call.token for call in installable.shim.made("users.info")} == {kept["token"]}


async def test_an_answer_nobody_asked_for_installs_nothing(installable) -> None:
    assert await install(installable, state="made-up") >= 400
    assert installable.house.installed == {}


async def test_before_it_is_installed_nothing_is_heard(installable) -> None:
    await installable.shim.deliver("slash_commands", await payload_of(installable))
    assert await nothing_heard(installable)


# --- what ends an installation, and tokens that end ---------------------------------------------------------------


def grants(harness, **changes) -> None:
    """Slack's answer to the code, with what differs: Slack's reference of oauth.v2.access."""
    answer = {
        "ok": True, "access_token": BOT_TOKEN, "token_type": "bot", "bot_user_id": "U0BOT", "app_id": "A1",
        "scope": ",".join(SCOPES), "team": {"id": TEAM, "name": "Test"}, "enterprise": None,
        "is_enterprise_install": False, "authed_user": {"id": "U1"},
    }  # fmt: skip
    harness.shim.trouble.answers["oauth.v2.access"] = [(200, {}, answer | changes)]


ORG = {"team": None, "enterprise": {"id": "E1", "name": "Org"}, "is_enterprise_install": True}


@pytest.mark.filterwarnings("ignore:BasicAuth is deprecated")
@pytest.mark.parametrize(
    ("changes", "language", "said"),
    [
        (ORG, "en", "choose one workspace"),
        (ORG, "de-AT,de;q=0.9", "wähl einen Workspace"),
        ({"access_token": None, "bot_user_id": None}, "en", "no bot to speak as"),
        ({"ok": False, "error": "invalid_client_id"}, "en", "Nothing was kept"),
    ],
    ids=["a whole organisation", "the same in German", "no bot", "a code that Slack refuses"],
)
async def test_what_ends_an_installation_is_told_on_its_page(installable, changes, language, said) -> None:
    grants(installable, **changes)
    status, page = await installed(installable, language=language)
    assert status == 400
    assert said in page
    assert installable.house.installed == {}


async def test_an_admin_who_says_no_is_told_that_nothing_was_installed(installable) -> None:
    address = f"http://127.0.0.1:{installable.platform.port}{CALLBACK}"
    async with aiohttp.ClientSession() as session:
        async with session.get(address, params={"error": "access_denied"}) as answer:
            assert (answer.status, "nothing was installed" in await answer.text()) == (400, True)


@pytest.mark.filterwarnings("ignore:BasicAuth is deprecated")
async def test_sabotage_an_organisation_kept_like_a_workspace_is_noticed(installable, monkeypatch) -> None:
    async def keep_all(self, installation) -> None:
        await self._workspaces.add(Workspace(id=str(installation.team_id), bot_user="", bot_id="", token="t"))

    monkeypatch.setattr(Installations, "async_save", keep_all)
    with pytest.raises(AssertionError):
        await test_what_ends_an_installation_is_told_on_its_page(installable, ORG, "en", "choose one workspace")


SOON, LATER = 60, 43_200  # seconds; Slack's tokens live 12 hours


async def rotating(harness, *, ends_in_s: int) -> None:
    """The app is installed with a token that ends so soon."""
    await harness.house.install(
        "slack", TEAM,
        {"bot_user": "U0BOT", "bot_id": "B1", "token": "xoxe.xoxb-old", "refresh_token": "xoxe-1-old",
         "expires_at": str(int(time.time()) + ends_in_s)},
    )  # fmt: skip


def renewal(**changes) -> tuple[int, dict, dict]:
    answer = {
        "ok": True,
        "access_token": BOT_TOKEN,
        "refresh_token": "xoxe-1-new",
        "expires_in": LATER,
        "token_type": "bot",
    }
    return 200, {}, answer | changes


@pytest.mark.filterwarnings("ignore:BasicAuth is deprecated")
async def test_a_token_is_renewed_before_it_ends_and_the_new_one_is_kept_before_it_is_used(installable) -> None:
    """Slack: “The refresh token is then revoked, and a new refresh token is used” (using token rotation)."""
    await rotating(installable, ends_in_s=SOON)
    installable.shim.trouble.answers["oauth.v2.access"] = [renewal()]
    address = await installable.address("ada")
    await installable.platform.post(address, "k1", words("Hello."))
    await installable.platform.post(address, "k2", words("Hello again."))
    (asked,) = installable.shim.made("oauth.v2.access")
    assert (asked.body["grant_type"], asked.body["refresh_token"]) == ("refresh_token", "xoxe-1-old")
    assert {call.token for call in installable.shim.made("chat.postMessage")} == {BOT_TOKEN}
    kept = installable.house.installed[TEAM]
    assert (kept["token"], kept["refresh_token"]) == (BOT_TOKEN, "xoxe-1-new")
    assert int(kept["expires_at"]) > time.time() + LATER - 600


@pytest.mark.filterwarnings("ignore:BasicAuth is deprecated")
async def test_a_token_that_cannot_be_renewed_yet_loses_nothing(installable) -> None:
    await rotating(installable, ends_in_s=SOON)
    installable.shim.trouble.answers["oauth.v2.access"] = [renewal(ok=False, error="ratelimited"), renewal()]
    address = await installable.address("ada")
    with pytest.raises(TryLater, match="token_not_renewed"):
        await installable.platform.post(address, "k1", words("Hello."))
    await installable.platform.post(address, "k1", words("Hello."))
    assert installable.house.installed[TEAM]["token"] == BOT_TOKEN


async def test_a_token_that_is_good_for_hours_is_left_alone(installable) -> None:
    await rotating(installable, ends_in_s=LATER)
    installable.shim.trouble.answers["chat.postMessage"] = [(200, {}, {"ok": True, "ts": "1.1"})]
    await installable.platform.post(await installable.address("ada"), "k1", words("Hello."))
    assert installable.shim.made("oauth.v2.access") == []


def test_a_single_token_that_rotates_is_refused_at_the_start(installable) -> None:
    with pytest.raises(SettingMissing, match="rotate"):
        installable.build(bot_token="xoxe.xoxb-1", app_token="xapp-1")


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
    assert (await delivered(harness, *http_request("slash_commands", await payload_of(harness))))[0] == 200


async def test_sabotage_bolt_asked_about_any_header_is_caught(harness, monkeypatch) -> None:
    monkeypatch.setattr(http, "_looks_signed", lambda _request: True)
    with pytest.raises(AssertionError):
        await test_a_malformed_request_gets_its_own_answer(harness, "a time that is none")
