"""What happened while nobody listened: what counts as new, and that every open chat is read once for each session."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.ports import PostRefused, Pressed, Reacted, TryLater, Typed
from bot.records import OpenChat, StandingPicture
from bot.shell import catch_up, hearing
from bot.shell.catch_up import CHATS_AT_ONCE, CLOCKS_APART, HEARD_KNOWN, TRIES, CatchUp, missed, unheard_since
from bot.shell.chat_history import ShellChatHistory
from bot.shell.runner import SORRY
from storage.people import heard
from storage.records import Address
from tests.bot.shell.parts import arrive
from tests.fakes import MONDAY, PATIENCE_S

REF = "message-1"


def chat(user: str = "ada", **picture) -> OpenChat:
    standing = StandingPicture(
        **({"subject": "v1", "refs": frozenset({REF}), "vote": "", "reactions": frozenset()} | picture)
    )
    address = Address(platform="headless", workspace="", user=user, channel=user)
    return OpenChat(address=address, heard_at=MONDAY, pictures=(standing,))


def votes(*said: str) -> dict[str, frozenset[str]]:
    return {REF: frozenset(said)}


def given(vote: str, *, added: bool = True) -> Reacted:
    return Reacted(emoji=vote, subject="v1", added=added)


def both(vote: str, other: str) -> Reacted:
    return Reacted(emoji=vote, subject="v1", others=(other,))


def kept(*said: str) -> dict[str, frozenset[str]]:
    return {"reactions": frozenset(said)}


# --- what is new ------------------------------------------------------------------------------------------------------

NEW = [
    (chat(), votes(), []),
    (chat(), votes("approve"), [given("approve")]),
    (chat(**kept("approve"), vote="approve"), votes("approve"), []),
    (chat(**kept("reject")), votes("reject"), []),  # rejected, then undone by the button: the reaction stands as it was
    (chat(vote="approve"), votes("approve"), []),  # approved by the button; the same once more says nothing
    (chat(**kept("approve"), vote="approve"), votes("approve", "erase"), [given("erase")]),
    (chat(**kept("approve"), vote="approve"), votes(), [given("approve", added=False)]),
    (chat(**kept("approve"), vote="approve"), votes("reject"), [given("approve", added=False), given("reject")]),
    (chat(), votes("approve", "reject"), [both("approve", "reject")]),  # nobody knows which came last
    (chat(**kept("approve", "reject")), votes("approve", "reject"), []),  # they were asked
    (chat(**kept("approve", "reject")), votes("approve", "erase"), [given("reject", added=False), given("erase")]),
    (chat(**kept("approve"), vote="approve"), {}, []),  # its message was not read: nothing is said of it
]


@pytest.mark.parametrize(("known", "shown", "expected"), NEW)
def test_what_is_new_is_what_the_reactions_did_not_say_before(known, shown, expected) -> None:
    assert list(missed(known, shown)) == expected


def test_a_picture_shown_twice_has_one_vote_taken_off_only_where_both_messages_were_read() -> None:
    twice = chat(refs=frozenset({REF, "message-2"}), vote="approve", **kept("approve"))
    assert list(missed(twice, {REF: frozenset()})) == []
    assert list(missed(twice, {REF: frozenset(), "message-2": frozenset({"approve"})})) == []


def test_what_was_said_before_they_were_heard_is_not_read_again_once_its_id_is_forgotten() -> None:
    assert unheard_since(chat(), MONDAY + timedelta(hours=1)) == MONDAY - CLOCKS_APART
    assert unheard_since(chat(), MONDAY + HEARD_KNOWN) == MONDAY


# --- what is noted ----------------------------------------------------------------------------------------------------


@pytest.fixture
def history(bench) -> ShellChatHistory:
    return ShellChatHistory(lambda: bench.shell)


async def open_chat(history) -> OpenChat:
    [found] = [each async for each in history.open_chats("headless")]
    return found


async def undoes_a_reaction(bench, history) -> list[Reacted]:
    """Rejected by a reaction, undone by the button: the reaction stands, and says nothing new."""
    await bench.gets_pictures(number="1")
    [picture] = bench.pictures()
    await bench.votes("reject", picture)
    await bench.does(Pressed(action=bench.button("vote.undo")))
    found = await open_chat(history)
    [standing] = found.pictures
    assert standing.vote == ""
    return list(missed(found, {ref: frozenset({"reject"}) for ref in standing.refs}))


async def test_a_picture_that_was_saved_by_undo_is_not_rejected_again_after_a_restart(bench, history) -> None:
    assert await undoes_a_reaction(bench, history) == []


async def test_the_sabotage_a_bot_that_notes_no_reaction_rejects_it_again(bench, history, monkeypatch) -> None:
    async def noted(*_):
        return True

    monkeypatch.setattr(hearing, "_noted", noted)
    assert [event.emoji for event in await undoes_a_reaction(bench, history)] == ["reject"]


async def asked_which_counts(bench, history) -> None:
    """Two votes are read back at once: the picture keeps its state, the person is asked, and asked once."""
    await bench.gets_pictures(number="1")
    subject = bench.pictures()[0].outgoing.subject
    for event_id in ("read back", "read back at the next start"):
        await bench.does(Reacted(emoji="approve", subject=subject, others=("reject",)), event_id=event_id)
    asked = [each for each in bench.sees() if each.outgoing.text and each.outgoing.text.key == "vote-several"]
    assert [[each.action for each in shown.outgoing.buttons] for shown in asked] == [
        [f"vote.approve:{subject}", f"vote.reject:{subject}"]
    ]
    found = await open_chat(history)
    assert list(missed(found, {ref: frozenset({"approve", "reject"}) for ref in found.pictures[0].refs})) == []
    assert found.pictures[0].vote == ""
    await bench.does(Pressed(action=f"vote.approve:{subject}"))
    assert (await open_chat(history)).pictures[0].vote == "approve"


async def test_of_two_votes_given_meanwhile_the_person_says_which_counts(bench, history) -> None:
    await asked_which_counts(bench, history)


async def test_the_sabotage_a_bot_that_notes_neither_asks_at_every_start(bench, history, monkeypatch) -> None:
    async def noted(*_):
        return True

    monkeypatch.setattr(hearing, "_noted", noted)
    with pytest.raises(AssertionError):
        await asked_which_counts(bench, history)


async def test_a_reaction_told_twice_under_two_ids_is_heard_once_and_again_after_it_was_taken_off(bench) -> None:
    await bench.gets_pictures(number="1")
    [picture] = bench.pictures()
    await bench.votes("approve", picture)
    shown = len(bench.sees())
    await bench.votes("approve", picture)
    assert len(bench.sees()) == shown, "the same once more"
    await bench.does(Reacted(emoji="approve", subject=picture.outgoing.subject, added=False))
    await bench.votes("approve", picture)
    assert len(bench.sees()) > shown


async def test_a_turn_that_is_no_word_of_theirs_does_not_count_as_heard(bench, history, clock) -> None:
    """A bot that comes back first tells what a worker finished meanwhile: what they wrote before is still unheard."""
    await bench.consents()
    await bench.sends_photo()
    await bench.does_without_worker()
    heard_at = (await open_chat(history)).heard_at
    clock.advance(hours=2)
    await bench.settle()
    assert len(bench.pictures()) == 4
    assert (await open_chat(history)).heard_at == heard_at
    await bench.does(Typed(text="status"))
    assert (await open_chat(history)).heard_at == clock.now()


async def dies_between_two_missed_words(bench, history, clock) -> bool:
    """Whether the second, older than the bot's return, still counts as unheard after its next start."""
    await bench.gets_pictures(number="1")
    gone_at = clock.now()
    clock.advance(hours=5)
    first, second = gone_at + timedelta(hours=1), gone_at + timedelta(hours=2)
    said = bench.room.say("ada", Typed(text="help"))
    bench.room.inbox.take()
    await arrive(bench.runner, replace(said, heard_until=first))
    await arrive(bench.runner, replace(said, event_id="a vote", event=given("approve"), heard_until=gone_at))
    return unheard_since(await open_chat(history), clock.now()) < second


