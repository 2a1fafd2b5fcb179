"""The same people again: what a question's totals of an earlier session of theirs mean for those of now.

Told afresh without one of them, the totals of nearly the same people would tell what that one said. So the
people of before stay together: whoever is not here now counts with the answer of before, and a few newcomers
do not count. Once so many have gone, and come, that no difference is one person's, those of now stand alone.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final, TypeAlias

from bot.core.dialog.answers import Value
from bot.core.dialog.question import Level, Question
from bot.core.group.group_questions import OWN
from bot.core.group.own_question import OwnQuestion, asked_as, is_alike
from bot.core.group.privacy.counting import figures
from bot.core.group.privacy.distance import FEW
from bot.core.group.privacy.figure import LEAST, Figure, Form, Told
from bot.core.group.privacy.layout import Layout, level_of
from bot.core.group.privacy.rounds import common_rows, tell_together
from bot.core.group.privacy.telling import NOTHING_TOLD
from bot.core.group.session import FoundGroup, GroupSession, Seat

MANY: Final = 5
"""People who must have gone, or come, for a difference to be no one person's."""
MANY_NEW: Final = 2 * LEAST
"""Newcomers who count beside those of before, at least: of fewer, what they add always finds somebody."""

ASKS: Final = "asks."
"""Before what a question of another dialog asks."""
MOST_EARLIER: Final = 4
"""Earlier sessions that are looked at for a question, with the same dialog and with others."""

Earlier: TypeAlias = Sequence[FoundGroup]
"""Sessions with some of the same people as `compared` returns them, newest first."""
ValueOf: TypeAlias = Callable[[Seat], Value | None]
"""What somebody said to the question that this is about."""


@dataclass(frozen=True, slots=True)
class Before:
    """Of whom a question was told in an earlier session.

    seats: person -> their seat there. lost: how many more there were, whose answers are deleted. told: what.
    """

    seats: Mapping[int, Seat]
    lost: int
    told: Told


@dataclass(frozen=True, slots=True)
class Base:
    """Whose answers count now.

    here: people who answer. absent: seats of those who count as before, numbered from -1 down, as no seat is.
    before: what was told of nearly the same people; None for nothing. may_tell: whether anything may be told.
    """

    here: frozenset[int]
    absent: tuple[Seat, ...] = ()
    before: Before | None = None
    may_tell: bool = True

    def limit(self, layout: Layout, told: Told, people: int) -> Told:
        """Return what may be told beside what was told before."""
        if not self.may_tell:
            return NOTHING_TOLD
        if self.before is None:
            return told
        again = len(self.here & self.before.seats.keys())
        if new := len(self.here) - again:
            return told if _is_growth(self.before.told, told, new) else NOTHING_TOLD
        return tell_together(layout, self.before.told, told, people, again)[1]


def _is_growth(before: Told, now: Told, new: int) -> bool:
    """Return whether, if nobody moved, the difference of the totals finds none of the newcomers.

    In the same cells: that some are told as one now, and were not before, is the newcomers' doing.
    """
    one, two = ({frozenset(cell.options) for cell in told.cells} for told in (before, now))
    is_exact = before.form is now.form is Form.COUNTS and all(
        cell.is_exact for cell in (*before.cells, *now.cells)
    )
    more = [then.highest - was.highest for was, then in common_rows(before.cells, now.cells)]
    is_spread = all(each == 0 or LEAST <= each <= new - LEAST for each in more)
    return one == two and is_exact and sum(more) == new and is_spread


def compared(group: GroupSession, before: Iterable[GroupSession]) -> Iterator[GroupSession]:
    """Yield the sessions that this one's totals have to stand beside: of each question the first four.

    Those that told of it, of those alone: nobody can put one out of sight by a few sessions in which it is
    not asked, or nobody answers, nor by some with other people. Where one counts somebody as before, the
    answer is in a session that comes after the four. Of another dialog's, what can be asked again here.
    before: sessions with some of the same people, those with most of them first.
    """
    seen: Counter[tuple[bool, str]] = Counter()
    for each in before:
        is_same = each.dialog_id == group.dialog_id
        part = each if is_same else _asked_elsewhere(each)
        told = {(is_same, name): is_whole for name, is_whole in _told_of(part).items()}
        if any(seen[name] < MOST_EARLIER for name in told):
            seen.update(name for name, is_whole in told.items() if is_whole)
            yield part


