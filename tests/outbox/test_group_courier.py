"""A group's messages: what is shown, in which order, how often, and what follows a failure."""

import asyncio
import logging
from dataclasses import replace
from pathlib import Path

import pytest

from bot.core.group import coach_actions
from bot.core.group.events import Choose
from bot.core.group.session import FoundGroup, GroupChange
from bot.core.screen.screen import Block, Screen
from bot.core.screen.surface import Role, ShowGroup, Urgency
from bot.core.words import group_steps
from bot.core.words.english import ENGLISH
from bot.outbox.call_limits import GROUP_CALLS
from bot.outbox.chat_port import (
    ChatGone,
    ChatMoved,
    DeliveryError,
    EditRefused,
    MessageGone,
    NotSent,
    RateLimited,
    Refused,
    Unconfirmed,
)
from bot.outbox.courier import Courier
from bot.stores.protocol import StoreError
from bot.stores.sqlite.store import SqliteStore
from tests.gathering import Team, team, with_warm_up
from tests.groups import CHAT, COACH
from tests.rehearsal import ANN, NOW, rest

BOARD, STEP, WALL = ShowGroup(Role.BOARD), ShowGroup(Role.STEP, "0"), ShowGroup(Role.WALL)
CONSOLE = ShowGroup(Role.CONSOLE, str(COACH), COACH)
TABLE = ShowGroup(Role.TABLE, str(COACH), COACH)
SUMMARY = ShowGroup(Role.SUMMARY, str(COACH), COACH)
ANSWER = Choose("leaning", "get")
BOARD_SAYS, STEP_SAYS = "Is a dog right for me?", "1/9 · Where do you lean today?"
WALL_SAYS, CONSOLE_SAYS = "Our wall of first steps", "Team · Is a dog right for me?"


def counting(show: ShowGroup) -> ShowGroup:
    return replace(show, urgency=Urgency.COUNTER)


def below(show: ShowGroup) -> ShowGroup:
    return replace(show, below=True)


async def revealed(group: Team) -> None:
    """Six have answered the first question, and all see its totals."""
    first, second, *_ = group.rehearsed.step.question.options
    for person in range(1, 7):
        await group.chooses(person, first if person % 2 else second)
    await group.leads(coach_actions.CLOSE)
    await group.hands_over(group.rehearsed.wait(6))


def restarted(group: Team) -> Courier:
    shell = group.shell
    return Courier(
        shell.chat,
        shell.store,
        shell.library,
        clock=shell.clock,
        ticks=shell.clock.ticks,
        sleep=shell.clock.sleep,
    )


# --- what is shown --------------------------------------------------------------------------


async def test_each_surface_shows_its_part_of_the_group(tmp_path: Path) -> None:
    group = await team(tmp_path)

    await group.shows(BOARD, STEP, WALL, CONSOLE)

    assert group.stands() == (group.says(Role.BOARD), group.says(Role.STEP, "0"), group.says(Role.WALL))
    assert group.stands(COACH) == (group.says(Role.CONSOLE, str(COACH)),)
    assert await group.due() == ()


async def test_a_message_goes_into_the_topic_of_its_group(tmp_path: Path) -> None:
    group = await team(tmp_path)
    now = group.rehearsed.group
    group.rehearsed.group = replace(now, revision=now.revision + 1, thread=7)

    await group.hands_over(GroupChange(group.rehearsed.group, show=(STEP, CONSOLE)))

    assert group.chat.threads == {(CHAT, 1): 7}


async def test_a_counter_shows_every_answer_so_far(tmp_path: Path) -> None:
    group = await team(tmp_path)
    first = await group.commits(GroupChange(show=(STEP,)))
    for person in (1, 2):
        change = group.rehearsed.tap(person, ANSWER)
        await group.commits(GroupChange(change.group, change.seats))

    group.shell.courier.hand_over(first)
    await rest()

    assert "Answered: 2 of 3" in str(group.stands())


async def test_what_shows_already_is_not_edited(tmp_path: Path) -> None:
    group = await team(tmp_path)
    await group.shows(BOARD, STEP, CONSOLE)
    before = list(group.chat.calls)

    await group.shows(BOARD, STEP, CONSOLE)

    assert group.chat.calls == before
    assert await group.due() == ()


