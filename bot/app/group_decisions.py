"""What an update of a group changes: from what is stored to a `GroupChange`. Pure.

A store calls these inside its transaction, perhaps more than once.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from bot.app.preflight import findings
from bot.app.update import Tap
from bot.core.dialog.model import Dialog
from bot.core.group import stages
from bot.core.group.actions import Action
from bot.core.group.agenda import agenda
from bot.core.group.coach_context import Led
from bot.core.group.coach_moves import TRIGGERS, act
from bot.core.group.coach_tools import tend
from bot.core.group.deadlines import timed
from bot.core.group.events import Lead, MemberEvent
from bot.core.group.member_moves import Who, left, opened, take_part
from bot.core.group.screens import menus as group_menus
from bot.core.group.session import Entry, GroupChange, GroupSession, Stage, lead_stamp
from bot.core.group.status import consoles, stands
from bot.core.screen.surface import Notice, Role, ShowGroup
from bot.core.words import group_words as words
from bot.core.words.words import GONE
from bot.outbox.chat_port import Premises
from bot.stores.protocol import FoundGroup

Dialogs: TypeAlias = Callable[[str], Dialog | None]
"""The dialog of a logic hash; None where it is lost."""

DecideGroup: TypeAlias = Callable[[FoundGroup], GroupChange]

COMMANDS: Final[Mapping[str, Mapping[Stage, Action]]] = {
    "next": {
        Stage.LOBBY: Action.START,
        Stage.OPEN: Action.CLOSE,
        Stage.TALK: Action.REVEAL,
        Stage.SHOWN: Action.NEXT,
        Stage.RESULTS: Action.NEXT,
        Stage.PLAN: Action.END,
        Stage.PAUSED: Action.RESUME,
    },
    "reveal": {Stage.OPEN: Action.CLOSE, Stage.TALK: Action.REVEAL},
    "pause": dict.fromkeys(stages.RUNNING, Action.PAUSE),
    "resume": {Stage.PAUSED: Action.RESUME},
    "end": dict.fromkeys((*stages.RUNNING, Stage.PAUSED, Stage.DETACHED), Action.END),
}
"""Commands of a coach in the group, for when the console is out of reach: what each does where."""


@dataclass(frozen=True, slots=True)
class Hand:
    """Whose hand it is. dialogs: see `Dialogs`."""

    who: Who
    dialogs: Dialogs


def on_member_tap(hand: Hand, tap: Tap) -> DecideGroup:
    """A button that everybody sees."""

    def decide(found: FoundGroup) -> GroupChange:
        group, dialog = found.group, dialog_of(hand, found)
        event = None if tap.data is None else tap.data.event(dialog)
        if group is None or dialog is None or tap.data is None or not isinstance(event, MemberEvent):
            return GroupChange(notice=Notice(GONE))
        seat = found.seat(hand.who.person)
        return take_part(dialog, group, seat, event, tap.data.turn, hand.who)

    return decide


def on_coach_tap(hand: Hand, tap: Tap) -> DecideGroup:
    """A button of a console. Of two coaches at once one is first; the other is told, and changes nothing."""

    def decide(found: FoundGroup) -> GroupChange:
        group, dialog = found.group, dialog_of(hand, found)
        event = None if tap.data is None else tap.data.event(dialog)
        if group is None or dialog is None or tap.data is None or not isinstance(event, Lead):
            return GroupChange(notice=Notice(GONE))
        if hand.who.person not in group.coaches:
            return GroupChange(notice=Notice(words.COACH_ONLY))
        if tap.data.turn != lead_stamp(group):
            last = group.log[-1]  # nothing is led before a session was opened
            told = words.MOVED_ON if last.person != hand.who.person else words.WENT_ON
            notice = Notice(told.format(who=last.who, now=stands(dialog, group)))
            return GroupChange(show=consoles(group), notice=notice)
        return _led(hand, found, dialog, group, event.action)

    return decide


def on_command(hand: Hand, name: str, thread: int | None) -> DecideGroup:
    """A command of a coach in the group itself; what does not fit is told there."""

    def decide(found: FoundGroup) -> GroupChange:
        group, dialog = found.group, dialog_of(hand, found)
        if group is None or dialog is None:
            return GroupChange()
        if hand.who.person not in group.coaches:
            return _tell(group.chat, thread, words.COACH_ONLY if hand.who.person else words.ANONYMOUS)
        action = COMMANDS[name].get(group.stage)
        if action is None:
            return _tell(group.chat, thread, words.NOT_NOW.format(now=stands(dialog, group)))
        change = _led(hand, found, dialog, group, action)
        return change if change.notice is None else _tell(group.chat, thread, change.notice.text)

    return decide


def on_lead_too(hand: Hand, action: Action) -> DecideGroup:
    """An admin takes over, or helps; that they are one was asked before."""

    def decide(found: FoundGroup) -> GroupChange:
        group, dialog = found.group, dialog_of(hand, found)
        if group is None or dialog is None or group.stage is Stage.ENDED:
            return GroupChange(notice=Notice(words.ENDED))
        return tend(led_by(hand, found, dialog, group), action, hand.who.person)

    return decide


def on_begin(
    hand: Hand, dialog: Dialog, place: tuple[int, int | None, str], group_id: int, premises: Premises | None
) -> DecideGroup:
    """A session begins where none is open. place: chat, topic and the group's name."""
    chat, thread, name = place

    def decide(found: FoundGroup) -> GroupChange:
        if found.group is not None:
            led = dialog_of(hand, found)
            return GroupChange(notice=Notice(GONE if led is None else stands(led, found.group)))
        who = hand.who
        log = (Entry(who.at, who.name, "opened the session", who.person),)
        group = GroupSession(
            group_id,
            chat,
            thread,
            name,
            dialog.id,
            dialog.logic_hash,
            who.person,
            who.name,
            acted_at=who.at,
            log=log,
        )
        tell = ((who.person, None, group_menus.preflight(findings(premises, len(agenda(dialog))))),)
        show = (ShowGroup(Role.BOARD), *consoles(group))
        return GroupChange(group=timed(group), show=show, tell=tell, notice=Notice(words.YOU_LEAD))

    return decide


