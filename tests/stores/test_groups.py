"""What every store promises about coached groups and their seats."""

import asyncio
from dataclasses import replace

import pytest

from bot.core.dialog.question import Level
from bot.core.group.own_question import OwnQuestion
from bot.core.group.own_sketch import Lacks, Sketch
from bot.core.group.privacy.figure import Cell, Figure
from bot.core.group.session import FoundGroup, GroupChange, GroupSession, GroupStage, Pending, Seat
from bot.core.group.step_times import StepTimes
from bot.core.screen.surface import Notice, Role, Show, ShowGroup
from bot.core.solo.session import Session
from bot.core.words import group_questions, group_results
from bot.core.words.phrase import verbatim
from bot.stores.protocol import Address, Change, GroupAddress, Store

from .circle import (
    ANNA,
    BEN,
    BENS,
    BOARD,
    CARO,
    CAROS,
    OPENED,
    PLACE,
    TOPIC,
    Circle,
    in_private,
    later,
    numbered,
    said,
    seat_of,
)
from .conftest import CARD, FRESH, GONE

FULL = replace(
    OPENED,
    id=2**63 - 1,
    thread=None,
    co_coaches={BEN: "Ben \ud800", CARO: "Caro"},
    stage=GroupStage.CLOSING,
    before=GroupStage.OPEN,
    pending=Pending.REVEAL,
    step=3,
    round=2,
    k=4,
    taken=(Figure("goal", 1, 7, 9, (Cell(("a", "b"), 3, 3), Cell(("c",), 2, 4)), frozenset({1, 2, 7})),),
    shown=("goal",),
    wall=(group_results.step(group_questions.tomorrow(), verbatim("Write to one employer.")),),
    closes_at=2000.5,
    clock=20,
    clock_left=40,
    looks_at=2000.25,
    closes_alone=True,
    deadline=2000.5,
    looked=6,
    acted_at=1990.0,
    away=True,
    was_paused=True,
    plan=("goal", "group.results"),
    parked=("goal",),
    pages={BEN: "plan"},
    lets_in=False,
    topic="Planning",
    zone=120,
    step_times=StepTimes(90, 240, 200),
    took_part=9,
    kept=("goal",),
    offered={"Circle": ("goal",)},
    own=(OwnQuestion("Where is lunch?", ("Inside", "Outside"), Level.OPEN),),
    offered_own=(OwnQuestion("Who brings cake?", ("I do", "You do")),),
    sketches={ANNA: Sketch("Where is lunch?", ("Inside", "Outside"), Level.OPEN, Lacks.ASK, True, "own.1")},
    reminded=2,
    late=12.5,
    says_levels=False,
    big_screen=1_800_000_000,
)
BEN_SITS, CARO_SITS = numbered(BENS, 1), numbered(CAROS, 2)
ALL = GroupAddress(group=OPENED.id, everybody=True)


def never(_: FoundGroup) -> GroupChange:
    raise AssertionError("this update was decided before")


# --- groups -------------------------------------------------------------------------------


async def test_a_group_comes_back_as_it_was_saved(circle: Circle) -> None:
    await circle.change(GroupChange(group=FULL))

    assert await circle.store.group(FULL.id) == FoundGroup(FULL)


async def test_a_saved_group_takes_the_place_of_what_it_was(circle: Circle) -> None:
    await circle.opens()
    moved_on = later(OPENED, stage=GroupStage.OPEN, step=0, coach=BEN, coach_name="Ben", logic_hash="h2")

    await circle.change(GroupChange(group=moved_on))

    assert await circle.store.group(OPENED.id) == FoundGroup(moved_on)


async def test_what_was_committed_is_told(circle: Circle) -> None:
    change = GroupChange(group=OPENED, notice=Notice(verbatim("You lead.")))

    committed = await circle.update(GroupAddress(PLACE, TOPIC), lambda _: change)

    assert (committed.change, committed.due) == (change, ())


