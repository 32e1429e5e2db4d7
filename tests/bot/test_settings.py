"""Settings of the talking side come from the environment and from ``.env``, as those of storage do."""

from __future__ import annotations

import pytest

from bot.checks import bot_checks
from bot.declarations import declared
from bot.settings import BotSettings


@pytest.fixture
def started_beside_env(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CANDID_OPERATOR", raising=False)
    monkeypatch.delenv("CANDID_WEB_PORT", raising=False)
    (tmp_path / ".env").write_text("CANDID_OPERATOR=Ada\nCANDID_WEB_PORT=8099\nCANDID_PHOTO_HOURS=2\n")


@pytest.mark.usefixtures("started_beside_env")
def test_a_line_of_the_env_file_is_a_setting() -> None:
    assert (BotSettings().operator, declared("web").settings().web_port) == ("Ada", 8099)


@pytest.mark.usefixtures("started_beside_env")
def test_the_environment_goes_before_the_file(monkeypatch) -> None:
    monkeypatch.setenv("CANDID_OPERATOR", "Grace")
    assert BotSettings().operator == "Grace"


@pytest.mark.usefixtures("started_beside_env")
def test_the_sabotage_without_the_file_the_line_is_not_read() -> None:
    assert BotSettings(_env_file=None).operator == ""


@pytest.mark.parametrize("given", ["foo", '{"T1": 3}', '["T1"]', '{"T1": "' + "x" * 101 + '"}'])
def test_recipients_that_cannot_be_read_are_told_with_their_variable(given, monkeypatch) -> None:
    monkeypatch.setenv("CANDID_DIRECTORY_RECIPIENTS", given)
    (check,) = bot_checks()
    assert not check.ok
    assert "CANDID_DIRECTORY_RECIPIENTS" in check.detail
    assert check.fix


@pytest.mark.parametrize("given", ["", "{}"])
def test_recipients_left_empty_are_none(given, monkeypatch) -> None:
    monkeypatch.setenv("CANDID_DIRECTORY_RECIPIENTS", given)
    assert BotSettings(_env_file=None).recipients() == ()
