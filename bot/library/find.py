"""Find a dialog that is named on the command line: by its id, its file or its folder."""

import os.path
from pathlib import Path

import click

from bot.core.dialog.model import Dialog
from bot.core.dialog.source import DialogError
from bot.library.file_names import FILE, refuse_misnamed
from bot.library.library import read_folder, read_text
from bot.loader.reading import load_dialog
from bot.ops.settings import Settings


def find_dialog(settings: Settings, name: str) -> Dialog:
    """Return the dialog with this id, or in this file or folder.

    Raises:
        click.UsageError: there is none. DialogError: it has mistakes.
    """
    if Path(name).is_dir():
        refuse_misnamed(Path(name) / FILE)
    if (file := dialog_file(name)) is not None:
        return load_dialog(read_text(file), str(file))
    found = read_folder(settings.dialogs_dir, load_dialog)
    if name in found.broken or not found.dialogs:
        raise DialogError(found.broken.get(name, found.problems))
    offered = {dialog.id: dialog for dialog in found.dialogs}
    if name not in offered and os.path.lexists(name):
        raise click.UsageError(f"{name} exists, but it is neither a {FILE} nor a folder that has one.")
    if name not in offered:
        raise click.UsageError(
            f"There is no dialog {name!r}. {settings.dialogs_dir} has {', '.join(offered)}. "
            f"You can also give the path of a {FILE}."
        )
    return offered[name]


def dialog_file(name: str) -> Path | None:
    """Return the file that a path to a dialog's file or folder names; None if there is none."""
    path = Path(name) / FILE if Path(name).is_dir() else Path(name)
    return path if path.is_file() else None
