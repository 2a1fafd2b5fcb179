"""What a whole session gives away: nothing before a reveal, and never a cell that finds somebody out.

Random sessions: people join, answer, change their minds, leave, come back, answer late; coaches reveal,
talk, ask again, skip, pause and end.
"""

import re

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.core.dialog.model import Dialog
from bot.core.group import coach_actions
from bot.core.group.actions import Action
from bot.core.group.agenda import choices, question_of
from bot.core.group.coach_actions import ACTIONS
from bot.core.group.events import Choose, Join
from bot.core.group.group_questions import DID, DONE, NOT_YET, PAIRS, PARTLY, REASON
from bot.core.group.member_moves import leave
from bot.core.group.privacy.figure import LEAST, Figure, Form
from bot.core.group.screens.summary import rows
from bot.core.group.session import GroupStage
from tests.core.group.talking import talkative
from tests.disclosure import findings
from tests.groups import Rehearsed, rehearsed

FIRST_ACTIONS = [action for number, action in sorted(ACTIONS.items()) if number <= 13]
"""What moves a session, and what a coach does most."""

TOTAL = re.compile(r"• .+: (?:at most )?(\d+) of (\d+)")

ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("answer"), st.integers(1, 14), st.integers(0, 6)),
        st.tuples(st.just("all"), st.integers(0, 6), st.integers(1, 3)),
        st.tuples(st.just("join"), st.integers(1, 14), st.just(0)),
        st.tuples(st.just("leave"), st.integers(1, 14), st.just(0)),
        st.tuples(st.just("lead"), st.sampled_from(FIRST_ACTIONS), st.just(0)),
        st.tuples(st.just("wait"), st.sampled_from([1, 6, 30, 300_000]), st.just(0)),
        st.tuples(st.just("onward"), st.just(0), st.just(0)),
    ),
    min_size=20,
    max_size=120,
)


def choose(group: Rehearsed, person: int, number: int) -> None:
    """Answer the open step, whatever it asks."""
    if group.group.stage in (GroupStage.OPEN, GroupStage.CLOSING, GroupStage.PLAN):
        for question in group.step.questions:
            known = choices(question)
            group.tap(person, Choose(question.id, known[number % len(known)]))
    elif group.group.stage is GroupStage.TALK:
        asked = question_of(group.dialog, f"{REASON}{group.step.question.id}")
        assert asked is not None
        group.tap(person, Choose(asked.id, choices(asked)[number % len(choices(asked))]))
    elif group.group.stage is GroupStage.ENDED:
        group.tap(person, Choose(DID, (PARTLY, NOT_YET, DONE)[number % 3]))


def onward(group: Rehearsed) -> None:
    """Whatever brings the session one step further."""
    match group.group.stage:
        case GroupStage.LOBBY:
            group.lead(coach_actions.START)
        case GroupStage.OPEN:
            group.reveal()
        case GroupStage.TALK:
            group.lead(coach_actions.REVOTE)
        case GroupStage.SHOWN | GroupStage.RESULTS:
            group.lead(coach_actions.NEXT)
        case GroupStage.PAUSED:
            group.lead(coach_actions.RESUME)
        case GroupStage.CLOSING:
            group.wait(6)


def act(group: Rehearsed, what: str, first: object, second: int) -> None:
    match what, first:
        case "answer", int(person):
            choose(group, person, second)
        case "all", int(number):
            for person in list(group.seats):
                choose(group, person, number + (person % second))
        case "join", int(person):
            group.tap(person, Join())
        case "leave", int(person) if person in group.seats:
            seat = group.seats[person]
            if seat.member.here:
                group.kept(leave(group.group, seat))
            else:
                group.tap(person, Join())
        case "lead", Action() as action:
            group.lead(action)
        case "wait", int(seconds):
            group.wait(seconds)
        case "onward", _:
            onward(group)


def played(dialog: Dialog, acts: list[tuple[str, object, int]], people: int) -> Rehearsed:
    group = rehearsed(dialog, people)
    group.lead(coach_actions.START)
    for what, first, second in acts:
        act(group, what, first, second)
    return group


# --- what may be published ----------------------------------------------------------------------


def must_be_safe(group: Rehearsed) -> None:
    """Every number is nobody or enough, all rounds rest on the same people, and the audit finds nothing."""
    first: dict[str, Figure] = {}
    for figure in (each for each in group.group.taken if each.question in group.group.shown):
        if figure.form is Form.COUNTS:
            numbers = [cell.highest for cell in figure.cells if cell.is_exact]
            assert all(number == 0 or number >= LEAST for number in numbers), figure
        name = PAIRS.get(figure.question, figure.question)
        before = first.setdefault(name, figure)
        assert not before.cells or not figure.cells or before.people == figure.people, (before, figure)
        assert [cell.options for cell in before.cells if before.cells and figure.cells] == [
            cell.options for cell in figure.cells if before.cells and figure.cells
        ]
    assert findings(group.dialog, group.group) == []


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ACTS, st.integers(4, 14))
@example([("all", 0, 3), ("onward", 0, 0)] * 40, 12)
def test_nothing_that_is_published_tells_what_one_or_two_people_said(
    acts: list[tuple[str, object, int]], people: int
) -> None:
    group = played(talkative(), acts, people)

    must_be_safe(group)
    for row in rows(group.view)[1:]:
        lowest, highest = row[4], row[5]
        if lowest and lowest == highest:
            assert int(lowest) == 0 or int(lowest) >= LEAST, row
    for said in group.everything_shown():
        for number, of in TOTAL.findall(said):
            assert int(number) == 0 or int(number) >= LEAST - 1, said
            assert int(of) >= LEAST, said


@pytest.mark.slow
@settings(max_examples=3000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ACTS, st.integers(3, 14))
def test_nothing_of_thousands_of_sessions_tells_what_one_or_two_people_said(
    acts: list[tuple[str, object, int]], people: int
) -> None:
    group = played(talkative(), acts, people)

    must_be_safe(group)


# --- what may be known before -------------------------------------------------------------------


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(1, 9), st.integers(0, 6), st.integers(0, 6)), min_size=1, max_size=25))
def test_until_a_reveal_nothing_shown_depends_on_what_was_answered(taps: list[tuple[int, int, int]]) -> None:
    here, there = rehearsed(talkative(), 9), rehearsed(talkative(), 9)
    for group in (here, there):
        group.lead(coach_actions.START)
        for person in list(group.seats):
            choose(group, person, 0)
        while group.group.stage is not GroupStage.OPEN or group.group.step == 0:
            onward(group)

    asks_many = here.step.question.kind.name == "many"
    for person, first, second in taps:
        choose(here, person, first)
        choose(there, person, first if asks_many else second)  # a tick taken away leaves nothing answered
        assert list(here.everything_shown()) == list(there.everything_shown())
