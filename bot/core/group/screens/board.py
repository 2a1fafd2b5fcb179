"""The board of a coached group, which stays on show throughout.

Before a reveal it holds no share and no content of answers, only how many people take part.
"""

from bot.core.group.agenda import question_of
from bot.core.group.deadlines import CROWD
from bot.core.group.events import InPrivate, Join, Terms, WriteWhisper
from bot.core.group.group_questions import DID
from bot.core.group.plan import number_of, planned
from bot.core.group.privacy.counting import members_here, newest, published
from bot.core.group.screens.endings import ways_to_result
from bot.core.group.screens.figures_text import figure_lines
from bot.core.group.screens.view import View, filled
from bot.core.group.session import GroupStage, Pending
from bot.core.screen.button import Rows
from bot.core.screen.screen import Block, Screen, Style
from bot.core.words import board as words
from bot.core.words.console import nobody_joined
from bot.core.words.phrase import Phrase
from bot.core.words.whispers import word_to_coach


def board_screen(view: View) -> Screen:
    """Return the board: who takes part, where the session is, and how to join."""
    title, people = Block(view.dialog.title, Style.TITLE), head_count(view)
    if view.group.stage is GroupStage.ENDED:
        ended = view.block(words.ended(people))
        return Screen(filled((title, ended, _first_steps(view))), ways_to_result(view))
    lines = [_about(view, people), _where(view)]
    if not view.group.coaches:
        lines.append(words.answers_are_safe())
    elif view.group.away:
        lines.append(words.coach_is_away())
    meta = view.dialog.meta
    blocks = (
        title,
        Block("\n".join(view.words(line) for line in lines)),
        view.block(words.contract(view.group.k)),
        view.hint(words.written_by(meta.author, meta.funding.rstrip("."))),
    )
    rows: Rows = (
        (view.button(words.join(), Join()), view.button(words.what_is_shared(), Terms())),
        (view.button(words.in_private(), InPrivate()),),
        (view.button(word_to_coach(), WriteWhisper()),),
    )
    return Screen(blocks, rows)


def _about(view: View, people: Phrase) -> Phrase:
    name = view.group.coach_name
    coach = words.coach(name) if name else words.no_coach()
    return words.about(coach, words.steps(len(planned(view.dialog, view.group))), people)


def _where(view: View) -> Phrase:
    group = view.group
    at, steps = number_of(view.dialog, group, group.step)
    match group.stage:
        case GroupStage.LOBBY:
            return words.lobby()
        case GroupStage.PAUSED:
            return words.paused_at(at, steps) if at else words.paused_before_start()
        case GroupStage.DETACHED:
            return words.detached()
        case GroupStage.CLOSING if group.pending is Pending.END:
            return words.ending()
    return words.at_step(at, steps)


def _first_steps(view: View) -> Block:
    """Show what came of the first steps, once enough people have said."""
    question, figure = question_of(view.dialog, DID), newest(published(view.group, DID))
    lines = "" if question is None or figure is None else figure_lines(view, question, figure)
    return view.section(words.first_steps(), lines)


def head_count(view: View) -> Phrase:
    """Say how many take part or took part; of many about how many, so that not each changes the message."""
    number = len(members_here(view.seats))
    has_ended = view.group.stage is GroupStage.ENDED
    if number > CROWD:
        about = (number - 1) // 10 * 10
        return words.more_took_part(about) if has_ended else words.more_than(about)
    if has_ended:
        return words.took_part(number)
    return words.people(number) if number else nobody_joined()
