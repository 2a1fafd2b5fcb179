"""A database on a server is looked at beside its workers."""

import pytest

from bot.stores.inspection import Inspection, inspect_store
from bot.stores.postgres.inspection import judge_server
from bot.stores.postgres.schema import postgres_migrations
from bot.stores.postgres.store import PostgresStore

NEWEST = postgres_migrations()[-1].number


async def test_a_database_in_use_is_told_with_its_server_and_schema(address: str) -> None:
    store = PostgresStore.open(address)

    found = inspect_store(address)

    await store.close()
    assert found.faults == ()
    assert f", schema {NEWEST}" in found.summary


def test_an_empty_database_is_left_empty(new_address: str) -> None:
    for _ in range(2):
        assert inspect_store(new_address).warnings[0] == f"the next start brings it to schema {NEWEST}"


def test_a_server_that_is_out_of_reach_is_a_fault_without_its_password() -> None:
    found = inspect_store("postgresql://coach:secret-word@127.0.0.1:1/coach")

    assert len(found.faults) == 1
    assert "secret-word" not in str(found)


@pytest.mark.parametrize(
    ("version", "schema", "oldest", "dump", "warnings", "faults"),
    [
        ("15.4", NEWEST, NEWEST, 15, (), ()),
        ("17.0", NEWEST, NEWEST, 17, (), ()),
        ("14.9", NEWEST, NEWEST, 16, (), ("PostgreSQL 14.9 is too old; 15 or newer is needed",)),
        (
            "15.4",
            NEWEST + 1,
            NEWEST + 1,
            15,
            (),
            (f"its schema {NEWEST + 1} is of a newer version; run that version",),
        ),
        (
            *("15.4", NEWEST + 1, NEWEST, 15),
            (f"its schema {NEWEST + 1} is of a newer version, which only added to it",),
            (),
        ),
        ("15.4", 0, 0, 15, (f"the next start brings it to schema {NEWEST}",), ()),
        ("16.1", NEWEST, NEWEST, 15, ("pg_dump 15 cannot back up PostgreSQL 16",), ()),
        ("15.4", NEWEST, NEWEST, None, ("pg_dump is not installed",), ()),
    ],
)
def test_versions_are_judged(
    version: str,
    schema: int,
    oldest: int,
    dump: int | None,
    warnings: tuple[str, ...],
    faults: tuple[str, ...],
) -> None:
    found = judge_server("it", version, schema, dump, oldest)

    assert found == Inspection(f"it, PostgreSQL {version}, schema {schema}", found.warnings, faults)
    assert tuple(each.partition(";")[0] for each in found.warnings) == warnings
