"""The dialogs that come with the bot, each read once for all tests of a process."""

from functools import cache
from pathlib import Path
from typing import Final

from bot.core.dialog.model import Dialog
from bot.loader.reading import load_dialog

FOLDER: Final = Path(__file__).parent.parent / "dialogs"
NAMES: Final = tuple(sorted(path.parent.name for path in FOLDER.glob("*/dialog.yml")))


@cache
def shipped_dialog(name: str) -> Dialog:
    """Return the dialog of this name."""
    path = FOLDER / name / "dialog.yml"
    return load_dialog(path.read_text(encoding="utf-8"), str(path))
