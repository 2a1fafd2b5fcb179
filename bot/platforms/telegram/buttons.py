"""What a button carries: an event in at most 64 characters, under a keyed MAC.

Clients can send any bytes as a tap, so nothing counts that does not verify for this chat.
Neither the state nor the meaning of a button is kept anywhere: it works as long as its key does.

    of a session    kind 1, session 8, turn 4, event 1, two places 1 each, MAC 8 bytes: 32 characters
    of a chat       kind 1, event 1, payload 0-16, MAC 8 bytes: 14 to 35 characters
    of a group      as `group_buttons` says, MAC 8 bytes: 40 characters
"""

import binascii
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2s
from struct import Struct
from typing import Any, TypeAlias

from bot.core.dialog.model import Dialog
from bot.core.group import events as group_events
from bot.core.group.events import BecomeCoach, GroupEvent
from bot.core.group.session import GroupSession
from bot.core.kinds import answering
from bot.core.screen.button import Event
from bot.core.solo import events
from bot.core.solo.events import ChatEvent, SessionEvent
from bot.core.solo.promise import ZONES
from bot.core.solo.session import Session, ShownPage
from bot.core.solo.to_coach import WriteToCoach
from bot.core.typed.said import MOST_OFFERED
from bot.platforms.telegram import group_buttons
from bot.platforms.telegram.group_buttons import PackedInGroup

AboutChat: TypeAlias = ChatEvent | WriteToCoach | BecomeCoach
"""What a button of no session and no group does."""

OF_SESSION, OF_CHAT = 1, 2
BODY = Struct(">BQIBBB")
CHAT = Struct(">q")
NUMBER = Struct(">Q")
MAC_BYTES = 8

# Bot API: callback_data is 1-64 bytes.
LONGEST = 64

# The numbers are in buttons that people have: never used again, only added to.
SESSION_EVENTS: Mapping[int, type[SessionEvent]] = {
    1: events.Begin,
    2: answering.Answer,
    3: answering.Pick,
    4: answering.Unpick,
    5: answering.Done,
    6: events.Skip,
    7: events.NotSure,
    8: events.Back,
    9: events.Review,
    10: events.Edit,
    11: events.Finish,
    12: events.Stop,
    13: events.Resume,
    14: events.Lean,
    15: events.MoveOver,
    16: events.DoIt,
    17: events.KeepPage,
    18: events.TakeAlong,
    19: events.FollowUp,
    20: events.TellZone,
    21: events.OpenPage,
    22: events.Doubt,
    23: events.Include,
    24: events.Exclude,
    25: events.SendShared,
    26: events.SendPicture,
    30: events.Undo,
    31: events.TakeMaybe,
    32: events.SomethingElse,
    33: events.Explain,
    34: events.AskWhy,
    35: events.TurnTo,
}
CHAT_EVENTS: Mapping[int, type[AboutChat]] = {
    1: events.OpenDialog,
    2: events.StartAgain,
    3: events.OpenResult,
    4: events.ForgetMe,
    5: events.KeepMe,
    6: events.Compare,
    7: events.OpenSession,
    8: group_events.Coach,
    9: group_events.TakeOver,
    10: group_events.HelpLead,
    11: events.LookAgain,
    12: events.UseAnswers,
    13: WriteToCoach,
    14: answering.WriteAgain,
}
NUMBERS: Mapping[type[Event], int] = {
    event: number for table in (SESSION_EVENTS, CHAT_EVENTS) for number, event in table.items()
}
PAGES = tuple(each.value for each in ShownPage)
"""Their places are in buttons that people have: a new page comes last."""
LINES = tuple(map(str, range(100)))
OF_A_DIALOG = (events.OpenDialog, events.StartAgain, events.Compare, group_events.Coach)
"""Events of a chat that are about a dialog; the others are about a number."""


@dataclass(frozen=True, slots=True)
class PackedStep:
    """A genuine button of a session.

    number: in `SESSION_EVENTS`. places: of the question or alternative, and of the option,
    among the sorted ids of the dialog; of a page or a line, its own place; 0 where the event has none.
    """

    session: int
    turn: int
    number: int
    places: tuple[int, int]

    def event(self, dialog: Dialog) -> SessionEvent | None:
        """Return what it does in its session's dialog; None where that has no such thing."""
        kind = SESSION_EVENTS.get(self.number)
        if kind is None:
            return None
        ids: list[Any] = []
        for place, field in zip(self.places, kind.__dataclass_fields__, strict=False):
            known = _ids(dialog, field, *ids[:1])
            if place >= len(known):
                return None
            ids.append(known[place])
        return kind(*ids)  # the fields of these events are ids


Packed: TypeAlias = PackedStep | PackedInGroup | AboutChat | None
"""What a button carries; None for one that is not ours."""