@pytest.mark.parametrize(
    ("address", "is_found"),
    [
        (GroupAddress(PLACE, TOPIC), True),
        (GroupAddress(PLACE), False),
        (GroupAddress(PLACE, 8), False),
        (GroupAddress(BEN, TOPIC), False),
        (GroupAddress(), False),
        (GroupAddress(group=OPENED.id), True),
        (GroupAddress(ANNA, group=OPENED.id), True),
        (GroupAddress(PLACE, TOPIC, group=1), False),
    ],
)
async def test_a_group_is_found_by_its_name_or_by_where_it_is(
    circle: Circle, address: GroupAddress, is_found: bool
) -> None:
    await circle.opens(BENS)

    assert await circle.find(address) == FoundGroup(OPENED if is_found else None)


async def test_of_the_groups_of_a_topic_the_newest_that_has_not_ended_is_found(circle: Circle) -> None:
    older, newer, ended = (replace(OPENED, id=number) for number in (5, 4, 3))
    for group in (older, newer, replace(ended, stage=GroupStage.ENDED)):
        await circle.change(GroupChange(group=group))
        circle.now -= 3600

    assert (await circle.find(GroupAddress(PLACE, TOPIC))).group == newer
    assert await circle.store.groups_in(PLACE) == (replace(ended, stage=GroupStage.ENDED), newer, older)


TOLD = Figure("D1", 1, 5, 5, (Cell(("yes",), 5, 5),), frozenset(range(1, 6)))
TELLING = replace(OPENED, stage=GroupStage.ENDED, taken=(TOLD,), shown=("D1",))


async def begins(circle: Circle, group: GroupSession, *people: int) -> None:
    """A session with these people begins."""
    seats = tuple(seat_of(each, "N", 1000 * group.id + at, group) for at, each in enumerate(people))
    await circle.change(GroupChange(group=group, seats=seats))


async def earlier_of(circle: Circle, number: int) -> dict[int, set[int]]:
    """The sessions that come with one, in order, and who took part in them."""
    found = await circle.find(GroupAddress(group=number, everybody=True))
    return {
        each.group.id: {seat.member.person for seat in each.seats} for each in found.earlier if each.group
    }


async def test_with_everybody_come_the_earlier_sessions_of_half_a_year(circle: Circle) -> None:
    old, recent, other = (replace(TELLING, id=number) for number in (5, 4, 3))
    for group in (old, recent, replace(other, dialog_id="other"), replace(OPENED, id=2)):
        await begins(circle, group, BEN)
        circle.now += 70 * 24 * 3600

    assert await earlier_of(circle, 2) == {4: {BEN}}
    assert (await circle.find(GroupAddress(group=2))).earlier == ()


async def test_sessions_that_told_nothing_put_no_earlier_one_out_of_sight(circle: Circle) -> None:
    few = replace(TOLD, people=frozenset((1, 2)))
    unseen = [replace(TELLING, id=10, shown=()), replace(TELLING, id=11, taken=(few,))]
    empty = [replace(OPENED, id=number, stage=GroupStage.ENDED) for number in range(12, 16)]
    for group in (TELLING, *unseen, *empty, replace(OPENED, id=2)):
        await begins(circle, group, BEN)
        circle.now += 3600

    assert await earlier_of(circle, 2) == {TELLING.id: {BEN}}


async def test_the_same_people_are_found_in_whatever_chat_and_nobody_else_is(circle: Circle) -> None:
    elsewhere, others = replace(TELLING, id=10, chat=-9), replace(TELLING, id=11)
    await begins(circle, elsewhere, BEN, CARO)
    await begins(circle, others, ANNA)
    await begins(circle, replace(OPENED, id=2), CARO)

    assert await earlier_of(circle, 2) == {10: {BEN, CARO}}


async def test_sessions_with_most_of_the_same_people_come_the_newest_first(circle: Circle) -> None:
    for number, people in enumerate(((BEN, CARO), *((BEN,),) * 4, (CARO, BEN)), 10):
        await begins(circle, replace(TELLING, id=number), *people)
    await begins(circle, replace(OPENED, id=2), BEN, CARO)

    assert [*await earlier_of(circle, 2)] == [15, 14, 13, 10]


