"""What stands behind the desk: acts with their audit line, settings without their secrets."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from pydantic import SecretStr

from bot.platforms.web.settings import WebSettings
from bot.records import Setting
from bot.settings import BotSettings
from bot.shell import desk as behind
from bot.shell.desk import ShellDesk
from storage.db.schema import audit
from storage.errors import NotFound
from tests.bot.shell.parts import shell_of
from tests.storage.pictures.test_cases import now_is, reported

SECRET = "nobody may read this"


@pytest.fixture
def desk(storage, room):
    web = WebSettings(_env_file=None, web_desk_password=SecretStr(SECRET))
    shell = shell_of(storage, room)
    return ShellDesk(lambda: shell, BotSettings(_env_file=None), {"web": web})


async def lines(storage) -> list[tuple[str, str]]:
    async with storage.db.read() as tx:
        found = await tx.execute(sa.select(audit.c.action, audit.c.detail).where(audit.c.action.like("desk.%")))
    return [tuple(row) for row in found.all()]


async def test_pause_and_going_on_are_done_and_noted(storage, desk) -> None:
    await desk.pause("2h")
    assert (await desk.view()).paused_until
    await desk.resume()
    assert not (await desk.view()).paused_until
    assert await lines(storage) == [("desk.pause", ""), ("desk.resume", "")]
    with pytest.raises(ValueError, match="moon"):
        await desk.pause("moon")
    assert len(await lines(storage)) == 2


@pytest.mark.parametrize(("erase", "action"), [(True, "desk.erase"), (False, "desk.release")])
async def test_a_case_is_settled_and_noted(storage, desk, erase, action) -> None:
    person, variant, case = await reported(storage)
    (shown,) = (await desk.view()).cases
    assert (shown.number, shown.state, shown.reports, shown.pictures) == (case.number, "open", None, None)
    await desk.settle(case.number, erase=erase)
    assert await lines(storage) == [(action, str(case.number))]
    assert (await now_is(storage, person, variant)).frozen is erase
    with pytest.raises(NotFound):
        await desk.settle(case.number, erase=erase)
    assert len(await lines(storage)) == 1


async def test_a_secret_is_set_or_not_set_and_nothing_else(desk, monkeypatch) -> None:
    monkeypatch.setenv("CANDID_OPERATOR", "Ada")
    found = {each.name: each for each in desk.settings()}
    assert found["CANDID_WEB_DESK_PASSWORD"].value == "set"
    assert found["CANDID_WEB_PASSWORD"].value == "not set"
    assert found["CANDID_OPERATOR"].source == "environment"
    assert found["CANDID_PHOTO_HOURS"].source == "default"
    assert SECRET not in repr(list(found.values()))


async def test_nobody_is_named_at_the_desk(storage, desk) -> None:
    person, variant, _case = await reported(storage)
    shown = repr(await desk.view())
    for word in (person.id, variant.id, variant.object_id, "ada"):
        assert word not in shown


async def test_sabotage_a_secret_that_is_told_is_caught(desk, monkeypatch) -> None:
    monkeypatch.setattr(
        behind, "_of", lambda model: [Setting(name="CANDID_WEB_DESK_PASSWORD", value=SECRET, source="")]
    )
    with pytest.raises(AssertionError):
        await test_a_secret_is_set_or_not_set_and_nothing_else(desk, monkeypatch)


async def test_sabotage_an_act_that_leaves_no_line_is_caught(storage, desk, monkeypatch) -> None:
    async def nothing(*_args: object) -> None:
        return None

    monkeypatch.setattr(behind.desk, "note", nothing)
    with pytest.raises(AssertionError):
        await test_pause_and_going_on_are_done_and_noted(storage, desk)
