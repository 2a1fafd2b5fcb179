"""Writes down what people do in a room, and what they had before their eyes when they did it."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot.playground.groups import Group
from bot.playground.page.orders import (
    Arrange,
    Attend,
    BlockOrder,
    Open,
    Order,
    PressOrder,
    SayOrder,
    SendOther,
    WaitOrder,
)
from bot.playground.page.recording import RecordedStep, Recording
from bot.playground.page.rehearsed import RehearsedTelegram
from bot.playground.people import Person
from bot.playground.world import WorldChat


class Recorder:
    """Follows the orders of the page; people who answer by themselves are not written down."""

    def __init__(self, telegram: RehearsedTelegram, people: Mapping[int, Person]) -> None:
        self._telegram, self._people = telegram, people
        self._began = telegram.clock()
        self._steps: list[RecordedStep] = []
        self._seen: dict[tuple[int, int], str] = {}

    def take_back(self, written: int) -> None:
        """What was written down last came to nothing; written: how many steps there were before it."""
        if self.written > written:
            self._steps.pop()

    @property
    def written(self) -> int:
        """How many steps there are."""
        return len(self._steps)

    def take(self, order: Order) -> None:
        """Write an order down that is about to be obeyed."""
        match order:
            case SayOrder(who=who, chat=chat, topic=topic, text=text):
                self._act(who, chat, topic=topic, types=text)
            case SendOther(who=who, chat=chat, topic=topic, what=what):
                self._act(who, chat, topic=topic, sends=what)
            case Arrange(who=who, chat=chat, what=done, name=name, topic=topic):
                self._act(who, chat, topic=name or topic, arranges=done)
            case PressOrder(who=who, chat=chat, label=label, message=message):
                self._act(who, chat, message, taps=label)
            case Open(who=who, link=link):
                self._act(who, who, opens=link)
            case BlockOrder(who=who, blocked=blocked):
                self._act(who, who, blocks=blocked)
            case Attend(who=who, chat=chat, what=what):
                self._act(who, chat, attends=what)
            case WaitOrder(days=days):
                self._steps.append(RecordedStep(waits=days))

    def recording(self) -> Recording:
        """Everything so far, with what everybody sees now."""
        steps = list(self._steps)
        for who, chat in self._seen:
            steps += self._looks(who, chat)
        groups = [each for each in self._telegram.world.chats.values() if isinstance(each, Group)]
        return Recording(
            began=datetime.fromtimestamp(self._began, UTC),
            people=tuple(person.user.first_name for person in self._people.values()),
            groups={group.named["title"]: self._founders(group) for group in groups},
            steps=tuple(steps),
        )

    def _founders(self, group: Group) -> tuple[str, ...]:
        """Who was there when the group began: who joined since did so by a step."""
        joined = {(step.who, step.chat) for step in self._steps if step.attends == "join"}
        names = [each.user.first_name for each in group.members.values() if each.user.id in self._people]
        return tuple(name for name in names if (name, group.named["title"]) not in joined)

    def _act(self, who: int, chat: int, message: int = 0, topic: int | str = 0, **verb: Any) -> None:
        """Write one thing down. topic: its id, or the name of a new one; 0: that of the message."""
        if who not in self._people or chat not in self._telegram.world.chats:
            return  # it is refused anyway
        for look in self._looks(who, chat, message):
            self._steps.append(look)
            self._seen[who, chat] = look.sees or ""
        self._seen.setdefault((who, chat), "")
        name = topic if isinstance(topic, str) else self._topic(chat, topic, message)
        if verb.get("arranges") and not name:
            return  # it is refused anyway
        self._steps.append(RecordedStep(who=self._name(who), chat=self._title(who, chat), topic=name, **verb))

    def _looks(self, who: int, chat: int, message: int = 0) -> list[RecordedStep]:
        """What the person sees and was not written down yet: this message, or the newest of the bot."""
        there = self._telegram.world.chats[chat]
        text = self._text(there, message)
        if not text or text == self._seen.get((who, chat)):
            return []
        return [RecordedStep(who=self._name(who), chat=self._title(who, chat), sees=text)]

    def _text(self, chat: WorldChat, message: int) -> str:
        if message in chat.messages:
            return chat.messages[message].text
        bot = self._telegram.world.bot.id
        return next((one.text for one in chat.newest() if one.sender.id == bot and not one.service), "")

    def _topic(self, chat: int, topic: int, message: int) -> str:
        """Name of a topic, or of the one that a message is in; nothing for the general one."""
        there = self._telegram.world.chats[chat]
        if not isinstance(there, Group):
            return ""
        found = there.topics.get(topic or (one.thread if (one := there.messages.get(message)) else 0))
        return found.name if found else ""

    def _name(self, who: int) -> str:
        return self._people[who].user.first_name

    def _title(self, who: int, chat: int) -> str:
        """Of a group; nothing for the private chat."""
        return "" if chat == who else str(self._telegram.world.chats[chat].named.get("title", ""))
