"""Rows of typed replies with what each must be read as, over dialogs that are kept for them."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bot.authoring.typed_rows import ReadRow, parse_rows, read_rows
from bot.core.dialog.model import Dialog
from bot.core.dialog.question import Question
from bot.loader.reading import load_dialog

FIXTURES = Path(__file__).parents[2] / "fixtures"
FOLDERS = {"ai-cert": "ai-cert-2", "ai-programme": "ai-programme-2", "made": "made", "move": "move"}


@cache
def dialogs(*, with_names: bool = True) -> Mapping[str, Dialog]:
    """Return the dialogs of the rows; with_names: with other names as an author would add them."""
    names: Any = yaml.safe_load((FIXTURES / "typed" / "also.yml").read_text(encoding="utf-8"))
    found = {}
    for id_, folder in FOLDERS.items():
        path = FIXTURES / folder / "dialog.yml"
        dialog = load_dialog(path.read_text(encoding="utf-8"), str(path))
        of_it = names.get(id_, {}) if with_names else {}
        questions = {each.id: _named(each, of_it.get(each.id, {})) for each in dialog.questions.values()}
        found[id_] = replace(dialog, questions=questions)
    return found


def _named(question: Question, names: Mapping[str, list[str]]) -> Question:
    options = {
        each.id: replace(each, also=(*each.also, *names.get(each.id, ())))
        for each in question.options.values()
    }
    return replace(question, options=options)


def read_file(name: str, *, with_names: bool = True) -> list[ReadRow]:
    """Return every row of a file as it comes out."""
    text = (FIXTURES / "typed" / name).read_text(encoding="utf-8")
    return list(read_rows(parse_rows(text), dialogs(with_names=with_names)))
