"""No log line, metric or admin view holds a name, text, URL or byte of a person, or a count under 5 (design §8.6)."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest

from bot.ports import Commanded, Pressed, Submitted, Typed
from bot.shell import runner
from storage import logs
from storage.logs import FIELDS, configure, log
from storage.operations import metrics
from storage.operations.metrics import exposition, figures
from storage.retention.forget import forget
from storage.retention.purge import purge, sweep
from tests.storage.life import live

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("bot", "generation", "storage")
LEVELS = {"debug", "info", "warning", "error", "exception", "critical", "log"}
# The command line's own output, the log itself, a report of figures, a drawing of the conversation, and the logger
# that silences Slack's library.
MAY_PRINT = {
    "storage/operations/main.py",
    "storage/logs.py",
    "storage/measuring.py",
    "bot/conversation/diagram.py",
    "bot/platforms/slack/socket.py",
}


@pytest.fixture
def written(storage):
    configure(storage.home, storage.clock, quiet=True)
    return lambda: b"".join(path.read_bytes() for path in storage.home.logs.iterdir())


async def test_a_whole_life_leaves_no_marker_in_the_logs(storage, clock, written):
    grace, other = await live(storage, "grace-hopper-1906"), await live(storage, "somebody-else")
    await forget(storage, grace.person.id)
    clock.set(other.variant.expires_at)
    await purge(storage)
    await sweep(storage)
    assert b"person.erased" in written()
    for life in (grace, other):
        for marker in (*life.markers.values(), life.person.id.encode()):
            assert marker not in written()
            assert marker not in exposition(await figures(storage))


# --- counts ---------------------------------------------------------------------------------------------------------


def few(line: str) -> list[str]:
    """Counts under five in one log line; numbers of tries, of a case and of seconds count nobody."""
    told = json.loads(line)
    return [name for name in logs.COUNTS & told.keys() if str(told[name]).isdigit() and int(told[name]) < logs.FEWEST]


async def lives_of_two_end(storage, clock) -> tuple[list[str], str]:
    """The lines of the log, and both admin views, around two short lives: one forgotten, one purged."""
    grace, other = await live(storage, "grace-hopper-1906"), await live(storage, "somebody-else")
    views = exposition(await figures(storage)).decode()
    views += json.dumps({each.name: each.value for each in await figures(storage)})
    await forget(storage, grace.person.id)
    clock.set(other.variant.expires_at)
    await purge(storage)
    await sweep(storage)
    views += exposition(await figures(storage)).decode()
    return [line for path in storage.home.logs.iterdir() for line in path.read_text().splitlines()], views


COUNTED = re.compile(r"(?:people|photos|pictures|jobs_\w+|messages_waiting|farewells_waiting)\W+([0-9.]+)")


@pytest.mark.usefixtures("written")
async def test_no_count_under_five_is_told_in_a_line_or_a_view(storage, clock):
    lines, views = await lives_of_two_end(storage, clock)
    assert any('"purge.done"' in line for line in lines)
    assert [line for line in lines if few(line)] == []
    assert [count for count in COUNTED.findall(views) if float(count) < logs.FEWEST] == []


@pytest.mark.usefixtures("written")
async def test_the_sabotage_without_the_limit_they_would_be(storage, clock, monkeypatch):
    monkeypatch.setattr(logs, "FEWEST", 0)
    monkeypatch.setattr(metrics, "FEWEST", 0)
    lines, views = await lives_of_two_end(storage, clock)
    monkeypatch.undo()
    assert [line for line in lines if few(line)]
    assert [count for count in COUNTED.findall(views) if float(count) < logs.FEWEST]


# --- names ----------------------------------------------------------------------------------------------------------

NAME = "Grace Brewster Hopper"
PLANTED = (NAME, "Brewster", "grace-hopper-1906", "cobol@example.org")


async def a_journey_that_names_its_person(bench) -> None:
    """The name is the platform's user id, is typed at every turn, is a command's argument and a button's end."""
    user = "grace-hopper-1906"
    for said in (NAME, f"I am {NAME}", "cobol@example.org"):
        await bench.does(Typed(text=said), user)
    await bench.does(Commanded(name="headshot", argument=NAME), user)
    await bench.does(Pressed(action=bench.button("purpose.profile", user)), user)
    await bench.does(Pressed(action=f"purpose.profile:{NAME}"), user)
    await bench.does(Pressed(action=bench.button("consent.show", user)), user)
    ticked = frozenset({"likeness", "processing", NAME})
    await bench.does(Submitted(action=bench.form("consent.give", user), ticked=ticked), user)
    await bench.does(Typed(text=NAME, uploads=(bench.room.offer(NAME.encode()),)), user)
    await bench.chooses(user)
    await bench.votes("approve", bench.pictures(user)[0], user)
    await bench.does(Commanded(name=NAME), user)
    await bench.does(Commanded(name="forget-me"), user)
    await bench.does(Pressed(action=bench.button("forget.erase", user)), user)
    assert await bench.person(user) is None


