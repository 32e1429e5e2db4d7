"""The doors: settings as they are documented, what ``candid up`` needs, what ``candid try`` asks and refuses."""

from __future__ import annotations

import errno
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from bot import cli
from bot import declarations as platforms
from bot.declarations import declarations, declared, open_platform
from bot.errors import SettingMissing, UnknownPlatform
from bot.settings import BotSettings, rows
from bot.up import check_public

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("torch", "cv2", "numpy", "PIL", "onnxruntime", "discord", "slack_bolt", "alembic", "apscheduler")


def settings(**values) -> BotSettings:
    return BotSettings(_env_file=None, **values)


MODELS = [BotSettings, *(each.settings for each in declarations().values())]


def test_every_setting_says_what_it_means() -> None:
    table = [row for model in MODELS for row in rows(model)]
    assert all(row.name.startswith("CANDID_") and row.meaning for row in table)
    assert {row.name: row.default for row in table}["CANDID_JOBS_PER_DAY"] == "10"


def test_no_secret_has_a_default_to_show() -> None:
    secrets = [row for model in MODELS for row in rows(model) if re.search("TOKEN|PASSWORD|SECRET", row.name)]
    assert len(secrets) >= 5
    assert all(row.default == "" for row in secrets)


def test_a_chat_that_another_company_carries_needs_to_be_told_who_runs_the_bot() -> None:
    with pytest.raises(SettingMissing, match=r"Discord and Slack.*CANDID_OPERATOR.*CANDID_CONTACT.*CANDID_PRIVACY_URL"):
        check_public(settings(), ["Discord", "Slack"])


def test_only_what_is_missing_is_named() -> None:
    with pytest.raises(SettingMissing, match="please set CANDID_PRIVACY_URL") as refused:
        check_public(settings(operator="Ada", contact="ada@example.org"), ["Discord"])
    assert "CANDID_OPERATOR" not in str(refused.value)


def test_the_playground_alone_needs_none_of_it() -> None:
    check_public(settings(), [])


@pytest.mark.parametrize("name", ["telegram", "../web", "web.server"])
def test_a_front_end_that_is_not_there_is_named(name) -> None:
    with pytest.raises(UnknownPlatform):
        declared(name)


def test_a_front_end_without_its_library_says_what_to_install(monkeypatch) -> None:
    def without_library(_own, _around):
        raise ModuleNotFoundError("No module named 'discord'", name="discord")

    broken = replace(declared("discord"), build=without_library)
    monkeypatch.setattr(platforms, "declared", lambda _name: broken)
    with pytest.raises(UnknownPlatform, match=r"pip install .* -e '\.\[discord\]'"):
        open_platform("discord", None, None)


def test_importing_the_bot_and_storage_loads_nothing_heavy() -> None:
    code = (
        "import sys, bot.shell.app, bot.up, bot.cli, storage.store, storage.queue.jobs\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert out.stdout.strip() == "[]"


def candid_try(*words: str, answers: str = ""):
    import typer

    from bot.cli import try_

    app = typer.Typer()
    app.command()(try_)
    return CliRunner().invoke(app, list(words), input=answers)


def test_a_missing_photo_is_a_usage_error(tmp_path) -> None:
    result = candid_try(str(tmp_path / "none.jpg"), "--out", str(tmp_path / "out"))
    assert result.exit_code == 2
    assert "There is no file" in result.stderr


def test_nine_photos_are_a_usage_error(tmp_path) -> None:
    photo = tmp_path / "p.jpg"
    photo.write_bytes(b"x")
    assert candid_try(*[str(photo)] * 9, "--out", str(tmp_path)).exit_code == 2


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--persona", "profile"), "advert, presentation, mockup"),
        (("--persona", "advert", "--engine", "redraw"), "leave --engine away"),
        (("--persona", "advert", "--compare"), "nobody to compare"),
        (("photo.jpg", "--persona", "advert"), "made from no photo"),
    ],
)
def test_a_made_up_person_where_none_belongs_is_a_usage_error(tmp_path, words, told) -> None:
    result = candid_try(*words, "--out", str(tmp_path / "out"))
    assert result.exit_code == 2
    assert told in result.stderr


def test_a_made_up_person_asks_for_its_own_yes_and_no_other(monkeypatch) -> None:
    import typer

    from bot import cli
    from storage.records import Purpose

    monkeypatch.setattr(typer, "confirm", lambda *_, **__: True)
    assert cli._ask_for_consents("en", "persona") == {Purpose.PERSONA}


def test_without_a_needed_consent_nothing_is_read(tmp_path, monkeypatch) -> None:
    from bot import cli

    photo = tmp_path / "p.jpg"
    photo.write_bytes(b"x")
    monkeypatch.setattr(cli, "_stated", lambda *_a, **_k: frozenset())
    monkeypatch.setattr(cli, "_travel", lambda *_: pytest.fail("it went on without consent"))
    result = candid_try(str(photo), "--out", str(tmp_path / "out"), "--json")
    assert result.exit_code == 10
    assert json.loads(result.stdout)["reasons"] == ["consent_declined"]
    assert not (tmp_path / "out").exists()


def test_on_a_terminal_each_consent_is_asked_in_the_words_of_the_chat(monkeypatch) -> None:
    import typer

    from bot import cli
    from storage.records import Purpose

    asked: list[str] = []

    def answer(wording: str, **more) -> bool:
        assert more["default"] is None  # none is pre-ticked
        asked.append(wording)
        return "18" in wording or len(asked) == 2

    monkeypatch.setattr(typer, "confirm", answer)
    given = cli._ask_for_consents("en", "studio")
    assert len(asked) == 3
    assert given == {Purpose.LIKENESS, Purpose.PROCESSING}


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (errno.EADDRINUSE, "A port is taken"),
        (errno.EACCES, "may not listen on that port"),
        (errno.EADDRNOTAVAIL, "does not have that address"),
    ],
)
def test_a_port_that_cannot_be_had_is_told_in_a_sentence(tmp_path, monkeypatch, code, said) -> None:
    monkeypatch.chdir(tmp_path)

    async def refused(*_given) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr("bot.up.serve", refused)
    app = typer.Typer()
    app.command()(cli.up)
    answer = CliRunner().invoke(app, ["--no-worker"])
    assert answer.exit_code == 1
    assert said in answer.output
    assert "--port 0" in answer.output
