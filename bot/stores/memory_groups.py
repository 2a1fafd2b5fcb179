"""The groups of `MemoryStore` and their seats, by the same rules as the rows in SQL."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from bot.core.group.session import GroupChange, GroupSession, Member, Seat, Stage
from bot.stores.departure import without
from bot.stores.group_checks import next_seat
from bot.stores.group_codec import encode_group, encode_member, export_coach, export_member
from bot.stores.memory_sessions import Sessions, must_be_storable
from bot.stores.protocol import FoundGroup, GroupAddress


@dataclass(slots=True)
class _Kept:
    """A group with its members by person, in the order of their seats."""

    group: GroupSession
    used_at: float
    created_at: float
    members: dict[int, Member] = field(default_factory=dict)


@dataclass(slots=True)
class Groups:
    """All of them, by id, the oldest first."""

    sessions: Sessions
    _kept: dict[int, _Kept] = field(default_factory=dict)

    def find(self, address: GroupAddress) -> FoundGroup:
        """The addressed group, with the seats that are asked for."""
        kept = self._addressed(address)
        if kept is None:
            return FoundGroup(None)
        members = [
            each for person, each in kept.members.items() if address.everybody or person == address.person
        ]
        return FoundGroup(kept.group, tuple(Seat(each, self.sessions[each.session]) for each in members))

    def of(self, person: int) -> tuple[GroupSession, ...]:
        """The groups of a person, the newest first."""
        return self._newest(lambda kept: person in kept.members or _leads(kept.group, person))

    def within(self, chat: int) -> tuple[GroupSession, ...]:
        """The groups of a chat, the newest first."""
        return self._newest(lambda kept: kept.group.chat == chat)

    def due(self, now: float) -> tuple[int, ...]:
        """The groups whose deadline has come, the longest overdue first."""
        return tuple(number for at, number in sorted(self._deadlines()) if at <= now)

    def next_deadline(self) -> float | None:
        """The earliest deadline."""
        return min((at for at, _ in self._deadlines()), default=None)

    def check(self, found: FoundGroup, change: GroupChange) -> None:
        """Refuse what no database would take.

        Raises:
            ValueError: a group, a session or a seat is stored, and was not found.
        """
        group = change.group
        if group is not None:
            encode_group(group)
            if found.group is None and group.id in self._kept:
                raise ValueError(f"group {group.id} is stored, and was not found")
        for seat in change.seats:
            must_be_storable(seat.session)
            encode_member(seat.member)
            self._check_seat(found, seat)

    def _check_seat(self, found: FoundGroup, seat: Seat) -> None:
        member = seat.member
        if member.seat:
            return
        if seat.session.id in self.sessions:
            raise ValueError(f"session {seat.session.id} is stored, and is not the addressed one")
        kept = None if found.group is None else self._kept.get(found.group.id)
        if kept is not None and member.person in kept.members:
            raise ValueError(f"person {member.person} has a seat that was not found")

    def save(self, found: FoundGroup, change: GroupChange, now: float) -> None:
        """Keep a group and its seats as a checked change wants them."""
        if change.group is not None:
            kept = self._kept.setdefault(change.group.id, _Kept(change.group, now, now))
            kept.group, kept.used_at = change.group, now
        for seat in change.seats:
            self.sessions.save_quietly(seat.session, now)
            members = self._kept[seat.member.group].members
            highest = max((each.seat for each in members.values()), default=0)
            number = seat.member.seat or next_seat(highest, (found.group, change.group))
            members[seat.member.person] = replace(seat.member, seat=number)

    def move(self, old: int, new: int) -> None:
        """Give groups to the chat's new id."""
        for kept in self._kept.values():
            if kept.group.chat == old:
                kept.group = replace(kept.group, chat=new)

    def is_open(self, number: int) -> bool:
        """Whether a group has not ended."""
        return _is_open(self._kept[number].group)

    def seated(self) -> frozenset[int]:
        """The sessions of all members."""
        return frozenset(each.session for kept in self._kept.values() for each in kept.members.values())

    def unused(self, before: float) -> list[int]:
        """Ids of the groups that were not used since, nor any session of their members."""
        return [number for number, kept in self._kept.items() if self._used_at(kept) < before]

    def delete(self, number: int) -> list[int]:
        """Delete a group; returns the sessions of its members that no private chat has."""
        gone = self._kept.pop(number)
        sessions = (self.sessions[each.session] for each in gone.members.values())
        return [session.id for session in sessions if session.chat != session.person]

    def forget(self, person: int) -> list[int]:
        """Leave no trace of a person; returns the groups that had one."""
        touched = self.of(person)
        for group in touched:
            kept = self._kept[group.id]
            member = kept.members.pop(person, None)
            kept.group = without(group, person, "" if member is None else member.name)
        return [group.id for group in touched]

    def export(self, person: int) -> list[dict[str, object]]:
        """What groups know of a person, the newest first."""
        parts: list[dict[str, object]] = []
        for group in self.of(person):
            member = self._kept[group.id].members.get(person)
            if member is not None:
                parts.append(export_member(group, member))
            if _leads(group, person):
                parts.append(export_coach(group, person))
        return parts

    def _addressed(self, address: GroupAddress) -> _Kept | None:
        if address.group is not None:
            return self._kept.get(address.group)
        if address.chat is None:
            return None
        open_there = (each for each in self.within(address.chat) if _is_open(each))
        there = (group for group in open_there if group.thread == address.thread)
        group = next(there, None)
        return None if group is None else self._kept[group.id]

    def _newest(self, wanted: Callable[[_Kept], bool]) -> tuple[GroupSession, ...]:
        return tuple(kept.group for kept in reversed(self._kept.values()) if wanted(kept))

    def _deadlines(self) -> Iterator[tuple[float, int]]:
        for number, kept in self._kept.items():
            if kept.group.deadline is not None:
                yield kept.group.deadline, number

    def _used_at(self, kept: _Kept) -> float:
        return max(kept.used_at, *(self.sessions.used_at(each.session) for each in kept.members.values()), 0)


def _is_open(group: GroupSession) -> bool:
    return group.stage is not Stage.ENDED


def _leads(group: GroupSession, person: int) -> bool:
    return person != 0 and person in group.coaches
