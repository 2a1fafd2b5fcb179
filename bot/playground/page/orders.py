"""What the page may ask for, checked: the only way from a browser into the room."""

import re
from typing import Annotated, Final, Literal, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, TypeAdapter

LONGEST_TYPED: Final = 4096
MOST_PEOPLE: Final = 300
LONGEST_LINK: Final = 2048
LONGEST_NAME: Final = 64

_CONTROLS: Final = re.compile("[\0-\x09\x0b-\x1f\x7f-\x9f]")
_TURNS: Final = re.compile("[\u2028-\u202e\ufeff]")


def _cleaned(raw: object) -> object:
    """Without what Telegram takes out of everything that is typed: controls, and turns of the direction."""
    return _TURNS.sub("", _CONTROLS.sub(" ", raw)) if isinstance(raw, str) else raw


PersonId: TypeAlias = Annotated[int, Field(ge=1)]
OrderNumber: TypeAlias = Annotated[int, Field(ge=0, le=2**53)]
Name: TypeAlias = Annotated[str, Field(max_length=LONGEST_NAME), BeforeValidator(_cleaned)]
TopicName: TypeAlias = Annotated[str, Field(max_length=128), BeforeValidator(_cleaned)]
TypedText: TypeAlias = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_TYPED),
    BeforeValidator(_cleaned),
]
Label: TypeAlias = Annotated[str, Field(min_length=1, max_length=256)]
Link: TypeAlias = Annotated[str, Field(max_length=LONGEST_LINK)]
AttendanceChange: TypeAlias = Literal["join", "leave", "promote", "demote", "add", "remove", "topics"]
TopicChange: TypeAlias = Literal["begin", "close", "reopen", "delete"]


class _Order(BaseModel):
    """number: of the order, given by the page; what comes of it names it."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)
    number: OrderNumber = 0


class SayOrder(_Order):
    """A person types into a chat; topic: of a forum, or 0."""

    do: Literal["say"]
    who: PersonId
    chat: int
    topic: OrderNumber = 0
    text: TypedText


class SendOther(_Order):
    """A person sends what is no text; topic: of a forum, or 0."""

    do: Literal["send"]
    who: PersonId
    chat: int
    topic: OrderNumber = 0
    what: Literal["photo", "voice", "sticker"]


class PressOrder(_Order):
    """A person taps a button; label: what is on it."""

    do: Literal["tap"]
    who: PersonId
    chat: int
    message: OrderNumber
    data: Annotated[str, Field(min_length=1, max_length=64)]
    label: Label


class Open(_Order):
    """A person follows a deep link."""

    do: Literal["open"]
    who: PersonId
    link: Link


class BlockOrder(_Order):
    """A person blocks the bot, or lets it write again."""

    do: Literal["block"]
    who: PersonId
    blocked: bool


class Attend(_Order):
    """A person comes into a group or goes, or changes what the bot is there, or turns topics on."""

    do: Literal["attend"]
    who: PersonId
    chat: int
    what: AttendanceChange


class Arrange(_Order):
    """A person opens a topic of this name, or does something to one that is there."""

    do: Literal["topic"]
    who: PersonId
    chat: int
    what: TopicChange
    name: TopicName = ""
    topic: OrderNumber = 0


class AddPerson(_Order):
    """Somebody new, who joins a group if ``chat`` is one; an empty name: any name."""

    do: Literal["person"]
    name: Name = ""
    chat: int = 0


class AddGroup(_Order):
    """A new group of the bot and so many people: those who are here, and new ones; the first is its owner."""

    do: Literal["group"]
    title: Name = ""
    people: Annotated[int, Field(ge=1, le=MOST_PEOPLE)] = 5


class Invite(_Order):
    """People join and answer by themselves; chat: of a group, or 0 for each in private.

    seed: the same one makes the same people.
    """

    do: Literal["crowd"]
    people: Annotated[int, Field(ge=1, le=MOST_PEOPLE)]
    chat: int = 0
    seed: OrderNumber = 1


class Dismiss(_Order):
    """The people who answer by themselves stop where they are."""

    do: Literal["dismiss"]


class Slow(_Order):
    """Delay everything that the bot does by so many seconds."""

    do: Literal["slow"]
    seconds: Annotated[float, Field(ge=0, le=30)]


class WaitOrder(_Order):
    """Let time pass, at once."""

    do: Literal["wait"]
    days: Annotated[float, Field(gt=0, le=366)]


class SwitchOrder(_Order):
    """What is done to the bot's process."""

    do: Literal["bot"]
    to: Literal["start", "stop", "restart", "kill"]


class Network(_Order):
    """Cut the line between bot and Telegram, or mend it."""

    do: Literal["network"]
    cut: bool


Order: TypeAlias = (
    SayOrder
    | SendOther
    | PressOrder
    | Open
    | BlockOrder
    | Attend
    | Arrange
    | AddPerson
    | AddGroup
    | Invite
    | Dismiss
    | Slow
    | WaitOrder
    | SwitchOrder
    | Network
)
_ORDERS: Final[TypeAdapter[Order]] = TypeAdapter(Annotated[Order, Field(discriminator="do")])


def read_order(text: str) -> Order:
    """What the page asks for.

    Raises:
        ValueError: it is nothing that the page may ask for.
    """
    return _ORDERS.validate_json(text)
