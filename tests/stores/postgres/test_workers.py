"""Several workers on one database: nothing is lost between them, and nothing is decided twice."""

import asyncio
import random
from dataclasses import replace

import pytest

from bot.core.group.session import FoundGroup, GroupChange
from bot.core.screen.surface import Role, ShowGroup
from bot.stores.postgres.store import PostgresStore
from bot.stores.protocol import Address, Change, Found, GroupAddress, Store
from tests.stores.circle import OPENED, PLACE, Circle, later, said, seat_of
from tests.stores.conftest import CARD, CHAT, FRESH, GONE


def once_more(found: Found) -> Change:
    session = found.session or FRESH
    return Change(replace(session, revision=session.revision + 1), (CARD,))


async def close(*stores: Store) -> None:
    for store in stores:
        await store.close()


async def race(address: str, taps: int) -> int:
    """How often a session has changed after so many taps on it by each of two workers."""
    one, two = PostgresStore.open(address), PostgresStore.open(address)
    async with asyncio.TaskGroup() as group:
        for number in range(taps):
            group.create_task(one.update(Address(CHAT), 2 * number, once_more, 1.0))
            group.create_task(two.update(Address(CHAT), 2 * number + 1, once_more, 1.0))
    (session,) = await one.sessions(CHAT)
    await close(one, two)
    return session.revision


async def test_of_two_workers_taps_on_one_session_none_is_lost(address: str) -> None:
    assert await race(address, 60) == 120


@pytest.mark.slow
async def test_of_500_taps_by_each_of_two_workers_none_is_lost(address: str) -> None:
    assert await race(address, 500) == 1000


async def test_an_update_that_reaches_two_workers_is_decided_once(address: str) -> None:
    one, two = PostgresStore.open(address), PostgresStore.open(address)

    outcomes = await asyncio.gather(
        *(store.update(Address(CHAT), number, once_more, 1.0) for number in range(20) for store in (one, two))
    )

    assert sum(outcome is None for outcome in outcomes) == 20
    assert (await one.sessions(CHAT))[0].revision == 20
    await close(one, two)


async def test_a_person_who_begins_at_two_workers_at_once_has_one_session(address: str) -> None:
    one, two = PostgresStore.open(address), PostgresStore.open(address)

    def begin(number: int) -> Change:
        return Change(replace(FRESH, id=number))

    await asyncio.gather(
        *(
            store.update(Address(CHAT), n, lambda found, n=n: Change() if found.session else begin(n), 1.0)  # type: ignore[misc]
            for n in range(1, 9)
            for store in (one, two)
        )
    )

    assert len(await one.sessions(CHAT)) == 1
    await close(one, two)


async def test_whoever_joins_at_the_same_moment_gets_a_seat_of_their_own(address: str) -> None:
    stores = [PostgresStore.open(address) for _ in range(2)]
    await Circle(stores[0]).change(GroupChange(group=OPENED))
    people = range(1, 21)

    await asyncio.gather(
        *(
            stores[person % 2].update(
                GroupAddress(PLACE, group=OPENED.id, person=person),
                100_000 + person,
                lambda _, person=person: GroupChange(seats=(seat_of(person, "Somebody", 500 + person),)),  # type: ignore[misc]
                1.0,
            )
            for person in people
        )
    )

    seats = (await stores[0].group(OPENED.id)).seats
    assert [seat.member.seat for seat in seats] == list(people)
    assert sorted(seat.member.person for seat in seats) == list(people)
    await close(*stores)


async def test_no_answer_falls_between_a_tap_and_the_coach_who_closes(address: str) -> None:
    """What was answered before the group went on is in what the coach's change saw; nothing comes after."""
    stores = [PostgresStore.open(address) for _ in range(2)]
    people = range(1, 13)
    await Circle(stores[0]).change(
        GroupChange(group=OPENED, seats=tuple(seat_of(each, "Somebody", 500 + each) for each in people))
    )
    seen: list[int] = []

    def tap(found: FoundGroup) -> GroupChange:
        if found.group is None or found.group.step != OPENED.step:
            return GroupChange()
        return GroupChange(seats=(said(found.seats[0], goal="job"),))

    def close_step(found: FoundGroup) -> GroupChange:
        assert found.group is not None
        seen.append(sum("goal" in seat.session.answers for seat in found.seats))
        return GroupChange(group=later(found.group, step=OPENED.step + 1))

    chance = random.Random(5)
    works = [
        stores[chance.randrange(2)].update(
            GroupAddress(PLACE, group=OPENED.id, person=each), 200_000 + each, tap, 1.0
        )
        for each in people
    ]
    works.insert(6, stores[0].update(GroupAddress(group=OPENED.id, everybody=True), 300_000, close_step, 1.0))
    await asyncio.gather(*works)

    found = await stores[0].group(OPENED.id)
    assert sum("goal" in seat.session.answers for seat in found.seats) == seen[-1]
    await close(*stores)


async def test_who_is_forgotten_by_one_worker_while_another_takes_their_taps_is_gone_or_new(
    address: str,
) -> None:
    one, two = PostgresStore.open(address), PostgresStore.open(address)
    await one.update(Address(CHAT), 1, once_more, 1.0)

    await asyncio.gather(
        *(two.update(Address(CHAT), 10 + number, once_more, 1.0) for number in range(10)),
        one.forget(CHAT, 2, GONE, 2.0),
    )

    revisions = [session.revision for session in await one.sessions(CHAT)]
    assert revisions == [] or revisions[0] <= 10
    await close(one, two)


async def test_a_deadline_on_which_two_workers_act_at_once_counts_once(address: str) -> None:
    stores = [PostgresStore.open(address) for _ in range(2)]
    await Circle(stores[0]).change(GroupChange(group=replace(OPENED, deadline=1.0)))
    moved: list[int] = []

    def move_on(found: FoundGroup) -> GroupChange:
        if found.group is None or found.group.deadline is None:
            return GroupChange()
        step = ShowGroup(Role.STEP, str(found.group.step + 1))
        return GroupChange(group=later(found.group, step=found.group.step + 1, deadline=None), show=(step,))

    async def act(store: PostgresStore) -> None:
        for group in await store.groups_due(2.0):
            done = await store.update(GroupAddress(group=group, everybody=True), None, move_on, 2.0)
            moved.append(0 if done is None else len(done.due))

    await asyncio.gather(*(act(store) for _ in range(5) for store in stores))

    assert sum(moved) == 1
    assert (await stores[0].group(OPENED.id)).group == later(OPENED, step=OPENED.step + 1, deadline=None)
    await close(*stores)
