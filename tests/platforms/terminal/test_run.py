"""The terminal's conversation: which dialog, which store, and what is said at the end."""

import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest

from bot.core.solo.session import Session, Stage
from bot.platforms.terminal.keys import Keys
from bot.platforms.terminal.lines import Lines
from bot.platforms.terminal.run import face_here, leave, shelf_of, store_for
from bot.platforms.terminal.shelf import CHAT
from bot.stores.opening import open_store
from bot.stores.protocol import Address, Change, Store
from bot.stores.sqlite.store import SqliteStore
from tests.example import dog, fresh

KEPT = "Goodbye. `decision-coach chat` goes on where you were."
HERE = replace(fresh(), chat=CHAT, person=CHAT, stage=Stage.ASKING)


class Written(Lines):
    """A face that is given its lines, and remembers what it wrote."""

    def __init__(self, *lines: str) -> None:
        self.paper: list[str] = []
        super().__init__(lines, self.paper.append)


@pytest.fixture
async def on_disk(tmp_path: Path) -> AsyncIterator[Store]:
    store = open_store(str(tmp_path / "coach.db"))
    yield store
    await store.close()


async def keep(store: Store, session: Session) -> None:
    await store.update(Address(CHAT, session.id), 1, lambda _: Change(session), 1.0)


class Stream(StringIO):
    """A standard stream with or without a terminal."""

    def __init__(self, has_terminal: bool) -> None:
        super().__init__()
        self._has_terminal = has_terminal

    def isatty(self) -> bool:
        return self._has_terminal


@pytest.mark.parametrize(
    ("stdin", "stdout", "face"),
    [
        (Stream(True), Stream(True), Keys),
        (Stream(False), Stream(True), Lines),
        (Stream(True), Stream(False), Lines),
        (None, Stream(True), Lines),
    ],
    ids=["terminal", "piped-in", "piped-out", "closed"],
)
def test_keys_need_a_terminal_at_both_ends(
    stdin: Stream | None, stdout: Stream, face: type[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", stdin)
    monkeypatch.setattr(sys, "stdout", stdout)
    monkeypatch.setenv("TERM", "xterm")

    assert type(face_here()) is face


def test_a_terminal_that_cannot_be_drawn_on_gets_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Stream(has_terminal=True))
    monkeypatch.setattr(sys, "stdout", Stream(has_terminal=True))
    monkeypatch.setenv("TERM", "dumb")

    assert type(face_here()) is Lines


async def test_the_text_of_each_dialog_is_kept_for_its_sessions(on_disk: Store) -> None:
    await shelf_of((dog(),), on_disk)

    assert await on_disk.dialog_text(dog().logic_hash) == dog().text


async def test_a_conversation_beside_the_running_bot_is_not_kept_and_told_so(
    tmp_path: Path, on_disk: Store
) -> None:
    face = Written()

    store = store_for(str(tmp_path / "coach.db"), face)

    assert not store.is_persistent
    assert face.paper == ["\nThe bot is running and has the database, so this conversation is not kept.\n"]


@pytest.mark.parametrize(
    ("session", "words"),
    [
        (None, "Goodbye."),
        (HERE, KEPT),
        (replace(HERE, stage=Stage.STOPPED), KEPT),
        (
            replace(HERE, stage=Stage.DONE),
            "Goodbye. `decision-coach chat`, then /history, shows your result again.",
        ),
    ],
    ids=["nothing", "asking", "stopped", "done"],
)
async def test_only_what_can_be_gone_on_with_is_promised(
    session: Session | None, words: str, on_disk: Store
) -> None:
    if session:
        await keep(on_disk, session)
    face = Written()

    await leave(on_disk, face)

    assert face.paper == [f"\n{words}\n"]


async def test_what_is_only_in_memory_is_not_promised() -> None:
    store, face = SqliteStore.in_memory(), Written()
    await keep(store, HERE)

    await leave(store, face)

    assert face.paper == ["\nGoodbye.\n"]
