"""What a button about a coached group carries: the event, and where the group stood when it was made.

    kind 1, group 8, turn 4, event 1, two places 1 each: 16 bytes, before the MAC of `buttons`

Everybody in a group sees the same buttons, so nothing in them is about the one who taps.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from struct import Struct

from bot.core import events
from bot.core.events import GroupEvent, Lead, MemberEvent
from bot.core.group.actions import Action
from bot.core.group.agenda import choices, question_ids, question_of
from bot.core.group.session import GroupSession, lead_stamp, stamp
from bot.core.model import Dialog

OF_GROUP = 3
BODY = Struct(">BQIBBB")
MOST_PLACES = 256

# The numbers are in buttons that people have: never used again, only added to.
MEMBER_EVENTS: Mapping[int, type[MemberEvent]] = {
    1: events.Join,
    2: events.Terms,
    3: events.Choose,
    4: events.Mine,
    5: events.Why,
    6: events.Keep,
    7: events.InPrivate,
    8: events.MyResult,
    9: events.Reckoning,
    10: events.MyStep,
    11: events.Share,
}
LEAD = 32
GROUP_EVENTS: Mapping[int, type[GroupEvent]] = {**MEMBER_EVENTS, LEAD: events.Lead}
NUMBERS: Mapping[type[GroupEvent], int] = {event: number for number, event in GROUP_EVENTS.items()}


@dataclass(frozen=True, slots=True)
class GroupTap:
    """A genuine button of a group.

    turn: the group's `lead_stamp` under a `Lead`, else its `stamp`. number: in `GROUP_EVENTS`.
    places: of the question among `question_ids` and of the choice among its `choices`; the value of
    the action, or a step of the agenda, and 0; 0 where the event has none.
    """

    group: int
    turn: int
    number: int
    places: tuple[int, int]
    session: None = None

    def event(self, dialog: Dialog | None) -> GroupEvent | None:
        """What the button does in its group's dialog; None where that has no such thing.

        Only a choice needs the dialog.
        """
        if self.number == LEAD:
            return _lead(self.places[0])
        kind = MEMBER_EVENTS.get(self.number)
        if kind is events.Choose:
            return None if dialog is None else _choice(dialog, self.places)
        if kind is events.Mine or kind is events.Why:
            return kind(self.places[0])
        return kind() if kind else None  # type: ignore[call-arg]  # no other of them has a field


def pack(event: GroupEvent, group: GroupSession, dialog: Dialog | None) -> bytes:
    """What a group's button carries, without the MAC.

    Raises:
        ValueError: the dialog has no such thing, or too many for a button.
    """
    number = NUMBERS[type(event)]
    turn = lead_stamp(group) if isinstance(event, Lead) else stamp(group)
    places = _places(event, dialog)
    if max(places) >= MOST_PLACES:
        raise ValueError(f"{type(event).__name__} is too far down its dialog for a button")
    return BODY.pack(OF_GROUP, group.id, turn & 0xFFFFFFFF, number, *places)


def unpack(body: bytes) -> GroupTap | None:
    """What a verified body says; None where it is none."""
    if len(body) != BODY.size:
        return None
    _, group, turn, number, first, second = BODY.unpack(body)
    return GroupTap(group, turn, number, (first, second))


def _places(event: GroupEvent, dialog: Dialog | None) -> tuple[int, int]:
    match event:
        case events.Choose(question_id, choice):
            question = question_of(dialog, question_id) if dialog else None
            if dialog is None or question is None:
                raise ValueError(f"{question_id} is not in list of the questions for a button")
            return question_ids(dialog).index(question_id), choices(question).index(choice)
        case events.Mine(step) | events.Why(step):
            return step, 0
        case Lead(action):
            return action.value, 0
    return 0, 0


def _choice(dialog: Dialog, places: tuple[int, int]) -> events.Choose | None:
    ids = question_ids(dialog)
    question = question_of(dialog, ids[places[0]]) if places[0] < len(ids) else None
    if question is None or places[1] >= len(choices(question)):
        return None
    return events.Choose(question.id, choices(question)[places[1]])


def _lead(value: int) -> Lead | None:
    return next((Lead(action) for action in Action if action.value == value), None)