async def test_the_console_of_somebody_who_leads_no_more_says_so(tmp_path: Path) -> None:
    group = await team(tmp_path)
    await group.shows(CONSOLE)
    now = group.rehearsed.group
    handed = replace(now, revision=now.revision + 1, coach=ANN, coach_name="Ann")

    await group.hands_over(GroupChange(handed, show=(CONSOLE,)))

    assert group.stands(COACH) == (Screen((Block("You're no longer the coach of “Team”."),)),)


async def test_what_has_nothing_to_show_and_was_never_sent_is_done(tmp_path: Path) -> None:
    group = await team(tmp_path)

    await group.shows(replace(STEP, part="99"))

    assert group.chat.calls == []
    assert await group.due() == ()


class MarksMeanwhile(SqliteStore):
    """Marks a surface when a group is read. marks: which; None for none any more."""

    marks: ShowGroup | None = None
    gathered: Team

    async def group(self, group_id: int) -> FoundGroup:
        found = await super().group(group_id)
        if (show := self.marks) is not None:
            self.marks = None
            await self.gathered.commits(GroupChange(show=(show,)))
        return found


async def test_a_mark_that_comes_while_there_is_nothing_to_show_is_kept(tmp_path: Path) -> None:
    store = MarksMeanwhile.in_memory()
    group = store.gathered = await team(tmp_path, store=store)
    await group.shows(CONSOLE)
    now = group.rehearsed.group
    handed = replace(now, revision=now.revision + 1, coach=ANN, coach_name="Ann")

    store.marks = CONSOLE
    await group.hands_over(GroupChange(handed, show=(CONSOLE,)))

    assert [row.role for row in await group.due()] == [Role.CONSOLE]


async def test_a_deleted_group_is_shown_no_more(tmp_path: Path) -> None:
    group = await team(tmp_path)
    marked = await group.commits(GroupChange(show=(BOARD, TABLE)))
    await group.commits(GroupChange(deleted=True))

    group.shell.courier.hand_over(marked)
    await rest()

    assert group.chat.calls == []


# --- pinned, put away -----------------------------------------------------------------------


async def test_a_board_is_pinned_once_and_nothing_else_is(tmp_path: Path) -> None:
    group = await team(tmp_path, restless=True)
    await group.shows(BOARD, STEP, WALL, CONSOLE)
    await group.shows(BOARD, STEP)

    assert group.chat.pinned == [(CHAT, 1)]


async def test_a_board_that_comes_afresh_is_pinned_and_the_earlier_one_loses_its_buttons(
    tmp_path: Path,
) -> None:
    group = await team(tmp_path)
    await group.shows(BOARD)

    await group.shows(below(BOARD))

    assert group.group_calls[2:] == [
        ("send", CHAT, BOARD_SAYS),
        ("pin", CHAT, 2),
        ("remove_buttons", CHAT, 1),
    ]
    assert await group.due() == ()


async def test_a_board_is_recorded_before_it_is_pinned(tmp_path: Path) -> None:
    group = await team(tmp_path)
    group.chat.faults[CHAT] = [None, RateLimited(30)]

    await group.shows(BOARD)

    assert (await group.row(BOARD)).message_id == 1


@pytest.mark.parametrize("problem", [RateLimited(3), NotSent(), Unconfirmed()])
async def test_a_pin_that_failed_is_tried_again(tmp_path: Path, problem: DeliveryError) -> None:
    group = await team(tmp_path)
    group.chat.faults[CHAT] = [None, problem]

    await group.shows(BOARD)
    await group.waits(5)

    assert [call[0] for call in group.group_calls] == ["send", "pin", "pin"]


@pytest.mark.parametrize("problem", [Refused(), MessageGone()])
async def test_a_board_that_cannot_be_pinned_is_kept_up_to_date(
    tmp_path: Path, problem: DeliveryError
) -> None:
    group = await team(tmp_path, restless=True)
    group.chat.faults[CHAT] = [None, problem]

    await group.shows(BOARD)
    await group.shows(BOARD)

    assert [call[0] for call in group.group_calls] == ["send", "pin", "edit"]
    assert await group.due() == ()


