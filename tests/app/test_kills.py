"""The bot dies at any point of what is written, of clocks and of talks: all ends as if it had not."""

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from itertools import count

import pytest

from bot.playground.engine import FakeTelegram
from bot.playground.page.crowd import ASIDES
from bot.playground.people import Person
from bot.playground.world import ChatMessage, WorldChat
from bot.stores.sqlite.store import SqliteStore
from tests.coached import Session, hurried, now, running, session
from tests.e2e.bots import AFTER_A_KILL
from tests.lives import Life


@dataclass
class Reaper:
    """Runs the bot, and kills it at every so many-th point that it passes; it starts again at once.

    every: 0 for never. first: how many points are passed before it counts. points: passed so far.
    """

    telegram: FakeTelegram
    store: SqliteStore
    every: int = 0
    first: int = 0
    points: int = 0
    kills: int = 0
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    @asynccontextmanager
    async def lives(self) -> AsyncIterator[None]:
        """One life after the other while the block runs; the last one ends as by SIGTERM."""
        done = asyncio.Event()
        living = asyncio.create_task(self._live_on(done))
        try:
            yield
        finally:
            done.set()
            await living

    async def _live_on(self, done: asyncio.Event) -> None:
        ended = asyncio.create_task(done.wait())
        while not done.is_set():
            life = Life(self._is_last)
            over = asyncio.create_task(life.over.wait())
            try:
                async with running(
                    telegram=self.telegram, store=self.store, ids=lambda: next(self.numbers), life=life
                ):
                    await asyncio.wait((over, ended), return_when=asyncio.FIRST_COMPLETED)
            except asyncio.CancelledError:
                if not life.over.is_set():
                    raise
            if life.over.is_set():
                self.telegram.lose_taps()

    def _is_last(self, _point: str) -> bool:
        self.points += 1
        if not self.every or self.points <= self.first or (self.points - self.first) % self.every:
            return False
        self.kills += 1
        return True


@dataclass(frozen=True)
class Ending:
    """What a session came to. shown: chat -> the bot's messages in it."""

    answers: Sequence[object]
    figures: str
    shown: Mapping[str, Counter[str]]


async def plays(held: Session) -> None:
    """A question of the coach's own, a word to the coach, a clock, a talk, and a second round below it."""
    anna, maya = held.coach, held.members[0]
    await held.begins()
    await held.join(within=10)
    await asyncio.sleep(5)
    await leads(held, "Own question")
    await anna.sees("What do you want to ask?", timeout=60)
    await writes(held, "Where shall we have lunch?", "Now write the answers")
    await writes(held, "Inside\nOutside", "How exactly may the group")
    await leads(held, "🔓 Show exactly")
    await anna.sees("Nothing has been asked yet", timeout=60)
    await leads(held, "Ask it next")
    await asyncio.sleep(5)
    maya.opens(await link_of(held, maya))
    await maya.sees(label="💬 A word to the coach", timeout=60)
    await asyncio.sleep(5)
    await maya.at(held.group).taps("💬 A word to the coach").answered(60)
    await maya.sees("Write your question or remark", timeout=60)
    await asyncio.sleep(5)
    maya.sends("Is this paid for by my employer?")
    await maya.sees("Send this to your coach?", timeout=60)
    await maya.taps("Send").answered(60)
    await maya.sees("Sent, without your name", timeout=60)
    await leads(held, "▶ Start")
    lunch = await anna.at(held.group).sees("Where shall we have lunch", label="Inside", timeout=90)
    for member in held.in_group:
        await member.taps("Inside", message=lunch).answered(60)
    await leads(held, "Close and reveal")
    await anna.at(held.group).sees("Inside: 6 of 6", timeout=90)
    await leads(held, "Next ›")
    await anna.at(held.group).sees("Who would you hire", label="👁 My answer", timeout=90)
    await asyncio.sleep(5)
    await leads(held, "+1 min")
    await all_answer(held)
    await anna.at(held.group).sees("Talk first", timeout=300)
    await leads(held, "Words to you (1)")
    await anna.sees("Is this paid for by my employer?", timeout=60)
    await leads(held, "1 ➜ Group")
    await anna.at(held.group).sees("Someone in the group asks", timeout=60)
    await leads(held, "‹ Back")
    await leads(held, "Ask again")
    await asyncio.sleep(20)
    await all_answer(held)
    await leads(held, "Close and reveal")
    await anna.sees(label="Next ›", timeout=60)
    await leads(held, "☐ Reveal when all answered")
    await anna.sees(label="☑ Reveal when all answered", timeout=60)
    await leads(held, "Next ›")
    await asyncio.sleep(20)
    await all_answer(held)
    await anna.sees(label="Next ›", timeout=180)


