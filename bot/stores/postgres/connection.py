"""PostgreSQL's connection, as the SQL of a store wants it: within one transaction.

Nothing here outlives the transaction: no prepared statement, no setting, no lock. So it works behind a pooler
that gives every transaction another connection.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, Final

import psycopg

from bot.stores.sql.connection import LostRace, ResultRows, Values

NOW: Final = "extract(epoch FROM clock_timestamp())::float8"
"""Seconds since 1970 by the server's clock, in its SQL."""
_OURS = re.compile(r"(?P<hint> INDEXED BY \w+)|(?P<same> IS \?)|\?|(?<!:):(?P<name>[a-z_]+)|%")


class PostgresConnection:
    """See `Connection`.

    begin: the statements that open the transaction; they are sent with the first that needs an answer.
    is_alone: locks on rows are never shared. transaction: its number, if `begin` asks for it; "" before.
    """

    def __init__(self, driver: psycopg.Connection, begin: str, *, is_alone: bool = False) -> None:
        self._driver = driver
        self._unsent = [begin]
        self._is_alone = is_alone
        self.transaction = ""
        self._shares = False
        self._locked: set[int] = set()

    def execute(self, sql: str, values: Values = (), /) -> ResultRows:
        """See `Connection.execute`."""
        self.send()
        return self._driver.execute(translate(sql), values)

    def executemany(self, sql: str, values: Iterable[Sequence[Any]], /) -> ResultRows:
        """See `Connection.executemany`."""
        self.send()
        cursor = self._driver.cursor()
        cursor.executemany(translate(sql), values)
        return cursor

    def run_script(self, script: str) -> None:
        """Run statements without values, as they are."""
        self.send()
        self._driver.execute(script.encode())

    def lock_chat(self, chat: int) -> None:
        """See `Connection.lock_chat`."""
        if chat not in self._locked:
            self._locked.add(chat)
            self._unsent.append(f"SELECT pg_advisory_xact_lock({chat:d})")

    def locking(self, table: str, *, is_shared: bool = False) -> str:
        """See `Connection.locking`."""
        self._shares |= is_shared and not self._is_alone
        return f" FOR {'SHARE' if is_shared and not self._is_alone else 'UPDATE'} OF {table}"

    def skipping(self, table: str) -> str:
        """See `Connection.skipping`."""
        return f" FOR UPDATE OF {table} SKIP LOCKED"

    def common_time(self, own: float) -> float:  # the server's counts
        """See `Connection.common_time`."""
        (now,) = self.execute(f"SELECT {NOW}").fetchone()
        return float(now)

    def must_be_alone(self) -> None:
        """See `Connection.must_be_alone`."""
        if self._shares:
            raise LostRace("others hold the same rows")

    def add_rows(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """See `Connection.add_rows`."""
        self.send()
        with self._driver.cursor().copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)

    def count_on_from_rows(self) -> None:
        """See `Connection.count_on_from_rows`."""
        for table in ("surfaces", "set_aside"):
            self.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}"  # noqa: S608
            )

    def send(self) -> None:
        """Send what needed no answer until now."""
        if self._unsent:
            script, self._unsent = "; ".join(self._unsent), []
            answers = self._driver.execute(script)  # in one round trip
            while not self.transaction and (answers.description is not None or answers.nextset()):
                if answers.description is not None:
                    (self.transaction,) = answers.fetchone() or ("",)


@cache
def translate(sql: str) -> bytes:
    """Return a statement in PostgreSQL's words: how it marks values, how NULL equals NULL, no hints."""
    return _OURS.sub(_translate_part, sql).encode()


def _translate_part(found: re.Match[str]) -> str:
    if found["hint"]:
        return ""
    if found["same"]:
        return " IS NOT DISTINCT FROM %s"
    if found["name"]:
        return f"%({found['name']})s"
    return "%%" if found[0] == "%" else "%s"
