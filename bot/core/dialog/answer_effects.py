"""What answers do to the rules of a dialog: each on its own, so that all of them can be put together fast.

A comparison of a rule with an answer is true, false, or unknown because there is no answer. While a question
is open it can be more than one of these; a sum of bits says which.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.core.dialog.answers import Answers, Silence, Value
from bot.core.dialog.conditions import AtLeast, CompareScale, CompareTally, Condition, FactHolds, Not
from bot.core.dialog.evidence import Evidence, scorers
from bot.core.dialog.model import Dialog
from bot.core.dialog.question import Question
from bot.core.dialog.ratios import ScaleGain

HOLDS: Final = 1
FAILS: Final = 2
UNKNOWN: Final = 4


@dataclass(frozen=True, slots=True)
class AnswerEffect:
    """What answers to one question do: what its comparisons can be, and what each scale can get."""

    atoms: tuple[int, ...]
    gains: Mapping[str, tuple[ScaleGain, ...]]


class QuestionRules:
    """One question, and what its answers do."""

    def __init__(self, dialog: Dialog, question: Question, atoms: tuple[Condition, ...]) -> None:
        self.question = question
        self._dialog = dialog
        self._atoms = atoms
        self._scales = [scale for scale, by in scorers(dialog).items() if question.id in by]
        self.is_watched = bool(atoms or self._scales)
        self.absent = AnswerEffect(self._truths({}), {})
        silences = [each for each in Silence if each in question.allow]
        values = [*question.kind.values(question), *silences] if self.is_watched else []
        self._known: dict[Value, AnswerEffect] = {each: self._effect(each) for each in values}
        self.classes = self._classes()
        self.open = (
            either_effect([self._known[each] for each in self.classes]) if self.classes else self.absent
        )
        self.perhaps = either_effect([self.open, self.absent])

    def effect(self, value: Value) -> AnswerEffect:
        """Return what an answer does."""
        return self._known.get(value) or self._effect(value)

    def _effect(self, value: Value) -> AnswerEffect:
        gains = {scale: (self._gain(value, scale),) for scale in self._scales}
        return AnswerEffect(self._truths({self.question.id: value}), gains)

    def _truths(self, answers: Answers) -> tuple[int, ...]:
        evidence = Evidence(self._dialog, answers)
        held = [condition.holds(evidence) for condition in self._atoms]
        return tuple(UNKNOWN if each is None else HOLDS if each else FAILS for each in held)

    def _gain(self, value: Value, scale: str) -> ScaleGain:
        most = scorers(self._dialog)[scale][self.question.id]
        if isinstance(value, Silence):
            return ScaleGain.of_silence(most, self._dialog.scales[scale].missing)
        chosen = self.question.kind.options_of(self.question, value)
        points = sum(self.question.options[each].score.get(scale, 0) for each in chosen)
        return ScaleGain(points, most, is_answer=True)

    def _classes(self) -> tuple[Value, ...]:
        """Return one answer of each sort that the rules can tell apart, silence included."""
        found: dict[object, Value] = {}
        for value, effect in self._known.items():
            found.setdefault((effect.atoms, tuple(effect.gains.items())), value)
        return tuple(found.values())


def either_effect(effects: Sequence[AnswerEffect]) -> AnswerEffect:
    """Return what one of several answers does."""
    atoms = [0] * len(effects[0].atoms)
    for effect in effects:
        atoms = [one | other for one, other in zip(atoms, effect.atoms, strict=True)]
    scales = dict.fromkeys(scale for effect in effects for scale in effect.gains)
    return AnswerEffect(
        tuple(atoms),
        {
            scale: tuple(
                dict.fromkeys(gain for each in effects for gain in each.gains.get(scale, (ScaleGain(),)))
            )
            for scale in scales
        },
    )


class AnswerComparisons:
    """The comparisons with answers, numbered question by question in the order they are asked."""

    def __init__(self, dialog: Dialog) -> None:
        self._by_question: dict[str, dict[Condition, None]] = {each: {} for each in dialog.questions}
        for condition in _written(dialog):
            for each in _compared_answers(condition):
                (question,) = each.questions()
                self._by_question[question][each] = None
        numbered = (each for own in self._by_question.values() for each in own)
        self._places = {each: at for at, each in enumerate(numbered)}

    def of(self, question: str) -> tuple[Condition, ...]:
        """Return those of one question."""
        return tuple(self._by_question[question])

    def place(self, condition: Condition) -> int:
        """Return the number of one."""
        return self._places[condition]


def _written(dialog: Dialog) -> Iterator[Condition]:
    yield from (each.ask_if for each in dialog.questions.values() if each.ask_if is not None)
    yield from (each.when for each in dialog.outcomes if each.when is not None)


def _compared_answers(condition: Condition) -> Iterator[Condition]:
    match condition:
        case FactHolds(fact):
            yield from _compared_answers(fact.when)
        case Not(part):
            yield from _compared_answers(part)
        case AtLeast(_, parts):
            for each in parts:
                yield from _compared_answers(each)
        case CompareTally(tally):
            for fact in tally.of:
                yield from _compared_answers(fact.when)
        case CompareScale():
            return
        case _:
            yield condition
