"""What the clock says, on a question, on a talk and on the consoles; it is the same for everybody."""

from bot.core.group.deadlines import LAST_CALL, MINUTE
from bot.core.group.session import GroupSession, GroupStage, Pending
from bot.core.words import board, clock, console, group_steps, layout
from bot.core.words.phrase import Phrase


def clock_line(group: GroupSession) -> Phrase | None:
    """Say how much time is left, or what is announced; None where there is neither."""
    line = _announced(group) if group.stage is GroupStage.CLOSING else _running(group)
    if line is None or not group.late:
        return line
    return layout.sentences(away(group.late), line)


def _running(group: GroupSession) -> Phrase | None:
    if group.stage is GroupStage.TALK:
        return talk_line(group)
    is_running = group.stage is GroupStage.OPEN and group.clock > 0
    return _with_more(group, clock.closes_in(length(group.clock))) if is_running else None


def talk_line(group: GroupSession) -> Phrase | None:
    """Say how much time is left to talk; None where nobody counts it."""
    if group.clock < 0:
        return clock.time_is_up()
    return _with_more(group, clock.talk_time(length(group.clock))) if group.clock else None


def _with_more(group: GroupSession, line: Phrase) -> Phrase:
    return layout.sentences(console.more_time(), line) if group.late else line


def _announced(group: GroupSession) -> Phrase:
    match group.pending:
        case Pending.SKIP:
            return group_steps.skipping()
        case Pending.END:
            return board.ending()
    return clock.last_chance(length(group.clock)) if group.clock >= LAST_CALL else group_steps.closing()


def length(seconds: int) -> Phrase:
    """Say how long, as a person would: in seconds, or from 100 of them in minutes."""
    if seconds < 100 and seconds != MINUTE:
        return clock.seconds(seconds)
    return clock.minutes(round(seconds / MINUTE))


def coach_line(group: GroupSession) -> Phrase | None:
    """Say the same to a coach, who has a button for what is only announced."""
    if group.stage in (GroupStage.PAUSED, GroupStage.DETACHED):
        return clock.stands_still(length(group.clock)) if group.clock > 0 else None
    if group.stage is GroupStage.CLOSING:
        is_long = group.pending is Pending.REVEAL and group.clock >= LAST_CALL
        line = clock.closes_in(length(group.clock)) if is_long else None
    else:
        line = clock.talk_is_up() if group.clock < 0 else clock_line(group)
    if line is not None:
        return line
    return layout.sentences(away(group.late), console.more_time()) if group.late else None


def away(seconds: float) -> Phrase:
    """Say how long the bot was away, in the unit that a person would use."""
    minutes, hours = round(seconds / 60), round(seconds / 3600)
    if not minutes:
        return console.away_moment()
    if minutes < 100:
        return console.away_minutes(minutes)
    return console.away_hours(hours) if hours < 48 else console.away_days(round(seconds / 86_400))
