"""Which steps of its dialog's agenda a group takes, in which order, and how long that is likely to take.

A step is always known by its place on the whole agenda; a plan only picks and orders. A group without a
plan takes every step: that is how it was before there were plans, and such sessions go on.
"""

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from bot.core.dialog.model import LEANING, Dialog
from bot.core.dialog.question import Level, Question
from bot.core.group.agenda import AgendaStep, Does, agenda, can_be_talked_about
from bot.core.group.group_questions import GUESS, LEANING_AFTER, READY, READY_AFTER
from bot.core.group.privacy.layout import level_of
from bot.core.group.session import GroupSession
from bot.core.group.step_times import USUAL, StepTimes

MOST: Final = {20: 8, 30: 10, 45: 12, 60: 18}
"""Minutes to choose from -> questions at most: more than these make people hurry."""
MINUTE: Final = 60
OFTEN: Final = 3
"""Of so many questions that are talked about where a group is split, it is on one."""


@dataclass(frozen=True, slots=True)
class Minutes:
    """How long a plan is likely to take, in minutes."""

    answering: int
    talking: int
    results: int

    @property
    def whole(self) -> int:
        """All of it."""
        return self.answering + self.talking + self.results


# --- what is in a plan ----------------------------------------------------------------------


def step_name(step: AgendaStep) -> str:
    """Return what a plan calls a step: its question, or what it is for."""
    return step.question.id if step.does is Does.ASK else f"group.{step.does.value}"


@lru_cache(maxsize=256)
def step_names(dialog: Dialog) -> tuple[str, ...]:
    """Return the names of all steps, in the order of the agenda."""
    return tuple(map(step_name, agenda(dialog)))


def whole_plan(dialog: Dialog) -> tuple[str, ...]:
    """Return the names of all steps that the dialog itself has; those that a coach wrote come after them."""
    names = step_names(dialog)
    return names[: len(names) - len(dialog.own)]


def planned(dialog: Dialog, group: GroupSession) -> tuple[int, ...]:
    """Return the steps that the group takes, in order, by their places on the agenda."""
    names = step_names(dialog)
    if not group.plan:
        return tuple(range(len(whole_plan(dialog))))
    return tuple(names.index(name) for name in group.plan if name in names)


def reached(dialog: Dialog, group: GroupSession) -> tuple[int, ...]:
    """Return the steps up to the open one, in order; all of the plan once it is behind the last."""
    order = planned(dialog, group)
    if group.step in order:
        return order[: order.index(group.step) + 1]
    return order if group.step >= len(agenda(dialog)) else tuple(range(group.step + 1))


def upcoming(dialog: Dialog, group: GroupSession) -> tuple[int, ...]:
    """Return the steps that are still to come, in order."""
    order = planned(dialog, group)
    return order[order.index(group.step) + 1 :] if group.step in order else order


def next_step(dialog: Dialog, group: GroupSession) -> AgendaStep | None:
    """Return the step after the open one; None after the last."""
    after = upcoming(dialog, group)
    return agenda(dialog)[after[0]] if after else None


def number_of(dialog: Dialog, group: GroupSession, at: int) -> tuple[int, int]:
    """Return the number of a step among those that are taken, from 1, and of how many; 0 where it is not."""
    order = planned(dialog, group)
    return order.index(at) + 1 if at in order else 0, len(order)


def reachable(dialog: Dialog, group: GroupSession) -> tuple[int, ...]:
    """Return the questions that can still be taken in or out: those up to the results, or those after them.

    In the order in which they come; those left out stand where the agenda has them.
    """
    steps, order = agenda(dialog), list(planned(dialog, group))
    came = order[: order.index(group.step) + 1] if group.step in order else []
    past = max((at for at in came if steps[at].does is not Does.ASK), default=-1)
    for at in range(past + 1, len(steps)):
        if at not in order:
            order.insert(_place(dialog, order, at, len(came)), at)
    ahead = [at for at in order if at not in came]
    end = next((number for number, at in enumerate(ahead) if steps[at].does is not Does.ASK), len(ahead))
    return tuple(ahead[:end])


