"""What was acknowledged is done or told: pauses that Slack asks for, clicks that came too late, chats not yet known."""

from __future__ import annotations

import asyncio

import pytest

from bot.conversation.phases.fallback import LATE, SHARED_CHAT
from bot.platforms.slack import forms, inbound, listeners, people, reactions, welcome
from bot.platforms.slack.forms import WordedForm
from bot.ports import Commanded, Noticed, PostRefused, Pressed, TryLater, Typed
from tests.bot.platforms.slack.test_outbound import picture
from tests.contracts.harness import heard as taken
from tests.contracts.test_platforms import words
from tests.fakes import PATIENCE_S

BUSY = (429, {"Retry-After": "17"}, {"ok": False, "error": "ratelimited"})
VOTES = ("👍", "👎", "🗑")


async def heard(harness):
    return await taken(harness.platform, PATIENCE_S)


def refuses(harness, method: str, *answers) -> None:
    harness.shim.trouble.answers[method] = list(answers)


def said(code: str) -> tuple[int, dict, dict]:
    return 200, {}, {"ok": False, "error": code}


# --- a chat that Slack would not open yet -----------------------------------------------------------------------------


async def test_a_command_is_heard_although_slack_opens_no_chat_yet_and_answered_once_it_does(harness) -> None:
    refuses(harness, "conversations.open", BUSY, BUSY)
    person = await harness.person("ada")
    await person.command("headshot", channel="C0PUBLIC")
    arrival = await heard(harness)
    assert arrival.event == Commanded(name="headshot")
    await asyncio.sleep(0.1)  # the answer in the channel has taken the first refusal
    with pytest.raises(TryLater) as refused:
        await harness.platform.post(arrival.address, "k", words("What is it for?"))
    assert refused.value.retry_after == 17
    await harness.platform.post(arrival.address, "k", words("What is it for?"))
    assert [seen.text for seen in await person.sees()] == ["What is it for?"]


async def test_a_command_in_somebody_else_s_direct_chat_is_answered_in_their_own(harness) -> None:
    person, ben = await harness.person("ada"), await harness.person("ben")
    await person.command("headshot", channel=ben.channel)
    await harness.platform.post((await heard(harness)).address, "k", words("What is it for?"))
    assert [seen.text for seen in await person.sees()] == ["What is it for?"]
    assert await ben.sees() == []


async def test_words_are_heard_although_slack_says_nothing_of_who_wrote_them(harness) -> None:
    refuses(harness, "users.info", BUSY)
    await (await harness.person("ada")).writes("hello")
    arrival = await heard(harness)
    assert (arrival.event, arrival.locale) == (Typed(text="hello"), "")


# --- a click that came too late ---------------------------------------------------------------------------------------


def form_button() -> dict:
    form = WordedForm(action="consent.give:1", language="en", title="Choices", submit="Done", boxes=(("a", "A", True),))
    return {"type": "button", "action_id": "form consent.give:1", "value": forms.pack(form)}


@pytest.mark.parametrize("refusal", [said("expired_trigger_id"), BUSY, (503, {}, {})], ids=["late", "busy", "broken"])
async def test_a_modal_that_does_not_open_is_told_in_the_chat(harness, refusal) -> None:
    refuses(harness, "views.open", refusal)
    await (await harness.person("ada")).clicks(form_button())
    arrival = await heard(harness)
    assert arrival.event == Noticed(what=LATE)
    assert arrival.address.channel == (await harness.person("ada")).channel


async def test_sabotage_a_modal_that_does_not_open_and_says_nothing_is_noticed(harness, monkeypatch) -> None:
    async def silence(self, speaker, event, event_id) -> str:
        return ""

    monkeypatch.setattr(listeners.Listeners, "_hear", silence)
    monkeypatch.setitem(globals(), "PATIENCE_S", 0.5)
    with pytest.raises(TimeoutError):
        await test_a_modal_that_does_not_open_is_told_in_the_chat(harness, BUSY)


# --- reactions at their own pace --------------------------------------------------------------------------------------


async def shown(harness, user: str = "ada") -> list[list[str]]:
    """Of each message, oldest first: the reactions it has."""
    messages = reversed(await (await harness.person(user)).messages())
    return [[each["name"] for each in message.get("reactions", ())] for message in messages]


