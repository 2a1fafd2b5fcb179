"""What an update of a group changes: from what is stored to a `GroupChange`. Pure.

A store calls these inside its transaction, perhaps more than once.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from bot.core.events import Lead, MemberEvent
from bot.core.group import menus as group_menus
from bot.core.group import stages, words
from bot.core.group.actions import Action
from bot.core.group.agenda import agenda
from bot.core.group.clockwork import RESTS, timed
from bot.core.group.leading import TRIGGERS, act, triggered
from bot.core.group.led import Led
from bot.core.group.session import Entry, GroupChange, GroupSession, Stage, lead_stamp
from bot.core.group.taking_part import Who, back, left, opened, take_part
from bot.core.group.tending import stopped_leading, tend
from bot.core.group.waiting import elapsed
from bot.core.group.whereabouts import afresh, consoles, counters, stands
from bot.core.model import Dialog
from bot.core.replies import Notice, Role, ShowGroup
from bot.core.words import GONE
from bot.delivery import Place, Premises
from bot.incoming import Tap
from bot.preflight import findings
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
        group, dialog = found.group, _dialog(hand, found)
        event = None if tap.data is None else tap.data.event(dialog)
        if group is None or dialog is None or tap.data is None or not isinstance(event, MemberEvent):
            return GroupChange(notice=Notice(GONE))
        seat = found.seat(hand.who.person)
        return take_part(dialog, group, seat, event, tap.data.turn, hand.who)

    return decide


def on_coach_tap(hand: Hand, tap: Tap) -> DecideGroup:
    """A button of a console. Of two coaches at once one is first; the other is told, and changes nothing."""

    def decide(found: FoundGroup) -> GroupChange:
        group, dialog = found.group, _dialog(hand, found)
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
        group, dialog = found.group, _dialog(hand, found)
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
        group, dialog = found.group, _dialog(hand, found)
        if group is None or dialog is None or group.stage is Stage.ENDED:
            return GroupChange(notice=Notice(words.ENDED))
        return tend(_by(hand, found, dialog, group), action, hand.who.person)

    return decide


def on_begin(
    hand: Hand, dialog: Dialog, place: tuple[int, int | None, str], group_id: int, premises: Premises | None
) -> DecideGroup:
    """A session begins where none is open. place: chat, topic and the group's name."""
    chat, thread, name = place

    def decide(found: FoundGroup) -> GroupChange:
        if found.group is not None:
            led = _dialog(hand, found)
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
        group, dialog = found.group, _dialog(hand, found)
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
            return _tell(found.group.chat, thread, words.NOT_IN) if found.group and told else GroupChange()
        change = left(group, seat)
        text = words.LEFT_AFTERWARDS if group.stage is Stage.ENDED else words.LEFT
        return replace(change, tell=_tell(group.chat, thread, text).tell if told else ())

    return decide


def on_upgraded(now: float) -> DecideGroup:
    """The group has another id: what it was shown is out of reach there. now: seconds since 1970."""

    def decide(found: FoundGroup) -> GroupChange:
        group = found.group
        if group is None or (group.stage is Stage.ENDED and now - group.acted_at > RESTS[-1]):
            return GroupChange()
        return GroupChange(show=afresh(group))

    return decide


def on_leaving(hand: Hand, is_in: bool) -> DecideGroup:
    """A member left the group, or came back; a coach who left leads no more."""

    def decide(found: FoundGroup) -> GroupChange:
        seat = found.seat(hand.who.person)
        if found.group is None or (is_in and found.group.stage is Stage.ENDED):
            return GroupChange()
        if not is_in and found.group.stage is not Stage.ENDED and hand.who.person in found.group.coaches:
            return stopped_leading(found.group, hand.who.person, hand.who.at)
        if seat is None or seat.member.here is is_in:
            return GroupChange()
        return back(found.group, seat) if is_in else left(found.group, seat)

    return decide


def on_bot_moved(hand: Hand, is_in: bool) -> DecideGroup:
    """The bot was taken out of the group, or put in again."""

    def decide(found: FoundGroup) -> GroupChange:
        group, dialog = found.group, _dialog(hand, found)
        if group is None or dialog is None:
            return GroupChange()
        trigger = stages.ATTACH if is_in else stages.DETACH
        why = "let the bot in again" if is_in else "took the bot out"
        return triggered(_by(hand, found, dialog, group), trigger, why) or GroupChange()

    return decide


def on_barred(hand: Hand, place: Place | None) -> DecideGroup:
    """The group cannot be written to, or only its topic cannot. place: that topic; None for all of it."""

    def decide(found: FoundGroup) -> GroupChange:
        group, dialog = found.group, _dialog(hand, found)
        if group is None or dialog is None or (place is not None and place.thread != group.thread):
            return GroupChange()
        why = "lets me write no more" if place is None else "says that the topic is closed or deleted"
        return triggered(_by(hand, found, dialog, group), stages.DETACH, why) or GroupChange()

    return decide


def on_slowed(seconds: float) -> DecideGroup:
    """The platform wants the group to be left alone for so long."""

    def decide(found: FoundGroup) -> GroupChange:
        return GroupChange() if found.group is None else group_menus.slowed(found.group, seconds)

    return decide


def on_time(hand: Hand) -> DecideGroup:
    """A deadline has come."""

    def decide(found: FoundGroup) -> GroupChange:
        group, dialog = found.group, _dialog(hand, found)
        if group is None:
            return GroupChange()
        if dialog is None:
            return GroupChange(group=replace(group, deadline=None, revision=group.revision + 1))
        change = elapsed(_by(hand, found, dialog, group))
        if change.group is None and group.deadline is not None and group.deadline <= hand.who.at:
            again = replace(group, revision=group.revision + 1)
            return replace(change, group=timed(again))
        return change

    return decide


def on_private_answer(found: FoundGroup) -> GroupChange:
    """Somebody answered in the private chat: what counts answers is shown anew."""
    return GroupChange() if found.group is None else GroupChange(show=counters(found.group))


def on_log(found: FoundGroup) -> GroupChange:
    """Everybody may read who did what."""
    if found.group is None:
        return GroupChange()
    return GroupChange(tell=((found.group.chat, found.group.thread, group_menus.log(found.group)),))


# --- parts ------------------------------------------------------------------------------------


def _dialog(hand: Hand, found: FoundGroup) -> Dialog | None:
    return None if found.group is None else hand.dialogs(found.group.logic_hash)


def _by(hand: Hand, found: FoundGroup, dialog: Dialog, group: GroupSession) -> Led:
    return Led(dialog, group, found.seats, hand.who.name, hand.who.at, hand.who.person)


def _led(hand: Hand, found: FoundGroup, dialog: Dialog, group: GroupSession, action: Action) -> GroupChange:
    led = _by(hand, found, dialog, group)
    return act(led, action) if action in TRIGGERS else tend(led, action, hand.who.person)


def _tell(chat: int, thread: int | None, text: str) -> GroupChange:
    return GroupChange(tell=((chat, thread, group_menus.said(text)),))
