"""The conversation in a terminal: its commands, its menus, and what becomes of older versions."""

from dataclasses import replace

import pytest

from bot.core.group import coach_actions
from bot.core.group.events import Coach, Join, Lead
from bot.core.screen.screen import Screen
from bot.core.solo import menus
from bot.core.solo.session import Stage
from bot.core.words import terminal, toasts
from bot.core.words.english import ENGLISH
from bot.loader.reading import load_dialog
from bot.platforms.terminal.chat import CHAT
from bot.platforms.terminal.run import converse
from bot.platforms.terminal.typed_line import TypedAct
from bot.stores.protocol import Address, Change, Store
from tests.core.solo.test_engine import TO_GARDEN
from tests.example import AT, DOG, after, dog
from tests.platforms.terminal.terminal import ALL, continued, held

CHOOSE = ENGLISH(terminal.choose_one())
LOST = ENGLISH(terminal.version_lost())
NEWER_OFFERED = "There's a newer version of this."
CAT = load_dialog(DOG.replace("id: dog\n", "id: cat\n").replace("a dog right", "a cat right"), "cat.yml")
NEWER = load_dialog(DOG.replace("version: 1\n", "version: 2\n").replace("ready: 2,", "ready: 3,"), "dog.yml")


class Presses:
    """Somebody who does these things, whatever is shown."""

    def __init__(self, *acts: TypedAct) -> None:
        self._acts = iter(acts)
        self.seen: list[Screen] = []

    def say(self, text: str) -> None:
        raise AssertionError(f"nothing is to be said: {text}")

    def show(self, screen: Screen) -> None:
        raise AssertionError(f"nothing is to be shown: {screen}")

    async def ask(self, screen: Screen) -> TypedAct | None:
        self.seen.append(screen)
        return next(self._acts, None)


@pytest.mark.parametrize("event", [Join(), Lead(coach_actions.END), Coach("dog")], ids=str)
async def test_what_is_done_to_a_group_does_nothing_here(event: TypedAct, store: Store) -> None:
    face = Presses(event)

    await converse((dog(),), store, face, AT.timestamp)

    assert len(face.seen) == 2
    assert face.seen[0] == face.seen[1]


@pytest.mark.parametrize("name", list(menus.COMMANDS))
async def test_every_command_of_the_menu_works_here(name: str) -> None:
    _, written = await held("begin", "1", f"/{name}")

    assert "I don't know" not in written
    assert ENGLISH(toasts.closed()) not in written


async def test_an_unknown_command_is_no_answer() -> None:
    session, written = await held(*ALL[:-2], "/bakc")

    assert "I don't know /bakc. /help lists what there is." in written
    assert session is not None
    assert "else" not in session.answers


async def test_start_shows_the_first_question_goes_on_and_begins_anew() -> None:
    shown, _ = await held("/start")
    resumed, _ = await held("begin", "1", "/stop", "/start")
    anew, _ = await held(*ALL, "/start")
    stays, _ = await held("begin", "1", "/start")

    stages = [each.stage for each in (shown, resumed, anew, stays) if each]
    assert stages == [Stage.WELCOME, Stage.ASKING, Stage.WELCOME, Stage.ASKING]


async def test_an_earlier_result_is_opened_again(store: Store) -> None:
    await continued(store, *ALL)

    session, written = await continued(store, "/history", "open 1")

    assert ENGLISH(terminal.earlier_results()) in written
    assert session is not None
    assert session.stage is Stage.DONE
    assert "Your answers lean towards getting a dog." in written.split("> open 1")[1]


async def test_two_results_are_compared_over_the_history(store: Store) -> None:
    await continued(store, *ALL, "what i told you", "start over", *ALL)

    session, written = await continued(store, "/history", "compare 1, 2", "open 2")

    assert written.count("Get a dog: ") >= 2
    assert session is not None
    assert session.stage is Stage.DONE


async def test_without_results_the_history_says_so() -> None:
    _, written = await held("/history")

    assert "No results yet. Send /start to begin." in written


async def test_from_a_menu_one_gets_back_to_the_question() -> None:
    session, written = await held("begin", "/dialogs", "what?", "back", "1")

    assert CHOOSE in written
    assert session is not None
    assert list(session.answers) == ["leaning"]


async def test_everything_is_forgotten_only_when_it_is_chosen(store: Store) -> None:
    kept, _ = await held("begin", "1", "/forgetme", "yes", "keep everything")
    gone, written = await continued(store, "begin", "1", "/forgetme", "delete everything")
    anew, _ = await continued(store)

    assert kept is not None
    assert list(kept.answers) == ["leaning"]
    assert gone is None
    assert anew is not None
    assert (anew.stage, anew.answers) == (Stage.WELCOME, {})
    assert "I've deleted everything I kept about you." in written


async def test_what_is_kept_after_all_is_gone_on_with() -> None:
    session, written = await held("begin", "1", "/forgetme", "keep everything", "2")

    assert session is not None
    assert list(session.answers) == ["leaning", "wish"]
    assert ENGLISH(toasts.sent_too_early()) not in written


