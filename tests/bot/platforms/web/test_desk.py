"""The operator's desk: who may enter, what it takes to act, and what it never tells. Each attack is a test."""

from __future__ import annotations

import re
from contextlib import asynccontextmanager

import pytest

from bot.platforms.web import limits
from bot.platforms.web.adapter import Options, WebPlatform
from bot.platforms.web.desk import handlers, page
from bot.platforms.web.desk.charts import bars
from bot.platforms.web.desk.words import Words
from bot.records import DeskCase, DeskView, Setting
from storage.errors import NotFound
from storage.operations.check import Check
from tests.bot.platforms.web.browserless import Page

PASSWORD = "desk password"


def case(number: int, state: str, reports: int | None) -> DeskCase:
    return DeskCase(
        number=number, state=state, reports=reports, pictures=None, opened="2026-11-29 08:00", until="2026-12-29 08:00"
    )


class FakeDesk:
    """Stands in for the shell: notes what was done. ``view`` holds what a page must escape."""

    def __init__(self) -> None:
        self.done: list[tuple] = []

    async def view(self) -> DeskView:
        return DeskView(
            now=(("jobs_queued", "jobs waiting", None), ("of_tomorrow", "of tomorrow", "7")),
            days=(("2026-11-29", 7), ("2026-11-30", None)),
            withheld=(("likeness", None), ("<b>", 9)),
            refused=(),
            cases=(case(4, "open", 5), case(3, "released", None)),
            paused_until="",
            quiet_hours="22:00-07:00",
        )

    async def pause(self, how_long: str) -> None:
        if how_long != "2h":
            raise ValueError
        self.done.append(("pause", how_long))

    async def resume(self) -> None:
        self.done.append(("resume",))

    async def settle(self, number: int, *, erase: bool) -> None:
        if number != 4:
            raise NotFound("There is no open case.")
        self.done.append(("erase" if erase else "release", number))

    def settings(self) -> list[Setting]:
        return [Setting(name="CANDID_TOKEN", value="set", source="environment")]

    async def doctor(self) -> list[Check]:
        return [
            Check(
                name="Walls around decoders", ok=True, detail="limits, memory closed to others, a user of its own, " * 3
            ),
            Check(name="Disk", ok=False, detail="full", fix="Make room."),
        ]


@asynccontextmanager
async def desk(today=None, **options):
    behind = FakeDesk()
    given = {"port": 0, "desk_password": PASSWORD} | options
    platform = WebPlatform(Options(**given, **({"today": today} if today else {})), None, behind)
    await platform.start()
    visitor = Page(platform)
    try:
        async with visitor.http:
            yield visitor, behind
    finally:
        await platform.stop()


async def post(visitor: Page, path: str, headers=None, **form) -> tuple[int, str]:
    async with visitor.http.post(
        f"{visitor.platform.origin}{path}", data=form, headers=headers or {}, allow_redirects=False
    ) as answer:
        return answer.status, await answer.text()


async def shows(visitor: Page, path: str = "/desk") -> tuple[int, str]:
    status, body = await visitor.request("GET", path)
    return status, body.decode()


async def enters(visitor: Page) -> None:
    assert (await post(visitor, "/desk/enter", password=PASSWORD))[0] == 303


ACTS = [
    ("/desk/pause", {"how_long": "2h"}), ("/desk/resume", {}), ("/desk/case", {"number": "4", "what": "erase"}),
    ("/desk/case", {"number": "4", "what": "release"}),
]  # fmt: skip


async def test_without_a_password_of_its_own_there_is_no_desk() -> None:
    async with desk(desk_password="") as (visitor, _behind):
        assert (await visitor.request("GET", "/desk"))[0] == 404
        assert (await post(visitor, "/desk/enter", password=""))[0] == 404


async def test_only_the_password_opens_it_and_a_visit_to_the_playground_does_not() -> None:
    async with desk(token="t" * 43) as (visitor, _behind):
        assert (await visitor.request("POST", "/enter", json={"key": "t" * 43}))[0] == 200
        for path in ("/desk", "/desk/doctor"):
            status, text = await shows(visitor, path)
            assert (status, "Password of the desk" in text, "jobs waiting" in text) == (401, True, False)
        assert (await post(visitor, "/desk/enter", password="t" * 43))[0] == 401
        await enters(visitor)
        assert "jobs waiting" in (await shows(visitor))[1]
        assert "Make room." in (await shows(visitor, "/desk/doctor"))[1]


async def test_the_desk_opens_no_playground() -> None:
    async with desk() as (visitor, _behind):
        await enters(visitor)
        assert (await visitor.request("GET", "/visit"))[0] == 401


@pytest.mark.parametrize(("path", "form"), ACTS)
async def test_an_act_needs_the_open_desk_and_the_password_again(path, form) -> None:
    async with desk() as (visitor, behind):
        assert (await post(visitor, path, password=PASSWORD, **form))[0] == 401  # not at the desk
        await enters(visitor)
        assert (await post(visitor, path, **form))[0] == 401  # a desk that was left open
        assert (await post(visitor, path, password="guess", **form))[0] == 401
        assert behind.done == []
        assert (await post(visitor, path, password=PASSWORD, **form))[0] == 200
        assert len(behind.done) == 1


