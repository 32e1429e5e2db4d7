"""What every platform's folder must hold, whatever platform it is. What is missing is named."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot import platforms
from bot.commands import Command, read
from bot.declaration import OWN_TEXTS
from bot.platforms import declared, names
from bot.ports import Text
from bot.settings import PREFIX, rows
from bot.texts import missing, render
from bot.texts.catalog import SOURCE, languages, messages
from tests.contracts.harness import open_harness

BOT = Path(platforms.__file__).parents[1]
SECRETS = ("token", "secret", "password", "key")


@pytest.fixture(params=names())
def name(request) -> str:
    return request.param


def test_it_is_declared_with_who_carries_the_chat_and_what_it_can_do(name) -> None:
    found = declared(name)
    assert found.title.strip(), f"{name} has no title"
    assert found.carrier == found.carrier.strip(), f"{name}'s carrier is no name"


def test_it_says_what_only_it_can_say(name) -> None:
    said = messages(SOURCE, name)
    lacking = [key for key in OWN_TEXTS if key not in said]
    assert lacking == [], f"bot/platforms/{name}/locales/{SOURCE} lacks the texts {lacking}"


def test_it_says_it_in_every_language(name) -> None:
    lacking = {language: missing(language, name) for language in languages()}
    assert not any(lacking.values()), f"bot/platforms/{name}/locales lacks or says otherwise: {lacking}"


def test_every_word_of_its_own_is_used_by_its_own_code(name) -> None:
    """A key is used when the folder's code holds it, or the beginning from which the code puts it together."""
    own = messages(SOURCE, name).keys() - messages(SOURCE).keys() - set(OWN_TEXTS)
    whole, beginnings = _strings_of(BOT / "platforms" / name)
    assert {key for key in own if key not in whole and not key.startswith(tuple(beginnings) or ("\0",))} == set()


def _strings_of(folder: Path) -> tuple[set[str], set[str]]:
    whole, beginnings = set(), set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                whole.add(node.value)
            if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                beginnings.add(str(node.values[0].value))
    return whole, {each for each in beginnings if each.endswith("-")}


def test_its_settings_are_named_after_it_and_its_secrets_are_secret(name) -> None:
    fields = declared(name).settings.model_fields
    assert all(field == name or field.startswith(f"{name}_") for field in fields), sorted(fields)
    assert all(row.name.startswith(PREFIX) and row.meaning for row in rows(declared(name).settings))
    open_ = [f for f, field in fields.items() if f.endswith(SECRETS) and field.annotation is not SecretStr]
    assert open_ == [], "a secret that is no SecretStr is shown in logs"


def test_every_command_is_understood_as_it_is_typed_there(name) -> None:
    typed = {command: declared(name).typed(command) for command in Command}
    assert {command: read(said) for command, said in typed.items()} == {c: (c.value, "") for c in Command}
    assert typed[Command.FORGET_ME] in render(Text(key="privacy-rights"), SOURCE, name)


async def test_its_harness_opens_the_platform_that_was_declared(name, tmp_path) -> None:
    async with open_harness(name, tmp_path) as harness:
        assert harness.platform.name == name
        assert harness.platform.capabilities == declared(name).capabilities
