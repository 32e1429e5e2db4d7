"""All three engines that a serving engine paints, on Discord.

The machine is named before the yes and sent what the yes says; its picture is judged, labelled and shown.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.assets import portraits
from tests.journeys import painted, pool
from tests.journeys.discord.bot import bot_on
from tests.journeys.discord.visitor import Visitor

pytestmark = [pytest.mark.weights, pytest.mark.long, pytest.mark.timeout(600)]
PATIENCE_S = 180.0


async def test_a_wall_a_redrawing_and_a_set_of_made_up_people_come_from_the_pool(
    fake, tmp_path: Path, monkeypatch
) -> None:
    with pool.serving() as engine:
        async with bot_on(fake, tmp_path, painting=False) as bot, pool.working(bot.storage, engine, monkeypatch):
            await painted.announced(bot.storage)
            for name, way in zip(("ada", "ben"), painted.EACH, strict=True):
                await painted_one(Visitor(fake, name), way)
            assert pool.sent(engine) == [("generations", 0), ("edits", 1)]  # for a wall words are enough
            await made_up(Visitor(fake, "cleo"))
            assert pool.sent(engine)[2:] == [("generations", 0)] * 2


async def painted_one(ada: Visitor, way: painted.Painted) -> None:
    await ada.command("headshot")
    await ada.press("purpose.cv")
    await ada.press(f"engine.{way.engine}")
    await ada.press("consent.show")
    modal, _ = await ada.open_form("consent.give")
    assert pool.HOST in str(modal)
    photo = portraits.path("ardern-2022").read_bytes()
    await ada.submit("consent.give", ticked=way.ticked, photos=(photo,))
    await ada.until(lambda: ada.with_button("f:look.choose"), PATIENCE_S)
    await ada.submit("look.choose", chosen={"number": "1"})
    (picture,) = await ada.until(ada.pictures, PATIENCE_S)
    assert way.label in picture["content"]


async def made_up(cleo: Visitor) -> None:
    await cleo.command("headshot")
    await cleo.press("persona.start")
    await cleo.press("use.advert")
    await cleo.submit("persona.agree", ticked=frozenset({"persona"}))
    await cleo.submit("persona.make", chosen={"tone": "light", "number": "2"})
    await cleo.until(lambda: len(cleo.pictures()) == 3, PATIENCE_S)
    pictures = cleo.pictures()
    assert all("AI · GENERATED" in each["content"] for each in pictures)
    assert ["contact sheet" in each["content"] for each in pictures] == [False, False, True]
    await cleo.vote("approve", pictures[-1])
    await cleo.until(lambda: "certificate-3.txt" in cleo.files(), PATIENCE_S)
