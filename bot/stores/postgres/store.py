"""The store of many processes: a PostgreSQL database, which orders what they change."""

import asyncio
import logging
from collections.abc import Sequence
from functools import partial
from typing import Final, Self

from bot.stores.backup_folder import UNCHANGED_DAYS
from bot.stores.migration import Migration
from bot.stores.move import must_be_whole
from bot.stores.postgres.claims import UNCLAIMED
from bot.stores.postgres.pool import ConnectionPool
from bot.stores.postgres.runner import PostgresRunner
from bot.stores.postgres.schema import apply_next, postgres_migrations, schema_of
from bot.stores.postgres.workers import PostgresWorkers
from bot.stores.protocol import Due, InUse, StoreError
from bot.stores.sql import surface_rows
from bot.stores.sql.connection import Connection
from bot.stores.sql.store import SqlStore
from bot.stores.sql.unreadable_rows import take_back

_OTHERS: Final = """
    SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
        AND application_name = current_setting('application_name') AND pid <> pg_backend_pid()
"""

log = logging.getLogger(__name__)


class PostgresStore(SqlStore):
    """A `Store` in PostgreSQL; use `PostgresStore.open`."""

    _writer: PostgresRunner

    def __init__(self, writer: PostgresRunner, build: str = "") -> None:
        self._writer = writer
        self._workers = PostgresWorkers(writer, build)

    @classmethod
    def open(
        cls,
        url: str,
        patience: float = 5.0,
        *,
        is_to_move: bool = False,
        must_exist: bool = False,
        build: str = "",
        steps: Sequence[Migration] | None = None,
    ) -> Self:
        """Open a database, and bring an empty or older one to the schema of this version.

        patience: seconds to wait for a connection that was lost, or that the server has none left of.
        is_to_move: it may hold a part of another database, which was moved there.
        must_exist: an empty one is left as it is, and refused.
        build: tells versions of the code apart; "" for the digest of this one's.
        steps: of the schema; None for those of this version.

        Raises:
            StoreError: it cannot be reached or used, or it is of another program or a newer version.
        """
        pool = ConnectionPool(url, patience)
        writer = PostgresRunner(pool, patience)
        try:
            if must_exist and not writer.run_here(schema_of):
                raise StoreError(f"{pool.name} holds nothing of Decision Coach; check its address")
            step = partial(apply_next, name=pool.name, steps=steps or postgres_migrations())
            while writer.run_here(step):
                pass
            if not is_to_move:
                writer.run_here(must_be_whole)
            if returned := writer.run_here(take_back):
                log.info("%d rows that could not be read before were taken back", returned)
        except BaseException:
            pool.close()
            raise
        log.info("the store is %s", pool.name)
        return cls(writer, build)

    async def must_be_unused(self) -> None:
        """See `SqlStore.must_be_unused`."""
        if await self.runner.read(_count_others):
            raise InUse(f"{self._writer.name} is in use by a running Decision Coach; stop that first")

    @property
    def days_in_backups(self) -> int:
        """See `Archive.days_in_backups`."""
        return UNCHANGED_DAYS

    @property
    def is_persistent(self) -> bool:
        """See `Store.is_persistent`."""
        return True

    @property
    def workers(self) -> PostgresWorkers:
        """See `Store.workers`."""
        return self._workers

    async def due(self, now: float, limit: int) -> tuple[Due, ...]:
        """See `Store.due`; what is in a chat that another worker has is left to that one."""
        work = partial(
            surface_rows.due_surfaces,
            now=now,
            limit=limit,
            condition=UNCLAIMED,
            values=(self._workers.id,),
            gives_up=self._gives_up,
        )
        return await self._writer.run(work)

    async def watch(self) -> None:
        """See `Archive.watch`: a server that is gone may come back, so nothing is for good."""
        await asyncio.Event().wait()


def _count_others(connection: Connection) -> int:
    (number,) = connection.execute(_OTHERS).fetchone()
    return int(number)
