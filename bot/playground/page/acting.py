"""What a person does by an order of the page, as far as Telegram lets them."""

from typing import Literal, TypeAlias

from bot.playground.groups import Group, Topic
from bot.playground.page.orders import Arrange, Attend, AttendanceChange, BlockOrder, SayOrder, SendOther
from bot.playground.people import Person
from bot.playground.world import World

PersonOrder: TypeAlias = SayOrder | SendOther | BlockOrder | Attend | Arrange


class Impossible(Exception):
    """What the page asks for cannot be done; str() says why, for people."""


def carry_out(world: World, person: Person, order: PersonOrder) -> None:
    """Do it.

    Raises:
        Impossible, AssertionError: Telegram does not let this person do that.
    """
    match order:
        case SayOrder(chat=chat, topic=topic, text=text):
            in_chat(world, person, chat, topic).sends(text)
        case SendOther(chat=chat, topic=topic, what=what):
            _send_other(in_chat(world, person, chat, topic), what)
        case BlockOrder(blocked=blocked):
            if blocked != person.chat.blocked:
                person.blocks_bot() if blocked else person.unblocks_bot()
        case Attend(chat=chat, what=attending):
            _attend(person.at(known_group(world, chat)), attending)
        case Arrange(chat=chat):
            _arrange(known_group(world, chat), person, order)


def in_chat(world: World, person: Person, chat: int, topic: int = 0) -> Person:
    """The person in one of their chats, or in a topic of it.

    Raises:
        Impossible: they cannot write there.
    """
    if chat != person.id:
        group = known_group(world, chat)
        if not group.membership(person.user).is_present:
            raise Impossible(f"{person} is not in {group.named['title']}.")
        return person.at(group, _topic(group, topic) if topic else None)
    if person.chat.blocked:
        raise Impossible(f"{person} has blocked the bot.")
    return person


def known_group(world: World, chat: int) -> Group:
    """The group with this id.

    Raises:
        Impossible: there is none.
    """
    group = world.chats.get(chat)
    if not isinstance(group, Group):
        raise Impossible("There is no such group.")
    return group


def _topic(group: Group, topic: int) -> Topic:
    if topic not in group.topics:
        raise Impossible("The topic is not there any more.")
    return group.topics[topic]


def _arrange(group: Group, person: Person, order: Arrange) -> None:
    there = person.at(group)
    match order.what:
        case "begin":
            if not order.name:
                raise Impossible("A topic needs a name.")
            there.begins_topic(order.name)
        case "close":
            there.closes_topic(_topic(group, order.topic))
        case "reopen":
            there.reopens_topic(_topic(group, order.topic))
        case "delete":
            there.deletes_topic(_topic(group, order.topic))


def _send_other(person: Person, what: Literal["photo", "voice", "sticker"]) -> None:
    match what:
        case "photo":
            person.sends_photo()
        case "voice":
            person.sends_voice()
        case "sticker":
            person.sends_sticker()


def _attend(person: Person, what: AttendanceChange) -> None:
    match what:
        case "join":
            person.joins()
        case "leave":
            person.leaves()
        case "promote":
            person.promotes_bot()
        case "demote":
            person.demotes_bot()
        case "add":
            person.adds_bot()
        case "remove":
            person.removes_bot()
        case "topics":
            person.turns_topics_on()
