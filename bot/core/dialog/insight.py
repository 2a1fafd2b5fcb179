"""What lies around the advice: how firm it is, what would change it, what speaks against it.

Exact, because a dialog is finite: every answer one change away is scored, and every
weight 20 % up and down. A change counts only when it opens no question: the answers stay as complete
as they are.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from itertools import chain, combinations, islice, product

from bot.core.dialog.answers import Answers, Silence, Value
from bot.core.dialog.conditions import fires
from bot.core.dialog.evidence import FIFTHS, Evidence, scorers
from bot.core.dialog.model import Alternative, Dialog, Outcome
from bot.core.dialog.progress import REVIEW, gaps, relevant, walk
from bot.core.dialog.question import Changeable
from bot.core.dialog.scoring import Advice, decide, score

MOST_PAIRS = 5_000
"""More than a dialog of 20 questions with 5 options has."""


class Firmness(Enum):
    """How much the advice depends on single weights and answers."""

    FIRM = "firm"  # no weight moved by 20 %, and no one-step change of an ordered answer, changes it
    LEANING = "leaning"  # something of that changes it
    CLOSE = "close"  # a weight moved by 20 % alone makes it recommend another alternative


@dataclass(frozen=True, slots=True)
class Pivot:
    """The smallest change of answers that leads to another outcome."""

    changes: tuple[tuple[str, Value], ...]
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Insight:
    """The advice, and what lies around it.

    rival: the other alternative that comes nearest. against: the best that can be said for it.
    change_now, change_later: what the person could change soon, or in time; None where
        one or two such changes lead nowhere else.
    mattered: the question whose other answers most often lead elsewhere; None where none does.
    turning: the questions of which one other answer leads to another outcome.
    """

    advice: Advice
    firmness: Firmness
    rival: Alternative
    against: str
    change_now: Pivot | None
    change_later: Pivot | None
    mattered: str | None
    turning: tuple[str, ...]


def explain(dialog: Dialog, answers: Answers) -> Insight:
    """Return the advice and everything around it; a group member's answers may have gaps."""
    return _explain(dialog, tuple(answers.items()))


@lru_cache(maxsize=1024)
def _explain(dialog: Dialog, items: tuple[tuple[str, Value], ...]) -> Insight:
    answers = relevant(dialog, dict(items))
    advice = score(dialog, answers)
    nudged = list(_outcomes_of_nudged_weights(dialog, answers))
    rival = _rival(dialog, advice, nudged)
    flips = {
        question: [decided for _, decided in _changes(dialog, answers, (question,))]
        for question in _watched_questions(dialog)
        if question in answers
    }
    return Insight(
        advice=advice,
        firmness=_firmness(dialog, answers, advice.outcome, nudged),
        turning=tuple(
            question
            for question, others in flips.items()
            if any(other is not advice.outcome for other in others)
        ),
        rival=rival,
        against=_against(dialog, Evidence(dialog, answers), rival),
        change_now=_pivot(dialog, answers, advice.outcome, Changeable.NOW),
        change_later=_pivot(dialog, answers, advice.outcome, Changeable.LATER),
        mattered=_most_decisive(flips, advice.outcome),
    )


# --- how firm -------------------------------------------------------------------------


def _firmness(dialog: Dialog, answers: Answers, outcome: Outcome, nudged: Iterable[Outcome]) -> Firmness:
    moved = [other for other in nudged if other is not outcome]
    if any(other.alternative != outcome.alternative for other in moved):
        return Firmness.CLOSE
    stepped = (decide(dialog, Evidence(dialog, after)) for after in _one_step(dialog, answers))
    if moved or any(other is not outcome for other in stepped):
        return Firmness.LEANING
    if walk(dialog, answers).here != REVIEW:
        return Firmness.LEANING  # an answer that is missing could change it
    return Firmness.FIRM


def _outcomes_of_nudged_weights(dialog: Dialog, answers: Answers) -> Iterator[Outcome]:
    """Yield the outcome with each single weight 20 % up, and 20 % down."""
    scored = {question for questions in scorers(dialog).values() for question in questions}
    for question in answers:
        if question in scored:
            weight = dialog.questions[question].weight
            for fifths in (FIFTHS + 1, FIFTHS - 1):
                yield decide(dialog, Evidence(dialog, answers, {question: weight * fifths}))