def _asked_elsewhere(group: GroupSession) -> GroupSession:
    """Return a session with another dialog, whose questions are called by what they ask.

    The same name is another question's elsewhere; what a coach wrote has a name of its own.
    """
    names = {each.question: ASKS + each.asks for each in group.taken if each.asks}
    names |= {each.id: each.id for each in group.own}
    return replace(
        group,
        taken=tuple(
            replace(each, question=names[each.question]) for each in group.taken if each.question in names
        ),
        shown=tuple(names[each] for each in group.shown if each in names),
    )


def has_told(group: GroupSession) -> bool:
    """Return whether a session told something that later totals have to stand beside: totals, or a talk."""
    return bool(_told_of(group))


def _told_of(group: GroupSession) -> dict[str, bool]:
    """Return of which questions a session told totals, or a talk; whether without an answer from before."""
    told = (
        each
        for each in group.taken
        if (each.question in group.shown and len(each.people) >= group.k)
        or each in _talked_about(each.question, group)
    )
    return {each.question: min(each.people) > 0 for each in told}


def base_of(question: str, here: Collection[int], earlier: Earlier, value_of: ValueOf) -> Base:
    """Return whose answers to a question count. here: who answer it. earlier: sessions, newest first.

    Beside any totals that count somebody who was forgotten nothing is told: that of the newest nothing was
    told does not undo what was told before.
    """
    before, now = _all_before(question, earlier, value_of), frozenset(here)
    if any(each.lost and not _stands_alone(each, now) for each in before):
        return Base(now, may_tell=False)
    nearest = min(before, key=lambda each: len(each.seats.keys() ^ now) + each.lost, default=None)
    if nearest is None or _stands_alone(nearest, now):
        return Base(now)
    gone, new = nearest.seats.keys() - now, now - nearest.seats.keys()
    counted = now if len(new) >= MANY_NEW else now - new
    return Base(
        counted, tuple(_numbered(nearest.seats[each], at) for at, each in enumerate(sorted(gone), 1)), nearest
    )


def _stands_alone(before: Before, now: frozenset[int]) -> bool:
    """Return whether so many have gone and come that those of now are counted afresh."""
    gone, new = before.seats.keys() - now, now - before.seats.keys()
    is_left_alone = len(new) >= MANY or (before.lost > 0 and not new)  # who was forgotten cannot be counted
    return len(gone) + before.lost >= MANY and is_left_alone


def is_of_other_few(
    question: Question, group: GroupSession, here: Collection[int], people: Collection[int], earlier: Earlier
) -> bool:
    """Return whether nearly the same was told of a few people more, or of a few others.

    A coach can write one question twice in other words, or to be shown exactly the second time, or go on with
    another dialog that asks it, and take somebody out between: the difference of the totals would be theirs.
    What is shown exactly both times is for what nobody minds. here: seats that answer now; people: who sits
    there.
    """
    asked = _own(question.id, group)
    names = {each.id for each in _alike(asked, group) if each.id != question.id} & {*group.shown}
    told = [{*each.people} for each in group.taken if each.question in names]
    here, people = {*here}, {*people}
    sizes = [len(each) for few in told for each in (few - here, here - few)]
    for before in (*_alike_before(asked, earlier), *_asked_before(question, earlier)):
        sizes += len(before.seats.keys() - people) + before.lost, len(people - before.seats.keys())
    return any(0 < each < MANY for each in sizes)


def _own(question: str, group: GroupSession) -> OwnQuestion | None:
    return next((each for each in group.own if each.id == question), None)


def _asked_before(question: Question, earlier: Earlier) -> Iterator[Before]:
    """Yield of whom a session told the same question of another dialog, but for warm-ups."""
    if level_of(question) is not Level.OPEN or question.id.startswith(OWN):
        for name in _names_elsewhere(question) - {question.id}:
            yield from _all_before(name, earlier, lambda _: "")


