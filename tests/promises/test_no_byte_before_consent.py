"""No byte of a photo is fetched before its owner agreed to it (design §8.1).

Two locks in front of the first byte, and a third in front of the first row: the conversation does not ask for the
photo, the shell does not fetch it, the database does not keep it. Each is shown to hold with the ones before it open.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.conversation.phases import photos as phase
from bot.ports import Commanded, Pressed, Submitted, Typed
from bot.shell import usage_limits
from storage.db import schema
from storage.records import Purpose
from tests.bot.shell.parts import GOOD_PHOTO
from tests.fakes import say_no


async def nothing_was_taken(bench) -> bool:
    files = [path for path in bench.storage.vault.blobs.folder.rglob("*") if path.is_file()]
    async with bench.storage.db.read() as tx:
        rows = [(await tx.execute(schema.objects.select())).first(), (await tx.execute(schema.photos.select())).first()]
    return bench.room.fetched == [] and files == [] and rows == [None, None]


async def offer(bench) -> None:
    await bench.does(Typed(text="here", uploads=(bench.room.offer(GOOD_PHOTO),)))


async def test_a_photo_offered_at_every_step_before_the_yes_is_left_where_it_is(bench):
    await offer(bench)
    await bench.does(Commanded(name="headshot"))
    await offer(bench)
    await bench.does(Pressed(action=bench.button("purpose.profile")))
    await offer(bench)
    await bench.does(Pressed(action=bench.button("consent.show")))
    await offer(bench)
    assert await nothing_was_taken(bench)


@pytest.fixture
def page(bench, monkeypatch):
    """The same front end as a page that shows its boxes at once."""
    front = bench.shell.platforms["headless"]
    monkeypatch.setattr(front, "capabilities", replace(front.capabilities, laid_out=True))


async def test_a_photo_that_comes_first_begins_the_round_and_stays_where_it_is(bench, page):
    await offer(bench)
    assert bench.form("consent.give")
    await offer(bench)
    assert await nothing_was_taken(bench)


async def agrees_in_one_card(bench, ticked, purpose):
    await bench.does(Commanded(name="headshot"))
    uploads = (bench.room.offer(GOOD_PHOTO),)
    chosen = (("purpose", purpose),)
    form = bench.form("consent.give")
    await bench.does(Submitted(action=form, ticked=frozenset(ticked), chosen=chosen, uploads=uploads))


@pytest.mark.parametrize(
    ("ticked", "purpose"), [((), "profile"), (("likeness",), "cv"), (("likeness", "processing"), "identity")]
)
async def test_one_press_sends_consent_and_photo_together_or_neither(bench, page, ticked, purpose):
    await agrees_in_one_card(bench, ticked, purpose)
    assert await nothing_was_taken(bench)
    await agrees_in_one_card(bench, ("likeness", "processing"), "profile")
    assert not await nothing_was_taken(bench)


@pytest.mark.parametrize("ticked", [(), ("likeness",), ("processing",), ("comparison",), ("likeness", "comparison")])
async def test_half_a_yes_is_none_even_when_the_photos_come_with_it(bench, ticked):
    await bench.does(Commanded(name="headshot"))
    await bench.does(Pressed(action=bench.button("purpose.profile")))
    await bench.does(Pressed(action=bench.button("consent.show")))
    uploads = (bench.room.offer(GOOD_PHOTO),)
    await bench.does(Submitted(action=bench.form("consent.give"), ticked=frozenset(ticked), uploads=uploads))
    assert await nothing_was_taken(bench)


async def test_after_the_yes_it_is_taken_and_after_taking_it_back_no_more(bench):
    await bench.consents()
    await offer(bench)
    assert len(bench.room.fetched) == 1
    person = await bench.person()
    await say_no(bench.storage, person.id, [Purpose.PROCESSING])
    await offer(bench)
    assert len(bench.room.fetched) == 1


# --- the locks, one after the other --------------------------------------------------------------------------------


@pytest.fixture
def careless_conversation(monkeypatch):
    monkeypatch.setattr(phase.consent, "covers", lambda *_: True)


@pytest.fixture
def careless_shell(monkeypatch):
    monkeypatch.setattr(usage_limits, "NEEDED_TO_KEEP", frozenset())


async def about_to_agree(bench) -> None:
    await bench.does(Commanded(name="headshot"))
    await bench.does(Pressed(action=bench.button("purpose.profile")))


async def test_with_a_careless_conversation_the_shell_refuses(bench, careless_conversation):
    await about_to_agree(bench)
    await offer(bench)
    assert await nothing_was_taken(bench)


async def test_the_sabotage_with_both_careless_a_byte_is_fetched_and_the_database_keeps_none_of_it(
    bench, careless_conversation, careless_shell
):
    await about_to_agree(bench)
    await offer(bench)
    assert not await nothing_was_taken(bench), "the watch above would not see a fetch"
    bench.room.fetched.clear()
    assert await nothing_was_taken(bench), "the database kept a photo without a yes"
