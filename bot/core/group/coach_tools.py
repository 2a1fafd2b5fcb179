"""What a coach does that moves no stage: reminders, more time, other coaches, files, deletion."""

from dataclasses import replace

from bot.core.dialog.model import Dialog
from bot.core.group.actions import Action
from bot.core.group.agenda import Does
from bot.core.group.coach_context import MINUTE, Led, asked_before, lately, logged, saved
from bot.core.group.deadlines import has_clock, timed
from bot.core.group.privacy.counting import here
from bot.core.group.reveal import files
from bot.core.group.session import Entry, GroupChange, GroupSession, Seat, Stage
from bot.core.group.status import board, consoles, counters, open_step
from bot.core.screen.screen import Block, Screen
from bot.core.screen.surface import Notice, Role, ShowGroup, Urgency
from bot.core.words import group_words as words
from bot.core.words.phrase import verbatim

REMINDED = "reminded those who have not answered"
ASKED_TO_DELETE = "asked to delete the session"


def tend(led: Led, action: Action, person: int) -> GroupChange:
    """What one such action does. person: who acts.

    Raises:
        ValueError: the action is one that moves the stage.
    """
    if led.group.stage is not Stage.ENDED:  # that is when it ended, from then on
        led = replace(led, group=replace(led.group, acted_at=led.at, away=False, reminded=0))
    match action:
        case Action.NUDGE:
            return _nudge(led)
        case Action.EXTEND:
            return _extend(led)
        case Action.TAKE_OVER:
            return _take_over(led, person)
        case Action.ADD_COACH:
            return _add_coach(led, person)
        case Action.IN_PRIVATE:
            return _in_private(led)
        case Action.FILES:
            return GroupChange(show=files(person), notice=Notice(verbatim(words.FILES_COME)))
        case Action.INVITE:
            invitation = ShowGroup(Role.INVITATION, str(person), person, Urgency.RESULT)
            return replace(saved(led, {}, (invitation,)), notice=Notice(verbatim(words.INVITATION_COMES)))
        case Action.DELETE:
            return _delete(led)
    raise ValueError(f"{action} moves the group")


def waiting(dialog: Dialog, led_seats: tuple[Seat, ...], question: str) -> list[Seat]:
    """Who is here and has not answered a question."""
    return [seat for seat in here(led_seats) if seat.value(question) in (None, ())]


def _nudge(led: Led) -> GroupChange:
    step = open_step(led.dialog, led.group)
    if step is None or step.does is not Does.ASK or led.group.stage is not Stage.OPEN:
        return GroupChange(notice=Notice(verbatim(words.NOBODY_WAITS)))
    late = waiting(led.dialog, led.seats, step.question.id)
    if not late:
        return GroupChange(notice=Notice(verbatim(words.NOBODY_WAITS)))
    if lately(led, REMINDED):
        return GroupChange(notice=Notice(verbatim(words.NUDGED_LATELY)))
    text = f"“{led.group.place}” waits for your answer to: {step.question.ask}"
    reached = [seat.member.person for seat in late if seat.member.private]
    tell = tuple((person, None, Screen((Block(text),))) for person in reached)
    notice = words.NUDGED.format(told=len(reached), others=len(late) - len(reached))
    return replace(saved(logged(led, REMINDED), {}, board()), tell=tell, notice=Notice(verbatim(notice)))


def _extend(led: Led) -> GroupChange:
    if led.group.closes_at is None or led.group.stands_at is not Stage.OPEN or not has_clock(led.group):
        return GroupChange(notice=Notice(verbatim(words.NO_CLOCK)))
    more = {"closes_at": led.group.closes_at + MINUTE}
    step = ShowGroup(Role.STEP, str(led.group.step))
    change = saved(logged(led, "gave a minute more"), more, (step, *board()))
    return replace(change, notice=Notice(verbatim(words.EXTENDED)))


def _take_over(led: Led, person: int) -> GroupChange:
    """Whoever takes over leads; who led before helps from now on, and can take it back."""
    group = led.group
    if person == group.coach:
        return GroupChange(notice=Notice(verbatim(words.YOU_LEAD)))
    others = {each: name for each, name in group.coaches.items() if each and each != person}
    changes = {"coach": person, "coach_name": led.by, "co_coaches": others, "acted_at": led.at, "away": False}
    change = saved(logged(led, "took over"), changes, board())
    seats = tuple(_led_by(seat, person) for seat in led.seats)
    text = f"{led.by} leads “{group.place}” now. You can take it back in your console."
    tell = ((group.coach, None, Screen((Block(text),))),) if group.coach else ()
    changed = tuple(seat for seat, before in zip(seats, led.seats, strict=True) if seat != before)
    return replace(change, seats=changed, tell=tell, notice=Notice(verbatim(words.YOU_LEAD)))


def _led_by(seat: Seat, person: int) -> Seat:
    """What was shared was meant for the one who led; whoever leads counts nowhere."""
    here = seat.member.here and seat.member.person != person
    return replace(seat, member=replace(seat.member, shared_with=0, here=here))


def _add_coach(led: Led, person: int) -> GroupChange:
    if person in led.group.coaches:
        return GroupChange(notice=Notice(verbatim(words.YOU_HELP)))
    if not led.group.coach:
        return _take_over(led, person)
    changes = {"co_coaches": {**led.group.co_coaches, person: led.by}}
    change = saved(logged(led, "helps to lead"), changes, (*board(), *counters(led.group)))
    own = tuple(
        replace(seat, member=replace(seat.member, here=False))
        for seat in led.seats
        if seat.member.person == person and seat.member.here
    )
    return replace(change, seats=own, notice=Notice(verbatim(words.YOU_HELP)))


def stopped_leading(group: GroupSession, person: int, at: float) -> GroupChange:
    """A coach is out of the group: whoever helps leads on, or an admin takes over. at: seconds since 1970."""
    name = group.coaches[person]
    after = replace(
        group.without_coach(person),
        log=(*group.log, Entry(at, name, "is out of the group, and leads no more", person)),
        revision=group.revision + 1,
    )
    told = Screen((Block(words.LEADS_NO_MORE.format(place=group.place)),))
    show = (*board(), *consoles(group))  # of whoever led until now, too
    return GroupChange(group=timed(after), show=show, tell=((person, None, told),))


def _in_private(led: Led) -> GroupChange:
    """The group cannot be written to: who has a private chat with the bot goes on there."""
    reached = [seat.session.id for seat in here(led.seats) if seat.member.private]
    notice = f"{len(reached)} of {len(here(led.seats))} go on in private; others have no chat with me there."
    change = saved(logged(led, "sent everybody into private"), {}, ())
    return replace(change, cards=tuple(reached), notice=Notice(verbatim(notice)))


def _delete(led: Led) -> GroupChange:
    if led.group.stage is not Stage.ENDED:
        return GroupChange(notice=Notice(verbatim(words.NOT_NOW.format(now=""))))
    if asked_before(led, ASKED_TO_DELETE):
        return GroupChange(deleted=True, notice=Notice(verbatim(words.DELETED), alert=True))
    change = saved(logged(led, ASKED_TO_DELETE), {}, ())
    return replace(change, notice=Notice(verbatim(words.ASKING_AGAIN), alert=True))
