"""The commands for those who operate the bot: backups, dead letters, and what changes a whole database."""

import asyncio
import time
from functools import partial
from pathlib import Path

import click

from bot.ops.addresses import check_database_address, database_file, is_of_server
from bot.ops.settings import Settings, read_settings


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
def backup(file: Path) -> None:
    """Write a checked copy of the database to FILE; the bot may be running."""
    settings = read_settings()
    if is_of_server(settings.database_url):
        from bot.stores.postgres.backups import dump

        dump(settings.database_url, file)
    else:
        from bot.stores.sqlite.backups import backup as copy

        copy(_database_path(settings), file)
    click.echo(f"The backup is in {file}. It contains people's answers: keep it safe.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
def restore(file: Path) -> None:
    """Replace the database with a backup FILE; the bot must be stopped."""
    before = _put_back(file, read_settings())
    note = f"The previous database is now {before}." if before else "There was no database before."
    click.echo(f"{file} is now the database. {note}")


def _check_address(_context: click.Context, _option: click.Parameter, address: str) -> str:
    try:
        return check_database_address(address)
    except ValueError as wrong:
        raise click.BadParameter(f"it {wrong}.") from None


_address = partial(click.option, metavar="ADDRESS", required=True, callback=_check_address)


@click.command()
@_address("--from", "source", help="The database to read.")
@_address("--to", "target", help="An empty database.")
def move(source: str, target: str) -> None:
    """Copy everything to another database, and compare the two; the bot must be stopped.

    An ADDRESS is what DATABASE_URL would be. After an interruption, the same command goes on. The database
    that is read keeps all that it holds; an older one is brought to the newest schema.
    """
    from bot.stores.opening import move_between

    held = asyncio.run(move_between(source, target, partial(click.echo, err=True)))
    for name, summary in held.items():
        click.echo(f"{name:15} {summary.rows:10} rows, digest {summary.digest}")
    click.echo("Both databases hold the same. Set DATABASE_URL to the new one, and delete the old one later.")


def _put_back(file: Path, settings: Settings) -> Path | None:
    if is_of_server(settings.database_url):
        from bot.stores.postgres.backups import put_dump_back

        return asyncio.run(put_dump_back(file, settings.database_url))
    from bot.stores.sqlite.backups import restore as put_back

    return put_back(file, _database_path(settings))


@click.command()
def purge() -> None:
    """Delete what has passed its retention time, however much it is; the bot must be stopped."""
    settings = read_settings()
    if not is_of_server(settings.database_url) and not (file := _database_path(settings)).exists():
        raise click.UsageError(f"There is no database at {file}.")
    deleted = asyncio.run(_purge(settings))
    click.echo(f"Deleted {deleted} sessions that were not used for {settings.retention_days} days.")


async def _purge(settings: Settings) -> int:
    from bot.app.retention import delete_expired
    from bot.stores.opening import open_store

    store = open_store(settings.database_url)
    try:
        return await delete_expired(store, settings.retention_days, time.time(), is_confirmed=True)
    finally:
        await store.close()


def _database_path(settings: Settings) -> Path:
    file = database_file(settings.database_url)
    if file is None:
        raise click.UsageError(
            "DATABASE_URL does not name an SQLite file, so nothing is kept to copy or delete."
        )
    return file
