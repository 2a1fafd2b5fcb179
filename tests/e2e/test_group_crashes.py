"""kill -9 while a group is coached: nothing is lost, and all ends as if nothing had happened."""

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from bot.playground.engine import FakeTelegram
from bot.playground.server import serve
from bot.playground.world import ChatMessage, WorldChat
from tests.e2e.bots import AFTER_A_KILL, Bot, nursed
from tests.e2e.grouped import PATIENT, Gathering, gathering, undisturbed
from tests.e2e.haste import HastyLoop, hasty_time
from tests.example import DOG

RATE: Final = 8.0
"""Seconds of the session in one of the machine's."""

TALKED_ABOUT: Final = (
    DOG.replace(
        "{id: friend, text: A companion,",
        "{id: friend, text: A companion, reasons: [Nobody likes an empty home.],",
    )
    .replace(
        "{id: sport, text: Someone to run with,",
        "{id: sport, text: Someone to run with, reasons: [A dog gets you out of the door.],",
    )
    .replace("    about: value\n", "    about: value\n    group: {discuss: always, guess: true}\n")
)
"""The example, with a guess and a question that is talked about before its totals are shown."""


@dataclass
class Undertaker:
    """Kills the bot in chosen moments and starts it again. kills: moment -> point; died: those that came."""

    bot: Bot
    kills: Mapping[str, str]
    settings: Mapping[str, str]
    died: dict[str, str] = field(default_factory=dict)

    @property
    def _file(self) -> Path:
        return self.bot.folder / "dies-at"

    async def starts(self) -> None:
        await self.bot.start(DIES_AT=str(self._file), **self.settings)

    @asynccontextmanager
    async def during(self, moment: str) -> AsyncIterator[None]:
        """The moment is not over before the bot has died in it, where it is to die there."""
        if moment not in self.kills:
            yield
            return
        death = asyncio.create_task(self._dies(moment))
        yield
        try:
            await asyncio.wait_for(death, PATIENT)
        except TimeoutError:
            raise AssertionError(f"the bot passed no {self.kills[moment]} while {moment}") from None

    async def _dies(self, moment: str) -> None:
        aimed = self._file.with_suffix(".new")
        aimed.write_text(self.kills[moment], encoding="utf-8")
        aimed.replace(self._file)
        assert await self.bot.ends() == -9
        self.died[moment] = self.kills[moment]
        self._file.unlink()
        await self.starts()


@dataclass(frozen=True)
class Ending:
    """What a session came to. shown: chat -> text and attachments of the bot's messages."""

    shown: Mapping[str, Counter[str]]
    answers: list[object]
    results: list[str]
    figures: str
    led: list[str]
    passed: list[str]


def looks(message: ChatMessage) -> str:
    return json.dumps([message.text, sorted(message.attached), message.buttons], ensure_ascii=False)


def ours(chat: WorldChat) -> list[ChatMessage]:
    return [each for each in chat.messages.values() if each.sender.is_bot]


async def ended(held: Gathering) -> Ending:
    results = await held.results()
    await held.bot.telegram.settles()
    assert await held.bot.stop() == 0
    async with held.bot.store() as store:
        (group,) = await store.groups_of(held.members[0].id)
        seats = sorted((await store.group(group.id)).seats, key=lambda each: each.member.seat)
    answers: list[object] = [
        (seat.member.name, dict(seat.session.answers), dict(seat.member.given)) for seat in seats
    ]
    chats = {"the group": held.group, "the coach": held.coach.chat}
    chats |= {str(each): each.chat for each in held.members}
    shown = {name: Counter(looks(each) for each in ours(chat)) for name, chat in chats.items()}
    figures = repr((group.stage, group.taken, group.shown))
    return Ending(shown, answers, results, figures, held.led, held.passed)


