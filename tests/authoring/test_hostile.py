"""What authors' commands say of a place that cannot be read or written: one line, and no traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.__main__ import cli
from tests.example import DOG


@pytest.mark.skipif(
    not Path("/dev/full").exists() and not os.environ.get("CI"),
    reason="there is no device that is always full",
)
def test_a_full_disk_is_told_in_a_line(tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        run = subprocess.run(
            [sys.executable, "-m", "bot", "schema"],
            cwd=tmp_path,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )

    assert (run.returncode, run.stderr.splitlines()[-1]) == (
        1,
        "There is no space left for the output; free some, or write it elsewhere.",
    )


@pytest.mark.parametrize("kind", ["folder", "loop", "pipe"])
def test_what_is_no_dialog_is_not_said_to_be_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    place = tmp_path / "odd"
    if kind == "folder":
        place.mkdir()
    elif kind == "loop":
        place.symlink_to(place)
    else:
        os.mkfifo(place)

    monkeypatch.chdir(tmp_path)
    told = CliRunner().invoke(cli, ["prove", "odd"])

    assert (told.exit_code, told.output.splitlines()[-1]) == (
        2,
        "Error: odd exists, but it is neither a dialog.yml nor a folder that has one.",
    )


def test_a_terminal_of_twenty_columns_without_colours_gets_the_proof_to_its_end(tmp_path: Path) -> None:
    (tmp_path / "dog.yml").write_text(DOG, encoding="utf-8")

    run = subprocess.run(
        [sys.executable, "-m", "bot", "prove", "dog.yml"],
        cwd=tmp_path,
        env={**os.environ, "TERM": "dumb", "NO_COLOR": "1", "COLUMNS": "20"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (run.returncode, run.stderr, "\x1b" in run.stdout) == (0, "", False)
    assert "\nlater: {leaning:" in run.stdout
