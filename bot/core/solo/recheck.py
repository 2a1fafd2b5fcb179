"""A second look at an earlier result: all is filled in, and only what may turn it is asked again. Pure.

It is a session of its own, so that the earlier result stays, and goes by the dialog that is on offer now.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from bot.core.dialog.answer_text import answer_text
from bot.core.dialog.answers import Answers, Silence
from bot.core.dialog.insight import explain
from bot.core.dialog.model import Dialog
from bot.core.dialog.nearby import find_doable
from bot.core.dialog.progress import relevant
from bot.core.dialog.question import Changeable, Question
from bot.core.dialog.rulebook import rulebook
from bot.core.dialog.scoring import Advice, find_outcomes, score
from bot.core.solo.engine import begin
from bot.core.solo.migrate import migrate_session
from bot.core.solo.session import Recheck, Session, Stage
from bot.core.words import follow_up
from bot.core.words.phrase import Words


def look_again(old: Session, then: Dialog, now: Dialog, session_id: int, words: Words) -> Session:
    """Return a new session with the answers of a finished one.

    then: the dialog of the finished session. now: the version of it that is on offer.
    """
    settled = replace(begin(then, session_id, old.chat, old.person), answers=old.settled)
    moved = settled if then.logic_hash == now.logic_hash else migrate_session(settled, then, now).session
    answers = relevant(now, moved.answers)
    ask = _questions_to_ask(now, answers)
    title = score(then, old.settled).title(words)
    return replace(
        begin(now, session_id, old.chat, old.person),
        stage=Stage.ASKING,
        answers=answers,
        drafts=moved.drafts,
        zone=old.zone,
        recheck=None if old.finished_on is None else Recheck(title, old.finished_on, answers, ask),
    )


def _questions_to_ask(dialog: Dialog, answers: Answers) -> tuple[str, ...]:
    """Return the questions that the advice hangs on, and those to which the person can bring an answer about.

    Where the author does not say which these are, it is those that people can change soon. None is asked that
    cannot turn the advice, neither alone nor together with another of them.
    """
    hinges = explain(dialog, answers).hinges
    asked = [each for each in dialog.questions.values() if each.id in answers and each.kind.expects_answer]
    doable = {each.question for each in find_doable(dialog, answers)}
    soon = doable or {each.id for each in asked if each.changeable is Changeable.NOW}
    may_ask = [
        each
        for each in asked
        if each.id in soon or (each.id in hinges and each.changeable is not Changeable.NEVER)
    ]
    others = {each.id: _other_answers(dialog, each, answers) for each in may_ask}
    return tuple(each.id for each in may_ask if _can_turn(dialog, answers, each.id, others))


def _other_answers(dialog: Dialog, question: Question, answers: Answers) -> list[Answers]:
    """Return other answers to a question: all of them, or of ticks those that are one tick away."""
    given = answers[question.id]
    is_ticked = question.kind.is_ticked and not isinstance(given, Silence)
    values = question.kind.steps(question, given) if is_ticked else question.kind.others(question, given)
    ways = (each.value for each in find_doable(dialog, answers) if each.question == question.id)
    return [{question.id: value} for value in dict.fromkeys((*values, *ways)) if value != given]


def _can_turn(
    dialog: Dialog, answers: Answers, question: str, others: Mapping[str, Sequence[Answers]]
) -> bool:
    """Return whether another answer to a question gives other advice, perhaps once one more has changed."""
    around = ({}, *others[question])
    for name, changes in others.items():
        if _is_foregone(dialog, answers, {question, name}):
            continue
        for base in [{}] if name == question else changes:
            changed = (relevant(dialog, {**answers, **base, **each}) for each in around)
            before, *after = find_outcomes(dialog, changed)
            if any(each != before for each in after):
                return True
    return False


def _is_foregone(dialog: Dialog, answers: Answers, open_: Set[str]) -> bool:
    """Return whether the rules tell at one look that all answers to these questions lead to one outcome.

    Most pairs are left after it, and would otherwise be tried answer by answer.
    """
    rules = rulebook(dialog)
    given = {name: value for name, value in answers.items() if name not in open_}
    unanswered = frozenset(dialog.questions.keys() - answers.keys())
    return len(rules.outcomes(rules.view(given, unanswered))) == 1


def since_last_time(dialog: Dialog, session: Session, advice: Advice, words: Words) -> str:
    """Return what the advice was last time, and what has changed since; "" where there was no last time."""
    recheck = session.recheck
    if recheck is None:
        return ""
    changed = [each for each, value in session.settled.items() if recheck.before.get(each) != value]
    if not changed:
        return words(follow_up.nothing_changed(recheck.on, recheck.title))
    why = _why(dialog, session, advice, changed, words)
    title = advice.title(words)
    if recheck.title == title:
        return words(follow_up.same_advice(recheck.on, why))
    return words(follow_up.other_advice(recheck.on, recheck.title, title, why))


def _why(dialog: Dialog, session: Session, advice: Advice, changed: list[str], words: Words) -> str:
    """Return the first reason that looks at an answer which changed, or else that answer."""
    for reason in advice.because:
        if reason.when is not None and set(reason.when.questions()) & set(changed):
            return reason.say
    first = changed[0]
    said = answer_text(dialog, first, session.settled[first], words)
    return words(follow_up.answered(dialog.questions[first].ask, said))
