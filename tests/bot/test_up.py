"""``candid up`` as a whole: overdue purges first, the page, a supervised worker, and a clean end."""

from __future__ import annotations

import asyncio
import gc
import json
import sys
from dataclasses import replace

import pytest
from aiohttp import ClientSession, CookieJar

from bot import up
from bot.errors import SettingMissing
from bot.platforms.web import limits
from bot.settings import BotSettings
from bot.up import Plan, serve
from storage.errors import EraseIncomplete
from storage.operations.main import main
from tests.fakes import settings_in
from tests.platform_settings import own_settings

SLEEPER = "import signal, sys; signal.signal(signal.SIGTERM, lambda *_: sys.exit(0)); signal.pause()"


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def plan(tmp_path, told, monkeypatch) -> Plan:
    monkeypatch.setattr(up, "WORKER", (sys.executable, "-c", SLEEPER))
    return Plan(
        bot=BotSettings(_env_file=None),
        platforms=own_settings(web_port=0),
        storage=settings_in(tmp_path),
        tell=told.append,
        quiet=True,
    )


async def stop_when(told: list[str], sign: str, stop: asyncio.Event, serving: asyncio.Task) -> None:
    while not any(sign in line for line in told) and not serving.done():  # noqa: ASYNC110 — lines come by a callback
        await asyncio.sleep(0.01)
    stop.set()
    await serving


async def test_it_says_where_it_can_be_met_and_stops_when_asked(plan, told) -> None:
    stop = asyncio.Event()
    await stop_when(told, "Ctrl-C", stop, asyncio.create_task(serve(plan, stop)))
    assert told[0].startswith("Candid is up. Open http://127.0.0.1:")
    assert told[-1].startswith("Stopping.")


async def test_once_it_is_up_collections_pass_over_what_stands(plan, told) -> None:
    before, stop = gc.get_freeze_count(), asyncio.Event()
    await stop_when(told, "Ctrl-C", stop, asyncio.create_task(serve(plan, stop)))
    assert gc.get_freeze_count() > before + 1000


async def test_the_sabotage_without_it_they_look_at_everything(plan, told, monkeypatch) -> None:
    monkeypatch.setattr(up.heap, "leave_alone_what_stands", lambda: None)
    with pytest.raises(AssertionError):
        await test_once_it_is_up_collections_pass_over_what_stands(plan, told)


TELLS = """
import json, os, pathlib
told = pathlib.Path(os.environ["CANDID_CACHE_DIR"], "told")
told.with_suffix(".next").write_text(json.dumps(dict(os.environ)))
told.with_suffix(".next").rename(told)
"""


@pytest.mark.parametrize(
    ("blob_url", "given"),
    [("", set()), ("file", set()), ("s3://bucket/x", {"AWS_SECRET_ACCESS_KEY"}), ("az://box/x", {"AZURE_STORAGE_KEY"})],
)
async def test_a_worker_reaches_the_bucket_and_no_other_cloud(plan, tmp_path, monkeypatch, blob_url, given) -> None:
    clouds = {"AWS_SECRET_ACCESS_KEY", "AZURE_STORAGE_KEY", "GOOGLE_SERVICE_ACCOUNT_KEY"}
    for name in clouds:
        monkeypatch.setenv(name, "x")
    monkeypatch.setattr(up, "WORKER", (sys.executable, "-c", TELLS))
    url = (tmp_path / "far").as_uri() if blob_url == "file" else blob_url
    storage = settings_in(tmp_path, blob_url=url)
    storage.cache_dir.mkdir()
    told = storage.cache_dir / "told"
    async with up._working(replace(plan, storage=storage)):
        while not (told.exists() and told.read_text()):  # noqa: ASYNC110 - a process writes it
            await asyncio.sleep(0.01)
    seen = json.loads(told.read_text())
    assert clouds & set(seen) == given


