"""The message of one step: the question while it is open, the talk, the totals once they are shown."""

from collections.abc import Sequence
from hashlib import blake2s

from bot.core.dialog.model import Dialog
from bot.core.dialog.question import Option, Question
from bot.core.group.agenda import Does, agenda, choices, question_of
from bot.core.group.deadlines import CROWD
from bot.core.group.events import Choose, Keep, Mine, Why
from bot.core.group.group_questions import GUESS, PAIRS, REASON
from bot.core.group.privacy.counting import (
    CHANGED,
    MOVED,
    answered,
    fewest,
    figures,
    here,
    is_enough,
    published,
)
from bot.core.group.privacy.tally import Figure
from bot.core.group.screens.endings import closing, plan_screen, results_screen
from bot.core.group.screens.figures_text import (
    before_and_after,
    beside,
    counted,
    hidden,
    in_words,
    label,
    newest,
    people,
    picture,
    rounds,
    tables,
)
from bot.core.group.session import GroupSession, Seat, Stage
from bot.core.screen.button import Button, Rows
from bot.core.screen.chart import Picture
from bot.core.screen.screen import Block, Screen, Style
from bot.core.words import group_words as words
from bot.core.words.english import ENGLISH
from bot.core.words.words import bullets, count

TENTH = 10
"""Per cent in which a big group's answers are counted: so many edits at most, whatever its size."""
MOST_REASONS = 2
"""Reasons that are told of a talk: those that spoke to most."""
PAIR = 2
"""People who can talk with each other."""
SILENCES = {"skipped": "Skip", "unsure": "Not sure"}
"""The buttons of the ways of not answering."""
LONGEST_ROW = 8
"""Bot API: a row holds at most 8 buttons."""


# --- a step ---------------------------------------------------------------------------------


def step_screen(dialog: Dialog, group: GroupSession, seats: Sequence[Seat], at: int) -> Screen | None:
    steps = agenda(dialog)
    if not 0 <= at < len(steps):
        return None
    step, is_here = steps[at], at == group.step
    if step.does is Does.RESULTS:
        return results_screen(dialog, group, at)
    if step.does is Does.PLAN:
        return plan_screen(dialog, group, seats, step, is_here)
    if not is_here or group.stands_at in (Stage.SHOWN, Stage.ENDED):
        return _closed(dialog, group, step.question, at)
    if group.stands_at is Stage.TALK:
        lines = (
            _title(dialog, step.question, at),
            Block("Closed for now. We talk before we go on."),
        )
        return Screen(lines, ((Button(words.MY_ANSWER, Mine(at)),),))
    if group.stands_at is Stage.OPEN:
        return _open(dialog, group, seats, step.question, at)
    paused = (_title(dialog, step.question, at), Block("Paused. What you answered is kept."))
    return Screen(paused, ((Button(words.MY_ANSWER, Mine(at)),),))


def _title(dialog: Dialog, question: Question, at: int) -> Block:
    return Block(f"{at + 1}/{len(agenda(dialog))} · {question.ask}", Style.TITLE)


def _open(dialog: Dialog, group: GroupSession, seats: Sequence[Seat], question: Question, at: int) -> Screen:
    how = question.kind.group_hint(question)
    hint = ENGLISH(how) if how else ""
    if group.round > 1:
        hint = "Second round: your first answer stands unless you choose another."
    blocks = (
        _title(dialog, question, at),
        Block(question.why),
        Block(hint, Style.HINT),
        Block(_progress(group, seats, question)),
        Block(closing(group)),
    )
    ways = [Button(words.MY_ANSWER, Mine(at)), Button(words.WHY, Why(at))]
    if group.round > 1:
        ways.insert(0, Button(words.KEEP, Keep()))
    return Screen(tuple(block for block in blocks if block.text), (*_answers(question), tuple(ways)))


