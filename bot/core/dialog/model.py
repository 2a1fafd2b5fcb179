"""A dialog as its author wrote it: alternatives, scales, facts, outcomes, and who stands behind it.

Frozen, like everything in the core. Nothing here knows YAML, Telegram, a clock or a database.

The three kinds of errors, each in its place:
    source.DialogError        the author's mistakes, each with its place
    understanding             a person makes none: what cannot be read is answered with what can
    stores, outbox            the world's: a database or a chat that cannot be used now
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from bot.core.dialog.question import Question
from bot.core.dialog.source import NOWHERE, Place

if TYPE_CHECKING:
    from bot.core.dialog.conditions import Condition

LEANING = "leaning"
"""Id of the question about the person's own leaning, which every dialog asks first."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """One of the things a person can decide to do.

    like: what it is like to do it. scale: the scale that says how far it fits, 0..100; "" where none does.
    """

    id: str
    label: str
    pros: tuple[str, ...]
    cons: tuple[str, ...]
    scale: str = ""
    like: str = ""
    place: Place = NOWHERE


class Missing(Enum):
    """How a scale treats a relevant question without an answer."""

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
class Tally:
    """A named count of facts; one that cannot be told does not count. Each fact's `say` is its line."""

    id: str
    label: str
    of: tuple[Fact, ...]
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Reason:
    """One line that an outcome says: of "because", "once", "but" or "watch for".

    when: None for always. needs: what it takes for granted of the person; None for nothing. It changes
        nothing here: the proofs hold that nobody reads the line for whom it is not true.
    """

    say: str
    when: "Condition | None" = None
    sources: tuple[str, ...] = ()
    needs: "Condition | None" = None
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class NextStep:
    """One thing to do. by: days from the advice; None for no date. message: a text to copy and send."""

    do: str
    when: "Condition | None" = None
    by: int | None = None
    sources: tuple[str, ...] = ()
    message: str = ""
    needs: "Condition | None" = None
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Reading:
    """Something to read, named by its title."""

    title: str
    when: "Condition | None" = None
    sources: tuple[str, ...] = ()
    needs: "Condition | None" = None
    place: Place = NOWHERE


class Verdict(Enum):
    """What the first sentence of an outcome answers. `worth` compares them: more is nearer to a yes."""

    YES = "yes"
    ONCE = "once"  # yes, when what it names is settled
    NOT_YET = "not_yet"
    NO = "no"
    OTHER = "other"

    @property
    def worth(self) -> int:
        """Return 2 for a yes, 1 for a yes with open conditions, 0 for all others."""
        return {Verdict.YES: 2, Verdict.ONCE: 1}.get(self, 0)


ONCE = "{once}"
"""Stands in a title for the lines of `once` that hold."""


@dataclass(frozen=True, slots=True)
class HandOver:
    """The way from an outcome on to another dialog.

    to: that dialog's id. label: of the button. answers: question there -> question here -> option here ->
    option there.
    """

    to: str
    label: str
    answers: Mapping[str, Mapping[str, Mapping[str, str]]]
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Outcome:
    """One piece of advice and the rule that leads to it.

    when: None for the last one, which takes whatever no rule before it took.
    title: the answer in one sentence; may hold `ONCE`. answer: what that sentence answers.
    once: the conditions that are still open. but: the case against it, the strongest first.
    watch_for: what would be a reason to look again. outweighs: why it is advised even where another
        alternative fits better by its scale. revisit_after: days; None for never.
    hand_over: the dialog it leads on to; "" for none.
    """

    id: str
    alternative: str
    title: str
    advice: str
    when: "Condition | None" = None
    answer: Verdict = Verdict.OTHER
    once: tuple[Reason, ...] = ()
    because: tuple[Reason, ...] = ()
    but: tuple[Reason, ...] = ()
    watch_for: tuple[Reason, ...] = ()
    next_steps: tuple[NextStep, ...] = ()
    readings: tuple[Reading, ...] = ()
    outweighs: str = ""
    revisit_after: int | None = None
    coach_prompt: str = ""
    hand_over: str = ""
    place: Place = NOWHERE

    @property
    def headline(self) -> str:
        """Return the title for people whose answers are not known: without the conditions it names."""
        return self.title.replace(ONCE, "…")


@dataclass(frozen=True, slots=True)
class Claim:
    """Something the author promises of all answers: where `when` holds, none of the outcomes is reached.

    when: None for always. never: ids of outcomes.
    """

    say: str
    when: "Condition | None"
    never: tuple[str, ...]
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
class Accepted:
    """A warning of the proofs that the author accepts. finding: its code; of: the id of what it is about."""

    finding: str
    of: str
    because: str
    place: Place = NOWHERE


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
    tallies: named counts of facts.
    outcomes: in the order they are tried; the last has no `when`.
    claims: what its author promises of all answers; only the proofs look at them.
    accepted: warnings of the proofs that its author accepts.
    hand_overs: dialog id -> how answers are carried there.
    wall: id -> first step that people in a group can choose from; empty for our own.
    counts_outsiders: whether a group also counts who came by a link and is not in its chat.
    own: questions that the coach of a group wrote, where this is the dialog of a group; asked there alone.
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
    tallies: Mapping[str, Tally] = field(default_factory=dict)
    claims: tuple[Claim, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    hand_overs: Mapping[str, HandOver] = field(default_factory=dict)
    wall: Mapping[str, str] = field(default_factory=dict)
    counts_outsiders: bool = False
    own: tuple[Question, ...] = ()
    logic_hash: str = ""
    wording_hash: str = ""
    text: str = ""
