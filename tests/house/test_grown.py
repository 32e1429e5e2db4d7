"""The grown installation of docker/compose.grown.yaml: parsed, held to its rules, and its processes really run.

There is no container engine here. The long test takes each service's environment from the file and runs it in a clean
folder, on the system's PostgreSQL, a real S3 server and an emulated Slack.
"""

from __future__ import annotations

import asyncio
import os
import re
import signal
import subprocess
import sys
from asyncio.subprocess import Process
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import aiohttp
import psycopg
import pytest
import yaml

from bot.ports import Commanded, Pressed
from storage.db.leadership import key_of
from storage.settings import StorageSettings
from tests import postgresql
from tests.assets.portraits import path as portrait
from tests.benches.chat.script import Walk
from tests.benches.chat.slack import Visitor
from tests.bot.platforms.slack.harness import TOKENS, meet, open_shim
from tests.fakes import PATIENCE_S
from tests.house.containers import DOCKER, DOCKERFILES, ROOT, read
from tests.house.test_containers import compose
from tests.s3 import BUCKET, WEED, Server, free_ports, left_in

WORDS = dict.fromkeys(
    ("GROWN_POSTGRES_PASSWORD", "GROWN_S3_KEY", "GROWN_S3_SECRET", "GROWN_GRAFANA_PASSWORD"), "hunter2"
)
BOTS, WORKERS = ("bot-1", "bot-2"), ("worker-1", "worker-2", "worker-3")
WITH_A_WAY_OUT = {*BOTS, "grafana"}
PORTRAIT, PICTURE_S, PREFIX = portrait("obama-senate"), 240.0, "live"
PLACES = {"/var/lib/candid": "data", "/etc/candid": "keys"}


def parsed(tmp_path: Path, change: tuple[str, str] = ("", ""), words: dict[str, str] = WORDS) -> dict[str, Any]:
    """What docker-compose reads, with an operator's .env; ``change``: one line of the file for another."""
    (tmp_path / "docker").mkdir(exist_ok=True)
    (tmp_path / ".env").write_text("CANDID_DISCORD_TOKEN=hunter2\n" + "".join(f"{k}={v}\n" for k, v in words.items()))
    text = (DOCKER / "compose.grown.yaml").read_text()
    assert change[0] in text
    (tmp_path / "docker" / "compose.grown.yaml").write_text(text.replace(*change) if change[0] else text)
    command = [*compose(), "--env-file", ".env", "-f", "docker/compose.grown.yaml", "config"]
    read = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    if read.returncode:
        raise ValueError(read.stderr)
    found: dict[str, Any] = yaml.safe_load(read.stdout)
    return found


def wrong(found: dict[str, Any]) -> list[str]:
    """What breaks a rule of ours."""
    services, said = found["services"], []
    said += [] if found["networks"]["inside"]["internal"] else ["the network inside has a way out"]
    for name, service in services.items():
        outside = "outside" in service["networks"]
        said += [f"{name}: a way out"] if outside and name not in WITH_A_WAY_OUT else []
        said += [f"{name}: unbounded"] if not (service.get("mem_limit") and service.get("pids_limit")) else []
        said += [f"{name}: swapped"] if service.get("mem_limit") != service.get("memswap_limit") else []
        said += [f"{name}: privileges"] if service.get("security_opt") != ["no-new-privileges:true"] else []
        said += (
            [f"{name}: a port for everybody"] if "ports" in service and "127.0.0.1" not in str(service["ports"]) else []
        )
    for name in (*BOTS, *WORKERS):
        service = services[name]
        said += [f"{name}: root"] if service.get("user") != "10001:10001" or not service.get("read_only") else []
        said += [f"{name}: its own keys"] if "keys:/etc/candid" not in str(service["volumes"]) else []
    for name in WORKERS:
        tokens = [
            each for each in services[name]["environment"] if re.search("TOKEN|PASSWORD|_WEB|SLACK|DISCORD", each)
        ]
        said += [f"{name}: {each}" for each in tokens]
    return said


def test_the_file_is_read_and_keeps_our_rules(tmp_path):
    found = parsed(tmp_path)
    assert {*BOTS, *WORKERS, "postgres", "store", "prometheus", "grafana"} <= set(found["services"])
    assert wrong(found) == []
    for name in BOTS:
        assert found["services"][name]["environment"]["CANDID_WEB"] == "false", "a page wants a bot alone"