def leaves_out(dialog: Dialog, group: GroupSession) -> frozenset[str]:
    """Return the questions behind the advice that the group is not asked together."""
    if not group.plan:
        return frozenset()
    decide = (each for each in step_names(dialog) if each in dialog.questions and each != LEANING)
    asked = {*group.plan}
    return frozenset(each for each in decide if each not in asked and not dialog.questions[each].group.only)


# --- changing it ----------------------------------------------------------------------------


def is_to_come(dialog: Dialog, group: GroupSession, name: str) -> bool:
    """Return whether a question has not been opened, and still can be."""
    names = step_names(dialog)
    return name in names and names.index(name) in reachable(dialog, group) and name not in group.parked


def take_in(dialog: Dialog, group: GroupSession, name: str) -> GroupSession:
    """Return the group with a question put into its plan, in its place; one that was parked comes next.

    A guess comes with what is guessed, before it.
    """
    about = name.removeprefix(GUESS)
    group = group if about == name else take_in(dialog, group, about)
    names, order = step_names(dialog), list(planned(dialog, group))
    at = names.index(name)
    if at in order or at not in reachable(dialog, group):
        return group
    came = order.index(group.step) + 1 if group.step in order else 0
    if about != name:
        guessed = names.index(about)
        place = order.index(guessed) if guessed in order[came:] else None
    else:
        place = came if name in group.parked else _place(dialog, order, at, came)
    if place is None:
        return group
    order.insert(place, at)
    return _with_order(dialog, group, order)


def ask_next(dialog: Dialog, group: GroupSession, name: str) -> GroupSession:
    """Return the group with a question as the next one; what was just guessed is asked before it."""
    names, order = step_names(dialog), [*planned(dialog, group)]
    came = order.index(group.step) + 1 if group.step in order else 0
    is_guess = came > 0 and names[group.step].startswith(GUESS)
    order.insert(min(came + is_guess, len(order)), names.index(name))
    return _with_order(dialog, group, order)


def leave_out(dialog: Dialog, group: GroupSession, names: Iterable[str]) -> GroupSession:
    """Return the group without questions that have not been opened; nobody guesses what is not asked."""
    all_names = step_names(dialog)
    both = (each for name in names for each in (name, f"{GUESS}{name}") if each in all_names)
    out = {all_names.index(each) for each in both} & {*reachable(dialog, group)}
    return _with_order(dialog, group, [at for at in planned(dialog, group) if at not in out])


def park(dialog: Dialog, group: GroupSession) -> GroupSession:
    """Return the group without its open step, which can be put back; a group without a plan as it is."""
    if not group.plan:
        return group
    name = step_names(dialog)[group.step]
    return replace(
        group,
        plan=tuple(each for each in group.plan if each != name),
        parked=(*(each for each in group.parked if each != name), name),
    )


def move_up(dialog: Dialog, group: GroupSession, name: str) -> GroupSession:
    """Return the group with a question one place earlier; once it is under way, as the next one.

    What is guessed moves with the guess, and comes after it.
    """
    names, order = step_names(dialog), planned(dialog, group)
    movable = [each for each in upcoming(dialog, group) if each in reachable(dialog, group)]
    at = names.index(name)
    if at not in movable:
        return group
    moved = sorted(each for each in movable if names[each] in (name, f"{GUESS}{name}"))
    rest = [each for each in movable if each not in moved]
    place = 0 if group.step >= 0 else max(0, movable.index(at) - len(moved))
    came = order.index(movable[0])
    after = order[came + len(movable) :]
    return _with_order(dialog, group, (*order[:came], *rest[:place], *moved, *rest[place:], *after))


def _place(dialog: Dialog, order: list[int], at: int, earliest: int) -> int:
    """Return where a step belongs in an order, among those still to come: before the first later one.

    What a coach wrote belongs nowhere by itself; it goes behind the other questions that are next.
    """
    steps, ours = agenda(dialog), len(whole_plan(dialog))
    ahead = range(earliest, len(order))
    if at >= ours:
        later = (number for number in ahead if steps[order[number]].does is not Does.ASK)
    else:
        later = (number for number in ahead if at < order[number] < ours)
    return next(later, len(order))


