"""Connections that end, servers that stop: nothing is done twice, and nothing is taken for done."""

import asyncio
import logging
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from bot.stores.opening import open_store
from bot.stores.postgres.store import PostgresStore
from bot.stores.protocol import Address, Change, Found, StoreError
from tests.postgres import Server, own_server, temporary_folder
from tests.stores.conftest import CARD, CHAT, FRESH, GONE
from tests.stores.postgres.proxy import Proxy, proxied

END_OURS = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND application_name = 'decision-coach'"
)


def once_more(found: Found) -> Change:
    session = found.session or FRESH
    return Change(replace(session, revision=session.revision + 1), (CARD,))


@pytest.fixture
def proxy(address: str) -> Iterator[Proxy]:
    with temporary_folder() as folder, proxied(address, folder) as between:
        yield between


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with own_server() as private:
        private.create_database("coach")
        yield private


# --- connections --------------------------------------------------------------------------


@pytest.mark.parametrize("cuts_at", ["asked", "answered"])
async def test_a_change_whose_commit_got_no_answer_is_made_once(
    proxy: Proxy, cuts_at: str, caplog: pytest.LogCaptureFixture
) -> None:
    store = PostgresStore.open(proxy.url)
    await store.update(Address(CHAT), 1, once_more, 1.0)

    proxy.cuts_at = cuts_at
    committed = await store.update(Address(CHAT), 2, once_more, 2.0)
    told = await store.tell(CHAT, GONE, 3.0)

    assert committed is not None
    assert committed.change.session is not None
    assert committed.change.session.revision == 2
    assert [session.revision for session in await store.sessions(CHAT)] == [2]
    assert [due.surface.id for due in await store.due(9.0, 9)] == [
        *(due.surface.id for due in committed.due),
        *(due.surface.id for due in told.due),
    ]
    was = "aborted" if cuts_at == "asked" else "committed"
    assert f"lost during COMMIT; that transaction was {was}" in caplog.text
    await store.close()


@pytest.mark.parametrize("cuts_at", ["asked", "answered"])
async def test_a_message_whose_commit_got_no_answer_is_sent_once(proxy: Proxy, cuts_at: str) -> None:
    store = PostgresStore.open(proxy.url)

    proxy.cuts_at = cuts_at
    await store.tell(CHAT, GONE, 3.0)

    assert len(await store.due(9.0, 9)) == 1
    await store.close()


async def test_connections_that_have_ended_are_replaced_without_a_word(address: str) -> None:
    store = PostgresStore.open(address)

    async def tap_all(first: int) -> None:
        taps = (store.update(Address(at), first + at, once_more_in(at), 1.0) for at in range(1, 9))
        await asyncio.gather(*taps)

    await tap_all(0)
    with psycopg.connect(address, autocommit=True) as other:
        other.execute(END_OURS)
    await tap_all(100)

    assert [(await store.sessions(number))[0].revision for number in range(1, 9)] == [2] * 8
    await store.close()


def once_more_in(chat: int) -> Callable[[Found], Change]:
    def decide(found: Found) -> Change:
        session = found.session or replace(FRESH, id=chat, chat=chat, person=chat)
        return Change(replace(session, revision=session.revision + 1))

    return decide


async def test_it_works_where_every_transaction_gets_a_connection_that_was_reset(address: str) -> None:
    store = PostgresStore.open(address)
    pool = store._writer._pool
    give_back = pool.give_back

    def give_back_reset(connection: psycopg.Connection) -> None:
        connection.execute("DISCARD ALL")
        give_back(connection)

    pool.give_back = give_back_reset  # type: ignore[method-assign]
    for number in range(12):
        await store.update(Address(CHAT), number, once_more, 1.0)
        await store.due(9.0, 9)

    with psycopg.connect(address) as other:
        prepared = other.execute("SELECT count(*) FROM pg_prepared_statements").fetchone()
    assert (await store.sessions(CHAT))[0].revision == 12
    assert prepared == (0,)
    await store.close()


async def test_a_server_without_a_connection_to_spare_is_used_with_those_there_are(address: str) -> None:
    role = f"few_{os.getpid()}"
    with psycopg.connect(address, autocommit=True) as owner:
        owner.execute(f"CREATE ROLE {role} LOGIN CONNECTION LIMIT 2 IN ROLE coach")
    store = PostgresStore.open(address.replace("//coach@", f"//{role}@"))

    await asyncio.gather(*(store.update(Address(CHAT), number, once_more, 1.0) for number in range(30)))

    assert (await store.sessions(CHAT))[0].revision == 30
    await store.close()
    with psycopg.connect(address, autocommit=True) as owner:
        owner.execute(f"DROP ROLE {role}")


@pytest.mark.parametrize(
    ("rights", "said"),
    [
        ("", "does not let us create or use our tables; make its user the owner of the database"),
        ("ALL", None),
    ],
    ids=["may only look", "may write"],
)
async def test_a_user_without_rights_is_a_fault_of_the_store_that_says_what_to_do(
    address: str, rights: str, said: str | None
) -> None:
    role = f"reader_{os.getpid()}"
    granted = rights or "SELECT"
    with psycopg.connect(address, autocommit=True) as owner:
        owner.execute(f"CREATE ROLE {role} LOGIN")
        owner.execute(f"GRANT {granted} ON ALL TABLES IN SCHEMA public TO {role}")
        owner.execute(f"GRANT {granted} ON ALL SEQUENCES IN SCHEMA public TO {role}")
    store = PostgresStore.open(address.replace("//coach@", f"//{role}@"))
    try:
        if said is None:
            assert await store.button_keys()
        else:
            with pytest.raises(StoreError, match=said):
                await store.button_keys()
    finally:
        await store.close()
        with psycopg.connect(address, autocommit=True) as owner:
            owner.execute(f"DROP OWNED BY {role}")
            owner.execute(f"DROP ROLE {role}")


