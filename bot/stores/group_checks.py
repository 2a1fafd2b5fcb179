"""Which changes of a group a store can make; the same for every store."""

from collections.abc import Iterable, Mapping

from bot.core.group.session import FoundGroup, GroupChange, GroupSession, Seat
from bot.core.screen.surface import ROLE_RULES, Owner
from bot.core.solo.session import Session


def check(found: FoundGroup, change: GroupChange) -> None:
    """Refuse what no store can make of the group that was found.

    Raises:
        ValueError: see `Store.update_group`.
    """
    group = change.group or found.group
    sessions = (*change.results, *change.cards, *change.touched)
    if group is None and (change.seats or change.show or sessions or change.deleted):
        raise ValueError("a decision cannot change a group that there is none of")
    if change.deleted and (change.group or change.seats or change.show or sessions):
        raise ValueError("a decision cannot delete a group and keep something of it")
    if change.group is not None and found.group is not None:
        _check_group(found.group, change.group)
    if group is not None:
        for seat in change.seats:
            _check_seat(found, group, seat)
    if min(len({seat.member.person for seat in change.seats}), len(_ids(change))) < len(change.seats):
        raise ValueError("a decision cannot save the same seat twice")
    for show in change.show:
        if ROLE_RULES[show.role].owner is not Owner.GROUP:
            raise ValueError(f"a group has no {show.role.value} to show")


def _ids(change: GroupChange) -> set[int]:
    return {seat.session.id for seat in change.seats}


def _check_group(before: GroupSession, after: GroupSession) -> None:
    if after.id != before.id:
        raise ValueError(f"group {after.id} is not the addressed one, {before.id}")
    if after.revision != before.revision + 1:
        raise ValueError(f"revision {after.revision} of group {after.id} does not follow {before.revision}")


def _check_seat(found: FoundGroup, group: GroupSession, seat: Seat) -> None:
    member, session = seat.member, seat.session
    if member.group != group.id:
        raise ValueError(f"a seat of group {member.group} is none of group {group.id}")
    if (member.session, member.person) != (session.id, session.person):
        raise ValueError(f"session {session.id} is not that of the seat's member")
    if session.chat not in (group.chat, session.person):
        raise ValueError(f"session {session.id} is neither in the group's chat nor in a private one")
    if member.seat:
        before = found.seat(member.person)
        if before is None or before.member.seat != member.seat or before.session.id != session.id:
            raise ValueError(f"seat {member.seat} is stored, and was not found")


def next_seat(highest: int, groups: Iterable[GroupSession | None]) -> int:
    """The number of a new seat: after the highest there is, and after all that a figure rests on.

    A number of somebody who was forgotten must not become another's: figures are told apart by it.
    """
    counted = (figure.people for group in groups if group is not None for figure in group.taken)
    return 1 + max(highest, *(max(people, default=0) for people in counted), 0)


def sessions_of(found: FoundGroup, seats: Iterable[Seat]) -> Mapping[int, Session]:
    """The sessions that a decision may show, by id: those found and those it changed."""
    return {seat.session.id: seat.session for seat in (*found.seats, *seats)}


def to_show(sessions: Mapping[int, Session], number: int) -> Session:
    """The session that a decision wants shown.

    Raises:
        ValueError: there is none, or others would see it: a card or a result is its person's alone.
    """
    session = sessions.get(number)
    if session is None:
        raise ValueError(f"a decision cannot show session {number}, which was not found")
    if session.chat != session.person:
        raise ValueError(f"session {number} is in the group's chat, where everybody would see it")
    return session
