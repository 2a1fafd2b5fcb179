"""A backup of a database on a server brings everything back, but who was forgotten since."""

import asyncio
import os
import shutil
import sys
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from bot.stores.opening import backup_folder
from bot.stores.postgres import backups
from bot.stores.postgres.backups import dump, put_dump_back
from bot.stores.postgres.schema import postgres_migrations
from bot.stores.postgres.store import PostgresStore
from bot.stores.protocol import Address, Change, InUse, StoreError
from bot.stores.workers import Duty
from tests.postgres import own_server, replica_of, require
from tests.stores.conftest import CARD, CHAT, FRESH, GONE, Desk

OTHER = replace(FRESH, id=8, chat=CHAT + 1, person=CHAT + 1)


@pytest.fixture(autouse=True)
def programs(monkeypatch: pytest.MonkeyPatch) -> None:
    """The server's own version of them comes first."""
    monkeypatch.setenv("PATH", f"{require()}:{os.environ['PATH']}")


async def test_a_backup_of_a_running_store_brings_everything_back(address: str, tmp_path: Path) -> None:
    store, copy = PostgresStore.open(address), tmp_path / "coach.dump"
    due = await Desk(store).save(FRESH, CARD)
    keys = await store.button_keys()

    dump(address, copy)
    await store.update(Address(CHAT), 77, lambda _: Change(replace(FRESH, revision=1)), 5.0)
    await store.close()
    kept = await put_dump_back(copy, address)

    again = PostgresStore.open(address)
    assert await again.sessions(CHAT) == (FRESH,)
    assert await again.due(1e9, 9) == due
    assert await again.button_keys() == keys
    (told,) = (await again.tell(CHAT, GONE, 9.0)).due
    assert told.surface.id > due[0].surface.id
    await again.close()
    assert (kept, kept.stat().st_mode & 0o777) == (tmp_path / "coach.dump.replaced", 0o600)


@pytest.mark.slow
async def test_a_backup_can_be_made_from_a_replica(tmp_path: Path) -> None:
    with own_server() as primary, replica_of(primary) as replica:
        address, copy = primary.create_database("coach"), tmp_path / "coach.dump"
        store = PostgresStore.open(address)
        due = await Desk(store).save(FRESH, CARD)
        await store.workers.join(frozenset(Duty))
        at = primary.run_sql("SELECT pg_current_wal_insert_lsn()")
        has_followed = f"SELECT pg_last_wal_replay_lsn() >= '{at}'"
        while replica.run_sql(has_followed) != "t":  # noqa: ASYNC110  # another process rings no bell
            await asyncio.sleep(0.05)

        dump(replica.url("coach"), copy)
        await store.workers.leave()
        await store.close()
        await put_dump_back(copy, address)

        again = PostgresStore.open(address)
        assert await again.sessions(CHAT) == (FRESH,)
        assert await again.due(1e9, 9) == due
        await again.close()


async def test_tables_may_lie_in_a_schema_of_another_name(new_address: str, tmp_path: Path) -> None:
    with psycopg.connect(new_address, autocommit=True) as owner:
        owner.execute("CREATE SCHEMA coach")  # is looked at first, for it is the user's name
    store, copy = PostgresStore.open(new_address), tmp_path / "coach.dump"
    await Desk(store).save(FRESH)
    await store.close()

    dump(new_address, copy)
    await put_dump_back(copy, new_address)

    again = PostgresStore.open(new_address)
    assert await again.sessions(CHAT) == (FRESH,)
    await again.close()


async def test_a_restored_backup_forgets_again(address: str, tmp_path: Path) -> None:
    store, copy = PostgresStore.open(address), tmp_path / "coach.dump"
    desk = Desk(store)
    await desk.save(FRESH, CARD)
    await desk.save(OTHER)
    dump(address, copy)
    await store.forget(CHAT, 90, GONE, 2000.0)
    await store.close()

    await put_dump_back(copy, address)

    again = PostgresStore.open(address)
    assert await again.sessions(CHAT) == ()
    assert await again.sessions(OTHER.chat) == (OTHER,)
    assert await again.forgotten_at(CHAT) == 2000.0
    await again.close()


