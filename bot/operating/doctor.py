"""The command `doctor`: looks at everything that a bot needs, changes nothing, and says what to do."""

import asyncio

import click

from bot.operating.checkup import Checkup, Mark, checkups_of, exit_code
from bot.operating.machine_checks import check_machine
from bot.operating.telegram_checks import check_telegram
from bot.ops.settings import Settings, SettingsError, read_settings
from bot.stores.inspection import inspect_store


@click.command()
def doctor() -> None:
    """Check settings, packages, dialogs, the database, backups and Telegram; the bot may be running.

    One line for each: OK, or WARNING or FAIL with what to do. The exit code is 1 if anything has failed.
    """
    checkups = diagnose()
    for each in checkups:
        click.echo(str(each))
    raise click.exceptions.Exit(exit_code(checkups))


def diagnose() -> list[Checkup]:
    """Look at everything; without settings that can be read, at them alone."""
    try:
        settings = read_settings()
    except SettingsError as wrong:
        return [Checkup(Mark.FAIL, "settings", each) for each in wrong.problems]
    return [
        Checkup(Mark.OK, "settings", "can be read"),
        *check_machine(settings),
        *checkups_of("database", inspect_store(settings.database_url)),
        *_ask_telegram(settings),
    ]


def _ask_telegram(settings: Settings) -> list[Checkup]:
    return asyncio.run(check_telegram(settings))
