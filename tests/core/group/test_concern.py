"""Questions for some people only: they go to whom they concern, and tell nobody whom that is."""

from dataclasses import replace
from fractions import Fraction

import pytest

from bot.core.dialog.answers import Answers, Silence
from bot.core.group import coach_actions
from bot.core.group.coach_moves import trigger_move
from bot.core.group.concern import concerns_too_few, note_passed
from bot.core.group.deadlines import CROWD
from bot.core.group.plan import step_names
from bot.core.group.privacy.counting import figures
from bot.core.group.seats import move_to_private
from bot.core.group.session import GroupStage
from bot.core.screen.surface import Role
from bot.core.words import coach_toasts, group_toasts
from bot.core.words.english import ENGLISH
from tests.example import dog
from tests.groups import COACH, Rehearsed, rehearsed

DOG = dog()
NOT_FOR_YOU = ENGLISH(group_toasts.not_for_you())


def planned(people: int) -> Rehearsed:
    """A group as it begins now, with a plan of everything."""
    group = rehearsed(DOG, people)
    group.group = replace(group.group, plan=step_names(DOG))
    return group


def walked_to(question: str, people: int, *wishes: str) -> Rehearsed:
    """A group at a question; its members have given these answers to `wish`, round and round."""
    group = planned(people)
    group.lead(coach_actions.START)
    while group.step.question.id != question:
        options = wishes if group.step.question.id == "wish" else tuple(group.step.question.options)[-1:]
        for person in group.seats:
            group.choose(person, options[(person - 1) % len(options)])
        group.reveal()
        if group.group.stage is GroupStage.TALK:
            group.lead(coach_actions.REVEAL)
        group.lead(coach_actions.NEXT)
    return group


def test_whoever_is_not_concerned_is_told_so_and_counts_as_one_who_skips() -> None:
    group = walked_to("walk", 9, "friend", "sport", "kids")

    told = group.choose(3, "w1")

    assert told == NOT_FOR_YOU
    assert group.seats[3].value("walk") is Silence.SKIPPED
    assert "walk" not in group.seats[3].session.answers


def test_whoever_is_concerned_answers_as_always() -> None:
    group = walked_to("walk", 9, "friend", "sport", "kids")

    group.choose(1, "w1")

    assert group.seats[1].session.answers["walk"] == "w1"


def test_a_second_tap_answers_all_the_same_and_leaves_the_advice_alone() -> None:
    group = walked_to("walk", 9, "friend", "sport", "kids")
    group.choose(3, "w1")
    group.at += 5

    told = group.choose(3, "w3")

    assert (told == NOT_FOR_YOU, group.seats[3].value("walk")) == (False, "w3")
    assert "walk" not in group.seats[3].session.answers


@pytest.mark.parametrize("seconds", [0.1, 90.0])
def test_an_echo_or_a_late_tap_is_no_second_one(seconds: float) -> None:
    group = walked_to("walk", 9, "friend", "sport", "kids")
    group.choose(3, "w1")
    group.at += seconds

    assert group.choose(3, "w3") == NOT_FOR_YOU


def test_a_newcomer_is_in_and_told() -> None:
    group = walked_to("walk", 9, "friend", "sport", "kids")

    told = group.choose(99, "w1")

    assert (told, group.seats[99].member.here) == (NOT_FOR_YOU, True)


def test_what_everybody_sees_is_the_same_whomever_a_question_concerns() -> None:
    """Until somebody answers, nothing shown may depend on earlier answers."""
    few, many = (walked_to("walk", 9, *wishes) for wishes in (("friend", "sport", "kids"), ("friend",)))
    shown = [
        (
            group.screen(Role.STEP, str(group.group.step)),
            group.said(Role.CONSOLE, str(COACH)),
            group.group.deadline,
        )
        for group in (few, many)
    ]

    assert shown[0][:2] == shown[1][:2]
    assert "Waiting for" not in shown[0][1]


def ahead(group: Rehearsed, person: int, **said: str) -> None:
    """Somebody answers everything in private, before the group comes to it."""
    answers: Answers = {"leaning": "get", **said, "garden": ("me",), "hours": Fraction(4)}
    seat = move_to_private(DOG, group.seats[person], "Team")
    group.seats[person] = replace(seat, session=replace(seat.session, answers=answers))


