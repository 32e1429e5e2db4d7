"""“Remember me on this browser”: who steals, plants, forges or keeps the cookie gets nowhere. Each attack is a test."""

from __future__ import annotations

import base64
import hashlib
import hmac
from contextlib import asynccontextmanager
from http.cookies import SimpleCookie

import pytest

from bot.platforms.web import gate, limits, signed
from bot.platforms.web.adapter import Options
from bot.platforms.web.inbound import address_of
from bot.platforms.web.signed import Signer
from bot.platforms.web.tries import People, Recent, caller
from tests.bot.platforms.web.browserless import Page
from tests.bot.platforms.web.harness import Recorded, Records
from tests.journeys.web.stage import message

SECRET = b"s" * 32
WEEK_S = 7 * 86400.0
DAY = 1_900_000_000.0
OPEN = 404  # the door is open; that picture is not there


class Clocks:
    def __init__(self) -> None:
        self.now = DAY

    def __call__(self) -> float:
        return self.now


TODAY = Clocks()


@pytest.fixture
def today() -> Clocks:
    TODAY.now = DAY
    return TODAY


@asynccontextmanager
async def playground(records: Records | None = None, **options):
    given = {"port": 0, "token": "t" * 43, "secret": SECRET, "remembered_s": WEEK_S, "today": TODAY} | options
    platform = Recorded(Options(**given), records or Records())
    await platform.start()
    try:
        yield platform
    finally:
        await platform.stop()


@asynccontextmanager
async def visitor(platform, key: str = "t" * 43):
    page = Page(platform)
    try:
        if key:
            assert (await page.request("POST", "/enter", json={"key": key}))[0] == 200
        yield page
    finally:
        await page.http.close()


async def remembered(page: Page, *, on: bool = True) -> SimpleCookie:
    async with page.http.post(
        f"{page.platform.origin}/remember", json={"on": on}, headers={gate.TAB_HEADER: page.secret}
    ) as answer:
        assert answer.status == 200
        return answer.cookies


def me(cookies: SimpleCookie) -> str:
    (name,) = [name for name in cookies if name.endswith("_me")]
    return cookies[name].value


async def comes_back(platform, cookie: str, *, presses: bool = True) -> int:
    """How a fresh browser that holds nothing but this cookie fares when it asks for a picture after "It's me"."""
    page = Page(platform)
    page.http.cookie_jar.update_cookies({f"{platform._gate.cookie}_me": cookie})
    async with page.http:
        if presses:
            async with page.http.post(f"{platform.origin}/back") as answer:
                page.secret = (await answer.json()).get("tab", "")
        return (await page.request("GET", "/pictures/abcdefgh"))[0]


def known(records: Records, user: str) -> None:
    records.keep(address_of(user), "ref", message("Hello"))


# --- what it is for ---------------------------------------------------------------------------------------------------


async def test_who_ticked_it_is_the_same_person_after_a_restart(today) -> None:
    records = Records()
    async with playground(records) as first, visitor(first) as ada:
        cookie = me(await remembered(ada))
        known(records, ada.user)
        port = int(first.origin.rpartition(":")[2])
    today.now += WEEK_S - 60
    async with playground(records, token="u" * 43, port=port) as again:
        assert await comes_back(again, cookie) == OPEN
        page = Page(again)
        page.http.cookie_jar.update_cookies({f"{again._gate.cookie}_me": cookie})
        async with page.http, page.http.post(f"{again.origin}/back") as answer:
            page.secret = (await answer.json())["tab"]
            await page.connect()
            assert [m["text"] for m in page.messages.values()] == ["Hello"]
            await page.disconnect()


