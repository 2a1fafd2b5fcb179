"""Dialogs that change while the bot runs."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest

from bot.library.library import Library
from bot.library.reload import file_stamps, reload_on_change
from bot.stores.protocol import StoreError
from bot.stores.sqlite.store import SqliteStore
from tests.rehearsal import NOW, TEA, loads, shelf, tea

OTHER = tea(title="Tea, coffee or water?", logic_hash="tea-2", text="tea 2, and longer")


class Pauses:
    """Lets the watcher look as often as a test says."""

    def __init__(self) -> None:
        self._let = asyncio.Semaphore(0)
        self._waits = asyncio.Event()

    async def __call__(self, seconds: float) -> None:
        self._waits.set()
        await self._let.acquire()

    async def looks(self, times: int = 2) -> None:
        """Let it look so often, and wait until it is done."""
        for _ in range(times):
            await self._waits.wait()
            self._waits.clear()
            self._let.release()
        await self._waits.wait()


@asynccontextmanager
async def watched(
    folder: Path, store: SqliteStore | None = None
) -> AsyncIterator[tuple[Library, Pauses, asyncio.Event]]:
    shelf(folder, TEA)
    texts = loads({TEA.text: TEA, OTHER.text: OTHER})
    library = Library(folder, store or SqliteStore.in_memory(), texts)
    await library.read(NOW)
    pauses, asked = Pauses(), asyncio.Event()
    task = asyncio.create_task(reload_on_change(library, folder, asked, clock=lambda: NOW, pause=pauses))
    try:
        await pauses.looks(1)
        yield library, pauses, asked
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


def write(folder: Path, text: str) -> None:
    (folder / "tea" / "dialog.yml").write_text(text)


async def test_a_changed_file_is_on_offer_once_it_is_quiet(tmp_path: Path) -> None:
    async with watched(tmp_path) as (library, pauses, _):
        write(tmp_path, OTHER.text)

        await pauses.looks(1)
        assert library.offered == {"tea": TEA}
        await pauses.looks(1)
        assert library.offered == {"tea": OTHER}


async def test_a_broken_file_is_told_with_its_place_and_changes_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with watched(tmp_path) as (library, pauses, _):
        write(tmp_path, "nonsense")
        await pauses.looks()
        assert library.offered == {"tea": TEA}
        assert "dialog.yml:1:1: E01: not a dialog" in caplog.text

        write(tmp_path, OTHER.text)
        await pauses.looks()
        assert library.offered == {"tea": OTHER}


async def test_asking_reads_at_once_and_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    async with watched(tmp_path) as (library, pauses, asked):
        write(tmp_path, OTHER.text)
        asked.set()

        await pauses.looks(1)
        assert library.offered == {"tea": OTHER}
        await pauses.looks()
        assert caplog.text.count("read the dialogs again: tea; with changed logic: tea") == 1


class Flaky(SqliteStore):
    """A store that can be out of use."""

    is_down = False

    async def keep_dialog(self, logic_hash: str, dialog_id: str, text: str, now: float) -> None:
        if self.is_down:
            raise StoreError("the database is locked")
        await super().keep_dialog(logic_hash, dialog_id, text, now)


async def test_what_could_not_be_stored_is_on_offer_once_it_can(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    store = Flaky.in_memory()
    async with watched(tmp_path, store) as (library, pauses, _):
        store.is_down = True
        write(tmp_path, OTHER.text)
        await pauses.looks(5)
        assert library.offered == {"tea": TEA}
        assert caplog.text.count("the database is locked") == 1

        store.is_down = False
        await pauses.looks(1)
        assert library.offered == {"tea": OTHER}


@pytest.mark.parametrize(
    "change",
    [
        lambda file: file.unlink(),
        lambda file: file.write_text("longer than before"),
        lambda file: file.parent.rename(file.parent.with_name("coffee")),
    ],
    ids=["deleted", "changed", "renamed"],
)
def test_every_change_of_a_file_shows_in_its_stamp(tmp_path: Path, change: Callable[[Path], object]) -> None:
    shelf(tmp_path, TEA)
    before = file_stamps(tmp_path)

    change(tmp_path / "tea" / "dialog.yml")

    assert file_stamps(tmp_path) != before