def _with_order(dialog: Dialog, group: GroupSession, order: Iterable[int]) -> GroupSession:
    names = step_names(dialog)
    return replace(group, plan=tuple(names[at] for at in order))


# --- proposing one --------------------------------------------------------------------------


def keep_own(dialog: Dialog, group: GroupSession, plan: tuple[str, ...]) -> tuple[str, ...]:
    """Return a plan with what the group's plan has of its coach's questions, each behind the same one."""
    own, names = {each.id for each in dialog.own}, list(plan)
    for at, name in enumerate(group.plan):
        if name in own and name not in names:
            before = next((each for each in reversed(group.plan[:at]) if each in names), None)
            names.insert(0 if before is None else names.index(before) + 1, name)
    return tuple(names)


def propose(
    dialog: Dialog, minutes: int, own: Iterable[str] = (), times: StepTimes = USUAL
) -> tuple[str, ...]:
    """Return the plan for so many minutes: what its author marks as core, then what weighs and stirs most.

    own: questions that the coach wrote and wants; they take their part of the time. times: of a step.
    """
    chosen: set[str] = {*own, *(step_name(each) for each in agenda(dialog) if each.does is not Does.ASK)}
    candidates = [*_candidates(dialog)]
    for names in (*candidates, *candidates):  # the second time round, what they look at may be there
        more = chosen | {*names}
        if not all(_can_come(dialog, name, chosen) for name in names):
            continue
        asked = sum(step.does is Does.ASK and step_name(step) in more for step in agenda(dialog))
        if asked <= MOST[minutes] and lasts(dialog, more, times).whole <= minutes:
            chosen = more
    return tuple(name for name in whole_plan(dialog) if name in chosen)


def _candidates(dialog: Dialog) -> Iterator[tuple[str, ...]]:
    """Yield what can be added, the most important first; what is compared comes together."""
    steps = [each for each in agenda(dialog) if each.does is Does.ASK]
    own = [each.question for each in steps if each.question.id in dialog.questions]
    names = {step_name(each) for each in steps}
    yield from ((each.id,) for each in own if each.group.core)
    yield LEANING, LEANING_AFTER
    rest = [each for each in own if not each.group.core and each.id != LEANING]
    yield from ((each.id,) for each in sorted(rest, key=_leverage, reverse=True))
    if READY in names:
        yield READY, READY_AFTER
    yield from ((each,) for each in sorted(names) if each.startswith(GUESS))


def _can_come(dialog: Dialog, name: str, chosen: Set[str]) -> bool:
    """Return whether a question makes sense beside these: what it looks at is asked, or it is core."""
    about = name.removeprefix(GUESS)
    question = dialog.questions.get(about)
    if question is None or question.group.core:
        return name == about or about in chosen
    is_asked = question.ask_if is None or question.ask_if.questions() <= chosen
    return is_asked and (name == about or about in chosen)


def _leverage(question: Question) -> tuple[bool, int, bool]:
    """Return what a question is worth to a group: for all first, then by weight, then by talk."""
    return question.ask_if is None, question.weight, bool(_talk_of(question, USUAL))


def lasts(dialog: Dialog, names: Iterable[str], times: StepTimes = USUAL) -> Minutes:
    """Estimate how long these steps take, when one takes so long."""
    taken = [step for step in agenda(dialog) if step_name(step) in {*names}]
    asked = [step.question for step in taken if step.does is Does.ASK]
    talking = sum(_talk_of(question, times) for question in asked)
    seconds = (len(asked) * times.answering, talking, (len(taken) - len(asked)) * times.closing)
    return Minutes(*(-(-each // MINUTE) for each in seconds))


def _talk_of(question: Question, times: StepTimes) -> int:
    """Estimate the seconds of talk about a question."""
    rules = question.group
    if rules.discuss == "never" or rules.reveal != "after_discussion" or not can_be_talked_about(question):
        return 0
    is_certain = rules.discuss == "always" or level_of(question) is Level.SHIELDED
    return times.talking if is_certain else times.talking // OFTEN
