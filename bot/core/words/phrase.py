"""What the bot says, as values without a language, and what puts them into words.

State holds a `Phrase`: an id with its arguments, which can be compared, stored and said in any language.
Screens hold strings, and take a `Words`, which says phrases in one language. Each message is declared once,
beside its English, in a module of this room:

    @message("{number} person takes part.", "{number} people take part.", by="number")
    def taking_part(number: int) -> None:
        "On the board of a group."

A call, `taking_part(3)`, makes the phrase `Phrase("board.taking_part", (("number", 3),))`. One number decides
the form of a message: what has two numbers is two sentences, and what has a choice is several messages. No
sentence is put together from parts, for no translator could turn those around.
"""

import functools
import inspect
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, ParamSpec, Protocol, TypeAlias

P = ParamSpec("P")

PLACEHOLDER: Final = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Something to say, in no language. args: name -> value, in the order of the message's parameters."""

    id: str
    args: tuple[tuple[str, "Argument"], ...] = ()


Argument: TypeAlias = int | str | date | Phrase


@dataclass(frozen=True, slots=True)
class Message:
    """A message as it was declared.

    one: its English; other: its English for a number that is not 1, "" where no number decides.
    parameters: name -> what it takes. by: the parameter that decides between them.
    most: letters it may have at most, 0 for no limit.
    promise: it says what is done with somebody's data, so an outdated translation is never shown.
    note: for translators.
    """

    id: str
    one: str
    other: str
    parameters: Mapping[str, type]
    by: str
    most: int
    promise: bool
    note: str


MESSAGES: Final[dict[str, Message]] = {}
"""Every message that there is; filled by the modules of this room as they are imported."""


def message(
    one: str, other: str = "", *, by: str = "", most: int = 0, promise: bool = False
) -> Callable[[Callable[P, None]], Callable[P, Phrase]]:
    """Declare a message: the decorated function's name is its id, its parameters fill the braces.

    Raises:
        ValueError: a brace or `by` names no parameter, `by` and `other` come one without the other, or the
            id is taken.
    """

    def declare(function: Callable[P, None]) -> Callable[P, Phrase]:
        parameters = {each.name: each.annotation for each in inspect.signature(function).parameters.values()}
        id_ = f"{function.__module__.rpartition('.')[2]}.{function.__name__}"
        used = {*PLACEHOLDER.findall(one + other), *((by,) if by else ())}
        if not used <= set(parameters) or bool(by) != bool(other) or id_ in MESSAGES:
            raise ValueError(f"{id_} is not declared well")
        note = " ".join((function.__doc__ or "").split())
        MESSAGES[id_] = Message(id_, one, other, parameters, by, most, promise, note)

        @functools.wraps(function)
        def phrase(*args: P.args, **kwargs: P.kwargs) -> Phrase:
            if not args and not kwargs:
                return Phrase(id_)
            given: Mapping[str, object] = {**dict(zip(parameters, args, strict=False)), **kwargs}
            return Phrase(id_, tuple((name, _checked(given[name])) for name in parameters))

        return phrase

    return declare


def _checked(value: object) -> Argument:
    """A message has no yes or no: what depends on one is two messages."""
    if isinstance(value, bool) or not isinstance(value, int | str | date | Phrase):
        raise TypeError(f"{type(value).__name__} cannot be said")
    return value


class Words(Protocol):
    """One language. Everything that people read is said by one of these."""

    @property
    def lang(self) -> str:
        """The language tag (BCP 47), as "en"."""

    def __call__(self, phrase: Phrase) -> str:
        """Say a phrase."""

    def day(self, day: date) -> str:
        """Name a day, with its weekday."""

    def full_day(self, day: date) -> str:
        """Name a day, with its weekday and year."""

    def listed(self, each: Iterable[str]) -> str:
        """Join the parts of a list, as "a, b and c"."""


@message("{text}")
def verbatim(text: str) -> None:
    """Words of a person or an author, or a line that an earlier version stored as a sentence."""
