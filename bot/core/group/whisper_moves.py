"""A word to the coach: what its writer does in the private chat, and what a coach does with it."""

from dataclasses import replace

from bot.core.group import events as group_events
from bot.core.group.actions import Action
from bot.core.group.coach_context import CoachContext, add_to_log, change_group
from bot.core.group.events import WhisperEvent, Who
from bot.core.group.own_results import say
from bot.core.group.own_step import without_writing
from bot.core.group.session import GroupChange, GroupSession, GroupStage, Seat
from bot.core.group.status import status
from bot.core.group.whisper import MOST_WHISPERS, Fate, Heard, ToCoach, Unsaid, Whisper, heard, read_whisper
from bot.core.screen.screen import Block, Screen, Style
from bot.core.screen.surface import Notice, Role, ShowGroup
from bot.core.typed.distress import is_danger
from bot.core.words import coach_toasts
from bot.core.words import whispers as words
from bot.core.words.phrase import Phrase, Words

# --- whoever writes -------------------------------------------------------------------------


def refusal(group: GroupSession, seat: Seat) -> Phrase | None:
    """Return why somebody cannot write to the coach; None where they can."""
    if group.stage is GroupStage.ENDED:
        return words.over()
    if not seat.member.here:
        return words.no_session()
    if seat.member.to_coach.muted:
        return words.muted()
    return words.enough(MOST_WHISPERS) if len(seat.member.to_coach.whispers) >= MOST_WHISPERS else None


def open_whisper(group: GroupSession, seat: Seat) -> GroupChange:
    """Ask for a word to the coach, in a new message of the private chat."""
    if (why := refusal(group, seat)) is not None:
        return say(why, alert=True)
    return replace(_unsaid(seat, Unsaid(), below=True), notice=Notice(words.here()))


def tap_whisper(group: GroupSession, seat: Seat, event: WhisperEvent, who: Who) -> GroupChange:
    """Do what a button about a word to the coach says."""
    unsaid = seat.member.to_coach.unsaid
    match event:
        case group_events.WriteWhisper():
            if not seat.is_known:
                return say(words.where(), alert=True)
            opened = open_whisper(group, seat)
            return replace(opened, notice=Notice(words.in_private())) if opened.seats else opened
        case group_events.ChangeWhisper() if unsaid is not None:
            return replace(_unsaid(seat, replace(unsaid, text=""), below=True), notice=Notice(words.here()))
        case group_events.SendWhisper() if unsaid is not None and unsaid.text:
            return _send(group, seat, unsaid, who.at)
    return replace(_unsaid(seat, None), notice=Notice(words.nothing_sent()))


def _send(group: GroupSession, seat: Seat, unsaid: Unsaid, at: float) -> GroupChange:
    if (why := refusal(group, seat)) is not None:
        return replace(_unsaid(seat, None), notice=Notice(why, alert=True))
    whispers = (*seat.member.to_coach.whispers, Whisper(unsaid.text, at))
    told = _telling(seat, replace(seat.member.to_coach, whispers=whispers))
    return replace(_unsaid(told, None), notice=Notice(words.sent(MOST_WHISPERS - len(whispers))))


def write_whisper(seat: Seat, text: str, say_in: Words) -> GroupChange:
    """Take a typed text as a word to the coach; nothing where none is waited for.

    Nothing is kept of what somebody in danger writes, unless they write it once more.
    """
    unsaid = seat.member.to_coach.unsaid
    if unsaid is None or unsaid.text:
        return GroupChange()
    if is_danger(text) and not unsaid.is_warned:
        return _unsaid(seat, Unsaid(is_warned=True), below=True)
    read = read_whisper(text)
    if isinstance(read, Phrase):
        return GroupChange(
            show=(_message(seat, below=True),),
            tell=((seat.member.person, None, Screen((Block(say_in(read)),))),),
        )
    return _unsaid(seat, replace(unsaid, text=read), below=True)


def put_whisper_aside(seat: Seat) -> GroupChange:
    """Let what is typed next be for something else."""
    unsaid = seat.member.to_coach.unsaid
    return GroupChange() if unsaid is None or unsaid.text else _unsaid(seat, None)


def _unsaid(seat: Seat, unsaid: Unsaid | None, *, below: bool = False) -> GroupChange:
    waits = unsaid is not None and not unsaid.text
    after = _telling(without_writing(seat) if waits else seat, replace(seat.member.to_coach, unsaid=unsaid))
    return GroupChange(seats=(after,), show=(_message(seat, below=below),))


def _telling(seat: Seat, to_coach: ToCoach) -> Seat:
    return replace(seat, member=replace(seat.member, to_coach=to_coach))


def _message(seat: Seat, *, below: bool) -> ShowGroup:
    person = seat.member.person
    return ShowGroup(Role.WHISPER, str(person), person, below=below)


# --- the coach ------------------------------------------------------------------------------


def put_to_group(context: CoachContext, action: Action) -> GroupChange:
    """Show the group a word as it stands."""
    if (found := _found(context)) is None:
        return say(words.gone())
    if context.group.stage is GroupStage.DETACHED:
        return say(coach_toasts.not_now(status(context.dialog, context.group)), alert=True)
    screen = Screen(
        (
            Block(context.words(words.from_the_group()), Style.TITLE),
            Block(context.words(words.quoted(found.whisper.text))),
        )
    )
    change = _with_fate(add_to_log(context, action.log), found, Fate.PUT)
    there = (context.group.chat, context.group.thread, screen)
    return replace(change, tell=(there,), notice=Notice(words.put()))


def drop_whisper(context: CoachContext, _action: Action) -> GroupChange:
    """Put a word aside."""
    if (found := _found(context)) is None:
        return say(words.gone())
    return replace(_with_fate(context, found, Fate.ASIDE), notice=Notice(words.put_aside()))


def mute_writer(context: CoachContext, _action: Action) -> GroupChange:
    """Take no more words from whoever wrote one, without telling who that is."""
    if (found := _found(context)) is None:
        return say(words.gone())
    muted = _telling(found.seat, replace(found.seat.member.to_coach, muted=True, unsaid=None))
    change = _with_fate(context, replace(found, seat=muted), Fate.ASIDE)
    return replace(change, notice=Notice(words.has_muted(), alert=True))


def _found(context: CoachContext) -> Heard | None:
    return next((each for each in heard(context.group, context.seats) if each.name == context.about), None)


def _with_fate(context: CoachContext, found: Heard, fate: Fate) -> GroupChange:
    whispers = list(found.seat.member.to_coach.whispers)
    whispers[found.at] = replace(found.whisper, fate=fate)
    seat = _telling(found.seat, replace(found.seat.member.to_coach, whispers=tuple(whispers)))
    return replace(change_group(context, {}, ()), seats=(seat,))