async def test_a_table_that_is_gone_is_a_fault_of_the_store(new_address: str) -> None:
    store = PostgresStore.open(new_address)
    with psycopg.connect(new_address, autocommit=True) as owner:
        owner.execute("DROP TABLE updates")

    with pytest.raises(StoreError, match="lacks a table of ours; restore a backup"):
        await store.update(Address(CHAT), 1, once_more, 1.0)

    await store.close()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("/tests_", "/no_tests_", "does not exist; create it with `createdb`, or correct its address"),
        ("//coach@", "//nobody_here@", "does not let us in; check user and password in its address"),
        ("?host=", "?options=-cdefault_transaction_read_only%3Don&host=", "use the address of the primary"),
        ("?host=", "?options=-cno.such%3D1%20-cwork_mem%3Da&host=", "takes no connection; it says why"),
        ("?host=", "?host=/nowhere", "cannot be reached; check whether it runs, and its address"),
    ],
    ids=["no database", "no user", "read-only", "another reason", "no server"],
)
def test_why_a_server_takes_no_connection_is_told(address: str, old: str, new: str, said: str) -> None:
    with pytest.raises(StoreError, match=re.escape(said)):
        PostgresStore.open(address.replace(old, new))


async def test_a_worker_that_is_killed_leaves_its_changes_and_no_lock(address: str) -> None:
    program = start(address)
    confirmed = [program.stdout.readline() for _ in range(20)][-1]  # type: ignore[union-attr]
    os.kill(program.pid, signal.SIGKILL)
    rest, _ = program.communicate()

    store = PostgresStore.open(address)
    await store.update(Address(CHAT), 10**6, lambda _: Change(), 1.0)

    (session,) = await store.sessions(CHAT)
    assert session.revision >= int((rest.splitlines() or [confirmed])[-1]) >= 20
    await store.close()


PROGRAM = """
import asyncio, sys
from bot.stores.postgres.store import PostgresStore
from bot.stores.protocol import Address
from tests.stores.postgres.test_faults import CHAT, once_more

async def main():
    store = PostgresStore.open(sys.argv[1])
    for number in range(10**6):
        committed = await store.update(Address(CHAT), number, once_more, 1.0)
        print(committed.change.session.revision, flush=True)

asyncio.run(main())
"""


def start(address: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, address],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=Path(__file__).parents[3],
    )


# --- servers ------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", ["fast", "immediate"])
async def test_a_server_that_stops_is_a_fault_of_the_store_and_then_goes_on(
    server: Server, mode: str
) -> None:
    store = PostgresStore.open(server.url("coach"))
    decided = [await store.update(Address(CHAT), number, once_more, 1.0) for number in (1, 2)]
    begun = len([each for each in decided if each is not None])

    server.stop(mode)
    with pytest.raises(
        StoreError, match=r"the database coach on .* cannot be reached; check whether it runs"
    ):
        await store.update(Address(CHAT), 3, once_more, 1.0)
    server.start()

    (before,) = await store.sessions(CHAT)
    assert await store.update(Address(CHAT), 3 if mode == "fast" else 4, once_more, 1.0) is not None
    assert (await store.sessions(CHAT))[0].revision == before.revision + 1
    assert before.revision >= begun
    await store.close()


async def test_what_was_confirmed_before_a_crash_of_the_server_is_there_after_it(server: Server) -> None:
    store = PostgresStore.open(server.url("coach"))
    confirmed: list[int] = []
    many = asyncio.Event()

    async def go_on() -> None:
        with suppress(StoreError):
            for number in range(1000, 10**6):
                committed = await store.update(Address(CHAT + 1), number, once_more_in(CHAT + 1), 1.0)
                assert committed is not None
                assert committed.change.session is not None
                confirmed.append(committed.change.session.revision)
                if len(confirmed) == 20:
                    many.set()

    going = asyncio.create_task(go_on())
    await many.wait()
    await asyncio.to_thread(server.stop, "immediate")
    await going
    server.start()

    (session,) = await store.sessions(CHAT + 1)
    assert session.revision in (confirmed[-1], confirmed[-1] + 1)
    await store.close()


def test_no_message_about_an_address_tells_its_password() -> None:
    for address in (
        "postgresql://me:hunter2@nowhere.invalid/coach",
        "postgresql://me:hunter2%zz@host/coach",
        "postgresql://me:hunter2@127.0.0.1:1/coach?connect_timeout=2",
    ):
        with pytest.raises(StoreError) as caught:
            open_store(address)
        assert "hunter2" not in str(caught.value)


async def test_the_log_names_the_database_without_its_password(
    address: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        await open_store(address.replace("//coach@", "//coach:hunter2@")).close()

    assert f"the store is the database tests_{os.getpid()} on " in caplog.text
    assert "hunter2" not in caplog.text
