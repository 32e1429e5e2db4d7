"""Further names of commands: an operator's setting, listed in the app's manifest and answered as those."""

from __future__ import annotations

import asyncio

import pytest
from pydantic import ValidationError

from bot.platforms.slack import admin, inbound, manifest
from bot.platforms.slack.settings import ADMIN, MOST_NAMES, SlackSettings, aliases_in
from bot.ports import Commanded
from tests.bot.platforms.slack.test_manifest import faults
from tests.fakes import PATIENCE_S

WRITTEN = "portrait=headshot weg=forget-me lage=status"


def app(**own) -> dict:
    return manifest.manifest(SlackSettings(_env_file=None, **own))


def listed(found: dict) -> dict[str, str]:
    return {each["command"]: each["description"] for each in found["features"]["slash_commands"]}


def test_the_manifest_lists_them_and_keeps_every_rule() -> None:
    named = app(slack_aliases=WRITTEN)
    assert listed(named).items() >= {
        ("/portrait", "The same as /headshot"), ("/weg", "The same as /forget-me"),
        ("/lage", "The same as /candid status"),
    }  # fmt: skip
    assert faults(named) == []
    assert len(listed(app())) + MOST_NAMES == 50


def test_an_app_made_without_them_is_told_by_doctor() -> None:
    assert manifest.differences(app(slack_aliases=WRITTEN), app()) == ["slash commands missing: /lage, /portrait, /weg"]


async def answered(harness) -> Commanded:
    await harness.platform.stop()
    harness.platform = harness.build(aliases=aliases_in(WRITTEN))
    await harness.platform.start()
    await (await harness.person("ada")).command_as_sent("lage", "")
    arrival = await asyncio.wait_for(anext(aiter(harness.platform.arrivals())), PATIENCE_S)
    return arrival.event


async def test_an_alias_is_answered_as_the_command_it_stands_for(harness) -> None:
    assert await answered(harness) == Commanded(name="status")


async def test_the_sabotage_a_bot_that_reads_its_own_names_only_is_seen(harness, monkeypatch) -> None:
    command = inbound.command
    monkeypatch.setattr(inbound, "command", lambda payload, _aliases: command(payload, {}))
    assert await answered(harness) != Commanded(name="status")


@pytest.mark.parametrize(
    "written",
    [
        "Portrait=headshot", "status=headshot", "topic=headshot", "candid=help", f"{ADMIN}=help", "portrait=selfie",
        "portrait", "=help", "ä=help", f"{'a' * 32}=help",
        " ".join(f"name{number}=help" for number in range(MOST_NAMES + 1)),
    ],
)  # fmt: skip
def test_a_name_that_cannot_be_one_is_refused_with_its_reason(written) -> None:
    with pytest.raises(ValidationError):
        SlackSettings(_env_file=None, slack_aliases=written)


def test_the_admins_command_is_the_one_that_is_taken() -> None:
    assert admin.COMMAND == ADMIN