async def test_without_a_press_the_cookie_opens_nothing(today) -> None:
    records = Records()
    async with playground(records) as here, visitor(here) as ada:
        known(records, ada.user)
        cookie = me(await remembered(ada))
        assert await comes_back(here, cookie, presses=False) == 401
        page = Page(here)
        page.http.cookie_jar.update_cookies({f"{here._gate.cookie}_me": cookie})
        async with page.http, page.http.get(f"{here.origin}/visit") as answer:
            assert answer.status == 200
            assert await answer.json() == {"ok": True, "remembered": True, "can_remember": True, "sharing": False}
            for secret in (ada.user, cookie, "me", ""):
                page.secret = secret
                for method, path in (("GET", "/pictures/abcdefgh"), ("POST", "/say"), ("POST", "/remember")):
                    assert (await page.request(method, path, json={}))[0] == 401


async def test_the_cookie_is_for_this_server_alone_and_for_no_script(today) -> None:
    async with playground() as here, visitor(here) as ada:
        cookies = await remembered(ada)
        (cookie,) = [cookies[name] for name in cookies if name.endswith("_me")]
        assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Strict", "/")
        assert int(cookie["max-age"]) == WEEK_S
        assert ada.secret not in cookie.value


async def test_under_tls_no_sister_domain_can_plant_a_cookie(today) -> None:
    """``__Host-``: browsers take it only with Secure, Path=/ and no Domain, so from this very host."""
    async with playground(password="correct horse", origin="https://candid.example") as here:
        page = Page(here)
        page.http.headers.update({"Origin": "https://candid.example", "Host": "candid.example"})
        try:
            async with page.http.post(
                f"http://127.0.0.1:{here._server.port}/enter", json={"key": "correct horse"}
            ) as answer:
                (name,) = answer.cookies
                assert name.startswith("__Host-")
                assert answer.cookies[name]["secure"]
                assert answer.cookies[name]["domain"] == ""
        finally:
            await page.http.close()


# --- attacks ----------------------------------------------------------------------------------------------------------


async def test_a_changed_cookie_is_nobody(today) -> None:
    async with playground() as here, visitor(here) as ada:
        cookie = me(await remembered(ada))
        user, issued, mac = cookie.split(".")
        other = hashlib.sha256(b"somebody else").hexdigest()[:32]
        forged = hmac.new(b"guessed", f"me|{other}|{issued}".encode(), hashlib.sha256).hexdigest()
        for bad in (
            f"{other}.{issued}.{mac}", f"{user}.{int(issued, 16) + 9:x}.{mac}", f"{user}.{issued}.{mac[:-1]}0",
            f"{user}.{issued}.", f"{user}.{issued}", "", "..", f"{other}.{issued}.{forged}", "é" * 40,
            base64.b64encode(cookie.encode()).decode(),
        ):  # fmt: skip
            if bad != cookie:
                assert await comes_back(here, bad) == 401, bad


async def test_a_cookie_that_the_browser_kept_too_long_is_nobody(today) -> None:
    async with playground() as here, visitor(here) as ada:
        cookie = me(await remembered(ada))
        today.now += WEEK_S
        assert await comes_back(here, cookie) == 401


async def test_a_press_counts_the_time_anew_and_looking_alone_does_not(today) -> None:
    records = Records()
    async with playground(records) as here, visitor(here) as ada:
        known(records, ada.user)
        cookie = me(await remembered(ada))
        today.now += WEEK_S - 60
        page = Page(here)
        page.http.cookie_jar.update_cookies({f"{here._gate.cookie}_me": cookie})
        async with page.http:
            async with page.http.get(f"{here.origin}/visit") as answer:
                assert not answer.cookies
            async with page.http.post(f"{here.origin}/back") as answer:
                renewed = me(answer.cookies)
        today.now += WEEK_S - 60
        assert await comes_back(here, renewed) == OPEN
        assert await comes_back(here, cookie) == 401


async def test_a_cookie_from_the_future_is_nobody(today) -> None:
    async with playground() as here, visitor(here) as ada:
        cookie = me(await remembered(ada))
        today.now -= signed.SKEW_S + 1
        assert await comes_back(here, cookie) == 401