async def test_who_had_everything_deleted_can_begin_again(store: Store) -> None:
    session, _ = await continued(store, "begin", "1", "/forgetme", "delete everything", "/start", "begin")

    assert session is not None
    assert (session.stage, session.answers) == (Stage.ASKING, {})


async def test_what_was_forgotten_leaves_nothing_to_send(store: Store) -> None:

    await continued(store, "begin", "1", "/forgetme", "delete everything")

    assert await store.due(AT.timestamp() + 1, 10) == ()


async def test_everything_kept_can_be_read() -> None:
    _, written = await held("begin", "1", "/export")

    assert '"answer": "Get a dog"' in written


async def test_what_is_typed_after_a_result_is_answered() -> None:
    _, written = await held(*ALL, "and now?")

    assert ENGLISH(toasts.finished()) in written


async def test_of_several_dialogs_the_person_chooses() -> None:
    session, written = await held("/back", "what?", "/help", "is a cat right for me?", offered=(dog(), CAT))

    assert session is not None
    assert session.dialog_id == "cat"
    assert written.count(CHOOSE) == 2


async def test_of_several_dialogs_the_one_under_way_is_gone_on_with(store: Store) -> None:
    await continued(store, "2", "begin", "1", offered=(CAT, dog()))

    session, written = await continued(store, "1", "2", offered=(CAT, dog()))

    assert f"Continue: {dog().title} (1 answer)" in written
    assert session is not None
    assert (session.dialog_id, len(session.answers)) == ("dog", 2)


async def test_nothing_is_chosen_where_nobody_chooses() -> None:
    assert (await held("quit", offered=(dog(), CAT)))[0] is None


async def test_a_session_goes_on_with_the_version_it_began_with(store: Store) -> None:
    await store.keep_dialog(dog().logic_hash, "dog", dog().text, 1.0)
    await continued(store, *ALL[:4])

    session, written = await continued(store, *ALL[4:], offered=(NEWER,))

    assert "Welcome back. 3 answers kept." in written
    assert NEWER_OFFERED in written
    assert session is not None
    assert (session.logic_hash, session.stage) == (dog().logic_hash, Stage.DONE)


async def test_a_session_on_an_earlier_version_can_be_begun_anew_on_the_newest(store: Store) -> None:
    await store.keep_dialog(dog().logic_hash, "dog", dog().text, 1.0)
    await continued(store, *ALL[:4])

    session, _ = await continued(store, "/stop", "start over", offered=(NEWER,))

    assert session is not None
    assert (session.logic_hash, session.stage) == (NEWER.logic_hash, Stage.WELCOME)


async def test_a_session_that_was_never_a_message_goes_on(store: Store) -> None:
    """An earlier version of the bot kept sessions of the terminal without their messages."""
    session = replace(after(*TO_GARDEN), chat=CHAT, person=CHAT)
    await store.update(Address(CHAT, session=session.id), -1, lambda _: Change(session), 1.0)

    continued_session, written = await continued(store, "1", "3")

    assert "Welcome back. 2 answers kept." in written
    assert continued_session is not None
    assert list(continued_session.answers) == ["leaning", "wish", "garden", "walk"]


async def test_a_session_moves_to_the_newest_version_with_its_answers(store: Store) -> None:
    await continued(store, *ALL[:4])

    session, _ = await continued(store, "switch to the new version", offered=(NEWER,))

    assert session is not None
    assert (session.logic_hash, len(session.answers)) == (NEWER.logic_hash, 3)


async def test_a_version_that_is_lost_is_told_and_the_dialog_begins_anew(store: Store) -> None:
    await continued(store, *ALL[:4])
    await store.keep_dialog(dog().logic_hash, "dog", "no dialog any more", 2.0)

    session, written = await continued(store, offered=(NEWER,))

    assert LOST in written
    assert session is not None
    assert (session.logic_hash, session.answers) == (NEWER.logic_hash, {})


async def test_a_session_without_answers_takes_the_newest_version_without_a_word(store: Store) -> None:
    await continued(store, "begin")

    session, written = await continued(store, offered=(NEWER,))

    assert session is not None
    assert (session.logic_hash, LOST in written) == (NEWER.logic_hash, False)
    assert NEWER_OFFERED not in written


async def test_a_result_of_a_dialog_that_is_not_offered_begins_no_other(store: Store) -> None:
    await store.keep_dialog(dog().logic_hash, "dog", dog().text, 1.0)
    await continued(store, *ALL)

    lines = ("/history", "open 1", "/start", "what i told you", "start over")
    session, written = await continued(store, *lines, offered=(CAT,))

    assert written.count(ENGLISH(toasts.not_offered())) == 2
    assert session is not None
    assert session.dialog_id == "dog"


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        (("We live by a wood.",), "We live by a wood."),
        (("Write my answer again", "I wanted to die, before I walked."), "I wanted to die, before I walked."),
    ],
    ids=["another answer", "the same once more"],
)
async def test_below_help_for_somebody_in_danger_the_answer_is_typed_as_before(
    lines: tuple[str, ...], kept: str
) -> None:
    session, written = await held(*ALL[:-2], "I want to die", *lines)

    assert "a person can" in written
    assert session is not None
    assert session.answers["else"] == kept
