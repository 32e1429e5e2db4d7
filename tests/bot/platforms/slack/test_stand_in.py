"""What stands in for Slack gives every test people of its own, however many tests there are, and refuses strangers."""

from __future__ import annotations

from itertools import count

import pytest

from tests.bot.platforms.slack.fake import emulator as fake
from tests.bot.platforms.slack.fake.emulator import CALLS_PER_TOKEN, SPARE_TOKENS, emulator
from tests.bot.platforms.slack.harness import meet, open_shim

MANY = 200  # more than any whole run of the suite has met


async def meets_many() -> None:
    async with open_shim() as shim:
        for _ in range(MANY):
            shim.emulator.somebody()
        last = await meet(shim, shim.emulator.somebody())
        await last.writes("hello")
        assert [said["text"] for said in (await said_in(shim, last))["messages"]] == ["hello"]


async def said_in(shim, person):
    return await shim.call("conversations.history", person.token, channel=person.channel)


async def test_people_never_run_out() -> None:
    await meets_many()


async def test_the_sabotage_a_stand_in_with_so_many_people_and_no_more_is_seen(monkeypatch) -> None:
    monkeypatch.setattr(fake.Emulator, "_come", lambda _self, name, **_: name)
    with pytest.raises((AssertionError, KeyError)):
        await meets_many()


async def test_a_token_nobody_has_is_refused_and_not_taken_for_somebodys() -> None:
    async with open_shim() as shim:
        assert await shim.call("auth.test", "xoxp-of-nobody") == {"ok": False, "error": "invalid_auth"}


async def test_the_bots_calls_are_counted_over_all_tests_and_not_anew_in_each(monkeypatch) -> None:
    monkeypatch.setattr(emulator(), "_used", count(CALLS_PER_TOKEN - 1))
    used = []
    for _ in range(2):
        async with open_shim() as shim:  # each asks once who the bot is
            used.append(shim.emulator.token)
    assert used == [SPARE_TOKENS[0]] * 2
