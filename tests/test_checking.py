"""`check`: all findings of all files, and every case played through."""

from pathlib import Path

import pytest

from bot.checking import check_files
from bot.core.places import Problem
from tests.example import DOG

CASES = """\
dialog: dog
cases:
  - id: keen
    about: Has the time and the will
    answers: {leaning: get, wish: friend, garden: [me, partner], walk: w3, hours: 10, else: skipped}
    outcome: get_it
    firmness: leaning
    because: Rain does not stop you.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    here = tmp_path / "dog"
    here.mkdir()
    (here / "dialog.yml").write_text(DOG, encoding="utf-8")
    (here / "cases.yml").write_text(CASES, encoding="utf-8")
    return here


def codes(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.code for problem in problems if problem.code.startswith("E")]


def test_a_sound_dialog_with_cases_that_hold_has_no_errors(folder: Path) -> None:
    for path in (folder, folder.parent, folder / "dialog.yml"):
        problems, files = check_files([path])

        assert (codes(problems), files) == ([], 2)


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        (
            "hours: 10",
            "hours: 2",
            "E90: case `keen`: leads to `later`, not to `get_it` (get_it does not fit: (“Ready for a dog” is",
        ),
        ("firmness: leaning", "firmness: firm", "E90: case `keen`: the advice is leaning, not firm"),
        ("outcome: get_it", "outcome: get_in", "E20: no outcome `get_in` (did you mean `get_it`?)"),
    ],
)
def test_a_case_that_does_not_hold_is_told_where_it_stands(
    folder: Path, old: str, new: str, finding: str
) -> None:
    cases = folder / "cases.yml"
    cases.write_text(CASES.replace(old, new), encoding="utf-8")

    problems, _ = check_files([folder])

    assert any(str(each).startswith(f"{cases}:") and finding in str(each) for each in problems)


def test_a_broken_dialog_is_told_and_its_cases_are_left_alone(folder: Path) -> None:
    (folder / "dialog.yml").write_text(DOG.replace("kind: scale", "kind: scael"), encoding="utf-8")

    problems, files = check_files([folder])

    assert files == 1
    assert codes(problems)


def test_files_that_cannot_be_read_are_findings(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    latin = tmp_path / "latin.yml"
    latin.write_bytes(b"title: caf\xe9")

    assert [str(each) for each in check_files([empty])[0]] == [
        f"{empty}:1:1: E01: no dialog here (a dialog is a dialog.yml)"
    ]
    assert [str(each) for each in check_files([latin])[0]] == [
        f"{latin}:1:1: E01: is not UTF-8 at byte 10 (save it as UTF-8)"
    ]
