"""Everything that can go wrong between the bot and Telegram: every chat ends right."""

import asyncio
from dataclasses import dataclass
from itertools import product

from bot.core.dialog.answers import Silence
from bot.playground import faults
from bot.playground.engine import Call
from bot.playground.people import Person
from bot.playground.world import ChatMessage
from tests.e2e.bots import Bot
from tests.e2e.walk import START, begun, kept, stored, tap, tap_all

TOO_LONG = 12.0
"""Seconds without an answer after which the bot has given a call up."""

FAULTS = {
    "429": faults.flooded(1),
    "500": faults.server_error(),
    "502": faults.bad_gateway(),
    "401": faults.unauthorized(),
    "404": faults.not_found(),
    "dropped before": faults.dropped(processed=False),
    "dropped after": faults.dropped(processed=True),
    "silent before": faults.silence(TOO_LONG, processed=False),
    "silent after": faults.silence(TOO_LONG, processed=True),
}

METHODS = {"editMessageText": 1, "sendMessage": 1, "deleteMessage": 1, "sendDocument": 2}
"""Methods that show something, and how many messages of the bot then stand in the chat."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One fault that one person's bot meets at one method."""

    method: str
    fault: str

    @property
    def most(self) -> int:
        """Messages that may stand in the chat; of a send that was perhaps done, one copy more."""
        doubtful = self.method.startswith("send") and FAULTS[self.fault].processed
        return METHODS[self.method] + doubtful

    @property
    def answers(self) -> dict[str, object]:
        """What is kept in the end."""
        return START if self.method == "sendDocument" else {**START, "goal": "promotion"}

    async def happens(self, bot: Bot) -> Person:
        """Meet the fault, and wait until the bot has made it good."""
        person, card = await begun(bot, f"{self.method} {self.fault}")
        before = len(calls(bot, self.method, person))
        bot.telegram.faults.plan(self.method, FAULTS[self.fault], chat=person.id)
        match self.method:
            case "editMessageText":
                person.taps("A promotion", message=card)
            case "sendMessage" | "deleteMessage":
                person.sends("a promotion")
            case _:
                person.sends("/export")
        wanted = "Everything I keep about you" if self.method == "sendDocument" else "How well can you see"
        await person.sees(wanted, after=card, timeout=20)
        # A call that is repeated after its answer was lost may hear that there is nothing left to do.
        assert await bot.telegram.updates.progress.until(
            lambda: {200, 400} & {each.status for each in calls(bot, self.method, person)[before:]} or None,
            TOO_LONG + 5,
        )
        return person


def calls(bot: Bot, method: str, person: Person) -> list[Call]:
    return [
        call
        for call in bot.telegram.calls
        if call.method == method and str(call.given["chat_id"]) == str(person.id)
    ]


async def test_every_fault_is_made_good_in_its_own_chat(bot: Bot) -> None:
    trials = [Trial(method, fault) for method, fault in product(METHODS, FAULTS)]
    await bot.start(LOG_LEVEL="DEBUG")

    people = await asyncio.gather(*(trial.happens(bot) for trial in trials))

    assert bot.telegram.faults.left() == []
    await bot.telegram.settles()
    assert await bot.stop() == 0
    assert bot.telegram.finish() == ()
    async with bot.store() as store:
        sessions = [await store.sessions(each.id) for each in people]
    assert [dict(session.answers) for (session,) in sessions] == [trial.answers for trial in trials]
    counted = [(str(each), len(of_the_bot(each))) for each in people]
    assert [(trial, each) for trial, each in zip(trials, counted, strict=True) if each[1] > trial.most] == []


def of_the_bot(person: Person) -> list[ChatMessage]:
    return [each for each in person.chat.messages.values() if each.sender.is_bot]


WAY = (
    *(
        "A promotion",
        "I can name the step",
        "Marketing",
        "In the next few weeks",
        "Not sure",
        "About every week",
    ),
    *("☐ Time I save", "☐ A problem I solved with it", "Done (2)"),
)
"""Taps from the first question of the goal on, one for each fault."""


async def test_a_lost_answer_to_a_tap_loses_nothing_else(bot: Bot) -> None:
    await bot.start(LOG_LEVEL="DEBUG")
    ann, card = await begun(bot)

    for label, fault in zip(WAY, FAULTS.values(), strict=True):
        bot.telegram.faults.plan("answerCallbackQuery", fault)
        ann.taps(label, message=card)
        card = await ann.sees(after=card)

    faults_left = bot.telegram.faults.left
    assert await bot.telegram.updates.progress.until(lambda: not faults_left() or None, TOO_LONG)
    # whoever tapped sees the card change; a toast that comes later would help nobody
    answers = await stored(bot, ann, "never-answers")
    assert answers == {
        **START,
        "goal": "promotion",
        "link": "clear",
        "field": "marketer",
        "apply": "soon",
        "counts": Silence.UNSURE,
        "use": "weekly",
        "results": ("solved", "time"),
    }


async def test_a_flooded_chat_is_left_alone_so_long_and_another_goes_on(bot: Bot) -> None:
    await bot.start()
    ann, card = await begun(bot)
    bob, bobs = await begun(bot, "Bob")
    before = len(calls(bot, "editMessageText", ann))
    bot.telegram.faults.plan("editMessageText", faults.flooded(2), chat=ann.id)

    ann.taps("A promotion", message=card)
    await tap_all(bob, bobs, "A new role", "I can name the step", "Often")

    assert "What do you want most" in ann.chat.messages[card.message_id].text
    await ann.sees("How well can you see", after=card)
    refused, done = calls(bot, "editMessageText", ann)[before:]
    assert (refused.status, done.status) == (429, 200)
    assert done.time - refused.time >= 2
    assert await kept(bot, ann) == {**START, "goal": "promotion"}


async def test_polling_goes_on_after_any_answer(bot: Bot) -> None:
    await bot.start(LOG_LEVEL="DEBUG")
    ann, card = await begun(bot)
    for name in ("401", "404", "409", "429", "502", "dropped before"):
        bot.telegram.faults.plan("getUpdates", FAULTS.get(name, faults.conflict()))
        card = await tap(ann, "Not sure", card)
        card = await tap(ann, "‹ Back", card)

    assert bot.telegram.faults.left() == []
    assert await kept(bot, ann) == START


async def test_updates_whose_delivery_was_lost_come_again(bot: Bot) -> None:
    await bot.start()
    ann, card = await begun(bot)
    bot.telegram.faults.plan("getUpdates", FAULTS["dropped after"], times=2)

    # the first poll is under way already; what the next two bring is lost
    card = await tap(ann, "A promotion", card)
    card = await tap(ann, "I can name the step", card)

    assert await kept(bot, ann) == {**START, "goal": "promotion", "link": "clear"}
