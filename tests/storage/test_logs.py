from __future__ import annotations

import json
import logging

import pytest

from storage import logs
from storage.home import home_of
from storage.logs import COUNTS, FIELDS, allow_listed, configure, log


@pytest.fixture
def lines(settings, clock, monkeypatch):
    home = home_of(settings)
    configure(home, clock, quiet=True)
    return lambda: [
        json.loads(line) for path in sorted(home.logs.glob("*.jsonl")) for line in path.read_text().splitlines()
    ]


def test_an_action_with_allowed_fields_is_written_as_one_json_line(lines, settings, clock):
    log.info("job.claimed", job="ab12", attempt=2)
    assert lines() == [
        {"at": "2026-03-02T09:00:00.000+00:00", "event": "job.claimed", "job": "ab12", "attempt": 2, "level": "info"}
    ]
    path = home_of(settings).logs / "candid-2026-03-02.jsonl"
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_field_that_is_not_on_the_list_is_dropped(lines):
    log.info("job.claimed", user="Ada", url="https://x/y.jpg", person="a" * 32)
    assert set(lines()[0]) == {"at", "event", "level"}


@pytest.mark.parametrize(
    "value", ["Ada Lovelace", "https://x", "a\nb", "x" * 65, b"bytes", ["list"], {"a": 1}, "../../x"]
)
def test_a_value_that_is_neither_number_nor_code_is_withheld(lines, value):
    log.error("job.failed", code=value)
    assert lines()[0]["code"] == "withheld"


@pytest.mark.parametrize("event", ["Hello Ada", "claimed", "job.claimed for Ada", "https://x.y", ""])
def test_an_event_that_is_no_fixed_name_is_replaced(lines, event):
    log.warning(event)
    assert lines()[0]["event"] == "unnamed.event"


def test_an_exception_never_brings_its_text(lines):
    try:
        raise ValueError("IMG_4711 Ada.jpg")
    except ValueError:
        log.exception("job.crashed", error="ValueError")
    assert "Ada" not in json.dumps(lines())


def test_of_a_library_only_its_name_and_how_serious_is_written(lines):
    logging.getLogger("discord.gateway").warning("user %s said %s", "Ada", "hello")
    try:
        raise KeyError("Ada")
    except KeyError:
        logging.getLogger("aiohttp").exception("GET /photo/Ada.jpg")
    assert [(line["library"], line["level"], line["error"]) for line in lines()] == [
        ("discord.gateway", "warning", None),
        ("aiohttp", "error", "KeyError"),
    ]
    assert "Ada" not in json.dumps(lines())


def test_each_day_has_its_file_so_that_old_ones_can_go(lines, settings, clock):
    log.info("purge.done")
    clock.advance(days=1)
    log.info("purge.done")
    names = sorted(path.name for path in home_of(settings).logs.iterdir())
    assert names == ["candid-2026-03-02.jsonl", "candid-2026-03-03.jsonl"]


def test_a_log_that_cannot_be_written_stops_nothing(lines, monkeypatch):
    def full(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(logs.os, "open", full)
    log.info("purge.done")


def test_no_allowed_field_could_carry_a_person():
    assert not FIELDS & {"person", "person_id", "user", "name", "text", "url", "file", "path", "address", "channel"}
    assert allow_listed(None, "info", {"event": "a.b", "count": 9}) == {"event": "a.b", "count": 9}


@pytest.mark.parametrize("field", sorted(COUNTS))
@pytest.mark.parametrize(("count", "told"), [(0, "under-five"), (4, "under-five"), (5, 5)])
def test_a_count_under_five_is_not_told(field, count, told):
    assert allow_listed(None, "info", {"event": "a.b", field: count}) == {"event": "a.b", field: told}
