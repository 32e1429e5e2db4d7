"""From an approval to the person's own Slack photo, with the real records behind it."""

from __future__ import annotations

import pytest

from bot.platforms.slack import render
from tests.bot.platforms.slack.fake.emulator import TEAM
from tests.bot.platforms.slack.test_own_photo import OFFERED, come_back, link
from tests.journeys.slack.conftest import elements

pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated")  # slack_sdk's own call of aiohttp


async def photo_button(visitor):
    """The newest button that offers it."""

    async def there():
        found = [each for message in await visitor.person.messages() for each in elements(message)]
        return next((each for each in found if str(each.get("action_id", "")).startswith(render.OWN_PHOTO)), None)

    return await visitor.until("the button", there)


async def window(town, visitor):
    before = len(town.shim.made("views.open"))
    await visitor.person.clicks(await photo_button(visitor))
    await visitor.until("a window", lambda: len(town.shim.made("views.open")) > before)
    return town.shim.made("views.open")[-1].body["view"]


async def test_the_file_that_was_handed_over_is_the_photo_and_a_changed_mind_ends_the_offer(stopped_town) -> None:
    async with stopped_town.up(**OFFERED) as town:
        ada = await town.newcomer()
        (picture,) = await ada.gets_pictures("1")
        await ada.person.reacts(picture["ts"], "+1")
        await ada.sees("Your picture, for keeping.")
        opened = link(await window(town, ada))
        status, _ = await come_back(town, town.shim.permissions.agrees(opened, ada.person.id, TEAM))
        (kept,) = [data for name, data in (await ada.files()).items() if name.startswith("online-profile")]
        assert (status, town.shim.permissions.photos) == (200, {ada.person.id: (kept, "image/jpeg")})
        assert [each.revoked for each in town.shim.permissions.grants] == [True]

        opened = link(await window(town, ada))
        await ada.presses("vote.reject")
        await ada.sees("Picture 1: rejected.")
        status, page = await come_back(town, town.shim.permissions.agrees(opened, ada.person.id, TEAM))
        assert (status, "not approved any more" in page) == (400, True)
        assert "url" not in str((await window(town, ada))["blocks"])
        assert [each.revoked for each in town.shim.permissions.grants] == [True, True]


async def test_without_the_setting_an_approval_offers_no_such_thing(town) -> None:
    ada = await town.newcomer()
    (picture,) = await ada.gets_pictures("1")
    await ada.person.reacts(picture["ts"], "+1")
    await ada.sees("Save your files before then.")
    assert "Slack photo" not in str(await ada.person.messages())
