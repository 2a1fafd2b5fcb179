"""Ctrl-C while something long is proved: real processes, whose progress a terminal shows."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.bench.synthetic import made_up
from tests.example import DOG

UNPROVED = [
    "claims",
    "broken",
    "losses",
    "silences",
    "betrayals",
    "alike",
    "idle_weights",
    "gauges",
    "closeness",
]
"""What follows the proof during which it is ended here."""


@dataclass(frozen=True)
class Ended:
    """How a process ended."""

    code: int
    said: str
    progress: str


def interrupted(folder: Path, *words: str, at: str) -> Ended:
    """A command that gets Ctrl-C once its progress says so."""
    ours, theirs = os.openpty()
    paper = folder / "said"
    with (
        paper.open("w") as out,
        subprocess.Popen(  # our own command
            [sys.executable, "-m", "bot", *words],
            cwd=folder,
            stdout=out,
            stderr=theirs,
            env={**os.environ, "TERM": "xterm"},
            text=True,
        ) as process,
    ):
        os.close(theirs)
        progress = _read(ours, at)
        process.send_signal(signal.SIGINT)
        progress += _read(ours)
        os.close(ours)
    return Ended(process.returncode, paper.read_text(encoding="utf-8"), progress)


def _read(terminal: int, until: str | None = None) -> str:
    read = ""
    while until is None or until not in read:
        try:
            read += os.read(terminal, 4096).decode(errors="replace")
        except OSError:  # the other end is closed
            break
    return read


@pytest.fixture(autouse=True)
def _no_ignored_signal() -> Iterator[None]:
    """Where the tests run in the background of a shell, Ctrl-C is ignored, and would be in our commands."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "made-up").mkdir()
    (tmp_path / "made-up" / "dialog.yml").write_text(made_up(14, 5, "[skip, unsure]").text, encoding="utf-8")
    (tmp_path / "zebra").mkdir()
    (tmp_path / "zebra" / "dialog.yml").write_text(DOG.replace("id: dog", "id: zebra"), encoding="utf-8")
    return tmp_path


def test_prove_gives_what_is_proved_and_marks_the_rest(folder: Path) -> None:
    ended = interrupted(folder, "prove", "made-up", at="promises")

    rows = [line.split("│") for line in ended.said.splitlines() if line.startswith("│ ")]
    told = {row[1].strip(): row[2].strip() for row in rows}
    assert ended.code == 130
    assert ended.said.startswith("INTERRUPTED.")
    assert (told["Every outcome is reached"], told["Silence never pays"]) == ("yes", "NOT PROVED")
    assert "Traceback" not in ended.progress


def test_prove_marks_in_data_what_is_not_proved(folder: Path) -> None:
    ended = interrupted(folder, "prove", "made-up", "--json", at="promises")

    data = json.loads(ended.said)
    assert ended.code == 130
    assert data["total"] == 446_154_646_724_325
    assert {key for key, value in data.items() if value is None} == set(data["unproved"])
    assert data["unproved"] == UNPROVED


def test_check_says_what_it_did_not_check(folder: Path) -> None:
    ended = interrupted(folder, "check", "--json", ".", at="promises")

    found = json.loads(ended.said)
    assert ended.code == 130
    assert [(each["path"], each["problem"]) for each in found if each["code"] == "I01"] == [
        ("made-up/dialog.yml", f"not proved: {', '.join(UNPROVED)}"),
        ("made-up/dialog.yml", "the checking was ended here, before its end"),
        ("zebra/dialog.yml", "not checked: it was ended before"),
    ]
    assert "Traceback" not in ended.progress
