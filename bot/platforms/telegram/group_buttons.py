"""What a button about a coached group carries: the event, and where the group stood when it was made.

    kind 1, group 8, turn 4, event 1, two signs 4 each: 22 bytes, before the MAC of `buttons`

A question and a choice are known by a digest of their ids, never by their place: a session outlives the
version of the program that began it, and a button must not come to mean another answer. Everybody in a
group sees the same buttons, so nothing in them is about the one who taps.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2s
from struct import Struct

from bot.core.dialog.model import Dialog
from bot.core.group import events as group_events
from bot.core.group.actions import Action
from bot.core.group.agenda import choices, question_ids, question_of
from bot.core.group.events import GroupEvent, Lead, MemberEvent
from bot.core.group.session import GroupSession, lead_stamp, stamp

OF_GROUP = 4
BODY = Struct(">BQIBII")
OF_GROUP_BY_PLACE = 3
BODY_BY_PLACE = Struct(">BQIBBB")
"""What buttons were before; made no more, and read as long as messages with them stand in chats."""

# The numbers are in buttons that people have: never used again, only added to.
MEMBER_EVENTS: Mapping[int, type[MemberEvent]] = {
    1: group_events.Join,
    2: group_events.Terms,
    3: group_events.Choose,
    4: group_events.Mine,
    5: group_events.Why,
    6: group_events.Keep,
    7: group_events.InPrivate,
    8: group_events.MyResult,
    9: group_events.Reckoning,
    10: group_events.MyStep,
    11: group_events.Share,
}
LEAD = 32
GROUP_EVENTS: Mapping[int, type[GroupEvent]] = {**MEMBER_EVENTS, LEAD: group_events.Lead}
NUMBERS: Mapping[type[GroupEvent], int] = {event: number for number, event in GROUP_EVENTS.items()}


@dataclass(frozen=True, slots=True)
class GroupTap:
    """A genuine button of a group.

    turn: the group's `lead_stamp` under a `Lead`, else its `stamp`. number: in `GROUP_EVENTS`.
    signs: of a question and of one of its `choices`, as `sign` makes them; the value of the action, or a
    step of the agenda, and 0; 0 where the event has none. by_place: the signs of a choice are places.
    """

    group: int
    turn: int
    number: int
    signs: tuple[int, int]
    by_place: bool = False
    session: None = None

    def event(self, dialog: Dialog | None) -> GroupEvent | None:
        """What the button does in its group's dialog; None where that has no such thing.

        Only a choice needs the dialog.
        """
        if self.number == LEAD:
            return _lead(self.signs[0])
        kind = MEMBER_EVENTS.get(self.number)
        if kind is group_events.Choose:
            known = {} if dialog is None else _places(dialog) if self.by_place else _choices(dialog)
            return known.get(self.signs)
        if kind is group_events.Mine or kind is group_events.Why:
            return kind(self.signs[0])
        return kind() if kind else None  # type: ignore[call-arg]  # no other of them has a field


def pack(event: GroupEvent, group: GroupSession, dialog: Dialog | None) -> bytes:
    """What a group's button carries, without the MAC.

    Raises:
        ValueError: the dialog has no such thing.
    """
    number = NUMBERS[type(event)]
    turn = lead_stamp(group) if isinstance(event, Lead) else stamp(group)
    return BODY.pack(OF_GROUP, group.id, turn & 0xFFFFFFFF, number, *_signs(event, dialog))


def unpack(body: bytes) -> GroupTap | None:
    """What a verified body says; None where it is none."""
    if len(body) != BODY.size:
        return None
    _, group, turn, number, first, second = BODY.unpack(body)
    return GroupTap(group, turn, number, (first, second))


def unpack_by_place(body: bytes) -> GroupTap | None:
    """The same of a button of an earlier program."""
    if len(body) != BODY_BY_PLACE.size:
        return None
    _, group, turn, number, first, second = BODY_BY_PLACE.unpack(body)
    return GroupTap(group, turn, number, (first, second), by_place=True)


def sign(name: str) -> int:
    """What stands for an id in a button, 32 bits."""
    return int.from_bytes(blake2s(name.encode(), digest_size=4).digest())


def _signs(event: GroupEvent, dialog: Dialog | None) -> tuple[int, int]:
    match event:
        case group_events.Choose(question_id, choice):
            question = question_of(dialog, question_id) if dialog else None
            if question is None or choice not in choices(question):
                raise ValueError(f"{question_id} has no {choice} for a button")
            return sign(question_id), sign(choice)
        case group_events.Mine(step) | group_events.Why(step):
            return step, 0
        case Lead(action):
            return action.value, 0
    return 0, 0


@lru_cache(maxsize=256)
def _places(dialog: Dialog) -> Mapping[tuple[int, int], group_events.Choose]:
    """Everything that can be chosen in a group, by its places in order."""
    asked = [question_of(dialog, name) for name in question_ids(dialog)]
    return {
        (at, place): group_events.Choose(question.id, choice)
        for at, question in enumerate(asked)
        if question is not None
        for place, choice in enumerate(choices(question))
    }


@lru_cache(maxsize=256)
def _choices(dialog: Dialog) -> Mapping[tuple[int, int], group_events.Choose]:
    """Everything that can be chosen in a group, by its signs."""
    asked = [(name, question_of(dialog, name)) for name in question_ids(dialog)]
    return {
        (sign(name), sign(choice)): group_events.Choose(name, choice)
        for name, question in asked
        if question is not None
        for choice in choices(question)
    }


def _lead(value: int) -> Lead | None:
    return next((Lead(action) for action in Action if action.value == value), None)
