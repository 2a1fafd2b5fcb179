"""What only a store on a disk can promise: nothing lost, nothing half done, one at a time."""

import asyncio
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bot.core.screen.screen import Screen
from bot.core.solo.session import Session
from bot.stores.protocol import Address, Change, Found, StoreError
from bot.stores.sqlite.store import SqliteStore
from bot.stores.sqlite.writer import Writer
from bot.stores.unreadable import UnreadableRow
from tests.stores.conftest import CARD, CHAT, FRESH, answered


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "coach.db"


@pytest.fixture
async def store(path: Path) -> AsyncIterator[SqliteStore]:
    opened = SqliteStore.open(path, patience=0.05)
    yield opened
    await opened.close()


def more(found: Found) -> Change:
    """One more answer, under the number of the revision."""
    session = found.session or FRESH
    return Change(answered(session, **{f"q{session.revision}": "yes"}))


# --- group commit -------------------------------------------------------------------------


def commits(store: SqliteStore) -> int:
    """How many transactions were committed so far."""
    assert isinstance(store._writer, Writer)
    return store._writer.commits


async def test_updates_at_the_same_moment_share_their_commits(store: SqliteStore) -> None:
    before = commits(store)

    await asyncio.gather(*(store.update(Address(chat), chat, save_for(chat), 1.0) for chat in range(1, 101)))

    assert commits(store) - before <= 5
    assert [len(await store.sessions(chat)) for chat in range(1, 101)] == [1] * 100


async def test_a_decision_that_fails_leaves_its_neighbours_alone(store: SqliteStore) -> None:
    def fail(_: Found) -> Change:
        raise LookupError

    one, wrong, two = await asyncio.gather(
        store.update(Address(1), 1, save_for(1), 1.0),
        store.update(Address(2), 2, fail, 1.0),
        store.update(Address(3), 3, save_for(3), 1.0),
        return_exceptions=True,
    )

    assert [type(outcome).__name__ for outcome in (one, wrong, two)] == [
        "Committed",
        "LookupError",
        "Committed",
    ]
    assert [len(await store.sessions(chat)) for chat in (1, 2, 3)] == [1, 0, 1]


async def test_an_update_whose_caller_gave_up_does_not_disturb_the_others(store: SqliteStore) -> None:
    impatient = asyncio.create_task(store.update(Address(1), 1, save_for(1), 1.0))
    patient = asyncio.create_task(store.update(Address(2), 2, save_for(2), 1.0))
    await asyncio.sleep(0)

    impatient.cancel()

    assert await patient is not None


async def test_what_is_not_urgent_rides_along(store: SqliteStore) -> None:
    committed = await store.update(Address(CHAT), 1, lambda _: Change(FRESH, (CARD,)), 1.0)
    assert committed is not None
    surface = committed.due[0].surface
    await store.shown(surface, 40, "d1")
    before = commits(store)

    await store.shown(replace(surface, message_id=40), 40, "d2")
    found = await store.update(Address(CHAT), 2, lambda found: Change(found.session), 1.0)

    assert found is not None
    assert commits(store) - before == 1
    assert await store.due(9.0, 9) == ()


async def test_what_is_not_urgent_is_written_without_company_too(store: SqliteStore) -> None:
    before = commits(store)

    await store.clear_retired(1)
    while commits(store) == before:  # noqa: ASYNC110 - nobody is told when it is written
        await asyncio.sleep(0.02)

    assert commits(store) - before == 1


async def test_closing_finishes_what_was_begun(path: Path) -> None:
    store = SqliteStore.open(path)
    await store.update(Address(CHAT), 1, more, 1.0)
    begun = asyncio.create_task(store.update(Address(CHAT), 2, more, 1.0))
    await asyncio.sleep(0)

    await store.close()

    assert await begun is not None
    assert len((await reopened(path))[0].answers) == 2


async def test_whoever_comes_after_the_end_is_told(path: Path) -> None:
    store = SqliteStore.open(path)
    ending = asyncio.create_task(store.close())
    await asyncio.sleep(0)

    with pytest.raises(StoreError, match="was closed; open the store again"):
        await store.sessions(CHAT)

    await ending


# --- trouble ------------------------------------------------------------------------------


async def test_while_another_program_locks_it_nothing_is_kept_and_everybody_is_told(
    store: SqliteStore, path: Path
) -> None:
    await store.update(Address(CHAT), 1, more, 1.0)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")

    outcomes = await asyncio.gather(
        *(store.update(Address(CHAT), number, more, 1.0) for number in (2, 3, 4)), return_exceptions=True
    )
    other.execute("ROLLBACK")
    other.close()

    assert [str(outcome) for outcome in outcomes] == [
        f"{path} is locked by another program; close that program,"
        " nothing is lost in the meantime (database is locked)"
    ] * 3
    assert len({id(outcome) for outcome in outcomes}) == 3
    assert await store.update(Address(CHAT), 2, more, 1.0) is not None
    assert len((await store.sessions(CHAT))[0].answers) == 2


async def test_on_a_full_disk_nothing_is_kept_until_there_is_room(path: Path) -> None:
    done = await script(path, FULL_DISK)

    told, after = done.split("\n", 1)
    assert told.startswith(f"{path} cannot ")
    assert after == "kept 2\n"