async def test_a_restore_that_is_killed_and_made_again_forgets_too(address: str, tmp_path: Path) -> None:
    store, copy = PostgresStore.open(address), tmp_path / "coach.dump"
    await Desk(store).save(FRESH)
    dump(address, copy)
    await store.forget(CHAT, 90, GONE, 2000.0)
    await store.close()
    real = shutil.which("pg_restore")
    deadly = tmp_path / "deadly" / "pg_restore"
    deadly.parent.mkdir()
    deadly.write_text(
        f'#!/bin/sh\n{real} "$@" || exit\ncase "$*" in *--single-transaction*) kill -9 $PPID;; esac\n'
    )
    deadly.chmod(0o700)

    killed = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "restore", str(copy)),
        env={**os.environ, "DATABASE_URL": address, "PATH": f"{deadly.parent}:{os.environ['PATH']}"},
        cwd=tmp_path,
    )
    assert await killed.wait() == -9
    copy.with_name("coach.dump.replaced").unlink()
    await put_dump_back(copy, address)

    again = PostgresStore.open(address)
    assert await again.sessions(CHAT) == ()
    await again.close()
    assert not copy.with_name("coach.dump.forgotten").exists()


async def test_nothing_is_put_back_under_a_running_worker(address: str, tmp_path: Path) -> None:
    store, copy = PostgresStore.open(address), tmp_path / "coach.dump"
    await Desk(store).save(FRESH)
    dump(address, copy)

    with pytest.raises(InUse, match="is in use by a running Decision Coach; stop that first"):
        await put_dump_back(copy, address)

    assert await store.sessions(CHAT) == (FRESH,)
    await store.close()


async def test_what_an_earlier_restore_left_is_not_lost_to_the_next(address: str, tmp_path: Path) -> None:
    copy = tmp_path / "coach.dump"
    await PostgresStore.open(address).close()
    dump(address, copy)
    kept = await put_dump_back(copy, address)
    before = kept.read_bytes()

    with pytest.raises(StoreError, match=r"replaced is left from an earlier restore .* move it elsewhere"):
        await put_dump_back(copy, address)

    assert kept.read_bytes() == before


async def test_a_backup_of_a_newer_version_is_not_put_back(address: str, tmp_path: Path) -> None:
    store, copy = PostgresStore.open(address), tmp_path / "coach.dump"
    await Desk(store).save(FRESH)
    await store.runner.run(lambda connection: connection.execute("UPDATE decision_coach SET schema = 999"))
    dump(address, copy)
    newest = postgres_migrations()[-1].number
    await store.runner.run(
        lambda connection: connection.execute("UPDATE decision_coach SET schema = ?", (newest,))
    )
    await store.close()

    with pytest.raises(StoreError, match=r"coach\.dump was written by a newer version"):
        await put_dump_back(copy, address)

    again = PostgresStore.open(address)
    assert await again.sessions(CHAT) == (FRESH,)
    await again.close()


async def test_what_is_no_backup_is_refused(address: str, tmp_path: Path) -> None:
    other = tmp_path / "letter.txt"
    other.write_text("Dear all")

    with pytest.raises(StoreError, match=r"pg_restore failed: .*does not appear to be a valid archive"):
        await put_dump_back(other, address)
    with pytest.raises(StoreError, match="already exists; choose a new file"):
        dump(address, other)
    with pytest.raises(StoreError, match="is missing or is not a file"):
        await put_dump_back(tmp_path / "nothing", address)


def test_a_database_without_tables_of_ours_has_no_backup(new_address: str, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="the database holds nothing of Decision Coach; check DATABASE_URL"):
        dump(new_address, tmp_path / "copy")

    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """The commands that are run."""
    commands: list[tuple[str, ...]] = []

    def run(*command: str, **_: str) -> str:
        commands.append(command)
        return ""

    monkeypatch.setattr(backups, "_run", run)
    return commands


def test_no_argument_of_a_program_is_a_password(seen: list[tuple[str, ...]], tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="holds nothing"):
        dump("postgresql://me:hunter2@host/coach", tmp_path / "copy")

    assert "host=host" in str(seen)
    assert "hunter2" not in str(seen)


async def test_backups_of_every_hour_are_dumps_that_can_be_restored(address: str, tmp_path: Path) -> None:
    store, folder = PostgresStore.open(address), backup_folder(address, tmp_path / "backups")
    assert folder is not None
    await Desk(store).save(FRESH)
    await store.close()

    made = folder.add(1_790_006_400.0)
    folder.forget_people(1_790_006_400.0, None)
    await put_dump_back(made, address)

    assert made == tmp_path / "backups" / "coach-20260921T160000Z.dump"
    again = PostgresStore.open(address)
    assert await again.sessions(CHAT) == (FRESH,)
    await again.close()
