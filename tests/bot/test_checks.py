"""``candid doctor`` on the talking side: which platforms are on, who runs the bot, and each platform's own checks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot import checks
from bot.declarations import declared
from bot.settings import BotSettings
from storage.operations.check import Check
from tests.platform_settings import own_settings


@pytest.fixture
def found(monkeypatch, tmp_path):
    """Checks with these settings and no others."""
    monkeypatch.chdir(tmp_path)

    def run(**environment: str) -> dict[str, Check]:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        return {check.name: check for check in checks.bot_checks()}

    return run


def test_the_playground_alone_is_well_and_nothing_is_said_of_what_is_off(found) -> None:
    said = found()
    assert set(said) == {checks.PLATFORMS}
    assert said[checks.PLATFORMS].ok
    assert "playground" in said[checks.PLATFORMS].detail


def test_no_platform_at_all_is_no_set_up(found) -> None:
    assert not found(CANDID_WEB="false")[checks.PLATFORMS].ok


def test_who_runs_the_bot_is_missed_by_the_names_of_the_settings() -> None:
    missing = checks.who_runs_it("Discord", BotSettings(_env_file=None, operator="Ada"))
    assert "CANDID_CONTACT" in missing.detail
    assert "CANDID_OPERATOR" not in missing.detail
    whole = BotSettings(_env_file=None, operator="Ada", contact="ada@example.org", privacy_url="https://e.org")
    assert checks.who_runs_it("Discord", whole).ok


def test_a_platform_that_is_on_without_its_library_fails_and_says_what_to_install() -> None:
    def without_library(_own):
        raise ModuleNotFoundError("No module named 'discord'", name="discord")

    broken = replace(declared("discord"), checks=without_library)
    (check,) = checks._checks_of("discord", broken, own_settings()["discord"])
    assert not check.ok
    assert "'.[discord]'" in check.fix
