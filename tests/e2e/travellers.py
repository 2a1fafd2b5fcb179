"""People who walk through the shipped dialog by a plan, whatever happens to the bot."""

import random
from dataclasses import dataclass, field
from functools import cache

from bot.core.dialog.answers import Answers, Silence, Value
from bot.core.dialog.conditions import fires
from bot.core.dialog.evidence import Evidence
from bot.core.dialog.model import Dialog
from bot.core.dialog.question import Question
from bot.loader.reading import load_dialog
from bot.playground.people import Person
from bot.playground.world import ChatMessage
from tests.e2e.bots import DIALOGS

PATIENCE, TIMES = 0.6, 8
"""Seconds after which a person who sees no change taps once more; twice as long before each further tap, but
no more than so many times as long.

Who types on and on while a machine is busy types before what is shown next, which never counts.
"""

DIALOG = DIALOGS / "ai-cert" / "dialog.yml"


@cache
def ai_cert() -> Dialog:
    return load_dialog(DIALOG.read_text(encoding="utf-8"), str(DIALOG))


def plan(dialog: Dialog, chance: random.Random, name: str) -> Answers:
    """A random complete answer set."""
    known: dict[str, Value] = {}
    evidence = Evidence(dialog, known)
    for question in dialog.questions.values():
        if fires(question.ask_if, evidence):
            known[question.id] = _value(question, chance, name)
    return known


def _value(question: Question, chance: random.Random, name: str) -> Value:
    if question.kind.name == "text":
        return Silence.SKIPPED if chance.random() < 0.5 else f"the words of {name}"
    return chance.choice(
        [*question.kind.values(question), *sorted(question.allow, key=lambda each: each.value)]
    )


@dataclass(slots=True)
class Traveller:
    """One person and what they mean to answer.

    kills: deaths of the bot on the way. is_there: the result was seen. is_under_way: it is still to be.
    seen: cards so far. patience: see `PATIENCE`.
    """

    person: Person
    answers: Answers
    dialog: Dialog = field(default_factory=ai_cert)
    kills: int = 0
    is_there: bool = False
    is_under_way: bool = False
    seen: int = 0
    patience: float = PATIENCE

    async def travel(self) -> ChatMessage:
        """From /start to the result; returns the result's message."""
        self.is_under_way = True
        card, patience = await self._opened(), self.patience
        while not card.button("All reasons"):
            self._act(card)
            before, card = card, await self._next(card, patience)
            self.seen += card is not before
            patience = min(TIMES * self.patience, 2 * patience) if card is before else self.patience
        self.seen += 1
        self.is_there, self.is_under_way = True, False
        return card

    async def _opened(self) -> ChatMessage:
        while True:
            self.person.sends("/start ai-cert")
            try:
                return await self.person.sees(label="Who's behind this?", timeout=self.patience * 3)
            except AssertionError:
                if card := self._newest():
                    return card

    async def _next(self, card: ChatMessage, patience: float) -> ChatMessage:
        """The newest card once it is another; the same one, after some patience, when nothing changed."""

        def look() -> ChatMessage | None:
            newest = self._newest()
            return newest if newest is not None and newest is not card else None

        return await self.person.chat.bell.until(look, patience) or card

    def _newest(self) -> ChatMessage | None:
        """The bot's newest message with buttons."""
        return next((each for each in self.person.chat.newest() if each.sender.is_bot and each.buttons), None)

    def _act(self, card: ChatMessage) -> None:
        labels = [label for row in card.buttons for label in row]
        if "Get my advice" in labels:
            self.person.taps("Get my advice", message=card)
            return
        question = next(each for each in self.dialog.questions.values() if each.ask in card.text)
        value = self.answers[question.id]
        if question.kind.name == "text" and isinstance(value, str):
            self.person.sends(value)
        else:
            self.person.taps(self._label(question, value, labels), message=card)

    def _label(self, question: Question, value: Value, labels: list[str]) -> str:
        if isinstance(value, Silence):
            return "Skip" if value is Silence.SKIPPED else "Not sure"
        if isinstance(value, tuple):
            return self._tick(question, value, labels)
        text = question.options[str(value)].text
        return text if text in labels else f"✓ {text}"

    def _tick(self, question: Question, wanted: tuple[str, ...], labels: list[str]) -> str:
        """The next tick that is still wrong, else Done."""
        for option in question.options.values():
            is_on = f"☑ {option.text}" in labels
            if is_on != (option.id in wanted):
                return f"{'☑' if is_on else '☐'} {option.text}"
        return f"Done ({len(wanted)})"