async def test_a_bot_that_dies_while_it_reads_back_reads_on_from_there(bench, history, clock) -> None:
    assert await dies_between_two_missed_words(bench, history, clock)


async def test_the_sabotage_what_is_told_late_counts_as_heard_now_and_is_seen(
    bench, history, clock, monkeypatch
) -> None:
    note = heard.note

    async def now(tx, person_id, _until) -> None:
        await note(tx, person_id, clock.now())

    monkeypatch.setattr(heard, "note", now)
    assert not await dies_between_two_missed_words(bench, history, clock)


async def test_notes_fade_without_a_word(bench, clock) -> None:
    await bench.gets_pictures(number="1")
    await bench.votes("approve", bench.pictures()[0])
    clock.advance(heard.KEPT)
    await bench.settle()
    assert SORRY not in [message.outgoing.text.key for message in bench.sees() if message.outgoing.text]
    async with bench.storage.db.read() as tx:
        assert await heard.reactions(tx, (await bench.person()).id) == {}


# --- reading the chats ------------------------------------------------------------------------------------------------


class World:
    """Chats to read; ``refusals``: what reading one raises, in turn."""

    def __init__(self, *users: str) -> None:
        self.users = list(users)
        self.refusals: dict[str, list[Exception]] = {}
        self.read: list[str] = []
        self.pauses: list[float] = []
        self.at_once = self.most_at_once = 0
        self.hold = asyncio.Event()
        self.hold.set()
        self.catch_up = CatchUp(self.chats, self.take_up, sleep=self.sleep)

    async def chats(self):
        for user in list(self.users):
            yield chat(user)

    async def take_up(self, found: OpenChat) -> None:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await self.hold.wait()
        await asyncio.sleep(0)
        self.at_once -= 1
        user = found.address.user
        self.read.append(user)
        if waiting := self.refusals.get(user):
            raise waiting.pop(0)

    async def sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)
        await asyncio.sleep(0)

    async def done(self) -> None:
        async with asyncio.timeout(PATIENCE_S):
            await self.catch_up.idle()


