"""All three engines that a serving engine paints, on Slack.

The machine is named before the yes and sent what the yes says; its picture is judged, labelled and shown.
"""

from __future__ import annotations

import json

import pytest

from bot.platforms.slack import render
from tests.assets import portraits
from tests.bot.platforms.slack.fake.person import elements
from tests.journeys import painted, pool
from tests.journeys.slack import conftest
from tests.journeys.slack.conftest import Elsewhere

pytestmark = [pytest.mark.weights, pytest.mark.long, pytest.mark.timeout(600)]
PATIENCE_S = 180.0


async def test_a_wall_a_redrawing_and_a_set_of_made_up_people_come_from_the_pool(stopped_town, monkeypatch) -> None:
    monkeypatch.setattr(conftest, "PATIENCE_S", PATIENCE_S)
    town = stopped_town
    town.worker = Elsewhere()
    with pool.serving() as engine:
        async with town.up(), pool.working(town.storage, engine, monkeypatch):
            await painted.announced(town.storage)
            for way in painted.EACH:
                await painted_one(await town.newcomer(), way)
            assert pool.sent(engine) == [("generations", 0), ("edits", 1)]  # for a wall words are enough
            await made_up(await town.newcomer())
            assert pool.sent(engine)[2:] == [("generations", 0)] * 2


async def painted_one(ada, way: painted.Painted) -> None:
    await ada.person.command("headshot")
    for verb in ("purpose.cv", f"engine.{way.engine}", "consent.show"):
        await ada.presses(verb)
    view = await ada.modal()
    assert pool.HOST in json.dumps(view)
    await ada.person.submits(view, way.ticked)
    await ada.sees("Now send me a photo")
    await ada.person.drops(portraits.path("ardern-2022").read_bytes())
    await ada.person.picks(await ada.button("look.choose"), {"look": "studio_soft", "number": "1"})
    await ada.sees("picture is ready")
    await labelled(ada, way.label, 1)


async def made_up(ada) -> None:
    await ada.person.command("headshot")
    for verb in ("persona.start", "use.advert"):
        await ada.presses(verb)
    await opens(ada, "persona.agree")
    await ada.person.submits(await ada.modal(), frozenset({"persona"}))
    await ada.person.picks(await ada.button("persona.make"), {"tone": "light", "number": "2"})
    shown = await labelled(ada, "AI · GENERATED", 3)
    assert sum("contact sheet" in each.text for each in shown) == 1


async def opens(ada, verb: str) -> None:
    """Presses the button that opens this form."""

    async def there():
        for message in await ada.person.messages():
            for element in elements(message):
                if str(element.get("action_id", "")).startswith(f"{render.FORM} {verb}"):
                    return element, message
        return None

    await ada.person.clicks(*await ada.until(f"the form {verb}", there))


async def labelled(ada, label: str, count: int):
    """So many pictures to vote on, each with the label's words beside it."""

    async def there():
        shown = [each for each in await ada.person.sees() if each.has_picture and label in each.caption]
        return shown if len(shown) == len(await ada.pictures()) == count else None

    return await ada.until(f"{count} labelled pictures", there)
