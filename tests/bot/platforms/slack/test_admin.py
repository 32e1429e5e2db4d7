"""``/headshot-admin``: only whom Slack itself names an admin, nothing guessed, nothing about anybody.

Who is an admin is asked of the emulated Slack. It knows no owners and no locale: those profiles are values here.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from bot.platforms.slack.admin import may_decide
from bot.platforms.slack.listeners import Listeners
from bot.ports import Commanded, Text
from bot.server_rules import InMemory, Rules, with_numbers
from bot.shell.servers import UNDER
from tests.contracts.harness import heard as taken
from tests.contracts.test_platforms import words
from tests.fakes import PATIENCE_S


async def told(harness, said: str = "", who: str = "boss"):
    """What ``/headshot-admin said`` is answered with."""
    return await harness.shim.answered(await (await harness.person(who)).command("headshot-admin", said))


async def rules(harness, team: str = "") -> Rules:
    return await harness.platform._listeners._book.of(team or harness.shim.team)


@pytest.mark.parametrize(
    ("profile", "may"),
    [
        ({"is_admin": True}, True),
        ({"is_admin": False, "is_owner": True}, True),
        ({}, False),
        ({"is_admin": False}, False),
        ({"is_admin": "true"}, False),
        ({"is_bot": True}, False),
    ],
)
def test_only_slack_s_own_yes_counts(profile, may):
    assert may_decide(profile) is may


async def test_whoever_slack_does_not_name_an_admin_sees_and_changes_nothing(harness):
    for said in ("", "pause", "announce", "limits sets=1"):
        answer = await told(harness, said, who="ada")
        assert answer == {"response_type": "ephemeral", "text": "Only admins of this workspace can use this."}
    assert await rules(harness) == Rules()
    assert {call.body["user"] for call in harness.shim.made("users.info")} == {(await harness.person("ada")).id}
    assert harness.platform._listeners.inbox.take() is None, "it is no word of the conversation"


@pytest.mark.parametrize("refusal", [(200, "missing_scope"), (429, "ratelimited"), (503, "service_unavailable")])
async def test_where_slack_does_not_answer_nothing_changes_and_no_admin_is_told_that_they_are_none(harness, refusal):
    status, code = refusal
    harness.shim.trouble.answers["users.info"] = [(status, {}, {"ok": False, "error": code})]
    assert (await told(harness, "pause"))["text"].startswith("Slack did not tell me who you are")
    assert await rules(harness) == Rules()


async def test_sabotage_whoever_slack_does_not_name_taken_for_an_admin_is_noticed(harness, monkeypatch):
    async def an_admin(*_who) -> dict:
        return {"is_admin": True}

    monkeypatch.setattr("bot.platforms.slack.admin.Admin._profile", an_admin)
    with pytest.raises(AssertionError):
        await test_where_slack_does_not_answer_nothing_changes_and_no_admin_is_told_that_they_are_none(
            harness, (429, "ratelimited")
        )


async def test_an_admin_sets_the_rules_of_their_own_workspace_only(harness):
    for said in ("pause", "limits sets=3 hours=12", "looks office"):
        await told(harness, said)
    found, other = await rules(harness), await rules(harness, "T2")
    assert (found.paused, found.terms.jobs_per_day, found.terms.photo_hours) == (True, 3, 12)
    assert found.terms_for(frozenset()).refusal == "rules-paused"
    assert "office" in found.terms.looks
    assert other == Rules()
    await told(harness, "resume")
    assert not (await rules(harness)).paused


async def test_what_cannot_be_is_refused_in_words_and_changes_nothing(harness):
    for said in ("limits sets=0", "limits sets=-1", "limits sets=x", "limits hours=9999", "looks moon",
                 "limits what=3", "looks office own", "everybody must"):  # fmt: skip
        answer = await told(harness, said)
        assert answer["response_type"] == "ephemeral"
        assert "changed" in answer["text"], said
    assert await rules(harness) == Rules()


async def test_alone_it_shows_how_things_are_set_and_counts_none_under_five(harness, monkeypatch):
    async def counts(_servers):
        return (Text(key="rules-figure-people", args=(("count", UNDER),)),)

    monkeypatch.setattr(InMemory, "figures", counts)
    said = (await told(harness))["text"]
    assert "People can start a headshot here." in said
    assert "People I know: &lt;5" in said


async def test_an_announcement_is_open_optional_and_leads_into_private(harness):
    german = {"ok": True, "user": {"is_admin": True, "locale": "de-DE"}}
    harness.shim.trouble.answers["users.info"] = [(200, {}, german)]
    answer = await told(harness, "announce")
    assert answer["response_type"] == "in_channel"
    assert "Das ist freiwillig" in answer["text"]
    (button,) = answer["blocks"][1]["elements"]
    assert button["action_id"] == "say headshot"


# --- acknowledged in time ---------------------------------------------------------------------------------------------


async def acknowledged_by_a_slow_slack(harness) -> None:
    """Slack takes its time to say who somebody is; it wants its own acknowledgement in three seconds all the same."""
    slow = harness.shim.trouble.held["users.info"] = asyncio.Event()
    for name in ("headshot-admin", "status"):
        envelope = await (await harness.person("boss")).command(name, channel="C000000001")
        async with asyncio.timeout(2.8):
            if name == "status":
                await heard(harness)
            assert await harness.shim.acked(envelope) == {}
        slow.set()
        assert (await harness.shim.answered(envelope))["text"]
        slow.clear()
    harness.shim.trouble.held.clear()


async def test_a_command_is_acknowledged_although_slack_is_slow_to_say_who_gave_it(harness):
    await acknowledged_by_a_slow_slack(harness)


async def test_an_admin_s_command_that_asks_before_it_acknowledges_is_seen(harness, monkeypatch):
    as_it_is = Listeners.command

    async def asks_first(self, ack, body):
        await self._admin.answer(body["team_id"], body["user_id"], "")
        await as_it_is(self, ack, body)

    monkeypatch.setattr(Listeners, "command", asks_first)
    await (await harness.restart()).start()
    with pytest.raises(TimeoutError):
        await acknowledged_by_a_slow_slack(harness)
    harness.shim.trouble.held["users.info"].set()


async def test_an_answer_goes_to_slacks_own_hosts_only(harness):
    from bot.platforms.slack import answering

    envelope = await (await harness.person("boss")).command("headshot-admin", "pause")
    await harness.shim.answered(envelope)
    for url in ("https://evil.example/respond/x", "http://hooks.slack.com/x", ""):
        await answering.answer({"response_url": url}, answering.only_you("hello"))
    assert list(harness.shim.answers) == [envelope]


# --- a stop ---------------------------------------------------------------------------------------------------------


async def heard_by_a_bot_that_stops(harness) -> list:
    """Words have arrived, Slack is still asked who wrote them, and the bot is stopped."""
    person = await harness.person("ada")
    asked = harness.shim.trouble.asked["users.info"] = asyncio.Event()
    slow = harness.shim.trouble.held["users.info"] = asyncio.Event()
    await person.command("status")
    await asyncio.wait_for(asked.wait(), PATIENCE_S)
    stopping = asyncio.create_task(harness.platform.stop())
    await asyncio.sleep(0.05)
    slow.set()
    events = []
    async for arrival in harness.platform.arrivals():
        events.append(arrival.event)
        arrival.written(True)
    await stopping
    return events


async def test_what_arrived_before_a_stop_is_heard(harness):
    assert await heard_by_a_bot_that_stops(harness) == [Commanded(name="status")]


async def test_a_stop_that_waits_for_nobody_is_seen(harness, monkeypatch):
    async def at_once(self):
        self.inbox.close()

    monkeypatch.setattr(Listeners, "close", at_once)
    assert await heard_by_a_bot_that_stops(harness) == []


# --- its button -----------------------------------------------------------------------------------------------------


async def heard(harness):
    return await taken(harness.platform, PATIENCE_S)


async def test_its_button_pressed_in_a_channel_is_answered_in_private_and_under_the_rules(harness):
    person = await harness.person("ada")
    await harness.platform._listeners._book.keep(harness.shim.team, with_numbers(Rules(), {"jobs_per_day": 3}))
    button = {"type": "button", "action_id": "say headshot", "value": "headshot"}
    await replace(person, channel="C0PUBLIC").clicks(button)
    arrival = await heard(harness)
    assert arrival.event == Commanded(name="headshot")
    await harness.platform.post(arrival.address, "k", words("What is it for?"))
    assert [seen.text for seen in await person.sees()] == ["What is it for?"]
    assert arrival.terms.jobs_per_day == 3
    await person.writes("what is this")
    assert (await heard(harness)).terms is None, "what is under way goes on as it began"
