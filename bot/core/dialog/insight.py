"""What lies around the advice: how sure it is, what would make it a yes, what speaks against it.

The line lies between paying and not paying, where the outcomes say what they answer; otherwise between the
alternative that is advised and all others. A question is a hinge if one answer next to the person's crosses
the line, for some answers to what that opens. All of it is exact, up to a bound; what lies behind it counts
as crossing, so that nothing is called firm that was not looked at.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from functools import lru_cache
from itertools import combinations
from typing import Final

from bot.core.dialog.answers import Answers, Value
from bot.core.dialog.conditions import fires
from bot.core.dialog.evidence import Evidence
from bot.core.dialog.model import Alternative, Dialog, Outcome, Reason, Verdict
from bot.core.dialog.nearby import (
    AnswerChange,
    CompletionSearch,
    TooManyAnswers,
    find_doable,
    find_neighbours,
    values_after,
)
from bot.core.dialog.progress import gaps, relevant
from bot.core.dialog.rulebook import rulebook
from bot.core.dialog.scoring import Advice, fill_in, lines_that_hold, score
from bot.core.dialog.tilting import can_weights_turn
from bot.core.words.phrase import Words

FEW: Final = 2
"""So many hinges can be named; with more it is a close call."""
MOST_VIEWS: Final = 400
"""Answer sets that are looked at for one person, some 20 ms of work; people need fewer than 200 of them."""


class Sureness(Enum):
    """How much the advice depends on single answers."""

    FIRM = "firm"  # no answer next to the person's crosses the line
    HANGS = "hangs"  # one or two questions do
    CLOSE = "close"  # more do, or the weights of the questions, moved by 20 % at once


@dataclass(frozen=True, slots=True)
class Upward:
    """What the person can bring about so that it is a yes, whatever they answer to what that opens.

    changes: question -> the answer after it. says: how each can come about, as it goes on after "if".
    outcome: the lowest that it then can be. once: the conditions that its title names; None where these
        hang on answers that are not given yet.
    """

    changes: tuple[tuple[str, Value], ...]
    says: tuple[str, ...]
    outcome: Outcome
    once: tuple[Reason, ...] | None

    def title(self, words: Words) -> str:
        """Return the first sentence of the advice then, with its open conditions as far as they are known."""
        if self.once is None:
            return self.outcome.headline
        return fill_in(self.outcome, [each.say for each in self.once], words)


@dataclass(frozen=True, slots=True)
class Insight:
    """The advice, and what lies around it.

    hinges: the questions of which one answer next to the person's crosses the line, in the dialog's order.
    untried: those of them that could not be looked at to the end. rests_on_weights: whether the weights of
        the questions, all moved by up to 20 %, cross it, too.
    mattered: the question whose neighbours most often cross it; None where none does.
    watch_for: what would be a reason to look again; "" where nothing is said.
    rival: the other alternative that comes nearest; None where there is none. but: the case against.
    """

    advice: Advice
    sureness: Sureness
    hinges: tuple[str, ...]
    untried: tuple[str, ...]
    rests_on_weights: bool
    mattered: str | None
    upward: Upward | None
    watch_for: str
    rival: Alternative | None
    but: tuple[Reason, ...]


def explain(dialog: Dialog, answers: Answers) -> Insight:
    """Return the advice and everything around it; a group member's answers may have gaps."""
    return _explain(dialog, tuple(answers.items()))


@lru_cache(maxsize=1024)
def _explain(dialog: Dialog, items: tuple[tuple[str, Value], ...]) -> Insight:
    answers = relevant(dialog, dict(items))
    advice = score(dialog, answers)
    evidence = Evidence(dialog, answers)
    around = _Surroundings(dialog, answers, advice.outcome)
    crossings = around.crossings()
    hinges = tuple(name for name, each in crossings.items() if each.is_hinge)
    rests_on_weights = around.rests_on_weights()
    rival = _rival(dialog, advice, evidence, [each.outcome for each in crossings.values() if each.outcome])
    watched = lines_that_hold(advice.outcome.watch_for, evidence)
    return Insight(
        advice=advice,
        sureness=_sureness(len(hinges), rests_on_weights),
        hinges=hinges,
        untried=tuple(name for name in hinges if crossings[name].is_cut),
        rests_on_weights=rests_on_weights,
        mattered=max(hinges, key=lambda name: crossings[name].share, default=None),
        upward=around.upward(),
        watch_for=watched[0].say if watched else "",
        rival=rival,
        but=advice.but if advice.outcome.but or rival is None else (_against(dialog, evidence, rival),),
    )


def _sureness(hinges: int, rests_on_weights: bool) -> Sureness:
    if rests_on_weights or hinges > FEW:
        return Sureness.CLOSE
    return Sureness.HANGS if hinges else Sureness.FIRM


# --- the line -------------------------------------------------------------------------------


@lru_cache(maxsize=256)
def has_verdicts(dialog: Dialog) -> bool:
    """Return whether the outcomes of a dialog say what they answer."""
    return any(outcome.answer is not Verdict.OTHER for outcome in dialog.outcomes)


