"""Sessions, decisions and stores to try them on."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from bot.core.screen.screen import Block, Screen
from bot.core.screen.surface import Role, Show
from bot.core.solo.session import Session, Stage
from bot.stores.opening import open_store
from bot.stores.protocol import Address, Change, Committed, Due, Found, Store
from bot.stores.sqlite.store import SqliteStore
from bot.stores.sqlite.writer import Writer
from tests.postgres import shared_server

from .circle import Circle

UNTIMED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""How long a property takes on a busy machine proves nothing."""
CHAT = 700_000_001
FRESH = Session(id=7, chat=CHAT, person=CHAT, dialog_id="ai-cert", logic_hash="h1", stage=Stage.ASKING)
EMPTY = """
    DELETE FROM group_sessions; DELETE FROM sessions; DELETE FROM surfaces; DELETE FROM updates;
    DELETE FROM buried; DELETE FROM dialogs; DELETE FROM forgotten; DELETE FROM calls; DELETE FROM set_aside;
    DELETE FROM keys WHERE purpose <> 'forgotten'; UPDATE keys SET key = sha256(random()::text::bytea)
"""
GONE = Screen((Block("Everything about you is deleted."),))


@pytest.fixture(scope="session")
def database() -> Iterator[Callable[[], str]]:
    """Empties a PostgreSQL database, and returns its address. All tests of this process use the same."""
    address = shared_server().create_database(f"tests_{os.getpid()}")
    import psycopg  # after what skips a test without it

    from bot.stores.postgres.store import PostgresStore

    PostgresStore.open(address)._writer._pool.close()
    with psycopg.connect(address, autocommit=True) as connection:

        def emptied() -> str:
            connection.execute(EMPTY)
            return address

        yield emptied


@pytest.fixture(params=["memory", "file", "postgres"])
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Store]:
    match request.param:
        case "memory":
            opened: Store = SqliteStore.in_memory()
        case "file":
            opened = SqliteStore.open(tmp_path / "coach.db")
        case _:
            opened = open_store(request.getfixturevalue("database")())
    yield opened
    await opened.close()


class Desk:
    """A store, used the short way: update ids and times count up by themselves."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.update_id = 0
        self.now = 1000.0

    async def update(self, address: Address, decide: Callable[[Found], Change]) -> Committed[Change]:
        self.update_id += 1
        self.now += 1
        committed = await self.store.update(address, self.update_id, decide, self.now)
        assert committed is not None
        return committed

    async def save(self, session: Session, *show: Show) -> tuple[Due, ...]:
        """Save a session under its own name; the surfaces marked."""
        change = Change(session, show)
        return (await self.update(Address(session.chat, session.id), lambda _: change)).due

    async def find(self, address: Address) -> Found:
        seen = []

        def look(found: Found) -> Change:
            seen.append(found)
            return Change()

        await self.update(address, look)
        return seen[0]

    async def due(self) -> tuple[Due, ...]:
        return await self.store.due(self.now, 100)


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store)


def answered(session: Session, **answers: str) -> Session:
    """The session with more answers, one revision on."""
    return replace(session, answers={**session.answers, **answers}, revision=session.revision + 1)


CARD = Show(Role.CARD)


@pytest.fixture
def circle(store: Store) -> Circle:
    return Circle(store)


async def cleaned(store: SqliteStore) -> None:
    """Wait for the steps that follow a deletion, off the way of whoever asked for it."""
    assert isinstance(store._writer, Writer)
    while store._writer._cleaning.seconds_until_due() is not None:  # noqa: ASYNC110 - it happens in a thread
        await asyncio.sleep(0.01)