@pytest.mark.many
@pytest.mark.parametrize(
    ("change", "seen"),
    [
        (("inside: {internal: true}", "inside: {internal: false}"), "the network inside has a way out"),
        (("    CANDID_OPERATOR:\n", "    CANDID_DISCORD_TOKEN:\n"), "worker-2: CANDID_DISCORD_TOKEN"),
        (("    CANDID_LABEL_RULE:\n  networks: [inside]", "  networks: [inside, outside]"), "worker-1: a way out"),
        (("127.0.0.1:3001:3000", "3001:3000"), "grafana: a port for everybody"),
        (("  read_only: true\n", ""), "bot-1: root"),
        (("  memswap_limit: 4g\n", ""), "worker-3: swapped"),
        (('worker-2:/var/lib/candid", "keys:/etc/candid', "worker-2:/var/lib/candid"), "worker-2: its own keys"),
    ],
)
def test_the_sabotage_each_broken_rule_is_seen(tmp_path, change, seen):
    assert seen in wrong(parsed(tmp_path, change))


def test_without_its_passwords_it_does_not_start(tmp_path):
    with pytest.raises(ValueError, match="GROWN_S3_KEY"):
        parsed(tmp_path, words={name: word for name, word in WORDS.items() if name != "GROWN_S3_KEY"})


def test_prometheus_asks_both_bots_by_the_rules_we_have():
    made = yaml.safe_load((DOCKER / "prometheus" / "grown.yaml").read_text())
    assert all((DOCKER / "prometheus" / each).exists() for each in made["rule_files"])
    (job,) = made["scrape_configs"]
    assert job["static_configs"][0]["targets"] == [f"{bot}:9100" for bot in BOTS]
    for name in ("datasource", "dashboards"):
        assert yaml.safe_load((DOCKER / "grafana" / f"{name}.yaml").read_text())["apiVersion"] == 1


# --- really run ---------------------------------------------------------------------------------------------------


class Town:
    """Processes of the file, with its places moved into one folder and its hosts to this machine."""

    def __init__(self, folder: Path, found: dict[str, Any], moved: dict[str, str], slack: dict[str, str]) -> None:
        self.folder, self.services, self.moved, self.slack = folder, found["services"], moved, slack
        self.ports = dict(zip(BOTS, free_ports(len(BOTS)), strict=True))
        self.running: dict[str, Process] = {}

    def environment(self, name: str) -> dict[str, str]:
        own = {key: str(value) for key, value in self.services[name]["environment"].items() if value is not None}
        recipe = read(
            next(each for each in DOCKERFILES if each.name == Path(self.services[name]["build"]["dockerfile"]).name)
        )
        own = {key: value for key, value in own.items() if key != "CANDID_DISCORD_TOKEN"}  # nobody there to reach
        own = {**recipe.env, **own, **self.moved}
        for inside, kind in PLACES.items():
            there = str(self.folder / (name if kind == "data" else "keys"))
            own = {key: there if value == inside else value for key, value in own.items()}
        own["CANDID_CACHE_DIR"] = str(StorageSettings(_env_file=None).cache_dir)
        if name in BOTS:
            own |= self.slack | {"CANDID_METRICS_PORT": str(self.ports[name]), "CANDID_METRICS_HOST": "127.0.0.1"}
        around = {key: os.environ[key] for key in ("PATH", "HOME", "LANG") if key in os.environ}
        return {**around, **own, "PYTHONPATH": str(ROOT)}

    async def start(self, name: str) -> None:
        words = ("up", "--no-worker") if name in BOTS else ("worker",)
        command = ("-c", "import sys; from storage.operations.main import main; sys.exit(main())", *words)
        log = (self.folder / f"{name}.log").open("ab")
        self.running[name] = await asyncio.create_subprocess_exec(
            sys.executable, *command, cwd=self.folder, env=self.environment(name), stdout=log, stderr=log
        )
        log.close()

    async def asked(self, name: str, path: str) -> tuple[int, str]:
        async with aiohttp.ClientSession() as session:
            try:
                async with session.get(f"http://127.0.0.1:{self.ports[name]}{path}") as answer:
                    return answer.status, await answer.text()
            except aiohttp.ClientError:
                return 0, ""

    async def stop(self) -> None:
        for process in self.running.values():
            if process.returncode is None:
                process.terminate()
        for process in self.running.values():
            async with asyncio.timeout(PATIENCE_S):
                await process.wait()

    def told(self) -> str:
        return "".join(f"--- {path.name}\n{path.read_text()[-1500:]}" for path in sorted(self.folder.glob("*.log")))


