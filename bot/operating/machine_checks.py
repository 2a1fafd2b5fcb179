"""What is on this machine: Python, packages, dialogs, fonts, the database and its backups."""

import platform
import time
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Final

from packaging.requirements import Requirement

from bot.core.dialog.source import DialogError
from bot.library.library import read_folder
from bot.loader.reading import load_dialog
from bot.operating.checkup import Checkup, Mark
from bot.ops.database_address import is_of_server
from bot.ops.settings import OFF, Settings
from bot.ops.version import PROJECT, own_version
from bot.stores.opening import backup_folder

STALE: Final = 26 * 3600.0
"""Seconds after which the newest backup is old, even of a bot that ran for a part of the day."""


def check_packages(settings: Settings) -> Iterator[Checkup]:
    """Check that every package is there that these settings need, in a version that is allowed."""
    extras = {
        "": True,
        "postgres": is_of_server(settings.database_url),
        "metrics": settings.health_listen is not None,
    }
    try:
        wanted = [Requirement(each) for each in requires(PROJECT) or ()]
    except PackageNotFoundError:
        yield Checkup(Mark.WARNING, "packages", "the project is not installed: pip install .")
        return
    problems = [
        problem
        for extra in (name for name, is_needed in extras.items() if is_needed)
        for each in wanted
        if (each.marker is None and not extra) or (each.marker and each.marker.evaluate({"extra": extra}))
        if (problem := _package_problem(each))
    ]
    yield from (Checkup(Mark.FAIL, "packages", each) for each in problems)
    if not problems:
        yield Checkup(Mark.OK, "packages", f"{PROJECT} {own_version()} on Python {platform.python_version()}")


def check_dialogs(settings: Settings) -> Iterator[Checkup]:
    """Check that there are dialogs, and that they have no mistakes."""
    try:
        found = read_folder(settings.dialogs_dir, load_dialog)
    except DialogError as problem:
        yield Checkup(Mark.FAIL, "dialogs", str(problem))
        return
    mark = Mark.WARNING if found.dialogs else Mark.FAIL
    for name, problems in found.broken.items():
        said = f"{name} has {len(problems)} mistakes: decision-coach check {settings.dialogs_dir / name}"
        yield Checkup(mark, "dialogs", said)
    if not found.broken:
        yield Checkup(Mark.OK, "dialogs", ", ".join(each.id for each in found.dialogs))


def check_pictures() -> Iterator[Checkup]:
    """Check that charts can be drawn."""
    from bot.documents.charts import FONTS  # slow to load

    missing = [each for each in ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf") if not (FONTS / each).is_file()]
    if missing:
        said = f"{FONTS} lacks {', '.join(missing)}: pip install --force-reinstall matplotlib"
        yield Checkup(Mark.FAIL, "pictures", said)
    else:
        yield Checkup(Mark.OK, "pictures", "their fonts are there; emoji are left out of pictures")


def check_backups(settings: Settings, now: float) -> Checkup:
    """Check how old the newest backup is."""
    wanted = Path(settings.backup_dir) if settings.backup_dir not in ("", OFF) else None
    folder = None if settings.backup_dir == OFF else backup_folder(settings.database_url, wanted)
    if folder is None:
        said = "none are made by the bot; make them yourself, or set BACKUP_DIR"
        return Checkup(Mark.WARNING, "backups", said)
    if (newest := folder.newest_at()) is None:
        said = f"none is in {folder.folder} yet; the bot makes one a minute after its start"
        return Checkup(Mark.WARNING, "backups", said)
    hours = (now - newest) / 3600
    age = f"the newest in {folder.folder} is {hours:.1f} hours old"
    if now - newest > STALE:
        return Checkup(Mark.WARNING, "backups", f"{age}; see what the bot's log says")
    return Checkup(Mark.OK, "backups", age)


def check_machine(settings: Settings) -> list[Checkup]:
    """Check everything on this machine but the database."""
    return [
        *check_packages(settings),
        *check_dialogs(settings),
        *check_pictures(),
        check_backups(settings, time.time()),
    ]


def _package_problem(wanted: Requirement) -> str:
    try:
        found = version(wanted.name)
    except PackageNotFoundError:
        return f"{wanted.name} is missing: pip install '{wanted.name}{wanted.specifier}'"
    if wanted.specifier.contains(found, prereleases=True):
        return ""
    return f"{wanted.name} {found} is not allowed: pip install '{wanted.name}{wanted.specifier}'"
