"""The flow of the dialog that a chat is in, with where it stands: told from what the chat shows."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from bot.authoring.graph import as_svg
from bot.core.dialog.model import ONCE, Dialog
from bot.core.dialog.progress import RESULT
from bot.library.library import read_dialogs
from bot.loader.reading import load_dialog

WIDTH: Final = 340
"""Pixels of the panel that the picture stands in."""


def draw_flow(folder: Path, texts: Sequence[str]) -> str:
    """The picture for a chat. texts: what the bot shows there, the newest first.

    Raises:
        DialogError: the dialogs cannot be read now.
    """
    dialog, here = locate(read_dialogs(folder, load_dialog), texts)
    return as_svg(dialog, here=here, width=WIDTH)


def locate(dialogs: Sequence[Dialog], texts: Iterable[str]) -> tuple[Dialog, str | None]:
    """The dialog and what is asked, or its result; the first dialog and None where nothing is said of any.

    dialogs: at least one.
    """
    for text in texts:
        for dialog in dialogs:
            for question in dialog.questions.values():
                if question.ask in text and not text.startswith("Your answers"):
                    return dialog, question.id
            if any(_is_said(outcome.title, text) for outcome in dialog.outcomes):
                return dialog, RESULT
    return dialogs[0], None


def _is_said(title: str, text: str) -> bool:
    """Whether a text holds a title, whatever fills it."""
    begin, _, end = title.partition(ONCE)
    at = text.find(begin)
    return at >= 0 and text.find(end, at + len(begin)) >= 0
