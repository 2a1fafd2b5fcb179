"""Which dialog somebody names on the command line: by its id, its file or its folder."""

import os.path
from pathlib import Path

import click

from bot.core.dialog.model import Dialog
from bot.library.library import FILE, read_dialogs, read_text
from bot.loader.reading import load_dialog
from bot.ops.settings import Settings


def named_dialog(settings: Settings, name: str) -> Dialog:
    """The dialog with this id, or in this file or folder.

    Raises:
        click.UsageError: there is none. DialogError: it is there, and wrong.
    """
    if (file := dialog_file(name)) is not None:
        return load_dialog(read_text(file), str(file))
    offered = {dialog.id: dialog for dialog in read_dialogs(settings.dialogs_dir, load_dialog)}
    if name not in offered and os.path.lexists(name):
        raise click.UsageError(f"{name} is there, but it is neither a {FILE} nor a folder with one in it.")
    if name not in offered:
        raise click.UsageError(
            f"There is no dialog {name!r}. In {settings.dialogs_dir}: {', '.join(offered)}. "
            f"A path to a {FILE} will do as well."
        )
    return offered[name]


def dialog_file(name: str) -> Path | None:
    """The dialog's file, where a file or a folder of one is named; None otherwise."""
    path = Path(name) / FILE if Path(name).is_dir() else Path(name)
    return path if path.is_file() else None
