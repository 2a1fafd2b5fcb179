"""Anything at all, in any order: people, a group, faults, restarts, days; nothing fails, nothing is lost."""

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from bot.playground import faults
from bot.playground.engine import FakeTelegram
from bot.playground.people import Person
from bot.playground.world import ChatMessage
from bot.stores.sqlite.store import SqliteStore
from tests.coached import HurryingLoop, Live, now, passes, running
from tests.e2e.bots import AFTER_A_KILL

WORDS: Final = (
    *("1", "2, 3", "a", "skip", "not sure", "back", "done", "begin", "get my advice", "why?", "undo", "yes"),
    *("A promotion", "marketing", "certify now", "I want to kill myself", "no", "17", "B, with the results"),
)
COMMANDS: Final = (
    *("start", "start ai-cert", "start ai-programme", "start nonsense", "back", "review", "stop", "history"),
    *("dialogs", "help", "privacy", "language", "export", "forgetme", "coach", "coach ai-cert", "fly", "log"),
    *("leave", "end", "pause", "next", "word"),
)
WRITING: Final = ("Own question", "💬 A word to the coach", "Continue", "Edit answers")
FAULTS: Final = (
    *(faults.flooded(3), faults.server_error(), faults.bad_gateway(), faults.dropped(processed=False)),
    *(faults.dropped(processed=True), faults.not_found()),
)
METHODS: Final = ("sendMessage", "editMessageText", "answerCallbackQuery", "getUpdates", "getChatMember", "*")
UNKNOWABLE: Final = {
    *(*AFTER_A_KILL, "never-answers", "answers-late", "answers-slowly", "answers-unknown"),
    "deletes-too-late",  # it tries, and takes the buttons away where that is refused
}
"""Breaches that follow from lost answers, restarts and days gone by, and that no bot can avoid."""

people = st.sampled_from(("Ann", "Ben", "Cem"))
numbers = st.integers(0, 10**6)