async def test_each_message_has_its_turn_and_none_is_left_out(harness) -> None:
    platform = harness.build(react_every_s=0.1)
    address = await harness.address("ada")
    refs = [await platform.post(address, f"k{number}", picture()) for number in (1, 2, 3)]
    waits = []
    for ref in refs:
        try:
            await platform.react(address, ref, VOTES)
        except TryLater as later:
            waits.append(later.retry_after)
    assert len(waits) == 2
    assert waits[0] < 0.3 < waits[1] < 0.6
    await asyncio.sleep(max(waits))
    for ref in refs[1:]:
        await platform.react(address, ref, VOTES)
    assert await shown(harness) == [["+1", "-1", "wastebasket"]] * 3
    await platform.stop()


async def test_a_429_holds_up_every_message_of_the_workspace_and_what_is_on_is_not_put_on_twice(harness) -> None:
    address = await harness.address("ada")
    first, second = [await harness.platform.post(address, key, picture()) for key in ("k1", "k2")]
    refuses(harness, "reactions.add", BUSY)
    for ref in (first, second):
        with pytest.raises(TryLater) as later:
            await harness.platform.react(address, ref, VOTES)
        assert 16 < later.value.retry_after <= 17
    harness.platform._outbound._reactions = reactions.Reactions(0.0)
    for _ in range(2):
        await harness.platform.react(address, first, VOTES)
    assert await shown(harness) == [["+1", "-1", "wastebasket"], []]


async def test_a_message_that_is_gone_takes_no_reaction_and_holds_up_nobody(harness) -> None:
    address = await harness.address("ada")
    ref = await harness.platform.post(address, "k", picture())
    await harness.platform.delete(address, ref)
    await harness.platform.react(address, ref, VOTES)


async def test_sabotage_a_turn_that_is_not_kept_never_comes(harness, monkeypatch) -> None:
    class Forgetful(dict):
        def pop(self, *_args):
            return None

    platform = harness.build(react_every_s=0.1)
    address = await harness.address("ada")
    platform._outbound._reactions._turns = Forgetful()
    refs = [await platform.post(address, f"k{number}", picture()) for number in (1, 2)]
    await platform.react(address, refs[0], VOTES)
    for _ in range(2):
        with pytest.raises(TryLater) as later:
            await platform.react(address, refs[1], VOTES)
        await asyncio.sleep(later.value.retry_after / 2)
    await platform.stop()


# --- what passes, and what does not -----------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["token_revoked", "invalid_auth", "missing_scope"])
async def test_a_refused_token_is_the_operator_s_to_mend_and_loses_nothing(harness, code) -> None:
    refuses(harness, "chat.postMessage", said(code))
    with pytest.raises(TryLater, match=code):
        await harness.platform.post(await harness.address("ada"), "k", words("Hello."))


async def test_a_page_of_something_in_between_is_tried_again(harness) -> None:
    refuses(harness, "chat.postMessage", (502, {}, "<html>Bad gateway</html>"), (200, {}, "no answer of Slack's"))
    for _ in range(2):
        with pytest.raises(PostRefused) as refused:
            await harness.platform.post(await harness.address("ada"), "k", words("Hello."))
        assert refused.value.retry_after is not None


@pytest.mark.parametrize(("deleted", "gone"), [(True, True), (False, False)])
async def test_somebody_who_cannot_be_reached_is_erased_only_if_their_account_was_deactivated(
    harness, deleted, gone
) -> None:
    """``user_change`` would tell it at once, and every change of everybody else: Slack delivers at most 30,000 events
    an hour to an app in a workspace (its Events API guide).
    """
    address = await harness.address("ada")
    refuses(harness, "chat.postMessage", said("is_inactive"))
    refuses(harness, "users.info", (200, {}, {"ok": True, "user": {"id": address.user, "deleted": deleted}}))
    with pytest.raises(PostRefused):
        await harness.platform.post(address, "k", words("Hello."))
    await harness.platform._listeners._acknowledging.drained(PATIENCE_S)
    assert harness.house.gone == ([address.user] if gone else [])


# --- threads, shared chats, the first visit ---------------------------------------------------------------------------


async def test_a_thread_is_answered_in_its_thread_and_found_there_after_a_crash(harness) -> None:
    person = await harness.person("ada")
    ts = await person.writes("hello")
    await heard(harness)
    await person.writes("status", thread=ts)
    address = (await heard(harness)).address
    ref = await harness.platform.post(address, "k", words("I hold nothing."))
    assert await person.replies(ts) == ["I hold nothing."]
    assert [seen.text for seen in await person.sees()] == []
    restarted = await harness.restart()
    assert await restarted.find(address, "k") == ref


