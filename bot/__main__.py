"""The command line. It reads files and settings, says what is wrong in a sentence, and decides nothing.

Exit codes: 0 done; 1 something is wrong with a dialog, a file or the database; 2 with the settings
or the command; 3 another instance is running; 70 a bug of ours.
"""

import asyncio
import errno
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Final, NoReturn

import click

from bot.core.dialog.model import Dialog
from bot.core.dialog.source import DialogError
from bot.ops import logs
from bot.ops.settings import Settings, SettingsError, database_file, read_settings
from bot.stores.protocol import InUse, StoreError

FAILED, MISUSED, SECOND, BUG = 1, 2, 3, 70

IN_THE_PLAYGROUND: Final = "There is no bot token yet, so this is not on Telegram but in the playground."
HOW_TO_GET_ONE: Final = """\
There is no bot token yet, so this cannot run on Telegram. To get one:
  1. Open Telegram and write to @BotFather.
  2. Send /newbot, and choose a name.
  3. Put the token that it sends you into a file named .env here:  TELEGRAM_BOT_TOKEN=...
Until then, try the bot with `decision-coach playground`, or here with `decision-coach chat`.
"""


AUTHORS, PLAYGROUND = "bot.authoring.commands", "bot.playground.page.command"
ELSEWHERE: Final[Mapping[str, str]] = {
    **dict.fromkeys(("check", "diff", "explain", "graph", "new", "prove", "schema", "score"), AUTHORS),
    "playground": PLAYGROUND,
}
"""Command -> the module that has it: read when it is used, for the bot on Telegram needs none of them."""


TERMINAL: Final = ("rich", "prompt_toolkit")
"""The packages of the extra `terminal`, for commands that draw; the bot on Telegram runs without them."""
INSTALL_TERMINAL: Final = """\
This command draws in the terminal, and what it draws with is not installed. To install it:
  pip install 'decision-coach[terminal]'"""


class Commands(click.Group):
    """The commands of this module and those of others."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of all commands."""
        return sorted([*super().list_commands(ctx), *ELSEWHERE])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name; None where there is none."""
        if cmd_name in ELSEWHERE:
            command: click.Command = getattr(import_module(ELSEWHERE[cmd_name]), cmd_name)
            return command
        return super().get_command(ctx, cmd_name)


@click.group(cls=Commands, invoke_without_command=True)
@click.version_option(package_name="decision-coach")
@click.pass_context
def cli(context: click.Context) -> None:
    """Take a person through a decision: on Telegram, or without a token in the playground."""
    if context.invoked_subcommand is not None:
        return
    settings = read_settings()
    if settings.telegram_bot_token is not None:
        _serve(settings)
        return
    from bot.playground.page.command import start as play

    click.echo(IN_THE_PLAYGROUND, err=True)
    play(settings)


@cli.command()
def run() -> None:
    """Run the bot on Telegram."""
    settings = read_settings()
    if settings.telegram_bot_token is None:
        click.echo(HOW_TO_GET_ONE, err=True)
        raise click.exceptions.Exit(MISUSED)
    _serve(settings)


@cli.command()
@click.argument("dialog", required=False)
def chat(dialog: str | None) -> None:
    """Go through DIALOG, an id or a path, here in the terminal; `quit` or Ctrl-C leaves, and it is kept."""
    _talk(read_settings(), dialog)


@cli.command()
@click.argument("file", type=click.Path(path_type=Path))
def backup(file: Path) -> None:
    """Write a checked copy of the database to FILE; the bot may be running."""
    from bot.stores.sqlite.backups import backup as copy

    copy(_database(read_settings()), file)
    click.echo(f"The backup is in {file}. It holds the answers of people: keep it safe.")


@cli.command()
@click.argument("file", type=click.Path(path_type=Path))
def restore(file: Path) -> None:
    """Put a backup FILE in the place of the database; the bot must be stopped."""
    from bot.stores.sqlite.backups import restore as put_back

    before = put_back(file, _database(read_settings()))
    told = f"The database before it is {before}." if before else "There was no database before it."
    click.echo(f"{file} is in place. {told}")


def _serve(settings: Settings) -> None:
    from bot.main import run as serve  # python-telegram-bot takes long to import

    logs.configure(settings.log_level)
    asyncio.run(serve(settings))


def _talk(settings: Settings, name: str | None) -> None:
    from bot.library.find import named_dialog
    from bot.platforms.terminal.run import (
        talk,  # what draws in a terminal is of no use to the bot on Telegram
    )

    dialogs = _dialogs(settings) if name is None else (named_dialog(settings, name),)
    with suppress(KeyboardInterrupt, EOFError):
        asyncio.run(talk(dialogs, settings.database_url))


def _dialogs(settings: Settings) -> tuple[Dialog, ...]:
    from bot.library.library import read_dialogs
    from bot.loader.reading import load_dialog

    return read_dialogs(settings.dialogs_dir, load_dialog)


def _database(settings: Settings) -> Path:
    file = database_file(settings.database_url)
    if file is None:
        raise click.UsageError("DATABASE_URL is not an SQLite file, so there is no file to copy.")
    return file


def main() -> NoReturn:
    """Run the command line; every mistake of an operator ends in a sentence and an exit code."""
    try:
        code = cli.main(standalone_mode=False)  # click returns the code of an Exit here, and raises none
    except click.ClickException as wrong:
        wrong.show()
        sys.exit(MISUSED)
    except click.Abort:
        sys.exit(130)
    except SettingsError as wrong:
        _end(wrong, MISUSED)
    except InUse as wrong:
        _end(wrong, SECOND)
    except (DialogError, StoreError) as wrong:
        _end(wrong, FAILED)
    except OSError as full:
        if full.errno != errno.ENOSPC:
            _end(*_message_and_code(full))
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what is left in the buffer has no place to go
        _end("No space is left where the output goes; make room, or send it elsewhere.", FAILED)
    except Exception as problem:  # noqa: BLE001  # the last boundary: whatever it is, no token gets out
        _end(*_message_and_code(problem))
    sys.exit(code)


def _message_and_code(problem: Exception) -> tuple[object, int]:
    """Return what to tell the operator about any other error, and the exit code."""
    if isinstance(problem, ModuleNotFoundError) and (problem.name or "").startswith(TERMINAL):
        return INSTALL_TERMINAL, MISUSED
    from bot.platforms.telegram.polling import SecondInstance
    from bot.platforms.telegram.profile import WrongToken

    if isinstance(problem, SecondInstance):
        return problem, SECOND
    if isinstance(problem, WrongToken):
        return problem, MISUSED
    logs.configure("INFO")  # only `run` did so before, and a traceback must not show a token
    logs.log.critical("stopped by an error of ours", exc_info=problem)
    return "Decision Coach stopped because of an error of its own; the log above says where.", BUG


def _end(words: object, code: int) -> NoReturn:
    click.echo(str(words), err=True)
    sys.exit(code)


if __name__ == "__main__":
    main()