async def lived(folder: Path, kills: Mapping[str, str]) -> Ending:
    """A session in which the bot is killed in these moments, each at its point."""
    telegram = FakeTelegram(now=hasty_time(RATE), slows_repeats=False, floods=True, answer_within=150.0)
    (folder / "dialogs" / "dog").mkdir(parents=True)
    (folder / "dialogs" / "dog" / "dialog.yml").write_text(TALKED_ABOUT, encoding="utf-8")
    async with serve(telegram), nursed(telegram, folder, haste=RATE) as bot:
        undertaker = Undertaker(bot, kills, {"DIALOGS_DIR": str(folder / "dialogs")})
        await undertaker.starts()
        held = gathering(bot, undertaker.during if kills else undisturbed)
        await held.goes_through()
        ending = await ended(held)
        assert undertaker.died == kills
        # In haste a call can outlast its patience on a busy machine, which looks like a kill.
        assert {each.kind for each in telegram.finish()} <= AFTER_A_KILL
        assert "Traceback" not in bot.log
    return ending


def lived_twice(folder: Path, kills: Mapping[str, str]) -> tuple[Ending, Ending]:
    """The same session with these kills, and undisturbed."""
    (folder / "killed").mkdir()
    (folder / "undisturbed").mkdir()

    async def both() -> tuple[Ending, Ending]:
        killed, undisturbed = await asyncio.gather(
            lived(folder / "killed", kills), lived(folder / "undisturbed", {})
        )
        return killed, undisturbed

    with asyncio.Runner(loop_factory=lambda: HastyLoop(RATE)) as runner:
        return runner.run(both())


def must_end_alike(killed: Ending, undisturbed: Ending, kills: int) -> None:
    """Nothing that people said or were told is missing; each kill leaves one message twice at most."""
    assert replace(killed, shown={}) == replace(undisturbed, shown={})
    missing = {name: texts - killed.shown[name] for name, texts in undisturbed.shown.items()}
    assert [(name, text) for name, texts in missing.items() for text in texts] == []
    surplus = {name: texts - undisturbed.shown[name] for name, texts in killed.shown.items()}
    assert sum(texts.total() for texts in surplus.values()) <= kills


KILLS: Final = {
    "greeting": "committed:1",
    "opening": "before_send:1",
    "joining": "answered:3",
    "going private": "sent_not_recorded:2",
    "start": "recorded:1",
    "answering 1/10": "committed:4",
    "closing by mistake": "committed:1",
    "cancelling": "answered:1",
    "closing 1/10": "committed:2",  # that of the clock, after the five seconds
    "next after 1/10": "sent_not_recorded:1",
    "answering 2/10": "fetched:2",
    "closing 2/10": "before_send:2",
    "next after 2/10": "answered:1",
    "answering 3/10": "recorded:2",
    "closing 3/10": "fetched:1",
    "next after 3/10": "recorded:2",
    "answering 4/10": "sent_not_recorded:1",
    "closing 4/10": "sent_not_recorded:3",  # what opens the talk
    "talking": "committed:3",
    "asking again": "sent_not_recorded:1",  # the question, which moves below the talk
    "answering 4/10, again": "answered:6",
    "closing 4/10, again": "before_send:3",
    "next after 4/10": "fetched:1",
    "answering 5/10": "before_send:1",
    "closing 5/10": "answered:1",
    "next after 5/10": "committed:1",
    "answering 6/10": "answered:2",
    "closing 6/10": "recorded:3",
    "next after 6/10": "sent_not_recorded:2",  # the results
    "next after the results": "before_send:2",
    "answering 8/10": "fetched:6",
    "closing 8/10": "committed:2",
    "next after 8/10": "recorded:1",
    "answering 9/10": "committed:6",
    "closing 9/10": "sent_not_recorded:2",
    "next after 9/10": "before_send:1",  # the plan
    "planning": "committed:20",
    "ending": "committed:2",
    "files": "sent_not_recorded:2",
    "results": "fetched:5",
}
"""Every moment of the session, and the point at which the bot dies in it."""


def test_40_kills_in_a_session_lose_no_answer_and_no_final_message(tmp_path: Path) -> None:
    killed, undisturbed = lived_twice(tmp_path, KILLS)

    must_end_alike(killed, undisturbed, len(KILLS))
    assert undisturbed.passed == list(KILLS)