def test_how_many_have_answered_tells_of_nobody_who_went_ahead_whether_it_concerns_them() -> None:
    """Nobody is asked in private what does not concern them; they count as who skips it."""
    shown = []
    for said in ({"wish": "kids"}, {"wish": "friend", "walk": "w1"}):
        group = walked_to("garden", 6, "friend", "sport")
        ahead(group, 1, **said)
        for person in range(2, 7):
            group.choose(person, "me")
        group.reveal()
        if group.group.stage is GroupStage.TALK:
            group.lead(coach_actions.REVEAL)
        group.lead(coach_actions.NEXT)
        assert group.step.question.id == "walk"
        opened = [*group.everything_shown()]
        for person in range(2, 7):
            group.choose(person, "w2")
        group.reveal()
        shown.append((opened, [(each.answered, each.of) for each in figures(group.group, "walk")]))

    assert "1 of 6" in str(shown[0][0])
    assert shown[0] == shown[1]


@pytest.mark.parametrize("later", ["garden", "hours"])
def test_only_an_answer_that_the_group_has_not_come_to_shows_that_somebody_went_ahead(later: str) -> None:
    """Only what the group has not come to shows that somebody went ahead."""
    group = walked_to("garden", 6, "kids")
    seat = group.seats[1]
    answers = {**seat.session.answers, later: ("me",) if later == "garden" else Fraction(4)}
    group.seats[1] = replace(seat, session=replace(seat.session, answers=answers))
    group.group = replace(group.group, step=step_names(DOG).index("walk"))

    noted = note_passed(DOG, group.group, group.seats[1])

    assert (noted.value("walk") is Silence.SKIPPED) == (later == "hours")


def test_a_reminder_goes_to_those_concerned_and_says_no_number() -> None:
    group = walked_to("walk", 9, "friend", "sport", "kids")
    for person, seat in group.seats.items():
        group.seats[person] = replace(seat, is_known=True)

    change = group.lead(coach_actions.NUDGE)

    assert [person for person, _, _ in change.tell] == [1, 2, 4, 5, 7, 8]
    assert change.notice is not None
    assert change.notice.text == coach_toasts.reminded_concerned()


def test_a_crowd_does_not_close_by_itself_what_is_for_some_only() -> None:
    group = walked_to("walk", CROWD + 4, "friend", "sport", "kids")

    assert group.group.closes_at is None


@pytest.mark.parametrize(
    ("wishes", "is_few"), [(("friend",) * 3 + ("kids",) * 9, True), (("friend",) * 6 + ("kids",) * 6, False)]
)
def test_what_concerns_too_few_by_published_figures_is_left_out_in_the_group(
    wishes: tuple[str, ...], is_few: bool
) -> None:
    group = planned(12)
    group.lead(coach_actions.START)
    asked = []
    while group.group.stage is not GroupStage.RESULTS:
        asked.append(group.step.question.id)
        options = wishes if asked[-1] == "wish" else tuple(group.step.question.options)[-1:]
        for person in group.seats:
            group.choose(person, options[(person - 1) % len(options)])
        group.reveal()
        if group.group.stage is GroupStage.TALK:
            group.lead(coach_actions.REVEAL)
        group.lead(coach_actions.NEXT)

    assert ("walk" in asked, "walk" in group.group.plan) == (not is_few, not is_few)


def test_nothing_but_published_figures_decides_what_is_left_out() -> None:
    group = walked_to("walk", 12, *("friend",) * 3, *("kids",) * 9) if False else planned(12)
    group.lead(coach_actions.START)
    question = DOG.questions["walk"]
    before = concerns_too_few(DOG, group.group, question, 12)
    for person in group.seats:
        seat = group.seats[person]
        answers = {**seat.session.answers, "wish": "friend" if person < 3 else "kids"}
        group.seats[person] = replace(seat, session=replace(seat.session, answers=answers))

    assert concerns_too_few(DOG, group.group, question, 12) is before


def test_a_session_of_an_older_version_asks_everything() -> None:
    group = rehearsed(DOG, 12)
    group.group = replace(group.group, step=step_names(DOG).index("garden"), stage=GroupStage.SHOWN)

    change = trigger_move(group.context("Anna", COACH), "next", None)

    assert change is not None
    assert change.group is not None
    assert step_names(DOG)[change.group.step] == "walk"


def test_whoever_is_not_concerned_has_looked_again_like_everybody_who_taps() -> None:
    """Else those who tapped and are not counted would be those whom the question does not concern."""
    group = walked_to("walk", 9, "friend", "sport", "kids")
    for person in group.seats:
        group.choose(person, "w1")
    group.group = replace(group.group, stage=GroupStage.TALK)
    group.lead(coach_actions.REVOTE)

    group.at += 600
    for person in group.seats:
        group.choose(person, "w1")

    assert "Looked again: 9 of 9" in group.said(Role.STEP, str(group.group.step))
