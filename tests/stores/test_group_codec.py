"""Groups and seats survive being stored, and nothing else passes for one."""

import json
from dataclasses import replace

import pytest
from hypothesis import given

from bot.core.dialog.answers import Silence
from bot.core.group.privacy.figure import Cell, Figure, Form
from bot.core.group.session import Entry, GroupSession, GroupStage, Member, Pending
from bot.core.words import log
from bot.stores.group_codec import decode_group, decode_member, encode_group, encode_member
from bot.stores.unreadable import UnreadableRow

from .conftest import UNTIMED
from .drawn import drawn

# No database takes lone surrogates as text of a column.
GROUPS = drawn(GroupSession).map(lambda group: replace(group, dialog_id="ai-cert", logic_hash="h1"))
PLAIN = GroupSession(90, -5, None, "", "ai-cert", "h1", 8, "")
BEN = Member(90, 3, "Ben", 91, 1)


def group_of(group: GroupSession, body: str) -> GroupSession:
    """A group with the columns of this one and that body."""
    return decode_group(
        group.id,
        group.chat,
        group.thread,
        group.dialog_id,
        group.logic_hash,
        group.coach,
        group.stage.value,
        group.deadline,
        group.revision,
        body,
    )


def member_of(member: Member, body: str) -> Member:
    """A member with the columns of this one and that body."""
    return decode_member(member.group, member.seat, member.person, member.session, body)


@UNTIMED
@given(GROUPS)
def test_a_group_survives_being_stored(group: GroupSession) -> None:
    stored = encode_group(group)

    again = group_of(group, stored)

    assert again == group
    assert list(again.co_coaches) == list(group.co_coaches)
    assert stored.isascii()


@UNTIMED
@given(drawn(Member))
def test_a_member_survives_being_stored(member: Member) -> None:
    stored = encode_member(member)

    again = member_of(member, stored)

    assert again == member
    assert [type(value) for value in again.given.values()] == [type(value) for value in member.given.values()]
    assert stored.isascii()


def test_the_stored_form_of_a_group_stays_as_it_is() -> None:
    group = replace(
        PLAIN,
        place="Circle",
        coach_name="Anna",
        co_coaches={4: "Caro"},
        before=GroupStage.OPEN,
        pending=Pending.SKIP,
        step=2,
        k=4,
        taken=(Figure("goal", 1, 7, 9, (Cell(("a", "b"), 3, 4),), frozenset({5, 1})),),
        shown=("goal",),
        closes_at=7.5,
        away=True,
        log=(Entry(1.5, "Anna", log.paused(), 7), Entry(2.5, "", log.closing_by_itself())),
    )

    stored = (
        '{"place":"Circle","coach_name":"Anna","step":2,"k":4,"closes_at":7.5,"away":true,'
        '"co_coaches":{"4":"Caro"},"before":"open","pending":"skip",'
        '"taken":[{"question":"goal","round":1,"answered":7,"of":9,"cells":[[["a","b"],3,4]],"people":[1,5]}],'
        '"shown":["goal"],"says_levels":true,"log":[[1.5,"Anna",["log.paused",{}],7],[2.5,"",["log.closing_by_itself",{}]]]}'
    )
    assert encode_group(group) == stored
    assert encode_group(PLAIN) == '{"says_levels":true}'


def test_the_stored_form_of_a_figure_in_words_names_how_to_read_it() -> None:
    told = Figure("goal", 2, 7, 9, (Cell(("a",), 5, 9),), frozenset({1}), Form.HALF, 2)

    assert (
        '{"question":"goal","round":2,"answered":7,"of":9,"cells":[[["a"],5,9]],"people":[1],'
        '"form":"half","kept":2}' in encode_group(replace(PLAIN, taken=(told,)))
    )


def test_a_plan_that_older_consoles_showed_is_closed() -> None:
    assert group_of(PLAIN, '{"is_planning":true,"says_levels":true}') == PLAIN


