"""What lies in `.deploy` fits the bot: each metric exists, each setting, path and exit code is a real one."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.__main__ import BUG, FAILED, MISUSED, REVOKED, SECOND
from bot.app.health import HANGING
from bot.ops.addresses import HEALTH
from bot.ops.meter import TimedPart
from bot.ops.metrics import GAUGES, CallOutcome, Metrics
from bot.ops.settings import NAMES

DEPLOY = Path(__file__).parents[2] / ".deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
METRIC = re.compile(r"\b(?:decision_coach|process)_[a-z0-9_]+")


def read(name: str) -> str:
    return (DEPLOY / name).read_text(encoding="utf-8")


def node_data(node: yaml.Node | None) -> Any:  # Any: what is in a file
    match node:
        case yaml.MappingNode():
            return {key.value: node_data(value) for key, value in node.value}
        case yaml.SequenceNode():
            return [node_data(each) for each in node.value]
        case yaml.ScalarNode():
            return node.value
    raise AssertionError("the file is empty")


def read_yaml(name: str) -> Any:  # Any: the same
    return node_data(yaml.compose(read(name), yaml.SafeLoader))


def exposed() -> set[str]:
    """Every name that `/metrics` of a bot in use holds."""
    metrics = Metrics("1")
    for part in TimedPart:
        metrics.note_part(part, 0.1)
    metrics.note_call("sendMessage", 200, 0.1)
    text = metrics.render(dict.fromkeys(GAUGES, 1.0), {("solo", "done"): 1}).decode()
    return set(METRIC.findall("\n".join(line for line in text.splitlines() if not line.startswith("#"))))


def queries() -> Iterator[str]:
    yield from (
        rule["expr"] for group in read_yaml("prometheus/alerts.yml")["groups"] for rule in group["rules"]
    )
    dashboard = json.loads(read("grafana/decision-coach.json"))
    yield from (target["expr"] for panel in dashboard["panels"] for target in panel["targets"])


def test_every_metric_that_is_asked_for_exists() -> None:
    asked = {name for query in queries() for name in METRIC.findall(query)}

    assert asked - exposed() == set()


def test_every_metric_is_on_the_dashboard() -> None:
    shown = METRIC.findall(read("grafana/decision-coach.json"))

    def base(name: str) -> str:
        return re.sub(r"_(bucket|count|sum)$", "", name)

    ours = {base(name) for name in exposed() if name.startswith("decision_coach_")}
    assert ours - set(map(base, shown)) == set()


def test_every_value_of_a_label_that_is_asked_for_exists() -> None:
    known = {"part": {each.value for each in TimedPart}, "outcome": {each.value for each in CallOutcome}}
    asked = [pair for query in queries() for pair in re.findall(r'\b(part|outcome)!?="(\w+)"', query)]

    assert asked
    assert [pair for pair in asked if pair[1] not in known[pair[0]]] == []


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_starts_what_exists_and_leaves_alone_what_a_restart_cannot_mend(unit: Path) -> None:
    lines = dict(
        line.split("=", 1) for line in unit.read_text("utf-8").splitlines() if re.match(r"[A-Z]\w+=", line)
    )

    assert lines["ExecStart"].endswith("/bin/decision-coach run")
    assert lines["Type"] == "notify"
    assert int(lines["WatchdogSec"]) > HANGING
    assert set(map(int, lines["RestartPreventExitStatus"].split())) == {MISUSED, SECOND, REVOKED}
    assert {FAILED, BUG}.isdisjoint(map(int, lines["RestartPreventExitStatus"].split()))


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_lets_the_bot_draw_and_give_way_and_kills_it_for_no_call(unit: Path) -> None:
    lines = unit.read_text("utf-8").splitlines()
    refused = " ".join(line for line in lines if line.startswith("SystemCallFilter=~"))

    assert "@resources" not in refused
    assert "SystemCallErrorNumber=EPERM" in lines


def test_workers_are_installed_with_the_driver_of_their_database() -> None:
    commands = re.findall(r"pip install .*", read("systemd/decision-coach@.service"))

    assert len(commands) == 1
    assert "postgres" in commands[0]


def test_the_age_of_backups_is_that_of_the_newest_of_all_workers() -> None:
    (expr,) = (query for query in queries() if "backup_timestamp" in query and ">" in query)

    assert expr == "time() - max(decision_coach_backup_timestamp_seconds) > 3 * 3600"


def test_the_container_and_compose_set_what_can_be_set() -> None:
    bot = read_yaml("compose.yml")["services"]["bot"]
    settings = set(
        re.findall(r"\b([A-Z_]+)=", re.findall(r"^ENV (.*)$", read("Containerfile"), re.MULTILINE)[0])
    )

    assert (settings | set(bot["environment"])) - set(NAMES) == set()
    assert (DEPLOY / bot["build"]["context"] / bot["build"]["dockerfile"]).is_file()
    assert f"127.0.0.1:8081{HEALTH}" in read("Containerfile")


def test_prometheus_reads_the_bot_and_the_rules_that_are_there() -> None:
    config = read_yaml("prometheus/prometheus.yml")

    assert [(DEPLOY / "prometheus" / name).is_file() for name in config["rule_files"]] == [True]
    assert config["scrape_configs"][0]["static_configs"] == [{"targets": ["bot:8081"]}]
