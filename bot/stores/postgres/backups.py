"""Back up a PostgreSQL store while it is in use, and restore a backup, with the server's own programs.

A backup contains people's answers: protect it like the database itself.
"""

import logging
import os
import re
import subprocess
from functools import partial
from pathlib import Path
from typing import Final

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from bot.stores.migration import newer_schema
from bot.stores.postgres.schema import postgres_migrations
from bot.stores.postgres.store import PostgresStore
from bot.stores.protocol import StoreError
from bot.stores.sql.deletion import LINE, forget_again, known_lines

_OURS: Final = re.compile(r" TABLE \S+ decision_coach ")
"""Stands in the list of what a backup of ours holds."""
_SCHEMA_ROWS: Final = ("--data-only", "--table=decision_coach", "--file=-")
_SCHEMA: Final = re.compile(r"^COPY .*decision_coach \(schema\b.*\n(?P<number>[0-9]+)\b", re.MULTILINE)
_OF_ANY_OWNER: Final = ("--no-owner", "--no-privileges")

log = logging.getLogger(__name__)


def dump(url: str, target: Path) -> None:
    """Write a checked snapshot of a database, which may be in use.

    Raises:
        StoreError: the target exists, or the database cannot be read.
    """
    if target.exists():
        raise StoreError(f"{target} already exists; choose a new file for the backup")
    part = target.with_name(f"{target.name}.part")
    try:
        part.unlink(missing_ok=True)
        # Created before it is written to, so that only its owner can read it.
        os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        _run_on(url, "pg_dump", "--format=custom", *_OF_ANY_OWNER, "--file", str(part))
        if not _is_ours(part):
            raise StoreError("the database holds nothing of Decision Coach; check DATABASE_URL")
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.replace(target)
    except OSError as problem:
        raise StoreError(f"{target} cannot be written ({problem.strerror}); choose another file") from problem
    finally:
        part.unlink(missing_ok=True)


async def put_dump_back(source: Path, url: str) -> Path:
    """Replace what is in a database by a backup; return the file with what was there.

    People who asked to be forgotten after the backup was made are deleted again. Who they are lies beside the
    backup meanwhile, so that a restore which is killed, and made again, brings nobody back.

    Raises:
        StoreError: a worker is running, or the source is no backup of ours; nothing was changed.
    """
    _check(source)
    _check_schema(source)
    kept = source.with_name(f"{source.name}.replaced")
    if kept.exists():
        raise StoreError(
            f"{kept} is left from an earlier restore and may be the only copy of that data;"
            " move it elsewhere, then restore again"
        )
    store = PostgresStore.open(url)
    try:
        await store.must_be_unused()
        forgotten = await store.runner.read(known_lines)
    finally:
        await store.close()
    beside = source.with_name(f"{source.name}.forgotten")
    forgotten |= _noted(beside)
    dump(url, kept)
    _note(beside, forgotten)
    all_or_nothing = ("--clean", "--if-exists", "--single-transaction", "--exit-on-error")
    _run_on(url, "pg_restore", *all_or_nothing, *_OF_ANY_OWNER, str(source))
    await _forget_again(url, forgotten)
    beside.unlink()
    return kept


def _noted(file: Path) -> set[str]:
    """Return the lines that a restore which was killed left beside a backup."""
    try:
        return {*filter(LINE.fullmatch, file.read_text("ascii", "replace").splitlines())}
    except FileNotFoundError:
        return set()
    except OSError as problem:
        raise StoreError(f"{file} cannot be read ({problem.strerror}); check its permissions") from problem


def _note(file: Path, lines: set[str]) -> None:
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as noted:
            noted.writelines(f"{line}\n" for line in sorted(lines))
            noted.flush()
            os.fsync(noted.fileno())
    except OSError as problem:
        raise StoreError(f"{file} cannot be written ({problem.strerror}); check its folder") from problem


async def _forget_again(url: str, lines: set[str]) -> None:
    store = PostgresStore.open(url)
    try:
        if again := await store.runner.run(partial(forget_again, lines=lines)):
            log.warning("%d people in the backup had asked to be forgotten, and are deleted again", again)
    finally:
        await store.close()


def _check(file: Path) -> None:
    if not file.is_file():
        raise StoreError(f"{file} is missing or is not a file; check the name")
    if not _is_ours(file):
        raise StoreError(f"{file} is no backup of Decision Coach; choose another file")


def _is_ours(file: Path) -> bool:
    return _OURS.search(_run("pg_restore", "--list", str(file))) is not None


def _check_schema(file: Path) -> None:
    found = _SCHEMA.search(_run("pg_restore", *_SCHEMA_ROWS, str(file)))
    if found is None:
        raise StoreError(f"{file} does not say its schema; choose another backup")
    version, newest = int(found["number"]), postgres_migrations()[-1].number
    if version > newest:
        raise newer_schema(str(file), version, newest)


def _run_on(url: str, program: str, *arguments: str) -> None:
    """Run a program on a database; everybody on the machine can see arguments, so no password is one."""
    address = conninfo_to_dict(url)
    password = address.pop("password", None)
    secrets = {} if password is None else {"PGPASSWORD": str(password)}
    _run(program, "--dbname", make_conninfo("", **address), *arguments, **secrets)


def _run(program: str, *arguments: str, **environment: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603  # our own programs, and no shell
            (program, *arguments),
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )
    except FileNotFoundError:
        raise StoreError(f"{program} is not installed; it comes with PostgreSQL's client programs") from None
    if done.returncode:
        raise StoreError(f"{program} failed: {done.stderr.strip().partition(chr(10))[0]}")
    return done.stdout
