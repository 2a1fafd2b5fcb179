"""The command `doctor`: looks at everything that a bot needs, changes nothing, and says what to do."""

import asyncio
import time
from collections.abc import Callable, Iterable, Iterator

import click

from bot.operating.checkup import Checkup, Mark, checkups_of, exit_code
from bot.operating.machine_checks import check_backups, check_dialogs, check_packages, check_pictures
from bot.operating.telegram_checks import check_telegram
from bot.ops import logs
from bot.ops.settings import SettingsError, read_settings
from bot.stores.inspection import inspect_store


@click.command()
def doctor() -> None:
    """Check settings, packages, dialogs, the database, backups and Telegram; the bot may be running.

    One line for each: OK, or WARNING or FAIL with what to do. The exit code is 1 if anything has failed.
    """
    checkups = []
    for each in diagnose():  # shown at once: if a disk never answers, the last line says how far it came
        click.echo(str(each))
        checkups.append(each)
    raise click.exceptions.Exit(exit_code(checkups))


def diagnose() -> Iterator[Checkup]:
    """Look at everything, one thing after the other; without settings that can be read, at them alone."""
    try:
        settings = read_settings()
    except SettingsError as wrong:
        yield from (Checkup(Mark.FAIL, "settings", each) for each in wrong.problems)
        return
    yield Checkup(Mark.OK, "settings", "can be read")
    looks: dict[str, Callable[[], Iterable[Checkup]]] = {
        "packages": lambda: check_packages(settings),
        "dialogs": lambda: check_dialogs(settings),
        "pictures": check_pictures,
        "backups": lambda: check_backups(settings, time.time()),
        "database": lambda: checkups_of("database", inspect_store(settings.database_url)),
        "telegram": lambda: asyncio.run(check_telegram(settings)),
    }
    for subject, look in looks.items():
        yield from look_with_care(subject, look)


def look_with_care(subject: str, look: Callable[[], Iterable[Checkup]]) -> Iterator[Checkup]:
    """Yield what a look finds; one that is not possible is a finding, and spoils no other."""
    try:
        yield from look()
    except OSError as problem:
        where = f" ({problem.filename})" if problem.filename else ""
        why = problem.strerror or type(problem).__name__
        yield Checkup(Mark.FAIL, subject, f"cannot be looked at: {why}{where}")
    except Exception as problem:  # noqa: BLE001  # the boundary: after a bug, too, the other looks are made
        yield Checkup(Mark.FAIL, subject, f"cannot be looked at, because of a bug: {logs.place(problem)}")
