"""The store of many processes: a PostgreSQL database, which orders what they change."""

import asyncio
import logging
from functools import partial
from typing import Self

from bot.stores.postgres.pool import ConnectionPool
from bot.stores.postgres.runner import PostgresRunner
from bot.stores.postgres.schema import apply_next, postgres_migrations
from bot.stores.sql.store import SqlStore
from bot.stores.sql.unreadable_rows import take_back

log = logging.getLogger(__name__)


class PostgresStore(SqlStore):
    """A `Store` in PostgreSQL; use `PostgresStore.open`."""

    _writer: PostgresRunner

    def __init__(self, writer: PostgresRunner) -> None:
        self._writer = writer

    @classmethod
    def open(cls, url: str, patience: float = 5.0) -> Self:
        """Open a database, and bring an empty or older one to the schema of this version.

        patience: seconds to wait for a connection that was lost, or that the server has none left of.

        Raises:
            StoreError: it cannot be reached or used, or it is of another program or a newer version.
        """
        pool = ConnectionPool(url, patience)
        writer = PostgresRunner(pool, patience)
        try:
            step = partial(apply_next, name=pool.name, steps=postgres_migrations())
            while writer.run_here(step):
                pass
            if returned := writer.run_here(take_back):
                log.info("%d rows that could not be read before were taken back", returned)
        except BaseException:
            pool.close()
            raise
        log.info("the store is %s", pool.name)
        return cls(writer)

    @property
    def is_persistent(self) -> bool:
        """See `Store.is_persistent`."""
        return True

    async def watch(self) -> None:
        """See `Archive.watch`: a server that is gone may come back, so nothing is for good."""
        await asyncio.Event().wait()

    async def close(self) -> None:
        """See `Store.close`."""
        await self._writer.close()