def on_opened(hand: Hand) -> DecideGroup:
    """A member, or a coach, came into the private chat by a link of the group."""

    def decide(found: FoundGroup) -> GroupChange:
        group, dialog = found.group, dialog_of(hand, found)
        if group is None or dialog is None:
            return _tell(hand.who.person, None, GONE)
        change = opened(dialog, group, found.seat(hand.who.person), hand.who)
        return change if change.notice is None else _tell(hand.who.person, None, change.notice.text)

    return decide


def on_leave(hand: Hand, thread: int | None, told: bool) -> DecideGroup:
    """Somebody asks to be let out of the session. told: whether they are answered."""

    def decide(found: FoundGroup) -> GroupChange:
        group, seat = found.group, found.seat(hand.who.person)
        if group is None or seat is None or not seat.member.here:
            leads = group is not None and hand.who.person in group.coaches
            text = words.COACH_LEAVES_NOT if leads else words.NOT_IN
            return _tell(group.chat, thread, text) if group and told else GroupChange()
        change = left(group, seat)
        text = words.LEFT_AFTERWARDS if group.stage is Stage.ENDED else words.LEFT
        return replace(change, tell=_tell(group.chat, thread, text).tell if told else ())

    return decide


def on_log(found: FoundGroup) -> GroupChange:
    """Everybody may read who did what."""
    if found.group is None:
        return GroupChange()
    return GroupChange(tell=((found.group.chat, found.group.thread, group_menus.log(found.group)),))


# --- parts ------------------------------------------------------------------------------------


def dialog_of(hand: Hand, found: FoundGroup) -> Dialog | None:
    """The dialog of the found group; None where there is no group, or its dialog is lost."""
    return None if found.group is None else hand.dialogs(found.group.logic_hash)


def led_by(hand: Hand, found: FoundGroup, dialog: Dialog, group: GroupSession) -> Led:
    return Led(dialog, group, found.seats, hand.who.name, hand.who.at, hand.who.person)


def _led(hand: Hand, found: FoundGroup, dialog: Dialog, group: GroupSession, action: Action) -> GroupChange:
    led = led_by(hand, found, dialog, group)
    return act(led, action) if action in TRIGGERS else tend(led, action, hand.who.person)


def _tell(chat: int, thread: int | None, text: str) -> GroupChange:
    return GroupChange(tell=((chat, thread, group_menus.said(text)),))
