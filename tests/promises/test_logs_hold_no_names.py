"""No log line or metric holds a name, text, URL or byte of a person, nor a count under five (design §8.6)."""

from __future__ import annotations

import ast
import logging
from pathlib import Path

import pytest

from storage import logs
from storage.logs import FIELDS, configure, log
from storage.metrics import exposition, figures
from storage.retention.forget import forget
from storage.retention.purge import purge, sweep
from tests.storage.life import live

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("bot", "generation", "storage")


@pytest.fixture
def written(storage):
    before = (logs._sink.folder, logs._sink.clock, logs._sink.quiet, logging.getLogger().handlers[:])
    configure(storage.home, storage.clock, quiet=True)
    yield lambda: b"".join(path.read_bytes() for path in storage.home.logs.iterdir())
    logs._sink.folder, logs._sink.clock, logs._sink.quiet, logging.getLogger().handlers[:] = before


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


def test_nothing_but_the_log_writes_lines():
    """``print`` and the standard logger would go around the allow-list; the command line's own output may print."""
    doors = {"storage/main.py", "storage/logs.py", "storage/measuring.py", "bot/conversation/diagram.py"}
    found = []
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            name = str(path.relative_to(ROOT))
            if name in doors or path.name in {"cli.py", "__main__.py"}:
                continue
            for node in ast.walk(ast.parse(path.read_text())):
                match node:
                    case ast.Call(func=ast.Name(id="print")):
                        found.append(f"{name}:{node.lineno}")
                    case ast.Import(names=names) if any(each.name == "logging" for each in names):
                        found.append(f"{name}:{node.lineno} imports logging")
    assert found == []