async def test_a_visit_is_no_person_and_a_person_of_another_installation_is_nobody(today) -> None:
    async with playground() as here, visitor(here) as ada:
        visit = next(c.value for c in ada.http.cookie_jar if not c.key.endswith("_me"))
        assert await comes_back(here, visit) == 401
        cookie = me(await remembered(ada))
    async with playground(secret=b"o" * 32) as elsewhere:
        assert await comes_back(elsewhere, cookie) == 401


async def test_a_new_password_ends_visits_and_remembering(today) -> None:
    shared = {"password": "correct horse", "origin": ""}
    async with playground(**shared) as here, visitor(here, "correct horse") as ada:
        cookie, port = me(await remembered(ada)), int(here.origin.rpartition(":")[2])
        visit = next(c.value for c in ada.http.cookie_jar if not c.key.endswith("_me"))
    async with playground(password="battery staple", port=port) as again:
        assert await comes_back(again, cookie) == 401
        page = Page(again)
        page.http.cookie_jar.update_cookies({again._gate.cookie: visit})
        async with page.http:
            assert (await page.request("GET", "/visit"))[0] == 401


async def test_a_ticket_is_no_visit_and_no_cookie(today) -> None:
    """What a tab holds opens nothing in another browser, and a script that read it cannot make it last."""
    async with playground() as here, visitor(here) as ada:
        cookie = me(await remembered(ada))
        page = Page(here)
        page.http.cookie_jar.update_cookies({f"{here._gate.cookie}_me": cookie})
        async with page.http, page.http.post(f"{here.origin}/back") as answer:
            ticket = (await answer.json())["tab"]
        assert await comes_back(here, ticket) == 401
        async with visitor(here, "") as thief:
            thief.secret = ticket
            assert (await thief.request("GET", "/pictures/abcdefgh"))[0] == 401
        ada.secret = ticket
        assert (await ada.request("GET", "/pictures/abcdefgh"))[0] == OPEN
        today.now += WEEK_S
        assert (await ada.request("GET", "/pictures/abcdefgh"))[0] == 401


@pytest.mark.parametrize("headers", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}])
async def test_another_site_can_neither_remember_nor_forget_anybody(today, headers) -> None:
    async with playground() as here, visitor(here) as ada:
        await remembered(ada)
        for path in ("/remember", "/back"):
            for on in (True, False):
                assert (await ada.request("POST", path, json={"on": on}, headers=headers))[0] == 403


async def test_a_visit_that_somebody_planted_is_not_kept(today) -> None:
    """Session fixation: the key is traded for a visit that nobody has seen before."""
    async with playground() as here, visitor(here) as mallory:
        planted = next(c.value for c in mallory.http.cookie_jar)
        victim = Page(here)
        victim.http.cookie_jar.update_cookies({here._gate.cookie: planted})
        try:
            async with victim.http.post(f"{here.origin}/enter", json={"key": "t" * 43}) as answer:
                (visit,) = answer.cookies.values()
            assert planted.split(".")[0] != visit.value.split(".")[0]
        finally:
            await victim.http.close()


async def test_who_was_forgotten_is_not_welcomed_back_and_the_cookie_goes(today) -> None:
    records = Records()
    async with playground(records) as here, visitor(here) as ada:
        known(records, ada.user)
        cookie = me(await remembered(ada))
        records.sent.clear()
        today.now += limits.JUST_REMEMBERED_S
        page = Page(here)
        page.http.cookie_jar.update_cookies({f"{here._gate.cookie}_me": cookie})
        async with page.http, page.http.get(f"{here.origin}/visit") as answer:
            assert answer.status == 401
            (gone,) = answer.cookies.values()
            assert (gone.value, gone["max-age"]) == ("", "0")


async def test_unticked_it_is_gone_from_the_browser(today) -> None:
    async with playground() as here, visitor(here) as ada:
        await remembered(ada)
        cookies = await remembered(ada, on=False)
        (gone,) = [cookies[name] for name in cookies if name.endswith("_me")]
        assert (gone.value, gone["max-age"]) == ("", "0")


