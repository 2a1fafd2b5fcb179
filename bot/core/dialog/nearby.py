"""The answers next to a person's, and what they can come to.

Next to an answer is what a person could as well have said: a step lower or higher, one tick more or less, any
answer where there was none, any other one that can change; and what they can bring about. A question that
such a change opens takes every answer.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.core.dialog.answers import Answers, Silence, Value
from bot.core.dialog.conditions import fires
from bot.core.dialog.evidence import Evidence
from bot.core.dialog.model import Dialog, Outcome
from bot.core.dialog.question import Changeable, Option, Question
from bot.core.dialog.rulebook import Rulebook


class TooManyAnswers(Exception):
    """There are more answer sets than may be looked at."""


@dataclass(slots=True)
class CompletionSearch:
    """Looks for answer sets that lead to a wanted outcome.

    left_open: questions that stay without an answer. views: how many sets may still be looked at.
    """

    rules: Rulebook
    left_open: frozenset[str]
    views: int

    def find(self, answers: Answers, is_wanted: Callable[[Outcome], bool]) -> Outcome | None:
        """Return an outcome that is wanted, and that some answers to what they open lead to; None for none.

        Raises:
            TooManyAnswers: it was given up.
        """
        self.views -= 1
        if self.views < 0:
            raise TooManyAnswers
        view = self.rules.view(answers, self.left_open)
        outcomes = self.rules.outcomes(view)
        if not any(map(is_wanted, outcomes)):
            return None
        if view.first_open is None:
            return outcomes[0]
        for value in self.rules.questions[view.first_open].classes:
            found = self.find({**answers, view.first_open: value}, is_wanted)
            if found is not None:
                return found
        return None


# --- changes of one answer ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """Another answer that a person could give.

    way: how they can bring it about, and option: what they choose then; only of what they can bring about.
    """

    question: str
    value: Value
    way: str = ""
    option: Option | None = None


def find_neighbours(rules: Rulebook, answers: Answers, left_open: frozenset[str]) -> Iterator[AnswerChange]:
    """Yield the answers next to these, question by question; of one that is left open, every answer."""
    ways = find_doable(rules.dialog, answers)
    for name, own in rules.questions.items():
        if not own.is_watched or (name not in answers and name not in left_open):
            continue
        values = dict.fromkeys(_values_next_to(own.question, answers.get(name)))
        values |= dict.fromkeys(each.value for each in ways if each.question == name)
        yield from (AnswerChange(name, value) for value in values)


def _values_next_to(question: Question, value: Value | None) -> Iterator[Value]:
    kind = question.kind
    if value is None or isinstance(value, Silence):
        return kind.others(question, Silence.SKIPPED)
    if kind.has_order(question) or kind.is_ticked:
        return kind.steps(question, value)
    return kind.others(question, value) if question.changeable is not Changeable.NEVER else iter(())


def find_doable(dialog: Dialog, answers: Answers) -> list[AnswerChange]:
    """Return the answers that this person can bring about, and has not given."""
    evidence = Evidence(dialog, answers)
    return [
        AnswerChange(question.id, value, way, option)
        for question in dialog.questions.values()
        if question.id in answers
        for option in question.options.values()
        if option.id not in (evidence.chosen(question.id) or ())
        and (way := _way(option, evidence)) is not None
        and (value := _with_option(question, answers[question.id], option)) is not None
    ]


def values_after(dialog: Dialog, changes: tuple[AnswerChange, ...]) -> dict[str, Value] | None:
    """Return what is answered after some changes; None where they exclude each other."""
    values: dict[str, Value] = {}
    for each in changes:
        question = dialog.questions[each.question]
        before = values.get(each.question)
        if before is None or each.option is None:
            values[each.question] = each.value
        elif not question.kind.is_ticked:
            return None
        else:
            values[each.question] = question.kind.take(question, before, each.option.id)
    return values


def _way(option: Option, evidence: Evidence) -> str | None:
    return next((each.say for each in option.doable if fires(each.when, evidence)), None)


def _with_option(question: Question, value: Value, option: Option) -> Value | None:
    """Return the answer with an option, beside others where it is ticked; None where it cannot be given."""
    if question.kind.is_ticked:
        return question.kind.take(question, None if isinstance(value, Silence) else value, option.id)
    values = question.kind.values(question)
    return next((each for each in values if question.kind.options_of(question, each) == (option.id,)), None)
