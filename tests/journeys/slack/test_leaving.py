"""Accounts that are deactivated, apps that are taken off, and workspaces that cannot see each other."""

from __future__ import annotations

import pytest

from bot.platforms.slack.adapter import SlackPlatform
from bot.server_rules import Book, Rules, read
from storage.people import installations
from storage.retention import forget as saga
from tests.bot.platforms.slack.fake.emulator import BOT_TOKEN, OTHER_TEAM, OTHER_TOKEN, TEAM

SEVERAL = {"bot_token": "", "client_id": "1.2", "client_secret": "shh", "port": 0}


async def gone(visitor) -> bool:
    return await visitor.known() is None


async def tell(town, kind: str, *, team: str = TEAM, **more) -> None:
    await town.shim.tell({"event": {"type": kind, **more}, "of_team": team})


async def nobody_is_reached(town, visitor, *, deleted: bool) -> None:
    """A message to them is refused for good, and so is every one after it to an account that is gone."""
    answers = town.shim.trouble.answers
    user = {"id": visitor.person.id, "team_id": TEAM, "deleted": deleted}
    answers["users.info"] = [(200, {}, {"ok": True, "user": user})] * 3
    times = 1000 if deleted else 1
    answers["chat.postMessage"] = [(200, {}, {"ok": False, "error": "is_inactive"})] * times
    await visitor.person.command("privacy")
    await visitor.until("the refusal", lambda: len(answers["chat.postMessage"]) < times)


async def test_a_deactivated_member_is_erased_and_the_pictures_leave_the_chat(town) -> None:
    ada = await town.newcomer()
    await ada.gets_pictures("1")
    town.platform._people.forget(TEAM)  # as an hour later: Slack is asked again who they are
    await nobody_is_reached(town, ada, deleted=True)
    await ada.until("erasure", lambda: gone(ada))

    async def empty() -> bool:
        return not await ada.person.messages()

    await ada.until("an empty chat", empty)


async def test_a_message_that_is_refused_erases_nobody_whose_account_is_there(town) -> None:
    ada = await town.newcomer()
    await ada.gets_pictures("1")
    await nobody_is_reached(town, ada, deleted=False)
    await ada.person.command("status")
    await ada.sees("One picture")


@pytest.mark.parametrize("event", [("app_uninstalled", {}), ("tokens_revoked", {"tokens": {"bot": ["UBOT"]}})])
async def test_a_workspace_that_takes_the_app_off_is_purged(town, event) -> None:
    ada, ben = await town.newcomer(), await town.newcomer()
    await ada.gets_pictures("1")
    await ben.gets_pictures("1")
    kind, more = event
    await tell(town, kind, **more)
    await ada.until("erasure", lambda: gone(ada))
    await ben.until("erasure", lambda: gone(ben))
    assert await town.storage.keys.held() == frozenset()


async def rules_after_the_workspace_left(town, event) -> tuple[Rules, Rules]:
    """What its admins had decided, before and after it takes the app off."""
    boss = await town.admin()
    for said in ("pause", "limits sets=3"):
        await town.shim.answered(await boss.person.command("headshot-admin", said))
    kept = read(await town.platform._listeners._book.servers.rules(TEAM))
    kind, more = event
    await tell(town, kind, **more)

    async def gone() -> bool:
        return await installations.find(town.storage, "slack rules", TEAM) is None

    await boss.until("the rules' end", gone)
    return kept, await town.platform._listeners._book.of(TEAM)


@pytest.mark.parametrize("event", [("app_uninstalled", {}), ("tokens_revoked", {"tokens": {"bot": ["UBOT"]}})])
async def test_what_its_admins_decided_goes_with_a_workspace(town, event) -> None:
    before, after = await rules_after_the_workspace_left(town, event)
    assert (before.paused, before.terms.jobs_per_day) == (True, 3)
    assert after == Rules(), "installed anew, it begins anew"


async def test_sabotage_rules_that_stay_in_memory_are_noticed(town, monkeypatch) -> None:
    monkeypatch.setattr(Book, "forget", lambda *_: None)
    before, after = await rules_after_the_workspace_left(town, ("app_uninstalled", {}))
    assert after == before


