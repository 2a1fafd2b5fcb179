"""`decision-coach playground`: the command line of the page."""

import asyncio
from pathlib import Path

import click

from bot.library.library import read_text
from bot.ops.settings import Settings, read_settings


@click.command()
@click.option("--port", type=click.IntRange(1, 65_535), help="Of the page; else 8642, or any that is free.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--no-browser", is_flag=True, help="Only tell the address.")
@click.option(
    "--database",
    type=click.Path(dir_okay=False, path_type=Path),
    help="A file that keeps the bot's memory; else it is forgotten at the end.",
)
@click.option(
    "--replay",
    "recording",
    type=click.Path(path_type=Path),
    help="Play a saved conversation again, without a page; exit code 1 where it goes another way.",
)
def playground(
    port: int | None, host: str, no_browser: bool, database: Path | None, recording: Path | None
) -> None:
    """Try the bot in a page like Telegram's, with invented people: no token, no phone, no friends needed."""
    if recording is None:
        start_playground(read_settings(), port, host, not no_browser, database)
    else:
        _replay(read_settings(), recording)


def _replay(settings: Settings, file: Path) -> None:
    from bot.playground.page.recording import read_recording
    from bot.playground.page.replaying import replay_file

    recording = read_recording(read_text(file), str(file))
    difference = replay_file(recording, {"DIALOGS_DIR": str(settings.dialogs_dir)})
    if difference is not None:
        click.echo(f"{file}: {difference}", err=True)
        raise click.exceptions.Exit(1)
    click.echo(f"{file}: all {len(recording.steps)} steps as recorded.")


def start_playground(
    settings: Settings,
    port: int | None = None,
    host: str = "127.0.0.1",
    browser: bool = True,
    database: Path | None = None,
) -> None:
    """Serve the page until Ctrl-C.

    Raises:
        click.ClickException: it cannot be served there, or nothing can be kept in the database.
    """
    from bot.playground.page.opening import PortTaken, play  # other commands need no web server

    environment = {"DIALOGS_DIR": str(settings.dialogs_dir)}
    if database is not None and not database.absolute().parent.is_dir():
        raise click.BadParameter(f"there is no folder {database.parent}", param_hint="--database")
    if database is not None:
        environment["DATABASE_URL"] = str(database.absolute())
    try:
        asyncio.run(play(environment, click.echo, host=host, port=port, browser=browser))
    except PortTaken as taken:
        raise click.ClickException(str(taken)) from None