async def into_a_thread_and_out(harness) -> tuple[list[str], list[str]]:
    """Where each of three messages would be answered, and where they were said."""
    person = await harness.person("ada")
    ts = await person.writes("hello")
    await person.writes("status", thread=ts)
    await person.writes("approve 2")
    return [people.read((await heard(harness)).address.channel).thread for _ in range(3)], ["", ts, ""]


async def test_out_of_the_thread_the_chat_itself_is_answered_again(harness) -> None:
    answered, said = await into_a_thread_and_out(harness)
    assert answered == said


async def test_sabotage_a_thread_that_is_answered_outside_is_noticed(harness, monkeypatch) -> None:
    monkeypatch.setattr(inbound, "spoken_in", lambda event: people.Place(channel=event["channel"]))
    answered, said = await into_a_thread_and_out(harness)
    assert answered != said


async def test_a_button_in_a_thread_keeps_the_thread(harness) -> None:
    person = await harness.person("ada")
    message = {"type": "message", "ts": "1.2", "thread_ts": "1.1"}
    await person.clicks({"type": "button", "action_id": "do purpose.cv:1", "value": "purpose.cv:1"}, message)
    arrival = await heard(harness)
    assert (arrival.event, arrival.address.channel) == (Pressed(action="purpose.cv:1"), f"{person.channel}/1.1")


def of(team: str, **more) -> tuple[int, dict, dict]:
    return 200, {}, {"ok": True, "user": {"id": "U", "team_id": team, "locale": "de-DE", **more}}


@pytest.mark.parametrize(
    ("user", "shared"),
    [
        (of("T0ELSEWHERE"), True),
        (of("T000000001", is_stranger=True), True),
        (of("T000000001"), False),
        (of("T0SISTER", enterprise_user={"teams": ["T0SISTER", "T000000001"]}), False),
    ],
    ids=["another team", "a stranger", "a member", "of the same grid"],
)
async def test_a_chat_with_another_organisation_is_told_what_holds_there(harness, user, shared) -> None:
    refuses(harness, "users.info", user)
    await (await harness.person("ada")).writes("hello")
    first = await heard(harness)
    assert first.event == (Noticed(what=SHARED_CHAT) if shared else Typed(text="hello"))
    if shared:
        assert (await heard(harness)).event == Typed(text="hello")


async def test_a_chat_that_slack_itself_calls_shared_is_one(harness) -> None:
    person = await harness.person("ada")
    event = {"type": "message", "user": person.id, "channel": person.channel, "text": "hello", "ts": "1.1"}
    await harness.shim.tell({"event": event, "is_ext_shared_channel": True, "of_team": harness.shim.team})
    assert (await heard(harness)).event == Noticed(what=SHARED_CHAT)


async def greeted(person) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while not await person.sees():  # noqa: ASYNC110 — the emulated Slack tells nobody
            await asyncio.sleep(0.02)


async def opens_the_tab_again_and_again(harness):
    person = await harness.person("ada")
    await person.opens_home("messages")
    await greeted(person)
    welcome = harness.platform._listeners._welcome
    for _ in range(2):
        welcome._greeted.clear()  # as after a restart
        await welcome.greet(person.team, person.id, person.channel)
    return person


async def test_sabotage_a_greeting_at_every_visit_is_noticed(harness, monkeypatch) -> None:
    asked = welcome.asked

    async def as_if_empty(call):
        return {**await asked(call), "messages": []}

    monkeypatch.setattr(welcome, "asked", as_if_empty)
    person = await opens_the_tab_again_and_again(harness)
    assert len(await person.sees()) > 1


async def test_who_opens_the_messages_tab_first_is_greeted_once_and_nothing_is_kept_of_them(harness) -> None:
    person = await opens_the_tab_again_and_again(harness)
    await person.writes("hello")
    assert (await heard(harness)).event == Typed(text="hello"), "a visit is no arrival: nobody becomes known by it"
    (hello,) = await person.sees()
    assert "optional" in hello.text
    assert hello.labels == ("Make a headshot",)


async def test_a_greeting_that_slack_refused_is_tried_with_the_next_visit(harness) -> None:
    person = await harness.person("ada")
    refuses(harness, "chat.postMessage", BUSY)
    for _ in range(2):
        await person.opens_home("messages")
    await greeted(person)
    assert harness.shim.made("chat.postMessage")[0].answer["error"] == "ratelimited"


async def test_the_greeting_s_button_begins(harness) -> None:
    person = await harness.person("ada")
    await person.opens_home("messages")
    await greeted(person)
    (hello,) = await person.messages()
    await person.clicks(hello["blocks"][1]["elements"][0])
    assert (await heard(harness)).event == Commanded(name="headshot")
