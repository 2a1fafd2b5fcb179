"""`decision-coach playground`: the command line of the page."""

import asyncio
from pathlib import Path

import click

from bot.settings import Settings, read_settings


@click.command()
@click.option("--port", type=click.IntRange(1, 65_535), help="Of the page; else 8642, or any that is free.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--no-browser", is_flag=True, help="Only tell the address.")
@click.option(
    "--database",
    type=click.Path(dir_okay=False, path_type=Path),
    help="A file that keeps the bot's memory; else it is forgotten at the end.",
)
def playground(port: int | None, host: str, no_browser: bool, database: Path | None) -> None:
    """Try the bot in a page like Telegram's, with invented people: no token, no phone, no friends needed."""
    start(read_settings(), port, host, not no_browser, database)


def start(
    settings: Settings,
    port: int | None = None,
    host: str = "127.0.0.1",
    browser: bool = True,
    database: Path | None = None,
) -> None:
    """Serve the page until Ctrl-C.

    Raises:
        click.ClickException: it cannot be served there.
    """
    from bot.playground.page.opening import PortTaken, play  # other commands need no web server

    environment = {"DIALOGS_DIR": str(settings.dialogs_dir)}
    if database is not None:
        environment["DATABASE_URL"] = str(database.absolute())
    try:
        asyncio.run(play(environment, click.echo, host=host, port=port, browser=browser))
    except PortTaken as taken:
        raise click.ClickException(str(taken)) from None
