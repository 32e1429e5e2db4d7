"""What every platform's folder must hold, whatever platform it is. What is missing is named."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from pydantic import SecretStr

import bot
from bot.commands import Command, read
from bot.declarations import OWN_TEXTS, declared, names
from bot.ports import Text
from bot.settings import PREFIX, rows
from bot.texts import missing, render
from bot.texts.catalog import SOURCE, TYPED, languages, messages
from bot.texts.review import said_forms
from tests.contracts.harness import open_harness

BOT = Path(bot.__file__).parent
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


@pytest.mark.many
@pytest.mark.parametrize("language", languages())
def test_no_text_tells_people_to_type_what_cannot_be_typed_there(name, language) -> None:
    wrong = {
        key: said
        for key in messages(SOURCE, name)
        if not key.startswith(TYPED)
        for said in said_forms(key, language, name)
        if _untypable(said, name)
    }
    assert wrong == {}


def _untypable(said: str, name: str) -> bool:
    for typed in sorted((declared(name).typed(command) for command in Command), key=len, reverse=True):
        said = said.replace(typed, "")
    return re.search(r"(?<![\w/.:<])/[a-z]", said) is not None


def test_the_sabotage_a_command_of_another_platform_is_seen() -> None:
    assert _untypable("Send /status to see it.", "slack")
    assert not _untypable("Send /candid status to see it.", "slack")
    assert _untypable("Send /candid status to see it.", "web")


FILES = sorted(path for path in BOT.rglob("*.ftl"))


@pytest.mark.parametrize("file", FILES, ids=lambda path: str(path.relative_to(BOT)))
def test_no_text_spells_a_command(file) -> None:
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert [line for line in lines if re.search(rf"(?<!\w)/({'|'.join([*Command, 'candid'])})\b", line)] == []


# The front end without a front is what ``candid try`` is made of; nothing else of the bot may name a platform.
MAY_NAME = {"trying/journey.py": {"headless"}, "trying/visitor.py": {"headless"}, "cli.py": {"headless"}}


def named_in(path: Path) -> set[str]:
    """Platforms that a module outside their folders names: as a text of its own, or by importing from the folder."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and node.value in names():
            found.add(node.value)
        imported = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        imported += [each.name for each in node.names] if isinstance(node, ast.Import) else []
        found |= {module.split(".")[2] for module in imported if module.startswith("bot.platforms.")}
    return found


def test_nothing_outside_its_folder_names_a_platform() -> None:
    named = {
        str(path.relative_to(BOT)): found
        for path in BOT.rglob("*.py")
        if "platforms" not in path.relative_to(BOT).parts and (found := named_in(path))
    }
    assert {file: found for file, found in named.items() if found - MAY_NAME.get(file, set())} == {}
    assert set(named) == set(MAY_NAME), "an exception that nobody needs"


@pytest.mark.parametrize(
    "line", ['carrier = "discord"', "from bot.platforms.slack import limits", "import bot.platforms.web.limits"]
)
def test_the_sabotage_a_named_platform_is_seen(line, tmp_path) -> None:
    (tmp_path / "facts.py").write_text(line)
    assert named_in(tmp_path / "facts.py")


async def test_its_harness_opens_the_platform_that_was_declared(name, tmp_path) -> None:
    async with open_harness(name, tmp_path) as harness:
        assert harness.platform.name == name
        assert harness.platform.capabilities == declared(name).capabilities
