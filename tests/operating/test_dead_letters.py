"""The command `dead-letters`: it works beside an open store, and prints what people wrote only when asked."""

import asyncio
import json
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.operating.dead_letters import dead_letters
from bot.stores.opening import open_store
from bot.stores.protocol import Store, StoreError
from bot.stores.sqlite.store import SqliteStore

AT = 1_790_000_000.0
SECRET = "I want to leave my husband"
TAP = {"update_id": 8, "callback_query": {"from": {"id": 700}, "data": "x"}}
TEXT = {"update_id": 9, "message": {"text": SECRET, "chat": {"id": 700}}}
LISTED = """\
           8  2026-09-21 14:13:20 UTC  callback_query    KeyError in bot/app/router.py:7
           9  2026-09-21 14:13:21 UTC  message           nonsense
           0  2026-09-21 14:13:22 UTC  unknown           it has no id
3 dead letters.
"""


@pytest.fixture
async def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Store]:
    """Open all the time, as in a running bot."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", str(tmp_path / "coach.db"))
    opened = open_store(str(tmp_path / "coach.db"))
    await opened.bury(8, json.dumps(TAP), "KeyError in bot/app/router.py:7", AT)
    await opened.bury(9, json.dumps(TEXT), "nonsense", AT + 1)
    await opened.bury(0, json.dumps([SECRET]), "it has no id", AT + 2)
    yield opened
    await opened.close()


async def dead_letters_command(*words: str) -> tuple[int, str]:
    """Exit code and output of the command, which has an event loop of its own."""
    done = await asyncio.to_thread(CliRunner().invoke, dead_letters, words)
    return done.exit_code, done.output


def schema(path: Path, statement: str = "PRAGMA user_version") -> object:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(statement).fetchone()


async def test_they_are_listed_without_what_people_wrote(store: Store) -> None:
    assert await dead_letters_command() == (0, LISTED)
    assert await dead_letters_command("list") == (0, LISTED)


async def test_one_is_shown_without_what_the_person_wrote_unless_that_is_asked_for(store: Store) -> None:
    facts = (
        "update:     9\nput aside:  2026-09-21 14:13:21 UTC\nkind:       message\n"
        f"why:        nonsense\nsize:       {len(json.dumps(TEXT))} bytes\n"
    )

    assert await dead_letters_command("show", "9") == (0, facts)
    assert await dead_letters_command("show", "9", "--with-content") == (
        0,
        f"{facts}{json.dumps(TEXT, indent=2)}\n",
    )


async def test_those_that_are_updates_are_tried_again_once(store: Store) -> None:
    assert await dead_letters_command("retry", "--all") == (
        0,
        "2 will be tried again. The log says what came of it.\n",
    )

    assert [each.update_id for each in await store.letters_to_retry()] == [8, 9]


async def test_they_are_dropped(store: Store) -> None:
    assert await dead_letters_command("drop", "0", "8", "8") == (0, "2 deleted.\n")

    assert [each.update_id for each in await store.dead_letters()] == [9]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("retry",), "Name the ids of some dead letters"),
        (("drop", "9", "--all"), "Name the ids of some dead letters"),
        (("show", "77"), "There is no dead letter 77."),
        (("drop", "9", "77"), "There is no dead letter 77."),
    ],
)
async def test_a_command_that_names_none_changes_nothing(
    store: Store, words: tuple[str, ...], said: str
) -> None:
    code, output = await dead_letters_command(*words)

    assert (code, said in output) == (2, True)
    assert len(await store.dead_letters()) == 3


async def test_a_database_of_an_older_version_is_left_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "coach.db"
    await SqliteStore.open(path).close()
    schema(path, "PRAGMA user_version = 3")

    with pytest.raises(StoreError, match=r"coach.db is of an older version \(schema 3; this one is [0-9]+\)"):
        SqliteStore.open_beside(path)

    assert schema(path) == (3,)


async def test_hostile_letters_hide_no_other_and_command_no_terminal(store: Store) -> None:
    await store.bury(10, "[" * 100_000, "nested too deep", AT + 3)
    await store.bury(11, "{no JSON \x1b]0;evil\x07\x9b31m \u202eback", "no JSON", AT + 4)
    await store.bury(12, "{}", "of a far day", 1e18)
    await store.bury(13, '{"text": "half \\ud83d of a sign"}', "half", AT + 5)

    code, listed = await dead_letters_command()
    shown = await dead_letters_command("show", "11", "--with-content")
    halved = await dead_letters_command("show", "13", "--with-content")
    retried = await dead_letters_command("retry", "10")

    assert (code, len(listed.splitlines())) == (0, 8)
    assert listed.splitlines()[-2] == "          12  unknown  unknown           of a far day"
    assert shown[1].endswith("{no JSON \\u001b]0;evil\\u0007\\u009b31m \\u202eback\n")
    assert halved[0] == 0
    assert halved[1].endswith('{\n  "text": "half \\ud83d of a sign"\n}\n')
    assert retried == (0, "0 will be tried again. The log says what came of it.\n")
