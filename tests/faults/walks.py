"""What the one person does, in stages that follow each other. Each walk may be begun again after a death, and then
says again what it had said: the same events, with the same ids.
"""

from __future__ import annotations

import sqlalchemy as sa

from storage.db import schema
from tests.assets.portraits import path
from tests.faults.house import House

PHOTO = path("obama-senate").read_bytes()  # the smallest of the portraits
PICTURE = (".jpg", ".png")
MOST_OFFERS = 3  # a photo on its way in a crash is asked for again


async def opening(house: House) -> None:
    await house.says("headshot", kind="text", text="/headshot")
    await house.submits("consent.give", ticked=["likeness", "processing"], chosen={"purpose": "profile"})
    assert any(message["wants_photos"] for message in house.page.messages.values())


async def photo(house: House) -> None:
    for number in range(1, MOST_OFFERS + 1):
        if house.page.form("look.choose"):
            return
        step = f"photo {number}"
        if step not in house.said or not await house.heard(step):
            uploads = house.said[step]["uploads"] if step in house.said else [house.offer(PHOTO)]
            await house.says(step, kind="text", text="", uploads=uploads)
        await house.quiet()
    assert house.page.form("look.choose"), "the photo was not accepted"


async def pictures(house: House, number: int = 2) -> None:
    form = house.page.form("look.choose")
    chosen = {}
    if form:
        options = {select["name"]: [value for value, _ in select["options"]] for select in form["selects"]}
        chosen = {"look": options["look"][0], "number": str(number)}
    await house.submits("look.choose", chosen=chosen)
    ended = await house.ask(sa.select(schema.jobs.c.state, schema.jobs.c.error))
    assert len(await variants(house)) == number, ended


async def votes(house: House) -> None:
    first, second, third = await variants(house)
    await house.says("approve", kind="react", emoji="approve", subject=first, added=True)
    await house.says("reject", kind="react", emoji="reject", subject=second, added=True)
    await house.overdue(schema.timers, "due_at", schema.timers.c.name == "erase")  # the minute to undo is over

    async def fired() -> bool:
        return not await house.ask(sa.select(schema.timers.c.name).where(schema.timers.c.name == "erase"))

    await house.until("the end of the minute", fired)
    await house.says("erase", kind="react", emoji="erase", subject=third, added=True)
    await house.says("files", kind="text", text="files 1")
    await house.says("my-data", kind="text", text="/my-data")
    assert any(name.endswith(PICTURE) for name in house.page.files())
    assert "my-data.zip" in house.page.files()
    assert [len(house.page.showing(each)) for each in (second, third)] == [0, 0]


async def labelling(house: House) -> None:
    """Another place for the label: the same picture, sealed again."""
    first, *_ = await variants(house)
    await house.says("approve", kind="react", emoji="approve", subject=first, added=True)
    places = [each for each in house.page.offered_actions() if each.startswith("label.") and "language" not in each]
    await house.says("label", kind="press", action=places[-1] if places else "")
    assert any(name.endswith(PICTURE) for name in house.page.files())
    assert len(house.page.showing(first)) >= 1


async def giving(house: House) -> None:
    """One approved picture goes to the directory, by a yes of its own."""
    first, *_ = await variants(house)
    await house.says("approve", kind="react", emoji="approve", subject=first, added=True)
    await house.submits("directory.give", ticked=["directory"])
    given = await house.ask(sa.select(schema.directory_entries.c.variant_id))
    assert [row.variant_id for row in given] == [first]


async def withdrawing(house: House) -> None:
    await house.says("consent", kind="text", text="/consent")
    await house.presses("withdraw.processing")
    assert await house.ask(sa.select(schema.photos.c.id)) == []
    assert [house.page.showing(each) for each in await variants(house)] == [[], [], []]


async def leaving(house: House) -> None:
    if not await somebody(house):
        await house.quiet()
        return
    await house.says("forget", kind="text", text="/forget-me")
    if await somebody(house):
        await house.presses("forget.erase")

    async def gone() -> bool:
        return not await somebody(house)

    await house.until("the end of all rows", gone)
    await house.quiet()


async def variants(house: House) -> list[str]:
    query = sa.select(schema.variants.c.id).order_by(schema.variants.c.number)
    return [row.id for row in await house.ask(query)]


async def somebody(house: House) -> bool:
    return bool(await house.ask(sa.select(schema.persons.c.id)))
