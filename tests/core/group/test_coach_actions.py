"""Each action of a coach is declared once, and the declaration is all that there is to know of it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.core.group import coach_actions, people_actions, screen_actions, writing_actions
from bot.core.group.actions import Action, is_offered
from bot.core.group.coach_actions import ACTIONS, command_names, commanded, declare
from bot.core.group.coach_context import CoachContext, add_to_log, change_group
from bot.core.group.events import Lead
from bot.core.group.session import GroupChange, GroupStage
from bot.core.group.status import lead_stamp
from bot.core.screen.surface import Notice, Role
from bot.core.words.english import ENGLISH
from bot.core.words.phrase import verbatim
from bot.platforms.telegram.group_buttons import PackedAction, pack, unpack
from tests.example import dog
from tests.groups import COACH, Rehearsed, rehearsed

BEFORE = {
    "START": 1,
    "CLOSE": 2,
    "CANCEL": 3,
    "REVOTE": 5,
    "REVEAL": 6,
    "NEXT": 7,
    "SKIP": 8,
    "EXTEND": 9,
    "NUDGE": 10,
    "PAUSE": 11,
    "RESUME": 12,
    "END": 13,
    "TAKE_OVER": 14,
    "ADD_COACH": 15,
    "IN_PRIVATE": 16,
    "FILES": 17,
    "DELETE": 18,
    "RETRY": 19,
    "GENERAL": 20,
    "INVITE": 21,
    "PLAN_20": 22,
    "PLAN_30": 23,
    "PLAN_45": 24,
    "PLAN_60": 25,
    "PLAN": 26,
    "PLAN_BACK": 27,
    "PLAN_ALL": 28,
    "TAKE_STEP": 29,
    "LEAVE_STEP": 30,
    "RAISE_STEP": 31,
    "DROP_REST": 32,
    "SAVE_PLAN": 33,
    "AS_SAVED": 34,
    "AS_SAVED_2": 35,
    "AS_SAVED_3": 36,
    "CLOSE_ALONE": 41,
    "CLOSE_BY_COACH": 42,
    "OWN_QUESTION": 60,
    "CONTINUE_OWN": 61,
    "CHANGE_ASK": 62,
    "CHANGE_ANSWERS": 63,
    "TELL_EXACTLY": 64,
    "TELL_COUNTED": 65,
    "ADD_OWN": 66,
    "ASK_OWN_NEXT": 67,
    "DISCARD_OWN": 68,
    "READ_WHISPERS": 69,
    "PUT_TO_GROUP": 70,
    "SET_ASIDE": 71,
    "MUTE_WRITER": 72,
    "EDIT_OWN": 73,
    "SAVE_OWN": 74,
    "BIG_SCREEN": 90,
    "NEW_LINK": 91,
    "SCREEN_OFF": 92,
    "READ_WALL": 100,
    "TAKE_OFF": 101,
    "PEOPLE": 80,
    "SHOW_PERSON": 81,
    "PUT_OUT": 82,
    "LET_BACK": 83,
    "OPEN_DOOR": 84,
    "CLOSE_DOOR": 85,
    "ZONE": 86,
    "TAKE_ZONE": 87,
}
"""Numbers that are in buttons in chats."""


def wave(context: CoachContext, action: Action) -> GroupChange:
    change = change_group(add_to_log(context, action.log), {}, ())
    return replace(change, notice=Notice(verbatim("You waved.")))


@pytest.fixture
def waving(monkeypatch: pytest.MonkeyPatch) -> Iterator[Action]:
    """An action that nothing but its declaration knows."""
    monkeypatch.setattr(coach_actions, "ACTIONS", ACTIONS)
    yield declare(
        Action(
            99,
            verbatim("Wave"),
            row=6,
            stages=(GroupStage.LOBBY, GroupStage.OPEN),
            handler=wave,
            log=verbatim("waved"),
            commands={"wave": (GroupStage.OPEN,)},
        )
    )
    del ACTIONS[99]


def labels(group: Rehearsed) -> list[str]:
    return [button.label for row in group.screen(Role.CONSOLE, str(COACH)).rows for button in row]


def test_each_action_has_one_declaration_and_the_number_it_always_had() -> None:
    rooms = (coach_actions, writing_actions, screen_actions, people_actions)
    named = [each for room in rooms for each in vars(room).items()]
    declared = {name: action for name, action in named if isinstance(action, Action)}

    assert {name: action.number for name, action in declared.items()} == BEFORE
    assert {*ACTIONS.values()} == {*declared.values()}
    assert all(number == action.number for number, action in ACTIONS.items())


def test_a_number_is_not_used_twice() -> None:
    with pytest.raises(ValueError, match="number 1"):
        declare(Action(1, verbatim("Wave")))


def test_an_action_does_a_transition_or_has_a_handler() -> None:
    assert [each for each in ACTIONS.values() if not each.trigger and each.handler is None] == []


def test_a_made_up_action_needs_nothing_but_its_declaration(waving: Action) -> None:
    group = rehearsed(dog(), 5)
    group.lead(coach_actions.START)

    change = group.lead(waving)

    assert change.notice == Notice(verbatim("You waved."))
    assert "Wave" in labels(group)
    assert "Anna: waved" in group.said(Role.CONSOLE, str(COACH))
    assert "wave" in command_names()
    assert (commanded("wave", GroupStage.OPEN), commanded("wave", GroupStage.LOBBY)) == (waving, None)


def test_the_button_of_a_made_up_action_comes_back(waving: Action) -> None:
    group = rehearsed(dog()).group

    packed = pack(Lead(waving), group, dog())

    assert unpack(packed) == PackedAction(group.id, lead_stamp(group), waving)


def test_a_made_up_action_is_offered_in_its_stages_alone(waving: Action) -> None:
    group = rehearsed(dog(), 5)
    in_lobby = labels(group)
    group.lead(coach_actions.PAUSE)

    assert ("Wave" in in_lobby, "Wave" in labels(group)) == (True, False)
    assert ENGLISH(waving.label) == "Wave"


@pytest.mark.parametrize(
    ("name", "where"),
    [
        ("next", {"lobby": 1, "open": 2, "talk": 6, "shown": 7, "results": 7, "plan": 13, "paused": 12}),
        ("reveal", {"open": 2, "talk": 6}),
        ("pause", dict.fromkeys(("lobby", "open", "talk", "shown", "results", "plan"), 11)),
        ("resume", {"paused": 12}),
        (
            "end",
            dict.fromkeys(("lobby", "open", "talk", "shown", "results", "plan", "paused", "detached"), 13),
        ),
    ],
)
def test_a_command_does_what_fits_where_the_group_stands(name: str, where: dict[str, int]) -> None:
    found = {stage.value: action.number for stage in GroupStage if (action := commanded(name, stage))}

    assert found == where


WIDEST = {1: 60, 2: 20, 3: 12, 4: 6}
"""Buttons in a row -> letters of each that a phone of 390 px shows in one line."""


@pytest.mark.parametrize("stage", GroupStage)
@pytest.mark.parametrize("thread", [None, 5])
def test_each_row_of_the_console_can_be_read_on_a_phone(stage: GroupStage, thread: int | None) -> None:
    group = replace(rehearsed(dog(), 6).group, stage=stage, thread=thread)
    rows = defaultdict[int, list[str]](list)
    for action in ACTIONS.values():
        if action.row and is_offered(action, dog(), group, COACH + 1):
            rows[action.row].append(ENGLISH(action.label))

    assert [row for row in rows.values() if max(map(len, row)) > WIDEST.get(len(row), 0)] == []


def test_the_console_keeps_its_order() -> None:
    group = rehearsed(dog(), 6)
    in_lobby = labels(group)
    group.lead(coach_actions.START)

    switch = "☐ Reveal when all answered"
    assert in_lobby == ["▶ Start", "Invite", "Pause", "People", "Time zone", switch, "End"]
    assert labels(group) == [
        "⏱ 1 min",
        "Close and reveal",
        "Remind",
        "Skip",
        "Pause",
        "People",
        "Time zone",
        switch,
        "End",
    ]