class _Failures(logging.Handler):
    """Keeps what the bot says is wrong with itself."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


class WholeApp(RuleBasedStateMachine):
    """What three people do to the bot, and what happens to it."""

    def __init__(self) -> None:
        super().__init__()
        self.failures = _Failures()
        logging.getLogger("bot").addHandler(self.failures)
        self.runner = asyncio.Runner(loop_factory=HurryingLoop)
        self.store = SqliteStore.in_memory()
        self.telegram = FakeTelegram(now=now, floods=True, slows_repeats=False, answer_within=150.0)
        self.people = {name: self.telegram.person(name) for name in ("Ann", "Ben", "Cem")}
        self.group = self.telegram.group("Team", *self.people.values())
        self.seen: dict[tuple[int, int, str], None] = {}
        self.live: Live | None = None
        self.stack = AsyncExitStack()
        self._run(self._starts())

    # --- people -----------------------------------------------------------------------------

    @rule(who=people, word=st.sampled_from(WORDS) | st.text(max_size=30))
    def types(self, who: str, word: str) -> None:
        if word.strip() and not word.startswith("/"):
            self._does(lambda: self.people[who].sends(word))

    @rule(who=people, command=st.sampled_from(COMMANDS))
    def commands(self, who: str, command: str) -> None:
        self._does(lambda: self.people[who].sends(f"/{command}"))

    @rule(who=people, command=st.sampled_from(COMMANDS))
    def commands_in_the_group(self, who: str, command: str) -> None:
        self._does(lambda: self.people[who].at(self.group).sends(f"/{command}"))

    @rule(who=people, number=numbers)
    def taps(self, who: str, number: int) -> None:
        self._taps(self.people[who], number)

    @rule(who=people, number=numbers)
    def taps_on(self, who: str, number: int) -> None:
        """Go on a good part of the way."""
        for step in range(8):
            self._taps(self.people[who], number * 31 + step * 7)

    @rule(who=people, number=numbers)
    def taps_in_the_group(self, who: str, number: int) -> None:
        self._taps(self.people[who].at(self.group), number)

    @rule(who=people, number=numbers)
    def taps_anything_ever_seen(self, who: str, number: int) -> None:
        if not self.seen:
            return
        chat, message_id, data = list(self.seen)[number % len(self.seen)]
        there = self.group if chat == self.group.id else self.people[who].chat
        self._does(lambda: self.people[who].at(there).presses(message_id, data, "something old"))

    @rule(who=people, number=numbers)
    def sends_something_else(self, who: str, number: int) -> None:
        person = self.people[who]
        kinds: list[Callable[[], object]] = [person.sends_voice, person.sends_photo, person.sends_sticker]
        self._does(kinds[number % 3])

    @rule(who=people, word=st.sampled_from(WORDS))
    def edits(self, who: str, word: str) -> None:
        person = self.people[who]
        mine = next((each for each in person.chat.newest() if each.sender is person.user and each.text), None)
        if mine is not None:
            self._does(lambda: person.edits_message(mine, word))

    @rule(who=people, number=numbers)
    def deletes(self, who: str, number: int) -> None:
        person = self.people[who].at(self.group) if number % 3 == 0 else self.people[who]
        if messages := list(person.chat.messages.values()):
            self._does(lambda: person.deletes(messages[number % len(messages)]))

    @rule(who=people)
    def blocks_and_comes_back(self, who: str) -> None:
        self._does(self.people[who].blocks_bot)
        self._does(self.people[who].unblocks_bot)

    @rule(who=st.sampled_from(("Ben", "Cem")))
    def leaves_the_group_and_comes_back(self, who: str) -> None:
        self._does(self.people[who].at(self.group).leaves)
        self._does(self.people[who].at(self.group).joins)

    @rule()
    def bot_is_taken_out_and_back(self) -> None:
        ann = self.people["Ann"].at(self.group)
        self._does(ann.removes_bot)
        self._does(ann.adds_bot)

    @rule(who=people, wish=st.sampled_from(WRITING), words=st.lists(st.sampled_from(WORDS), max_size=3))
    def writes_for_the_group(self, who: str, wish: str, words: list[str]) -> None:
        """Begin to write something, and go on with anything at all."""
        person = self.people[who]
        self._does(lambda: person.taps(wish))
        for word in (*words, "Yes\nNo"):
            self._does(lambda word=word: person.sends(word))  # type: ignore[misc]  # it is called at once
        for label in ("🔓 Show exactly", "Ask it next", "Send"):
            self._does(lambda label=label: person.taps(label))  # type: ignore[misc]  # it is called at once

    # --- the world --------------------------------------------------------------------------

    @rule(seconds=st.sampled_from((1.0, 60.0, 3600.0, 86_400.0, 9 * 86_400.0)))
    def time_passes(self, seconds: float) -> None:
        self._run(passes(seconds))

    @rule(method=st.sampled_from(METHODS), fault=st.sampled_from(FAULTS), times=st.integers(1, 3))
    def fails(self, method: str, fault: faults.Fault, times: int) -> None:
        self.telegram.faults.plan(method, fault, times=times)

    @rule()
    def restarts(self) -> None:
        self._run(self._stops())
        self._run(self._starts())

    # --- what holds -------------------------------------------------------------------------

    @invariant()
    def nothing_fails(self) -> None:
        assert self.failures.lines == []

    def teardown(self) -> None:
        try:
            self.telegram.faults.clear()
            self._run(asyncio.sleep(300))
            self._run(self._everything_is_done())
            self.nothing_fails()
            assert [each for each in self.telegram.finish() if each.kind not in UNKNOWABLE] == []
        finally:
            self._run(self._stops())
            self.runner.close()
            logging.getLogger("bot").removeHandler(self.failures)

    async def _everything_is_done(self) -> None:
        """No update waits, and what is stored can be read and is on show."""
        assert len(self.telegram.updates) == 0
        for person in self.people.values():
            sessions = await self.store.sessions(person.id)
            assert len(await self._exported(person)) >= len(sessions)
        assert await self.store.due(now(), 99) == ()

    async def _exported(self, person: Person) -> Any:
        return (await self.store.export(person.id))["sessions"]

    # --- how it is done ---------------------------------------------------------------------

    def _taps(self, person: Person, number: int) -> None:
        """Tap one of the buttons of one of the two newest messages that have some."""
        shown = [each for each in person.chat.newest() if each.keyboard and data_of(each)][:2]
        if shown:
            message = shown[0] if number % 4 else shown[-1]
            every = data_of(message)
            self._does(lambda: person.presses(message.message_id, every[number % len(every)], "a button"))

    def _does(self, act: Callable[[], object]) -> None:
        """Act, where Telegram lets somebody; and let the bot do what follows."""

        async def work() -> None:
            try:
                act()
            except AssertionError:  # they cannot do that now, such as a tap in a group they left
                return
            await asyncio.sleep(1.5)

        self._run(work())
        self._looks()

    def _looks(self) -> None:
        for chat in (self.group, *(each.chat for each in self.people.values())):
            for message in chat.messages.values():
                self.seen |= dict.fromkeys((chat.id, message.message_id, data) for data in data_of(message))

    async def _starts(self) -> None:
        running_bot = running(telegram=self.telegram, store=self.store)
        self.live = await self.stack.enter_async_context(running_bot)

    async def _stops(self) -> None:
        await self.stack.aclose()
        self.stack = AsyncExitStack()

    def _run(self, work: Coroutine[Any, Any, None]) -> None:
        self.runner.run(work)


def data_of(message: ChatMessage) -> list[str]:
    rows = message.keyboard["inline_keyboard"] if message.keyboard else []
    return [button["callback_data"] for row in rows for button in row if "callback_data" in button]


QUIET: Final = settings(
    deadline=None,
    suppress_health_check=list(HealthCheck),
    stateful_step_count=25,
    max_examples=8,
    derandomize=True,  # what the long form finds becomes a test of its own
)


def test_whatever_happens_nothing_fails() -> None:
    run_state_machine_as_test(WholeApp, settings=QUIET)


def test_a_send_that_nobody_confirms_is_not_due_for_ever() -> None:
    life = WholeApp()
    life.fails("sendMessage", faults.dropped(processed=True), times=2)
    life.commands("Ann", "start")
    life.time_passes(60.0)

    life.teardown()  # five minutes later, nothing is due


def test_a_tap_that_was_answered_before_a_clean_stop_is_not_answered_after_it() -> None:
    life = WholeApp()
    ann = life.people["Ann"]
    life.commands("Ann", "start ai-cert")

    async def answered_and_stopped() -> None:
        await ann.taps("Certify now").answered(30)
        await life._stops()

    life._run(answered_and_stopped())
    life._run(life._starts())
    life.time_passes(60.0)

    answers = [call for call in life.telegram.calls if call.method == "answerCallbackQuery"]
    assert len(answers) == 1
    life.teardown()


def test_a_restart_is_tried_until_telegram_says_who_the_bot_is() -> None:
    life = WholeApp()
    life.fails("getMe", faults.bad_gateway(), times=3)
    life.restarts()

    life.commands("Ann", "start ai-cert")

    assert next(life.people["Ann"].chat.newest()).button("Certify now")
    life.teardown()


MINUTES: Final = 10
"""For which the long form looks for something that fails."""


@pytest.mark.slow
def test_whatever_happens_for_ten_minutes_nothing_fails() -> None:
    end = time.monotonic() + 60 * MINUTES
    while time.monotonic() < end:
        longer = settings(QUIET, stateful_step_count=60, max_examples=20, database=None, derandomize=False)
        run_state_machine_as_test(WholeApp, settings=longer)
