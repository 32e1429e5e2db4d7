"""``candid up --check`` and ``--invite``: what is half set or wrong is told, exit 0 or 2, and nothing is served."""

from __future__ import annotations

import base64

import pytest

from bot import setting_up
from bot.checks import half_set
from bot.declarations import declared
from bot.platforms.discord.invite import NONE_YET, application_id, invite
from bot.settings import BotSettings, PlatformSettings
from storage.operations.check import Check
from storage.operations.main import main
from tests.platform_settings import own_settings

HONEST = {"operator": "Ada", "contact": "ada@example.org", "privacy_url": "https://e.org"}
NUMBER = "198622483471925248"
TOKEN = f"{base64.b64encode(NUMBER.encode()).decode().rstrip('=')}.Cl2FMQ.made-up"


@pytest.fixture
def alone(monkeypatch, tmp_path):
    """An installation with these settings and no others."""
    for name in ("DATA", "CONFIG", "CACHE"):
        monkeypatch.setenv(f"CANDID_{name}_DIR", str(tmp_path / name.lower()))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def checked(monkeypatch, found: list[Check], **own) -> tuple[bool, list[str]]:
    """With Slack's own checks answering so."""
    from dataclasses import replace

    slack = replace(declared("slack"), checks=lambda _own: found)
    monkeypatch.setattr(setting_up, "declared", lambda name: slack if name == "slack" else declared(name))
    told: list[str] = []
    return setting_up.check(BotSettings(_env_file=None, **HONEST), own_settings(**own), told.append), told


def test_a_working_set_up_is_well(monkeypatch) -> None:
    well, told = checked(
        monkeypatch, [Check(name="Slack bot token", ok=True, detail="known")], slack_bot_token="xoxb-1"
    )
    assert well
    assert "ok    Slack bot token: known" in told


def test_what_is_wrong_is_told_with_its_fix(monkeypatch) -> None:
    wrong = Check(name="Slack bot token", ok=False, detail="Slack says invalid_auth", fix="Copy it again.")
    well, told = checked(monkeypatch, [wrong], slack_bot_token="xoxb-1")
    assert not well
    assert told[1:3] == ["FAIL  Slack bot token: Slack says invalid_auth", "      Copy it again."]


@pytest.mark.parametrize("name", ["slack_app_token", "slack_signing_secret"])
def test_half_of_a_platform_is_told_and_fails(monkeypatch, name) -> None:
    well, told = checked(monkeypatch, [], **{name: "xapp-1"})
    assert not well
    assert f"FAIL  Slack: half set: switched off, although CANDID_{name.upper()} is set" in told


def test_sabotage_half_of_a_platform_that_counts_as_none_passes(monkeypatch) -> None:
    monkeypatch.setattr(PlatformSettings, "half_set", lambda _own: ())
    well, told = checked(monkeypatch, [], slack_app_token="xapp-1")
    assert well
    assert told[0] == setting_up.NOTHING


def test_a_page_on_this_machine_is_never_half_set() -> None:
    assert half_set(declared("web"), own_settings(web=False, web_password="secret")["web"]) == []


def test_check_ends_with_2_where_something_is_wrong_and_serves_nothing(alone, monkeypatch, capsys) -> None:
    monkeypatch.setenv("CANDID_SLACK_APP_TOKEN", "xapp-1")
    assert main(["up", "--check"]) == 2
    assert "half set" in capsys.readouterr().out
    assert not (alone / "data").exists(), "no storage was opened"


def test_check_ends_with_0_where_there_is_nothing_to_log_in_to(alone, capsys) -> None:
    assert main(["up", "--check"]) == 0
    assert setting_up.NOTHING in capsys.readouterr().out


def test_invite_says_how_each_platform_is_begun(alone, monkeypatch, capsys) -> None:
    assert main(["up", "--invite"]) == 0
    said = capsys.readouterr().out
    assert "https://api.slack.com/apps?new_app=1&manifest_json=%7B" in said
    assert NONE_YET in said
    monkeypatch.setenv("CANDID_DISCORD_TOKEN", TOKEN)
    main(["up", "--invite"])
    assert f"client_id={NUMBER}&scope=bot+applications.commands" in capsys.readouterr().out


@pytest.mark.parametrize("token", ["", "made-up", "bm90IGEgbnVtYmVy.a.b", "***.a.b"])
def test_what_is_no_token_makes_no_link(token) -> None:
    assert application_id(token) == ""
    assert invite(token) == NONE_YET
