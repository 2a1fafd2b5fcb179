"""The connections of one process to PostgreSQL: made when needed, kept for the next transaction."""

from collections.abc import Mapping
from threading import Condition
from typing import Any, Final

import psycopg
from psycopg.conninfo import conninfo_to_dict

from bot.stores.postgres.errors import is_full, store_error
from bot.stores.protocol import StoreError

SIZE: Final = 8
"""Connections at most, and so transactions at the same time."""
_DEFAULTS: Final[Mapping[str, Any]] = {
    "application_name": "decision-coach",
    "connect_timeout": 3,
    # After a fail-over, the one of several servers that takes changes.
    "target_session_attrs": "read-write",
    # A server that vanished from the network is noticed within seconds, too.
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}
"""What DATABASE_URL may say otherwise."""


class ConnectionPool:
    """name: of the database, without a password. patience: seconds to wait for a connection of others."""

    def __init__(self, url: str, patience: float) -> None:
        """Know where the database is; nothing is connected yet.

        Raises:
            StoreError: the address cannot be read.
        """
        try:
            given = conninfo_to_dict(url)
        except psycopg.ProgrammingError:  # its message may repeat the password
            raise StoreError(
                "the address is not one of PostgreSQL; check its form and the names after `?`"
            ) from None
        self._parameters = {**_DEFAULTS, **given}
        self.name = _name_of(given)
        self._patience = patience
        self._idle: list[psycopg.Connection] = []
        self._returned = Condition()
        self._in_use = 0

    def take(self) -> psycopg.Connection:
        """Return a connection for one transaction; `give_back` or `discard` it afterwards.

        Raises:
            StoreError: there is none, and none can be made.
        """
        with self._returned:
            self._in_use += 1
            if self._idle:
                return self._idle.pop()
        try:
            return self._connect()
        except psycopg.Error as problem:
            if is_full(problem):
                return self._wait_for_another(problem)
            self._drop()
            raise store_error(self.name, problem) from problem

    def give_back(self, connection: psycopg.Connection) -> None:
        """Keep a connection, unless it is of no use any more."""
        with self._returned:
            self._in_use -= 1
            if not connection.closed:
                self._idle.append(connection)
            self._returned.notify()

    def discard(self, connection: psycopg.Connection) -> None:
        """Close a connection, and the idle ones with it: what ended it has most likely ended them."""
        with self._returned:
            self._in_use -= 1
            idle, self._idle = self._idle, []
            self._returned.notify()
        for each in (connection, *idle):
            each.close()

    def close(self) -> None:
        """Close what is idle."""
        with self._returned:
            idle, self._idle = self._idle, []
        for each in idle:
            each.close()

    def _connect(self) -> psycopg.Connection:
        return psycopg.connect(**self._parameters, autocommit=True, prepare_threshold=None)

    def _drop(self) -> None:
        with self._returned:
            self._in_use -= 1
            self._returned.notify()

    def _wait_for_another(self, problem: psycopg.Error) -> psycopg.Connection:
        """Return a connection that somebody gives back: the server has none left."""
        with self._returned:
            while not self._idle and self._in_use > 1 and self._returned.wait(self._patience):
                pass
            if self._idle:
                return self._idle.pop()
            self._in_use -= 1
        raise store_error(self.name, problem)


def _name_of(parameters: Mapping[str, Any]) -> str:
    host = parameters.get("host") or parameters.get("hostaddr") or "localhost"
    return f"the database {parameters.get('dbname') or parameters.get('user') or ''} on {host}"