async def until(happens, what: str, town: Town, within_s: float = PATIENCE_S) -> None:
    try:
        async with asyncio.timeout(within_s):
            while True:
                if await happens():
                    return
                await asyncio.sleep(0.2)
    except TimeoutError:
        pytest.fail(f"{what}\n{town.told()}")


@pytest.mark.long
@pytest.mark.weights
@pytest.mark.timeout(600)
async def test_two_bots_and_three_workers_serve_and_one_bot_may_die(tmp_path):
    """Ada goes all the way to a picture; the bot that leads is killed; the next answer comes within ten seconds; the
    other bot erases Ada, and nothing of hers is left in rows or bucket.
    """
    if not postgresql.AVAILABLE or WEED is None:
        pytest.skip("missing: a PostgreSQL server or weed (docker/test-tools.sh long, make test)")
    found = parsed(tmp_path)
    async with AsyncExitStack() as around:
        host = around.enter_context(postgresql.running())
        url = postgresql.new_database(host).replace("+psycopg", "")
        (tmp_path / "s3").mkdir()
        store = Server(tmp_path / "s3")
        await asyncio.to_thread(store.start)
        around.callback(store.stop)
        await asyncio.to_thread(store.make_buckets)
        shim = await around.enter_async_context(open_shim())
        slack = {
            "CANDID_SLACK_BOT_TOKEN": TOKENS["bot_token"],
            "CANDID_SLACK_APP_TOKEN": TOKENS["app_token"],
            "CANDID_SLACK_API_URL": shim.api_url,
            "CANDID_OPERATOR": "Ada",
            "CANDID_CONTACT": "ada@example.org",
            "CANDID_PRIVACY_URL": "https://example.org",
        }
        (tmp_path / "town").mkdir()  # without the .env beside the compose file, whose Discord nobody can reach
        town = Town(tmp_path / "town", found, {"CANDID_DATABASE_URL": url, **store.environment}, slack)
        around.push_async_callback(town.stop)
        for name in (*BOTS, *WORKERS):
            await town.start(name)

        async def all_ready():
            return all([(await town.asked(bot, "/readyz"))[0] == 200 for bot in BOTS])

        async def three_workers():
            return "candid_workers 3.0" in (await town.asked("bot-1", "/metrics"))[1]

        await until(all_ready, "the bots are not ready", town)
        await until(three_workers, "the workers are not there", town)
        ada = Visitor(shim, await meet(shim, shim.emulator.somebody()))
        walk = Walk(ada, PORTRAIT, patience_s=PATIENCE_S)
        try:
            await walk.open()
            await walk.consent()
            await walk.send_photo()
            await walk.choose_one(PICTURE_S)
        except TimeoutError as late:
            pytest.fail(f"{late}\n{town.told()}")
        assert left_in(store.client(), BUCKET, PREFIX)["names"], "her photo and picture lie in the bucket"
        dead = _leader(url, town)
        town.running[dead].send_signal(signal.SIGKILL)
        await town.running[dead].wait()
        bob = await meet(shim, shim.emulator.somebody())

        async def spoken():
            await bob.command("headshot")
            return True

        await until(spoken, "Slack has no connection left", town)

        async def bob_answered():
            return len(await bob.messages()) > 0

        await until(bob_answered, "Bob got no answer from the other bot", town, 10)
        assert (await town.asked(dead, "/readyz"))[0] == 0
        await ada.say(Commanded(name="forget-me"))
        await ada.until("the question", lambda: walk.offers("forget.erase"), PATIENCE_S)
        await ada.say(Pressed(action=walk.offers("forget.erase") or ""))

        async def gone():
            return left_in(store.client(), BUCKET, PREFIX) == {"names": [], "versions": [], "uploads": []}

        await until(gone, "something of Ada is left in the bucket", town)
        with psycopg.connect(url) as connection:
            assert connection.execute("SELECT count(*) FROM photos, variants").fetchone() == (0,)


def _leader(url: str, town: Town) -> str:
    """The bot whose process holds the lock: PostgreSQL's backend is found by the socket's peer, a process of ours."""
    key = key_of("bot") & 0xFFFFFFFFFFFFFFFF
    with psycopg.connect(url) as connection:
        held = connection.execute(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted AND classid = %s AND objid = %s",
            (key >> 32, key & 0xFFFFFFFF),
        ).fetchone()
    assert held == (1,), "exactly one leads"
    led = [bot for bot in BOTS if "bot.leads" in (town.folder / f"{bot}.log").read_text()]
    led += [
        bot for bot in BOTS if any("bot.leads" in path.read_text() for path in (town.folder / bot).rglob("*.jsonl"))
    ]
    (one,) = set(led)
    return one
