"""How the answers to a question lie: which of them are told as one where they must be, and at which level."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from bot.core.dialog.answers import Silence
from bot.core.dialog.question import Level, Question

MOST_ANSWERS: Final = 6
"""Answers of a question that is told as one; with more, first their groups are told, then each group."""
PAIRED: Final = 4
"""Steps of a scale from which neighbours are grouped."""

AnswerGroup: TypeAlias = tuple[str, ...]
"""Answers that lie near each other."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The answers to a question, in groups of those that lie near each other.

    alone: of ticks, how many at the end cannot be ticked with others; None for a question without ticks.
    """

    groups: tuple[AnswerGroup, ...]
    level: Level
    alone: int | None = None

    @property
    def answers(self) -> AnswerGroup:
        """All answers, group by group."""
        return tuple(answer for group in self.groups for answer in group)

    @property
    def sizes(self) -> tuple[int, ...]:
        """How many answers each group has."""
        return tuple(map(len, self.groups))


def level_of(question: Question) -> Level:
    """Return how much is told of a question: what its author says, but of what is sensitive never more."""
    if question.group.sensitive:
        return Level.SHIELDED
    if question.group.level is not None:
        return question.group.level
    return Level.OPEN if question.group.icebreaker else Level.COUNTED


def layout_of(question: Question, level: Level) -> Layout:
    """Return how the answers to a question lie; whoever does not answer gives an answer, too."""
    silent = tuple(each.value for each in Silence if each in question.allow)
    if question.kind.is_ticked:
        return _ticked(question, silent, level)
    options = tuple(question.options)
    groups = (*_near(question, options), *((silent,) if silent else ()))
    return Layout(groups, level)


def _ticked(question: Question, silent: AnswerGroup, level: Level) -> Layout:
    exclusive = tuple(each for each in question.options if not question.kind.count(question, (each,)))
    free = tuple(each for each in question.options if each not in exclusive)
    alone = (*exclusive, *silent)
    return Layout(tuple((each,) for each in (*free, *alone)), level, len(alone))


def _near(question: Question, options: AnswerGroup) -> tuple[AnswerGroup, ...]:
    """Return the groups that the author names, else neighbours on a scale; of too many answers, pairs."""
    if question.group.near:
        named = {each for group in question.group.near for each in group}
        return (*question.group.near, *((each,) for each in options if each not in named))
    if question.kind.has_order(question) and len(options) >= PAIRED:
        return _from_both_ends(options)
    if len(options) + len(question.allow) > MOST_ANSWERS:
        return tuple(options[at : at + 2] for at in range(0, len(options), 2))
    return tuple((each,) for each in options)


def _from_both_ends(options: Sequence[str]) -> tuple[AnswerGroup, ...]:
    """Return pairs of neighbours, the same from either end; what is left in the middle is one group."""
    pairs, end = len(options) // 4, len(options)
    first = [tuple(options[2 * at : 2 * at + 2]) for at in range(pairs)]
    last = [tuple(options[end - 2 * at - 2 : end - 2 * at]) for at in reversed(range(pairs))]
    middle = tuple(options[2 * pairs : end - 2 * pairs])
    return (*first, *((middle,) if middle else ()), *last)
