"""What the SQL of a store is run on: a connection in a transaction, of any database.

Every statement is written once, in the SQL that SQLite and PostgreSQL share. Where others write at the same
time, rows have to be locked: the methods for that do nothing in SQLite, which has one writer.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol, TypeAlias, TypeVar

T = TypeVar("T")
Values: TypeAlias = Sequence[Any] | Mapping[str, Any]


class LostRace(ValueError):
    """What a decision rests on is not there any more. Where several write, the decision is made again;
    where only one does, it is a mistake of the decision.
    """


class ResultRows(Protocol):
    """What a statement returned."""

    @property
    def rowcount(self) -> int:
        """How many rows it changed."""

    @property
    def description(self) -> Any:
        """The columns, each a sequence that begins with its name."""

    def fetchone(self) -> Any:
        """Return the next row; None for none."""

    def fetchall(self) -> list[Any]:
        """Return the rows that are left."""

    def __iter__(self) -> Iterator[Any]:
        """Yield the rows that are left."""


class Connection(Protocol):
    """A connection in a transaction. `?` and `:name` stand for values in its statements."""

    def execute(self, sql: str, values: Values = ..., /) -> ResultRows:
        """Run one statement."""

    def executemany(self, sql: str, values: Iterable[Sequence[Any]], /) -> ResultRows:
        """Run one statement for each row of values; its count is of all."""

    def lock_chat(self, chat: int) -> None:
        """Wait for the lock of this chat, and hold it until the end of the transaction."""

    def locking(self, table: str, *, is_shared: bool = False) -> str:
        """Return the end of a SELECT that locks its rows of that table until the end of the transaction.

        is_shared: others may lock them so too, and nobody may change them.
        """

    def skipping(self, table: str) -> str:
        """Return the end of a SELECT that leaves out rows which another transaction has locked."""

    def common_time(self, own: float) -> float:
        """Return the seconds since 1970 by the clock that everybody who uses the database goes by.

        own: what this process's clock says.
        """

    def must_be_alone(self) -> None:
        """Make sure that the rows locked so far are not shared.

        Raises:
            LostRace: they are; the work is run again, and shares nothing.
        """

    def add_rows(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Insert many rows as fast as the database can; none of them is there yet."""

    def count_on_from_rows(self) -> None:
        """Have new rows numbered after those there are, which brought their numbers along."""


Work: TypeAlias = Callable[[Connection], T]


class Runner(Protocol):
    """Runs pieces of work on a database, each in one transaction."""

    async def run(self, work: Work[T]) -> T:
        """Return the result of the work when it is on disk; what the work raises is raised here.

        The work may be run more than once, and only what the last run did counts.

        Raises:
            StoreError: the database failed.
        """

    async def read(self, work: Work[T]) -> T:
        """Return the result of work that changes nothing, all of it as it stood at one moment.

        Raises:
            StoreError: the database failed.
        """

    async def post(self, work: Work[object]) -> None:
        """Have work done that may be lost in a crash; whatever is run later sees it."""

    def clean(self, thoroughly: bool = False) -> None:
        """Have deleted rows removed from the disk too; called by the work that deleted them."""

    async def close(self) -> None:
        """Finish what was begun, and let go of the database."""