async def test_without_records_nobody_is_remembered(today) -> None:
    async with playground(secret=b"") as here, visitor(here) as ada:
        assert not await remembered(ada)
        forged = Signer(gate._key(b"", ""), "me", WEEK_S, today).sign("a" * 32)
        assert await comes_back(here, forged) == 401


# --- where the page is shared -----------------------------------------------------------------------------------------


async def test_a_shared_visit_ends_after_a_day_s_work(today) -> None:
    async with playground(password="correct horse") as here, visitor(here, "correct horse") as ada:
        today.now += limits.VISIT_S - 1
        assert (await ada.request("GET", "/visit"))[0] == 200
        today.now += 1
        assert await ada.request("GET", "/visit") == (401, b'{"code": "password"}')


async def test_one_visit_is_no_crowd(today) -> None:
    async with playground(password="correct horse") as here, visitor(here, "correct horse") as ada:
        tabs = [gate.secrets.token_urlsafe(32) for _ in range(limits.MOST_PEOPLE + 1)]
        status = [(await ada.request("GET", "/pictures/abcdefgh", headers={gate.TAB_HEADER: t}))[0] for t in tabs]
        assert status == [404] * limits.MOST_PEOPLE + [429]
        assert (await ada.request("GET", "/pictures/abcdefgh", headers={gate.TAB_HEADER: tabs[0]}))[0] == 404


async def test_one_visit_cannot_fill_the_inbox_for_everybody(today) -> None:
    async with playground(password="correct horse") as here:
        async with visitor(here, "correct horse") as loud, visitor(here, "correct horse") as quiet:
            said = [await loud.say(kind="text", text="hi") for _ in range(limits.MOST_EVENTS + 1)]
            assert said[-2:] == [202, 503]
            assert await quiet.say(kind="text", text="hi") == 202


async def test_on_loopback_nothing_is_counted(today) -> None:
    async with playground() as here, visitor(here) as ada:
        today.now += 30 * 86400
        assert {await ada.say(kind="text", text="hi") for _ in range(limits.MOST_EVENTS + 1)} == {202}


async def test_wrong_keys_slow_down_one_address_and_nobody_else(today) -> None:
    """Behind the proxy that the operator named, each visitor is counted by the address the proxy saw."""
    async with playground(password="correct horse", proxy="127.0.0.1") as here, visitor(here, "") as page:

        async def tries(key: str, seen: str) -> int:
            return (await page.request("POST", "/enter", json={"key": key}, headers={"X-Forwarded-For": seen}))[0]

        guesses = [await tries("guess", f"1.2.3.4, 192.0.2.{7}") for _ in range(limits.WRONG_PASSWORDS + 1)]
        assert guesses == [401] * limits.WRONG_PASSWORDS + [429]
        assert await tries("correct horse", "9.9.9.9, 192.0.2.7") == 429  # a header of their own does not help
        assert await tries("correct horse", "192.0.2.8") == 200


async def test_without_a_named_proxy_the_header_is_believed_of_nobody(today) -> None:
    async with playground(password="correct horse") as here, visitor(here, "") as page:
        for n in range(limits.WRONG_PASSWORDS):
            forged = {"X-Forwarded-For": f"192.0.2.{n}"}
            assert (await page.request("POST", "/enter", json={"key": "guess"}, headers=forged))[0] == 401
        assert (await page.request("POST", "/enter", json={"key": "guess"}))[0] == 429


@pytest.mark.parametrize(
    ("remote", "forwarded", "proxy", "counted"),
    [
        ("192.0.2.1", "", "", "192.0.2.1"),
        ("192.0.2.1", "198.51.100.7", "", "192.0.2.1"),
        ("10.0.0.1", "203.0.113.5, 198.51.100.7", "10.0.0.1", "198.51.100.7"),
        ("10.0.0.2", "198.51.100.7", "10.0.0.1", "10.0.0.2"),
        ("10.0.0.1", "rubbish", "10.0.0.1", "10.0.0.1"),
        ("::ffff:192.0.2.1", "", "", "192.0.2.1"),
        ("2001:db8::1", "", "", "2001:db8::/64"),
        ("2001:db8::ffff:2", "", "", "2001:db8::/64"),
        ("fe80::1%eth0", "", "", "fe80::/64"),
        ("", "", "", ""),
    ],
)
def test_tries_are_counted_for_whom_the_neighbour_saw(remote, forwarded, proxy, counted) -> None:
    assert caller(remote, forwarded, proxy) == counted


