"""`check`: all findings of all files, and every case played through."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.authoring.check import check_files
from bot.core.dialog.source import DialogError, Problem
from bot.library.library import read_dialogs, read_folder
from bot.loader.reading import load_dialog
from tests.example import DOG

CASES = """\
dialog: dog
cases:
  - id: keen
    about: Has the time and the will
    answers: {leaning: get, wish: friend, garden: [me, partner], walk: w3, hours: 10, else: skipped}
    outcome: get_it
    firmness: hangs
    because: Rain does not stop you.
"""
TODAY = date(2026, 11, 1)
LINE_OF_ID = next(number for number, line in enumerate(DOG.splitlines(), 1) if line.startswith("id:"))


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
        problems, files = check_files([path], TODAY)

        assert (codes(problems), files) == ([], 2)


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        (
            "hours: 10",
            "hours: 2",
            "E90: case `keen`: leads to `later`, not to `get_it` (get_it does not fit: (“Ready for a dog” is",
        ),
        ("firmness: hangs", "firmness: firm", "E90: case `keen`: the advice is hangs, not firm"),
        ("outcome: get_it", "outcome: get_in", "E20: unknown outcome `get_in` (did you mean `get_it`?)"),
    ],
)
def test_a_case_that_does_not_hold_is_told_where_it_stands(
    folder: Path, old: str, new: str, finding: str
) -> None:
    cases = folder / "cases.yml"
    cases.write_text(CASES.replace(old, new), encoding="utf-8")

    problems, _ = check_files([folder], TODAY)

    assert any(str(each).startswith(f"{cases}:") and finding in str(each) for each in problems)


def test_a_broken_dialog_is_told_and_its_cases_are_left_alone(folder: Path) -> None:
    (folder / "dialog.yml").write_text(DOG.replace("kind: scale", "kind: scael"), encoding="utf-8")

    problems, files = check_files([folder], TODAY)

    assert files == 1
    assert codes(problems)


def test_files_that_cannot_be_read_are_findings(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    latin = tmp_path / "latin.yml"
    latin.write_bytes(b"title: caf\xe9")

    assert [str(each) for each in check_files([empty], TODAY)[0]] == [
        f"{empty}:1:1: E01: no dialogs here (a dialog is a folder with a dialog.yml in it)"
    ]
    assert [str(each) for each in check_files([latin], TODAY)[0]] == [
        f"{latin}:1:1: E01: is not UTF-8 at byte 10 (save it as UTF-8)"
    ]


@pytest.mark.parametrize("name", ["dialog.yaml", "Dialog.yml", "DIALOG.YAML"])
def test_a_file_that_is_called_nearly_as_a_dialog_is_told_its_name_however_it_is_reached(
    folder: Path, name: str
) -> None:
    other = folder / name
    (folder / "dialog.yml").rename(other)
    said = f"{other}:1:1: E01: a dialog's file is called dialog.yml (rename it to dialog.yml)"

    for path in (folder, folder.parent, other):
        assert [str(each) for each in check_files([path], TODAY)[0]][:1] == [said]


def test_a_dialog_in_a_folder_of_another_name_is_found_as_the_bot_finds_it(folder: Path) -> None:
    folder.rename(folder.with_name("cat"))
    file = folder.with_name("cat") / "dialog.yml"

    problems, _ = check_files([folder.parent], TODAY)

    with pytest.raises(DialogError) as refused:
        read_dialogs(folder.parent, load_dialog)
    assert [str(each) for each in problems if each.code == "E13"] == str(refused.value).splitlines()
    assert str(refused.value).startswith(
        f"{file}:{LINE_OF_ID}:1: E13: the dialog 'dog' is in the folder 'cat'"
    )


def test_a_folder_without_a_dialog_among_others_is_found_as_the_bot_finds_it(folder: Path) -> None:
    (folder.parent / "empty").mkdir()

    problems, _ = check_files([folder.parent], TODAY)

    found = read_folder(folder.parent, load_dialog)
    assert tuple(each for each in problems if each.code == "E01") == found.problems
    assert len(found.problems) == len(found.dialogs) == 1


def test_cases_are_checked_with_the_dialog_beside_them(folder: Path, tmp_path: Path) -> None:
    alone = tmp_path / "cases.yml"
    alone.write_text(CASES, encoding="utf-8")

    assert check_files([folder / "cases.yml"], TODAY) == check_files([folder], TODAY)
    assert [str(each) for each in check_files([alone], TODAY)[0]] == [
        f"{alone}:1:1: E01: cases without a dialog.yml beside them (name the dialog)"
    ]


def test_a_dialog_in_the_current_folder_is_in_a_folder_of_its_name(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)

    assert codes(check_files([Path()], TODAY)[0]) == []


def make_folder(path: Path) -> None:
    path.mkdir()


def make_loop(path: Path) -> None:
    path.symlink_to(path)


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


def make_huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(10**11)


def make_binary(path: Path) -> None:
    path.write_bytes(bytes(range(256)))


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (make_folder, "E01: cannot be read (Is a directory)"),
        (make_loop, "E01: cannot be read (Too many levels of symbolic links)"),
        (make_pipe, "E01: is not a file"),
        (make_huge, "E05: is larger than 256 KiB"),
        (make_binary, "E01: is not UTF-8 at byte 128"),
    ],
)
@pytest.mark.parametrize("name", ["dialog.yml", "cases.yml"])
def test_a_hostile_file_is_a_finding(
    name: str, make: Callable[[Path], None], said: str, folder: Path
) -> None:
    (folder / name).unlink()
    make(folder / name)

    for path in (folder, folder.parent):
        problems, _ = check_files([path], TODAY)

        assert [str(each).partition(" (")[0] for each in problems if each.code[0] == "E"] == [
            f"{folder / name}:1:1: {said}".partition(" (")[0]
        ]


def test_what_trying_all_answers_finds_is_a_finding_with_its_place(folder: Path) -> None:
    never = DOG.replace("{ready: {gte: 70}}, time]", "{walk: w1}, {walk: w3}]")
    (folder / "dialog.yml").write_text(never, encoding="utf-8")

    found = [each for each in check_files([folder / "dialog.yml"], TODAY)[0] if each.code == "E42"]

    line = next(at for at, each in enumerate(DOG.splitlines(), 1) if "id: get_it" in each)
    assert [(each.path, each.line) for each in found] == [(str(folder / "dialog.yml"), line)]


def test_a_dialog_that_is_out_of_date_is_warned_of(folder: Path) -> None:
    line = next(at for at, each in enumerate(DOG.splitlines(), 1) if "review_by" in each)
    warning = Problem(
        str(folder / "dialog.yml"),
        line,
        1,
        "W65",
        "out of date since 2027-09-01",
        "read it again, then move `updated` and `review_by`",
    )

    assert warning not in check_files([folder], date(2027, 9, 1))[0]
    assert warning in check_files([folder], date(2027, 9, 2))[0]


def test_an_outcome_that_no_case_is_for_is_warned_of_where_it_stands(folder: Path) -> None:
    warnings = [each for each in check_files([folder], TODAY)[0] if each.code == "W91"]

    assert [each.problem for each in warnings] == [
        "no case leads to the outcome `try_it`",
        "no case leads to the outcome `later`",
    ]
    assert [DOG.splitlines()[each.line - 1].strip() for each in warnings] == ["- id: try_it", "- id: later"]


def test_ctrl_c_ends_the_checking_and_keeps_what_was_found(folder: Path) -> None:
    (folder / "dialog.yml").write_text("format: 1\n", encoding="utf-8")
    later = folder.with_name("later")
    later.mkdir()

    def tell(what: str) -> None:
        if what == str(later / "dialog.yml"):
            raise KeyboardInterrupt

    problems, files = check_files([folder.parent], TODAY, tell)

    where = str(later / "dialog.yml")
    assert Problem(where, 1, 1, "I01", "not checked: it was ended before", "run it again") in problems
    assert "E11" in codes(problems)
    assert files == 1
