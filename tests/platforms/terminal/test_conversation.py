"""The conversation in a terminal: its commands, its menus, and what becomes of older versions."""

from collections.abc import Sequence
from itertools import count
from pathlib import Path

import pytest

from bot.core.dialog.model import Dialog
from bot.core.group.actions import Action
from bot.core.group.events import Coach, Join, Lead
from bot.core.screen.screen import Screen
from bot.core.solo import menus
from bot.core.solo.session import Session, Stage
from bot.core.words import toasts
from bot.core.words.english import ENGLISH
from bot.library.library import Library
from bot.loader.reading import load_dialog
from bot.platforms.terminal.conversation import CHOOSE, EARLIER_VERSION, LOST, RESULTS_KEPT, Conversation
from bot.platforms.terminal.lines import Lines
from bot.platforms.terminal.shelf import CHAT, Shelf
from bot.platforms.terminal.typed import Act
from bot.stores.sqlite.store import SqliteStore
from tests.example import AT, DOG, dog

ALL = ("begin", "1", "1", "1, 2", "3", "10", "ok", "We live by a wood.", "Get my advice")
CAT = load_dialog(DOG.replace("id: dog\n", "id: cat\n").replace("a dog right", "a cat right"), "cat.yml")
NEWER = load_dialog(DOG.replace("version: 1\n", "version: 2\n").replace("ready: 2,", "ready: 3,"), "dog.yml")


async def held(store: SqliteStore, *lines: str, offered: Sequence[Dialog] = ()) -> tuple[Session | None, str]:
    """What a conversation ends in, and what it wrote."""
    written: list[str] = []
    ids = count(len(await store.sessions(CHAT)) + 1)
    offered = offered or (dog(),)
    earlier = Library(Path(), store, load_dialog).fetch
    shelf = Shelf(offered, store, earlier=earlier, fresh_id=lambda: next(ids))
    face = Lines(lines, written.append)
    return await Conversation(offered, shelf, face, clock=AT.timestamp).hold(), "".join(written)


class Presses:
    """Somebody who does these things, whatever is shown."""

    def __init__(self, *acts: Act) -> None:
        self._acts = iter(acts)
        self.seen: list[Screen] = []

    def say(self, text: str) -> None:
        raise AssertionError(f"nothing is to be said: {text}")

    def show(self, screen: Screen) -> None:
        raise AssertionError(f"nothing is to be shown: {screen}")

    async def ask(self, screen: Screen) -> Act | None:
        self.seen.append(screen)
        return next(self._acts, None)


@pytest.mark.parametrize("event", [Join(), Lead(Action.END), Coach("dog")], ids=str)
async def test_what_is_done_to_a_group_does_nothing_here(event: Act) -> None:
    face = Presses(event)
    store = SqliteStore.in_memory()
    shelf = Shelf((dog(),), store, earlier=Library(Path(), store, load_dialog).fetch, fresh_id=lambda: 1)

    await Conversation((dog(),), shelf, face, clock=AT.timestamp).hold()

    assert len(face.seen) == 2
    assert face.seen[0] == face.seen[1]


@pytest.mark.parametrize("name", list(menus.COMMANDS))
async def test_every_command_of_the_menu_works_here(name: str) -> None:
    _, written = await held(SqliteStore.in_memory(), "begin", "1", f"/{name}")

    assert "I don't know" not in written
    assert ENGLISH(toasts.closed()) not in written


async def test_an_unknown_command_is_no_answer() -> None:
    session, written = await held(SqliteStore.in_memory(), *ALL[:-2], "/bakc")

    assert "I don't know /bakc. Send /help to see every command." in written
    assert session is not None
    assert "else" not in session.answers


async def test_start_begins_goes_on_and_begins_anew() -> None:
    begun, _ = await held(SqliteStore.in_memory(), "/start")
    resumed, _ = await held(SqliteStore.in_memory(), "begin", "1", "/stop", "/start")
    anew, _ = await held(SqliteStore.in_memory(), *ALL, "/start")
    stays, _ = await held(SqliteStore.in_memory(), "begin", "1", "/start")

    stages = [each.stage for each in (begun, resumed, anew, stays) if each]
    assert stages == [Stage.ASKING, Stage.ASKING, Stage.WELCOME, Stage.ASKING]


async def test_an_earlier_result_is_opened_again() -> None:
    store = SqliteStore.in_memory()
    await held(store, *ALL)

    session, written = await held(store, "/history", "open 1")

    assert RESULTS_KEPT in written
    assert session is not None
    assert session.stage is Stage.DONE
    assert "Your answers lean towards getting a dog." in written.split("> open 1")[1]


async def test_two_results_are_compared_over_the_history() -> None:
    store = SqliteStore.in_memory()
    await held(store, *ALL, "start over", *ALL)

    session, written = await held(store, "/history", "compare 1, 2", "open 2")

    assert written.count("Get a dog: ") >= 2
    assert session is not None
    assert session.stage is Stage.DONE


