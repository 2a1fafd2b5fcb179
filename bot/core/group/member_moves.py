"""What a member does: one tap on a message that everybody sees, answered in private.

Pure, and the same for 3 and for 300: it looks at the group and one seat, and changes that seat alone.
"""

from dataclasses import replace

from bot.core.dialog.answers import Silence, Value
from bot.core.dialog.model import Dialog
from bot.core.dialog.question import Question
from bot.core.group import events as group_events
from bot.core.group.agenda import AgendaStep, Does, agenda, chosen, question_of
from bot.core.group.concern import is_concerned
from bot.core.group.deadlines import group_day
from bot.core.group.events import MemberEvent, Who
from bot.core.group.group_questions import (
    APART,
    DAYS,
    DID,
    NAMED,
    OWN_STEP,
    PLAN_ASK,
    PLAN_STEP,
    PLAN_WALL,
    REASON,
    UNNAMED,
)
from bot.core.group.own_results import SURE, TWICE, say, show_own
from bot.core.group.own_step import tap_step, with_picked_step
from bot.core.group.privacy.counting import has_advice
from bot.core.group.question_texts import group_answer_text, option_text, why_of
from bot.core.group.seats import (
    finish,
    is_complete,
    leave_seat,
    move_to_private,
    name_place,
    record_answer,
    take_seat,
    toggle,
    touched_card,
)
from bot.core.group.session import GroupChange, GroupSession, GroupStage, Seat
from bot.core.group.status import board, counters, has_results, remote_messages, stamp, status
from bot.core.group.waiting import note_second_look
from bot.core.group.wall import picked_step
from bot.core.group.whisper_moves import tap_whisper
from bot.core.screen.surface import Notice, Role, ShowGroup, Urgency
from bot.core.words import group_toasts, people
from bot.core.words.phrase import Phrase, verbatim

UNTICKED_AFTER = 2.0
"""Seconds within which a second tap on a tick leaves it: people tap again when they see nothing happen."""
OWN = (group_events.Mine, group_events.MyResult, group_events.MyStep)
"""What a coach can tap who took part before."""


def take_part(
    dialog: Dialog, group: GroupSession, seat: Seat | None, event: MemberEvent, turn: int, who: Who
) -> GroupChange:
    """Do what a member taps. turn: of the button, see `stamp`; seat: None for a newcomer."""
    if (for_all := _for_anybody(dialog, group, event)) is not None:
        return say(for_all, alert=True)
    taps = OWN if seat else ()
    if who.person in group.coaches and not isinstance(event, (group_events.InPrivate, *taps)):
        return say(group_toasts.coach_does_not_answer())
    match event:
        case group_events.Join():
            return _join(dialog, group, seat, who)
        case group_events.Choose(question, option) if not _is_of_check_in(group, question):
            return _choose(dialog, group, seat, (question, option), turn, who)
        case group_events.InPrivate():
            return _go_private(group, seat, who)
    if seat is None:
        return say(group_toasts.no_answer_yet())
    if isinstance(event, group_events.WhisperEvent):
        return tap_whisper(group, seat, event, who)
    if isinstance(event, group_events.StepEvent):
        return tap_step(group, seat, event, who)
    if isinstance(event, group_events.Keep):
        return _keep(dialog, group, seat, turn)
    return show_own(dialog, group, seat, event, who)


def _is_of_check_in(group: GroupSession, question: str) -> bool:
    """Return whether a question is asked after the end: what came of the first step, or when to ask again."""
    return question == DID or (question == PLAN_ASK and group.stage is GroupStage.ENDED)


def _for_anybody(dialog: Dialog, group: GroupSession, event: MemberEvent) -> Phrase | None:
    """Return what is the same for everybody who asks; None for what is about one seat."""
    match event:
        case group_events.Terms():
            return group_toasts.terms()
        case group_events.HowComputed():
            return group_toasts.how_computed()
        case group_events.Why(step):
            steps = agenda(dialog)
            return _why(dialog, group, steps[step]) if step < len(steps) else group_toasts.terms()
    return None


def _why(dialog: Dialog, group: GroupSession, step: AgendaStep) -> Phrase:
    if step.does is not Does.ASK:
        return group_toasts.how_computed()
    why = why_of(dialog, group, step.question)
    return group_toasts.terms() if why == verbatim("") else why


def _keep(dialog: Dialog, group: GroupSession, seat: Seat, turn: int) -> GroupChange:
    """Keep the first answer in a second round; the button is for that question alone."""
    if turn != stamp(group) or not group.takes_answers:
        return say(group_toasts.question_closed(status(dialog, group)))
    if seat.value(agenda(dialog)[group.step].question.id) is None:
        return say(group_toasts.nothing_to_keep())
    kept = Notice(group_toasts.kept())
    return GroupChange(seats=(note_second_look(group, seat),), show=counters(group), notice=kept)