async def test_a_chat_knows_its_groups_of_all_topics(circle: Circle) -> None:
    elsewhere = replace(OPENED, id=5, chat=-9)
    general = replace(OPENED, id=6, thread=None)
    for group in (OPENED, elsewhere, general):
        await circle.change(GroupChange(group=group))

    assert await circle.store.groups_in(PLACE) == (general, OPENED)


async def test_the_groups_of_a_person_are_those_they_lead_or_sit_in(circle: Circle) -> None:
    helped = replace(OPENED, id=5, coach=CARO, co_coaches={BEN: "Ben"}, stage=GroupStage.ENDED)
    await circle.opens(BENS)
    await circle.change(GroupChange(group=helped))

    assert await circle.store.groups_of(ANNA) == (OPENED,)
    assert await circle.store.groups_of(BEN) == (helped, OPENED)
    assert await circle.store.groups_of(CARO) == (helped,)
    assert await circle.store.groups_of(0) == ()


async def test_who_leads_no_more_is_no_coach_of_the_group(circle: Circle) -> None:
    await circle.opens()

    await circle.change(GroupChange(group=later(OPENED, coach=BEN)))

    assert await circle.store.groups_of(ANNA) == ()
    assert [group.id for group in await circle.store.groups_of(BEN)] == [OPENED.id]


async def test_a_group_without_a_coach_is_nobodys(circle: Circle) -> None:
    await circle.change(GroupChange(group=replace(OPENED, coach=0)))

    assert await circle.store.groups_of(0) == ()


# --- deadlines ----------------------------------------------------------------------------


async def test_groups_are_due_the_longest_overdue_first(circle: Circle) -> None:
    for number, deadline in ((1, 30.0), (2, 20.0), (3, 40.0), (4, None)):
        await circle.change(GroupChange(group=replace(OPENED, id=number, deadline=deadline)))

    assert await circle.store.groups_due(19.9) == ()
    assert await circle.store.groups_due(30.0) == (2, 1)
    assert await circle.store.next_deadline() == 20.0


async def test_a_group_that_has_ended_is_due_when_its_members_are_to_be_asked(circle: Circle) -> None:
    await circle.change(GroupChange(group=replace(OPENED, stage=GroupStage.ENDED, deadline=20.0)))

    assert await circle.store.groups_due(20.0) == (OPENED.id,)
    assert await circle.store.next_deadline() == 20.0


async def test_a_deadline_goes_when_the_group_has_none_any_more(circle: Circle) -> None:
    await circle.change(GroupChange(group=replace(OPENED, deadline=20.0)))

    await circle.change(GroupChange(group=later(OPENED, deadline=None)))

    assert await circle.store.next_deadline() is None


# --- seats --------------------------------------------------------------------------------


async def test_new_seats_are_numbered_in_their_order(circle: Circle) -> None:
    await circle.opens(CAROS)

    await circle.change(GroupChange(seats=(BENS,)))

    assert await circle.store.group(OPENED.id) == FoundGroup(OPENED, (numbered(CAROS, 1), numbered(BENS, 2)))


async def test_seats_of_another_group_are_numbered_by_themselves(circle: Circle) -> None:
    other = replace(OPENED, id=5)
    await circle.opens(BENS)

    await circle.change(GroupChange(group=other, seats=(seat_of(BEN, "Ben", 93, other),)))

    (seat,) = (await circle.store.group(5)).seats
    assert (seat.member.seat, seat.session.id) == (1, 93)


@pytest.mark.parametrize(
    ("address", "seats"),
    [
        (GroupAddress(group=OPENED.id), ()),
        (GroupAddress(group=OPENED.id, person=CARO), (CARO_SITS,)),
        (GroupAddress(group=OPENED.id, person=ANNA), ()),
        (GroupAddress(group=OPENED.id, everybody=True), (BEN_SITS, CARO_SITS)),
        (GroupAddress(group=OPENED.id, person=CARO, everybody=True), (BEN_SITS, CARO_SITS)),
    ],
)
async def test_only_the_seats_that_are_asked_for_are_found(
    circle: Circle, address: GroupAddress, seats: tuple[Seat, ...]
) -> None:
    await circle.opens(BENS, CAROS)

    assert (await circle.find(address)).seats == seats


