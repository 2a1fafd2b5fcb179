"""Where a group can go from where it stands, and which button of a coach is stale there."""

from dataclasses import replace

import pytest

from bot.core.group import coach_actions
from bot.core.group.agenda import agenda
from bot.core.group.deadlines import LOOK
from bot.core.group.plan import next_step
from bot.core.group.session import GroupStage, Pending
from bot.core.group.stages import ATTACH, DETACH, ELAPSE, RUNNING, Cursor, machine, next_stage
from bot.core.group.status import lead_stamp
from tests.example import dog
from tests.groups import Rehearsed, rehearsed

DOG = dog()
ALWAYS = {
    GroupStage.LOBBY: {"start", "pause", "end", "detach"},
    GroupStage.OPEN: {"close", "skip", "pause", "end", "detach"},
    GroupStage.CLOSING: {"cancel", "elapse", "detach"},
    GroupStage.TALK: {"revote", "reveal", "pause", "end", "detach"},
    GroupStage.SHOWN: {"next", "pause", "end", "detach"},
    GroupStage.RESULTS: {"next", "pause", "end", "detach"},
    GroupStage.PLAN: {"pause", "end", "detach"},
    GroupStage.PAUSED: {"resume", "end", "detach"},
    GroupStage.DETACHED: {"attach", "end"},
    GroupStage.ENDED: set(),
}


def at(
    stage: GroupStage, step: int = 0, before: GroupStage | None = None, pending: Pending | None = None
) -> Cursor:
    group = replace(rehearsed(DOG).group, stage=stage, step=step, before=before, pending=pending)
    return Cursor(stage, group, next_step(DOG, group))


@pytest.mark.parametrize("stage", GroupStage, ids=lambda stage: stage.value)
def test_from_each_stage_just_these_triggers_lead_on(stage: GroupStage) -> None:
    resting = stage in (GroupStage.CLOSING, GroupStage.PAUSED, GroupStage.DETACHED)
    cursor = at(
        stage,
        0,
        GroupStage.OPEN if resting else None,
        Pending.REVEAL if stage is GroupStage.CLOSING else None,
    )

    found = {each for each in machine().events if next_stage(each, replace(cursor)) is not None}

    assert found == ALWAYS[stage]


@pytest.mark.parametrize("stage", RUNNING, ids=lambda stage: stage.value)
@pytest.mark.parametrize(
    ("there", "back"),
    [("pause", "resume"), (DETACH, ATTACH), ("end", "cancel")],
    ids=["pause", "detach", "end"],
)
def test_whatever_rests_comes_back_to_where_it_was(stage: GroupStage, there: str, back: str) -> None:
    rests = next_stage(there, at(stage))

    assert rests is not None
    assert next_stage(back, at(rests, before=stage, pending=Pending.END)) is stage


@pytest.mark.parametrize(
    ("pending", "is_split", "to"),
    [
        (Pending.REVEAL, False, GroupStage.SHOWN),
        (Pending.REVEAL, True, GroupStage.TALK),
        (Pending.SKIP, False, GroupStage.OPEN),
        (Pending.END, False, GroupStage.ENDED),
    ],
)
def test_what_was_announced_is_done(pending: Pending, is_split: bool, to: GroupStage) -> None:
    cursor = replace(at(GroupStage.CLOSING, before=GroupStage.OPEN, pending=pending), is_split=is_split)

    assert next_stage(ELAPSE, cursor) is to


def test_after_the_last_step_there_is_the_end() -> None:
    assert next_stage("next", at(GroupStage.SHOWN, len(agenda(DOG)) - 1)) is GroupStage.ENDED


# --- buttons of coaches -----------------------------------------------------------------------


def stood(group: Rehearsed) -> int:
    return lead_stamp(group.group)


def test_every_move_of_a_coach_makes_the_buttons_before_it_stale() -> None:
    group = rehearsed(DOG, 6)
    stamps = [stood(group)]
    group.lead(coach_actions.START)
    stamps.append(stood(group))
    group.choose(1, next(iter(group.step.question.options)))

    for action in (
        coach_actions.NUDGE,
        coach_actions.CLOSE,
        coach_actions.CANCEL,
        coach_actions.PAUSE,
        coach_actions.RESUME,
    ):
        group.lead(action)
        stamps.append(stood(group))
        group.at += 1

    assert len(set(stamps)) == len(stamps)


def test_a_look_of_the_clock_at_a_big_group_leaves_a_coachs_buttons_good() -> None:
    group = rehearsed(DOG, 30)
    group.lead(coach_actions.START)
    before, revision = stood(group), group.group.revision

    group.wait(LOOK)

    assert group.group.revision == revision + 1
    assert stood(group) == before


def test_a_paused_group_that_the_bot_comes_back_to_is_paused() -> None:
    group = rehearsed(DOG, 6)
    group.lead(coach_actions.START)
    group.lead(coach_actions.PAUSE)

    group.detached()
    group.attached()

    assert (group.group.stage, group.group.before, group.group.closes_at) == (
        GroupStage.PAUSED,
        GroupStage.OPEN,
        None,
    )
    group.lead(coach_actions.RESUME)
    assert (group.group.stage, group.group.before) == (GroupStage.OPEN, None)
