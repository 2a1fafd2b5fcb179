"""The schema for editors: what the loader takes it takes, and a wrong shape it refuses."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from bot.authoring.schema import dialog_schema
from tests.example import DOG

FILES = sorted((Path(__file__).parents[2] / "dialogs").glob("*/dialog.yml"))
VALIDATOR = Draft202012Validator(dialog_schema())


class AsEditorsRead(yaml.SafeLoader):
    """YAML 1.2: a day is a text."""


AsEditorsRead.yaml_implicit_resolvers = {
    first: [each for each in resolvers if each[0] != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def refused(text: str) -> list[str]:
    read: Any = yaml.load(text, AsEditorsRead)  # noqa: S506  # a safe loader
    return sorted({error.json_path for error in VALIDATOR.iter_errors(read)})


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(dialog_schema())


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.parent.name)
def test_a_shipped_dialog_fits(file: Path) -> None:
    assert refused(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("right", "wrong", "where"),
    [
        ("version: 1", "version: one", "$.version"),
        ("id: dog", "id: Dog", "$.id"),
        ("minutes: 2", "minutes: 0", "$.meta.minutes"),
        ("evidence: opinion", "evidence: hearsay", "$.meta.evidence"),
        ("    about: value", "    abuot: value", "$.questions[0]"),
        ("    kind: many", "    kind: several", "$.questions[1].kind"),
        ("score: {ready: 2, borrow: 1}", "score: {ready: -2}", "$.questions[0].options[0].score.ready"),
        ("ask_if: {wish: [friend, sport]}", "ask_if: {wish: friend, walk: w1}", "$.questions[2].ask_if"),
        ("{any: [{walk: [w1, w2]}, {borrow: {gt: ready}}]}", "{any: {walk: w1}}", "$.outcomes[1].when"),
        ("{borrow: {gt: ready}}", "{borrow: {above: ready}}", "$.outcomes[1].when"),
        ("by: 7d", "by: 7 days", "$.outcomes[0].next_steps[0].by"),
    ],
)
def test_a_wrong_shape_is_marked(right: str, wrong: str, where: str) -> None:
    assert refused(DOG) == []

    assert refused(DOG.replace(right, wrong, 1)) == [where]


def test_each_key_explains_itself() -> None:
    shapes = [dialog_schema(), *dialog_schema()["$defs"].values()]
    keys = [(key, value) for shape in shapes for key, value in shape.get("properties", {}).items()]

    assert [key for key, value in keys if not value.get("description")] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.parent.name)
def test_a_shipped_dialog_names_the_schema_for_editors(file: Path) -> None:
    first = file.read_text(encoding="utf-8").splitlines()[0]
    named = file.parent / first.removeprefix("# yaml-language-server: $schema=")

    assert json.loads(named.read_text(encoding="utf-8")) == dialog_schema()
