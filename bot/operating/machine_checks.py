"""What is on this machine: Python, packages, dialogs, fonts, the database and its backups."""

import platform
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Final

from packaging.requirements import Requirement

from bot.core.dialog.source import DialogError
from bot.library.library import read_folder
from bot.loader.reading import load_dialog
from bot.operating.checkup import Checkup, Mark
from bot.ops.addresses import is_of_server
from bot.ops.settings import OFF, Settings
from bot.ops.version import PROJECT, own_version
from bot.stores.backup_folder import AHEAD
from bot.stores.opening import backup_folder

STALE: Final = 26 * 3600.0
"""Seconds after which the newest backup is old, even of a bot that ran for a part of the day."""


def check_packages(settings: Settings) -> Iterator[Checkup]:
    """Check that every package is there that these settings need, in a version that is allowed."""
    try:
        wanted = [Requirement(each) for each in requires(PROJECT) or ()]
    except PackageNotFoundError:
        yield Checkup(Mark.WARNING, "packages", "the project is not installed: pip install .")
        return
    problems = list(judge_packages(settings, wanted, version))
    yield from problems
    if not problems:
        yield Checkup(Mark.OK, "packages", f"{PROJECT} {own_version()} on Python {platform.python_version()}")


def judge_packages(
    settings: Settings, wanted: Sequence[Requirement], version_of: Callable[[str], str]
) -> Iterator[Checkup]:
    """Yield what is missing. version_of: raises PackageNotFoundError for what is not installed."""
    extras = {"": Mark.FAIL}
    if is_of_server(settings.database_url):
        extras["postgres"] = Mark.FAIL
    if settings.sentry_dsn is not None:
        extras["sentry"] = Mark.FAIL
    if settings.health_listen is not None:
        extras["metrics"] = Mark.WARNING  # without them the bot runs, and answers health checks
    for extra, mark in extras.items():
        for each in wanted:
            is_of_extra = each.marker.evaluate({"extra": extra}) if each.marker else not extra
            if is_of_extra and (problem := _package_problem(each, version_of)):
                yield Checkup(mark, "packages", problem)


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


def check_backups(settings: Settings, now: float) -> Iterator[Checkup]:
    """Check that backups can be made, and how old the newest is."""
    wanted = Path(settings.backup_dir) if settings.backup_dir not in ("", OFF) else None
    folder = None if settings.backup_dir == OFF else backup_folder(settings.database_url, wanted)
    if folder is None:
        said = "none are made by the bot; make them yourself, or set BACKUP_DIR"
        yield Checkup(Mark.WARNING, "backups", said)
        return
    if obstacle := folder.obstacle():
        yield Checkup(Mark.FAIL, "backups", obstacle)
    else:
        yield _judge_age(folder.folder, folder.newest_at(), now)


def _judge_age(folder: Path, newest: float | None, now: float) -> Checkup:
    if newest is None:
        said = f"none is in {folder} yet; the bot makes one a minute after its start"
        return Checkup(Mark.WARNING, "backups", said)
    if newest > now + AHEAD:
        said = f"the newest in {folder} is of a time to come; set this machine's clock right"
        return Checkup(Mark.WARNING, "backups", said)
    age = f"the newest in {folder} is {max(0.0, now - newest) / 3600:.1f} hours old"
    if now - newest > STALE:
        return Checkup(Mark.WARNING, "backups", f"{age}; see what the bot's log says")
    return Checkup(Mark.OK, "backups", age)


def _package_problem(wanted: Requirement, version_of: Callable[[str], str]) -> str:
    try:
        found = version_of(wanted.name)
    except PackageNotFoundError:
        return f"{wanted.name} is missing: pip install '{wanted.name}{wanted.specifier}'"
    if wanted.specifier.contains(found, prereleases=True):
        return ""
    return f"{wanted.name} {found} is not allowed: pip install '{wanted.name}{wanted.specifier}'"
