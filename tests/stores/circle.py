"""A coached group to try stores on: Anna leads, Ben and Caro take part."""

from collections.abc import Callable
from dataclasses import replace

from bot.core.group.session import Entry, FoundGroup, GroupChange, GroupSession, Member, Seat
from bot.core.screen.surface import Role, ShowGroup
from bot.core.solo.session import Session
from bot.core.solo.session import Stage as SessionStage
from bot.core.words import log
from bot.stores.protocol import Committed, Due, GroupAddress, Store

PLACE = -100_500
TOPIC = 7
ANNA, BEN, CARO = 800_000_001, 800_000_002, 800_000_003
OPENED = GroupSession(
    id=90,
    chat=PLACE,
    thread=TOPIC,
    place="Career circle",
    dialog_id="ai-cert",
    logic_hash="h1",
    coach=ANNA,
    coach_name="Anna",
    log=(Entry(1000.0, "Anna", log.opened()),),
)
BOARD = ShowGroup(Role.BOARD)


def seat_of(person: int, name: str, session: int, group: GroupSession = OPENED) -> Seat:
    """Somebody new in the group."""
    begun = Session(session, group.chat, person, group.dialog_id, group.logic_hash, stage=SessionStage.ASKING)
    return Seat(Member(group.id, person, name, session), begun)


BENS, CAROS = seat_of(BEN, "Ben", 91), seat_of(CARO, "Caro", 92)


def numbered(seat: Seat, number: int) -> Seat:
    """The seat with the number the store gave it."""
    return replace(seat, member=replace(seat.member, seat=number))


def in_private(seat: Seat) -> Seat:
    """The seat, its session in the private chat."""
    session = replace(seat.session, chat=seat.member.person, revision=seat.session.revision + 1)
    return Seat(replace(seat.member, private=True), session, is_known=True)


def said(seat: Seat, **answers: str) -> Seat:
    """The seat with more answers."""
    session = seat.session
    after = replace(session, answers={**session.answers, **answers}, revision=session.revision + 1)
    return replace(seat, session=after)


def later(group: GroupSession, **changes: object) -> GroupSession:
    """The group one revision on."""
    return replace(group, revision=group.revision + 1, **changes)  # type: ignore[arg-type]  # names are checked by replace


class Circle:
    """A store, used for one group the short way: update ids and times count up by themselves."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.update_id = 5000
        self.now = 1000.0

    async def update(
        self, address: GroupAddress, decide: Callable[[FoundGroup], GroupChange]
    ) -> Committed[GroupChange]:
        self.update_id += 1
        self.now += 1
        committed = await self.store.update(address, self.update_id, decide, self.now)
        assert committed is not None
        return committed

    async def change(self, change: GroupChange, person: int | None = None) -> tuple[Due, ...]:
        """Change the group of that name; what was marked."""
        number = change.group.id if change.group is not None else OPENED.id
        address = GroupAddress(PLACE, group=number, person=person, everybody=person is None)
        return (await self.update(address, lambda _: change)).due

    async def find(self, address: GroupAddress) -> FoundGroup:
        seen = []

        def look(found: FoundGroup) -> GroupChange:
            seen.append(found)
            return GroupChange()

        await self.update(address, look)
        return seen[0]

    async def opens(self, *seats: Seat) -> FoundGroup:
        """The group with its board on show and these people in it."""
        await self.change(GroupChange(group=OPENED, seats=seats, show=(BOARD,)))
        await self.show_all()
        return await self.store.group(OPENED.id)

    async def show_all(self) -> None:
        """Whatever is due is shown, in messages whose ids count up."""
        for due in await self.due():
            message = due.surface.message_id or 100 + due.surface.id
            await self.store.shown(due.surface, message, "d", "p")

    async def due(self) -> tuple[Due, ...]:
        return await self.store.due(self.now, 100)
