"""The coach's console in the private chat: who takes part, who has answered (never what), what to do."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import accumulate, groupby

from bot.core.dialog.question import Level
from bot.core.dialog.scoring import score
from bot.core.group.actions import (
    PEOPLE_PAGE,
    PERSON_PAGE,
    PLAN_PAGE,
    SCREEN_PAGE,
    WALL_PAGE,
    WHISPER_PAGE,
    ZONE_PAGE,
    Action,
    is_offered,
    page_on_console,
)
from bot.core.group.agenda import OUTCOMES, Does
from bot.core.group.coach_actions import ACTIONS, EXTEND, REVEAL, REVOTE
from bot.core.group.deadlines import group_day
from bot.core.group.events import Lead
from bot.core.group.leverage import Point, points
from bot.core.group.log_before import NOBODY
from bot.core.group.plan import whole_plan
from bot.core.group.privacy.counting import (
    base,
    fewest,
    has_advice,
    level_in,
    members_here,
    newest,
    published,
    shows_totals,
)
from bot.core.group.question_texts import ask_of
from bot.core.group.screen_actions import BIG_SCREEN
from bot.core.group.screens.figures_text import figure_lines, hidden
from bot.core.group.screens.own_step import wall_page
from bot.core.group.screens.people import people_page, person_page, zone_page
from bot.core.group.screens.plan import plan_lasts, plan_page
from bot.core.group.screens.screen_page import screen_page
from bot.core.group.screens.view import View, coach_line, filled
from bot.core.group.screens.whisper import whisper_page
from bot.core.group.seats import names_apart
from bot.core.group.session import Entry, GroupStage, Seat
from bot.core.group.stages import CAN_PLAN
from bot.core.group.status import open_step, status
from bot.core.group.waiting import unanswered, waiting
from bot.core.group.wall import own_lines
from bot.core.group.whisper import heard
from bot.core.group.writing_actions import READ_WALL, READ_WHISPERS
from bot.core.screen.button import Rows
from bot.core.screen.screen import Block, Screen, Style
from bot.core.words import board, clock, coaching, layout, log, own_steps, planning, whispers
from bot.core.words import console as words
from bot.core.words.lines import bullets, shorten_line
from bot.core.words.phrase import Phrase

MOST_NAMES = 15
"""Names in a list; of more it says how many there are."""
ROOM = 160
"""Letters of all names in a list, which is read on a phone."""
LAST_LINES = 3
"""Lines of the log."""
MOST_POINTS = 3
"""Questions worth talking about."""
MOST_PROMPTS = 2
"""Questions of the author for the coach to ask."""
FAR, SOMEWHAT = Fraction(2, 3), Fraction(35, 100)
"""Disagreement, 0 to 1, from which a group is far apart, and from which it differs."""
PEOPLE_PAGES = {PEOPLE_PAGE: people_page, PERSON_PAGE: person_page}
LONGEST_ASK = 80
"""Letters of a question in a list."""


def console(view: View, coach: int) -> Screen:
    """Show what one coach sees, or somebody who was one."""
    if coach not in view.group.coaches:
        return Screen((view.block(words.not_coach(view.group.title)),))
    heading = _heading(view)
    page, number = page_on_console(view.group, coach)
    if page == PLAN_PAGE and view.group.stage in CAN_PLAN:
        return plan_page(view, heading, coach)
    if page == WHISPER_PAGE:
        return whisper_page(view, heading)
    if page == SCREEN_PAGE:
        return screen_page(view, heading)
    if page == WALL_PAGE:
        return wall_page(view, heading)
    if page == ZONE_PAGE:
        return zone_page(view, number)
    if page in PEOPLE_PAGES and view.group.stage is not GroupStage.ENDED:
        return PEOPLE_PAGES[page](view, number)
    blocks = (
        heading,
        view.hint(_opened_on(view)),
        Block(_where(view)),
        Block(_roster(view)),
        view.block(_plan(view)),
        Block(_totals(view)),
        view.section(words.worth_talking(), _topics(view)),
        view.section(words.prompts(), _prompts(view)),
        view.section(words.shared_with_you(), _shared(view, coach) if coach == view.group.coach else ""),
        Block(_log(view), Style.HINT),
    )
    return Screen(filled(blocks), (*_rows(view, coach), *_unread(view)))


def moved_console(view: View) -> Screen:
    """Show in the place of a console that a newer message of it stands further down."""
    return Screen((_heading(view), view.hint(coaching.console_below())))


def _heading(view: View) -> Block:
    title, place = view.dialog.title, view.group.title
    return view.title(words.title(place, title) if place else words.title_without_name(title))


def _opened_on(view: View) -> Phrase | None:
    """Say when the session was opened; nothing once the log no longer goes back so far."""
    first = next(iter(view.group.log), None)
    is_there = first is not None and first.what == log.opened()
    return words.opened_on(group_day(view.group, first.at)) if first is not None and is_there else None


def log_line(entry: Entry) -> Phrase:
    """Say what was done, and by whom; what the bot itself did is a sentence of its own."""
    is_somebody = entry.who and (entry.person or entry.who not in NOBODY)
    return log.line(entry.who, entry.what) if is_somebody else entry.what


def _where(view: View) -> str:
    lines = [view.words(status(view.dialog, view.group))]
    step = open_step(view.dialog, view.group)
    if step is not None and step.does is Does.ASK and view.group.stage is not GroupStage.ENDED:
        lines.append(view.words(ask_of(view.dialog, step.question)))
    if (hint := _what_next(view)) is not None:
        lines.append(view.words(hint))
    if (time := coach_line(view.group)) is not None:
        lines.append(view.words(time))
    return "\n".join(lines)


def _plan(view: View) -> Phrase | None:
    """Say before the start what is planned, and how to plan less."""
    if view.group.stage is not GroupStage.LOBBY or not view.group.plan:
        return None
    is_all = {*whole_plan(view.dialog)} <= {*view.group.plan}
    return layout.lines(plan_lasts(view), planning.how_long()) if is_all else plan_lasts(view)


def _what_next(view: View) -> Phrase | None:
    match view.group.stage:
        case GroupStage.CLOSING:
            return words.can_cancel()
        case GroupStage.TALK:
            return words.talk_first(_label(view, REVOTE), _label(view, REVEAL))
        case GroupStage.DETACHED:
            return words.way_back() if view.group.thread is None else words.way_back_to_topic()
    return None


def _roster(view: View) -> str:
    """List who, never what."""
    group, present = view.group, members_here(view.seats)
    part = board.who_took_part if group.stage is GroupStage.ENDED else words.taking_part
    lines = [part(_names(view, present)) if present else words.nobody_joined()]
    step = open_step(view.dialog, group)
    if step is not None and step.does is not Does.RESULTS and group.takes_answers:
        late, is_again = waiting(group, step.question, view.seats), group.round > 1
        counted = clock.looked_again if is_again else words.answered
        missing = unanswered(group, step.question, view.seats)
        lines = [counted(len(present) - len(missing), len(present))]
        if late and step.question.is_conditional:
            lines.append(words.not_for_everyone())
        elif late:
            lines.append(words.waiting_for(_names(view, late)))
        elif present and not missing:
            lines.append(clock.all_looked_again() if is_again else words.everyone_answered())
    if len(present) < group.k and group.stage is not GroupStage.ENDED:
        lines.append(words.few_yet(group.k) if group.stage is GroupStage.LOBBY else words.few(group.k))
    return "\n".join(view.words(line) for line in lines)


def _names(view: View, seats: Sequence[Seat]) -> str:
    apart = names_apart(view.seats)
    some = [apart[seat.member.seat] for seat in seats[:MOST_NAMES]]
    lengths = accumulate(map(len, some))
    names = [name for at, (name, end) in enumerate(zip(some, lengths, strict=True)) if end <= ROOM or not at]
    more = len(seats) - len(names)
    return view.words.listed([*names, view.words(words.more_names(more))] if more else names)


def _totals(view: View) -> str:
    """List the totals of the open question, the same that the group sees."""
    step = open_step(view.dialog, view.group)
    if step is None or step.does is not Does.ASK or view.group.stage is not GroupStage.SHOWN:
        return ""
    rounds = published(view.group, step.question.id)
    figure, why = newest(rounds), hidden(rounds)
    if figure is not None and not figure.cells and base(figure) >= fewest(view.group, step.question):
        is_private = level_in(view.group, step.question) is Level.SHIELDED
        return view.words(coaching.no_totals_in_private() if is_private else coaching.no_totals())
    lines = "" if figure is None else figure_lines(view, step.question, figure)
    return "\n".join(each for each in (lines, "" if why is None else view.words(why)) if each)


def _topics(view: View) -> str:
    if view.group.stage not in (GroupStage.RESULTS, GroupStage.PLAN, GroupStage.ENDED):
        return ""
    best = points(view.dialog, view.group)[:MOST_POINTS]
    return bullets(view.words(topic(view, each, LONGEST_ASK)) for each in best)


def topic(view: View, point: Point, longest: int) -> Phrase:
    """Say why a question is worth talking about. longest: letters of the question."""
    ask = shorten_line(view.dialog.questions[point.question].ask, longest)
    if point.apart >= FAR:
        return words.far_apart(ask)
    return words.apart(ask) if point.apart >= SOMEWHAT else words.mostly_alike(ask)


def _prompts(view: View) -> str:
    """List what the author would ask those with the most given advice; from published advice alone."""
    figure = newest(published(view.group, OUTCOMES))
    if figure is None or view.group.stage is not GroupStage.RESULTS:
        return ""
    given = {cell.options[0]: cell.lowest for cell in figure.cells if len(cell.options) == 1 and cell.lowest}
    outcomes = (each for each in view.dialog.outcomes if each.id in given)
    most = sorted(outcomes, key=lambda each: -given[each.id])
    return bullets(each.coach_prompt for each in most[:MOST_PROMPTS] if each.coach_prompt)


def _shared(view: View, coach: int) -> str:
    """List the advice, with its first reason, of those who shared it with this coach."""
    sharing = [
        seat
        for seat in members_here(view.seats)
        if seat.member.shared_with == coach and has_advice(view.dialog, seat)
    ]
    if not sharing:
        return ""
    names = names_apart(view.seats)
    lines = [_advice(view, seat, names[seat.member.seat]) for seat in sharing[:MOST_NAMES]]
    more = [words.more_shared(len(sharing) - MOST_NAMES, MOST_NAMES)] if len(sharing) > MOST_NAMES else []
    return bullets(map(view.words, (*lines, *more)))


def _advice(view: View, seat: Seat, name: str) -> Phrase:
    advice = score(view.dialog, seat.session.settled)
    title = advice.title(view.words)
    if not advice.because:
        return words.shared(name, title)
    return words.shared_because(name, title, advice.because[0].say)


def _log(view: View) -> str:
    return "\n".join(view.words(log_line(entry)) for entry in view.group.log[-LAST_LINES:])


def _rows(view: View, coach: int) -> Rows:
    offered = [
        action
        for action in ACTIONS.values()
        if action.row and is_offered(action, view.dialog, view.group, coach)
        if action is not BIG_SCREEN or view.big_screen is not None
    ]
    rows = groupby(sorted(offered, key=lambda action: action.row), key=lambda action: action.row)
    return tuple(tuple(view.button(_label(view, action), Lead(action)) for action in row) for _, row in rows)


def _unread(view: View) -> Rows:
    """Return the ways to what people wrote: words to the coach, and lines of the wall in their own words."""
    ways = (
        (len(heard(view.group, view.seats)), whispers.read, READ_WHISPERS),
        (len(own_lines(view.group, view.seats)), own_steps.read, READ_WALL),
    )
    return tuple((view.button(read(number), Lead(action)),) for number, read, action in ways if number)


def _label(view: View, action: Action) -> Phrase:
    """Return the name of a coach's button; some are called something else where there are no totals."""
    if action is EXTEND and view.group.clock <= 0 and view.group.stage is not GroupStage.CLOSING:
        return clock.start()
    step = open_step(view.dialog, view.group)
    has_totals = step is None or step.does is not Does.ASK or shows_totals(view.group, step.question)
    return action.label if has_totals else action.label_without_totals or action.label
