"""Whatever is done to a group, stores in memory, on the disk and on a server say the same afterwards."""

import random
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from bot.core.group.privacy.figure import Figure
from bot.core.group.session import FoundGroup, GroupChange, GroupSession, GroupStage, Seat
from bot.core.screen.screen import Block, Screen
from bot.core.screen.surface import Role, ShowGroup
from bot.stores.opening import open_store
from bot.stores.protocol import (
    Address,
    Change,
    Committed,
    Due,
    Found,
    GroupAddress,
    Store,
)
from bot.stores.sqlite.store import SqliteStore

from .circle import OPENED, in_private, later, said, seat_of
from .conftest import CARD, GONE

PEOPLE: Final = (1, 2, 3, 4)
PLACES: Final = (-10, -20)
ROLES: Final = (Role.BOARD, Role.WALL, Role.TABLE)
Act = Callable[[random.Random, Store, int], Awaitable[object]]


def any_address(chance: random.Random, everybody: bool) -> GroupAddress:
    chat, person = chance.choice((None, *PLACES, *PEOPLE)), chance.choice(PEOPLE)
    return GroupAddress(chat, chance.choice((None, 7)), chance.choice((None, 90, 91)), person, everybody)


async def begin(chance: random.Random, store: Store, at: int) -> Committed[GroupChange] | None:
    number, coach = chance.choice((90, 91)), chance.choice(PEOPLE)
    place = (chance.choice(PLACES), chance.choice((None, 7)))
    group = replace(OPENED, id=number, chat=place[0], thread=place[1], coach=coach, coach_name=f"P{coach}")

    def decide(found: FoundGroup) -> GroupChange:
        return GroupChange() if found.group else GroupChange(group=group, show=(ShowGroup(Role.BOARD),))

    return await store.update(GroupAddress(place[0], group=number), at, decide, at)


async def lead(chance: random.Random, store: Store, at: int) -> Committed[GroupChange] | None:
    stage, coach, deadline = (
        chance.choice(list(GroupStage)),
        chance.choice(PEOPLE),
        chance.choice((None, at + 5.0)),
    )
    shows = tuple(
        ShowGroup(
            chance.choice((*ROLES, Role.STEP)), str(part), chance.choice((None, coach)), below=part == 2
        )
        for part in chance.sample(range(4), 2)
    )

    def decide(found: FoundGroup) -> GroupChange:
        if found.group is None:
            return GroupChange(tell=((coach, 7, Screen((Block("none"),))),))
        people = frozenset(seat.member.seat for seat in found.seats)
        taken = (*found.group.taken, Figure("q", 1, 1, 1, (), people))
        group = later(
            found.group, stage=stage, deadline=deadline, taken=taken, co_coaches={coach: f"P{coach}"}
        )
        mine = [seat.session.id for seat in found.seats if seat.session.chat == seat.session.person]
        return GroupChange(group=group, show=shows, cards=tuple(mine[:1]), results=tuple(mine[1:]))

    return await store.update(any_address(chance, everybody=True), at, decide, at)


async def tap(chance: random.Random, store: Store, at: int) -> Committed[GroupChange] | None:
    goes, answer = chance.random() < 0.3, chance.choice("ab")
    address = any_address(chance, everybody=False)

    def decide(found: FoundGroup) -> GroupChange:
        if found.group is None:
            return GroupChange()
        return GroupChange(
            seats=(said(_moved(found, found.group, address.person or 0, at, goes), goal=answer),)
        )

    return await store.update(address, at, decide, at)


def _moved(found: FoundGroup, group: GroupSession, person: int, at: int, goes: bool) -> Seat:
    seat = found.seat(person) or seat_of(person, f"P{person}", 10_000 + at, group)
    return in_private(seat) if goes else seat


async def answer_alone(chance: random.Random, store: Store, at: int) -> Committed[Change] | None:
    def decide(found: Found) -> Change:
        if found.session is None:
            return Change()
        return Change(replace(found.session, revision=found.session.revision + 1), (CARD,))

    return await store.update(Address(chance.choice(PEOPLE)), at, decide, at)


async def deliver(chance: random.Random, store: Store, at: int) -> None:
    for due in await store.due(at, chance.randrange(6)):
        match chance.randrange(5):
            case 0:
                await store.lost(due.surface.id)
            case 1:
                await store.drop(due.surface.id)
            case _:
                await store.shown(due.surface, due.surface.message_id or 1000 + at, "d", "p")


async def move(chance: random.Random, store: Store, at: int) -> None:
    old, new = chance.sample(PLACES, 2)
    await store.migrate_chat(old, new)


async def forget(chance: random.Random, store: Store, at: int) -> Committed[Change] | None:
    return await store.forget(chance.choice(PEOPLE), at, GONE, at)


async def hold(chance: random.Random, store: Store, at: int) -> None:
    await store.undeliverable(chance.choice((*PLACES, *PEOPLE)))


async def delete(chance: random.Random, store: Store, at: int) -> Committed[GroupChange] | None:
    address = any_address(chance, everybody=False)
    return await store.update(address, at, lambda found: GroupChange(deleted=bool(found.group)), at)


async def purge(chance: random.Random, store: Store, at: int) -> int:
    return await store.purge(at - 12.0, 0, 0)


ACTS: Final[tuple[Act, ...]] = (
    *(begin, begin, lead, lead, lead, tap, tap, tap, tap, tap, answer_alone, deliver, deliver),
    *(move, forget, hold, delete, purge),
)


def unnumbered(due: Due) -> Due:
    """A due surface without the number of its row, which no store promises."""
    return replace(due, surface=replace(due.surface, id=0))


def told(committed: object) -> object:
    """What a change brought."""
    match committed:
        case Committed(change, due):
            return change, [unnumbered(each) for each in due]
    return committed


async def seen(store: Store, at: int) -> list[object]:
    """Everything a store tells."""
    return [
        [await store.group(number) for number in (90, 91)],
        [await store.groups_of(person) for person in PEOPLE],
        [await store.groups_in(place) for place in PLACES],
        [await store.sessions(chat) for chat in (*PLACES, *PEOPLE)],
        [await store.export(person) for person in PEOPLE],
        await store.groups_due(at),
        await store.next_deadline(),
        [unnumbered(due) for due in await store.due(at, 99)],
    ]


async def must_stay_alike(one: Store, other: Store, seed: int, look_every: int = 1) -> None:
    """Do the same to two stores, many times; look_every: acts after which all they tell is compared."""
    chance = random.Random(seed)
    for at in range(1, 120):
        act, luck = chance.choice(ACTS), chance.random()

        this, that = [await act(random.Random(luck), store, at) for store in (one, other)]

        assert (at, act, told(this)) == (at, act, told(that))
        if at % look_every == 0:
            assert (at, act, await seen(one, at)) == (at, act, await seen(other, at))
    for store in (one, other):
        await store.close()


@pytest.mark.parametrize("seed", range(12))
async def test_both_stores_say_the_same_of_groups(tmp_path: Path, seed: int) -> None:
    await must_stay_alike(SqliteStore.in_memory(), SqliteStore.open(tmp_path / "coach.db"), seed)


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(1, 12))])
async def test_the_store_on_a_server_says_the_same_of_groups(database: Callable[[], str], seed: int) -> None:
    await must_stay_alike(SqliteStore.in_memory(), open_store(database()), seed, look_every=17)