async def test_without_results_the_history_says_so() -> None:
    _, written = await held(SqliteStore.in_memory(), "/history")

    assert "No results yet. Send /start to begin." in written


async def test_from_a_menu_one_gets_back_to_the_question() -> None:
    session, written = await held(SqliteStore.in_memory(), "begin", "/dialogs", "what?", "back", "1")

    assert CHOOSE in written
    assert session is not None
    assert list(session.answers) == ["leaning"]


async def test_everything_is_forgotten_only_when_it_is_chosen() -> None:
    store, forgotten = SqliteStore.in_memory(), SqliteStore.in_memory()

    kept, _ = await held(store, "begin", "1", "/forgetme", "yes", "keep it")
    anew, written = await held(forgotten, "begin", "1", "/forgetme", "delete everything")

    assert kept is not None
    assert list(kept.answers) == ["leaning"]
    assert anew is not None
    assert (anew.stage, await forgotten.sessions(CHAT)) == (Stage.WELCOME, ())
    assert "I no longer keep anything about you." in written


async def test_what_was_forgotten_leaves_nothing_to_send() -> None:
    store = SqliteStore.in_memory()

    await held(store, "begin", "1", "/forgetme", "delete everything")

    assert await store.due(AT.timestamp() + 1, 10) == ()


async def test_everything_kept_can_be_read() -> None:
    _, written = await held(SqliteStore.in_memory(), "begin", "1", "/export")

    assert '"leaning": "get"' in written


async def test_what_is_typed_after_a_result_is_answered() -> None:
    _, written = await held(SqliteStore.in_memory(), *ALL, "and now?")

    assert ENGLISH(toasts.finished()) in written


async def test_of_several_dialogs_the_person_chooses() -> None:
    session, written = await held(
        SqliteStore.in_memory(), "/back", "what?", "/help", "is a cat right for me?", offered=(dog(), CAT)
    )

    assert session is not None
    assert session.dialog_id == "cat"
    assert written.count(CHOOSE) == 2


async def test_of_several_dialogs_the_one_under_way_is_gone_on_with() -> None:
    store = SqliteStore.in_memory()
    await held(store, "2", "begin", "1", offered=(CAT, dog()))

    session, written = await held(store, "1", "2", offered=(CAT, dog()))

    assert f"Continue: {dog().title} (1 answer)" in written
    assert session is not None
    assert (session.dialog_id, len(session.answers)) == ("dog", 2)


async def test_nothing_is_chosen_where_nobody_chooses() -> None:
    assert (await held(SqliteStore.in_memory(), "quit", offered=(dog(), CAT)))[0] is None


async def test_a_session_goes_on_with_the_version_it_began_with() -> None:
    store = SqliteStore.in_memory()
    await store.keep_dialog(dog().logic_hash, "dog", dog().text, 1.0)
    await held(store, *ALL[:4])

    session, written = await held(store, *ALL[4:], offered=(NEWER,))

    assert "Welcome back. 3 answers kept." in written
    assert EARLIER_VERSION in written
    assert session is not None
    assert (session.logic_hash, session.stage) == (dog().logic_hash, Stage.DONE)


async def test_a_session_on_an_earlier_version_can_be_begun_anew_on_the_newest() -> None:
    store = SqliteStore.in_memory()
    await store.keep_dialog(dog().logic_hash, "dog", dog().text, 1.0)
    await held(store, *ALL[:4])

    session, _ = await held(store, "/stop", "start over", offered=(NEWER,))

    assert session is not None
    assert (session.logic_hash, session.stage) == (NEWER.logic_hash, Stage.WELCOME)


async def test_a_version_that_is_lost_is_told_and_the_dialog_begins_anew() -> None:
    store = SqliteStore.in_memory()
    await held(store, *ALL[:4])

    session, written = await held(store, offered=(NEWER,))

    assert LOST in written
    assert session is not None
    assert (session.logic_hash, session.answers) == (NEWER.logic_hash, {})


async def test_a_session_without_answers_takes_the_newest_version_without_a_word() -> None:
    store = SqliteStore.in_memory()
    await held(store, "begin")

    session, written = await held(store, offered=(NEWER,))

    assert session is not None
    assert (session.logic_hash, LOST in written) == (NEWER.logic_hash, False)


async def test_a_result_of_a_dialog_that_is_not_offered_begins_no_other() -> None:
    store = SqliteStore.in_memory()
    await store.keep_dialog(dog().logic_hash, "dog", dog().text, 1.0)
    await held(store, *ALL)

    session, written = await held(store, "/history", "open 1", "/start", "start over", offered=(CAT,))

    assert written.count(ENGLISH(toasts.not_offered())) == 2
    assert session is not None
    assert session.dialog_id == "dog"
