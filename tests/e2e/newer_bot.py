"""A worker of a version to come, which added to the schema of PostgreSQL: what `decision-coach run` does."""

from typing import Final, NoReturn

from bot.stores.migration import Migration
from bot.stores.postgres.schema import postgres_migrations
from bot.stores.postgres.store import PostgresStore
from tests.e2e.killed_bot import run_with

_LAST: Final = postgres_migrations()[-1].number
ADDED: Final = Migration(
    _LAST + 1,
    """
    ALTER TABLE sessions ADD COLUMN of_later TEXT NOT NULL DEFAULT '';
    CREATE TABLE things_of_later (id BIGINT PRIMARY KEY);
    CREATE INDEX sessions_of_later ON sessions (of_later);
    """,
)
"""What the version to come does to the schema."""


def open_newer(url: str) -> PostgresStore:
    """Open the database as that version."""
    return PostgresStore.open(url, build="newer", steps=(*postgres_migrations(), ADDED))


def main() -> NoReturn:
    """Run the whole command line."""
    run_with(open_store=open_newer)
