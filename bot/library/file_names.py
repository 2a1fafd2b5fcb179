"""Dialog files that nobody reads because of their name: "dialog.yaml", "Dialog.yml"."""

import os.path
from pathlib import Path
from typing import Final

from bot.core.dialog.source import DialogError, Problem

FILE: Final = "dialog.yml"
"""What a dialog's file is called."""


def refuse_misnamed(path: Path) -> None:
    """Refuse a dialog whose file is called nearly as it should be, as "dialog.yaml", where nobody reads it.

    path: where the file should be.

    Raises:
        DialogError: nothing is there, and beside it is one of another name.
    """
    if os.path.lexists(path) or not path.parent.is_dir():
        return
    alike = (each for each in sorted(path.parent.iterdir()) if is_misnamed(each))
    if (other := next(alike, None)) is not None:
        raise DialogError((misnamed(other),))


def is_misnamed(path: Path) -> bool:
    """Whether a file is called nearly as a dialog is: "dialog.yaml", "Dialog.yml"."""
    is_alike = path.stem.lower() == "dialog" and path.suffix.lower() in (".yml", ".yaml")
    return is_alike and path.name != FILE


def misnamed(path: Path) -> Problem:
    """Return the problem of a file that is called nearly as a dialog is."""
    return Problem(str(path), 1, 1, "E01", f"a dialog's file is called {FILE}", f"rename it to {FILE}")