def _progress(group: GroupSession, seats: Sequence[Seat], question: Question) -> str:
    """How many have answered: exact in a small group, in tenths in a big one."""
    of, done = len(here(seats)), answered(seats, question.id)
    if of <= CROWD:
        return f"Answered: {done} of {of}"
    tenths = 100 * done // of // TENTH * TENTH
    return f"Answered: about {tenths} %" if done < of else "Answered: everybody"


def _answers(question: Question) -> Rows:
    """A button for each answer, in the rows of the question's kind."""
    silent = tuple(
        Button(SILENCES[each], Choose(question.id, each)) for each in choices(question) if each in SILENCES
    )
    rows = tuple(
        tuple(Button(each.label, Choose(question.id, each.id)) for each in row)
        for row in question.kind.tappable(question)
    )
    return (*rows, silent) if silent else rows


def _closed(dialog: Dialog, group: GroupSession, question: Question, at: int) -> Screen:
    title = _title(dialog, question, at)
    mine: Rows = ((Button(words.MY_ANSWER, Mine(at)),),)
    told = published(group, question.id)
    figure = newest(told)
    if figure is None:
        counted_once = figures(group, question.id)
        never = "Closed without totals." if group.stage is Stage.ENDED and at == group.step else "Skipped."
        text = "Closed. What was answered here is not shown to anybody." if counted_once else never
        return Screen((title, Block(text)), mine)
    if not figure.cells:
        return Screen((title, Block(_of_few(group, question, figure))), mine)
    blocks = [
        title,
        *(Block(in_words(question, each), heading=name) for name, each in rounds(told)),
        Block(hidden(told)),
        *(Block(lines, heading=f"Beside: {ask}") for ask, lines in tables(dialog, group, question)),
        Block(_moved(group, question)),
        Block(_guessed(dialog, group, question)),
        Block(_reasons(dialog, group, question), heading="Reasons that spoke to several"),
        Block(_before(dialog, group, question)),
        Block(f"{figure.answered} of {figure.of} answered. Small numbers are merged.", Style.HINT),
        Block(_came_late(figure), Style.HINT),
    ]
    chart = _compared(dialog, group, question) or picture(question, told)
    return Screen(tuple(block for block in blocks if block.text), mine, picture=chart)


def _of_few(group: GroupSession, question: Question, figure: Figure) -> str:
    """What stands in the place of totals; nobody is asked aloud for what is sensitive."""
    if figure.answered >= fewest(group, question):
        return words.TOO_SPREAD
    told = words.TOO_FEW.format(k=fewest(group, question))
    return told if question.group.sensitive or figure.of < PAIR else f"{told} {words.TALK_ANYWAY}"


def _came_late(figure: Figure) -> str:
    """Why the second round may count fewer than have answered."""
    late = figure.answered - counted(figure)
    if late <= 0:
        return ""
    left_out = f"{count(late, 'answer')} of latecomers {'is' if late == 1 else 'are'} left out"
    return f"{left_out}: so few could be found out."


def _moved(group: GroupSession, question: Question) -> str:
    figure = newest(figures(group, f"{MOVED}{question.id}"))
    if figure is None or len(figure.cells) < 2:
        return ""
    changed = next((cell.highest for cell in figure.cells if cell.options == (CHANGED,)), 0)
    if not changed:
        return "After the talk everybody stayed with their answer."
    if changed == counted(figure):
        return "After the talk everybody chose another answer."
    return f"After the talk {changed} of {counted(figure)} chose another answer; the others stayed."


def _guessed(dialog: Dialog, group: GroupSession, question: Question) -> str:
    """What the room had guessed, beside what is so; only where both are published whole."""
    guess = question_of(dialog, f"{GUESS}{question.id}")
    guessed = None if guess is None else newest(published(group, guess.id))
    figure = newest(published(group, question.id))
    if guess is None or guessed is None or not guessed.cells or figure is None:
        return ""
    most = max(guessed.cells, key=lambda cell: cell.highest)
    first = next(iter(question.options))
    real = next((cell for cell in figure.cells if cell.options == (first,)), None)
    if real is None:
        return ""
    first_guess = "Most of you guessed" if 2 * most.highest > counted(guessed) else "The first guess was"
    return f"{first_guess}: {label(guess, most).lower()}. It is {people(real, counted(figure))}."


