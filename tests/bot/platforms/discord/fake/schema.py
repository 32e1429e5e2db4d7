"""Judges recorded requests by Discord's official schema (npm discord-api-spec): one Node process, JSON lines."""

from __future__ import annotations

import atexit
import json
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import asdict
from functools import cache
from pathlib import Path

from tests.bot.platforms.discord.fake.rest import Recorded

HERE = Path(__file__).resolve().parents[4] / "node"


# Sent by discord.py and left out of the schema: documented for commands; meaningless in an edit and in an embed.
UNLISTED = (".nsfw", ".tts", "].flags")


class Judge:
    def __init__(self) -> None:
        node = Path(sys.executable).parent / "node"
        self._node = subprocess.Popen(
            [str(node), "discord_schema.mjs"], cwd=HERE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def problems(self, requests: Iterable[Recorded]) -> list[str]:
        """What is wrong, one line each: a broken rule, or a field the schema does not know."""
        found = []
        for request in requests:
            found += [f"{request.method} {request.path} {said}" for said in self.judge(request)]
        return found

    def judge(self, request: Recorded) -> list[str]:
        strict = without_deviations(request)
        said = self._ask({name: value for name, value in asdict(strict).items() if name in {"schema", "many", "body"}})
        return [
            *said["problems"],
            *(f"{field}: unknown field" for field in said["unknown"] if not field.endswith(UNLISTED)),
        ]

    def _ask(self, question: dict) -> dict:
        assert self._node.stdin is not None
        assert self._node.stdout is not None
        self._node.stdin.write(json.dumps(question) + "\n")
        self._node.stdin.flush()
        return json.loads(self._node.stdout.readline())

    def close(self) -> None:
        assert self._node.stdin is not None
        assert self._node.stdout is not None
        self._node.stdin.close()
        self._node.wait(10)
        self._node.stdout.close()


def without_deviations(request: Recorded) -> Recorded:
    """The only two known deviations of discord.py 2.7.1: ids sent as numbers where the schema says strings."""
    body = json.loads(json.dumps(request.body))
    if isinstance(body, dict):
        for holder in (body, body.get("data") or {}):
            for each in (holder.get("attachments") or []) if isinstance(holder, dict) else []:
                if isinstance(each.get("id"), int):
                    each["id"] = str(each["id"])
        if isinstance(body.get("recipient_id"), int):
            body["recipient_id"] = str(body["recipient_id"])
    return Recorded(method=request.method, path=request.path, body=body, schema=request.schema, many=request.many)


@cache
def judge() -> Judge:
    """One process for the whole test run; it ends with it."""
    made = Judge()
    atexit.register(made.close)
    return made