async def test_a_stop_waits_for_no_page(plan, told) -> None:
    """One stream that was read and answers no more, one that never said who it is."""
    stop = asyncio.Event()
    serving = asyncio.create_task(serve(plan, stop))
    while not told and not serving.done():  # noqa: ASYNC110 — lines come by a callback
        await asyncio.sleep(0.01)
    url, _, key = told[0].rpartition(" ")[2].partition("/#k=")
    async with ClientSession(cookie_jar=CookieJar(unsafe=True), headers={"Origin": url}) as visitor:
        await visitor.post(f"{url}/enter", json={"key": key})
        open_page = await visitor.ws_connect(f"{url}/stream", autoclose=False)
        await open_page.send_json({"tab": "t" * 43, "epoch": "", "seen": -1})
        await open_page.receive_json()
        silent = await visitor.ws_connect(f"{url}/stream", autoclose=False)
        stop.set()
        async with asyncio.timeout(limits.HELLO_WAIT_S - 1):  # by then the silent one would have ended by itself
            await serving
        await silent.close()


@pytest.mark.long
async def test_a_stop_that_waits_for_whom_it_serves_is_caught(plan, told, monkeypatch) -> None:
    monkeypatch.setattr(limits, "STOP_WAIT_S", 60.0)
    with pytest.raises(TimeoutError):
        await test_a_stop_waits_for_no_page(plan, told)


async def test_a_worker_that_ends_is_told_and_started_again(plan, told, monkeypatch) -> None:
    monkeypatch.setattr(up, "WORKER", (sys.executable, "-c", "raise SystemExit(4)"))
    stop = asyncio.Event()
    await stop_when(told, "starting it again", stop, asyncio.create_task(serve(plan, stop)))
    assert any("status 4" in line for line in told)


async def test_what_is_overdue_is_erased_before_the_page_opens(plan, told, monkeypatch) -> None:
    order: list[str] = []

    async def purging(_storage, *, ready) -> None:
        order.append("purge")
        ready.set()
        await asyncio.Event().wait()

    monkeypatch.setattr(up.scheduler, "serve", purging)
    monkeypatch.setattr(up, "_say_where", lambda plan, _platforms: (order.append("page"), plan.tell("open")))
    stop = asyncio.Event()
    await stop_when(told, "open", stop, asyncio.create_task(serve(plan, stop)))
    assert order == ["purge", "page"]


async def test_an_erasure_that_fails_stops_everything_loudly(plan, monkeypatch) -> None:
    async def failing(_storage, *, ready) -> None:
        ready.set()
        await asyncio.sleep(0.05)
        raise EraseIncomplete

    monkeypatch.setattr(up.scheduler, "serve", failing)
    with pytest.raises(EraseIncomplete):
        await serve(plan, asyncio.Event())


async def test_an_overdue_erasure_that_fails_at_the_start_opens_no_page(plan, told, monkeypatch) -> None:
    async def failing(_storage, *, ready) -> None:
        raise EraseIncomplete

    monkeypatch.setattr(up.scheduler, "serve", failing)
    with pytest.raises(EraseIncomplete):
        await serve(plan, asyncio.Event())
    assert told == []


async def test_without_any_front_end_it_says_so(plan) -> None:
    from dataclasses import replace

    nobody = replace(plan, platforms=own_settings(web=False))
    with pytest.raises(SettingMissing, match="no front end"):
        await serve(nobody, asyncio.Event())


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"CANDID_WEB": "false"}, "There is no front end"),
        ({"CANDID_DISCORD_TOKEN": "a-token"}, "please set CANDID_OPERATOR, CANDID_CONTACT, CANDID_PRIVACY_URL"),
        ({"CANDID_WEB_HOST": "192.0.2.1"}, "CANDID_WEB_PASSWORD"),
        ({"CANDID_WEB_PORT": "many"}, "CANDID_WEB_PORT"),
    ],
)
def test_a_setting_that_is_missing_or_wrong_is_named_and_ends_with_2(
    wrong, said, tmp_path, monkeypatch, capsys
) -> None:
    for name in ("DATA", "CONFIG", "CACHE"):
        monkeypatch.setenv(f"CANDID_{name}_DIR", str(tmp_path / name.lower()))
    for name, value in wrong.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    assert main(["up", "--port", "0"] if "CANDID_WEB_PORT" not in wrong else ["up"]) == 2
    assert said in capsys.readouterr().err


def test_a_missing_setting_that_ends_like_a_defect_is_seen(tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.delattr(SettingMissing, "exit_code")
    with pytest.raises(AssertionError):
        test_a_setting_that_is_missing_or_wrong_is_named_and_ends_with_2(
            {"CANDID_WEB": "false"}, "There is no front end", tmp_path, monkeypatch, capsys
        )