def test_the_stored_form_of_a_member_stays_as_it_is() -> None:
    member = replace(BEN, here=False, private=True, given={"x": Silence.UNSURE}, tapped=("q o", 2.5))

    assert encode_member(member) == (
        '{"name":"Ben","here":false,"private":true,"given":{"x":{"silence":"unsure"}},"tapped":["q o",2.5]}'
    )
    assert encode_member(replace(BEN, name="")) == "{}"


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("", "body: not JSON"),
        ('{"mood": "good"}', "body: more keys than this version knows"),
        ('{"place": 5}', "place: not a text"),
        ('{"step": true}', "step: not a whole number"),
        ('{"away": 1}', "away: not true or false"),
        ('{"closes_at": "soon"}', "closes_at: not a number"),
        ('{"acted_at": true}', "acted_at: not a number"),
        ('{"before": "dreaming"}', "before: not one that this version knows"),
        ('{"pending": "party"}', "pending: not one that this version knows"),
        ('{"co_coaches": {"Caro": "Caro"}}', "co_coaches: not a number"),
        ('{"co_coaches": {"4": 5}}', "co_coaches: not a text"),
        ('{"shown": [5]}', "shown: not a text"),
        ('{"log": [[1.0, "Anna"]]}', "log: not 3 to 4 parts"),
        ('{"log": [[1.0, "Anna", 5]]}', "log.what: not a list"),
        ('{"taken": [{"question": "goal"}]}', "taken.round: missing"),
    ],
)
def test_a_group_that_is_none_is_refused(body: str, problem: str) -> None:
    with pytest.raises(UnreadableRow) as caught:
        group_of(PLAIN, body)

    assert f"group 90 cannot be read ({problem})" in str(caught.value)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"people": [True]}, "taken.people: not a whole number"),
        ({"people": None}, "taken.people: not a list"),
        ({"cells": [[["a"], 1]]}, "taken.cells: not 3 parts"),
        ({"cells": [["a", 1, 2]]}, "taken.cells.options: not a list"),
        ({"who": ["Ben"]}, "taken: more keys than this version knows"),
    ],
)
def test_a_figure_that_is_none_is_refused(changes: dict[str, object], problem: str) -> None:
    figure = {"question": "goal", "round": 1, "answered": 7, "of": 9, "cells": [], "people": []}

    with pytest.raises(UnreadableRow) as caught:
        group_of(PLAIN, json.dumps({"taken": [figure | changes]}))

    assert f"({problem})" in str(caught.value)


def test_a_stage_of_a_newer_version_is_refused() -> None:
    with pytest.raises(UnreadableRow, match="stage: not one that this version knows"):
        decode_group(90, -5, None, "ai-cert", "h1", 8, "dreaming", None, 0, "{}")


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("[]", "body: not an object"),
        ('{"mood": "good"}', "body: more keys than this version knows"),
        ('{"name": 5}', "name: not a text"),
        ('{"here": 0}', "here: not true or false"),
        ('{"given": {"x": 5}}', "given.x: not the form of an answer"),
        ('{"tapped": ["x"]}', "tapped: not 2 parts"),
        ('{"tapped": ["x", "y"]}', "tapped: not a number"),
    ],
)
def test_a_member_that_is_none_is_refused(body: str, problem: str) -> None:
    with pytest.raises(UnreadableRow) as caught:
        member_of(BEN, body)

    assert f"seat 1 of group 90 cannot be read ({problem})" in str(caught.value)


@pytest.mark.parametrize("value", [5, 1.5, True, None, ["a"]])
def test_what_no_question_gives_is_not_stored_in_a_seat(value: object) -> None:
    with pytest.raises(TypeError, match="an answer cannot be a"):
        encode_member(replace(BEN, given={"goal": value}))  # type: ignore[dict-item]  # on purpose


def test_rows_of_an_older_program_are_read_as_far_as_they_go() -> None:
    member = decode_member(90, 3, 8, 91, '{"name":"Ben","shared":true}')
    group = decode_group(90, -5, None, "ai-cert", "h1", 8, "lobby", None, 1, '{"log":[[1.5,"Anna","Pause"]]}')

    assert (member.name, member.shared_with, group.says_levels) == ("Ben", 0, False)
    assert group.log == (Entry(1.5, "Anna", log.paused(), 0),)
