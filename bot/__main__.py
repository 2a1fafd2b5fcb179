"""The command line: it reads settings, starts what a command asks for, and reports errors in a sentence.

Exit codes: 0 done; 1 a dialog, a file or the database is wrong; 2 a setting or the command is wrong;
3 another instance is running; 4 Telegram no longer accepts the token; 70 a bug of ours.
"""

import asyncio
import errno
import gc
import io
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from importlib import import_module
from typing import Final, NoReturn

import click

from bot.core.dialog.model import Dialog
from bot.core.dialog.source import DialogError
from bot.ops import logs
from bot.ops.addresses import Secret, is_of_server
from bot.ops.settings import Settings, SettingsError, read_settings
from bot.ops.version import own_version
from bot.stores.protocol import InUse, StoreError

FAILED, MISUSED, SECOND, REVOKED, BUG = 1, 2, 3, 4, 70

NO_WAY: Final = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENAMETOOLONG, errno.ENOTDIR, errno.ESTALE)
"""Errors of a path that an operator named, and may not or cannot use."""

IN_THE_PLAYGROUND: Final = "There is no bot token yet, so the bot runs in the playground, not on Telegram."
HOW_TO_GET_ONE: Final = """\
There is no bot token yet, so the bot cannot run on Telegram. To get one:
  1. Open Telegram and write to @BotFather.
  2. Send /newbot, and choose a name.
  3. Put the token it sends you into a file named .env in this folder:  TELEGRAM_BOT_TOKEN=...
Until then, try the bot with `decision-coach playground`, or here with `decision-coach chat`.
"""


MOST_WORKERS: Final = 64
ONE_PROCESS: Final = (
    "Several workers need a database that they can share, and SQLite is for one process. Leave out --workers,"
    " or set DATABASE_URL to a PostgreSQL database; `decision-coach move` takes everything along."
)

AUTHORS, OPERATORS = "bot.authoring.commands", "bot.operating.commands"
PLAYGROUND = "bot.playground.page.command"
LAZY_COMMANDS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("check", "diff", "explain", "graph", "new", "prove", "schema", "score"), AUTHORS),
    **dict.fromkeys(("backup", "move", "purge", "restore"), OPERATORS),
    "dead-letters": "bot.operating.dead_letters",
    "doctor": "bot.operating.doctor",
    "playground": PLAYGROUND,
}
"""Command -> its module, imported when the command is used: the bot on Telegram needs none of them."""


TERMINAL: Final = ("rich", "prompt_toolkit")
"""The packages of the extra `terminal`, for commands that draw; the bot on Telegram runs without them."""
INSTALL_TERMINAL: Final = """\
This command draws in the terminal, and what it draws with is not installed. To install it:
  pip install 'decision-coach[terminal]'"""


class CommandGroup(click.Group):
    """The commands of this module, and those that are imported when used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return sorted([*super().list_commands(ctx), *LAZY_COMMANDS])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of this name; None if there is none."""
        if cmd_name in LAZY_COMMANDS:
            command: click.Command = getattr(
                import_module(LAZY_COMMANDS[cmd_name]), cmd_name.replace("-", "_")
            )
            return command
        return super().get_command(ctx, cmd_name)


@click.group(cls=CommandGroup, invoke_without_command=True)
@click.version_option(package_name="decision-coach")
@click.pass_context
def cli(context: click.Context) -> None:
    """Guide people through a decision: on Telegram, or in the playground if there is no bot token."""
    if context.invoked_subcommand is not None:
        return
    settings = read_settings()
    if settings.telegram_bot_token is not None:
        _serve(settings)
        return
    from bot.playground.page.command import start_playground as play

    click.echo(IN_THE_PLAYGROUND, err=True)
    play(settings)


@cli.command()
@click.option("--strict", is_flag=True, help="Do not start while a dialog has a mistake.")
@click.option(
    "--workers", type=click.IntRange(1, MOST_WORKERS), default=1, help="Processes; several need PostgreSQL."
)
def run(strict: bool, workers: int) -> None:
    """Run the bot on Telegram."""
    settings = read_settings()
    if settings.telegram_bot_token is None:
        click.echo(HOW_TO_GET_ONE, err=True)
        raise click.exceptions.Exit(MISUSED)
    _serve(settings, workers, is_strict=strict)


@cli.command()
@click.argument("dialog", required=False)
def chat(dialog: str | None) -> None:
    """Go through DIALOG, an id or a path, in this terminal; `quit` or Ctrl-C leaves, and nothing is lost."""
    _chat_here(read_settings(), dialog)