def test_what_is_counted_stays_small(monkeypatch) -> None:
    monkeypatch.setattr(limits, "MOST_COUNTED", 3)
    recent, people = Recent(60.0, lambda: 0.0), People(lambda: 0.0)
    for n in range(9):
        recent.note(str(n))
        assert people.allows(str(n), "ada")
    assert [recent.count(str(n)) for n in range(9)] == [0] * 6 + [1] * 3
    assert len(people._seen) == 3


# --- sabotage ---------------------------------------------------------------------------------------------------------


async def test_sabotage_a_signature_that_is_not_looked_at_is_caught(today, monkeypatch) -> None:
    monkeypatch.setattr(signed.hmac, "compare_digest", lambda one, other: True)
    with pytest.raises(AssertionError):
        await test_a_changed_cookie_is_nobody(today)


async def test_sabotage_kinds_that_pass_for_one_another_are_caught(today, monkeypatch) -> None:
    monkeypatch.setattr(gate, "_key", lambda secret, password: b"one key")
    monkeypatch.setattr(
        Signer,
        "_mac",
        lambda self, subject, issued: hmac.new(self._key, f"{subject}|{issued}".encode(), "sha256").hexdigest(),
    )
    with pytest.raises(AssertionError):
        await test_a_visit_is_no_person_and_a_person_of_another_installation_is_nobody(today)


async def test_sabotage_a_cookie_without_an_end_is_caught(today, monkeypatch) -> None:
    monkeypatch.setattr(Signer, "read", lambda self, value: signed.Read(value.split(".")[0], 0.0))
    with pytest.raises(AssertionError):
        await test_a_cookie_that_the_browser_kept_too_long_is_nobody(today)
    with pytest.raises(AssertionError):
        await test_a_shared_visit_ends_after_a_day_s_work(today)


async def test_sabotage_a_header_that_is_believed_of_everybody_is_caught(today, monkeypatch) -> None:
    monkeypatch.setattr(gate, "caller", lambda remote, forwarded, proxy: caller(remote, forwarded, remote))
    with pytest.raises(AssertionError):
        await test_without_a_named_proxy_the_header_is_believed_of_nobody(today)


async def test_sabotage_one_counter_for_everybody_is_caught(today, monkeypatch) -> None:
    monkeypatch.setattr(gate, "caller", lambda remote, forwarded, proxy: "everybody")
    with pytest.raises(AssertionError):
        await test_wrong_keys_slow_down_one_address_and_nobody_else(today)


async def test_sabotage_a_planted_visit_that_is_kept_is_caught(today, monkeypatch) -> None:
    monkeypatch.setattr(gate.secrets, "token_hex", lambda n: "0" * 32)
    with pytest.raises(AssertionError):
        await test_a_visit_that_somebody_planted_is_not_kept(today)


async def test_sabotage_a_crowd_behind_one_cookie_is_caught(today, monkeypatch) -> None:
    monkeypatch.setattr(People, "allows", lambda self, visit, user: True)
    with pytest.raises(AssertionError):
        await test_one_visit_is_no_crowd(today)


async def test_sabotage_a_welcome_for_the_forgotten_is_caught(today, monkeypatch) -> None:
    async def everybody(self, remembered) -> bool:
        return True

    from bot.platforms.web import returning

    monkeypatch.setattr(returning.ReturningHandlers, "_is_known", everybody)
    with pytest.raises(AssertionError):
        await test_who_was_forgotten_is_not_welcomed_back_and_the_cookie_goes(today)