FULL_DISK = """
    import resource
    from pathlib import Path

    await store.update(Address(CHAT), 1, more, 1.0)
    wall = resource.getrlimit(resource.RLIMIT_FSIZE)
    size = max(file.stat().st_size for file in path.parent.iterdir())
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 100, wall[1]))
    try:
        await store.update(Address(CHAT), 2, more, 1.0)
    except StoreError as problem:
        print(problem)
    resource.setrlimit(resource.RLIMIT_FSIZE, wall)
    await store.update(Address(CHAT), 2, more, 1.0)
    print("kept", len((await store.sessions(CHAT))[0].answers))
"""


async def test_what_cannot_be_read_stops_nobody_else(store: SqliteStore, path: Path) -> None:
    other = replace(FRESH, id=8, chat=5, person=5)
    await store.update(Address(CHAT), 1, lambda _: Change(FRESH, (CARD,)), 1.0)
    marked = await store.update(Address(5), 2, lambda _: Change(other, (CARD,)), 2.0)
    damage(path, "UPDATE sessions SET body = '{\"answers\": 5}' WHERE id = 7")

    due = await store.due(9.0, 1), await store.due(9.0, 1)
    with pytest.raises(UnreadableRow, match=r"^session 7 cannot be read \(answers: not an object\)"):
        await store.update(Address(CHAT), 3, more, 3.0)

    assert marked is not None
    assert due == ((), marked.due)


async def test_a_surface_of_a_newer_version_is_given_up(store: SqliteStore, path: Path) -> None:
    await store.update(Address(CHAT), 1, lambda _: Change(tell=(Screen(()),)), 1.0)
    damage(path, "UPDATE surfaces SET role = 'hologram'")

    assert await store.due(9.0, 9) == ()
    assert await store.due(9.0, 9) == ()


# --- crashes ------------------------------------------------------------------------------


async def test_an_answer_that_was_confirmed_outlives_kill_9(path: Path) -> None:
    program = start(
        path, "    number = 0\n    while number := number + 1:\n        await keep(store, number)"
    )
    assert program.stdout is not None
    confirmed = [program.stdout.readline() for _ in range(20)][-1]

    os.kill(program.pid, signal.SIGKILL)
    rest, _ = program.communicate()

    (session,) = await reopened(path)
    assert session.revision >= int((rest.splitlines() or [confirmed])[-1]) >= 20


async def test_after_a_loss_of_power_every_frame_of_the_log_opens(path: Path, tmp_path: Path) -> None:
    store = SqliteStore.open(path)
    for number in range(1, 6):
        await store.update(Address(CHAT), number, more, 1.0)
    database, log = contents(path)
    await store.close()
    copy = tmp_path / "after" / "coach.db"
    copy.parent.mkdir()

    answers = []
    for cut in range(32, len(log) + 1, 24 + 4096):
        copy.write_bytes(database)
        copy.with_name("coach.db-wal").write_bytes(log[:cut])
        answers.append(sum(len(session.answers) for session in await reopened(copy)))

    assert answers == sorted(answers)
    assert (answers[0], answers[-1]) == (0, 5)


async def test_half_a_frame_of_the_log_is_as_good_as_none(path: Path, tmp_path: Path) -> None:
    store = SqliteStore.open(path)
    await store.update(Address(CHAT), 1, more, 1.0)
    database, log = contents(path)
    await store.close()
    copy = tmp_path / "after.db"
    copy.write_bytes(database)
    copy.with_name("after.db-wal").write_bytes(log[:-100])

    assert await reopened(copy) == ()


# --- the parts of this file ---------------------------------------------------------------


def save_for(chat: int) -> Callable[[Found], Change]:
    return lambda _: Change(replace(FRESH, id=chat, chat=chat, person=chat))


async def reopened(path: Path) -> tuple[Session, ...]:
    """The sessions that a new start finds."""
    store = SqliteStore.open(path)
    sessions = await store.sessions(CHAT)
    await store.close()
    return sessions


def contents(path: Path) -> tuple[bytes, bytes]:
    """The bytes of a database and of its log."""
    return path.read_bytes(), path.with_name(f"{path.name}-wal").read_bytes()


def damage(path: Path, statement: str) -> None:
    """Change a row behind the store's back."""
    connection = sqlite3.connect(path)
    with connection:
        connection.execute(statement)
    connection.close()


PROGRAM = """
import asyncio, sys
from dataclasses import replace
from pathlib import Path
from bot.core.solo.session import Session
from bot.stores.protocol import Address, Change, StoreError
from bot.stores.sqlite.store import SqliteStore

CHAT = 700_000_001
path = Path(sys.argv[1])

def more(found):
    session = found.session or Session(7, CHAT, CHAT, "ai-cert", "h1")
    answers = {{**session.answers, f"q{{session.revision}}": "yes" * 500}}
    return Change(replace(session, answers=answers, revision=session.revision + 1))

async def keep(store, number):
    committed = await store.update(Address(CHAT), number, more, 1.0)
    print(committed.change.session.revision, flush=True)

async def main():
    store = SqliteStore.open(path)
{body}
    await store.close()

asyncio.run(main())
"""


def start(path: Path, body: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM.format(body=body), str(path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[3],
    )


async def script(path: Path, body: str) -> str:
    """What a process of its own prints that does this with a store."""
    program = start(path, body)
    printed, complaints = await asyncio.to_thread(program.communicate, None, 30)
    assert program.returncode == 0, complaints
    return printed
