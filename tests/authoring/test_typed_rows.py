"""`check --typed`: replies as people type them, and what a dialog reads."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import cli
from tests.example import DOG


@pytest.fixture
def dog_file(tmp_path: Path) -> Path:
    file = tmp_path / "dialog.yml"
    file.write_text(DOG, encoding="utf-8")
    return file


def checked(dog_file: Path, *rows: str) -> Result:
    file = dog_file.with_name("rows.tsv")
    file.write_text("\n".join(("dialog\tquestion\ttext\texpected\tclass", *rows)), encoding="utf-8")
    return CliRunner().invoke(cli, ["check", str(dog_file), "--typed", str(file)])


def test_rows_that_are_read_as_they_should_be_are_counted(dog_file: Path) -> None:
    done = checked(
        dog_file,
        "dog\twish\ta companion\tfriend\tlabel",
        "dog\tgarden\t1, 2\tme,partner",
        "dog\thours\tten\t=10 / ask:=10",
        "dog\telse\tby a wood\ttext",
        "dog\twish\twhat do you mean?\tmeta:explain",
        "dog\thours\t25\tno",
    )

    assert (done.exit_code, done.output) == (
        0,
        "6 rows: 6 right, 0 asked, 0 refused, 0 recorded wrongly; 100.0 % right.\n",
    )


def test_each_other_row_is_told_with_what_was_read_and_by_which_rule(dog_file: Path) -> None:
    done = checked(dog_file, "dog\twish\ta cat\tfriend", "dog\twish\t2\tkids")

    assert (done.exit_code, done.output.splitlines()) == (
        1,
        [
            "2: refused: dog wish 'a cat': no (no known word), not friend",
            "3: recorded wrongly: dog wish '2': sport (place), not kids",
            "2 rows: 0 right, 0 asked, 1 refused, 1 recorded wrongly; 0.0 % right.",
        ],
    )


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("dog\twish", "line 2 has 2 cells, not 4"),
        ("dog\twhich\ta\tb", "line 2: no question `which` in a dialog `dog`"),
    ],
)
def test_a_row_that_cannot_be_used_is_named(dog_file: Path, row: str, problem: str) -> None:
    done = checked(dog_file, row)

    assert done.exit_code == 1
    assert problem in done.output
