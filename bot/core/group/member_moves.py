"""What a member does: one tap on a message that everybody sees, answered in private.

Pure, and the same for 3 and for 300: it looks at the group and one seat, and changes that seat alone.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from bot.core.dialog.answers import Silence, Value
from bot.core.dialog.insight import explain
from bot.core.dialog.model import Dialog
from bot.core.dialog.question import Question
from bot.core.group import check_in as afterwards
from bot.core.group import events as group_events
from bot.core.group.agenda import Does, Step, agenda, chosen, question_of
from bot.core.group.events import MemberEvent
from bot.core.group.group_questions import DAYS, PLAN_WALL, REASON
from bot.core.group.privacy.counting import has_advice
from bot.core.group.seats import finished, first_step, in_private, is_complete, seated, ticked, told
from bot.core.group.session import GroupChange, GroupSession, Seat, Stage, stamp
from bot.core.group.status import board, consoles, counters, has_results, stands
from bot.core.screen.surface import Notice, Role, ShowGroup, Urgency
from bot.core.words import group_words as words
from bot.core.words.phrase import verbatim

TWICE = 0.7
"""Seconds within which the same tick again is the same tap: clients send one twice."""
SHARING, SURE = "share", 60.0
"""What the first tap leaves behind, and the seconds within which the second one means it."""


@dataclass(frozen=True, slots=True)
class Who:
    """Who taps. name: what they are called. session: an id for a session of theirs, should one begin.

    link: address of the private chat, which a tap may open. at: seconds since 1970.
    is_known: they have written to the bot, so that it may write to them.
    """

    person: int
    name: str
    session: int
    link: str
    at: float
    is_known: bool = False


OWN = (group_events.Mine, group_events.MyResult, group_events.MyStep)
"""What somebody can tap who took part before they came to lead."""


def take_part(
    dialog: Dialog, group: GroupSession, seat: Seat | None, event: MemberEvent, turn: int, who: Who
) -> GroupChange:
    """What an event of a member does. turn: of the button, see `stamp`; seat: None for a newcomer."""
    if (told := _about_all(dialog, group, event)) is not None:
        return _say(told, alert=True)
    taps = OWN if seat else ()
    if who.person in group.coaches and not isinstance(event, (group_events.InPrivate, *taps)):
        return _say(words.COACH_ANSWERS_NOT)
    match event:
        case group_events.Join():
            return _joined(dialog, group, seat, who)
        case group_events.Choose(question, option) if not afterwards.is_about(group, question):
            return _choose(dialog, group, seat, (question, option), turn, who)
        case group_events.InPrivate():
            return _go_private(group, seat, who)
    if seat is None:
        return _say(words.NO_ANSWER_YET)
    if isinstance(event, group_events.Keep):
        return _kept(dialog, group, seat, turn)
    return _own(dialog, group, seat, event, who)


def _about_all(dialog: Dialog, group: GroupSession, event: MemberEvent) -> str | None:
    """What anybody may be told, whoever asks; None for what is about one seat."""
    match event:
        case group_events.Terms():
            return words.TERMS
        case group_events.Reckoning():
            return words.RECKONING
        case group_events.Why(step):
            return _why(agenda(dialog)[step]) if step < len(agenda(dialog)) else words.TERMS
    return None


def _own(dialog: Dialog, group: GroupSession, seat: Seat, event: MemberEvent, who: Who) -> GroupChange:
    """What only a member can ask: about their own answers and result."""
    match event:
        case group_events.Mine(step):
            return _say(_mine(dialog, seat, step), alert=True)
        case group_events.MyResult():
            return _my_result(dialog, group, seat, who)
        case group_events.MyStep():
            return _say(_my_step(dialog, seat), alert=True)
        case group_events.Choose(question, option):
            return afterwards.said(dialog, group, seat, question, option)
        case group_events.Share():
            return _share(dialog, group, seat, who)
    return _say(words.NO_ANSWER_YET)


def _kept(dialog: Dialog, group: GroupSession, seat: Seat, turn: int) -> GroupChange:
    """The first answer stands in the second round; the button is for that question alone."""
    if turn != stamp(group) or not group.takes_answers:
        return _say(words.CLOSED_ONE.format(now=stands(dialog, group)))
    question = agenda(dialog)[group.step].question.id
    return _say(words.NOTHING_TO_KEEP if seat.value(question) is None else words.KEPT)


def left(group: GroupSession, seat: Seat) -> GroupChange:
    """The member is out: counted no more, and free to come back."""
    gone = replace(seat, member=replace(seat.member, here=False, shared_with=0))
    show = (*counters(group), *board(), *_wall(group, is_on_it=PLAN_WALL in seat.member.given))
    return GroupChange(seats=(gone,), show=show, notice=Notice(verbatim(words.LEFT)))


# --- joining and answering ------------------------------------------------------------------


def _joined(dialog: Dialog, group: GroupSession, seat: Seat | None, who: Who) -> GroupChange:
    if group.stage is Stage.ENDED:
        return _say(words.ENDED)
    if seat is not None and seat.member.here:
        return _say(words.IN_ALREADY)
    entered = _entered(dialog, group, seat, who)
    notice = Notice(verbatim(words.JOINED.format(name=who.name)))
    return GroupChange(seats=(entered,), show=(*counters(group), *board()), notice=notice)


def _entered(dialog: Dialog, group: GroupSession, seat: Seat | None, who: Who) -> Seat:
    if seat is None:
        return seated(dialog, group.id, group.chat, who.person, who.name, who.session)
    name = who.name or seat.member.name
    return replace(seat, member=replace(seat.member, here=True, name=name))


def _choose(
    dialog: Dialog, group: GroupSession, seat: Seat | None, choice: tuple[str, str], turn: int, who: Who
) -> GroupChange:
    question = _open_question(dialog, group, choice[0], turn)
    if question is None:
        return _say(words.CLOSED_ONE.format(now=stands(dialog, group)))
    is_new = seat is None or not seat.member.here
    entered = _entered(dialog, group, seat, who)
    before = entered.value(question.id)
    value = _value(question, entered, before, choice[1], who.at)
    if value == before and not is_new:
        return _say(words.SAME)
    changed = told(dialog, _tapped(entered, question, choice[1], who.at), question, value)
    said = said_in_words(question, value).rstrip(".")
    notice = (words.JOINED_BY_ANSWER if is_new else words.SAVED).format(said=said) if said else words.UNTICKED
    if group.stands_at is Stage.PLAN:
        is_out_of_reach = value in DAYS and changed.session.chat != who.person
        notice = (words.ASKED_IN_PRIVATE if is_out_of_reach else words.PLANNED).format(said=said)
    show = (*counters(group), *(board() if is_new else ()), *_wall(group))
    is_in_private = changed.session.chat == who.person and changed.session != entered.session
    touched = (changed.session.id,) if is_in_private else ()
    return GroupChange(seats=(changed,), show=show, touched=touched, notice=Notice(verbatim(notice)))


def _open_question(dialog: Dialog, group: GroupSession, question: str, turn: int) -> Question | None:
    """The question, where it can be answered now and the button was made for this round of it."""
    if turn != stamp(group):
        return None
    step = agenda(dialog)[group.step]
    if group.stands_at is Stage.TALK and question == f"{REASON}{step.question.id}":
        return question_of(dialog, question)
    if not group.takes_answers:
        return None
    return next((each for each in step.questions if each.id == question), None)


def _value(question: Question, seat: Seat, before: Value | None, option: str, at: float) -> Value:
    if not question.kind.is_ticked or option not in question.kind.tap_ids(question):
        return chosen(question, option)
    last, when = seat.member.tapped
    if last == f"{question.id} {option}" and 0 <= at - when < TWICE:
        return before if before is not None else ()
    return ticked(question, before, option)


def _tapped(seat: Seat, question: Question, option: str, at: float) -> Seat:
    if not question.kind.is_ticked:
        return seat
    return replace(seat, member=replace(seat.member, tapped=(f"{question.id} {option}", at)))


def said_in_words(question: Question, value: Value) -> str:
    """An answer as its buttons are named; "" for no tick."""
    if isinstance(value, Silence):
        return "left out" if value is Silence.SKIPPED else "not sure"
    texts = [question.options[each].text for each in question.kind.options_of(question, value)]
    return ", ".join(texts)


# --- what is told to one --------------------------------------------------------------------


def _why(step: Step) -> str:
    if step.does is not Does.ASK:
        return words.RECKONING
    return step.question.why or words.TERMS


def _mine(dialog: Dialog, seat: Seat, step: int) -> str:
    lines = []
    for question in (each for at in agenda(dialog)[step : step + 1] for each in at.questions):
        value = seat.value(question.id)
        said = "" if value is None else said_in_words(question, value)
        lines.append(
            f"{question.ask if len(question.ask) < 90 else 'Your answer'}\n→ {said or 'nothing yet'}"
        )
    return "\n".join(lines) or words.NO_ANSWER_YET


def _lacks_result(dialog: Dialog, group: GroupSession, seat: Seat) -> str | None:
    """Why there is no result to show of a member; None where there is one."""
    if not has_results(dialog, group):
        return words.NO_RESULT_YET.format(now=stands(dialog, group))
    return None if has_advice(dialog, seat) else words.TOO_LITTLE


def _my_result(dialog: Dialog, group: GroupSession, seat: Seat, who: Who) -> GroupChange:
    """The advice in one alert, and whole in the private chat, where that is open to us."""
    if (lacks := _lacks_result(dialog, group, seat)) is not None:
        return _say(lacks, alert=True)
    insight = explain(dialog, seat.session.settled)
    because = insight.advice.because
    reason = f" Why: {because[0].say}" if because else ""
    text = f"{insight.advice.outcome.title}{reason} The whole of it: “In private”."
    told = _say(text, alert=True)
    is_there = seat.session.chat == seat.member.person
    if seat.session.finished_on is None or is_there or not who.is_known:
        return told
    there = replace(seat.session, chat=seat.member.person, revision=seat.session.revision + 1)
    return replace(told, seats=(replace(seat, session=there),), results=(seat.session.id,))


def _share(dialog: Dialog, group: GroupSession, seat: Seat, who: Who) -> GroupChange:
    """The advice for the eyes of whoever leads, after a second tap that is no echo of the first."""
    if (lacks := _lacks_result(dialog, group, seat)) is not None:
        return _say(lacks, alert=True)
    if not group.coach:
        return _say(words.NOBODY_LEADS)
    if not seat.member.here:
        return _say(words.LEFT)
    if seat.member.shared_with == group.coach:
        return _say(words.SHARED.format(coach=group.coach_name))
    asking = f"{SHARING} {group.coach}"
    last, when = seat.member.tapped
    if last != asking or not TWICE <= who.at - when <= SURE:
        asked = replace(seat, member=replace(seat.member, tapped=(asking, who.at)))
        return replace(_say(words.ASKING_TO_SHARE.format(coach=group.coach_name), alert=True), seats=(asked,))
    done = replace(seat, member=replace(seat.member, shared_with=group.coach))
    notice = Notice(verbatim(words.SHARED.format(coach=group.coach_name)))
    return GroupChange(seats=(done,), show=consoles(group, Urgency.COUNTER), notice=notice)


def _my_step(dialog: Dialog, seat: Seat) -> str:
    if not has_advice(dialog, seat):
        return words.TOO_LITTLE
    return f"Your first step: {first_step(dialog, seat)}"


def _go_private(group: GroupSession, seat: Seat | None, who: Who) -> GroupChange:
    """Opens the private chat; what is shown there is asked for by the link (see `opened`)."""
    if group.stage is Stage.ENDED and seat is None:
        return _say(words.ENDED)
    return GroupChange(notice=Notice(verbatim(""), url=who.link))


def opened(dialog: Dialog, group: GroupSession, seat: Seat | None, who: Who) -> GroupChange:
    """The member came into the private chat by a link of the group: a card to go on with, or the result."""
    console: tuple[ShowGroup, ...] = ()
    if who.person in group.coaches:
        console = (ShowGroup(Role.CONSOLE, str(who.person), who.person, below=True),)
        if seat is None or not has_results(dialog, group):
            return GroupChange(show=console)
    if seat is None and group.stage is Stage.ENDED:
        return _say(words.ENDED)
    entered = in_private(dialog, _entered(dialog, group, None, who) if seat is None else seat, group.place)
    shown = (*console, *counters(group), *(board() if seat is None else ()))
    if has_results(dialog, group) and is_complete(dialog, entered) and has_advice(dialog, entered):
        day = datetime.fromtimestamp(who.at, UTC).date()
        closed = entered if entered.session.finished_on else finished(dialog, entered, day)
        return GroupChange(seats=(closed,), show=shown, results=(closed.session.id,))
    return GroupChange(seats=(entered,), show=shown, cards=(entered.session.id,))


def _wall(group: GroupSession, is_on_it: bool = False) -> tuple[ShowGroup, ...]:
    is_seen = group.stands_at is Stage.PLAN or is_on_it
    return (ShowGroup(Role.WALL, urgency=Urgency.WALL),) if is_seen else ()


def _say(text: str, alert: bool = False) -> GroupChange:
    return GroupChange(notice=Notice(verbatim(text), alert))