async def test_every_chat_is_read_once_and_a_few_at_a_time() -> None:
    world = World(*(f"user-{number}" for number in range(50)))
    world.catch_up.begun()
    await world.done()
    assert sorted(world.read) == sorted(world.users)
    assert world.most_at_once == CHATS_AT_ONCE


async def test_a_session_that_begins_while_chats_are_read_is_caught_up_with_next() -> None:
    """What happened between the two sessions may stand in a chat that was read already."""
    world = World("ada")
    world.hold.clear()
    world.catch_up.begun()
    await asyncio.sleep(0.01)
    world.catch_up.begun()
    world.catch_up.begun()
    world.hold.set()
    await world.done()
    assert world.read == ["ada", "ada"]


async def waits_as_asked() -> World:
    world = World("ada", "ben")
    world.refusals["ada"] = [TryLater("ratelimited", 17.0), PostRefused("unreachable", retry_after=5.0)]
    world.catch_up.begun()
    await world.done()
    return world


async def test_a_chat_that_cannot_be_read_now_is_read_after_the_pause_that_is_asked_for() -> None:
    world = await waits_as_asked()
    assert world.pauses == [17.0, 5.0]
    assert world.read.count("ada") == 3


async def test_the_sabotage_one_try_for_each_chat_is_seen(monkeypatch) -> None:
    monkeypatch.setattr(catch_up, "TRIES", 1)
    assert (await waits_as_asked()).read.count("ada") < 3


async def test_a_chat_that_fails_in_itself_holds_back_no_other_and_is_given_up_at_last() -> None:
    world = World("gone", "broken", "away", "ada")
    world.refusals = {
        "gone": [PostRefused("chat_gone")],
        "broken": [KeyError("ts")],
        "away": [PostRefused("unreachable", retry_after=1.0)] * 2 * TRIES,
    }
    world.catch_up.begun()
    await world.done()
    assert [world.read.count(user) for user in world.users] == [1, 1, TRIES, 1]


async def test_a_stop_ends_it_and_the_next_session_reads_anew() -> None:
    world = World("ada")
    world.hold.clear()
    world.catch_up.begun()
    await asyncio.sleep(0.01)
    await world.catch_up.stop()
    assert world.read == []
    world.hold.set()
    world.catch_up.begun()
    await world.done()
    assert world.read == ["ada"]
