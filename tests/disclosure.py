"""What follows for certain from all that a group is shown: an audit that knows no rule, only facts.

A disclosure is a set of facts about whole numbers: how many people gave each answer. Facts are linear, as "A
and B together are 4", or tests of all numbers at once, as "of these answers exactly that would be told".
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations, islice, product
from typing import Final, TypeAlias

from bot.core.dialog.answers import Answers, Silence, Value
from bot.core.dialog.model import Dialog
from bot.core.dialog.progress import relevant
from bot.core.dialog.question import Level, Question
from bot.core.dialog.scoring import find_outcomes
from bot.core.group.agenda import OUTCOMES, question_of
from bot.core.group.group_questions import GUESS, OWN, PAIRS
from bot.core.group.privacy.counting import CROSS, outcomes_question
from bot.core.group.privacy.crosstab import parts_of
from bot.core.group.privacy.figure import Figure, Told
from bot.core.group.privacy.layout import Layout, layout_of, level_of
from bot.core.group.privacy.rounds import tell_together
from bot.core.group.privacy.telling import tell
from bot.core.group.session import GroupSession
from bot.proofs.space import values_of

Numbers: TypeAlias = tuple[int, ...]
Bounds: TypeAlias = list[tuple[int, int]]
MOST_SCORED: Final = 8
"""Questions of a dialog whose scoring is tried in every way."""
MOST_TRIED: Final = 20_000
"""Ways in which people can have answered that are tried to refute one thing. What is safe is refuted by a few
of them; what none of so many refutes is taken as given away."""


@dataclass(frozen=True, slots=True)
class Fact:
    """The sum of some numbers, each times a factor, is from lowest to highest."""

    factors: Mapping[int, int]
    lowest: int
    highest: int

    def range(self, bounds: Sequence[tuple[int, int]]) -> tuple[int, int]:
        """The sums that the bounds of its numbers allow."""
        ends = [
            sorted((factor * bounds[at][0], factor * bounds[at][1])) for at, factor in self.factors.items()
        ]
        return sum(low for low, _ in ends), sum(high for _, high in ends)


@dataclass
class Disclosure:
    """Facts about so many numbers, each from 0 to `people`."""

    size: int
    people: int
    facts: list[Fact] = field(default_factory=list)
    tests: list[Callable[[Numbers], bool]] = field(default_factory=list)

    def fact(self, numbers: Sequence[int], lowest: int, highest: int | None = None) -> "Disclosure":
        """Add that these numbers together are so many."""
        self.facts.append(Fact(dict.fromkeys(numbers, 1), lowest, lowest if highest is None else highest))
        return self

    def difference(self, more: int, less: int, by: int) -> "Disclosure":
        """Add that one number is another one and so many."""
        self.facts.append(Fact({more: 1, less: -1}, by, by))
        return self

    def can_be(self, at: int, lowest: int, highest: int) -> bool:
        """Whether a number is found to lie there."""
        return self._way(at, lowest, highest) is not None

    def audit(self, guarded: Sequence[int], of: int | None = None) -> list[str]:
        """What follows of the guarded numbers for certain, and should not. of: people who answered."""
        whole = self.people if of is None else of
        ways: list[Numbers] = []  # that were found: a few of them refute most of what might be given away

        def can_be(at: int, lowest: int, highest: int) -> bool:
            if any(lowest <= way[at] <= highest for way in ways):
                return True
            way = self._way(at, lowest, highest)
            ways.extend([way] if way else [])
            return way is not None

        found = []
        for at in guarded:
            if not can_be(at, 0, 0) and not can_be(at, 3, self.people):
                found.append(f"number {at} is 1 or 2")
            elif not can_be(at, 0, whole - 2):
                found.append(f"number {at} is everybody, or all but one")
        return found

    def _way(self, at: int, lowest: int, highest: int) -> Numbers | None:
        """Find numbers of which one lies there; None where few tries find none."""
        bounds = [(0, self.people)] * self.size
        bounds[at] = lowest, highest
        tried = islice(self._solutions(bounds), MOST_TRIED)
        return next((way for way in tried if all(test(way) for test in self.tests)), None)

    def _solutions(self, bounds: Bounds) -> Iterator[Numbers]:
        """Yield all numbers for which the linear facts hold."""
        tight = self._tightened(bounds)
        if tight is None:
            return
        free = [at for at, (low, high) in enumerate(tight) if low < high]
        if not free:
            yield tuple(low for low, _ in tight)
            return
        at = min(free, key=lambda each: tight[each][1] - tight[each][0])
        low, high = tight[at]
        for number in (low, high, *range(low + 1, high)):
            yield from self._solutions([*tight[:at], (number, number), *tight[at + 1 :]])

    def _tightened(self, bounds: Bounds) -> Bounds | None:
        """The narrowest bounds that the facts leave; None where they leave none."""
        tight, before = list(bounds), None
        while tight != before:
            before = list(tight)
            for fact in self.facts:
                for at, factor in fact.factors.items():
                    low, high = fact.range(tight)
                    ends = sorted((factor * tight[at][0], factor * tight[at][1]))
                    # what is left for this number, when the others are as small or as large as they can be
                    span = sorted(
                        (factor * (fact.lowest - high + ends[1]), factor * (fact.highest - low + ends[0]))
                    )
                    tight[at] = max(tight[at][0], span[0]), min(tight[at][1], span[1])
                    if tight[at][0] > tight[at][1]:
                        return None
        return tight


# --- a session --------------------------------------------------------------------------------


def findings(dialog: Dialog, group: GroupSession) -> list[str]:
    """What everybody can work out from the published figures of a session, and should not."""
    figures = [each for each in group.taken if each.question in group.shown]
    rounds: dict[str, list[Figure]] = {}
    for figure in figures:
        rounds.setdefault(PAIRS.get(figure.question, figure.question), []).append(figure)
    found = []
    for name, told in rounds.items():
        question = outcomes_question(dialog) if name == OUTCOMES else question_of(dialog, name)
        if question is not None and told[-1].people:
            found += [f"{name}: {each}" for each in _audit(question, told)]
        elif name.startswith(CROSS):
            found += [f"{name}: {each}" for figure in told for each in _audit_table(figure)]
    return found


def _audit_table(figure: Figure) -> Iterator[str]:
    """What a table tells of those who gave one answer to one of its questions."""
    lines: dict[object, list[int]] = {}
    for cell in figure.cells:
        for part in enumerate(parts_of(cell)):
            lines.setdefault(part, []).append(cell.highest)
    for line, numbers in lines.items():
        told = Disclosure(len(numbers), sum(numbers))
        for at, number in enumerate(numbers):
            told.fact([at], number)
        yield from (f"{line}: {each}" for each in told.audit(range(len(numbers))))


def findings_beside_advice(dialog: Dialog, group: GroupSession) -> list[str]:
    """What follows from a question's figure beside that of the advice, for whoever knows the scoring.

    A script can draw from it that whoever said this is advised that. Such a line binds both figures, where
    they are of the same people.
    """
    shown = [each for each in group.taken if each.question in group.shown and each.cells]
    advice = next((each for each in shown if each.question == OUTCOMES), None)
    if advice is None:
        return []
    found = []
    for figure in (each for each in shown if each.people == advice.people):
        question = question_of(dialog, figure.question)
        if (
            figure.question in dialog.questions
            and question
            and not figure.kept
            and len(dialog.questions) <= MOST_SCORED
        ):
            found += [
                f"{figure.question} beside advice: {each}"
                for each in _beside(dialog, question, figure, advice)
            ]
    return found


def _beside(dialog: Dialog, question: Question, figure: Figure, advice: Figure) -> list[str]:
    of_answers, of_advice = (
        layout_of(each, level_of(each)) for each in (question, outcomes_question(dialog))
    )
    if Level.OPEN in (of_answers.level, of_advice.level):
        return []
    people, size = len(figure.people), len(of_answers.answers)
    return list(_beside_once(dialog, question.id, figure.told, advice.told, people, size))


@cache
def _beside_once(
    dialog: Dialog, name: str, figure: Told, advice: Told, people: int, size: int
) -> tuple[str, ...]:
    question = question_of(dialog, name)
    assert question is not None
    layouts = [layout_of(each, level_of(each)) for each in (question, outcomes_question(dialog))]
    shown, begins = Disclosure(sum(len(each.answers) for each in layouts), people), (0, size)
    for layout, begin, told in zip(layouts, begins, (figure, advice), strict=True):
        places = {answer: begin + at for at, answer in enumerate(layout.answers)}
        _add_round(shown, layout, places, people)
        for cell in told.cells:
            shown.fact([places[option] for option in cell.options], cell.lowest, cell.highest)
    for given, leads_to in lines_of_scoring(dialog, name):
        factors = {size + layouts[1].answers.index(each): 1 for each in leads_to}
        shown.facts.append(
            Fact({**factors, **{layouts[0].answers.index(each): -1 for each in given}}, 0, people)
        )
    shown.tests.append(lambda numbers: _told_of(layouts[0], numbers[:size], people, people, 1) == (figure,))
    shown.tests.append(lambda numbers: _told_of(layouts[1], numbers[size:], people, people, 1) == (advice,))
    return tuple(shown.audit(range(shown.size), people))


@cache
def lines_of_scoring(dialog: Dialog, name: str) -> tuple[tuple[tuple[str, ...], frozenset[str]], ...]:
    """Return, for answers, to which outcomes those who gave one of them can be advised: by trying everything.

    Only where these are not all outcomes. In a group anybody may leave out anything.
    """
    after: dict[str, set[str]] = {}
    question = question_of(dialog, name)
    assert question is not None
    every = list(partial_answer_sets(dialog))
    for answers, outcome in zip(every, find_outcomes(dialog, every), strict=True):
        for each in _options_in(question, answers.get(name)):
            after.setdefault(each, set()).add(outcome)
    most = 1 if question.kind.is_ticked else len(after)
    groups = (chosen for number in range(1, most + 1) for chosen in combinations(sorted(after), number))
    lines = ((each, frozenset(name for one in each for name in after[one])) for each in groups)
    return tuple((each, led) for each, led in lines if len(led) < len(dialog.outcomes))


def partial_answer_sets(dialog: Dialog) -> Iterator[Answers]:
    """Yield all answers there can be to the questions that are scored, with any of them left out."""
    scored = [each for each in dialog.questions.values() if each.options]
    ways = [(None, *values_of(each)) for each in scored]
    seen = set()
    for chosen in product(*ways):
        said = {each.id: value for each, value in zip(scored, chosen, strict=True) if value is not None}
        kept = relevant(dialog, said)
        key = tuple(kept.items())
        if key not in seen:
            seen.add(key)
            yield kept


def _options_in(question: Question, value: Value | None) -> tuple[str, ...]:
    if value is None:
        return (Silence.SKIPPED.value,) if Silence.SKIPPED in question.allow else ()
    return (value.value,) if isinstance(value, Silence) else question.kind.options_of(question, value)


def _audit(question: Question, told: Sequence[Figure]) -> list[str]:
    layout = layout_of(question, level_of(question))
    if layout.level is Level.OPEN:
        return [] if _may_be_open(question) else ["its totals are exact"]
    if not any(each.cells for each in told):
        return []
    people, figures = len(told[-1].people), tuple(each.told for each in told)
    return list(_audit_once(layout, figures, people, people - told[-1].kept))


def _may_be_open(question: Question) -> bool:
    """Whether nobody minds its totals: warm-ups, guesses, and what an author or a coach says is so."""
    return question.id.startswith((GUESS, OWN)) or not question.id.startswith("group.")


@cache
def _audit_once(layout: Layout, told: tuple[Told, ...], people: int, free: int) -> tuple[str, ...]:
    size = len(layout.answers)
    shown = Disclosure(size * len(told), people)
    for round_, each in enumerate(told):
        places = {answer: round_ * size + at for at, answer in enumerate(layout.answers)}
        _add_round(shown, layout, places, people)
        for cell in each.cells:
            shown.fact([places[option] for option in cell.options], cell.lowest, cell.highest)
    shown.tests.append(lambda numbers: _told_of(layout, numbers, people, free, len(told)) == told)
    return tuple(shown.audit(range(size * len(told)), people))


def _add_round(shown: Disclosure, layout: Layout, places: Mapping[str, int], people: int) -> None:
    """Add what everybody knows of a round: everybody gave an answer, and of ticks at least one."""
    at = list(places.values())
    if layout.alone is None:
        shown.fact(at, people)
        return
    shown.fact(at, people, people * len(at))
    alone = at[len(at) - layout.alone :]
    for free in at[: len(at) - layout.alone]:
        shown.fact([free, *alone], 0, people)


def _told_of(layout: Layout, numbers: Numbers, people: int, free: int, rounds: int) -> tuple[Told, ...]:
    size = len(layout.answers)
    each = [numbers[at * size : (at + 1) * size] for at in range(rounds)]
    told = [tell(layout, Counter(dict(zip(layout.answers, one, strict=True))), people, 5) for one in each]
    if rounds == 1:
        return (told[0],)
    return tell_together(layout, told[0], told[1], people, free)
