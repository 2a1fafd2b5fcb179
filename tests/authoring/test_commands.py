"""The authors' commands, as they are typed."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import cli
from tests.example import DOG


@pytest.fixture
def dog_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "dialog.yml"
    file.write_text(DOG, encoding="utf-8")
    return file


def typed(*words: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(each) for each in words])


def test_explain_prints_the_dialog_or_writes_it_as_a_page(dog_file: Path) -> None:
    page = dog_file.with_name("dog.html")

    assert "What draws you to a dog?" in typed("explain", dog_file).output
    assert typed("explain", dog_file, "--html", page).exit_code == 0
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_explain_with_answers_tells_how_they_became_advice(dog_file: Path) -> None:
    answers = dog_file.with_name("answers.yml")
    answers.write_text(
        "leaning: get\nwish: kids\ngarden: [me]\nhours: 10\npause: read\nelse: skipped\n", encoding="utf-8"
    )

    assert "Which rules were tried" in typed("explain", dog_file, answers).output


def test_graph_prints_a_chart_or_draws_a_picture(dog_file: Path) -> None:
    picture = dog_file.with_name("dog.svg")

    assert typed("graph", dog_file).output.startswith("flowchart TD\n")
    assert typed("graph", dog_file, "--svg", picture).exit_code == 0
    assert picture.read_text(encoding="utf-8").startswith("<svg")


def test_prove_prints_tables_or_data(dog_file: Path) -> None:
    assert "Every outcome is reached" in typed("prove", dog_file).output
    assert json.loads(typed("prove", dog_file, "--json").output)["dialog"] == "dog"


def test_a_picture_can_show_how_often_each_outcome_is_reached(dog_file: Path) -> None:
    picture = dog_file.with_name("dog.svg")

    typed("graph", dog_file, "--shares", "--svg", picture)

    assert picture.read_text(encoding="utf-8").count("% of all answer sets") == 3


def test_diff_compares_two_versions_and_refuses_another_logic_under_the_same_number(dog_file: Path) -> None:
    newer = dog_file.with_name("newer.yml")
    newer.write_text(DOG.replace("gte: 70", "gte: 60").replace("version: 1", "version: 2"), encoding="utf-8")
    same = dog_file.with_name("same.yml")
    same.write_text(DOG.replace("gte: 70", "gte: 60"), encoding="utf-8")

    told = typed("diff", dog_file, newer)

    assert (told.exit_code, "lead elsewhere" in told.output) == (0, True)
    assert json.loads(typed("diff", dog_file, newer, "--json").output)["problems"] == []
    refused = typed("diff", dog_file, same)
    assert (refused.exit_code, f"{same}:3:1: E80: " in refused.output) == (1, True)


def test_two_dialogs_are_no_two_versions(dog_file: Path) -> None:
    cat = dog_file.with_name("cat.yml")
    cat.write_text(DOG.replace("id: dog", "id: cat"), encoding="utf-8")

    assert "two dialogs, not two versions" in typed("diff", dog_file, cat).output


def test_schema_prints_json(dog_file: Path) -> None:
    assert json.loads(typed("schema").output)["title"] == "A dialog of Decision Coach"


def test_a_file_that_cannot_be_written_is_told(dog_file: Path) -> None:
    told = typed("graph", dog_file, "--svg", dog_file.parent / "nowhere" / "dog.svg")

    assert told.exit_code != 0
    assert "cannot be written: No such file or directory" in told.output
    assert "Traceback" not in told.output


def test_new_says_how_to_go_on(dog_file: Path) -> None:
    told = typed("new", "kayak")

    assert told.exit_code == 0
    assert "decision-coach check kayak" in told.output
