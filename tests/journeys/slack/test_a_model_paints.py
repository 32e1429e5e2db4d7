"""Both engines that paint, on Slack: chosen, agreed to box by box, labelled; painted anew in another light."""

from __future__ import annotations

import pytest

from tests.bot.shell import parts
from tests.journeys import painted
from tests.journeys.painted import Painted
from tests.journeys.slack.conftest import PHOTO


async def chooses(town, way: Painted):
    """A newcomer with the form of this engine's boxes open."""
    town.worker.engines = painted.ENGINES
    await painted.announced(town.storage)
    ada = await town.newcomer()
    await ada.person.command("headshot")
    for verb in ("purpose.cv", f"engine.{way.engine}", "consent.show"):
        await ada.presses(verb)
    return ada, await ada.modal()


async def labelled(ada, way: Painted, count: int) -> None:
    """So many pictures to vote on, each with the label's words beside it."""

    async def there() -> bool:
        said = [seen.caption for seen in await ada.person.sees() if seen.has_picture and way.label in seen.caption]
        return len(said) == len(await ada.pictures()) == count

    await ada.until(f"{count} labelled pictures", there)


@pytest.mark.parametrize("way", painted.EACH, ids=lambda way: way.engine)
async def test_from_the_choice_to_a_picture_that_says_what_a_model_painted(town, monkeypatch, way: Painted) -> None:
    monkeypatch.setattr(parts, "LOOKS", ("studio_soft",))  # on the photo's sheet: one that these engines have
    ada, view = await chooses(town, way)
    await ada.person.submits(view, way.ticked)
    await ada.sees("Now send me a photo")
    await ada.person.drops(PHOTO)
    await ada.person.picks(await ada.button("look.choose"), {"look": "studio_soft", "number": "1"})
    await ada.sees("picture is ready")
    await labelled(ada, way, 1)
    await ada.presses("light.ask")
    await ada.presses("light.darker")
    await labelled(ada, way, 2)


@pytest.mark.parametrize("way", painted.EACH, ids=lambda way: way.engine)
async def test_without_its_own_box_no_model_paints_and_nothing_is_asked_for(town, way: Painted) -> None:
    ada, view = await chooses(town, way)
    await ada.person.submits(view, frozenset({"likeness", "processing"}))
    await ada.button("engine.studio")
    assert not [seen for seen in await ada.person.sees() if "Now send me a photo" in seen.text]
