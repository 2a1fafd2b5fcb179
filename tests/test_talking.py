"""The terminal's conversation: which dialog, which store, and what is said at the end."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.chat.console import CHAT
from bot.chat.lines import Lines
from bot.core.model import Dialog
from bot.core.session import Session, Stage
from bot.stores.memory import MemoryStore
from bot.stores.opening import open_store
from bot.stores.protocol import Address, Change, Store
from bot.talking import chosen, leave, store_for
from tests.example import dog, fresh

CAT = replace(dog(), id="cat", title="Is a cat right for me?")
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


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (("2",), CAT),
        (("is a dog right for me?",), dog()),
        (("what?", "2"), CAT),
        (("quit",), None),
        ((), None),
    ],
    ids=["number", "title", "after-a-slip", "quit", "end"],
)
async def test_of_several_dialogs_the_person_chooses(lines: tuple[str, ...], wanted: Dialog | None) -> None:
    assert await chosen((dog(), CAT), Written(*lines)) is wanted


async def test_a_single_dialog_is_not_asked_for() -> None:
    face = Written()

    assert await chosen((CAT,), face) is CAT
    assert face.paper == []


async def test_a_conversation_beside_the_running_bot_is_not_kept_and_told_so(
    tmp_path: Path, on_disk: Store
) -> None:
    face = Written()

    store = store_for(str(tmp_path / "coach.db"), face)

    assert isinstance(store, MemoryStore)
    assert face.paper == ["\nThe bot is running and has the database, so this conversation is not kept.\n"]


@pytest.mark.parametrize(
    ("session", "words"),
    [
        (None, "Goodbye."),
        (HERE, KEPT),
        (replace(HERE, stage=Stage.STOPPED), KEPT),
        (replace(HERE, stage=Stage.DONE), "Goodbye."),
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
    store, face = MemoryStore(), Written()
    await keep(store, HERE)

    await leave(store, face)

    assert face.paper == ["\nGoodbye.\n"]
