"""What a proof says, found again the slow way: by looking at every answer set alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from bot.core.dialog.answers import Answers, Silence, Value
from bot.core.dialog.conditions import AtLeast, CompareScale, CompareTally, Condition, FactHolds, Not, fires
from bot.core.dialog.evidence import FIFTHS, Evidence
from bot.core.dialog.model import LEANING, Dialog, Outcome
from bot.core.dialog.progress import REVIEW, walk
from bot.core.dialog.question import Option, Question
from bot.core.dialog.scoring import decide, lines_that_hold, score
from bot.core.kinds.many import EXCLUSIVE
from bot.proofs.space import values_of


def answer_sets(dialog: Dialog) -> Iterator[dict[str, Value]]:
    """All complete answer sets."""

    def longer(known: dict[str, Value]) -> Iterator[dict[str, Value]]:
        here = walk(dialog, known).here
        if here == REVIEW:
            yield known
            return
        for value in values_of(dialog.questions[here]):
            yield from longer({**known, here: value})

    return longer({})


def key(answers: Answers) -> frozenset[tuple[str, Value]]:
    return frozenset(answers.items())


@dataclass
class Exhaustive:
    """All answer sets of one dialog, each scored."""

    dialog: Dialog

    @cached_property
    def sets(self) -> list[tuple[Answers, Evidence, Outcome]]:
        found: list[tuple[Answers, Evidence, Outcome]] = []
        for answers in answer_sets(self.dialog):
            evidence = Evidence(self.dialog, answers)
            found.append((answers, evidence, decide(self.dialog, evidence)))
        return found

    @cached_property
    def outcomes(self) -> dict[frozenset[tuple[str, Value]], Outcome]:
        return {key(answers): outcome for answers, _, outcome in self.sets}

    # --- counts -----------------------------------------------------------------------

    def endings(self) -> list[tuple[str, int, int, Fraction, int | None]]:
        """Per outcome: count, sets its rule fits, share, length of the shortest set."""
        listed = []
        for outcome in self.dialog.outcomes:
            mine = [answers for answers, _, decided in self.sets if decided is outcome]
            fitting = sum(fires(outcome.when, evidence) for _, evidence, _ in self.sets)
            shortest = min(map(len, mine), default=None)
            listed.append((outcome.id, len(mine), fitting, Fraction(len(mine), len(self.sets)), shortest))
        return listed

    def alternatives(self) -> dict[str, int]:
        decided = [outcome.alternative for _, _, outcome in self.sets]
        return {each: decided.count(each) for each in self.dialog.alternatives}

    def overlaps(self) -> dict[tuple[str, str], int]:
        found: dict[tuple[str, str], int] = {}
        rules = self.dialog.outcomes[:-1]
        for _, evidence, first in self.sets:
            for later in rules[self.dialog.outcomes.index(first) + 1 :]:
                if fires(later.when, evidence):
                    found[first.id, later.id] = found.get((first.id, later.id), 0) + 1
        return found

    def asked(self) -> dict[str, int]:
        return {each: sum(each in answers for answers, _, _ in self.sets) for each in self.dialog.questions}

    def chosen(self) -> set[tuple[str, str]]:
        return {
            (question, option)
            for answers, evidence, _ in self.sets
            for question in answers
            for option in evidence.chosen(question) or ()
        }

    def lengths(self) -> tuple[int, Fraction, int]:
        lengths = [len(answers) for answers, _, _ in self.sets]
        return min(lengths), Fraction(sum(lengths), len(lengths)), max(lengths)

    def without_value(self) -> dict[str, tuple[int, int]]:
        found = {}
        for scale in self.dialog.scales:
            scorers = {
                each.id
                for each in self.dialog.questions.values()
                if any(scale in option.score for option in each.options.values())
            }
            none = [answers for answers, evidence, _ in self.sets if evidence.scale(scale) is None]
            found[scale] = len(none), sum(not scorers.isdisjoint(answers) for answers in none)
        return found

    def close(self) -> tuple[int, dict[tuple[str, Fraction], int]]:
        rules = [outcome.when for outcome in self.dialog.outcomes if outcome.when is not None]
        numbers = {found for rule in rules for found in numbers_in(rule)}

        def is_close(evidence: Evidence, scale: str, number: Fraction) -> bool:
            value = evidence.scale(scale)
            return value is not None and abs(value - number) <= 5

        each = {one: sum(is_close(evidence, *one) for _, evidence, _ in self.sets) for one in numbers}
        any_ = sum(any(is_close(evidence, *one) for one in numbers) for _, evidence, _ in self.sets)
        return any_, each

    # --- truths -----------------------------------------------------------------------

    def sides(self, condition: Condition | None) -> tuple[bool, bool]:
        """Whether a condition is ever true, and whether it ever is not."""
        held = {fires(condition, evidence) for _, evidence, _ in self.sets}
        return True in held, False in held

    def is_said(self, outcome: Outcome, when: Condition | None) -> bool:
        return any(decided is outcome and fires(when, evidence) for _, evidence, decided in self.sets)

    def refuted(self) -> list[bool]:
        """Of every claim, whether some answers refute it."""
        return [
            any(
                fires(claim.when, evidence) and outcome.id in claim.never
                for _, evidence, outcome in self.sets
            )
            for claim in self.dialog.claims
        ]

    def broken(self) -> set[tuple[str, str]]:
        """Codes of the broken promises, each with its outcome."""
        return {
            (code, outcome.id)
            for _, evidence, outcome in self.sets
            for code, is_broken in self.breaches(evidence, outcome)
            if is_broken
        }

    def breaches(self, evidence: Evidence, outcome: Outcome) -> Iterator[tuple[str, bool]]:
        lines = [*outcome.once, *outcome.because, *outcome.but]
        said = [each for each in lines if fires(each.when, evidence)]
        watched = [each for each in outcome.watch_for if fires(each.when, evidence)]
        yield "E56", any(not fires(each.needs, evidence) for each in (*said, *watched[:1]))
        yield "E47", bool(outcome.once) and not any(each in said for each in outcome.once)
        yield "W76", bool(outcome.but) and not any(each in said for each in outcome.but)
        own = self.dialog.alternatives[outcome.alternative].scale
        fits = {each.scale: evidence.scale(each.scale) or 0 for each in self.dialog.alternatives.values()}
        yield "E57", not outcome.outweighs and any(fit > fits[own] for fit in fits.values())

    def unreasoned(self) -> set[str]:
        return {outcome.id for answers, _, outcome in self.sets if not score(self.dialog, answers).because}

    def constants(self, condition: Condition) -> Iterator[tuple[str, bool]]:
        parts = condition.parts if isinstance(condition, AtLeast) else ()
        parts = (condition.part,) if isinstance(condition, Not) else parts
        below = [found for part in parts for found in self.constants(part)]
        yield from below
        true, otherwise = self.sides(condition)
        if not below and not isinstance(condition, FactHolds) and not (true and otherwise):
            yield condition.words(self.dialog), true

    # --- neighbours ---------------------------------------------------------------------

    def losses(self) -> set[tuple[str, str]]:
        return {
            (question, alternative)
            for answers, _, outcome in self.sets
            for question in answers
            for value in values_of(self.dialog.questions[question])
            if self.is_loss(answers, {**answers, question: value}, question, outcome.alternative)
            for alternative in [outcome.alternative]
        }

    def is_loss(self, before: Answers, after: Answers, question: str, alternative: str) -> bool:
        """Whether the second answer set speaks more for what only the first one leads to."""
        decided = self.outcomes.get(key(after))
        if decided is None or decided.alternative == alternative:
            return False
        if isinstance(before[question], Silence) or isinstance(after[question], Silence):
            return False
        mine = self.dialog.alternatives[alternative].scale
        rivals = {each.scale for each in self.dialog.alternatives.values()} - {mine}
        change = dict.fromkeys(self.dialog.scales, 0)
        for answers, sign in ((before, -1), (after, 1)):
            for option in Evidence(self.dialog, answers).chosen(question) or ():
                for scale, points in self.dialog.questions[question].options[option].score.items():
                    change[scale] += sign * points
        return change[mine] > 0 and all(
            points == 0 or (points < 0 and scale in rivals)
            for scale, points in change.items()
            if scale != mine
        )

    def silences(self) -> set[tuple[str, Silence]]:
        return {
            (question, value)
            for answers, _, outcome in self.sets
            for question, value in answers.items()
            if isinstance(value, Silence) and self.is_lonely(answers, question, outcome.alternative)
        }

    def is_lonely(self, answers: Answers, question: str, alternative: str) -> bool:
        """Whether no real answer leads to the same alternative, the others kept where both are asked."""
        return not any(
            outcome.alternative == alternative
            and not isinstance(other.get(question, Silence.SKIPPED), Silence)
            and all(other[each] == answers[each] for each in other.keys() & answers.keys() - {question})
            for other, _, outcome in self.sets
        )

    def alike(self) -> set[tuple[str, tuple[str, ...]]]:
        found = set()
        for question in self.dialog.questions.values():
            if question.id == LEANING or question.group.icebreaker:
                continue
            groups: list[list[Option]] = []
            for option in question.options.values():
                fitting = [group for group in groups if self.are_alike(question, group[0], option)]
                if fitting:
                    fitting[0].append(option)
                else:
                    groups.append([option])
            found |= {(question.id, tuple(each.id for each in group)) for group in groups if len(group) > 1}
        return found

    def are_alike(self, question: Question, one: Option, two: Option) -> bool:
        if EXCLUSIVE.of(one) != EXCLUSIVE.of(two):
            return False
        swaps = 0
        for answers, evidence, _ in self.sets:
            chosen = set(evidence.chosen(question.id) or ())
            for mine, its in ((one.id, two.id), (two.id, one.id)):
                if mine in chosen and its not in chosen:
                    swapped = chosen - {mine} | {its}
                    values = [
                        each
                        for each in values_of(question)
                        if not isinstance(each, Silence)
                        and set(question.kind.options_of(question, each)) == swapped
                    ]
                    if not values:
                        continue
                    other = {**answers, question.id: values[0]}
                    if key(other) not in self.outcomes or self.advice(other) != self.advice(answers):
                        return False
                    swaps += 1
        return swaps > 0

    def advice(self, answers: Answers) -> tuple[object, ...]:
        advice = score(self.dialog, answers)
        watched = lines_that_hold(advice.outcome.watch_for, Evidence(self.dialog, answers))
        lines = advice.once, advice.because, advice.but, watched, advice.next_steps, advice.readings
        return advice.outcome.id, *lines

    def idle_weights(self) -> set[str]:
        return {
            question.id
            for question in self.dialog.questions.values()
            if question.weight != 1
            and all(
                decide(self.dialog, Evidence(self.dialog, answers, {question.id: FIFTHS})) is outcome
                for answers, _, outcome in self.sets
            )
        }


def numbers_in(condition: Condition) -> Iterator[tuple[str, Fraction]]:
    """The numbers that a condition compares scales with."""
    match condition:
        case FactHolds(fact):
            yield from numbers_in(fact.when)
        case CompareTally(tally):
            yield from (found for counted in tally.of for found in numbers_in(counted.when))
        case Not(part):
            yield from numbers_in(part)
        case AtLeast(_, parts):
            yield from (found for part in parts for found in numbers_in(part))
        case CompareScale(scale, _, Fraction() as number):
            yield scale, number
