"""Questions, their options, and how a group handles them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING

from bot.core.dialog.answers import Silence
from bot.core.dialog.keys import Setting
from bot.core.dialog.kind import Kind
from bot.core.dialog.source import NOWHERE, Place

if TYPE_CHECKING:
    from bot.core.dialog.conditions import Condition


@dataclass(frozen=True, slots=True)
class Doable:
    """How a person can bring an answer about, as it goes on after "if". when: for whom; None for all."""

    say: str
    when: "Condition | None" = None
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Option:
    """One possible answer of a question.

    text: on the button, at most 35 characters.
    score: scale id -> points, 0 or more; a scale left out gives the question no say in it.
    also: other names for it, by which it can be typed.
    note: shown after choosing; "" for none.
    reasons: why a reasonable person picks it.
    doable: how the person can come to it; the first that holds counts, and none: this person cannot.
    settings: values of the keys that its question's kind adds, but for defaults.
    """

    id: str
    text: str
    also: tuple[str, ...] = field(default=(), kw_only=True)
    score: Mapping[str, int] = field(default_factory=dict)
    note: str = ""
    reasons: tuple[str, ...] = ()
    doable: tuple[Doable, ...] = ()
    settings: Mapping[str, Setting] = field(default_factory=dict)
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


class Level(Enum):
    """How much a group is told of the answers to a question, the most first."""

    OPEN = "open"  # every number
    COUNTED = "counted"  # numbers from which nobody can be found
    SHIELDED = "shielded"  # words only


@dataclass(frozen=True, slots=True)
class GroupRules:
    """How a question is handled in a coached group.

    only: it is asked in groups only, never of one person alone.
    split_at: disagreement from which it is discussed, 0..1.
    k_min: fewest people behind a published figure; None for the session's own.
    timer: seconds; None for no timer. core: it is asked also where there is little time.
    level: how much is told; None for the usual one. near: answers that are told as one where they must be.
    """

    only: bool = False
    reveal: str = "after_discussion"
    discuss: str = "auto"
    split_at: Fraction = Fraction(35, 100)
    sensitive: bool = False
    guess: bool = False
    icebreaker: bool = False
    crosstabs: tuple[str, ...] = ()
    k_min: int | None = None
    timer: int | None = None
    level: Level | None = None
    near: tuple[tuple[str, ...], ...] = ()
    core: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    ask: at most 140 characters. why: why it is asked, at most 120.
    short: its name in the middle of a sentence, at most 40 characters; "" where none is given.
    help: what it means, for somebody who asks, at most 140; "" for nothing more to say.
    ask_if: None for always; looks at earlier questions only.
    allow: the kinds of silence it accepts.
    weight: how much its points count, 1..10.
    sources: ids of the points it rests on; empty where it is the author's judgement.
    replaces: question of an earlier version -> which of its options are which of these now; None where they
        have kept their ids. Its own id may be there, too.
    settings: values of the keys that its kind adds, but for defaults.
    """

    id: str
    kind: Kind
    ask: str
    why: str
    options: Mapping[str, Option] = field(default_factory=dict)
    section: str = ""
    short: str = ""
    ask_if: "Condition | None" = None
    allow: frozenset[Silence] = frozenset()
    changeable: Changeable = Changeable.LATER
    about: About = About.FACT
    weight: int = 1
    sources: tuple[str, ...] = ()
    group: GroupRules = GroupRules()
    replaces: Mapping[str, Mapping[str, str] | None] = field(default_factory=dict)
    help: str = ""
    settings: Mapping[str, Setting] = field(default_factory=dict)
    place: Place = NOWHERE

    @property
    def is_conditional(self) -> bool:
        """Whether it is for some people only."""
        return self.ask_if is not None
