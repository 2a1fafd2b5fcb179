"""Move everything from one database to another of any kind, so that it can go on after an interruption.

Rows are copied in the order of their keys, so what is there tells how far it came. Until all is there and was
compared, the database that is filled carries a mark, and no bot starts on it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from typing import Any, Final, TypeAlias

from bot.stores.protocol import StoreError
from bot.stores.sql.connection import Connection, Runner

CHUNK: Final = 5000
"""Rows that are copied in one transaction."""
TellProgress: TypeAlias = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class MovedTable:
    """A table to copy. key: the columns by which its rows are told apart."""

    name: str
    key: tuple[str, ...]


TABLES: Final = (
    # In this order: what refers to something comes after it.
    MovedTable("dialogs", ("logic_hash",)),
    MovedTable("forgotten", ("line",)),
    MovedTable("sessions", ("id",)),
    MovedTable("group_sessions", ("id",)),
    MovedTable("members", ("group_session", "seat")),
    MovedTable("coaches", ("person", "group_session")),
    MovedTable("surfaces", ("id",)),
    MovedTable("updates", ("update_id",)),
    MovedTable("buried", ("update_id",)),
    MovedTable("set_aside", ("id",)),
)
_SMALL: Final = ("keys", "calls")
"""Copied whole when the move begins."""
_MARK: Final = "SELECT key FROM keys WHERE purpose = 'moving'"
_OWN_KEY: Final = "SELECT key FROM keys WHERE purpose = 'forgotten' AND position = 0"


@dataclass(frozen=True, slots=True)
class TableContents:
    """What a table holds. digest: of all its rows, in order."""

    rows: int
    digest: str


async def move_everything(source: Runner, target: Runner, say: TellProgress) -> dict[str, TableContents]:
    """Copy what the source holds into the target, compare the two, and return what each table holds.

    Neither is used meanwhile. say: tells how far it came.

    Raises:
        StoreError: the target holds something else, the two differ, or one of them failed; the source is as
            it was, and the same call goes on.
    """
    small = await source.read(_read_small)
    if await target.run(partial(_begin, small=small)):
        for table in TABLES:
            await _copy(source, target, table, say)
    summaries = {}
    for table in TABLES:
        say(f"comparing {table.name}")
        summaries[table.name] = await _summary(source, table)
        if summaries[table.name] != await _summary(target, table):
            raise StoreError(
                f"{table.name} differ in the two databases; was one of them in use since the move began?"
                " If it was the old one, stop the bot and move to a new, empty database"
            )
    await target.run(_finish)
    return summaries


def must_be_whole(connection: Connection) -> None:
    """Make sure that a database is not being filled.

    Raises:
        StoreError: it is.
    """
    if connection.execute(_MARK).fetchone() is not None:
        raise StoreError("a move into this database is not finished; run `decision-coach move` again")


# --- begin and end ----------------------------------------------------------------------


def _read_small(connection: Connection) -> dict[str, list[tuple[Any, ...]]]:
    if connection.execute(_OWN_KEY).fetchone() is None:
        raise StoreError("the database to move from has lost its key; restore a backup")
    return {
        "keys": connection.execute("SELECT purpose, position, key FROM keys").fetchall(),
        "calls": connection.execute("SELECT chat, at FROM calls").fetchall(),
    }


def _begin(connection: Connection, small: dict[str, list[tuple[Any, ...]]]) -> bool:
    """Prepare an empty target, leave one as it is that holds this source; return whether rows are missing."""
    (own,) = (key for purpose, position, key in small["keys"] if (purpose, position) == ("forgotten", 0))
    (theirs,) = connection.execute(_OWN_KEY).fetchone()
    if bytes(theirs) == bytes(own):
        return connection.execute(_MARK).fetchone() is not None
    for table in TABLES:
        if table.name != "forgotten" and connection.execute(f"SELECT 1 FROM {table.name} LIMIT 1").fetchone():  # noqa: S608
            raise StoreError("the database to move to holds something already; choose an empty one")
    for name in ("forgotten", *_SMALL):  # a new database has keys of its own, and may know who was forgotten
        connection.execute(f"DELETE FROM {name}")  # noqa: S608  # a constant
    keys = [*small["keys"], ("moving", 0, b"")]
    connection.executemany("INSERT INTO keys (purpose, position, key) VALUES (?, ?, ?)", keys)
    connection.executemany("INSERT INTO calls (chat, at) VALUES (?, ?)", small["calls"])
    return True


def _finish(connection: Connection) -> None:
    connection.count_on_from_rows()
    connection.execute("DELETE FROM keys WHERE purpose = 'moving'")


# --- rows -------------------------------------------------------------------------------


async def _copy(source: Runner, target: Runner, table: MovedTable, say: TellProgress) -> None:
    """Copy the rows that the target lacks, which all come after those that it has."""
    columns = await source.read(partial(_columns, table=table))
    total = await source.read(partial(_count, table=table))
    done = await target.read(partial(_count, table=table))
    last = await target.read(partial(_last_key, table=table))
    places = [columns.index(name) for name in table.key]
    say(f"{table.name}: {done} of {total}")
    while rows := await source.read(partial(_chunk, table=table, columns=columns, after=last)):
        try:
            await target.run(partial(_add, table=table, columns=columns, rows=rows))
        except ValueError as problem:
            raise StoreError(f"a row of {table.name} is damaged and cannot be moved ({problem})") from problem
        last = tuple(rows[-1][place] for place in places)
        done += len(rows)
        if done % (20 * CHUNK) == 0 or len(rows) < CHUNK:
            say(f"{table.name}: {done} of {total}")


async def _summary(runner: Runner, table: MovedTable) -> TableContents:
    """Read a whole table; the columns in the order of their names, as they are in no two databases."""
    columns = sorted(await runner.read(partial(_columns, table=table)))
    places = [columns.index(name) for name in table.key]
    digest, count, last = blake2b(digest_size=16), 0, None
    while rows := await runner.read(partial(_chunk, table=table, columns=columns, after=last)):
        digest.update(b"".join(_plain(row) for row in rows))
        count += len(rows)
        last = tuple(rows[-1][place] for place in places)
    return TableContents(count, digest.hexdigest())


def _plain(row: tuple[Any, ...]) -> bytes:
    return repr(tuple(row)).encode("utf-8", "backslashreplace")


def _columns(connection: Connection, table: MovedTable) -> list[str]:
    described = connection.execute(f"SELECT * FROM {table.name} LIMIT 0").description  # noqa: S608
    return [column[0] for column in described]


def _count(connection: Connection, table: MovedTable) -> int:
    (number,) = connection.execute(f"SELECT count(*) FROM {table.name}").fetchone()  # noqa: S608
    return int(number)


def _last_key(connection: Connection, table: MovedTable) -> tuple[Any, ...] | None:
    order = ", ".join(f"{name} DESC" for name in table.key)
    query = f"SELECT {', '.join(table.key)} FROM {table.name} ORDER BY {order} LIMIT 1"  # noqa: S608
    row: tuple[Any, ...] | None = connection.execute(query).fetchone()
    return row


def _chunk(
    connection: Connection, table: MovedTable, columns: list[str], after: tuple[Any, ...] | None
) -> list[tuple[Any, ...]]:
    """Return the next rows after a key, in the order of their keys."""
    key, marks = ", ".join(table.key), ", ".join("?" * len(table.key))
    where = "" if after is None else f"WHERE ({key}) > ({marks})"
    query = f"SELECT {', '.join(columns)} FROM {table.name} {where} ORDER BY {key} LIMIT {CHUNK}"  # noqa: S608
    return connection.execute(query, after or ()).fetchall()


def _add(connection: Connection, table: MovedTable, columns: list[str], rows: list[tuple[Any, ...]]) -> None:
    connection.add_rows(table.name, columns, rows)
