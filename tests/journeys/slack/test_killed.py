"""Bot and worker killed (SIGKILL) at places that matter over Slack: nothing lost, nothing doubled, nothing left.

The places are those at which Slack's own ways count: what was acknowledged, files fetched and uploaded, messages found
again by their metadata, an erasure in the middle. No other place knows the platform: ``tests/faults`` kills at each.
"""

from __future__ import annotations

import sys
from types import SimpleNamespace

import pytest

from bot.platforms.slack import render
from tests.bot.platforms.slack.fake.person import elements
from tests.bot.platforms.slack.harness import meet
from tests.journeys.killed import PAINTING_S, PORTRAIT, House, step
from tests.journeys.slack.conftest import Visitor

pytestmark = [pytest.mark.long, pytest.mark.weights, pytest.mark.timeout(600)]

BOT = (sys.executable, "-m", "tests.journeys.slack.talker")

PLACES = (
    ("bot", "runner.before_save"),
    ("bot", "runner.after_commit#3"),
    ("bot", "keep.fetched"),
    ("bot", "deliver.before_call#2"),
    ("bot", "deliver.after_call"),
    ("bot", "deliver.after_call#4"),
    ("bot", "deliver.after_call#8"),
    ("bot", "deliver.after_call#10"),
    ("bot", "deliver.before_call#11"),  # by now reactions are rows of their own: before, after and once one is settled
    ("bot", "deliver.after_call#12"),
    ("bot", "deliver.sent#11"),
    ("bot", "deliver.sent#5"),
    ("bot", "forget.key_destroyed"),
    ("bot", "forget_me.erased"),
    ("worker", "picture.committed"),
    ("bot and worker", "deliver.after_call#8"),
)  # fmt: skip


@pytest.mark.parametrize(("victim", "place"), PLACES, ids=str)
async def test_a_death_loses_and_doubles_nothing(shim, tmp_path, victim, place) -> None:
    ada = Visitor(SimpleNamespace(shim=shim), await meet(shim, shim.emulator.somebody()))
    async with House(tmp_path, {"CANDID_SLACK_API_URL": shim.api_url}, victim, place).lived_in(BOT) as house:
        await _agrees_and_sends_a_photo(ada)
        await _gets_two_pictures(ada)
        await _forgets(ada, house)
        await house.everybody_is_gone()


async def _pressable(ada: Visitor, start: str):
    """The newest message with a control whose action begins so, and that control."""
    for message in await ada.person.messages():
        for element in elements(message):
            if str(element.get("action_id", "")).startswith(start):
                return message, element
    return None


async def _press(ada: Visitor, start: str) -> None:
    found = await _pressable(ada, start)
    assert found is not None, start
    await ada.person.clicks(found[1], found[0])


async def _agrees_and_sends_a_photo(ada: Visitor) -> None:
    await step(lambda: ada.person.command("headshot"), lambda: _pressable(ada, f"{render.DO} purpose.profile"))
    await step(
        lambda: _press(ada, f"{render.DO} purpose.profile"), lambda: _pressable(ada, f"{render.DO} consent.show")
    )
    await step(lambda: _press(ada, f"{render.DO} consent.show"), lambda: _pressable(ada, f"{render.FORM} consent.give"))

    async def agree() -> None:
        await _press(ada, f"{render.FORM} consent.give")
        await ada.person.submits(await ada.modal(), frozenset({"likeness", "processing"}))

    await step(agree, lambda: _said(ada, "send me a photo"))
    await step(lambda: ada.person.drops(PORTRAIT.read_bytes()), lambda: _pressable(ada, f"{render.SUBMIT} look.choose"))


async def _gets_two_pictures(ada: Visitor) -> None:
    async def choose() -> None:
        if await _pressable(ada, f"{render.DO} job.cancel") is None:
            _, element = await _pressable(ada, f"{render.SUBMIT} look.choose")
            await ada.person.picks(element["value"], {"look": "studio_soft", "number": "2"})

    async def made() -> bool:
        return len(await ada.pictures()) >= 2 and await _said(ada, "2 pictures are ready")

    await step(choose, made, PAINTING_S)
    numbers = [message["blocks"][0]["text"]["text"].partition("\n")[0] for message in await ada.pictures()]
    assert sorted(numbers) == ["Picture 1", "Picture 2"], "each picture once"
    assert sum("2 pictures are ready" in seen.text for seen in await ada.person.sees()) == 1


async def _forgets(ada: Visitor, house: House) -> None:
    await step(lambda: ada.person.command("forget-me"), lambda: _pressable(ada, f"{render.DO} forget.erase"))

    async def erase() -> None:
        if await house.anybody_is_listened_to() and await _pressable(ada, f"{render.DO} forget.erase"):
            await _press(ada, f"{render.DO} forget.erase")

    async def only_the_last_words_stay() -> bool:
        left = await ada.person.sees()
        return len(left) == 1 and "Your photos, pictures and answers are erased." in left[0].text

    await step(erase, only_the_last_words_stay)
    assert (await ada.person.sees())[0].files == ("deletion-receipt.html",)


async def _said(ada: Visitor, words: str) -> bool:
    return any(words in seen.text for seen in await ada.person.sees())
