"""Alert rules and dashboard name figures that exist: each is looked up among those a living installation tells."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml

from storage.operations import heartbeat
from storage.operations.heartbeat import Connection
from storage.operations.metrics import figures
from storage.queue import workers

DOCKER = Path(__file__).resolve().parents[2] / "docker"
ALERTS = yaml.safe_load((DOCKER / "prometheus" / "alerts.yaml").read_text())
DASHBOARD = json.loads((DOCKER / "grafana" / "candid.json").read_text())
RULES = [rule for group in ALERTS["groups"] for rule in group["rules"]]
SHOWN = [target["expr"] for panel in DASHBOARD["panels"] for target in panel["targets"]]
OF_PROMETHEUS = 'up{job="candid"}'
_PATTERN = re.compile(r'\{__name__=~"([^"]+)"\}')
_WORD = re.compile(r"candid_\w+")


def unknown(expression: str, names: set[str]) -> list[str]:
    """What the expression names and no figure is called."""
    rest = expression.replace(OF_PROMETHEUS, "")
    patterns = _PATTERN.findall(rest)
    rest = _PATTERN.sub("", rest)
    missing = [pattern for pattern in patterns if not any(re.fullmatch(pattern, name) for name in names)]
    return [*missing, *(word for word in _WORD.findall(rest) if word not in names)]


@pytest.fixture
async def names(storage, clock) -> set[str]:
    """With a platform that tells everything, and a run of each stage."""
    now = clock.now().isoformat()
    full = Connection(platform="slack", name="socket", connected_since=now, last_event=now, ack_p99_ms=1.0, limited=0)
    heartbeat.beat(storage.home, [full])
    async with storage.db.write() as tx:
        await workers.record_duration(tx, "inspect", 1.0, clock.now())
    return {f"candid_{each.name}" for each in await figures(storage)}


@pytest.mark.parametrize("expression", [*(rule["expr"] for rule in RULES), *SHOWN])
def test_every_name_is_that_of_a_figure(names, expression):
    assert "candid" in expression
    assert unknown(expression, names) == []


@pytest.mark.parametrize("expression", ["candid_oldest_jobs_seconds > 1", '{__name__=~"candid_.+_deafness"} > 1'])
def test_sabotage_a_name_that_is_none_is_red(names, expression):
    assert unknown(expression, names) != []


def test_each_rule_says_what_is_wrong_and_what_to_do():
    runbook = (DOCKER / "RUNBOOK.md").read_text()
    assert len({rule["alert"] for rule in RULES}) == len(RULES) >= 6
    for rule in RULES:
        assert set(rule) <= {"alert", "expr", "for", "labels", "annotations"}
        assert rule["labels"]["severity"] in {"critical", "warning"}
        named = re.fullmatch(r"RUNBOOK: (.*)\.", rule["annotations"]["action"])
        assert named is None or f"## {named[1]}\n" in runbook


def test_each_panel_has_a_title_a_place_and_its_own_number():
    assert len({panel["id"] for panel in DASHBOARD["panels"]}) == len(DASHBOARD["panels"])
    places = [(panel["gridPos"]["x"], panel["gridPos"]["y"]) for panel in DASHBOARD["panels"]]
    assert len(set(places)) == len(places)
