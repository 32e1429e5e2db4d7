"""The emulated Slack: one Node process for each test process, with many people in it so that no two tests share one.

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
SPARE_TOKENS = tuple(f"{BOT_TOKEN}-{number}" for number in range(1, 40))  # the same bot's: see ``Shim.call``
OTHER_TOKEN = "xoxb-of-another-workspace"  # there is one emulated workspace; the second is one by its token
TEAM = "T000000001"
OTHER_TEAM = "T000000002"
CLIENT_ID, CLIENT_SECRET = "1.2", "shh"
PEOPLE, ADMINS = 150, 40
SIGNING_SECRET = "a signing secret of no workspace"


class Emulator:
    def __init__(self, people: int = PEOPLE) -> None:
        self.port, self.shim_port = free_port(), free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self._next, self._next_admin = count(1), count(1)
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

    def admin(self) -> str:
        """As ``somebody``, who is an admin of the workspace."""
        return f"admin{next(self._next_admin)}"

    def somebody(self) -> str:
        """The name of a person no test has met; their token is ``xoxp-NAME``."""
        return f"person{next(self._next)}"

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


def seed(count: int = PEOPLE) -> dict[str, object]:
    scopes = manifest()["oauth_config"]["scopes"]["bot"]
    people = [f"person{number}" for number in range(1, count + 1)]
    admins = [f"admin{number}" for number in range(1, ADMINS + 1)]
    bots = (BOT_TOKEN, OTHER_TOKEN, *SPARE_TOKENS)
    own = ["chat:write", "im:history", "im:write", "files:read", "files:write", "reactions:read", "reactions:write"]
    return {
        "team": {"name": "Test", "domain": "test"},
        "users": [*({"name": name} for name in people), *({"name": name, "is_admin": True} for name in admins)],
        "bots": [{"name": "candid"}],
        "oauth_apps": [
            {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET, "name": "Candid",
             "redirect_uris": [], "bot_name": "candid", "scopes": scopes}
        ],
        "tokens": [
            *({"token": token, "user": "candid", "scopes": scopes} for token in bots),
            *({"token": f"xoxp-{name}", "user": name, "scopes": own} for name in (*people, *admins)),
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