def _names_elsewhere(question: Question) -> set[str]:
    """Return what it is called where another dialog asks it, or where a coach wrote it."""
    asked = asked_as(question)
    return {ASKS + asked, OWN + asked} if asked else set()


def _alike(asked: OwnQuestion | None, group: GroupSession) -> list[OwnQuestion]:
    """Return the coaches' questions of a session that ask nearly the same, and not exactly both times."""
    if asked is None:
        return []
    return [
        each for each in group.own if Level.COUNTED in (each.level, asked.level) and is_alike(each, asked)
    ]


def _alike_before(asked: OwnQuestion | None, earlier: Earlier) -> Iterator[Before]:
    """Yield of whom earlier sessions told nearly the same; the same question itself is for `base_of`."""
    for at, found in enumerate(earlier if asked else ()):
        for own in () if found.group is None else _alike(asked, found.group):
            is_compared = asked is not None and own.id == asked.id and asked.level is Level.COUNTED
            before = None if is_compared else _before(own.id, earlier[at:], partial(_value, own.id))
            if before is not None:
                yield before


def was_put_aside(
    question: Question, group: GroupSession, here: Collection[int], people: Collection[int], earlier: Earlier
) -> bool:
    """Return whether a question was talked about without its totals, and is asked anew of a few others.

    That there was a talk was told of all who had answered: beside totals of others it would tell what those
    said who were taken out between. So it would if coaches ask nearly the same. here: seats that answer now;
    people: who sits there.
    """
    parts = [
        ({at for at in figure.people if at > 0}, {*here})
        for name in _names_of(question, group, group) & {*group.parked}
        for figure in _talked_about(name, group)
    ]
    for found in earlier:
        if found.group is not None:
            persons = {seat.member.seat: seat.member.person for seat in found.seats}
            parts += (
                ({persons.get(at, -at) for at in figure.people if at > 0}, {*people})
                for name in _names_of(question, group, found.group)
                for figure in _talked_about(name, found.group)
            )
    return any(0 < len(each) < MANY for then, now in parts for each in (then - now, now - then))


def _names_of(question: Question, group: GroupSession, before: GroupSession) -> set[str]:
    """Return what a session may have called a question: the same, or what coaches asked nearly like it."""
    alike = (each.id for each in _alike(_own(question.id, group), before))
    return {question.id, *_names_elsewhere(question), *alike}


def _talked_about(question: str, group: GroupSession) -> list[Figure]:
    """Return what was counted of a question whose totals were never shown, but of so few as always talk."""
    counted = figures(group, question) if question not in group.shown else ()
    return [each for each in counted if len(each.people) >= FEW]


def _value(question: str, seat: Seat) -> Value | None:
    return seat.value(question)


def _numbered(seat: Seat, at: int) -> Seat:
    return replace(seat, member=replace(seat.member, seat=-at, here=False))


def _all_before(question: str, earlier: Earlier, value_of: ValueOf) -> list[Before]:
    """Return of whom each session told a question, the newest first."""
    told = (_before(question, earlier[at:], value_of) for at in range(len(earlier)))
    return [each for each in told if each is not None]


def _before(question: str, earlier: Earlier, value_of: ValueOf) -> Before | None:
    """Return of whom the newest of these sessions told a question; None where it told nothing."""
    if not earlier or (figure := _told_in(question, earlier[0])) is None:
        return None
    there = {seat.member.seat: seat for seat in earlier[0].seats if value_of(seat) is not None}
    seats = {there[each].member.person: there[each] for each in figure.people if each in there}
    if min(figure.people) < 0:  # some counted there with what they said still earlier
        older = (_before(question, earlier[at:], value_of) for at in range(1, len(earlier)))
        source = next((each for each in older if each is not None), None)
        seats = {**(source.seats if source else {}), **seats}
    return Before(seats, abs(len(figure.people) - len(seats)), figure.told)


def _told_in(question: str, found: FoundGroup) -> Figure | None:
    """Return the last figure of a question that a session shows; None where it shows none.

    That nothing was told of enough people tells something of them, too.
    """
    group = found.group
    if group is None or question not in group.shown:
        return None
    told = [each for each in group.taken if each.question == question and len(each.people) >= group.k]
    return told[-1] if told else None