async def test_a_changed_seat_takes_the_place_of_what_it_was(circle: Circle) -> None:
    await circle.opens(BENS, CAROS)
    after = said(BEN_SITS, goal="job")
    member = replace(
        after.member, name="Benjamin", here=False, private=True, given={"x": ("a",)}, tapped=("q o", 4.5)
    )
    after = replace(after, member=member)

    await circle.change(GroupChange(seats=(after,)), person=BEN)

    assert await circle.store.group(OPENED.id) == FoundGroup(OPENED, (after, CARO_SITS))


async def test_the_taps_of_a_whole_group_at_once_are_all_kept(circle: Circle) -> None:
    people = range(1, 201)
    await circle.opens(*(seat_of(person, "Somebody", 1000 + person) for person in people))

    def taps(found: FoundGroup) -> GroupChange:
        return GroupChange(seats=(said(found.seats[0], goal="job"),))

    await asyncio.gather(
        *(circle.update(GroupAddress(PLACE, TOPIC, person=person), taps) for person in people)
    )

    seats = (await circle.store.group(OPENED.id)).seats
    assert [seat.session.answers for seat in seats] == [{"goal": "job"}] * 200
    assert [seat.member.seat for seat in seats] == list(people)


async def test_the_number_of_somebody_who_was_counted_and_forgotten_is_nobody_elses(circle: Circle) -> None:
    await circle.opens(BENS, CAROS)
    counted = Figure("goal", 1, 2, 2, (), frozenset({1, 2}))
    await circle.change(GroupChange(group=later(OPENED, taken=(counted,))))
    await forget(circle.store, CARO)

    await circle.change(GroupChange(seats=(seat_of(44, "Dora", 94),)))

    seats = (await circle.store.group(OPENED.id)).seats
    assert [(seat.member.name, seat.member.seat) for seat in seats] == [("Ben", 1), ("Dora", 3)]


async def test_the_mark_of_a_group_differs_once_what_it_is_shown_may_have_changed(circle: Circle) -> None:
    await circle.opens(BENS)
    marks = [await circle.store.change_mark(OPENED.id)]

    await circle.change(GroupChange(show=(BOARD,)))
    marks.append(await circle.store.change_mark(OPENED.id))
    await circle.change(GroupChange(seats=(said(BEN_SITS, goal="job"),), show=(BOARD,)), person=BEN)
    marks.append(await circle.store.change_mark(OPENED.id))
    await circle.change(GroupChange(group=later(OPENED)))
    marks.append(await circle.store.change_mark(OPENED.id))

    assert len(set(marks)) == 4
    assert await circle.store.change_mark(OPENED.id) == marks[-1]


async def test_what_is_done_in_another_group_changes_no_mark(circle: Circle) -> None:
    await circle.opens(BENS)
    other = replace(OPENED, id=OPENED.id + 1, thread=None)
    before = await circle.store.change_mark(OPENED.id)

    await circle.change(GroupChange(group=other, show=(BOARD,)))

    assert await circle.store.change_mark(OPENED.id) == before
    assert await circle.store.change_mark(1) is None


# --- the private chat ---------------------------------------------------------------------


async def test_a_session_that_goes_on_in_private_is_used_last_there(circle: Circle) -> None:
    mine = replace(FRESH, chat=BEN, person=BEN)
    await circle.store.update(Address(BEN), 1, lambda _: Change(mine), 1.0)
    await circle.opens(BENS, CAROS)
    there = in_private(BEN_SITS)

    await circle.change(GroupChange(seats=(there,)), person=BEN)

    assert await circle.store.sessions(BEN) == (there.session, mine)
    assert await circle.store.sessions(PLACE) == (CARO_SITS.session,)
    assert (await circle.store.group(OPENED.id)).seat(BEN) == there