@pytest.mark.parametrize(("show", "retires"), [(BOARD, "remove_buttons"), (STEP, "edit"), (CONSOLE, "edit")])
async def test_what_comes_below_leaves_the_one_above_without_buttons(
    tmp_path: Path, show: ShowGroup, retires: str
) -> None:
    group = await team(tmp_path)
    await group.shows(show)

    await group.shows(below(show))

    assert [call[0] for call in group.chat.calls if call[0] != "pin"] == ["send", "send", retires]
    assert group.chat.armed == {(show.chat or CHAT, 2)}


def points_down(group: Team) -> list[bool]:
    """Of each message in the group, from top to bottom, whether it says that it goes on further down."""
    below = ENGLISH(group_steps.goes_on_below())
    return [screen.blocks[-1].text == below for screen in group.stands()]


async def test_a_step_that_comes_below_is_pointed_to_from_where_it_stood(tmp_path: Path) -> None:
    group = await team(tmp_path)
    await group.shows(STEP)

    await group.shows(below(STEP))

    assert points_down(group) == [True, False]
    assert group.stands()[0].blocks[0] == group.stands()[1].blocks[0]


async def test_a_message_that_cannot_point_down_loses_its_buttons(tmp_path: Path) -> None:
    group = await team(tmp_path)
    await group.shows(STEP)
    group.chat.faults[CHAT] = [None, EditRefused()]

    await group.shows(below(STEP))

    assert [call[0] for call in group.group_calls] == ["send", "send", "edit", "remove_buttons"]
    assert await group.due() == ()


async def test_a_step_that_moved_is_sent_once_though_the_bot_ends_before_the_older_one_points_to_it(
    tmp_path: Path,
) -> None:
    group = await team(tmp_path)
    await group.shows(STEP)
    group.chat.faults[CHAT] = [None, NotSent()]
    await group.shows(below(STEP))
    group.shell.courier.forget(CHAT)  # what it knew is gone, as after a kill

    await group.shell.courier.recover()
    await group.waits(60)

    assert points_down(group) == [True, False]
    assert [call[0] for call in group.group_calls].count("send") == 2


async def test_the_message_of_a_skipped_step_becomes_that_of_the_next(tmp_path: Path) -> None:
    group = await team(tmp_path)
    await group.shows(BOARD, STEP)
    sent = len(group.stands())

    await group.leads(coach_actions.SKIP)
    await group.hands_over(group.rehearsed.wait(6))
    await group.waits(60)

    assert len(group.stands()) == sent
    assert group.stands()[-1] == group.says(Role.STEP, str(group.rehearsed.group.step))
    assert await group.due() == ()


# --- charts and files -----------------------------------------------------------------------


async def test_a_chart_comes_into_the_message_of_its_question_and_is_recorded(tmp_path: Path) -> None:
    group = await team(tmp_path, 6, dialog=with_warm_up())
    await group.shows(STEP)

    await revealed(group)

    chart = group.says(Role.STEP, "0").picture
    assert chart is not None
    assert (group.chat.charts, (await group.row(STEP)).picture) == ({(CHAT, 1): repr(chart)}, repr(chart))


