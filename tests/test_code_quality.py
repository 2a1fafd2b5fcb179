"""The tools' verdict on the code, among the tests, so that one command runs every check."""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize(
    "command",
    [("ruff", "check"), ("ruff", "format", "--check"), ("mypy",)],
    ids=" ".join,
)
def test_the_tools_find_nothing(command: tuple[str, ...]) -> None:
    if find_spec(command[0]) is None:
        if os.environ.get("CI"):
            pytest.fail(f"{command[0]} is not installed; pip install -e '.[terminal,dev]' brings it")
        pytest.skip(f"{command[0]} is not installed")

    run = subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert run.returncode == 0, run.stdout + run.stderr
