"""What a member does to a seat of theirs: answers, results, the way into the private chat, and their name."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from bot.core.dialog.answers import Answers, Silence, Value
from bot.core.dialog.model import Dialog
from bot.core.dialog.progress import REVIEW, gaps, relevant, walk
from bot.core.dialog.question import Question
from bot.core.dialog.scoring import score
from bot.core.group.plan import leaves_out
from bot.core.group.privacy.counting import has_advice
from bot.core.group.session import GroupSession, Member, Seat
from bot.core.solo.session import Session, Stage
from bot.core.solo.turns import without
from bot.core.words import group_questions, group_toasts
from bot.core.words.phrase import Phrase, verbatim


def take_seat(dialog: Dialog, group: int, chat: int, person: int, name: str, session: int) -> Seat:
    """Return a new seat. chat: of the group; the member's session stays there until it goes on in private."""
    begun = Session(session, chat, person, dialog.id, dialog.logic_hash, stage=Stage.ASKING)
    return Seat(Member(group, person, name, session), begun)


def record_answer(dialog: Dialog, seat: Seat, question: Question, value: Value) -> Seat:
    """Record an answer. One that the other answers make irrelevant waits among the drafts."""
    if question.id not in dialog.questions:
        return _with_given(seat, {**seat.member.given, question.id: value})
    if not _takes(dialog.questions[question.id], value):
        seat_ = _with_given(seat, {**seat.member.given, question.id: value})
        return _with_answers(dialog, seat_, without(_all(seat), question.id))
    given = {name: said for name, said in seat.member.given.items() if name != question.id}
    if value == ():
        return _with_answers(dialog, _with_given(seat, given), without(_all(seat), question.id))
    return _with_answers(dialog, _with_given(seat, given), {**_all(seat), question.id: value})


def toggle(question: Question, before: Value | None, option: str) -> Value:
    """Return the ticks after a tap on a message that everybody sees: one button ticks and unticks."""
    is_on = isinstance(before, tuple) and option in before
    change = question.kind.untake if is_on else question.kind.take
    return change(question, before, option)


def finish(dialog: Dialog, seat: Seat, day: date) -> Seat:
    """Give the seat its advice: what can be answered only in private, and was not, counts as skipped."""
    session = seat.session
    answers = _filled(dialog, session.answers)
    after = replace(
        session,
        stage=Stage.DONE,
        answers=answers,
        drafts=without(session.drafts, *answers),
        editing=None,
        reviewing=False,
        advised={},
        finished_on=day,
        turn=session.turn + 1,
        revision=session.revision + 1,
    )
    return replace(seat, session=after)


def first_step(dialog: Dialog, seat: Seat) -> Phrase:
    """Return what the member is advised to do first."""
    if not has_advice(dialog, seat):
        return group_questions.talk_it_over()
    steps = score(dialog, seat.session.settled).next_steps
    return verbatim(steps[0].do) if steps else group_toasts.tell_someone()


def is_complete(dialog: Dialog, seat: Seat) -> bool:
    """Return whether everything is answered that this member is asked together with the others.

    What was said not to apply is answered, also where the dialog by itself has no such answer.
    """
    left_out = {name: said for name, said in seat.member.given.items() if name in dialog.questions}
    return walk(dialog, _filled(dialog, {**left_out, **seat.session.answers})).here == REVIEW


def left_out(dialog: Dialog, group: GroupSession, seat: Seat) -> frozenset[str]:
    """Return the questions that the group left out, and that this member has still to answer alone."""
    return gaps(dialog, _filled(dialog, seat.session.answers)) & leaves_out(dialog, group)


def move_to_private(dialog: Dialog, seat: Seat, place: str) -> Seat:
    """Move the seat's session into the private chat; advice with gaps opens again for them.

    place: the group's name, which tells the card from those of other groups.
    """
    session = seat.session
    if session.stage is Stage.DONE and not is_complete(dialog, seat):
        session = replace(session, stage=Stage.ASKING, turn=session.turn + 1)
    after = replace(session, chat=seat.member.person, place=place, revision=session.revision + 1)
    return replace(seat, member=replace(seat.member, private=True), session=after, is_known=True)


def leave_seat(seat: Seat, *, is_barred: bool = False) -> Seat:
    """Return the seat of somebody who takes part no longer: their private card is theirs alone from now on.

    is_barred: only a coach lets them in again.
    """
    left = replace(seat.member, here=False, shared_with=0, is_barred=is_barred or seat.member.is_barred)
    return name_place(replace(seat, member=left), "")


def touched_card(before: Seat, after: Seat) -> tuple[int, ...]:
    """Return the session whose private card shows a change; none where the session did not change."""
    is_in_private = after.session.chat == after.member.person
    return (after.session.id,) if is_in_private and after.session != before.session else ()


def name_place(seat: Seat, place: str) -> Seat:
    """Name the group on the private card, or none for somebody who takes part no longer."""
    session = seat.session
    if session.place == place or session.chat != seat.member.person:
        return seat
    return replace(seat, session=replace(session, place=place, revision=session.revision + 1))


def _takes(question: Question, value: Value) -> bool:
    """Return whether the dialog's own question takes this answer; in a group anybody may skip."""
    return not isinstance(value, Silence) or value in question.allow


def _all(seat: Seat) -> dict[str, Value]:
    return {**seat.session.drafts, **seat.session.answers}


def _with_given(seat: Seat, given: Answers) -> Seat:
    return seat if given == seat.member.given else replace(seat, member=replace(seat.member, given=given))


def _with_answers(dialog: Dialog, seat: Seat, answers: Answers) -> Seat:
    kept = relevant(dialog, answers)
    drafts = {question: value for question, value in answers.items() if question not in kept}
    session = seat.session
    if kept == session.answers and drafts == session.drafts:
        return seat
    after = replace(
        session, answers=kept, drafts=drafts, turn=session.turn + 1, revision=session.revision + 1
    )
    if session.stage is Stage.DONE:  # advised in private before: that stands until there is new advice
        after = replace(after, stage=Stage.ASKING, advised=session.settled)
    return replace(seat, session=after)


def _filled(dialog: Dialog, answers: Answers) -> dict[str, Value]:
    """The answers, and what no group can be asked left out: texts that may be, and notes."""
    filled = dict(answers)
    for question in dialog.questions.values():
        may_be_left_out = not question.kind.expects_answer or Silence.SKIPPED in question.allow
        if not question.kind.is_counted and may_be_left_out:
            filled.setdefault(question.id, Silence.SKIPPED)
    return relevant(dialog, filled)


# --- names ------------------------------------------------------------------------------
# What people are called where several stand side by side: the console, the wall and lists.


def names_apart(seats: Iterable[Seat]) -> Mapping[int, str]:
    """Return seat -> a name that nobody else has: whoever joined later has a number after it.

    A number and not the username: that would be one more thing to keep about a person, and to show to others
    who may not know it. All seats are wanted, so that a number stays with its person when another one leaves.
    """
    ordered = sorted(seats, key=lambda each: each.member.seat)
    taken = {_alike(each.member.name) for each in ordered}
    if len(taken) == len(ordered):  # nearly always
        return {each.member.seat: each.member.name for each in ordered}
    used: set[str] = set()
    names: dict[int, str] = {}
    for seat in ordered:
        name, number = seat.member.name, 1
        while _alike(name) in used or (number > 1 and _alike(name) in taken):
            number += 1
            name = f"{seat.member.name} ({number})"
        used.add(_alike(name))
        names[seat.member.seat] = name
    return names


def _alike(name: str) -> str:
    """Return what two names have in common that people take for the same."""
    return " ".join(name.casefold().split())