async def test_an_answer_in_private_is_the_seats(circle: Circle) -> None:
    await circle.opens(BENS)
    there = in_private(BEN_SITS)
    await circle.change(GroupChange(seats=(there,)), person=BEN)
    after = said(there, goal="job").session

    await circle.store.update(Address(BEN), 1, lambda _: Change(after, (CARD,)), 1.0)

    assert (await circle.store.group(OPENED.id)).seats == (replace(there, session=after),)


async def test_groups_are_told_of_answers_in_private_once_somebody_is_in_them(circle: Circle) -> None:
    mine, place = replace(FRESH, chat=BEN, person=BEN), Address(BEN, session=FRESH.id)
    await circle.store.update(place, 1, lambda _: Change(mine), 1.0)
    alone = await circle.store.update(place, 2, lambda _: Change(replace(mine, revision=1)), 1.0)
    await circle.opens(BENS)
    await circle.change(GroupChange(seats=(in_private(BEN_SITS),)), person=BEN)

    after = await circle.store.update(place, 3, lambda _: Change(replace(mine, revision=2)), 1.0)

    assert alone is not None
    assert after is not None
    assert (alone.groups, after.groups) == ((), (OPENED.id,))


async def test_an_answer_in_the_group_leaves_the_private_chat_where_it_was(circle: Circle) -> None:
    mine = replace(FRESH, chat=BEN, person=BEN)
    await circle.opens(BENS)
    there = in_private(BEN_SITS)
    await circle.change(GroupChange(seats=(there,)), person=BEN)
    await circle.store.update(Address(BEN, session=mine.id), 1, lambda _: Change(mine), 1.0)

    await circle.change(GroupChange(seats=(said(there, goal="job"),)), person=BEN)

    assert [session.id for session in await circle.store.sessions(BEN)] == [mine.id, there.session.id]


async def test_a_card_that_is_shown_is_of_the_session_used_last(circle: Circle) -> None:
    mine = replace(FRESH, chat=BEN, person=BEN)
    await circle.opens(BENS)
    there = in_private(BEN_SITS)
    await circle.change(GroupChange(seats=(there,)), person=BEN)
    await circle.store.update(Address(BEN, session=mine.id), 1, lambda _: Change(mine), 1.0)

    await circle.change(GroupChange(cards=(there.session.id,)))

    assert await circle.store.sessions(BEN) == (there.session, mine)


# --- updates ------------------------------------------------------------------------------


async def test_an_update_of_a_group_is_decided_once(circle: Circle) -> None:
    await circle.opens()

    assert await circle.store.update(ALL, circle.update_id, never, 9.0) is None
    assert await circle.store.update(Address(PLACE), circle.update_id, lambda _: Change(), 9.0) is None


async def test_what_no_update_asked_for_is_decided_each_time(circle: Circle) -> None:
    await circle.opens()

    def on(found: FoundGroup) -> GroupChange:
        assert found.group is not None
        return GroupChange(group=later(found.group))

    for _ in range(2):
        await circle.store.update(ALL, None, on, 9.0)

    assert (await circle.store.group(OPENED.id)).group == replace(OPENED, revision=2)


