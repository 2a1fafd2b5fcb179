"""A new dialog to begin with: small, complete, commented, and without a finding."""

import json
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Final

import click
from pydantic_core import PydanticCustomError

from bot.authoring.schema import dialog_schema
from bot.loader.scalars import check_id

YEAR: Final = timedelta(days=365)
SCHEMA: Final = "dialog.schema.json"


def create_dialog(folder: Path, today: date) -> None:
    """Make the folder, with a dialog named after it, its cases, and the schema for editors.

    today: what the dialog is dated with; it is to be read again a year later.

    Raises:
        click.UsageError: the name is no id, or the folder is there and not empty.
    """
    try:
        check_id(folder.name)
    except PydanticCustomError as wrong:
        context = wrong.context or {}
        raise click.UsageError(f"The folder {context['problem']}: {context['hint']}.") from None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise click.UsageError(f"{folder} is not empty; take another name, nothing was changed.")
        for name in ("dialog.yml", "cases.yml"):
            text = (files("bot.authoring.starter") / name).read_text(encoding="utf-8")
            (folder / name).write_text(_named(text, folder.name, today), encoding="utf-8")
        (folder / SCHEMA).write_text(json.dumps(dialog_schema(), indent=2) + "\n", encoding="utf-8")
    except OSError as problem:
        raise click.UsageError(f"{folder} cannot be made: {problem.strerror}.") from problem


def _named(text: str, name: str, today: date) -> str:
    text = text.replace("updated: 2026-11-01", f"updated: {today}")
    text = text.replace("review_by: 2027-11-01", f"review_by: {today + YEAR}")
    for line in ("\nid: starter ", "\ndialog: starter\n"):
        text = text.replace(line, line.replace("starter", name))
    return text.replace("THIS-FOLDER", name)