def _one_step(dialog: Dialog, answers: Answers) -> Iterator[Answers]:
    """Yield the complete answer sets in which one ordered answer is a step higher or lower."""
    for question_id, value in answers.items():
        question = dialog.questions[question_id]
        steps = () if isinstance(value, Silence) else question.kind.steps(question, value)
        for neighbour in steps:
            after = walk(dialog, {**answers, question_id: neighbour})
            if after.here == REVIEW:
                yield after.answers


# --- what would change it ---------------------------------------------------------------


def _pivot(dialog: Dialog, answers: Answers, outcome: Outcome, when: Changeable) -> Pivot | None:
    """Return one change that leads elsewhere, or else two, preferably to another alternative.

    At most `MOST_PAIRS` pairs of changes are tried, in the order of the questions: a person is waiting.
    """
    questions = [
        question
        for question in _watched_questions(dialog)
        if question in answers and dialog.questions[question].changeable is when
    ]
    for size in (1, 2):
        nearest = None
        tried = chain.from_iterable(_changes(dialog, answers, each) for each in combinations(questions, size))
        for changes, decided in islice(tried, MOST_PAIRS):
            if decided.alternative != outcome.alternative:
                return Pivot(changes, decided)
            if decided is not outcome and nearest is None:
                nearest = Pivot(changes, decided)
        if nearest is not None:
            return nearest
    return None


def _changes(
    dialog: Dialog, answers: Answers, questions: tuple[str, ...]
) -> Iterator[tuple[tuple[tuple[str, Value], ...], Outcome]]:
    """Yield each other way to answer these questions that opens no new question, and where it leads."""
    left_open = gaps(dialog, answers)
    asked = [dialog.questions[each] for each in questions]
    others = [list(each.kind.others(each, answers[each.id])) for each in asked]
    for values in product(*others):
        changes = tuple(zip(questions, values, strict=True))
        after = relevant(dialog, {**answers, **dict(changes)})
        if gaps(dialog, after) <= left_open:
            yield changes, decide(dialog, Evidence(dialog, after))


@lru_cache(maxsize=256)
def _watched_questions(dialog: Dialog) -> tuple[str, ...]:
    """Return the ids of the questions that a rule, an `ask_if` or a scale looks at, in order."""
    rules = [question.ask_if for question in dialog.questions.values()]
    rules += [outcome.when for outcome in dialog.outcomes]
    seen = {question for rule in rules if rule is not None for question in rule.questions()}
    seen |= {question for questions in scorers(dialog).values() for question in questions}
    return tuple(question for question in dialog.questions if question in seen)


# --- what speaks against it, and what mattered --------------------------------------------


def _rival(dialog: Dialog, advice: Advice, nudged: Iterable[Outcome]) -> Alternative:
    """Return the alternative that a small push leads to, or else the one that fits second best."""
    mine = advice.outcome.alternative
    pushed = [outcome.alternative for outcome in nudged if outcome.alternative != mine]
    others = pushed or [each for each in dialog.alternatives if each != mine]
    best = max(others, key=lambda each: -1 if (fit := advice.fits.get(each)) is None else fit)
    return dialog.alternatives[best]


def _against(dialog: Dialog, evidence: Evidence, rival: Alternative) -> str:
    """Return the first reason that holds for the rival, or else its first advantage."""
    for outcome in dialog.outcomes:
        for reason in outcome.because:
            if outcome.alternative == rival.id and reason.when and fires(reason.when, evidence):
                return reason.say
    return rival.pros[0]


def _most_decisive(flips: dict[str, list[Outcome]], outcome: Outcome) -> str | None:
    shares = {
        question: sum(other is not outcome for other in others) / len(others)
        for question, others in flips.items()
        if others
    }
    best = max(shares, key=lambda question: shares[question], default=None)
    return best if best is not None and shares[best] > 0 else None
