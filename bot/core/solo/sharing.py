"""Sharing a result: what others would see, said first; nothing private is in it unless it was ticked."""

from collections.abc import Iterable
from functools import reduce

from bot.core.dialog.insight import Insight, explain
from bot.core.dialog.model import ONCE, Dialog, Outcome, Verdict
from bot.core.dialog.question import About, Question
from bot.core.dialog.scoring import fill_in
from bot.core.kinds.many import OFF, ON
from bot.core.kinds.one import TICK
from bot.core.screen.button import Button, Rows
from bot.core.screen.chart import Picture
from bot.core.screen.screen import Block, Screen, Style
from bot.core.solo.advice_lines import AdviceLine, first_reasons, questions_behind, reason_line
from bot.core.solo.events import Exclude, Include, OpenPage, SendPicture, SendShared
from bot.core.solo.result_pages import page_of
from bot.core.solo.session import Session, ShownPage
from bot.core.words import buttons, layout, sharing
from bot.core.words.lines import bullets
from bot.core.words.phrase import Phrase, Words, verbatim


def share_page(dialog: Dialog, session: Session, insight: Insight, words: Words, link: str) -> Screen:
    """Return what others would see, and what can be added to it. link: the address of this dialog."""
    ticks = _ticks(dialog, session, insight)
    blocks = (
        Block(words(shared_text(dialog, session, link, words)), heading=words(sharing.others_see())),
        Block(words(sharing.only_what_is_ticked()) if ticks else "", Style.HINT),
    )
    send = (
        (Button(words(buttons.send_shared()), SendShared()),),
        (Button(words(buttons.send_picture()), SendPicture()),),
    )
    rows: Rows = (_choices(session, words), *ticks, *send)
    return page_of(blocks, rows, words)


def shared_text(dialog: Dialog, session: Session, link: str, words: Words) -> Phrase:
    """Return what others see: the answer, the reasons if wanted, and that it is an opinion."""
    insight = explain(dialog, session.settled)
    lines = [verbatim(dialog.title), verbatim(shared_title(dialog, session, insight, words))]
    reasons = shared_reasons(dialog, session, insight)
    if reasons:
        lines += [sharing.shared_reasons(), verbatim(bullets(reasons))]
    return _joined((*lines, shared_foot(link)))


def shared_picture(dialog: Dialog, session: Session, link: str, words: Words) -> Picture:
    """Return the same as a picture."""
    insight = explain(dialog, session.settled)
    reasons = shared_reasons(dialog, session, insight)
    lines = (words(sharing.shared_reasons()), *(bullets([each]) for each in reasons)) if reasons else ()
    title = shared_title(dialog, session, insight, words)
    return Picture(title, note=words(shared_foot(link)), over=dialog.title, lines=lines)


def shared_foot(link: str) -> Phrase:
    """Return the last line of what is shared. link: the address of this dialog; "" for none."""
    return sharing.no_guarantee_link(link) if link else sharing.no_guarantee()


def shared_reasons(dialog: Dialog, session: Session, insight: Insight) -> list[str]:
    """Return the reasons that others see, if they are to see any."""
    if session.page is not ShownPage.SHARE_REASONS:
        return []
    return [each.text for each in first_reasons(insight) if _may_share(dialog, session, each)]


def shared_title(dialog: Dialog, session: Session, insight: Insight, words: Words) -> str:
    """Return the answer; conditions of it that are private and not ticked are counted or left out."""
    advice = insight.advice
    told = [each.say for each in advice.once if _may_share(dialog, session, reason_line(each))]
    hidden = len(advice.once) - len(told)
    if hidden and not told and (rest := _without_conditions(advice.outcome)):
        return rest
    if hidden:
        told.append(words(sharing.private_points(hidden)))
    return fill_in(advice.outcome, told, words)


def _without_conditions(outcome: Outcome) -> str:
    """Return a title whose conditions are set off by a comma without them; "" for one that needs them."""
    before, _, after = outcome.title.partition(ONCE)
    return before[:-2] + after if outcome.answer is not Verdict.ONCE and before.endswith(", ") else ""


def _joined(lines: Iterable[Phrase]) -> Phrase:
    *first, last = lines
    return reduce(lambda rest, line: layout.lines(line, rest), reversed(first), last)


def _may_share(dialog: Dialog, session: Session, line: AdviceLine) -> bool:
    return set(_private_behind(dialog, session, line)) <= set(session.picks)


def _private_behind(dialog: Dialog, session: Session, line: AdviceLine) -> tuple[str, ...]:
    behind = questions_behind(dialog, line, session.settled)
    return tuple(each for each in behind if is_private(dialog.questions[each]))


def is_private(question: Question) -> bool:
    """Whether what rests on its answer is shared only if ticked: it is sensitive, or about what they want."""
    return question.group.sensitive or question.about is About.VALUE


def _choices(session: Session, words: Words) -> tuple[Button, ...]:
    both = ((buttons.answer_only(), ShownPage.SHARE), (buttons.with_reasons(), ShownPage.SHARE_REASONS))
    return tuple(
        Button(f"{TICK if page is session.page else ''}{words(label)}", OpenPage(page.value))
        for label, page in both
    )


def _ticks(dialog: Dialog, session: Session, insight: Insight) -> Rows:
    """Return a tick for each private question that something on show could rest on."""
    reasons = first_reasons(insight) if session.page is ShownPage.SHARE_REASONS else ()
    lines = (*map(reason_line, insight.advice.once), *reasons)
    private = {question for line in lines for question in _private_behind(dialog, session, line)}
    return tuple(
        (Button(f"{ON}{_label(each)}", Exclude(each.id)),)
        if each.id in session.picks
        else (Button(f"{OFF}{_label(each)}", Include(each.id)),)
        for each in dialog.questions.values()
        if each.id in private
    )


def _label(question: Question) -> str:
    """Return what a question asks in a few words, as a line of its own."""
    text = question.short or question.ask
    return text[:1].upper() + text[1:]