async def all_answer(held: Session) -> None:
    message = held.open_step()
    labels = [label for row in message.buttons for label in row if label not in ASIDES][:3]
    for at, member in enumerate(held.in_group):
        await member.taps(labels[at % 3], message=message).answered(60)


async def link_of(held: Session, member: Person) -> str:
    """Where "In private" leads; after a death of the bot the tap comes again, and opens it."""
    link = (await member.at(held.group).taps("In private ↗").answered(60)).url
    assert link
    return link


async def leads(held: Session, label: str) -> None:
    """The coach taps, once what came of the last tap, and of a kill, has come to rest."""
    await asyncio.sleep(8)
    await held.leads(label)


async def writes(held: Session, text: str, then: str) -> None:
    held.coach.sends(text)
    await held.coach.sees(then, timeout=60)
    await asyncio.sleep(5)


def looks(message: ChatMessage) -> str:
    return json.dumps([message.text, message.buttons], ensure_ascii=False)


def ours(chat: WorldChat) -> Counter[str]:
    return Counter(looks(each) for each in chat.messages.values() if each.sender.is_bot)


async def lived(every: int, first: int = 0) -> tuple[Ending, Reaper]:
    """The session on a bot that is killed that often."""
    telegram = FakeTelegram(now=now, floods=True, slows_repeats=False)
    reaper = Reaper(telegram, SqliteStore.in_memory(), every, first)
    held = session(reaper, 6)
    async with reaper.lives():
        await plays(held)
        await asyncio.sleep(120)
    return await ending(reaper, held), reaper


async def ending(reaper: Reaper, held: Session) -> Ending:
    assert {each.kind for each in reaper.telegram.finish()} <= (AFTER_A_KILL if reaper.kills else set())
    assert await reaper.store.due(now(), 99) == ()
    (group,) = await reaper.store.groups_in(held.group.id)
    seats = sorted((await reaper.store.group(group.id)).seats, key=lambda each: each.member.seat)
    answers = [(seat.member.name, dict(seat.session.answers), dict(seat.member.given)) for seat in seats]
    chats = {"the group": held.group, **{str(each): each.chat for each in (held.coach, *held.members)}}
    shown = {name: ours(chat) for name, chat in chats.items()}
    return Ending(answers, repr((group.stage, group.taken, group.shown)), shown)


KILLED_EVERY = 40
"""Of how many points one is a kill; the first life is longer by some."""


@pytest.mark.parametrize(
    "first",
    [17, *(pytest.param(at, marks=pytest.mark.slow) for at in range(KILLED_EVERY) if at != 17)],
)
def test_kills_lose_nothing_of_what_was_written_of_clocks_and_of_talks(first: int) -> None:
    async def work() -> None:
        undisturbed, _ = await lived(0)
        killed, reaper = await lived(KILLED_EVERY, first)

        assert reaper.kills >= 10
        assert replace(killed, shown={}) == replace(undisturbed, shown={})
        missing = {name: texts - killed.shown[name] for name, texts in undisturbed.shown.items()}
        assert [(name, text) for name, texts in missing.items() for text in texts] == []
        surplus = {name: texts - undisturbed.shown[name] for name, texts in killed.shown.items()}
        assert sum(texts.total() for texts in surplus.values()) <= reaper.kills

    hurried(work())