def leave(group: GroupSession, seat: Seat) -> GroupChange:
    """Let a member out: their answers no longer count, and they can come back."""
    gone, on_wall = leave_seat(seat), _wall(group, is_on_it=PLAN_WALL in seat.member.given)
    show = (*counters(group), *board(), *on_wall, *remote_messages((seat,)))
    touched = touched_card(seat, gone)
    return GroupChange(seats=(gone,), show=show, touched=touched, notice=Notice(group_toasts.left()))


# --- joining and answering ------------------------------------------------------------------


def _join(dialog: Dialog, group: GroupSession, seat: Seat | None, who: Who) -> GroupChange:
    if group.stage is GroupStage.ENDED:
        return say(group_toasts.ended())
    if seat is not None and seat.member.is_barred:
        return say(people.out_of_session(), alert=True)
    if seat is not None and seat.member.here:
        return say(group_toasts.already_in())
    if not (who.is_in_chat or group.lets_in):
        return say(people.only_for_chat())
    entered = _enter(dialog, group, seat, who)
    notice, far = Notice(group_toasts.joined(who.name)), remote_messages((entered,))
    touched = () if seat is None else touched_card(seat, entered)
    return GroupChange(
        seats=(entered,), show=(*counters(group), *board(), *far), touched=touched, notice=notice
    )


def _enter(dialog: Dialog, group: GroupSession, seat: Seat | None, who: Who) -> Seat:
    """Let somebody in. Who comes by a link from outside counts in no figure until they tap in the chat."""
    outside = not (who.is_in_chat or dialog.counts_outsiders)
    if seat is None:
        taken = take_seat(dialog, group.id, group.chat, who.person, who.name, who.session)
        return replace(taken, member=replace(taken.member, outside=outside, is_remote=not who.is_in_chat))
    name, still = who.name or seat.member.name, seat.member.outside and outside
    far = seat.member.is_remote and not who.is_in_chat
    back = replace(seat, member=replace(seat.member, here=True, name=name, outside=still, is_remote=far))
    return name_place(back, group.title)


def _choose(
    dialog: Dialog, group: GroupSession, seat: Seat | None, choice: tuple[str, str], turn: int, who: Who
) -> GroupChange:
    question = _open_question(dialog, group, choice[0], turn)
    if question is None:
        return say(group_toasts.question_closed(status(dialog, group)))
    if seat is not None and seat.member.is_barred:
        return say(people.out_of_session(), alert=True)
    is_new = seat is None or not seat.member.here
    entered = _enter(dialog, group, seat, who)
    before = entered.value(question.id)
    if (apart := _stand_apart(dialog, entered, question, who.at)) is not None:
        show = (*counters(group), *(board() if is_new else ()))
        looked = note_second_look(group, apart)
        return GroupChange(seats=(looked,), show=show, notice=Notice(group_toasts.not_for_you()))
    value = _value(question, entered, before, choice[1], who.at)
    if value == before and not is_new:
        said = people.ticked_already() if isinstance(value, tuple) else group_toasts.same()
        return _same(group, entered, said)
    if question.id == PLAN_WALL and value == UNNAMED and PLAN_STEP not in entered.member.given:
        return say(group_toasts.pick_step_first(), alert=True)
    if question.id == PLAN_WALL and value == NAMED and (asked := _ask_to_show(dialog, entered, who)):
        return asked
    looked = note_second_look(group, _remember_tap(entered, question, choice[1], who.at))
    changed = record_answer(dialog, looked, question, value)
    if question.id == PLAN_STEP:
        changed = with_picked_step(changed, is_another=value != before)
    notice = Notice(_saved(group, group_answer_text(question, value), is_new=is_new))
    if value in DAYS and not changed.is_known and group.stands_at is GroupStage.PLAN:
        notice = Notice(group_toasts.plan_needs_private(option_text(question, choice[1])))
    far = remote_messages((changed,))
    show = (*counters(group), *(board() if is_new else ()), *_wall(group), *far)
    is_in_private = changed.session.chat == who.person and changed.session != entered.session
    touched = (changed.session.id,) if is_in_private else ()
    return GroupChange(seats=(changed,), show=show, touched=touched, notice=notice)


def _same(group: GroupSession, seat: Seat, said: Phrase) -> GroupChange:
    """Answer a tap on the answer that stands; in a second round it says that it shall."""
    after, same = note_second_look(group, seat), Notice(said)
    if after is seat:
        return GroupChange(notice=same)
    return GroupChange(seats=(after,), show=counters(group), notice=same)


