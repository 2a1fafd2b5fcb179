"""Whatever is marked in a group, and however fast: its minute holds, and its newest state is shown."""

import asyncio
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.group.events import Choose
from bot.core.group.session import GroupChange
from bot.core.screen.surface import Role, ShowGroup, Urgency
from bot.outbox.chat_port import DeliveryError, MessageGone, NotSent, RateLimited
from tests.gathering import Team, team
from tests.groups import CHAT, COACH
from tests.rehearsal import NOW

SURFACES: Final = (
    ShowGroup(Role.BOARD),
    *(ShowGroup(Role.STEP, str(at)) for at in range(3)),
    ShowGroup(Role.WALL),
    ShowGroup(Role.CONSOLE, str(COACH), COACH),
)
PEOPLE: Final = 24
FAULTS: Final = (RateLimited(23), RateLimited(3), NotSent(), MessageGone())
ALMOST: Final = 1e-6
"""Seconds since 1970 are no rounder than that."""


class Mark(NamedTuple):
    """One change. pause: seconds before it. fault: of the next call to the group; None for none."""

    pause: float
    surface: int
    urgency: Urgency
    below: bool
    fault: int | None = None


PAUSES = st.sampled_from((0.0, 0.0, 0.0, 0.3, 1.0, 4.0, 20.0))
MARKS = st.builds(
    Mark,
    PAUSES,
    st.integers(0, len(SURFACES) - 1),
    st.sampled_from((*Urgency, Urgency.COUNTER, Urgency.COUNTER)),
    st.sampled_from((False, False, False, True)),
    st.none(),
)
FAULTY = st.builds(
    lambda mark, fault: mark._replace(fault=fault),
    MARKS,
    st.sampled_from((*range(len(FAULTS)), None, None, None)),
)


async def marked(group: Team, at: int, mark: Mark) -> None:
    """Something has changed that every surface could show, and one of them is marked."""
    await group.waits(mark.pause)
    if mark.fault is not None:
        faults: list[DeliveryError | None] = group.chat.faults.setdefault(CHAT, [])
        faults.append(FAULTS[mark.fault])
    rehearsed = group.rehearsed
    question = rehearsed.step.question
    option = tuple(question.options)[at // PEOPLE % 2]
    change = rehearsed.tap(1 + at % PEOPLE, Choose(question.id, option))
    now = rehearsed.group
    rehearsed.group = replace(now, revision=now.revision + (change.group is None), coach_name=f"Anna {at}")
    show = replace(SURFACES[mark.surface], urgency=mark.urgency, below=mark.below)
    await group.hands_over(GroupChange(rehearsed.group, change.seats, (show,)))


def in_the_last_minute(group: Team) -> int:
    return len([at for at in group.chat.counted() if at > group.shell.clock.now - NOW - 60])


def urgent_and_waiting(group: Team) -> int:
    """How many changes of stage wait in the group's own chat."""
    queue = group.shell.courier._queues.find(CHAT)
    return 0 if queue is None else len([job for job in queue.jobs() if job.urgency < Urgency.WALL])


async def ends(group: Team) -> None:
    """Everything is marked once more, as no more than a counter, and there is time for it."""
    await group.shows(*(replace(each, urgency=Urgency.COUNTER) for each in SURFACES))
    await group.waits(1_800)  # each of sixty calls may be told to wait for 23 seconds
    await group.shell.courier.recover()  # what was found to be due meanwhile
    await group.waits(10)


def newest(group: Team) -> dict[str, bool]:
    """Of each surface, whether the newest message that is its looks as the group does now."""
    stands = [screen for chat in (CHAT, COACH) for screen in group.stands(chat)]
    return {f"{each.role} {each.part}": group.says(each.role, each.part) in stands for each in SURFACES}


def lived(marks: list[Mark], watch: bool) -> Team:
    """A group after all this. watch: nothing fails, so that a change of stage waits for the minute alone."""

    async def live() -> Team:
        with TemporaryDirectory() as folder:
            group = await team(Path(folder), PEOPLE, restless=True)
            for at, mark in enumerate(marks):
                await marked(group, at, mark)
                if watch and urgent_and_waiting(group):
                    assert in_the_last_minute(group) >= 17, "there was room for a send, if not for two calls"
            await ends(group)
            assert await group.due() == ()
        return group

    return asyncio.run(live())


@settings(max_examples=20, deadline=None)
@given(st.lists(MARKS, min_size=20, max_size=80))
def test_a_group_never_gets_more_than_eighteen_calls_in_any_minute(marks: list[Mark]) -> None:
    group = lived(marks, watch=True)

    calls = group.chat.counted()
    assert all(later - first >= 60 - ALMOST for first, later in zip(calls, calls[18:], strict=False))
    assert all(newest(group).values()), newest(group)


@settings(max_examples=20, deadline=None)
@given(st.lists(FAULTY, min_size=20, max_size=60))
def test_whatever_fails_the_minute_holds_and_the_newest_state_is_shown(marks: list[Mark]) -> None:
    group = lived(marks, watch=False)

    calls = group.chat.counted()
    assert all(later - first >= 60 - ALMOST for first, later in zip(calls, calls[18:], strict=False))
    assert all(newest(group).values()), newest(group)
