"""What a button about a coached group carries: the event, and where the group stood when it was made.

    kind 1, group 8, turn 4, event 1, two signs 4 each: 22 bytes, before the MAC of `buttons`

A question and a choice are known by a digest of their ids, never by their place: a session outlives the
version of the program that began it, and a button must not come to mean another answer. Everybody in a
group sees the same buttons, so nothing in them is about the one who taps.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2s
from struct import Struct
from typing import TypeAlias

from bot.core.dialog.model import Dialog
from bot.core.group import events as group_events
from bot.core.group.actions import Action
from bot.core.group.agenda import choices, question_ids, question_of
from bot.core.group.coach_actions import ACTIONS
from bot.core.group.events import GroupEvent, Lead, MemberEvent
from bot.core.group.plan import step_names
from bot.core.group.session import GroupSession
from bot.core.group.status import lead_stamp, stamp

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
    9: group_events.HowComputed,
    10: group_events.MyStep,
    11: group_events.Share,
    12: group_events.WriteWhisper,
    13: group_events.SendWhisper,
    14: group_events.ChangeWhisper,
    15: group_events.DropWhisper,
    20: group_events.WriteStep,
    21: group_events.ShowStep,
    22: group_events.KeepStep,
}
LEAD = 32
GROUP_EVENTS: Mapping[int, type[GroupEvent]] = {**MEMBER_EVENTS, LEAD: group_events.Lead}
NUMBERS: Mapping[type[GroupEvent], int] = {event: number for number, event in GROUP_EVENTS.items()}


@dataclass(frozen=True, slots=True)
class PackedChoice:
    """A genuine button that answers a question of a group.

    stamp: of the group. signs: of the question and of one of its `choices`, as `sign` makes them.
    by_place: they are places instead.
    """

    group: int
    stamp: int
    signs: tuple[int, int]
    by_place: bool = False

    def event(self, dialog: Dialog) -> group_events.Choose | None:
        """Return what it chooses in the group's dialog; None where that has no such thing."""
        return (_places(dialog) if self.by_place else _choices(dialog)).get(self.signs)


@dataclass(frozen=True, slots=True)
class PackedMemberEvent:
    """Any other genuine button that everybody in a group sees. stamp: of the group."""

    group: int
    stamp: int
    event: MemberEvent


@dataclass(frozen=True, slots=True)
class PackedAction:
    """A genuine button of a console. stamp: the group's `lead_stamp`.

    about: the sign of a step or a number, as the action wants; 0 for nothing.
    """

    group: int
    stamp: int
    action: Action
    about: int = 0

    def step(self, dialog: Dialog) -> str:
        """Return the step that it is about, by its name in a plan; "" for none."""
        return _steps(dialog).get(self.about, "")

    def among(self, names: Iterable[str]) -> str:
        """Return which of these names it is about; "" for none."""
        return next((each for each in names if sign(each) == self.about), "")


PackedInGroup: TypeAlias = PackedChoice | PackedMemberEvent | PackedAction


def pack(event: GroupEvent, group: GroupSession, dialog: Dialog | None) -> bytes:
    """What a group's button carries, without the MAC.

    Raises:
        ValueError: the dialog has no such thing.
    """
    number = NUMBERS[type(event)]
    turn = lead_stamp(group) if isinstance(event, Lead) else stamp(group)
    return BODY.pack(OF_GROUP, group.id, turn & 0xFFFFFFFF, number, *_signs(event, dialog))


def unpack(body: bytes) -> PackedInGroup | None:
    """Return what a verified body says; None where it is none."""
    return _unpacked(BODY, body)


def unpack_by_place(body: bytes) -> PackedInGroup | None:
    """Return the same of a button of an earlier program."""
    return _unpacked(BODY_BY_PLACE, body, by_place=True)


def _unpacked(layout: Struct, body: bytes, by_place: bool = False) -> PackedInGroup | None:
    if len(body) != layout.size:
        return None
    _, group, stamp, number, first, second = layout.unpack(body)
    if number == LEAD:
        action = ACTIONS.get(first)
        return None if action is None else PackedAction(group, stamp, action, second)
    kind = MEMBER_EVENTS.get(number)
    if kind is None:
        return None
    if kind is group_events.Choose:
        return PackedChoice(group, stamp, (first, second), by_place)
    if kind is group_events.Mine or kind is group_events.Why:
        return PackedMemberEvent(group, stamp, kind(first))
    return PackedMemberEvent(group, stamp, kind())  # type: ignore[call-arg]  # no other of them has a field


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
        case Lead(action, step, number):
            return action.number, sign(step) if step else number
    return 0, 0


@lru_cache(maxsize=256)
def _steps(dialog: Dialog) -> Mapping[int, str]:
    """Every step of a group, by its sign."""
    return {sign(name): name for name in step_names(dialog)}


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