def _reasons(dialog: Dialog, group: GroupSession, question: Question) -> str:
    """The reasons that most people chose in the talk, where each is told by itself."""
    asked = question_of(dialog, f"{REASON}{question.id}")
    figure = None if asked is None else newest(published(group, asked.id))
    if asked is None or figure is None:
        return ""
    alone = [cell for cell in figure.cells if len(cell.options) == 1 and cell.lowest == cell.highest > 0]
    most = sorted(alone, key=lambda cell: -cell.highest)[:MOST_REASONS]
    return bullets(f"{label(asked, cell)} ({people(cell, counted(figure))})" for cell in most)


def _first_of(dialog: Dialog, question: Question) -> Question | None:
    return question_of(dialog, PAIRS[question.id]) if question.id in PAIRS else None


def _before(dialog: Dialog, group: GroupSession, question: Question) -> str:
    first = _first_of(dialog, question)
    figure = None if first is None else newest(published(group, first.id))
    if first is None or figure is None or not figure.cells:
        return ""
    now = newest(published(group, question.id))
    start = "At the start" if now is None else beside("At the start", now, figure)
    return f"{start}:\n{in_words(first, figure)}"


def _compared(dialog: Dialog, group: GroupSession, question: Question) -> Picture | None:
    first = _first_of(dialog, question)
    if first is None:
        return None
    return before_and_after(
        first, newest(published(group, first.id)), question, newest(published(group, question.id))
    )


def talk_screen(dialog: Dialog, group: GroupSession, at: int) -> Screen | None:
    step = agenda(dialog)[at]
    if at == group.step and group.stage in (Stage.PAUSED, Stage.DETACHED) and group.before is Stage.TALK:
        return Screen((Block("Paused. We go on talking afterwards."),))
    if at != group.step or group.stands_at is not Stage.TALK:
        return Screen((Block("That talk is closed. Thank you."),))
    question = step.question
    told = [option for option in question.options.values() if option.reasons]
    each = min(len(option.reasons) for option in told)
    shuffled = _shuffled(group, told)
    chips = [f"{option.id}.{at}" for option in shuffled for at in range(each)]
    title = "Talk first, then the totals" if is_enough(group, question) else "Talk about it together"
    blocks = [
        Block(title, Style.TITLE),
        Block(
            "Four minutes. Why might a reasonable person in your place choose each of these? Say what you "
            "think of the reasons; nobody needs to say what they chose."
        ),
        *(
            Block(_numbered(option.reasons[:each], 1 + at * each), heading=option.text)
            for at, option in enumerate(shuffled)
        ),
        Block("Tap the number of the reason that speaks most to you: only totals are shown.", Style.HINT),
    ]
    buttons = [Button(str(at), Choose(f"{REASON}{question.id}", chip)) for at, chip in enumerate(chips, 1)]
    return Screen(tuple(blocks), _in_rows(buttons))


def _numbered(reasons: Sequence[str], first: int) -> str:
    return "\n".join(f"{at}. {reason}" for at, reason in enumerate(reasons, first))


def _in_rows(buttons: Sequence[Button]) -> Rows:
    return tuple(tuple(buttons[at : at + LONGEST_ROW]) for at in range(0, len(buttons), LONGEST_ROW))


def _shuffled(group: GroupSession, options: Sequence[Option]) -> list[Option]:
    """In an order that has nothing to do with the answers, and is another in each group."""
    return sorted(options, key=lambda each: blake2s(f"{group.id} {group.step} {each.id}".encode()).digest())
