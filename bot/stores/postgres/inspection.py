"""Look at a PostgreSQL database that workers may be using, and change nothing."""

import re
import shutil
import subprocess
from typing import Final

from bot.stores.inspection import Inspection
from bot.stores.postgres.pool import ConnectionPool
from bot.stores.postgres.runner import READ, PostgresRunner
from bot.stores.postgres.schema import oldest_of, postgres_migrations, schema_of
from bot.stores.protocol import StoreError
from bot.stores.sql.connection import Connection

OLDEST: Final = 15
"""The first major version of PostgreSQL that will do."""


def inspect_server(url: str) -> Inspection:
    """Look at a database on a server; one that cannot be reached is a fault."""
    try:
        pool = ConnectionPool(url, 5.0)
    except StoreError as problem:
        return Inspection("", faults=(str(problem),))
    try:
        version, schema, oldest = PostgresRunner(pool, 5.0).run_here(_facts, READ)
    except StoreError as problem:
        return Inspection(pool.name, faults=(str(problem),))
    finally:
        pool.close()
    return judge_server(pool.name, version, schema, dump_version(), oldest)


def judge_server(name: str, version: str, schema: int, dump: int | None, oldest: int) -> Inspection:
    """Return what there is to say.

    schema: 0 for an empty database. dump: major version of `pg_dump`; None for none. oldest: the schema that
    a version has to know at least to work with it.
    """
    newest, major = postgres_migrations()[-1].number, int(version.partition(".")[0])
    warnings, faults = [], []
    if major < OLDEST:
        faults.append(f"PostgreSQL {version} is too old; {OLDEST} or newer is needed")
    if schema > newest >= oldest:
        warnings.append(f"its schema {schema} is of a newer version, which only added to it; upgrade this")
    elif schema > newest:
        faults.append(f"its schema {schema} is of a newer version; run that version")
    elif schema < newest:
        warnings.append(f"the next start brings it to schema {newest}")
    if dump is None:
        warnings.append("pg_dump is not installed; backups need it: install PostgreSQL's client programs")
    elif dump < major:
        warnings.append(
            f"pg_dump {dump} cannot back up PostgreSQL {major}; install the client programs of {major}"
        )
    return Inspection(f"{name}, PostgreSQL {version}, schema {schema}", tuple(warnings), tuple(faults))


def dump_version() -> int | None:
    """Return the major version of `pg_dump`; None where there is none."""
    if (program := shutil.which("pg_dump")) is None:
        return None
    said = subprocess.run((program, "--version"), capture_output=True, text=True, check=False)  # noqa: S603
    found = re.search(r"\) ([0-9]+)", said.stdout)
    return None if found is None else int(found[1])


def _facts(connection: Connection) -> tuple[str, int, int]:
    (version,) = connection.execute("SHOW server_version").fetchone()
    schema = schema_of(connection)
    is_newer = schema > postgres_migrations()[-1].number
    return str(version).split()[0], schema, oldest_of(connection) if is_newer else schema
