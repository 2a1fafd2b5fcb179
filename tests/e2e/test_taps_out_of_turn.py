"""Taps in any order, twice, too late or invented: each is answered, and only what was meant counts."""

import asyncio
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from bot.core.dialog.answers import Value
from bot.core.dialog.conditions import fires
from bot.core.dialog.evidence import Evidence
from bot.core.dialog.model import Dialog
from bot.core.solo.engine import OUT_OF_PLACE
from bot.core.solo.session import Stage
from bot.core.words import toasts
from bot.core.words.english import ENGLISH
from bot.playground.people import Person
from bot.playground.world import ChatMessage
from tests.e2e.bots import Bot
from tests.e2e.test_live_change import MORE, changed, reads, shelved
from tests.e2e.travellers import Traveller, ai_cert, plan
from tests.e2e.walk import begun, kept, stored, tap

CLOSED, GONE = ENGLISH(toasts.closed()), ENGLISH(toasts.gone())
TOO_FAST, NOT_YOURS = ENGLISH(toasts.too_fast()), ENGLISH(toasts.not_yours())
PATIENT = 300.0
"""Seconds for which somebody among very many waits: only thirty calls go out in one."""
AT_ONCE = 18
"""Updates of one person that are read without asking for patience, with two to spare."""


# --- twice --------------------------------------------------------------------------------


@pytest.mark.parametrize("people", [20, pytest.param(334, marks=pytest.mark.slow)])
@pytest.mark.parametrize("gap", [0.0, 0.001, 0.05], ids="{:g} s apart".format)
async def test_a_doubled_tap_counts_once(bot: Bot, people: int, gap: float) -> None:
    everybody = [bot.telegram.person(f"P{each}") for each in range(people)]
    await bot.start()

    await asyncio.gather(*(taps_twice(each, gap) for each in everybody))

    await bot.telegram.settles(30)
    assert bot.telegram.counts["answerCallbackQuery", 200] == 2 * people
    assert bot.telegram.counts["editMessageText", 200] == people
    assert bot.telegram.counts["sendMessage", 200] == people
    assert await bot.stop() == 0
    assert bot.telegram.finish() == ()
    async with bot.store() as store:
        answers = [dict(each.answers) for one in everybody for each in await store.sessions(one.id)]
    assert answers == [{"leaning": "certify"}] * people


async def taps_twice(person: Person, gap: float) -> None:
    person.sends("/start ai-cert")
    welcome = await person.sees(label="Certify now", timeout=PATIENT)
    first = person.taps("Certify now", message=welcome)
    if gap:
        await asyncio.sleep(gap)
    second = person.taps("Certify now", message=welcome)
    told = [(await press.answered(PATIENT)).text for press in (first, second)]
    assert told == ["", CLOSED]
    await person.sees(after=welcome, timeout=PATIENT)


# --- in any order -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a question with one answer, on a message as it stood. number: of the option on it."""

    question: str
    option: str
    label: str
    shown: ChatMessage


def choices(dialog: Dialog, shown: ChatMessage) -> list[Choice]:
    """What can be chosen on a message, on the welcome card too."""
    asked = [each for each in dialog.questions.values() if each.ask in shown.text]
    labels = {re.sub(r"^✓ ", "", label): label for row in shown.buttons for label in row}
    return [
        Choice(question.id, option.id, labels[option.text], shown)
        for question in asked
        if question.kind.name == "one"
        for option in question.options.values()
        if option.text in labels
    ]