async def test_what_a_decision_about_a_group_raises_is_raised_and_changes_nothing(circle: Circle) -> None:
    def refuse(_: FoundGroup) -> GroupChange:
        raise LookupError

    with pytest.raises(LookupError):
        await circle.store.update(ALL, 1, refuse, 1.0)

    assert await circle.store.update(ALL, 1, lambda _: GroupChange(), 2.0) is not None


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(GroupChange(group=OPENED), id="the-same-revision"),
        pytest.param(GroupChange(group=replace(OPENED, revision=2)), id="a-revision-too-far"),
        pytest.param(GroupChange(group=replace(OPENED, id=5, revision=1)), id="another-group"),
        pytest.param(GroupChange(seats=(BENS,)), id="a-seat-that-was-not-looked-for"),
        pytest.param(GroupChange(seats=(numbered(CAROS, 2),)), id="another-seat"),
        pytest.param(GroupChange(seats=(numbered(seat_of(44, "Dora", 94), 3),)), id="a-number-made-up"),
        pytest.param(GroupChange(seats=(seat_of(44, "Dora", 91),)), id="a-stored-session"),
        pytest.param(
            GroupChange(seats=(seat_of(44, "Dora", 94), seat_of(44, "Dora", 95))),
            id="two-seats-of-one-person",
        ),
        pytest.param(
            GroupChange(seats=(seat_of(44, "Dora", 94), seat_of(45, "Emil", 94))),
            id="two-seats-of-one-session",
        ),
        pytest.param(
            GroupChange(seats=(seat_of(44, "Dora", 94, replace(OPENED, id=5)),)), id="a-seat-elsewhere"
        ),
        pytest.param(
            GroupChange(seats=(seat_of(44, "Dora", 94, replace(OPENED, chat=-5)),)), id="a-session-elsewhere"
        ),
        pytest.param(
            GroupChange(seats=(replace(BENS, session=replace(BENS.session, id=95)),)), id="not-their-session"
        ),
        pytest.param(GroupChange(show=(ShowGroup(Role.CARD),)), id="no-surface-of-a-group"),
        pytest.param(GroupChange(results=(91,)), id="a-session-not-looked-for"),
        pytest.param(GroupChange(seats=(seat_of(44, "Dora", 94),), cards=(94,)), id="a-card-for-all-to-see"),
        pytest.param(
            GroupChange(seats=(seat_of(44, "Dora", 94),), results=(94,)), id="a-result-for-all-to-see"
        ),
        pytest.param(GroupChange(deleted=True, show=(BOARD,)), id="deleted-and-shown"),
        pytest.param(
            GroupChange(seats=(said(seat_of(44, "Dora", 94), goal=5),)),  # type: ignore[arg-type]  # on purpose
            id="no-answer",
        ),
    ],
)
async def test_a_change_of_a_group_that_cannot_be_made_changes_nothing(
    circle: Circle, change: GroupChange
) -> None:
    before = await circle.opens(BENS, CAROS)
    address = GroupAddress(PLACE, TOPIC)

    with pytest.raises((ValueError, TypeError)):
        await circle.store.update(address, 99, lambda _: change, 5.0)

    assert await circle.store.group(OPENED.id) == before
    assert await circle.due() == ()
    assert await circle.store.groups_in(PLACE) == (OPENED,)
    assert await circle.store.update(address, 99, lambda _: GroupChange(), 6.0) is not None


@pytest.mark.parametrize(
    "change",
    [
        GroupChange(seats=(BENS,)),
        GroupChange(show=(BOARD,)),
        GroupChange(results=(91,)),
        GroupChange(cards=(91,)),
        GroupChange(deleted=True),
    ],
)
async def test_there_is_nothing_to_change_of_no_group(circle: Circle, change: GroupChange) -> None:
    with pytest.raises(ValueError, match="that does not exist"):
        await circle.update(GroupAddress(PLACE), lambda _: change)


async def test_a_group_that_is_stored_and_was_not_found_is_not_overwritten(circle: Circle) -> None:
    await circle.opens()

    with pytest.raises(ValueError, match="group 90 is stored, and was not found"):
        await circle.update(GroupAddress(-9), lambda _: GroupChange(group=OPENED))


# --- deletion -----------------------------------------------------------------------------


async def test_a_deleted_group_takes_along_what_no_private_chat_has(circle: Circle) -> None:
    await circle.opens(BENS, CAROS)
    there = in_private(BEN_SITS)
    await circle.change(GroupChange(seats=(there,), show=(BOARD,)), person=BEN)

    await circle.change(GroupChange(deleted=True))

    assert await circle.store.group(OPENED.id) == FoundGroup(None)
    assert await circle.store.groups_of(ANNA) == await circle.store.groups_of(BEN) == ()
    assert await circle.store.sessions(PLACE) == ()
    assert await circle.store.sessions(BEN) == (there.session,)
    assert await circle.due() == ()


