"""On from a result to another dialog, with the answers that fit there. Pure.

Which answers these are is the author's to say (`hand_overs` in the dialog). What the other dialog does not
know, for it has changed since, is left out and asked there.
"""

from collections.abc import Mapping
from dataclasses import replace

from bot.core.dialog.answer_text import answer_text
from bot.core.dialog.answers import Answers, Silence, Value
from bot.core.dialog.model import Dialog, HandOver
from bot.core.dialog.progress import relevant
from bot.core.dialog.scoring import score
from bot.core.screen.button import Button
from bot.core.screen.screen import Block, Screen
from bot.core.solo.engine import begin
from bot.core.solo.events import OpenDialog, UseAnswers
from bot.core.solo.session import Session
from bot.core.words import follow_up
from bot.core.words.lines import bullets
from bot.core.words.phrase import Words


def hand_over_of(dialog: Dialog, session: Session) -> HandOver | None:
    """Return the way on from a session's result; None where there is none."""
    if session.finished_on is None:
        return None
    return dialog.hand_overs.get(score(dialog, session.settled).outcome.hand_over)


def carried_answers(dialog: Dialog, answers: Answers, hand_over: HandOver, goal: Dialog) -> Answers:
    """Return the answers that the other dialog takes over."""
    carried: dict[str, Value] = {}
    for question_id, sources in hand_over.answers.items():
        for source, options in sources.items():
            value = _carried(dialog, answers, source, options, goal, question_id)
            if value is not None and question_id not in carried:
                carried[question_id] = value
    return relevant(goal, carried)


def _carried(
    dialog: Dialog, answers: Answers, source: str, options: Mapping[str, str], goal: Dialog, question_id: str
) -> Value | None:
    """Return what one answer becomes in the other dialog; None where nothing of it fits."""
    value, question = answers.get(source), goal.questions.get(question_id)
    if value is None or isinstance(value, Silence) or question is None or source not in dialog.questions:
        return None
    asked = dialog.questions[source]
    taken: Value | None = None
    for option in asked.kind.options_of(asked, value):
        there = options.get(option, "")
        if there in question.kind.tap_ids(question) and (taken is None or question.kind.is_ticked):
            taken = question.kind.take(question, taken, there)
    return taken


def offer_answers(
    dialog: Dialog, session: Session, hand_over: HandOver, goal: Dialog, words: Words
) -> Screen:
    """Say what would be taken along, and ask whether to."""
    carried = carried_answers(dialog, session.settled, hand_over, goal)
    afresh = Button(words(follow_up.ask_afresh()), OpenDialog(goal.id))
    if not carried:
        return Screen((Block(words(follow_up.nothing_to_take()), heading=goal.title),), ((afresh,),))
    lines = (
        words(follow_up.answered(goal.questions[each].ask, answer_text(goal, each, value, words)))
        for each, value in carried.items()
    )
    use = Button(words(follow_up.use_them()), UseAnswers(session.id))
    blocks = (Block(words(follow_up.take_along()), heading=goal.title), Block(bullets(lines)))
    return Screen(blocks, ((use, afresh),))


def begin_with_answers(
    dialog: Dialog, session: Session, hand_over: HandOver, goal: Dialog, session_id: int
) -> Session:
    """Return a new session of the other dialog, at its welcome, with what was taken along."""
    carried = carried_answers(dialog, session.settled, hand_over, goal)
    fresh = begin(goal, session_id, session.chat, session.person)
    return replace(fresh, answers=carried, remark=follow_up.taken_along(len(carried)), zone=session.zone)