async def wander(dialog: Dialog, person: Person, chance: random.Random, taps: int) -> dict[str, Value]:
    """Tap options of any state seen so far, three at once; what was taken, the last of each question."""
    person.sends("/start ai-cert")
    card = await person.sees(label="Certify now", timeout=PATIENT)
    seen, taken = choices(dialog, card), dict[str, Value]()
    for _ in range(taps // 3):
        newest = [each for each in seen if each.shown is card] or seen
        several = [chance.choice(newest), *chance.choices(seen, k=2)]
        chance.shuffle(several)
        pressed = [person.taps(each.label, message=each.shown) for each in several]
        for each, press in zip(several, pressed, strict=True):
            toast = await press.answered()
            assert toast.text in ("", CLOSED, TOO_FAST)
            if not toast.text:
                taken[each.question] = each.option
        card = await settled_card(person)
        if not (fresh := choices(dialog, card)):
            break  # a question of another kind: this is as far as single choices lead
        seen += [each for each in fresh if each not in seen]
        await asyncio.sleep(0.5)
    return taken


async def settled_card(person: Person) -> ChatMessage:
    """The newest card once nothing changes it any more."""
    while True:
        card = next(each for each in person.chat.newest() if each.sender.is_bot and each.buttons)
        await asyncio.sleep(0.1)
        if card is next(each for each in person.chat.newest() if each.sender.is_bot and each.buttons):
            return card


@pytest.mark.parametrize("seed", [1, *(pytest.param(each, marks=pytest.mark.slow) for each in range(2, 12))])
async def test_of_taps_in_any_order_those_of_the_card_on_show_count(bot: Bot, seed: int) -> None:
    dialog, chance = ai_cert(), random.Random(seed)
    everybody = [bot.telegram.person(f"P{each}") for each in range(10)]
    await bot.start()

    walks = [wander(dialog, each, random.Random(chance.random()), 18) for each in everybody]
    meant = await asyncio.gather(*walks)

    await bot.telegram.settles(30)
    assert await bot.stop() == 0
    assert bot.telegram.finish() == ()
    async with bot.store() as store:
        kept = [dict(session.answers) for each in everybody for session in await store.sessions(each.id)]
    assert kept == meant
    assert [answers for answers in kept if skipped(dialog, answers)] == []
    assert max(map(len, kept)) > 2


def skipped(dialog: Dialog, answers: dict[str, Value]) -> list[str]:
    """Questions without an answer that come before one with an answer."""
    evidence = Evidence(dialog, answers)
    asked = [each.id for each in dialog.questions.values() if fires(each.ask_if, evidence)]
    answered = [each in answers for each in asked]
    return [name for at, name in enumerate(asked) if not answered[at] and any(answered[at:])]


# --- too late -----------------------------------------------------------------------------


class Rememberer:
    """Somebody who keeps every state of every message with buttons."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.seen: list[ChatMessage] = []

    def look(self) -> None:
        self.seen += [each for each in self.person.chat.newest() if each.buttons and each not in self.seen]

    async def watch(self) -> None:
        while True:
            self.look()
            await self.person.chat.bell.until(lambda: None, 0.02)

    def old_buttons(self, of_each: int) -> list[tuple[ChatMessage, str]]:
        """Buttons that stand nowhere any more, at most so many of each state."""
        current = {data for each in self.person.chat.messages.values() for data in data_of(each)}
        return [
            (state, data)
            for state in self.seen
            for data in [each for each in data_of(state) if each not in current][:of_each]
        ]


def data_of(message: ChatMessage) -> list[str]:
    rows = message.keyboard["inline_keyboard"] if message.keyboard else []
    return [button["callback_data"] for row in rows for button in row if "callback_data" in button]


async def tap_old_buttons(bot: Bot, person: Person, old: Sequence[tuple[ChatMessage, str]]) -> set[str]:
    """Tap all of them; the toasts. A restart in between, for the bot asks who taps so fast for patience."""
    told: set[str] = set()
    for first in range(0, len(old), AT_ONCE):
        await bot.telegram.settles()
        assert await bot.stop() == 0
        await bot.start(DIALOGS_DIR=str(bot.folder / "dialogs"))
        presses = [
            person.presses(state.message_id, data, "an old one")
            for state, data in old[first : first + AT_ONCE]
        ]
        told |= {(await press.answered()).text for press in presses}
    await bot.telegram.settles()
    return told


@pytest.mark.parametrize("of_each", [3, pytest.param(99, marks=pytest.mark.slow)])
async def test_an_old_button_changes_nothing_and_shows_the_card_again_rarely(bot: Bot, of_each: int) -> None:
    file = shelved(bot)
    await bot.start(DIALOGS_DIR=str(file.parents[1]))
    ann = Traveller(bot.telegram.person("Ann"), plan(ai_cert(), random.Random(3), "Ann"))
    memory = Rememberer(ann.person)
    watching = asyncio.create_task(memory.watch())
    await ann.travel()
    changed(file, "version: 2", "version: 3")
    changed(file, "questions:\n", f"questions:\n{MORE}")
    await reads(bot, "with changed logic: ai-cert")
    old = memory.old_buttons(of_each)
    watching.cancel()
    before = len(bot.telegram.calls)

    told = await tap_old_buttons(bot, ann.person, old)

    shown_again = [each for each in bot.telegram.calls[before:] if each.method == "sendMessage"]
    assert len(old) > 5
    assert told <= {CLOSED, ENGLISH(OUT_OF_PLACE[Stage.DONE])}
    assert len(shown_again) <= len(old) // AT_ONCE + 1
    assert await kept(bot, ann.person) == ann.answers


async def test_a_text_from_before_the_question_is_not_its_answer(bot: Bot) -> None:
    await bot.start()
    ann, card = await begun(bot)
    for label in ("A promotion", "I can name the step"):
        card = await tap(ann, label, card)
    await bot.telegram.settles()
    assert await bot.stop() == 0
    ann.taps("Marketing", message=card)
    ann.sends("2")  # sent when only the question before could be seen

    await bot.start()

    card = await ann.sees("When could you first use", after=card)
    await bot.telegram.settles()
    answers = await kept(bot, ann)
    assert (answers["field"], answers.get("apply")) == ("marketer", None)


# --- invented -----------------------------------------------------------------------------


def forged(chance: random.Random, real: Sequence[str]) -> str:
    """What a hostile app might send: noise, or a real button with some of it changed, cut or put twice."""
    data = chance.choice(real)
    at, other = chance.randrange(len(data)), chance.choice("AZaz09-_+/=")
    return chance.choice(
        [
            "".join(chance.choices("AZaz09-_+/=жß\x00 ", k=chance.randint(1, 31))),
            data[:at] + (other if other != data[at] else "!") + data[at + 1 :],
            data[: at + 1] if at + 1 < len(data) else data + other,
            (data + data)[: max(len(data) + 1, 60)],
            data[::-1] if data[::-1] != data else "x",
            data.swapcase() if data.swapcase() != data else "x",
        ]
    )


@pytest.mark.parametrize("people", [12, pytest.param(1_180, marks=pytest.mark.slow)])
async def test_forged_taps_change_nothing(bot: Bot, people: int) -> None:
    each_taps, chance = 20 - 3, random.Random(people)  # what a person may do at once, but for the way here
    await bot.start()
    everybody = await asyncio.gather(*(begun_slowly(bot, f"P{each}") for each in range(people)))
    real = {person.id: data_of(card) for person, card in everybody}
    everything = [data for each in real.values() for data in each]
    before = bot.telegram.counts.copy()

    presses = []
    for person, card in everybody:
        others = [each for each in everything[:500] if each not in real[person.id]]
        for _ in range(each_taps):
            data = chance.choice([forged(chance, real[person.id]), chance.choice(others)])
            presses.append(person.presses(card.message_id, data, "a forged one"))
    told = {(await press.answered(PATIENT)).text for press in presses}

    assert told <= {GONE, NOT_YOURS, CLOSED, TOO_FAST}
    await bot.telegram.settles(30)
    changed_calls = bot.telegram.counts - before
    assert {method for method, _ in changed_calls} <= {"answerCallbackQuery", "getUpdates"}
    assert "failed, try" not in bot.log
    assert await stored(bot, everybody[0][0]) == {"leaning": "certify"}
    async with bot.store() as store:
        answers = [dict(one.answers) for each, _ in everybody for one in await store.sessions(each.id)]
    assert answers == [{"leaning": "certify"}] * people


async def begun_slowly(bot: Bot, name: str) -> tuple[Person, ChatMessage]:
    """Somebody at the second question; among many, it takes a while to get there."""
    person = bot.telegram.person(name)
    person.sends("/start ai-cert")
    welcome = await person.sees(label="Certify now", timeout=PATIENT)
    person.taps("Certify now", message=welcome)
    return person, await person.sees(after=welcome, timeout=PATIENT)
