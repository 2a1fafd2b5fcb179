"""Everything moves from one kind of database to another and back, whatever interrupts it."""

import asyncio
import os
import random
import shutil
from pathlib import Path

import pytest

from bot.stores import move
from bot.stores.move import move_everything
from bot.stores.opening import move_between, open_store
from bot.stores.protocol import InUse, StoreError
from bot.stores.sql.connection import Runner, T, Work
from bot.stores.sqlite.backups import backup, restore
from bot.stores.sqlite.store import SqliteStore

from .conftest import CARD, CHAT, FRESH, GONE, Desk
from .test_alike import ACTS, seen


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("original") / "coach.db"
    asyncio.run(fill(path))
    return path


@pytest.fixture
def filled(original: Path, tmp_path: Path) -> Path:
    """A file with sessions, groups, messages and people who were forgotten."""
    return Path(shutil.copy(original, tmp_path / "filled.db"))


async def fill(path: Path) -> None:
    store, chance = SqliteStore.open(path), random.Random(3)
    for at in range(1, 150):
        await chance.choice(ACTS)(random.Random(chance.random()), store, at)
    desk = Desk(store)
    desk.update_id = 50_000
    await desk.save(FRESH, CARD)
    await store.bury(90_000, "{half", "not JSON", 5.0)
    await store.keep_dialog("h1", "ai-cert", "title: Größe", 5.0)
    await store.called(CHAT, 5.0, 60.0)
    await store.forget(CHAT + 9, None, GONE, 6.0)
    await store.button_keys()
    await store.close()


@pytest.fixture(params=["file", "postgres"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "file":
        return str(tmp_path / "empty.db")
    address = request.getfixturevalue("database")()
    assert isinstance(address, str)
    return address


async def everything(address: str) -> list[object]:
    """What a bot on this database sees."""
    store = open_store(address)
    found: list[object] = [
        await seen(store, 200),
        await store.button_keys(),
        await store.dialog_text("h1"),
        [chat for chat, _ in await store.recent_calls(5.0, 9e9)],
        await store.forgotten_at(CHAT + 9),
    ]
    await store.close()
    return found


def say_nothing(_: str) -> None:
    pass


async def test_everything_moves_and_moves_back(filled: Path, empty: str, tmp_path: Path) -> None:
    before = await everything(str(filled))

    there = await move_between(f"sqlite:///{filled}", empty, say_nothing)
    back = await move_between(empty, str(tmp_path / "back.db"), say_nothing)

    assert await everything(str(filled)) == before
    assert await everything(empty) == before
    assert await everything(str(tmp_path / "back.db")) == before
    assert there == back
    assert {name for name, summary in there.items() if not summary.rows} <= {"set_aside", "coaches"}


async def test_new_messages_are_numbered_on_after_a_move(filled: Path, empty: str) -> None:
    await move_between(str(filled), empty, say_nothing)

    store = open_store(empty)
    numbers = [due.surface.id for due in await store.due(1e9, 999)]
    (told,) = (await store.tell(CHAT, GONE, 9.0)).due

    assert told.surface.id > max(numbers)
    await store.close()


async def test_who_was_forgotten_before_a_move_stays_so_when_an_older_backup_is_restored(
    tmp_path: Path,
) -> None:
    old, new, copy = (tmp_path / name for name in ("old.db", "new.db", "copy.db"))
    store = SqliteStore.open(old)
    await Desk(store).save(FRESH)
    backup(old, copy)
    await store.forget(CHAT, 90, GONE, 2000.0)
    await store.close()

    await move_between(str(old), str(new), say_nothing)
    restore(copy, new)

    again = SqliteStore.open(new)
    assert (await again.sessions(CHAT), await again.forgotten_at(CHAT)) == ((), 2000.0)
    await again.close()


class Interrupted(Exception):
    pass


class Failing:
    """A runner that fails after so many transactions. runner: does the work."""

    def __init__(self, runner: Runner, left: int) -> None:
        self._runner, self._left = runner, left

    async def run(self, work: Work[T]) -> T:
        self._left -= 1
        if self._left < 0:
            raise Interrupted
        return await self._runner.run(work)

    async def read(self, work: Work[T]) -> T:
        return await self._runner.read(work)

    async def post(self, work: Work[object]) -> None:
        await self._runner.post(work)

    def clean(self, thoroughly: bool = False) -> None:
        self._runner.clean(thoroughly)

    async def close(self) -> None:
        await self._runner.close()


@pytest.mark.parametrize("runs", [1, 2, 7, 23])
async def test_an_interrupted_move_goes_on_and_no_bot_starts_before(
    filled: Path, tmp_path: Path, runs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(move, "CHUNK", 2)
    target = tmp_path / "empty.db"
    one, two = SqliteStore.open(filled), SqliteStore.open(target, is_to_move=True)
    with pytest.raises(Interrupted):
        await move_everything(one.runner, Failing(two.runner, runs), say_nothing)
    await one.close()
    await two.close()

    with pytest.raises(StoreError, match="a move into this database is not finished; run"):
        open_store(str(target))
    await move_between(str(filled), str(target), say_nothing)

    assert await everything(str(target)) == await everything(str(filled))


async def test_nothing_is_added_to_a_database_that_was_moved_to_and_used_since(
    filled: Path, tmp_path: Path
) -> None:
    target = str(tmp_path / "empty.db")
    await move_between(str(filled), target, say_nothing)
    store = open_store(target)
    await store.forget(CHAT, None, GONE, 9.0)
    await store.close()
    used = await everything(target)

    with pytest.raises(StoreError, match="differ in the two databases; was one of them in use"):
        await move_between(str(filled), target, say_nothing)

    assert await everything(target) == used


async def test_a_database_that_holds_something_else_is_left_as_it_is(filled: Path, empty: str) -> None:
    store = open_store(empty)
    await Desk(store).save(FRESH)
    await store.close()
    before = await everything(empty)

    with pytest.raises(StoreError, match="holds something already; choose an empty one"):
        await move_between(str(filled), empty, say_nothing)

    assert await everything(empty) == before


async def test_a_database_that_is_not_there_is_not_moved(empty: str, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"mistyped\.db is missing or is not a file; check the name"):
        await move_between(str(tmp_path / "mistyped.db"), empty, say_nothing)

    assert "mistyped" not in str(os.listdir(tmp_path))


@pytest.mark.parametrize("same", ["sqlite:///{file}", "{folder}/./filled.db"])
async def test_a_database_is_not_moved_to_itself(filled: Path, same: str) -> None:
    with pytest.raises(StoreError, match="both addresses are of the same database"):
        await move_between(str(filled), same.format(file=filled, folder=filled.parent), say_nothing)


async def test_a_database_in_use_is_not_moved(filled: Path, empty: str) -> None:
    async def move_while_open(address: str) -> None:
        store = open_store(address)
        try:
            with pytest.raises(InUse):
                await move_between(str(filled), empty, say_nothing)
        finally:
            await store.close()

    await move_while_open(str(filled))
    await move_while_open(empty)


async def test_it_tells_how_far_it_came(filled: Path, tmp_path: Path) -> None:
    said: list[str] = []

    await move_between(str(filled), str(tmp_path / "empty.db"), said.append)

    assert said[0] == "dialogs: 0 of 1"
    assert said[1] == "dialogs: 1 of 1"
    assert said[-1] == "comparing set_aside"
