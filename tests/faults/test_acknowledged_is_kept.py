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


async def test_a_press_that_was_acknowledged_survives_a_kill(home) -> None:
    await home.says("headshot", kind="text", text="/headshot")
    action = home.page.action("consent.no")
    for number in range(ROUNDS):
        step = f"press {number}"
        body = home.said[step] = {"id": secrets.token_urlsafe(18), "kind": "press", "action": action}
        status, answer = await home.page.request("POST", "/say", json=body)
        home.processes["bot"].kill()
        assert status == 202, answer
        await home.stop("bot")
        await home.start("bot")
        assert await home.heard(step), f"press {number} was acknowledged and is lost"
    await home.quiet()
    assert len(home.page.messages) > 1, "the first press has its answer"
