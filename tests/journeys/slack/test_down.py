"""What happened while the bot was down, or its line: words, votes and threads are taken up once, at Slack's pace."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager

import pytest

from bot.platforms.slack import catch_up, limits
from bot.ports import Pressed, Reacted, Typed
from storage.people import conversations
from tests.bot.platforms.slack.fake.pages import MOST_OF_SOLD
from tests.fakes import PATIENCE_S
from tests.journeys.slack.test_journeys import states

HISTORY, REPLIES = "conversations.history", "conversations.replies"


@asynccontextmanager
async def away(town):
    """Nobody listens, and Slack repeats nothing of it."""
    town.shim.mute = True
    yield
    town.shim.mute = False


async def settled(town, visitor) -> None:
    """Everything was read back, and what was taken up has had its turn: a later word is heard after it."""
    await visitor.until("the reading back", lambda: town.platform._catch_up.times)
    before = len(words(town))
    await visitor.person.writes("status")
    await visitor.until("the last word", lambda: len(words(town)) > before and words(town)[-1] == "status")


def words(town) -> list[str]:
    return [event.text for event in town.heard if isinstance(event, Typed) and not event.uploads]


def votes(town) -> list[tuple[str, bool]]:
    return [(event.emoji, event.added) for event in town.heard if isinstance(event, Reacted)]


async def comes_back(town, ada, *, lost: bool) -> None:
    """Two pictures; then, with nobody there, a word and a thumb. ``lost``: Slack repeats nothing of it."""
    async with town.up():
        first, _ = await ada.gets_pictures("2")
    town.shim.mute = lost
    await ada.person.writes("help")
    await ada.person.reacts(first["ts"], "+1")
    town.shim.mute = False
    town.heard.clear()
    town.shim.calls.clear()
    async with town.up():
        await settled(town, ada)
        assert words(town) == ["help", "status"]
        assert votes(town) == [("approve", True)]
        assert await states(town, ada) == ["approved", "ready"]
    assert len(town.shim.made(HISTORY)) == 1, "one page of the one chat, and no question who reacted"
    assert town.shim.made("reactions.get") == []


async def test_what_was_said_and_voted_while_it_was_down_is_taken_up(stopped_town) -> None:
    await comes_back(stopped_town, await stopped_town.newcomer(), lost=True)


async def test_what_slack_repeats_as_well_is_heard_once(stopped_town) -> None:
    stopped_town.shim.twice = True
    await comes_back(stopped_town, await stopped_town.newcomer(), lost=False)


async def test_the_sabotage_a_bot_that_reads_nothing_back_is_seen(stopped_town, monkeypatch) -> None:
    async def nothing(*_):
        return None

    monkeypatch.setattr(catch_up.Reading, "take_up", nothing)
    with pytest.raises(AssertionError):
        await comes_back(stopped_town, await stopped_town.newcomer(), lost=True)


async def test_the_sabotage_a_message_known_by_slack_s_delivery_alone_is_heard_twice(stopped_town, monkeypatch) -> None:
    seen = conversations.seen
    count = iter(range(1000))

    async def anew(tx, platform, event_id, now):
        return await seen(tx, platform, f"{event_id}{next(count)}", now)

    async def never(*_):
        return False

    monkeypatch.setattr(conversations, "seen", anew)
    monkeypatch.setattr(conversations, "was_seen", never)
    with pytest.raises(AssertionError):
        await comes_back(stopped_town, await stopped_town.newcomer(), lost=False)


async def test_what_happens_while_only_the_line_is_broken_is_taken_up_too(town) -> None:
    ada = await town.newcomer()
    await ada.person.writes("help")
    await ada.until("help", lambda: words(town) == ["help"])
    async with away(town):
        await town.shim.hangs_up()
        await ada.person.writes("privacy")
        await asyncio.wait_for(town.shim.linked.wait(), PATIENCE_S)
    await ada.until("what was said meanwhile", lambda: words(town) == ["help", "privacy"])


async def test_a_vote_taken_off_and_another_given_meanwhile_count_and_one_undone_before_does_not(stopped_town) -> None:
    town, ada = stopped_town, await stopped_town.newcomer()
    async with town.up():
        first, second = await ada.gets_pictures("2")
        await ada.person.reacts(first["ts"], "+1")
        await ada.person.reacts(second["ts"], "-1")
        await ada.presses("vote.undo")
        await ada.until("the undo", lambda: any(isinstance(event, Pressed) for event in town.heard[-3:]))
        await settled(town, ada)
        assert await states(town, ada) == ["approved", "ready"]
    town.heard.clear()
    async with away(town):
        await ada.person.reacts(first["ts"], "+1", added=False)
        await ada.person.reacts(first["ts"], "-1")
    async with town.up():
        await settled(town, ada)
    assert votes(town) == [("approve", False), ("reject", True)]


async def asked_which(ada) -> list:
    return [seen for seen in await ada.person.sees() if "more than one vote" in seen.text]


async def test_of_two_votes_given_meanwhile_the_person_says_which_counts(stopped_town) -> None:
    town, ada = stopped_town, await stopped_town.newcomer()
    async with town.up():
        (picture,) = await ada.gets_pictures("1")
        await settled(town, ada)
    async with away(town):
        await ada.person.reacts(picture["ts"], "-1")
        await ada.person.reacts(picture["ts"], "+1")
    for _ in range(2):  # asked once, however often it starts
        async with town.up():
            await settled(town, ada)
            assert await states(town, ada) == ["ready"], "neither counts by itself"
            await ada.until("the question", lambda: asked_which(ada))
            assert len(await asked_which(ada)) == 1
    async with town.up():
        await ada.presses("vote.reject")
        await settled(town, ada)
        assert await states(town, ada) == ["rejected"]


async def test_a_word_in_a_thread_is_taken_up_and_answered_there(stopped_town) -> None:
    town, ada = stopped_town, await stopped_town.newcomer()
    async with town.up():
        root = await ada.person.writes("help")
        await ada.until("help", lambda: words(town) == ["help"])
    async with away(town):
        await ada.person.writes("privacy", thread=root)
    async with town.up():
        await ada.until("the word", lambda: words(town) == ["help", "privacy"])
        await ada.until("an answer in the thread", lambda: ada.person.replies(root))


async def test_an_app_that_slack_serves_slowly_reads_on_page_by_page(stopped_town, monkeypatch) -> None:
    """Fifteen messages a page and one page a minute, as for an app that is sold; a pause is as long as Slack says."""
    town, ada = stopped_town, await stopped_town.newcomer()
    async with town.up():
        await ada.person.writes("help")
        await ada.until("help", lambda: words(town) == ["help"])
    said = [f"word {number}" for number in range(MOST_OF_SOLD)]
    async with away(town):
        for each in said:
            await ada.person.writes(each)
    town.shim.page_most = MOST_OF_SOLD
    busy = (429, {"Retry-After": "1"}, {"ok": False, "error": "ratelimited"})
    town.shim.trouble.answers[HISTORY] = [busy]
    town.shim.calls.clear()
    town.heard.clear()
    async with town.up():
        await settled(town, ada)
    assert words(town) == [*said, "status"]
    asked = town.shim.made(HISTORY)
    assert len(asked) == 3, "one was held back, and two pages were read"
    assert asked[1].at - asked[0].at >= 1.0


async def test_so_many_calls_a_minute_go_at_once_and_the_next_waits(monkeypatch) -> None:
    now, pauses = [1000.0], []

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)
        now[0] += seconds

    class Answer:
        data = {"ok": True}  # noqa: RUF012 (one answer)

    async def call() -> Answer:
        return Answer()

    monkeypatch.setattr(catch_up, "_now", lambda: now[0])
    tier = catch_up.Tier(3, sleep=sleep)
    for _ in range(4):
        await tier.ask("T1", call)
    await tier.ask("T2", call)
    assert pauses == [limits.MINUTE_S], "the fourth of one workspace; another has a minute of its own"
