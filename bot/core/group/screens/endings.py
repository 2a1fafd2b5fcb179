"""How a session ends for its group: the spread of the advice, the plans, the wall of first steps."""

from collections.abc import Mapping, Sequence
from hashlib import blake2s
from typing import Final

from bot.core.dialog.question import Question
from bot.core.group.agenda import OUTCOMES, AgendaStep, Does, agenda, question_of
from bot.core.group.deadlines import CROWD
from bot.core.group.events import Choose, HowComputed, InPrivate, Mine, MyResult, MyStep, Share, WriteStep
from bot.core.group.group_questions import PLAN_STEP, PLAN_WHEN
from bot.core.group.leverage import points
from bot.core.group.plan import leaves_out, reached
from bot.core.group.privacy.counting import answered, base, members_here, newest, published
from bot.core.group.privacy.figure import LEAST
from bot.core.group.question_texts import option_text
from bot.core.group.screens.figures_text import advice_chart, advice_lines, figure_lines
from bot.core.group.screens.view import View, clock_line, filled
from bot.core.group.session import GroupStage
from bot.core.group.wall import named_steps
from bot.core.screen.button import Rows, in_rows
from bot.core.screen.screen import Block, Screen
from bot.core.words import board, layout
from bot.core.words import group_results as words
from bot.core.words.group_steps import as_before
from bot.core.words.lines import bullets
from bot.core.words.own_steps import in_my_own_words
from bot.core.words.phrase import Phrase

ENDINGS: Final[Mapping[Does, Phrase]] = {Does.RESULTS: words.results(), Does.PLAN: words.plan()}
"""What the last steps are called."""
MOST_LINES = 10
"""Lines of a big group's wall."""
SHORT = 18
"""Characters of a label of which two stand side by side on a phone."""
MOST_TOPICS = 2
"""Questions to talk about."""


def results_screen(view: View, at: int) -> Screen | None:
    """Show how the advice is spread, or why that is not told; None until the group has come there."""
    if at not in reached(view.dialog, view.group):
        return None
    chart = advice_chart(view)
    blocks = [view.step_title(at, ENDINGS[Does.RESULTS])]
    if OUTCOMES not in view.group.shown and leaves_out(view.dialog, view.group):
        blocks.append(view.block(words.own_result_first()))
    elif chart is None:
        advised = max((each.answered for each in published(view.group, OUTCOMES)), default=0)
        why = words.too_spread() if advised >= view.group.k else words.too_few()
        blocks.append(view.block(layout.sentences(why, words.own_result())))
    else:
        blocks.append(Block(advice_lines(view), heading=chart.title))
    topics = points(view.dialog, view.group)[:MOST_TOPICS]
    asks = bullets(view.dialog.questions[point.question].ask for point in topics)
    blocks += [view.section(words.talk_about(), asks), view.hint(words.no_need_to_agree())]
    return Screen(filled(blocks), ways_to_result(view), picture=chart)


def plan_screen(view: View, step: AgendaStep, is_here: bool) -> Screen:
    """Ask what each will do; once the group has gone on, say that the plans are made."""
    at = agenda(view.dialog).index(step)
    title, mine = view.step_title(at, ENDINGS[step.does]), view.button(words.my_plan(), Mine(at))
    if not is_here or view.group.stage in (GroupStage.ENDED, GroupStage.PAUSED, GroupStage.DETACHED):
        return Screen((title, view.block(words.plan_closed())), ((mine,),))
    blocks = (
        title,
        view.block(words.plan_how()),
        view.hint(words.plan_sure()),
        view.block(_planned(view)),
        view.block(clock_line(view.group)),
    )
    rows = (row for question in step.questions for row in _answers(view, question))
    ways: Rows = (
        (view.button(words.my_step(), MyStep()), mine),
        (view.button(board.in_private(), InPrivate()), view.button(in_my_own_words(), WriteStep())),
    )
    return Screen(filled(blocks), (*ways, *rows))


def _answers(view: View, question: Question) -> Rows:
    """Set very short labels in one row, short ones two in a row, long ones each in their own."""
    buttons = [
        view.button(option_text(question, each), Choose(question.id, each)) for each in question.options
    ]
    longest = max(len(button.label) for button in buttons)
    abreast = len(buttons) if longest <= 4 else 2 if longest <= SHORT else 1
    return in_rows(buttons, abreast)


def _planned(view: View) -> Phrase | None:
    planned, of = answered(view.seats, PLAN_WHEN), len(members_here(view.seats))
    if of > CROWD:
        if planned == of:
            return words.planned_all()
        tenths = 100 * planned // of // 10 * 10
        return words.planned_about(tenths) if tenths else None
    return words.planned(planned, of) if planned >= LEAST else None


def wall_screen(view: View) -> Screen:
    """Show the first steps of those who want that; those without a name as totals, since the end.

    A session of an older version keeps the lines that it showed.
    """
    lines = [*named_steps(view.dialog, view.seats), *view.group.wall]
    if len(members_here(view.seats)) > CROWD and len(lines) > MOST_LINES:
        picked = sorted(lines, key=lambda line: blake2s(repr(line).encode()).digest())[:MOST_LINES]
        lines = [*picked, words.more_steps(len(lines) - MOST_LINES)]
    is_ended, unnamed = view.group.stage is GroupStage.ENDED, _unnamed(view)
    empty = words.wall_empty() if not is_ended else None if unnamed else words.wall_stayed_empty()
    blocks = (
        view.title(words.wall()),
        view.block(_planned(view)),
        Block(bullets(view.words(line) for line in lines)) if lines else view.block(empty),
        *unnamed,
        view.hint(None if is_ended else words.wall_later()),
    )
    return Screen(filled(blocks))


def _unnamed(view: View) -> Sequence[Block]:
    """Show how many picked which step without a name; nothing before the end."""
    figure, question = newest(published(view.group, PLAN_STEP)), question_of(view.dialog, PLAN_STEP)
    if figure is None or question is None:
        return ()
    lines = figure_lines(view, question, figure) or view.words(words.unnamed_hidden())
    before = as_before(figure.kept, base(figure)) if figure.kept else None
    return filled((view.section(words.unnamed(), lines), view.hint(before)))


def ways_to_result(view: View) -> Rows:
    """Return the buttons that lead to everybody's own result."""
    return (
        (view.button(words.my_result(), MyResult()), view.button(words.how_computed(), HowComputed())),
        (view.button(board.in_private(), InPrivate()), view.button(words.share(), Share())),
    )
