"""A 202 means written down: SIGKILL right after it loses no press, although nobody says it again."""

from __future__ import annotations

import secrets
import signal

import pytest

from tests.faults.house import House

ROUNDS = 4


@pytest.fixture
async def home(tmp_path):
    opened = House(tmp_path)
    await opened.start("bot")
    yield opened
    await opened.stop(how=signal.SIGKILL)


async def test_what_was_acknowledged_is_answered_after_a_kill(home) -> None:
    """Each time the answer counts: that it is written down alone would help nobody."""
    for number in range(ROUNDS):
        body = {"id": secrets.token_urlsafe(18), "kind": "text", "text": "/status"}
        status, answer = await home.page.request("POST", "/say", json=body)
        home.processes["bot"].kill()
        assert status == 202, answer
        await home.stop("bot")
        await home.start("bot")
        await home.quiet()
        assert answers(home) == number + 1, f"status {number} was acknowledged and is not answered once"


def answers(home: House) -> int:
    return sum("This is where we are" in each["text"] for each in home.page.messages.values())
