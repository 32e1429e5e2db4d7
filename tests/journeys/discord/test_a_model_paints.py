"""Both engines that paint, on Discord: chosen, agreed to box by box, labelled; painted anew in another light."""

from __future__ import annotations

import pytest

from tests.bot.platforms.discord.fake.world import custom_ids
from tests.journeys import painted
from tests.journeys.painted import Painted


async def chooses(bot, ada, way: Painted) -> None:
    """From /headshot to the consent of this engine."""
    bot.painter.engines = painted.ENGINES
    await painted.announced(bot.storage)
    await ada.command("headshot")
    await ada.press("purpose.cv")
    await ada.press(f"engine.{way.engine}")
    await ada.press("consent.show")


@pytest.mark.parametrize("way", painted.EACH, ids=lambda way: way.engine)
async def test_from_the_choice_to_a_picture_that_says_what_a_model_painted(bot, ada, photo, way: Painted) -> None:
    await chooses(bot, ada, way)
    await ada.submit("consent.give", ticked=way.ticked, photos=(photo,))
    await ada.submit("look.choose", chosen={"number": "1"})
    (picture,) = await ada.until(ada.pictures)
    assert way.label in picture["content"]
    assert not any(custom_id.startswith("c:mine.") for custom_id in custom_ids(picture))
    await ada.press("light.ask")
    await ada.press("light.darker")
    await ada.until(lambda: len(ada.pictures()) == 2)
    assert all(way.label in each["content"] for each in ada.pictures())


@pytest.mark.parametrize("way", painted.EACH, ids=lambda way: way.engine)
async def test_without_its_own_box_no_model_paints_and_nothing_is_downloaded(
    bot, fake, ada, photo, way: Painted
) -> None:
    await chooses(bot, ada, way)
    await ada.submit("consent.give", ticked=frozenset({"likeness", "processing"}), photos=(photo,))
    await ada.until(lambda: ada.with_button("c:engine.studio"))
    assert not ada.pictures()
    assert not ada.with_button("f:look.choose")
