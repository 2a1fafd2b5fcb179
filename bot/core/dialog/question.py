"""Questions, their options, and what every kind of them must be able to do."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING, Protocol

from bot.core.dialog.answers import Silence, Value
from bot.core.dialog.source import NOWHERE, Place
from bot.core.screen.button import Rows

if TYPE_CHECKING:
    from bot.core.dialog.conditions import Condition


@dataclass(frozen=True, slots=True)
class Option:
    """One possible answer of a question.

    text: on the button, at most 35 characters.
    score: scale id -> points, 0 or more; a scale left out gives the question no say in it.
    note: shown after choosing; "" for none.
    exclusive: chosen alone, in a question that takes several.
    reasons: why a reasonable person picks it.
    upto: for a `number` question, the highest number this option stands for;
        None for the last one, which takes the rest.
    """

    id: str
    text: str
    score: Mapping[str, int] = field(default_factory=dict)
    note: str = ""
    exclusive: bool = False
    reasons: tuple[str, ...] = ()
    upto: Fraction | None = None
    place: Place = NOWHERE


class Changeable(Enum):
    """When a person could come to another answer."""

    NOW = "now"
    LATER = "later"
    NEVER = "never"


class About(Enum):
    """Whether a question asks how things are, or what matters to the person."""

    FACT = "fact"
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class GroupRules:
    """How a question is handled in a coached group.

    split_at: disagreement from which it is discussed, 0..1.
    k_min: fewest people behind a published figure; None for the session's own.
    timer: seconds; None for no timer.
    """

    reveal: str = "after_discussion"
    discuss: str = "auto"
    split_at: Fraction = Fraction(35, 100)
    sensitive: bool = False
    guess: bool = False
    icebreaker: bool = False
    crosstabs: tuple[str, ...] = ()
    k_min: int | None = None
    timer: int | None = None


class Kind(Protocol):
    """How questions of one kind are shown, read and told; `bot.core.kinds` holds them all."""

    @property
    def name(self) -> str:
        """The word for it in YAML."""

    @property
    def is_ordered(self) -> bool:
        """Whether its options stand in an order, so that one has neighbours."""

    def hint(self, question: "Question") -> str:
        """How to answer, where the buttons alone do not tell; else ""."""

    def parse(self, question: "Question", raw: str) -> Value:
        """Read a typed answer.

        Raises:
            InvalidAnswer: it is no answer to this question; the text says what would be.
        """

    def options_of(self, question: "Question", value: Value) -> tuple[str, ...]:
        """Ids of the options a value stands for; none for a text."""

    def describe(self, question: "Question", value: Value) -> str:
        """The value in the words of the question."""

    def values(self, question: "Question") -> Iterator[Value]:
        """Every value that scoring can tell apart; none where it never looks."""

    def rows(self, question: "Question", draft: Value | None) -> Rows:
        """Its buttons; draft is what is ticked so far, or answered earlier."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    ask: at most 140 characters. why: why it is asked, at most 120.
    ask_if: None for always; looks at earlier questions only.
    allow: the kinds of silence it accepts.
    weight: how much its points count, 1..10.
    sources: ids of the points it rests on; empty where it is the author's judgement.
    lowest, highest: bounds of a `number`; None for none. unit: its unit, "" for none.
    longest: most characters of a `text`. names: whether a `text` tells results apart in lists.
    """

    id: str
    kind: Kind
    ask: str
    why: str
    options: Mapping[str, Option] = field(default_factory=dict)
    section: str = ""
    ask_if: "Condition | None" = None
    allow: frozenset[Silence] = frozenset()
    changeable: Changeable = Changeable.LATER
    about: About = About.FACT
    weight: int = 1
    sources: tuple[str, ...] = ()
    group: GroupRules = GroupRules()
    replaces: tuple[str, ...] = ()
    lowest: Fraction | None = None
    highest: Fraction | None = None
    unit: str = ""
    longest: int = 1000
    names: bool = False
    place: Place = NOWHERE
