"""What lies around an answer set, by trying everything: slow, and plainly what the manual says."""

from collections.abc import Iterator
from itertools import combinations, islice

from bot.core.dialog.answers import Answers, Silence, Value
from bot.core.dialog.conditions import fires
from bot.core.dialog.evidence import Evidence
from bot.core.dialog.model import Dialog, Outcome, Verdict
from bot.core.dialog.progress import REVIEW, relevant, walk
from bot.core.dialog.question import Changeable, Question
from bot.core.dialog.scoring import decide
from bot.core.kinds.many import EXCLUSIVE
from bot.proofs.space import values_of


def completions(dialog: Dialog, answers: Answers) -> Iterator[Answers]:
    """Every complete answer set that begins with these answers."""
    here = walk(dialog, answers).here
    if here == REVIEW:
        yield relevant(dialog, answers)
        return
    for value in values_of(dialog.questions[here]):
        yield from completions(dialog, {**relevant(dialog, answers), here: value})


def decided(dialog: Dialog, answers: Answers) -> Outcome:
    return decide(dialog, Evidence(dialog, answers))


def side(dialog: Dialog, outcome: Outcome) -> object:
    if all(each.answer is Verdict.OTHER for each in dialog.outcomes):
        return outcome.alternative
    return outcome.answer in (Verdict.YES, Verdict.ONCE)


def chosen(question: Question, value: Value) -> set[str]:
    return set() if isinstance(value, Silence) else set(question.kind.options_of(question, value))


def next_to(question: Question, value: Value) -> list[Value]:
    """The answers next to one, by the manual's words."""
    every: list[Value] = [each for each in values_of(question) if not isinstance(each, Silence)]
    mine = chosen(question, value)
    if question.kind.is_ticked:
        alone = {each.id for each in question.options.values() if EXCLUSIVE.of(each)}
        if isinstance(value, Silence):
            return [each for each in every if len(chosen(question, each)) == 1]
        if mine <= alone:
            return [
                each for each in every if len(chosen(question, each)) == 1 and chosen(question, each) - alone
            ]
        one_off = [
            each
            for each in every
            if len(chosen(question, each) ^ mine) == 1 and not chosen(question, each) & alone
        ]
        return one_off + [each for each in every if len(mine) == 1 and chosen(question, each) <= alone]
    if question.kind.has_order(question) and not isinstance(value, Silence):
        order = list(question.options)
        at = order.index(next(iter(mine))) if mine else -9
        return [
            each for each in every if any(abs(order.index(one) - at) == 1 for one in chosen(question, each))
        ]
    if isinstance(value, Silence) or question.changeable is not Changeable.NEVER:
        return [each for each in every if chosen(question, each) != mine]
    return []


def bring_about(dialog: Dialog, answers: Answers) -> list[tuple[str, str]]:
    """Question and option of every answer that the person can bring about."""
    evidence = Evidence(dialog, answers)
    return [
        (question.id, option.id)
        for question in dialog.questions.values()
        if question.id in answers
        for option in question.options.values()
        if option.id not in chosen(question, answers[question.id])
        and any(fires(each.when, evidence) for each in option.doable)
        and any(option.id in chosen(question, each) for each in values_of(question))
    ]


def after(dialog: Dialog, answers: Answers, changes: tuple[tuple[str, str], ...]) -> Answers | None:
    """The answers after some are brought about; None where they exclude each other."""
    changed = dict(answers)
    for name, option in changes:
        question = dialog.questions[name]
        if question.kind.is_ticked:
            before = None if isinstance(changed[name], Silence) else changed[name]
            changed[name] = question.kind.take(question, before, option)
        elif changed[name] != answers[name]:
            return None
        else:
            changed[name] = next(each for each in values_of(question) if chosen(question, each) == {option})
    return relevant(dialog, changed)


def crossing(dialog: Dialog, answers: Answers, most: int = 5_000) -> tuple[set[str], bool]:
    """The questions of which one answer next to the person's crosses the line, whatever that opens.

    most: so many answers to what a change opens are tried; and whether these were all.
    """
    mine = side(dialog, decided(dialog, answers))
    found: set[str] = set()
    is_whole = True
    steps = [(name, value) for name, own in answers.items() for value in next_to(dialog.questions[name], own)]
    changed: list[tuple[str, Answers]] = [
        (name, relevant(dialog, {**answers, name: value})) for name, value in steps
    ]
    for name, option in bring_about(dialog, answers):
        then = after(dialog, answers, ((name, option),))
        changed += [(name, then)] if then is not None else []
    for name, then in changed:
        if name not in found:
            tried = list(islice(completions(dialog, then), most))
            is_whole = is_whole and len(tried) < most
            if any(side(dialog, decided(dialog, each)) != mine for each in tried):
                found.add(name)
    return found, is_whole


def worth(outcome: Outcome) -> int:
    return {Verdict.YES: 2, Verdict.ONCE: 1}.get(outcome.answer, 0)


def reached_upward(dialog: Dialog, answers: Answers) -> int:
    """How much of a yes one, or else two changes surely lead to; 0 where none leads higher than now."""
    now = worth(decided(dialog, answers))
    for size in (1, 2):
        ends = [0]
        for changes in combinations(bring_about(dialog, answers), size):
            then = after(dialog, answers, changes)
            if then is not None:
                ends.append(min(worth(decided(dialog, each)) for each in completions(dialog, then)))
        if max(ends) > now:
            return max(ends)
    return 0
