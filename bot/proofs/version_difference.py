"""What a new version of a dialog changes: for how many answer sets, and from which advice to which.

Both versions are asked as one dialog, with every question of either; what one of them cannot be
answered is left out of the count. Exact, as every proof.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from bot.core.dialog.answers import Answers
from bot.core.dialog.conditions import (
    AtLeast,
    Chosen,
    CompareScale,
    CompareTally,
    Condition,
    FactHolds,
    Not,
    Silent,
)
from bot.core.dialog.model import Dialog, Scale
from bot.core.dialog.question import Option, Question
from bot.proofs.bounds import Tick
from bot.proofs.counting import Flows, count_flows
from bot.proofs.diagram import build_diagram
from bot.proofs.effects import RuleFormulas
from bot.proofs.space import complete_answers

RenamedIds = Mapping[str, str]
"""Scale -> its name where both versions are asked as one."""


@dataclass(frozen=True, slots=True)
class OutcomeChange:
    """Answer sets that lead elsewhere now. before, after: outcomes. witness: a shortest such set."""

    before: str
    after: str
    count: int
    share: Fraction
    witness: Answers


@dataclass(frozen=True, slots=True)
class VersionDifference:
    """What the new version changes.

    total: answer sets that both versions take; None where they cannot be compared, because questions
        (asked_otherwise) are asked of other people, or in another way, now.
    added, removed: questions of one version only, one that another `replaces` included.
    new_options, gone_options: question -> options of one version only.
    changes: most answer sets first.
    """

    total: int | None
    changes: tuple[OutcomeChange, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    new_options: Mapping[str, tuple[str, ...]]
    gone_options: Mapping[str, tuple[str, ...]]
    asked_otherwise: tuple[str, ...]


def compare_versions(old: Dialog, new: Dialog, tick: Tick = lambda states: None) -> VersionDifference:
    """Compare two versions over all answer sets that both take.

    Raises:
        DialogError: together they are too large to be compared (E53).
    """
    common = [each for each in new.questions if each in old.questions]
    otherwise = tuple(each for each in common if _asking(old, each) != _asking(new, each))
    difference = VersionDifference(
        total=None,
        changes=(),
        added=tuple(each for each in new.questions if each not in old.questions),
        removed=tuple(each for each in old.questions if each not in new.questions),
        new_options=_only(new, old, common),
        gone_options=_only(old, new, common),
        asked_otherwise=otherwise or _reordered(old, new, common),
    )
    if difference.asked_otherwise:
        return difference
    total, changes = _compared(old, new, tick)
    return replace(difference, total=total, changes=changes)


def _only(one: Dialog, other: Dialog, common: list[str]) -> dict[str, tuple[str, ...]]:
    found = {
        each: tuple(id_ for id_ in one.questions[each].options if id_ not in other.questions[each].options)
        for each in common
    }
    return {question: options for question, options in found.items() if options}


# --- how a question is asked --------------------------------------------------------------


def _asking(dialog: Dialog, question_id: str) -> object:
    """Everything about a question that says who answers it and how, but its options themselves."""
    question = dialog.questions[question_id]
    condition = None if question.ask_if is None else _meaning(question.ask_if)
    return question.kind, condition, question.kind.way_of_asking(question)


def _meaning(condition: Condition) -> object:
    """A condition without the places and the names of what it was put together from."""
    match condition:
        case FactHolds(fact):
            return _meaning(fact.when)
        case Not(part):
            return "not", _meaning(part)
        case AtLeast(n, parts):
            return n, tuple(map(_meaning, parts))
        case CompareTally(tally, operator, number):
            return operator, number, tuple(_meaning(fact.when) for fact in tally.of)
    return condition


def _reordered(old: Dialog, new: Dialog, common: list[str]) -> tuple[str, ...]:
    before = [each for each in old.questions if each in new.questions]
    return (
        ()
        if before == common
        else tuple(each for each, was in zip(common, before, strict=True) if each != was)
    )


# --- both versions as one -----------------------------------------------------------------


def _compared(old: Dialog, new: Dialog, tick: Tick) -> tuple[int, tuple[OutcomeChange, ...]]:
    old_names, new_names = _names(old, new), _names(new, old)
    joined = replace(
        new,
        questions=dict(_questions(old, new, old_names, new_names)),
        scales={**_scales(old, old_names), **_scales(new, new_names)},
        facts={},
    )
    rules = RuleFormulas(joined)
    decided = [*_decided(rules, old, old_names), *_decided(rules, new, new_names)]
    foreign = rules.formulas.at_least(1, [rules.condition_formula(each) for each in _foreign(old, new)])
    reached = count_flows(build_diagram(rules, (*decided, foreign), tick))
    return _counted(joined, reached, old, new)


def _counted(
    joined: Dialog, reached: Flows, old: Dialog, new: Dialog
) -> tuple[int, tuple[OutcomeChange, ...]]:
    total = 0
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for at, (leaf, flow) in enumerate(zip(reached.diagram.leaves, reached.ends, strict=True)):
        if leaf[-1]:
            continue
        total += flow.ways
        before = old.outcomes[leaf.index(True)].id
        after = new.outcomes[leaf.index(True, len(old.outcomes)) - len(old.outcomes)].id
        if before != after:
            count, where = found.get((before, after), (0, at))
            found[before, after] = (count + flow.ways, where)
    changes = [
        OutcomeChange(
            before, after, count, Fraction(count, total), complete_answers(joined, reached.shortest(at))
        )
        for (before, after), (count, at) in found.items()
    ]
    return total, tuple(sorted(changes, key=lambda each: -each.count))


def _decided(rules: RuleFormulas, dialog: Dialog, names: RenamedIds) -> Iterator[int]:
    """Per outcome, the formula that says: it is the first whose rule holds."""
    formulas = rules.formulas
    earlier: list[int] = []
    for outcome in dialog.outcomes:
        rule = rules.condition_formula(None if outcome.when is None else _renamed(outcome.when, names))
        yield formulas.every([*earlier, rule])
        earlier.append(formulas.negate(rule))


def _renamed(condition: Condition, names: RenamedIds) -> Condition:
    match condition:
        case FactHolds(fact):
            return _renamed(fact.when, names)
        case Not(part):
            return Not(_renamed(part, names))
        case AtLeast(n, parts):
            return AtLeast(n, tuple(_renamed(each, names) for each in parts))
        case CompareTally(tally, operator, number):
            facts = tuple(replace(fact, when=_renamed(fact.when, names)) for fact in tally.of)
            return CompareTally(replace(tally, of=facts), operator, number)
        case CompareScale(scale, operator, to):
            return CompareScale(names[scale], operator, names[to] if isinstance(to, str) else to)
    return condition


def _foreign(old: Dialog, new: Dialog) -> Iterator[Condition]:
    """Says of an answer that one of the versions does not take it."""
    for question in new.questions.values():
        before = old.questions.get(question.id)
        if before is None:
            continue
        if options := tuple(question.options.keys() ^ before.options.keys()):
            yield Chosen(question.id, options)
        for silence in question.allow ^ before.allow:
            yield Silent(question.id, silence)


def _names(dialog: Dialog, other: Dialog) -> RenamedIds:
    """A scale that both versions measure alike is one; any other belongs to its version."""
    return {
        each: each
        if each in other.scales and _measure(dialog, each) == _measure(other, each)
        else f"{each} of {dialog.logic_hash or id(dialog)}"
        for each in dialog.scales
    }


def _measure(dialog: Dialog, scale_id: str) -> object:
    scale = dialog.scales[scale_id]
    points = {
        (question.id, option.id): question.weight * option.score[scale_id]
        for question in dialog.questions.values()
        for option in question.options.values()
        if scale_id in option.score
    }
    return scale.missing, scale.min_answered, points


def _scales(dialog: Dialog, names: RenamedIds) -> dict[str, Scale]:
    return {names[each.id]: replace(each, id=names[each.id]) for each in dialog.scales.values()}


def _questions(
    old: Dialog, new: Dialog, old_names: RenamedIds, new_names: RenamedIds
) -> Iterator[tuple[str, Question]]:
    """Every question of either version: each that is gone after the one that it followed."""
    waiting = list(old.questions)
    for question in new.questions.values():
        if question.id in old.questions:
            while waiting[0] != question.id:
                yield waiting[0], _scored(old.questions[waiting.pop(0)], old_names)
            waiting.pop(0)
            yield question.id, _both(old.questions[question.id], question, old_names, new_names)
        else:
            yield question.id, _scored(question, new_names)
    yield from ((each, _scored(old.questions[each], old_names)) for each in waiting)


def _both(before: Question, after: Question, old_names: RenamedIds, new_names: RenamedIds) -> Question:
    was, now = _scored(before, old_names), _scored(after, new_names)
    options = dict(was.options) | dict(now.options)
    for each in was.options.keys() & now.options.keys():
        both = {**was.options[each].score, **now.options[each].score}
        options[each] = replace(now.options[each], score=both)
    order = [*now.options, *(each for each in was.options if each not in now.options)]
    return replace(now, options={each: options[each] for each in order}, allow=was.allow | now.allow)


def _scored(question: Question, names: RenamedIds) -> Question:
    """The question with its points as they count, under the scales' names."""

    def counted(option: Option) -> Option:
        score = {names[each]: question.weight * points for each, points in option.score.items()}
        return replace(option, score=score)

    return replace(question, weight=1, options={each.id: counted(each) for each in question.options.values()})