def side_of(dialog: Dialog, outcome: Outcome) -> object:
    """Return on which side of the line an outcome lies."""
    return outcome.answer.worth > 0 if has_verdicts(dialog) else outcome.alternative


# --- what lies around -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Crossings:
    """How many of the answers to one question cross the line. outcome: where one of them leads."""

    share: Fraction
    outcome: Outcome | None
    is_cut: bool

    @property
    def is_hinge(self) -> bool:
        """Return whether one does, or might."""
        return self.share > 0


class _Surroundings:
    """The answers around a person's."""

    def __init__(self, dialog: Dialog, answers: Answers, outcome: Outcome) -> None:
        self._dialog = dialog
        self._answers = answers
        self._outcome = outcome
        self._side = side_of(dialog, outcome)
        self._rules = rulebook(dialog)
        self._gaps = gaps(dialog, answers)

    def crossings(self) -> dict[str, _Crossings]:
        """Return question -> how many of its neighbouring answers cross the line."""
        found: dict[str, list[AnswerChange]] = {}
        for each in find_neighbours(self._rules, self._answers, self._gaps):
            found.setdefault(each.question, []).append(each)
        search = self._search()
        return {name: self._crossings_of(changes, search) for name, changes in found.items()}

    def _crossings_of(self, changes: list[AnswerChange], search: CompletionSearch) -> _Crossings:
        """Return how many changes of one answer cross; what is not looked at to the end counts as such."""
        crossed, outcome = 0, None
        for each in changes:
            try:
                found = search.find(self._after({each.question: each.value}), self._crosses)
            except TooManyAnswers:
                return _Crossings(Fraction(1), outcome, is_cut=outcome is None)
            crossed += found is not None
            outcome = outcome or found
        return _Crossings(Fraction(crossed, len(changes)), outcome, is_cut=False)

    def rests_on_weights(self) -> bool:
        """Return whether weights, all moved by up to 20 % at once, cross the line."""
        return can_weights_turn(self._rules, self._answers, self._gaps, self._crosses)

    def upward(self) -> Upward | None:
        """Return one change, or else two, after which every way leads to a yes that is nearer than now."""
        if not has_verdicts(self._dialog) or self._outcome.answer is Verdict.YES:
            return None
        ways = find_doable(self._dialog, self._answers)
        search = self._search()
        for size in (1, 2):
            ends = [self._upward(changes, search) for changes in combinations(ways, size)]
            best = max(filter(None, ends), key=lambda end: end.outcome.answer.worth, default=None)
            if best is not None:
                return best
        return None

    def _upward(self, changes: tuple[AnswerChange, ...], search: CompletionSearch) -> Upward | None:
        values = values_after(self._dialog, changes)
        if values is None:
            return None
        after = self._after(values)
        lowest = self._lowest_yes(after, search)
        if lowest is None:
            return None
        is_all = gaps(self._dialog, after) <= self._gaps
        once = score(self._dialog, after).once if is_all else None
        return Upward(tuple(values.items()), tuple(each.way for each in changes), lowest, once)

    def _lowest_yes(self, answers: Answers, search: CompletionSearch) -> Outcome | None:
        """Return the lowest outcome that answers can still lead to; None unless it is nearer to a yes."""
        worth = self._outcome.answer.worth
        try:
            if search.find(answers, lambda outcome: outcome.answer.worth <= worth) is not None:
                return None
            least = search.find(answers, lambda outcome: outcome.answer is Verdict.ONCE)
            return least or search.find(answers, lambda outcome: outcome.answer is Verdict.YES)
        except TooManyAnswers:
            return None

    def _crosses(self, outcome: Outcome) -> bool:
        return side_of(self._dialog, outcome) != self._side

    def _after(self, values: Answers) -> Answers:
        return relevant(self._dialog, {**self._answers, **values})

    def _search(self) -> CompletionSearch:
        return CompletionSearch(self._rules, self._gaps, MOST_VIEWS)


# --- what speaks against it -----------------------------------------------------------------


def _rival(
    dialog: Dialog, advice: Advice, evidence: Evidence, pushed: Iterable[Outcome]
) -> Alternative | None:
    """Return the alternative that a neighbouring answer leads to; or that fits second best; or comes next."""
    mine = advice.outcome.alternative
    known = {each: fit for each, fit in advice.fits.items() if fit is not None and each != mine}
    fitting = [outcome.alternative for outcome in dialog.outcomes if fires(outcome.when, evidence)]
    names = [
        *(outcome.alternative for outcome in pushed),
        *sorted(known, key=lambda each: -known[each]),
        *fitting,
        *dialog.alternatives,
    ]
    return next((dialog.alternatives[each] for each in names if each != mine), None)


def _against(dialog: Dialog, evidence: Evidence, rival: Alternative) -> Reason:
    """Return the first reason for the rival that holds for this person, or else its first advantage."""
    for outcome in dialog.outcomes:
        for reason in outcome.because:
            stands = (
                reason.when is not None and fires(reason.when, evidence) and fires(reason.needs, evidence)
            )
            if outcome.alternative == rival.id and stands:
                return reason
    return Reason(rival.pros[0])
