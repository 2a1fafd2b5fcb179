"""kill -9 while a group is coached: nothing is lost, and all ends as if nothing had happened."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import pytest

from bot.playground.engine import FakeTelegram
from bot.playground.server import serve
from bot.playground.world import Chat, Message
from tests.e2e.bots import AFTER_A_KILL, Bot, nursed
from tests.e2e.grouped import PATIENT, Gathering, gathering
from tests.e2e.haste import HastyLoop, hasty_time
from tests.example import DOG

RATE: Final = 16.0
"""Seconds of the session in one of the machine's."""
CYCLE: Final = ("before_send", "sent_not_recorded", "recorded", "answered", "fetched")
"""`answered`: committed, and not confirmed yet; the others as the bot calls them."""


@dataclass(frozen=True)
class Ending:
    """What a session came to. shown: chat -> text and attachment of the bot's messages."""

    shown: Mapping[str, set[str]]
    answers: list[object]
    results: list[str]
    figures: str
    led: list[str]


def looks(message: Message) -> str:
    return json.dumps([message.text, sorted(message.attached), message.buttons], ensure_ascii=False)


def ours(chat: Chat) -> list[Message]:
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
    shown = {name: {looks(each) for each in ours(chat)} for name, chat in chats.items()}
    return Ending(shown, answers, results, repr((group.stage, group.taken, group.shown)), held.led)


async def dies(bot: Bot, point: str, settings: Mapping[str, str]) -> int:
    """Start, and be killed at a point such as `recorded:3`, the third one; the exit status."""
    label, _, number = point.partition(":")
    if label != "answered":
        await bot.start(DECISION_COACH_KILL_AT=point, **settings)
        return await bot.ends()
    counts, tap = bot.telegram.counts, ("answerCallbackQuery", 200)
    wanted = counts[tap] + int(number)
    await bot.start(**settings)
    await bot.telegram.updates.progress.until(lambda: counts[tap] >= wanted or None, PATIENT * 4)
    return await bot.kill()


async def lived(folder: Path, kills: tuple[str, ...]) -> tuple[Ending, list[str]]:
    """A session in which the bot is killed at these points, one after the other; where each found it."""
    telegram = FakeTelegram(now=hasty_time(RATE), slows_repeats=False, floods=True, answer_within=150.0)
    (folder / "dialogs" / "dog").mkdir(parents=True)
    (folder / "dialogs" / "dog" / "dialog.yml").write_text(DOG, encoding="utf-8")
    found: list[str] = []
    async with serve(telegram), nursed(telegram, folder, haste=RATE) as bot:
        held = gathering(bot)
        settings = {"DIALOGS_DIR": str(folder / "dialogs")}

        async def is_killed() -> None:
            for point in kills:
                assert await dies(bot, point, settings) == -9
                found.append(f"{point} {held.led[-1:]}")
            await bot.start(**settings)

        dying = asyncio.create_task(is_killed())
        await held.goes_through()
        assert dying.done(), f"only these kills: {found}"
        await dying
        ending = await ended(held)
        # In haste a call can outlast its patience on a busy machine, which looks like a kill.
        assert {each.kind for each in telegram.finish()} <= AFTER_A_KILL
        assert "Traceback" not in bot.log
    return ending, found


def lived_twice(folder: Path, kills: tuple[str, ...]) -> tuple[Ending, Ending]:
    """The same session with these kills, and undisturbed."""
    (folder / "killed").mkdir()
    (folder / "undisturbed").mkdir()

    async def both() -> tuple[Ending, Ending]:
        (killed, found), (undisturbed, _) = await asyncio.gather(
            lived(folder / "killed", kills), lived(folder / "undisturbed", ())
        )
        assert len(found) == len(kills)
        return killed, undisturbed

    with asyncio.Runner(loop_factory=lambda: HastyLoop(RATE)) as runner:
        return runner.run(both())


def must_end_alike(killed: Ending, undisturbed: Ending) -> None:
    """Nothing that people said or were told is missing; what was sent in doubt may be there twice."""
    assert replace(killed, shown={}) == replace(undisturbed, shown={})
    missing = {name: texts - killed.shown[name] for name, texts in undisturbed.shown.items()}
    assert [name for name, texts in missing.items() if texts] == []


FORTY: Final = tuple(f"{CYCLE[at % 5]}:{2 + at % 3}" for at in range(40))
SIX: Final = ("sent_not_recorded:3", "answered:9", "before_send:9", "recorded:9", "fetched:9", "answered:9")


@pytest.mark.slow
def test_40_kills_in_a_session_lose_no_answer_and_no_final_message(tmp_path: Path) -> None:
    must_end_alike(*lived_twice(tmp_path, FORTY))


def test_6_kills_in_a_session_lose_no_answer_and_no_final_message(tmp_path: Path) -> None:
    must_end_alike(*lived_twice(tmp_path, SIX))
