"""``/headshot-admin``: only whom Slack itself names an admin, nothing guessed, nothing about anybody."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from bot.platforms.slack.admin import Admin
from bot.ports import Command
from bot.rules import Book, InMemory, Rules, with_numbers


class Slack:
    """Answers ``users.info`` as Slack does; the one thing here that is not real."""

    token = "xoxb-1"

    def __init__(self, **profile) -> None:
        self.profile = profile

    async def client(self, _team):
        return self

    async def users_info(self, **_):
        return type("Answer", (), {"data": {"ok": True, "user": self.profile}})()


class Counts(InMemory):
    async def figures(self):
        return ("People: <5",)


def desk(**profile):
    book = Book(Counts())
    return Admin(Slack(**profile), book), book


@pytest.mark.parametrize("profile", [{}, {"is_admin": False}, {"is_admin": "true"}, {"is_bot": True}])
@pytest.mark.parametrize("said", ["", "pause", "announce", "limits sets=1"])
async def test_whoever_slack_does_not_name_an_admin_sees_and_changes_nothing(profile, said):
    admin, book = desk(**profile)
    answer = await admin.answer("T1", "U1", said)
    assert answer == {"response_type": "ephemeral", "text": "Only admins of this workspace can use this."}
    assert not (await book.of("T1")).paused
    assert (await book.of("T1")).terms.jobs_per_day is None


@pytest.mark.parametrize("who", ["is_admin", "is_owner"])
async def test_an_admin_sets_the_rules_of_their_own_workspace_only(who):
    admin, book = desk(**{who: True})
    await admin.answer("T1", "U1", "pause")
    await admin.answer("T1", "U1", "limits sets=3 hours=12")
    await admin.answer("T1", "U1", "looks office")
    found, other = await book.of("T1"), await book.of("T2")
    assert (found.paused, found.terms.jobs_per_day, found.terms.photo_hours) == (True, 3, 12)
    assert found.terms_for(frozenset()).refusal == "rules-paused"
    assert "office" in found.terms.looks
    assert (other.paused, other.terms.looks) == (False, frozenset())
    await admin.answer("T1", "U1", "resume")
    assert not (await book.of("T1")).paused


@pytest.mark.parametrize("said", ["limits sets=0", "limits sets=-1", "limits sets=x", "limits hours=9999", "looks moon",
                                  "limits what=3", "looks office own", "everybody must"])  # fmt: skip
async def test_what_cannot_be_is_refused_in_words_and_changes_nothing(said):
    admin, book = desk(is_admin=True)
    answer = await admin.answer("T1", "U1", said)
    assert answer["response_type"] == "ephemeral"
    assert "changed" in answer["text"]
    assert (await book.of("T1")) == (await book.of("never touched"))


async def test_alone_it_shows_how_things_are_set_and_counts_none_under_five():
    admin, _ = desk(is_admin=True)
    said = (await admin.answer("T1", "U1", ""))["text"]
    assert "People can start a headshot here." in said
    assert "People: &lt;5" in said


async def test_an_announcement_is_open_optional_and_leads_into_private():
    admin, _ = desk(is_admin=True, locale="de-DE")
    answer = await admin.answer("T1", "U1", "announce")
    assert answer["response_type"] == "in_channel"
    assert "Ganz wie du willst" in answer["text"]
    (button,) = answer["blocks"][1]["elements"]
    assert button["action_id"] == "say headshot"


async def heard(harness):
    return await asyncio.wait_for(anext(aiter(harness.platform.arrivals())), 10)


async def test_its_button_pressed_in_a_channel_is_answered_in_private_and_under_the_rules(harness):
    person = await harness.person("ada")
    await harness.platform._listeners._book.keep(harness.shim.team, with_numbers(Rules(), {"jobs_per_day": 3}))
    button = {"type": "button", "action_id": "say headshot", "value": "headshot"}
    await replace(person, channel="C0PUBLIC").clicks(button)
    arrival = await heard(harness)
    assert arrival.event == Command(name="headshot")
    assert arrival.address.channel == person.channel
    assert arrival.terms.jobs_per_day == 3
    await person.writes("what is this")
    assert (await heard(harness)).terms is None, "what is under way goes on as it began"


async def test_the_command_over_slack_is_no_word_of_the_conversation(harness):
    person = await harness.person("ada")
    answer = await harness.shim.acked(await person.command("headshot-admin", "pause"))
    (asked,) = harness.shim.made("users.info")
    assert asked.body["user"] == person.id, "Slack was asked who this is"
    assert answer["response_type"] == "ephemeral"
    assert harness.platform._listeners.inbox.empty()
    member = asked.answer["user"]
    allowed = bool(member.get("is_admin") or member.get("is_owner"))
    assert (await harness.platform._listeners._book.of(harness.shim.team)).paused is allowed