async def test_a_message_keeps_its_chart_where_none_is_to_be_shown_any_more(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    group = await team(tmp_path, 6, restless=True, dialog=with_warm_up())
    await group.shows(STEP)
    await revealed(group)
    chart = group.chat.charts[CHAT, 1]

    await group.leads(coach_actions.PAUSE)
    await group.shows(STEP)
    await group.shows(STEP)

    assert group.says(Role.STEP, "0").picture is None
    assert (await group.row(STEP)).picture == chart
    assert caplog.messages == []


async def test_a_chart_is_known_after_a_restart(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    group = await team(tmp_path, 6, restless=True)
    await group.shows(STEP)
    await revealed(group)
    calls = len(group.chat.calls)

    await group.commits(GroupChange(show=(STEP,)))
    await restarted(group).recover()
    await rest()

    assert group.chat.calls[calls:] == [("edit", CHAT, 1, STEP_SAYS)]
    assert caplog.messages == []


@pytest.mark.parametrize(("show", "start"), [(TABLE, b"\xef\xbb\xbf"), (SUMMARY, b"%PDF-")])
async def test_a_file_is_sent_to_its_coach_each_time_it_is_asked_for(
    tmp_path: Path, show: ShowGroup, start: bytes
) -> None:
    group = await team(tmp_path, 6)
    await revealed(group)

    for _ in range(2):
        await group.shows(show)
        await group.shell.courier.settle()

    called = [call[:2] for call in group.chat.calls if call[0] in ("document", "remove_buttons")]
    assert called == [("document", COACH)] * 2
    assert [content[: len(start)] for content in group.chat.documents] == [start] * 2
    assert [each.role for each in await group.due()] == [Role.CONSOLE]


async def test_a_file_that_is_asked_for_again_while_it_is_sent_comes_twice_and_has_no_buttons_to_lose(
    tmp_path: Path,
) -> None:
    group = await team(tmp_path, 6)
    await revealed(group)
    gate = group.chat.gates[COACH] = asyncio.Event()

    for _ in range(2):
        group.shell.courier.hand_over(await group.commits(GroupChange(show=(TABLE,))))
        await rest()
    gate.set()
    await group.shell.courier.settle()

    called = [call[:2] for call in group.chat.calls if call[0] in ("document", "remove_buttons")]
    assert called == [("document", COACH)] * 2
    assert [each.role for each in await group.due()] == [Role.CONSOLE]


async def test_a_wall_that_comes_anew_leaves_the_old_one_as_it_is(tmp_path: Path) -> None:
    group = await team(tmp_path)
    await group.shows(WALL)

    await group.shows(below(WALL))

    assert [call[0] for call in group.group_calls] == ["send", "send"]
    assert await group.due() == ()


# --- a group's minute -----------------------------------------------------------------------


async def test_a_group_gets_eighteen_calls_and_then_waits_for_the_first_to_be_a_minute_old(
    tmp_path: Path,
) -> None:
    group = await team(tmp_path, restless=True)
    for _ in range(9):
        await group.shows(BOARD, STEP)
        await group.waits(1)
    await group.shows(BOARD, STEP)
    full = len(group.chat.counted())

    await group.waits(50.9)
    early = len(group.chat.counted())
    await group.waits(0.2)

    assert (full, early, len(group.chat.counted())) == (18, 18, 20)


async def test_a_full_minute_in_a_group_delays_nobody_else(tmp_path: Path) -> None:
    group = await team(tmp_path, restless=True)
    for _ in range(19):
        await group.shows(STEP)

    await group.shows(CONSOLE)

    assert (len(group.chat.counted()), group.chat.told(COACH)[-1]) == (18, CONSOLE_SAYS)


async def test_buttons_taken_off_count_like_any_edit(tmp_path: Path) -> None:
    group = await team(tmp_path)
    await group.shows(STEP)
    for _ in range(12):
        await group.shows(below(STEP))
    calls = len(group.chat.counted())

    await group.waits(120)

    assert calls == 17  # one sent, and eight more that took the buttons off the one before
    assert [one for one in group.chat.armed if one[0] == CHAT] == [(CHAT, max(group.chat.messages[CHAT]))]


async def test_counters_leave_six_calls_to_a_change_of_stage(tmp_path: Path) -> None:
    group = await team(tmp_path, restless=True)
    for _ in range(14):
        await group.shows(counting(BOARD), counting(STEP))
        await group.waits(4)
    counters = len([at for at in group.chat.counted() if at >= group.shell.clock.now - NOW - 60])

    for _ in range(6):
        await group.shows(STEP)

    assert (counters, len(group.chat.counted()) - counters) == (12, 6)


async def test_the_wall_is_no_more_urgent_than_the_last_six_calls(tmp_path: Path) -> None:
    group = await team(tmp_path, restless=True)
    for _ in range(12):
        await group.shows(STEP)

    await group.shows(replace(WALL, urgency=Urgency.WALL))

    assert len(group.chat.counted()) == 12


async def test_what_matters_most_goes_first(tmp_path: Path) -> None:
    group = await team(tmp_path, restless=True)
    for _ in range(18):
        await group.shows(STEP)
    later = ShowGroup(Role.STEP, "1", urgency=Urgency.RESULT)

    await group.shows(counting(BOARD), replace(WALL, urgency=Urgency.WALL), later, STEP)
    await group.waits(59)
    await group.waits(200)

    assert [call[-1] for call in group.group_calls if call[0] != "pin"][18:] == [
        STEP_SAYS,
        "2/9 · Which of these can you say today? Tick all that are true.",
        WALL_SAYS,
        BOARD_SAYS,
    ]


async def test_of_what_is_equally_urgent_the_board_goes_first(tmp_path: Path) -> None:
    group = await team(tmp_path)

    await group.shows(WALL, STEP, BOARD)

    assert group.chat.told(CHAT) == (BOARD_SAYS, STEP_SAYS, WALL_SAYS)


# --- counters -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("show", "people", "seconds"),
    [
        (counting(STEP), 20, 4),
        (counting(STEP), 21, 8),
        (counting(BOARD), 3, 4),
        (replace(WALL, urgency=Urgency.WALL), 3, 15),
        (counting(WALL), 21, 15),
        (counting(CONSOLE), 21, 3),
    ],
)
async def test_a_counter_rests_between_two_states(
    tmp_path: Path, show: ShowGroup, people: int, seconds: int
) -> None:
    group = await team(tmp_path, people, restless=True)
    chat = show.chat or CHAT
    await group.shows(show)
    await group.waits(0.5)
    await group.shows(show)

    await group.waits(seconds - 0.6)
    early = len(group.chat.counted(chat))
    await group.waits(0.2)

    assert (early, len(group.chat.counted(chat))) == (1, 2)


async def test_a_change_of_stage_waits_for_no_counter(tmp_path: Path) -> None:
    group = await team(tmp_path, restless=True)
    await group.shows(counting(STEP))

    await group.shows(STEP)

    assert len(group.chat.counted()) == 2


async def test_a_counter_that_waited_shows_the_newest_state_once(tmp_path: Path) -> None:
    group = await team(tmp_path, 12)
    await group.shows(STEP)
    for person in range(1, 13):
        await group.chooses(person, "get", counting(STEP))

    await group.waits(4)

    assert group.group_calls == [("send", CHAT, STEP_SAYS), ("edit", CHAT, 1, STEP_SAYS)]
    assert group.stands() == (group.says(Role.STEP, "0"),)
    assert await group.due() == ()


async def test_a_waiting_counter_becomes_as_urgent_as_its_next_mark(tmp_path: Path) -> None:
    group = await team(tmp_path)
    await group.shows(STEP)
    await group.shows(counting(STEP))
    await group.chooses(1, "get", counting(STEP))

    await group.shows(STEP)

    assert group.stands() == (group.says(Role.STEP, "0"),)


async def test_a_waiting_change_of_stage_stays_urgent_when_a_counter_follows(tmp_path: Path) -> None:
    group = await team(tmp_path, restless=True)
    for _ in range(18):
        await group.shows(STEP)
    await group.shows(STEP)
    await group.shows(counting(STEP))

    await group.waits(60)

    assert len(group.chat.counted()) == 19


@pytest.mark.parametrize(("left", "calls"), [((counting(STEP), STEP), 13), ((counting(STEP),), 12)])
async def test_what_is_left_over_from_before_a_restart_is_as_urgent_as_it_was(
    tmp_path: Path, left: tuple[ShowGroup, ...], calls: int
) -> None:
    group = await team(tmp_path, restless=True)
    for _ in range(12):
        await group.shows(STEP)
    for show in left:
        await group.commits(GroupChange(show=(show,)))

    again = restarted(group)
    await again.recover()
    await rest()

    assert len(group.chat.counted()) == calls
    await again.stop()


async def test_a_group_that_was_called_as_often_as_it_may_is_left_alone_after_a_restart(
    tmp_path: Path,
) -> None:
    group = await team(tmp_path, restless=True)
    for _ in range(GROUP_CALLS):
        await group.shows(STEP)
    await group.waits(20)
    await group.commits(GroupChange(show=(STEP,)))

    again = restarted(group)
    await again.recover()
    await group.waits(39.9)
    before = len(group.chat.counted())
    await group.waits(0.2)

    assert (before, len(group.chat.counted())) == (GROUP_CALLS, GROUP_CALLS + 1)
    await again.stop()


# --- failures -------------------------------------------------------------------------------


async def test_a_group_told_to_wait_is_left_alone_and_then_shows_its_stage_before_its_counters(
    tmp_path: Path,
) -> None:
    group = await team(tmp_path, restless=True)
    group.chat.faults[CHAT] = [RateLimited(23)]
    await group.shows(counting(BOARD))
    await group.shows(counting(BOARD), STEP)
    await group.waits(22.9)
    during = group.chat.told(CHAT)

    await group.waits(0.2)

    assert (during, group.chat.told(CHAT)) == ((), (STEP_SAYS, BOARD_SAYS))
    assert await group.due() == ()


async def test_a_wait_in_a_group_is_told_and_one_in_a_private_chat_is_not(tmp_path: Path) -> None:
    group = await team(tmp_path)
    told: list[tuple[int, float]] = []

    async def on_wait(chat: int, seconds: float) -> None:
        told.append((chat, seconds))

    group.shell.courier.on_wait = on_wait
    group.chat.faults = {CHAT: [RateLimited(23)], COACH: [RateLimited(5)]}
    await group.shows(STEP, CONSOLE)

    assert told == [(CHAT, 23)]


async def test_a_coach_who_is_faster_than_the_calls_of_a_minute_is_told_how_long_the_group_lags(
    tmp_path: Path,
) -> None:
    group = await team(tmp_path, restless=True)
    told: list[tuple[int, float]] = []

    async def on_wait(chat: int, seconds: float) -> None:
        told.append((chat, seconds))

    group.shell.courier.on_wait = on_wait
    for _ in range(18):
        await group.shows(STEP)
        await group.waits(1)
    await group.shows(counting(STEP))
    assert told == []

    await group.shows(STEP)

    assert set(told) == {(CHAT, 42.0)}


async def test_a_message_of_a_group_that_is_gone_is_sent_afresh_once(tmp_path: Path) -> None:
    group = await team(tmp_path, restless=True)
    await group.shows(STEP)
    group.chat.messages[CHAT].clear()

    await group.shows(STEP)
    await group.waits(60)

    assert [call[0] for call in group.group_calls] == ["send", "edit", "send"]
    assert await group.due() == ()


async def test_a_group_that_cannot_be_written_to_is_tried_once(tmp_path: Path) -> None:
    group = await team(tmp_path)
    await group.shell.courier.recover()
    group.chat.faults[CHAT] = [ChatGone()]

    await group.shows(BOARD, STEP, WALL)
    await group.waits(600)

    assert len(group.group_calls) == 1
    await group.shell.courier.stop()


async def test_a_coach_who_cannot_be_written_to_is_tried_once(
    tmp_path: Path,
) -> None:
    group = await team(tmp_path)
    await group.shell.courier.recover()
    group.chat.faults[COACH] = [ChatGone()]

    for _ in range(3):
        await group.shows(CONSOLE)
        await group.waits(60)

    assert [call[1] for call in group.chat.calls] == [COACH]
    await group.shell.courier.stop()


async def test_a_group_that_moved_goes_on_in_its_new_place(tmp_path: Path) -> None:
    group = await team(tmp_path)
    await group.shell.courier.recover()
    await group.shows(BOARD, STEP)
    group.chat.faults[CHAT] = [ChatMoved(-2002)]

    await group.chooses(1, "get", STEP)
    await group.waits(5)

    assert group.chat.told(-2002) == (BOARD_SAYS, STEP_SAYS)
    await group.shell.courier.stop()


class Unreadable(SqliteStore):
    """Groups cannot be read while it is broken."""

    broken = False

    async def group(self, group_id: int) -> FoundGroup:
        if self.broken:
            raise StoreError("locked")
        return await super().group(group_id)


async def test_a_group_that_cannot_be_read_is_shown_when_it_can(tmp_path: Path) -> None:
    store = Unreadable.in_memory()
    group = await team(tmp_path, store=store)
    store.broken = True
    await group.shows(counting(STEP))
    store.broken = False

    await group.waits(2)

    assert group.chat.told(CHAT) == (STEP_SAYS,)


async def test_a_bug_in_one_surface_stops_no_other(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    group = await team(tmp_path)

    with caplog.at_level(logging.ERROR):
        await group.shows(replace(STEP, part="no number"), BOARD)

    assert group.chat.told(CHAT) == (BOARD_SAYS,)
    assert len(caplog.messages) == 1
