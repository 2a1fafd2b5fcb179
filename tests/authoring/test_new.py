"""A new dialog."""

from datetime import date
from pathlib import Path

import click
import pytest

from bot.authoring.check import check_files
from bot.authoring.new import SCHEMA, create_dialog

TODAY = date(2028, 2, 29)


def test_a_new_dialog_has_no_finding_and_bears_the_name_of_its_folder(tmp_path: Path) -> None:
    create_dialog(tmp_path / "kayak", TODAY)

    assert check_files([tmp_path / "kayak"], TODAY) == ((), 2)
    text = (tmp_path / "kayak" / "dialog.yml").read_text(encoding="utf-8")
    assert "\nid: kayak " in text
    assert "updated: 2028-02-29\n  review_by: 2029-02-28\n" in text
    assert {each.name for each in (tmp_path / "kayak").iterdir()} == {"dialog.yml", "cases.yml", SCHEMA}


@pytest.mark.parametrize(
    ("name", "told"),
    [("My Dialog", "cannot be `My Dialog`"), ("start", "cannot be `start`"), ("taken", "is not empty")],
)
def test_a_folder_that_cannot_be_one_is_refused_and_left_alone(tmp_path: Path, name: str, told: str) -> None:
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "mine.txt").write_text("mine")

    with pytest.raises(click.UsageError, match=told):
        create_dialog(tmp_path / name, TODAY)

    assert [each.name for each in tmp_path.rglob("*")] == ["taken", "mine.txt"]