async def test_a_purge_deletes_groups_that_were_not_used_since(circle: Circle) -> None:
    await circle.opens(BENS, CAROS)
    await circle.change(GroupChange(seats=(in_private(BEN_SITS),)), person=BEN)
    limit = circle.now + 1
    kept = replace(OPENED, id=5)
    circle.now += 1
    await circle.change(GroupChange(group=kept))

    deleted = await circle.store.purge(limit, 0, 0)

    assert deleted == 2
    assert await circle.store.groups_in(PLACE) == (kept,)
    assert await circle.store.sessions(PLACE) == await circle.store.sessions(BEN) == ()


@pytest.mark.parametrize("change", [GroupChange(group=later(OPENED)), GroupChange(seats=(said(BEN_SITS),))])
async def test_whatever_is_saved_keeps_a_group_and_all_its_sessions(
    circle: Circle, change: GroupChange
) -> None:
    await circle.opens(BENS, CAROS)
    limit = circle.now + 1

    await circle.change(change)

    assert await circle.store.purge(limit, 0, 0) == 0
    assert len((await circle.store.group(OPENED.id)).seats) == 2


async def test_an_answer_in_private_keeps_the_group_too(circle: Circle) -> None:
    await circle.opens(BENS, CAROS)
    there = in_private(BEN_SITS)
    await circle.change(GroupChange(seats=(there,)), person=BEN)
    limit = circle.now + 1

    await circle.store.update(Address(BEN), 1, lambda _: Change(there.session), limit)

    assert await circle.store.purge(limit, 0, 0) == 0
    assert len((await circle.store.group(OPENED.id)).seats) == 2


def test_this_file_tries_every_field_of_a_group() -> None:
    plain = GroupSession(FULL.id, PLACE, None, OPENED.place, "ai-cert", "h1", ANNA, "Anna")
    required = {"id", "chat", "thread", "place", "dialog_id", "logic_hash", "coach", "coach_name"}

    same = {name for name in GroupSession.__slots__ if getattr(FULL, name) == getattr(plain, name)}

    assert same - {"revision"} == required


async def forget(store: Store, person: int) -> None:
    await store.forget(person, person, GONE, 2000.0)


# --- calls --------------------------------------------------------------------------------


async def test_calls_are_told_the_oldest_first_with_their_age(circle: Circle) -> None:
    for chat in (PLACE, -7, PLACE):
        await circle.store.called(chat, 30.0, 60.0)

    found = await circle.store.recent_calls(30.0, 60.0)

    assert [chat for chat, _ in found] == [PLACE, -7, PLACE]
    assert all(0 <= age < 60 for _, age in found)


# --- what is known of people wherever they use the bot -----------------------------------------


async def test_a_private_chat_is_known_from_any_session_of_the_person(circle: Circle) -> None:
    await circle.change(GroupChange(group=OPENED, seats=(BENS, CAROS)))
    alone = Session(700, BEN, BEN, "ai-cert", "h1", zone=120)
    await circle.store.update(Address(BEN), None, lambda _: Change(alone), 2000.0)

    seats = (await circle.store.group(OPENED.id)).seats

    assert [(seat.member.person, seat.is_known, seat.zone) for seat in seats] == [
        (BEN, True, 120),
        (CARO, False, None),
    ]


async def test_who_blocks_the_bot_has_no_private_chat_until_they_are_back(circle: Circle) -> None:
    await circle.change(GroupChange(group=OPENED, seats=(BENS,)))
    alone = Session(700, BEN, BEN, "ai-cert", "h1")
    shown = Change(alone, (Show(Role.CARD),))
    await circle.store.update(Address(BEN), None, lambda _: shown, 2000.0)
    await circle.store.undeliverable(BEN)
    (blocked,) = (await circle.store.group(OPENED.id)).seats
    await circle.store.update(Address(BEN), 9, lambda _: Change(), 2001.0)
    (back,) = (await circle.store.group(OPENED.id)).seats

    assert (blocked.is_known, back.is_known) == (False, True)