async def test_a_journey_whose_person_says_their_name_all_the_time_leaves_none_of_it(bench, written):
    await a_journey_that_names_its_person(bench)
    assert b"turn.done" in written()
    assert [name for name in PLANTED if name.encode() in written()] == []


async def test_the_sabotage_without_the_allow_list_the_name_would_be_there(bench, written, monkeypatch):
    monkeypatch.setattr(logs, "_value", lambda value: value)
    monkeypatch.setattr(runner, "type", lambda event: type(str(event), (), {}), raising=False)
    await a_journey_that_names_its_person(bench)
    assert NAME.encode() in written()


async def test_the_sabotage_a_careless_line_loses_its_content(written):
    log.error(
        "photo.dropped", name="Grace", url="https://cdn/x.jpg", error="could not read IMG 4711.jpg", code="Grace H"
    )
    assert b"Grace" not in written()
    assert b"IMG" not in written()
    assert b"cdn" not in written()


def calls():
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text())):
                match node:
                    case ast.Call(func=ast.Attribute(value=ast.Name(id="log"), attr="info" | "warning" | "error")):
                        yield f"{path.relative_to(ROOT)}:{node.lineno}", node


def test_every_line_in_the_code_is_a_fixed_name_with_listed_fields():
    wrong = []
    for place, call in calls():
        match call.args:
            case [ast.Constant(value=str(event))] if logs._EVENT.fullmatch(event):
                wrong += [f"{place} {field.arg}" for field in call.keywords if field.arg not in FIELDS]
            case _:
                wrong.append(place)
    assert wrong == []


def goes_around_the_list(source: str) -> list[str]:
    """Calls of ``print`` and of the standard logger; silencing a library's logger is none."""
    found = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(func=ast.Name(id="print")):
                found.append(f"print, line {node.lineno}")
            case ast.Call(func=ast.Attribute(attr=level)) if level in LEVELS and "logging" in ast.unparse(node.func):
                found.append(f"logging, line {node.lineno}")
            case ast.Assign(value=ast.Call(func=ast.Attribute(value=ast.Name(id="logging"), attr="getLogger"))):
                found.append(f"an own logger, line {node.lineno}")
    return found


def test_nothing_but_the_log_writes_lines():
    found = {
        name: around
        for package in PACKAGES
        for path in sorted((ROOT / package).rglob("*.py"))
        if (name := str(path.relative_to(ROOT))) not in MAY_PRINT and path.name not in {"cli.py", "__main__.py"}
        if (around := goes_around_the_list(path.read_text()))
    }
    assert found == {}


@pytest.mark.parametrize(
    "line",
    ["print(name)", "logging.info(name)", "logging.getLogger(__name__).error(name)", "log = logging.getLogger('x')"],
)
def test_the_sabotage_a_line_around_the_list_is_seen(line):
    assert goes_around_the_list(line)
    assert not goes_around_the_list('logging.getLogger("aiohttp.access").disabled = True')
