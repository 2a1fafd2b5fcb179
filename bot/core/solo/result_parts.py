"""What a result says, in parts without a platform: for the page to keep."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.core.dialog.answer_text import answer_text
from bot.core.dialog.insight import explain
from bot.core.dialog.model import Dialog
from bot.core.solo.insight_text import case_against, sureness, way_up
from bot.core.solo.recheck import since_last_time
from bot.core.solo.result_pages import dated
from bot.core.solo.session import Session
from bot.core.words import follow_up, result
from bot.core.words.lines import bullets
from bot.core.words.phrase import Words


@dataclass(frozen=True, slots=True)
class PagePart:
    """Lines under a heading, "" for none. is_answer: it is what the person asked for."""

    heading: str
    lines: tuple[str, ...]
    is_answer: bool = False


def page_title(dialog: Dialog, session: Session, words: Words) -> str:
    """Return the line on top of the page: which decision, and when."""
    day = words.full_day(session.finished_on) if session.finished_on else ""
    return " · ".join(each for each in (dialog.title, day) if each)


def foot_line(dialog: Dialog, words: Words) -> str:
    """Return the line at the foot of the page: whose opinion this is."""
    meta = dialog.meta
    return words(follow_up.page_foot(dialog.title, dialog.version, meta.author, meta.funding))


def result_parts(dialog: Dialog, session: Session, words: Words) -> tuple[PagePart, ...]:
    """Return everything that a result says, the answer first; what can be left out comes last."""
    insight = explain(dialog, session.settled)
    advice = insight.advice
    since = since_last_time(dialog, session, advice, words)
    steps = tuple(dated(session, each.do, each.by, words) for each in advice.next_steps)
    parts = (
        PagePart("", (advice.title(words),), is_answer=True),
        PagePart("", (advice.outcome.advice, *since.splitlines())),
        PagePart(words(result.why()), _bullets(each.say for each in advice.because)),
        PagePart(words(result.case_against()), _bullets(case_against(insight, words))),
        PagePart(words(result.what_would_change_it()), (way_up(insight, words),)),
        PagePart(words(result.how_sure()), (sureness(dialog, insight, words),)),
        PagePart(words(result.next_steps()), _bullets(steps)),
        PagePart(words(result.further_reading()), _bullets(each.title for each in advice.readings)),
        PagePart(words(follow_up.your_answers()), _answers(dialog, session, words)),
    )
    return tuple(each for each in parts if any(each.lines))


def _answers(dialog: Dialog, session: Session, words: Words) -> tuple[str, ...]:
    return _bullets(
        words(follow_up.answered(dialog.questions[each].ask, answer_text(dialog, each, value, words)))
        for each, value in session.settled.items()
        if each in dialog.questions and dialog.questions[each].kind.expects_answer
    )


def _bullets(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(bullets([each]) for each in lines)
