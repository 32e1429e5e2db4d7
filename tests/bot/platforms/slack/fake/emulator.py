"""The emulated Slack: one Node process for each test process. Each test meets people nobody has met before.

npm ``emulate`` 0.12.2 keeps messages, files, reactions and views, checks scopes, and refuses what Slack refuses (the
person's own files and messages, a trigger older than 3 s). What it lacks is in ``shim``.
"""

from __future__ import annotations

import atexit
import json
import socket
import subprocess
import sys
import time
import urllib.request
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from bot.platforms.slack.manifest import manifest as made
from bot.platforms.slack.settings import SlackSettings
from tests.fakes import PATIENCE_S

HERE = Path(__file__).parent
ROOT = HERE.parents[4]
PACKAGES = ROOT / "tests" / "node" / "node_modules"
NODE = Path(sys.executable).with_name("node")

BOT_TOKEN = "xoxb-local-test"
SPARE_TOKENS = tuple(f"{BOT_TOKEN}-{number}" for number in range(1, 40))  # the same bot's: see ``Emulator.token``
CALLS_PER_TOKEN = 4000  # the emulator refuses a token after 5000 calls in an hour, as Slack does not
OTHER_TOKEN = "xoxb-of-another-workspace"  # there is one emulated workspace; the second is one by its token
TEAM = "T000000001"
OTHER_TEAM = "T000000002"
CLIENT_ID, CLIENT_SECRET = "1.2", "shh"
SIGNING_SECRET = "a signing secret of no workspace"


class Emulator:
    """``people``: how many are there from the start; more come as they are asked for."""

    def __init__(self, people: int = 0) -> None:
        self.port, self.shim_port = free_port(), free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self._there = people
        self._next, self._next_admin = count(1), count(1)
        self._used = count()
        self._process = subprocess.Popen(
            [NODE, HERE / "emulator.mjs", PACKAGES, str(self.port), self.events_url],
            stdin=subprocess.PIPE,  # closed with this process, however it ends; the emulator ends with it
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        atexit.register(self.stop)
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(seed(people)) + "\n")
        self._process.stdin.flush()
        if self._process.stdout.readline().strip() != "up":
            raise RuntimeError("the emulated Slack did not start")
        wait_for(self.port)

    @property
    def events_url(self) -> str:
        return f"http://127.0.0.1:{self.shim_port}/events"

    @property
    def token(self) -> str:
        """The bot's token for one more call, of those not used up: the count outlives each test's shim."""
        return (BOT_TOKEN, *SPARE_TOKENS)[next(self._used) // CALLS_PER_TOKEN]

    def admin(self) -> str:
        """As ``somebody``, who is an admin of the workspace."""
        return self._come(f"admin{next(self._next_admin)}", is_admin=True)

    def somebody(self) -> str:
        """The name of a person no test has met; their token is ``xoxp-NAME``."""
        number = next(self._next)
        name = f"person{number}"
        return name if number <= self._there else self._come(name)

    def _come(self, name: str, *, is_admin: bool = False) -> str:
        newcomer = {"users": [{"name": name, "is_admin": is_admin}], "tokens": [token_of(name)]}
        asked = urllib.request.Request(f"{self.base}/stand-in/people", json.dumps(newcomer).encode(), method="POST")  # noqa: S310 (loopback)
        asked.add_header("Authorization", f"Bearer arrival-of-{name}")  # a call of its own, for the emulator's count
        with urllib.request.urlopen(asked, timeout=PATIENCE_S) as answer:  # noqa: S310 (loopback)
            assert answer.read() == b"here"
        return name

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()


@cache
def emulator() -> Emulator:
    if not (PACKAGES / "emulate").is_dir() or not NODE.exists():
        pytest.skip("needs the pinned Node packages: docker/test-tools.sh installs them")
    return Emulator()


def token_of(name: str) -> dict[str, object]:
    own = ["chat:write", "im:history", "im:write", "files:read", "files:write", "reactions:read", "reactions:write"]
    return {"token": f"xoxp-{name}", "user": name, "scopes": own}


def seed(count: int) -> dict[str, object]:
    scopes = manifest()["oauth_config"]["scopes"]["bot"]
    people = [f"person{number}" for number in range(1, count + 1)]
    bots = (BOT_TOKEN, OTHER_TOKEN, *SPARE_TOKENS)
    return {
        "team": {"name": "Test", "domain": "test"},
        "users": [{"name": name} for name in people],
        "bots": [{"name": "candid"}],
        "oauth_apps": [
            {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET, "name": "Candid",
             "redirect_uris": [], "bot_name": "candid", "scopes": scopes}
        ],
        "tokens": [
            *({"token": token, "user": "candid", "scopes": scopes} for token in bots),
            *(token_of(name) for name in people),
        ],
        "strict_scopes": True,
        "signing_secret": SIGNING_SECRET,
    }  # fmt: skip


@cache
def manifest() -> dict[str, Any]:
    """The app's manifest in Socket Mode."""
    return made(SlackSettings(_env_file=None))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int) -> None:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise TimeoutError(port)
