"""The worker child is kept alive, told about, and drained."""

from __future__ import annotations

import asyncio
import json
import os
import sys

import pytest
from pydantic_settings import BaseSettings

from bot.settings import BotSettings
from bot.shell import supervise, verifying
from bot.shell.supervise import Ended, Supervised
from generation.settings import GenerationSettings
from storage.home import Home
from storage.settings import StorageSettings


def child(code: str) -> tuple[str, ...]:
    return (sys.executable, "-c", code)


async def test_a_child_that_ends_is_started_again_after_a_growing_pause_and_told() -> None:
    told: list[Ended] = []
    worker = Supervised(
        child("raise SystemExit(3)"), environment={}, told=told.append, pauses_s=(0.0, 0.01), give_up_after=4
    )
    await worker.run()
    assert [end.status for end in told] == [3, 3, 3, 3]
    assert [end.again_in_s for end in told] == [0.0, 0.01, 0.01, None]


async def test_a_stopped_child_may_finish_its_work() -> None:
    told: list[Ended] = []
    code = "import signal, sys; signal.signal(signal.SIGTERM, lambda *_: sys.exit(0)); print(); signal.pause()"
    worker = Supervised(child(code), environment={}, told=told.append)
    running = asyncio.create_task(worker.run())
    await worker.started.wait()
    await worker.stop(drain_s=20)
    await running
    assert told == []
    assert worker.pid is None


async def test_a_child_that_does_not_listen_is_killed() -> None:
    code = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); [signal.pause() for _ in iter(int, 1)]"
    worker = Supervised(child(code), environment={}, told=lambda _: None)
    running = asyncio.create_task(worker.run())
    await worker.started.wait()
    await worker.stop(drain_s=0.2)
    await running
    assert worker.pid is None


# --- what a child inherits --------------------------------------------------------------------------------------------

ALWAYS = {"PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "PYTHONPATH", "PYTHONHOME", "LD_LIBRARY_PATH"}
BY_ITSELF = {"LC_CTYPE", "__CF_USER_TEXT_ENCODING"}  # what Python sets in its own process
SECRETS = {
    "CANDID_DISCORD_TOKEN", "CANDID_SLACK_BOT_TOKEN", "CANDID_SLACK_APP_TOKEN", "CANDID_SLACK_SIGNING_SECRET",
    "CANDID_SLACK_CLIENT_ID", "CANDID_SLACK_CLIENT_SECRET", "CANDID_WEB_PASSWORD", "CANDID_TELEGRAM_TOKEN",
    "CANDID_SIXTH_PLATFORM_SECRET", "candid_slack_bot_token", "DISCORD_TOKEN", "AWS_SECRET_ACCESS_KEY", "PGPASSWORD",
    "GITHUB_TOKEN", "SSH_AUTH_SOCK", "CANDID_", "CANDID_CONTACT", "CANDID_PRIVACY_URL",
}  # fmt: skip
TELLS = "import json, os, sys; open(sys.argv[1], 'w').write(json.dumps(dict(os.environ)))"


async def seen_by_a_worker(tmp_path) -> dict[str, str]:
    """The environment as a supervised child sees it."""
    told = tmp_path / "told"
    command = (sys.executable, "-c", TELLS, str(told))
    environment = {"CANDID_CACHE_DIR": "/given"}
    await Supervised(command, environment=environment, told=lambda _: None, give_up_after=1).run()
    return json.loads(told.read_text())


@pytest.fixture
def everything_set(monkeypatch) -> None:
    """Every setting, every secret and the tools of the platform have a value."""
    given = {name for group in (BotSettings, StorageSettings, GenerationSettings) for name in of(group)}
    for name in given | SECRETS:
        monkeypatch.setenv(name, f"secret-{name}")
    monkeypatch.setenv("CANDID_GENERATED_SKIN_LIGHTNESS", "3")
    monkeypatch.setenv("OMP_NUM_THREADS", "1")


def of(group: type[BaseSettings]) -> set[str]:
    return {f"CANDID_{name.upper()}" for name in group.model_fields}


async def test_a_worker_sees_its_own_settings_and_no_secret_of_a_platform(everything_set, tmp_path) -> None:
    """From inside the child: all names it sees are on the list, whatever else the bot was started with."""
    seen = await seen_by_a_worker(tmp_path)
    settings = of(StorageSettings) | of(GenerationSettings)
    allowed = ALWAYS | BY_ITSELF | settings | {"CANDID_FAILPOINT", "CANDID_GENERATED_SKIN_LIGHTNESS"}
    families = ("XDG_", "OMP_", "OPENCV_")
    assert {name for name in seen if not name.startswith(families)} <= allowed
    assert not [value for name, value in seen.items() if name not in settings and value.startswith("secret-")]
    assert settings - {"CANDID_GENERATED"} <= seen.keys(), "a worker is not given a setting of its own"
    assert seen["CANDID_GENERATED_SKIN_LIGHTNESS"] == "3"
    assert seen["OMP_NUM_THREADS"] == "1"
    assert seen["CANDID_CACHE_DIR"] == "/given"


async def test_who_reads_a_stranger_s_picture_sees_the_public_certificates_and_nothing_else(
    everything_set, tmp_path, monkeypatch
) -> None:
    told = tmp_path / "told"
    monkeypatch.setattr(verifying, "DOOR", (sys.executable, "-c", TELLS, str(told)))
    home = Home(tmp_path, tmp_path / "config", tmp_path)
    await verifying.marks(home, b"")
    seen = json.loads(told.read_text())
    allowed = ALWAYS | BY_ITSELF | {"CANDID_CONFIG_DIR", "CANDID_CREDENTIALS_CERTIFICATES"}
    assert {name for name in seen if not name.startswith(("XDG_", "OMP_", "OPENCV_"))} <= allowed
    assert seen["CANDID_CONFIG_DIR"] == str(home.config)


async def test_the_sabotage_a_child_given_the_bot_s_environment_sees_tokens(
    everything_set, tmp_path, monkeypatch
) -> None:
    monkeypatch.setattr(supervise, "worker_environment", lambda: dict(os.environ))
    assert (await seen_by_a_worker(tmp_path)).keys() >= SECRETS
