"""Bot and worker killed (SIGKILL) at places that matter over Discord: nothing lost, nothing doubled, nothing left."""

from __future__ import annotations

import sys

import pytest

from tests.journeys.discord.visitor import Visitor
from tests.journeys.killed import PAINTING_S, PORTRAIT, House, step

pytestmark = [pytest.mark.long, pytest.mark.weights, pytest.mark.timeout(600)]

BOT = (sys.executable, "-m", "tests.journeys.discord.talker")

PLACES = (
    ("bot", "runner.before_save"),
    ("bot", "runner.after_commit#3"),
    ("bot", "consent.recorded"),
    ("bot", "keep.fetched"),
    ("bot", "keep.recorded"),
    ("bot", "deliver.before_call#2"),
    ("bot", "deliver.after_call"),
    ("bot", "deliver.after_call#4"),
    ("bot", "deliver.after_call#8"),
    ("bot", "deliver.sent#5"),
    ("bot", "outcome.taken#2"),
    ("bot", "job.enqueued"),
    ("bot", "forget.key_destroyed"),
    ("bot", "forget_me.erased"),
    ("worker", "worker.claimed"),
    ("worker", "check.before_commit"),
    ("worker", "worker.verdict_told"),
    ("worker", "worker.picture_made"),
    ("worker", "picture.committed"),
    ("bot and worker", "deliver.after_call#8"),
    ("bot and worker", "job.enqueued"),
    ("bot and worker", "worker.picture_made"),
)  # fmt: skip


@pytest.mark.parametrize(("victim", "place"), PLACES, ids=str)
async def test_a_death_loses_and_doubles_nothing(fake, tmp_path, victim, place) -> None:
    ada = Visitor(fake)
    async with House(tmp_path, {"CANDID_TEST_DISCORD": fake.base}, victim, place).lived_in(BOT) as house:
        await fake.gateway.opened(60)
        await _agrees_and_sends_a_photo(ada)
        await _gets_two_pictures(ada)
        await _forgets(ada, house)
        await house.everybody_is_gone()
        assert fake.rest.statuses[403] == 0


async def _agrees_and_sends_a_photo(ada: Visitor) -> None:
    photo = PORTRAIT.read_bytes()
    await step(lambda: ada.command("headshot"), lambda: ada.with_button("c:purpose.profile"))
    await step(lambda: ada.press("purpose.profile"), lambda: ada.with_button("c:consent.show"))
    await step(lambda: ada.press("consent.show"), lambda: ada.with_button("f:consent.give"))

    async def hand_over() -> None:
        if ada.with_button("f:look.choose") is None:
            if any("send me a photo" in t or "send it again" in t for t in ada.texts()):
                ada.world.say("ada", "", (photo,))
            else:
                await ada.submit("consent.give", ticked=frozenset({"likeness", "processing"}), photos=(photo,))

    await step(hand_over, lambda: ada.with_button("f:look.choose"))


async def _gets_two_pictures(ada: Visitor) -> None:
    async def choose() -> None:
        if not any("c:job.cancel" in str(m["components"]) for m in ada.messages()):
            await ada.submit("look.choose", chosen={"number": "2"})

    def made() -> bool:
        return len(ada.pictures()) >= 2 and any("ready" in t for t in ada.texts())

    await step(choose, made, PAINTING_S)
    numbers = [message["content"].partition("\n")[0] for message in ada.pictures()]
    assert sorted(numbers) == ["Picture 1", "Picture 2"], "each picture once"
    assert sum("2 pictures are ready" in text for text in ada.texts()) == 1


async def _forgets(ada: Visitor, house: House) -> None:
    await step(lambda: ada.command("forget-me"), lambda: ada.with_button("c:forget.erase"))

    async def erase() -> None:
        if await house.anybody_is_listened_to() and ada.with_button("c:forget.erase"):
            await ada.press("forget.erase")

    await step(erase, lambda: any("rased" in text for text in ada.texts()) and not ada.pictures())