@pytest.mark.parametrize("origin", ["https://evil.example", "null"])
@pytest.mark.parametrize(("path", "form"), [*ACTS, ("/desk/enter", {})])
async def test_another_site_can_do_nothing_even_with_the_password(path, form, origin) -> None:
    async with desk() as (visitor, behind):
        await enters(visitor)
        assert (await post(visitor, path, headers={"Origin": origin}, password=PASSWORD, **form))[0] == 403
        assert behind.done == []


async def test_wrong_passwords_are_counted_at_the_door_and_at_the_acts() -> None:
    async with desk() as (visitor, behind):
        await enters(visitor)
        for _ in range(limits.WRONG_PASSWORDS):
            assert (await post(visitor, "/desk/resume", password="guess"))[0] == 401
        assert (await post(visitor, "/desk/resume", password=PASSWORD))[0] == 429
        assert (await post(visitor, "/desk/enter", password=PASSWORD))[0] == 429
        assert behind.done == []


async def test_the_cookie_is_short_lived_new_each_time_and_for_no_script() -> None:
    now = [1_900_000_000.0]
    async with desk(today=lambda: now[0]) as (visitor, _behind):
        seen = set()
        for _ in range(2):
            async with visitor.http.post(
                f"{visitor.platform.origin}/desk/enter", data={"password": PASSWORD}, allow_redirects=False
            ) as answer:
                (cookie,) = answer.cookies.values()
                seen.add(cookie.value)
                assert (cookie["httponly"], cookie["samesite"]) == (True, "Strict")
        assert len(seen) == 2
        now[0] += limits.DESK_S
        assert (await shows(visitor))[0] == 401


async def test_leaving_shuts_it() -> None:
    async with desk() as (visitor, _behind):
        await enters(visitor)
        await post(visitor, "/desk/leave")
        assert (await shows(visitor))[0] == 401


async def test_rubbish_does_nothing_and_says_so() -> None:
    async with desk() as (visitor, behind):
        await enters(visitor)
        for path, form in (
            ("/desk/pause", {"how_long": "moon"}), ("/desk/case", {"number": "four", "what": "erase"}),
            ("/desk/case", {"number": "4", "what": "show"}), ("/desk/case", {}),
        ):  # fmt: skip
            status, text = await post(visitor, path, password=PASSWORD, **form)
            assert (status, "Nothing was done" in text) == (400, True)
        assert (await post(visitor, "/desk/case", password=PASSWORD, number="9", what="erase"))[0] == 404
        assert behind.done == []


async def test_what_comes_from_outside_is_text_and_the_policy_forbids_scripts_of_its_own() -> None:
    async with desk() as (visitor, _behind):
        await enters(visitor)
        async with visitor.http.get(f"{visitor.platform.origin}/desk") as answer:
            text, policy = await answer.text(), answer.headers["Content-Security-Policy"]
        assert "&lt;b&gt;" in text
        assert "<b>" not in text
        assert " style=" not in text
        assert "<script>" not in text
        assert "form-action 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        async with visitor.http.get(f"{visitor.platform.origin}/") as answer:
            assert "form-action 'none'" in answer.headers["Content-Security-Policy"]


def test_bars_are_also_a_table_and_a_small_count_has_no_height_of_its_own() -> None:
    drawn = bars("Pictures", (("a", 10), ("b", None), ("c", 0)), Words("en"))
    assert 'role="img"' in drawn
    assert 'aria-label="Pictures"' in drawn
    assert "<td>under 5</td>" in drawn
    assert drawn.count('height="2"') == 1
    assert drawn.count("<rect") == 3
    assert drawn.count(' class="few"/>') == 1
    assert re.findall(r"<text[^>]*>([^<]*)<", drawn) == ["10", "a", "&lt;5", "b", "", "c"]


# --- sabotage ---------------------------------------------------------------------------------------------------------


async def test_sabotage_an_act_without_the_password_is_caught(monkeypatch) -> None:
    monkeypatch.setattr(handlers.DeskDoor, "check_password", lambda self, request, said: None)
    with pytest.raises(AssertionError):
        await test_an_act_needs_the_open_desk_and_the_password_again(*ACTS[0])
    with pytest.raises(AssertionError):
        await test_wrong_passwords_are_counted_at_the_door_and_at_the_acts()


async def test_sabotage_a_desk_that_is_always_open_is_caught(monkeypatch) -> None:
    monkeypatch.setattr(handlers.DeskDoor, "is_open", lambda self, request: True)
    with pytest.raises(AssertionError):
        await test_only_the_password_opens_it_and_a_visit_to_the_playground_does_not()


async def test_sabotage_words_that_become_markup_are_caught(monkeypatch) -> None:
    monkeypatch.setattr(page, "escape", lambda text: text)
    with pytest.raises(AssertionError):
        await test_what_comes_from_outside_is_text_and_the_policy_forbids_scripts_of_its_own()
