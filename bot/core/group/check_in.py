"""After the end: who wanted to be asked is asked in private what came of the first step.

Only who has a private chat is written to, at the times of their own choice. What they say is counted
like every answer, and the board tells the totals.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.core.dialog.insight import explain
from bot.core.dialog.model import Dialog
from bot.core.group.agenda import question_of
from bot.core.group.coach_context import Led, saved
from bot.core.group.deadlines import CHECKS, DAY
from bot.core.group.events import Choose, InPrivate
from bot.core.group.group_questions import DAYS, DID, NEVER, OPEN_ENDED, PLAN_ASK, PLAN_WHEN
from bot.core.group.privacy.counting import answered, count, has_advice, here
from bot.core.group.seats import first_step, told
from bot.core.group.session import GroupChange, GroupSession, Seat, Stage
from bot.core.group.status import board
from bot.core.screen.button import Button
from bot.core.screen.screen import Block, Screen, Style
from bot.core.screen.surface import Notice, Role, ShowGroup, Urgency
from bot.core.words import group_words as words
from bot.core.words.phrase import verbatim

LAST_QUESTION: Final = len(CHECKS) - 2
"""The last of the `CHECKS` at which somebody is asked; at the one after it answers are only counted."""


def checked(led: Led) -> GroupChange:
    """Whoever wants it by now is asked; what was said since the last time is counted."""
    silent = led.at - led.group.acted_at
    due = [at for at in range(led.group.reminded, len(CHECKS)) if silent >= CHECKS[at]]
    if not due:
        return GroupChange()
    now = due[-1]
    asked = [seat for seat in here(led.seats) if now <= LAST_QUESTION and _wants(seat, CHECKS[now])]
    show = tuple(_check_in(seat, below=True) for seat in asked)
    return replace(saved(_counted(led), {"reminded": now + 1}, ()), show=(*board(Urgency.COUNTER), *show))


def is_about(group: GroupSession, question: str) -> bool:
    """Whether an answer to a question is one to a check-in."""
    return question == DID or (question == PLAN_ASK and group.stage is Stage.ENDED)


def said(dialog: Dialog, group: GroupSession, seat: Seat, question_id: str, option: str) -> GroupChange:
    """What a member says came of the first step, or when to ask again; the newest counts."""
    question = question_of(dialog, question_id)
    if question is None or option not in question.options:
        return GroupChange(notice=Notice(verbatim(words.NO_ANSWER_YET)))
    after = told(dialog, seat, question, option)
    asks = after.member.here and after.member.given.get(PLAN_ASK) in DAYS
    is_last = not asks or group.reminded > LAST_QUESTION or option not in OPEN_ENDED
    notice = words.WENT.get(option, words.ASKED_NO_MORE) + ("" if is_last else words.ASKED_AGAIN)
    return GroupChange(seats=(after,), show=(_check_in(seat),), notice=Notice(verbatim(notice), alert=True))


def check_in(dialog: Dialog, group: GroupSession, seats: Sequence[Seat], person: int) -> Screen | None:
    """The message that asks one member; None for somebody who is no member any more."""
    seat = next((each for each in here(seats) if each.member.person == person), None)
    when, went = question_of(dialog, PLAN_WHEN), question_of(dialog, DID)
    if seat is None or when is None or went is None:
        return None
    planned, told_so_far = (seat.member.given.get(each) for each in (PLAN_WHEN, DID))
    begin = f" ({when.options[planned].text.lower()})" if isinstance(planned, str) else ""
    so_far = f"So far you said: {went.options[told_so_far].text}." if isinstance(told_so_far, str) else ""
    is_last = group.reminded > LAST_QUESTION
    blocks = (
        Block("How did it go?", Style.TITLE),
        Block(f"In “{group.place}” you planned{begin}:\n{first_step(dialog, seat)}"),
        Block(so_far),
        Block(_pivotal(dialog, seat) if is_last else ""),
        Block("Nobody sees what you say here; the group is told totals only.", Style.HINT),
    )
    buttons = (
        *(Button(each.text, Choose(DID, each.id)) for each in went.options.values()),
        Button("Do not ask again", Choose(PLAN_ASK, NEVER)),
    )
    again = ((Button("Look at my answers again", InPrivate()),),) if is_last else ()
    return Screen(tuple(block for block in blocks if block.text), (buttons[:3], buttons[3:], *again))


def _check_in(seat: Seat, below: bool = False) -> ShowGroup:
    person = seat.member.person
    return ShowGroup(Role.CHECK_IN, str(person), person, Urgency.RESULT, below)


def _wants(seat: Seat, after: float) -> bool:
    """Whether somebody wants to be asked so many seconds after the end, and can be."""
    wish, went = seat.member.given.get(PLAN_ASK), seat.member.given.get(DID)
    is_there = seat.session.chat == seat.member.person
    is_time = isinstance(wish, str) and wish in DAYS and DAYS[wish] * DAY <= after
    return is_there and is_time and (went is None or went in OPEN_ENDED)


def _counted(led: Led) -> Led:
    """With a figure of what came of the first steps, once somebody has told."""
    question = question_of(led.dialog, DID)
    if question is None or not answered(led.seats, DID):
        return led
    taken = (*led.group.taken, count(led.group, question, led.seats))
    shown = led.group.shown if DID in led.group.shown else (*led.group.shown, DID)
    return replace(led, group=replace(led.group, taken=taken, shown=shown))


def _pivotal(dialog: Dialog, seat: Seat) -> str:
    """The answer that the advice hangs on, a month later; "" where it hangs on none."""
    if not has_advice(dialog, seat):
        return ""
    insight = explain(dialog, seat.session.settled)
    if insight.mattered is None:
        return ""
    ask = dialog.questions[insight.mattered].ask
    return f"Your advice hung most on one answer: “{ask}” If that has changed, your advice may have too."
