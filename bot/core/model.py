"""The nouns: a dialog as its author wrote it, and a session as a person fills it.

Everything here is frozen. Nothing here knows YAML, Telegram, a clock or a database.

    DialogError            the author's mistake; carries its place
    InvalidAnswer          the person's; its text is for them
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING, Protocol, TypeAlias

from bot.core.replies import Rows

if TYPE_CHECKING:
    from bot.core.conditions import Condition


class Silence(Enum):
    """The two ways of not answering; "not asked" is absence from the answers."""

    SKIPPED = "skipped"
    UNSURE = "unsure"


# One option id; several; a number; a text (which question tells); or silence.
Value: TypeAlias = str | tuple[str, ...] | Fraction | Silence
Answers: TypeAlias = Mapping[str, Value]

LEANING = "leaning"
"""Id of the question about the person's own leaning, which every dialog asks first."""


# --- a dialog -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Place:
    """Where an author wrote something; line and column count from 1."""

    path: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


NOWHERE = Place("", 1, 1)


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
    """How questions of one kind are shown, read and told; `bot.questions` holds them all."""

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
    longest: most characters of a `text`.
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
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Alternative:
    """One of the things a person can decide to do.

    like: what it is like to do it. scale: the scale that says how far it fits, 0..100.
    """

    id: str
    label: str
    pros: tuple[str, ...]
    cons: tuple[str, ...]
    scale: str
    like: str = ""
    place: Place = NOWHERE


class Missing(Enum):
    """What a scale makes of a relevant question without an answer."""

    RESCALE = "rescale"  # it counts neither in the points nor in the most possible
    ZERO = "zero"  # it counts as no points
    BLOCK = "block"  # the scale has no value


@dataclass(frozen=True, slots=True)
class Scale:
    """100 x points / most possible points over relevant answered questions.

    min_answered: with fewer answers that score it, the scale has no value.
    """

    id: str
    label: str
    missing: Missing = Missing.RESCALE
    min_answered: int = 1
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Fact:
    """A named condition. say: the fact in words for a person."""

    id: str
    when: "Condition"
    say: str
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Reason:
    """One line of "because". when: None for always."""

    say: str
    when: "Condition | None" = None
    sources: tuple[str, ...] = ()
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class NextStep:
    """One thing to do. by: days from the advice; None for no date."""

    do: str
    when: "Condition | None" = None
    by: int | None = None
    sources: tuple[str, ...] = ()
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Reading:
    """Something to read, named by its title."""

    title: str
    when: "Condition | None" = None
    sources: tuple[str, ...] = ()
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Outcome:
    """One piece of advice and the rule that leads to it.

    when: None for the last one, which takes whatever no rule before it took.
    title: the answer in one sentence. revisit_after: days; None for never.
    """

    id: str
    alternative: str
    title: str
    advice: str
    when: "Condition | None" = None
    because: tuple[Reason, ...] = ()
    next_steps: tuple[NextStep, ...] = ()
    readings: tuple[Reading, ...] = ()
    revisit_after: int | None = None
    coach_prompt: str = ""
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Meta:
    """What a reader may ask of any decision aid (IPDAS): by whom, from when, paid by whom.

    evidence: study, data or opinion. minutes: how long it takes; None where not said.
    """

    updated: date
    review_by: date
    author: str
    funding: str
    evidence: str
    unsure_about: str
    audience: str = ""
    not_for: str = ""
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Something the dialog rests on. points: id -> the claim in the dialog's own words."""

    id: str
    title: str
    url: str = ""
    points: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Dialog:
    """A whole dialog, checked: every reference in it holds. Two are equal only if they are one.

    questions: in the order they are asked; the first is `LEANING`.
    facts: in an order in which each uses only earlier ones.
    outcomes: in the order they are tried; the last has no `when`.
    logic_hash, wording_hash: hex; what decides, and what is said.
    text: the YAML it was read from.
    """

    id: str
    version: int
    lang: str
    title: str
    decision: str
    alternatives: Mapping[str, Alternative]
    meta: Meta
    sources: Mapping[str, Source]
    scales: Mapping[str, Scale]
    sections: Mapping[str, str]
    questions: Mapping[str, Question]
    facts: Mapping[str, Fact]
    outcomes: tuple[Outcome, ...]
    logic_hash: str = ""
    wording_hash: str = ""
    text: str = ""


# --- a session ------------------------------------------------------------------------


class Stage(Enum):
    """Where a session stands, beyond what its answers tell."""

    WELCOME = "welcome"
    ASKING = "asking"
    DONE = "done"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Session:
    """One person's way through one dialog.

    id: 63 random bits; part of every button.
    answers: question id -> value; only of questions that are relevant.
    drafts: question id -> value: ticked and not yet taken, or answered earlier and
        offered again as a suggestion.
    editing: the question that is being answered again; None for none.
    reviewing: the person asked to see all answers before the last question.
    leaning_after: alternative the person leans to after the advice; None while not said.
    finished_on: day of the newest advice; dates of next steps count from it.
    remark: a line that the card shows once, above the question: a note on the last answer, or
        why a typed text was none; "" for none.
    turn: rises whenever the card's buttons change their meaning; a tap of another turn is stale.
    revision: rises with every change.
    """

    id: int
    chat: int
    person: int
    dialog_id: str
    logic_hash: str
    stage: Stage = Stage.WELCOME
    answers: Answers = field(default_factory=dict)
    drafts: Answers = field(default_factory=dict)
    editing: str | None = None
    reviewing: bool = False
    leaning_after: str | None = None
    finished_on: date | None = None
    remark: str = ""
    turn: int = 0
    revision: int = 0


# --- errors ---------------------------------------------------------------------------


class InvalidAnswer(Exception):
    """A typed answer that is none; str() is written for the person."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One finding about a dialog file; str() is `path:line:column: code: problem (hint)`."""

    path: str
    line: int
    column: int
    code: str
    problem: str
    hint: str = ""

    def __str__(self) -> str:
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.path}:{self.line}:{self.column}: {self.code}: {self.problem}{hint}"


class DialogError(Exception):
    """A dialog file is wrong; str() is one line a problem, all of them."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))
