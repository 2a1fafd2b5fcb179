"""What the manuals claim: each key and code is explained, the example is a whole dialog, lists are right."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bot.__main__ import cli
from bot.authoring.check import check_files
from bot.authoring.schema import dialog_schema
from bot.loader.cases import CasesShape
from bot.loader.document import read_document
from bot.loader.findings import Findings
from bot.loader.nodes import node_data
from bot.loader.reading import load_dialog
from tests.test_architecture import ROOMS

ROOT = Path(__file__).parents[1]
MANUALS = [ROOT / name for name in ("README.md", "dialogs/README.md", "bot/README.md")]
README, AUTHORS, DEVELOPERS = (path.read_text(encoding="utf-8") for path in MANUALS)
SECTION = AUTHORS[AUTHORS.index("## Every key, on one dialog") : AUTHORS.index("\n## What the checks say")]
CODE = re.compile(r"\b[EWI][0-9]{2}\b")
*PARTS, CONDITIONS, CASES = re.findall(r"^```yaml\n(.*?)^```$", SECTION, re.DOTALL | re.MULTILINE)
DIALOG = "".join(PARTS)
EACH = [line.split("  #")[0].removeprefix("- ").strip() for line in CONDITIONS.splitlines()]


def read(text: str) -> Any:  # Any: what is in a file is told by its schema
    table = read_document(text, "README.md", Findings())
    assert table is not None
    return node_data(table)


def used(schema: Any, value: Any, definitions: Any) -> Iterator[tuple[str, str]]:  # Any: JSON Schema
    """Every key of every part that occurs in a value, as (description of the part, key)."""
    schema = definitions[schema["$ref"].split("/")[-1]] if "$ref" in schema else schema
    for choice in schema.get("anyOf", ()):
        yield from used(choice, value, definitions)
    if isinstance(value, list):
        for each in value:
            yield from used(schema.get("items", {}), each, definitions)
    elif isinstance(value, dict):
        properties = schema.get("properties", {})
        others = next(iter(schema.get("patternProperties", {}).values()), schema.get("additionalProperties"))
        for key, each in value.items():
            if key in properties:
                yield schema["description"], key
            below = properties.get(key, others)
            yield from used(below if isinstance(below, dict) else {}, each, definitions)


def known(schema: Any) -> set[tuple[str, str]]:  # Any: JSON Schema
    """Every key of every part that a schema has; the grammar of conditions is looked at apart."""
    parts = [schema, *schema.get("$defs", {}).values()]
    return {(part["description"], key) for part in parts for key in part.get("properties", ())}


def literals(node: Any) -> Iterator[str]:  # Any: JSON Schema
    """The words that a schema has fixed."""
    if isinstance(node, list):
        for each in node:
            yield from literals(each)
    elif isinstance(node, dict):
        yield from node.get("enum", ())
        for each in node.values():
            yield from literals(each)


def with_condition(condition: str) -> str:
    return DIALOG.replace("when: {all: [short, ", f"when: {{any: [{condition}, short, ")


def test_the_example_is_a_whole_dialog_without_a_finding(tmp_path: Path) -> None:
    folder = tmp_path / "bike"
    folder.mkdir()
    (folder / "dialog.yml").write_text(DIALOG, encoding="utf-8")
    (folder / "cases.yml").write_text(CASES, encoding="utf-8")

    assert check_files([folder], date(2026, 11, 30)) == ((), 2)


@pytest.mark.parametrize(
    ("schema", "text"),
    [(dialog_schema(), DIALOG), (CasesShape.model_json_schema(), CASES)],
    ids=["dialog", "cases"],
)
def test_every_key_has_an_example(schema: Any, text: str) -> None:  # Any: JSON Schema
    shown = set(used(schema, read(text), schema.get("$defs", {})))

    assert known(schema) - shown == set()


def test_every_word_that_a_key_may_hold_is_named() -> None:
    words = set(re.findall(r"[a-z_]+|W[0-9]+", DIALOG + CASES))

    assert set(literals([dialog_schema(), CasesShape.model_json_schema()])) - words == set()


@pytest.mark.parametrize("condition", EACH)
def test_every_example_of_a_condition_is_one(condition: str) -> None:
    assert with_condition(condition) != DIALOG

    load_dialog(with_condition(condition), "dialog.yml")


def test_every_word_of_conditions_has_an_example() -> None:
    grammar = dialog_schema()["$defs"]["Condition"]["anyOf"][1]
    compared = grammar["additionalProperties"]["anyOf"][1]["properties"]
    words = set(re.findall(r"[a-z_]+", CONDITIONS))

    assert {*grammar["properties"], *compared} - words == set()


def test_every_code_of_a_finding_is_explained() -> None:
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "bot").rglob("*.py")]
    raised = {code.strip('"') for text in sources for code in re.findall(r'"[EWI][0-9]{2}"', text)}
    table = AUTHORS[AUTHORS.index("| code |") : AUTHORS.index("\n## Proved")]

    assert set(CODE.findall(table)) == raised


def test_the_typed_rows_of_the_manual_are_read_as_it_says(tmp_path: Path) -> None:
    section = AUTHORS[AUTHORS.index("## What people type") :]
    rows, told = re.findall(r"^```(?:tsv)?\n(.*?)^```$", section, re.DOTALL | re.MULTILINE)[:2]
    (tmp_path / "replies.tsv").write_text(rows, encoding="utf-8")

    ran = CliRunner().invoke(
        cli, ["check", "--typed", str(tmp_path / "replies.tsv"), str(ROOT / "dialogs" / "ai-cert")]
    )

    assert (ran.exit_code, ran.output) == (0, told)


def test_the_readme_is_short() -> None:
    assert len(README.splitlines()) <= 250


def test_the_rooms_in_the_manual_are_those_of_the_architecture() -> None:
    table = DEVELOPERS[DEVELOPERS.index("| room |") :].split("\n\n")[0]

    assert tuple(re.findall(r"^\| `(bot[\w.]*)`", table, re.MULTILINE)) == ROOMS


@pytest.mark.parametrize("manual", MANUALS)
def test_every_link_to_a_file_leads_somewhere(manual: Path) -> None:
    links = re.findall(r'(?:\]\(|src=")([^)"#]+)', manual.read_text(encoding="utf-8"))
    local = [each for each in links if not each.startswith("https://")]

    assert local
    assert [each for each in local if not (manual.parent / each).exists()] == []


SURVIVED = re.findall(r"^\| R([0-9]+) \|(.*)\|$", DEVELOPERS, re.MULTILINE)
"""Number of each situation that the bot survives, and the rest of its row."""


def test_every_situation_that_the_bot_survives_has_a_row() -> None:
    assert [int(number) for number, _ in SURVIVED] == list(range(1, 21))


@pytest.mark.parametrize(("number", "row"), SURVIVED, ids=[f"R{number}" for number, _ in SURVIVED])
def test_every_situation_that_the_bot_survives_names_tests_that_exist(number: str, row: str) -> None:
    named = re.findall(r"`([\w/]+)::(\w+)`", row)
    files = {file: ROOT / "tests" / ("" if "/" in file else "e2e") / f"{file}.py" for file, _ in named}

    assert named
    assert [
        f"{file}::{test}" for file, test in named if f"def {test}(" not in files[file].read_text("utf-8")
    ] == []