def _stand_apart(dialog: Dialog, seat: Seat, question: Question, at: float) -> Seat | None:
    """Return the seat of somebody who need not answer; None where they are to, or tapped again to do so.

    They count as having skipped it. That they may answer all the same keeps it open, for everybody who sees
    totals, whom the question concerned.
    """
    apart, (last, when) = f"{APART}{question.id}", seat.member.tapped
    has_answered = seat.value(question.id) not in (None, seat.member.given.get(apart))
    is_asked = has_answered or not question.is_conditional or is_concerned(dialog, seat, question)
    if is_asked or (last == apart and TWICE <= at - when <= SURE):
        return None
    given = {**seat.member.given, apart: Silence.SKIPPED}
    return replace(seat, member=replace(seat.member, given=given, tapped=(apart, at)))


def _ask_to_show(dialog: Dialog, seat: Seat, who: Who) -> GroupChange | None:
    """Ask once more before somebody's step stands on the wall with their name; None at the second tap."""
    picked, (last, when) = picked_step(dialog, seat), seat.member.tapped
    if picked is None:
        return say(group_toasts.pick_step_first(), alert=True)
    asking = f"{NAMED} {seat.member.given.get(OWN_STEP, seat.member.given.get(PLAN_STEP))}"
    if last == asking and TWICE <= who.at - when <= SURE:
        return None
    asked = replace(seat, member=replace(seat.member, tapped=(asking, who.at)))
    return replace(say(group_toasts.ask_to_show(picked), alert=True), seats=(asked,))


def _saved(group: GroupSession, answer: Phrase | None, *, is_new: bool) -> Phrase:
    """Return what an answer is answered. answer: None for no tick."""
    if answer is None:
        return group_toasts.unticked()
    if group.stands_at is GroupStage.PLAN:
        return group_toasts.plan_saved(answer)
    return group_toasts.joined_by_answer(answer) if is_new else group_toasts.saved(answer)


def _open_question(dialog: Dialog, group: GroupSession, question: str, turn: int) -> Question | None:
    """Return the question if it can be answered now, and the button was made for this round of it."""
    if turn != stamp(group):
        return None
    step = agenda(dialog)[group.step]
    if group.stands_at is GroupStage.TALK and question == f"{REASON}{step.question.id}":
        return question_of(dialog, question)
    if not group.takes_answers:
        return None
    return next((each for each in step.questions if each.id == question), None)


def _value(question: Question, seat: Seat, before: Value | None, option: str, at: float) -> Value:
    if not question.kind.is_ticked or option not in question.kind.tap_ids(question):
        return chosen(question, option)
    last, when = seat.member.tapped
    if last == f"{question.id} {option}" and 0 <= at - when < UNTICKED_AFTER:
        return before if before is not None else ()
    return toggle(question, before, option)


def _remember_tap(seat: Seat, question: Question, option: str, at: float) -> Seat:
    what = f"{question.id} {option}" if question.kind.is_ticked else question.id
    return replace(seat, member=replace(seat.member, tapped=(what, at)))


def _go_private(group: GroupSession, seat: Seat | None, who: Who) -> GroupChange:
    """Open the private chat; its link asks for what is shown there, see `open_private`."""
    if group.stage is GroupStage.ENDED and seat is None:
        return say(group_toasts.ended())
    return GroupChange(notice=Notice(verbatim(""), url=who.link))


def open_private(dialog: Dialog, group: GroupSession, seat: Seat | None, who: Who) -> GroupChange:
    """Show a card to go on with, or the result, to somebody who followed the link of a group."""
    console: tuple[ShowGroup, ...] = ()
    if who.person in group.coaches:
        console = (ShowGroup(Role.CONSOLE, str(who.person), who.person, below=True),)
        if seat is None or not has_results(dialog, group):
            return GroupChange(show=console)
    if seat is None and group.stage is GroupStage.ENDED:
        return say(group_toasts.ended())
    if seat is None and not (who.is_in_chat or group.lets_in):
        return say(people.only_for_chat())
    here = _enter(dialog, group, None, who) if seat is None else seat
    entered = move_to_private(dialog, here, group.title if here.member.here else "")
    far = remote_messages((entered,), below=True)
    show = (*console, *counters(group), *(board() if seat is None else ()), *far)
    if has_results(dialog, group) and is_complete(dialog, entered) and has_advice(dialog, entered):
        day = group_day(group, who.at)
        closed = entered if entered.session.finished_on else finish(dialog, entered, day)
        return GroupChange(seats=(closed,), show=show, results=(closed.session.id,))
    return GroupChange(seats=(entered,), show=show, cards=(entered.session.id,))


def _wall(group: GroupSession, is_on_it: bool = False) -> tuple[ShowGroup, ...]:
    is_seen = group.stands_at is GroupStage.PLAN or is_on_it
    return (ShowGroup(Role.WALL, urgency=Urgency.WALL),) if is_seen else ()