def _serve(settings: Settings, workers: int = 1, *, is_strict: bool = False) -> None:
    if workers > 1 and not is_of_server(settings.database_url):
        raise click.UsageError(ONE_PROCESS)
    gc.disable()  # to look through a thousand modules for garbage takes a tenth of importing them
    from bot import main as serving  # python-telegram-bot takes long to import

    gc.freeze()
    gc.enable()
    logs.configure(settings.log_level, form=settings.log_format)
    if settings.sentry_dsn is not None:
        _report_bugs(settings.sentry_dsn)
    if workers > 1:
        raise click.exceptions.Exit(serving.run_several(settings, workers, is_strict=is_strict))
    asyncio.run(serving.run(settings, is_strict=is_strict))


def _report_bugs(dsn: Secret) -> None:
    try:
        from bot.ops.error_reports import start_reporting  # with an extra of its own
    except ModuleNotFoundError:
        raise click.UsageError("SENTRY_DSN needs a library: pip install 'decision-coach[sentry]'") from None
    start_reporting(dsn, own_version())


def _chat_here(settings: Settings, name: str | None) -> None:
    from bot.library.find import find_dialog
    from bot.platforms.terminal.run import (
        run_terminal as converse,  # the bot on Telegram draws in no terminal
    )

    dialogs = _read_all_dialogs(settings) if name is None else (find_dialog(settings, name),)
    with suppress(KeyboardInterrupt, EOFError):
        asyncio.run(converse(dialogs, settings.database_url, settings.safety_line))


def _read_all_dialogs(settings: Settings) -> tuple[Dialog, ...]:
    from bot.library.library import read_folder
    from bot.loader.reading import load_dialog

    found = read_folder(settings.dialogs_dir, load_dialog)
    if not found.dialogs:
        raise DialogError(found.problems)
    if found.broken:
        click.echo(f"{DialogError(found.problems)}\nWithout {', '.join(found.broken)}:", err=True)
    return found.dialogs


def main() -> NoReturn:
    """Run the command line; every mistake of an operator ends with a sentence and an exit code."""
    _print_on_any_terminal()
    try:
        code = cli.main(standalone_mode=False)  # click returns the code of an Exit here, and raises none
    except click.ClickException as wrong:
        wrong.show()
        sys.exit(MISUSED)
    except click.Abort:
        sys.exit(130)
    except SettingsError as wrong:
        _exit(wrong, MISUSED)
    except InUse as wrong:
        _exit(wrong, SECOND)
    except (DialogError, StoreError) as wrong:
        _exit(wrong, FAILED)
    except OSError as full:
        if full.filename is not None and full.errno in NO_WAY:
            why = f"cannot be used ({full.strerror}); check the name, and who owns it and its folder"
            _exit(f"{full.filename} {why}.", FAILED)
        if full.errno != errno.ENOSPC:
            _exit(*_message_and_code(full))
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # the rest of the buffer cannot be written
        _exit("There is no space left for the output; free some, or write it elsewhere.", FAILED)
    except Exception as problem:  # noqa: BLE001  # the last boundary: no token may leak, whatever it is
        _exit(*_message_and_code(problem))
    sys.exit(code)


def _print_on_any_terminal() -> None:
    """Have a sign that the output cannot hold replaced: no sentence is lost for one sign of it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _message_and_code(problem: Exception) -> tuple[object, int]:
    """Return what to tell the operator about any other error, and the exit code."""
    if isinstance(problem, ModuleNotFoundError) and (problem.name or "").startswith(TERMINAL):
        return INSTALL_TERMINAL, MISUSED
    from bot.ops.http_server import CannotListen
    from bot.platforms.telegram.failures import RevokedToken, SecondInstance
    from bot.platforms.telegram.profile import WrongToken
    from bot.platforms.telegram.webhook import WebhookRefused

    if isinstance(problem, SecondInstance):
        return problem, SECOND
    if isinstance(problem, RevokedToken):
        return problem, REVOKED
    if isinstance(problem, (WrongToken, CannotListen, WebhookRefused)):
        return problem, MISUSED
    logs.configure_if_needed()  # a traceback must not show a token
    logs.log.critical("stopped by a bug", exc_info=problem)
    return "Decision Coach stopped because of an internal error; the log above says where.", BUG


def _exit(words: object, code: int) -> NoReturn:
    click.echo(str(words), err=True)
    sys.exit(code)


if __name__ == "__main__":
    main()
