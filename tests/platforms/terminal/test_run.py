"""The terminal's conversation: which dialog, which store, and what is said at the end."""

import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest

from bot.core.solo.session import Stage
from bot.core.words import terminal
from bot.core.words.english import ENGLISH
from bot.platforms.terminal.chat import CHAT
from bot.platforms.terminal.keys import Keys
from bot.platforms.terminal.lines import Lines
from bot.platforms.terminal.run import choose_face, converse, goodbye, open_own_store, run_terminal
from bot.stores.opening import open_store
from bot.stores.protocol import Store
from tests.example import dog, fresh

KEPT = ENGLISH(terminal.goodbye_for_now())


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

    assert type(choose_face()) is face


def test_a_terminal_that_cannot_be_drawn_on_gets_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Stream(has_terminal=True))
    monkeypatch.setattr(sys, "stdout", Stream(has_terminal=True))
    monkeypatch.setenv("TERM", "dumb")

    assert type(choose_face()) is Lines


async def test_the_text_of_each_dialog_is_kept_for_its_sessions(on_disk: Store) -> None:
    await converse((dog(),), on_disk, Written())

    assert await on_disk.dialog_text(dog().logic_hash) == dog().text


async def test_a_conversation_beside_the_running_bot_is_not_kept_and_told_so(
    tmp_path: Path, on_disk: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", Stream(has_terminal=True))
    face = Written()

    store = open_own_store(str(tmp_path / "coach.db"), face)

    assert not store.is_persistent
    assert await store.sessions(CHAT) == ()
    assert face.paper == [
        "\nThe bot is running and is using the database, so this conversation won't be kept.\n"
    ]
    await store.close()


@pytest.mark.parametrize(("is_terminal", "is_kept"), [(True, True), (False, False)], ids=["keys", "pipe"])
async def test_what_comes_through_a_pipe_begins_anew_each_time(
    is_terminal: bool, is_kept: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", Stream(is_terminal))

    store = open_own_store(str(tmp_path / "coach.db"), Written())

    assert store.is_persistent is is_kept
    assert (tmp_path / "coach.db").exists() is is_kept
    await store.close()


@pytest.mark.parametrize(
    ("stages", "words"),
    [
        ([], "Goodbye."),
        ([Stage.WELCOME], "Goodbye."),
        ([Stage.ASKING], KEPT),
        ([Stage.STOPPED], KEPT),
        ([Stage.DONE], ENGLISH(terminal.goodbye_with_result())),
        ([Stage.DONE, Stage.ASKING], KEPT),
    ],
    ids=["nothing", "welcome", "asking", "stopped", "done", "another-asking"],
)
def test_only_what_can_be_gone_on_with_is_promised(stages: list[Stage], words: str) -> None:
    assert goodbye([replace(fresh(), stage=stage) for stage in stages]) == words


async def test_what_is_only_in_memory_is_not_promised(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", StringIO("begin\n1\n"))

    await run_terminal((dog(),), "memory:")

    assert capsys.readouterr().out.endswith("\nGoodbye.\n")