async def test_sabotage_rules_that_stay_in_the_records_are_noticed(town, monkeypatch) -> None:
    drop = installations.drop

    async def but_rules(storage, platform, workspace) -> None:
        if platform == "slack":
            await drop(storage, platform, workspace)

    monkeypatch.setattr(installations, "drop", but_rules)
    monkeypatch.setattr("tests.journeys.slack.conftest.PATIENCE_S", 1.0)
    with pytest.raises(AssertionError, match="the rules' end"):
        await rules_after_the_workspace_left(town, ("app_uninstalled", {}))


async def test_a_revoked_token_of_a_user_purges_nobody(town) -> None:
    ada = await town.newcomer()
    await ada.gets_pictures("1")
    await tell(town, "tokens_revoked", tokens={"oauth": [ada.person.id]})
    await ada.person.command("status")
    await ada.sees("One picture")


async def test_a_purge_that_was_cut_short_goes_on_at_the_next_start(stopped_town, monkeypatch) -> None:
    town = stopped_town
    async with town.up():
        ada = await town.newcomer()
        await ada.gets_pictures("1")
    await installations.keep(town.storage, "slack", TEAM, {}, leaving=True)
    async with town.up():
        assert await ada.known() is None
        assert await installations.leaving(town.storage, "slack") == []


async def test_sabotage_without_the_mark_a_cut_purge_is_forgotten(stopped_town, monkeypatch) -> None:
    async def nothing(*_args) -> list[str]:
        return []

    monkeypatch.setattr(installations, "leaving", nothing)
    with pytest.raises(AssertionError):
        await test_a_purge_that_was_cut_short_goes_on_at_the_next_start(stopped_town, monkeypatch)


async def two_workspaces(town) -> None:
    who = await town.shim.call("auth.test", BOT_TOKEN)
    for team, token in ((TEAM, BOT_TOKEN), (OTHER_TEAM, OTHER_TOKEN)):
        data = {"bot_user": who["user_id"], "bot_id": "B1", "token": token}
        await installations.keep(town.storage, "slack", team, data)


async def test_two_workspaces_cannot_see_each_other(stopped_town) -> None:
    town = stopped_town
    await two_workspaces(town)
    async with town.up(**SEVERAL):
        ada = await town.newcomer()
        twin = town.elsewhere(ada)
        await ada.person.command("headshot")
        await ada.sees("What is your headshot for?")
        assert await gone(twin)
        await twin.person.command("status")
        await twin.sees("I hold no photo and no picture of you")
        assert (await ada.known()).id != (await twin.known()).id

        async def both_told() -> bool:  # a message is seen a moment before the call that brought it is on record
            return len(town.shim.made("chat.postMessage")) >= 2

        await twin.until("both calls are on record", both_told)
        assert [call.token for call in town.shim.made("chat.postMessage")] == [BOT_TOKEN, OTHER_TOKEN]

        await tell(town, "app_uninstalled", team=OTHER_TEAM)
        await twin.until("erasure", lambda: gone(twin))
        assert not await gone(ada), "the other workspace keeps its people"
        assert await installations.find(town.storage, "slack", OTHER_TEAM) is None
        assert await installations.find(town.storage, "slack", TEAM) is not None


async def test_sabotage_one_token_for_all_is_noticed(stopped_town, monkeypatch) -> None:
    from bot.platforms.slack.workspaces import Workspaces

    client = Workspaces.client
    monkeypatch.setattr(Workspaces, "client", lambda self, _team: client(self, TEAM))
    with pytest.raises(AssertionError):
        await test_two_workspaces_cannot_see_each_other(stopped_town)


async def test_tokens_lie_encrypted(stopped_town) -> None:
    town = stopped_town
    await two_workspaces(town)
    await town.storage.db.checkpoint()
    files = [path for path in town.storage.home.data.rglob("*") if path.is_file()]
    assert files
    assert not any(BOT_TOKEN.encode() in path.read_bytes() or TEAM.encode() in path.read_bytes() for path in files)


async def test_where_the_app_is_not_installed_nothing_is_heard(stopped_town) -> None:
    town = stopped_town
    await installations.keep(
        town.storage, "slack", OTHER_TEAM, {"bot_user": "UBOT", "bot_id": "B1", "token": OTHER_TOKEN}
    )
    async with town.up(**SEVERAL):
        ada = await town.newcomer()
        envelope = await ada.person.command("headshot")
        await town.shim.acked(envelope)
        assert await gone(ada)
        assert isinstance(town.platform, SlackPlatform)


def test_the_saga_is_the_one_of_forget_me() -> None:
    from bot.shell import workspace_records

    assert workspace_records.forget is saga.forget