class Codec:
    """Makes and reads what buttons carry. keys: the first signs, each verifies."""

    def __init__(self, keys: tuple[bytes, ...]) -> None:
        self._macs = tuple(blake2s(key=key, digest_size=MAC_BYTES, person=b"button") for key in keys)

    def encode(
        self,
        event: Event,
        chat: int,
        subject: Session | GroupSession | None = None,
        dialog: Dialog | None = None,
    ) -> str:
        """What a button carries. subject: the session or the group that the event is one of.

        Raises:
            ValueError: the event cannot be in this button.
        """
        body = _body(event, subject, dialog)
        data = _text(body + self._mac(0, body, chat))
        if len(data) > LONGEST:
            raise ValueError(f"{type(event).__name__} is too long for a button")
        return data

    def decode(self, data: str, chat: int) -> Packed:
        """What a button of ours in this chat carries; None for anything else."""
        if not 0 < len(data) <= LONGEST or not data.isascii():
            return None
        try:
            raw = urlsafe_b64decode(data + "=" * (-len(data) % 4))
        except binascii.Error:
            return None
        body, mac = raw[:-MAC_BYTES], raw[-MAC_BYTES:]
        if len(body) < 2 or _text(raw) != data:  # one text for each button, so none can be varied
            return None
        if not any(hmac.compare_digest(self._mac(at, body, chat), mac) for at in range(len(self._macs))):
            return None
        return READERS[body[0]](body) if body[0] in READERS else None

    def _mac(self, key: int, body: bytes, chat: int) -> bytes:
        mac = self._macs[key].copy()
        mac.update(CHAT.pack(chat))
        mac.update(body)
        return mac.digest()


def _text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def _body(event: Event, subject: Session | GroupSession | None, dialog: Dialog | None) -> bytes:
    name = type(event).__name__
    if isinstance(event, GroupEvent):
        if not isinstance(subject, GroupSession):
            raise ValueError(f"{name} is a button of a group")
        return group_buttons.pack(event, subject, dialog)
    if type(event) not in NUMBERS:
        raise ValueError(f"{name} cannot be in a button")
    number = NUMBERS[type(event)]
    if isinstance(event, AboutChat):
        return bytes((OF_CHAT, number)) + _payload(event)
    if not isinstance(subject, Session) or dialog is None:
        raise ValueError(f"{name} is a button of a session")
    turn = subject.turn_of(event) & 0xFFFFFFFF
    return BODY.pack(OF_SESSION, subject.id, turn, number, *_places(dialog, event))


def _places(dialog: Dialog, event: Event) -> tuple[int, int]:
    ids: list[Any] = []
    places = [0, 0]
    for at, field in enumerate(event.__dataclass_fields__):
        wanted = getattr(event, field)
        places[at] = _ids(dialog, field, *ids[:1]).index(wanted)
        ids.append(wanted)
    return places[0], places[1]


@lru_cache(maxsize=4096)
def _ids(dialog: Dialog, field: str, question_id: str = "") -> Sequence[Any]:
    """The sorted ids that an event's field can hold, so that no order in a file matters.

    What stands in a table of ours has its place there.

    question_id: what stands in the field before it; an option is one of its question's.
    """
    known: Iterable[str]
    match field:
        case "page":
            return PAGES
        case "line" | "part":
            return LINES
        case "question":
            known = dialog.questions
        case "option":
            question = dialog.questions[question_id]
            known = question.kind.tap_ids(question)
        case "choice":
            return events.FOLLOW_UPS
        case "zone":
            return ZONES
        case "place":
            return tuple(map(str, range(MOST_OFFERED)))
        case _:
            known = dialog.alternatives
    return tuple(sorted(known))


def _payload(event: AboutChat) -> bytes:
    """The one thing that the event is about: a dialog's id, or a number."""
    (about,) = (getattr(event, field) for field in event.__dataclass_fields__)
    return about.encode() if isinstance(about, str) else NUMBER.pack(about)


def _step(body: bytes) -> PackedStep | None:
    if len(body) != BODY.size:
        return None
    _, session, turn, number, first, second = BODY.unpack(body)
    return PackedStep(session, turn, number, (first, second))


def _about_chat(body: bytes) -> AboutChat | None:
    kind, payload = CHAT_EVENTS.get(body[1]), body[2:]
    if kind is None:
        return None
    if kind in OF_A_DIALOG:
        return kind(payload.decode())
    return kind(*NUMBER.unpack(payload)) if len(payload) == NUMBER.size else None


READERS: Mapping[int, Callable[[bytes], Packed]] = {
    OF_SESSION: _step,
    OF_CHAT: _about_chat,
    group_buttons.OF_GROUP: group_buttons.unpack,
    group_buttons.OF_GROUP_BY_PLACE: group_buttons.unpack_by_place,
}
