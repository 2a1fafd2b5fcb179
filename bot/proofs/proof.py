"""What is proved of a dialog: every number is exact, and every "never" was tried on all answers."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from fractions import Fraction
from typing import Final

from bot.core.dialog.answers import Answers, Silence
from bot.core.dialog.model import Dialog
from bot.core.dialog.source import Place, Problem


@dataclass(frozen=True, slots=True)
class Ending:
    """One outcome. count: answer sets that lead to it; fitting: those its rule fits, other rules aside.

    witness: a shortest answer set that leads to it; None where none does.
    """

    outcome: str
    alternative: str
    count: int
    fitting: int
    share: Fraction
    witness: Answers | None


@dataclass(frozen=True, slots=True)
class AnswerShare:
    """A part of all answer sets: those that recommend an alternative, or in which a question is asked."""

    id: str
    count: int
    share: Fraction
    witness: Answers | None


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two rules that fit at once, so that their order decides. count: sets that go to the first of all."""

    first: str
    later: str
    count: int
    share: Fraction
    witness: Answers


@dataclass(frozen=True, slots=True)
class Shadow:
    """A rule that fits some answer sets, all of which earlier rules take. by: those earlier rules."""

    outcome: str
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OptionSeen:
    """One option. witness: an answer set with it; None where nobody can choose it."""

    question: str
    option: str
    witness: Answers | None


@dataclass(frozen=True, slots=True)
class BothSides:
    """A named condition: a fact, or when a question is asked. Each side with a witness, or None for never.

    otherwise: it is false, or cannot be told.
    """

    id: str
    true: Answers | None
    otherwise: Answers | None


@dataclass(frozen=True, slots=True)
class LineSeen:
    """A line of an outcome. part: the key it stands under. witness: where it is said; None for nowhere."""

    outcome: str
    part: str
    number: int
    text: str
    witness: Answers | None


@dataclass(frozen=True, slots=True)
class Constant:
    """A condition, or a part of one, that is the same for all answers. is_true: always true, or never."""

    where: str
    words: str
    is_true: bool


@dataclass(frozen=True, slots=True)
class Loss:
    """Two answer sets that differ in one answer: the one with more for an alternative loses it."""

    question: str
    alternative: str
    before: Answers
    after: Answers


@dataclass(frozen=True, slots=True)
class SilenceThatPays:
    """An answer set in which leaving one question open leads where no answer to it does."""

    question: str
    silence: Silence
    alternative: str
    answers: Answers


@dataclass(frozen=True, slots=True)
class Betrayal:
    """An alternative that only one answer to a shielded question leads to."""

    question: str
    answer: str
    alternative: str


@dataclass(frozen=True, slots=True)
class EquivalentOptions:
    """Options of one question that never lead to different advice: no other outcome, no other line."""

    question: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gauge:
    """How often a scale has no value.

    without: answer sets in which it has none. although_asked: those of them in which a question that
        scores it was asked.
    """

    scale: str
    without: int
    although_asked: int


@dataclass(frozen=True, slots=True)
class Threshold:
    """A number that a rule compares a scale with. close: answer sets within 5 points of it."""

    scale: str
    number: Fraction
    close: int


@dataclass(frozen=True, slots=True)
class Closeness:
    """Answer sets that lie within 5 points of a threshold: of each, and of at least one."""

    count: int
    share: Fraction
    thresholds: tuple[Threshold, ...]


@dataclass(frozen=True, slots=True)
class Lengths:
    """How many questions an answer set has."""

    shortest: int
    mean: Fraction
    longest: int


@dataclass(frozen=True, slots=True)
class Unreasoned:
    """An answer set whose advice comes without any reason."""

    outcome: str
    witness: Answers


@dataclass(frozen=True, slots=True)
class ProvedClaim:
    """A claim of the author. witness: answers that refute it; None where none do."""

    say: str
    witness: Answers | None


@dataclass(frozen=True, slots=True)
class BrokenPromise:
    """Something that must hold for all answers, and does not. code, said: as a finding says it."""

    code: str
    said: str
    place: Place
    witness: Answers


NONE: Final = Fraction(0)


@dataclass(frozen=True, slots=True)
class Proof:
    """All that was proved of one dialog.

    total: complete answer sets. nodes: states they were merged into.
    fallback: share of the last outcome. idle_weights: questions whose weight changes no outcome.
    unproved: names of the fields that are not proved, because it was interrupted; what they hold is nothing.
    problems: what of all this is a finding, by place.
    """

    dialog: str
    logic_hash: str
    total: int = 0
    nodes: int = 0
    endings: tuple[Ending, ...] = ()
    alternatives: tuple[AnswerShare, ...] = ()
    fallback: Fraction = NONE
    overlaps: tuple[Overlap, ...] = ()
    shadows: tuple[Shadow, ...] = ()
    questions: tuple[AnswerShare, ...] = ()
    options: tuple[OptionSeen, ...] = ()
    lengths: Lengths = Lengths(0, NONE, 0)
    asks: tuple[BothSides, ...] = ()
    facts: tuple[BothSides, ...] = ()
    lines: tuple[LineSeen, ...] = ()
    constants: tuple[Constant, ...] = ()
    unreasoned: tuple[Unreasoned, ...] = ()
    claims: tuple[ProvedClaim, ...] = ()
    broken: tuple[BrokenPromise, ...] = ()
    losses: tuple[Loss, ...] = ()
    silences: tuple[SilenceThatPays, ...] = ()
    betrayals: tuple[Betrayal, ...] = ()
    alike: tuple[EquivalentOptions, ...] = ()
    idle_weights: tuple[str, ...] = ()
    gauges: tuple[Gauge, ...] = ()
    closeness: Closeness = Closeness(0, NONE, ())
    unproved: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def unproved(dialog: Dialog) -> Proof:
    """Nothing proved yet."""
    names = tuple(each.name for each in fields(Proof) if each.name not in _GIVEN)
    return Proof(dialog.id, dialog.logic_hash, unproved=names)


_GIVEN: Final = ("dialog", "logic_hash", "unproved", "problems")


def proof_as_data(proof: Proof) -> dict[str, object]:
    """A proof as JSON takes it; null is what was not proved."""
    told = {each.name: value_as_data(getattr(proof, each.name)) for each in fields(proof)}
    return {**told, **dict.fromkeys(proof.unproved)}


def value_as_data(value: object) -> object:
    """A proof, or a part of one, as JSON takes it; fractions as texts such as "3/4"."""
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {str(key): value_as_data(each) for key, each in value.items()}
    if isinstance(value, tuple):
        return [value_as_data(each) for each in value]
    if is_dataclass(value):
        return {each.name: value_as_data(getattr(value, each.name)) for each in fields(value)}
    return value
