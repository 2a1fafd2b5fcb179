"""How a session ends for its group: the spread of the advice, the plans, the wall of first steps."""

from collections.abc import Sequence
from hashlib import blake2s

from bot.core.dialog.model import Dialog
from bot.core.dialog.question import Question
from bot.core.group.agenda import OUTCOMES, Step, agenda, question_of
from bot.core.group.deadlines import CROWD
from bot.core.group.events import Choose, InPrivate, Mine, MyResult, MyStep, Reckoning, Share
from bot.core.group.group_questions import PLAN_WALL, PLAN_WHEN
from bot.core.group.leverage import points
from bot.core.group.privacy.counting import answered, here, published
from bot.core.group.privacy.tally import LEAST
from bot.core.group.screens.figures_text import people, spread
from bot.core.group.seats import first_step
from bot.core.group.session import GroupSession, Pending, Seat, Stage
from bot.core.screen.button import Button, Rows
from bot.core.screen.screen import Block, Screen, Style
from bot.core.words import group_words as words
from bot.core.words.words import bullets, lasting

MOST_LINES = 10
"""Lines of a big group's wall."""
SHORT = 18
"""Characters of a label of which two stand side by side on a phone."""


def results_screen(dialog: Dialog, group: GroupSession, at: int) -> Screen | None:
    if at > group.step:
        return None
    chart = spread(dialog, group)
    blocks = [Block(f"{at + 1}/{len(agenda(dialog))} · Your results are here", Style.TITLE)]
    if chart is None:
        advised = max((each.answered for each in published(group, OUTCOMES)), default=0)
        why = words.ADVICE_SPREAD if advised >= group.k else words.ADVICE_OF_FEW
        blocks.append(Block(f"{why} Your own result is one tap away."))
    else:
        (panel,) = chart.panels
        lines = (f"{bar.label}: {people(bar, panel.of)}" for bar in panel.bars)
        blocks.append(Block(bullets(lines), heading=chart.title))
    if hangs := [dialog.questions[point.question].ask for point in points(dialog, group)[:2]]:
        blocks.append(Block(bullets(hangs), heading="What to talk about"))
    blocks.append(Block("Nobody has to agree: the advice is each one's own.", Style.HINT))
    return Screen(tuple(blocks), ways_to_result(), picture=chart)


def plan_screen(
    dialog: Dialog, group: GroupSession, seats: Sequence[Seat], step: Step, is_here: bool
) -> Screen:
    at = agenda(dialog).index(step)
    title = Block(f"{at + 1}/{len(agenda(dialog))} · What will you do?", Style.TITLE)
    if not is_here or group.stage in (Stage.ENDED, Stage.PAUSED, Stage.DETACHED):
        return Screen(
            (title, Block("Closed. What you planned is kept.")), ((Button(words.MY_PLAN, Mine(at)),),)
        )
    blocks = (
        title,
        Block(
            "Tap “My first step” and see yours. Then choose when, how sure you are, who may see it, and "
            "when I may ask you in private how it went."
        ),
        Block("How sure, from 0 to 10? Below 7, make the step smaller until it is 7.", Style.HINT),
        Block(_planned(seats)),
        Block(closing(group)),
    )
    rows = [
        _pairs(
            [Button(each.text, Choose(question.id, each.id)) for each in question.options.values()], question
        )
        for question in step.questions
    ]
    ways: Rows = (
        (Button(words.MY_STEP, MyStep()), Button(words.MY_PLAN, Mine(at))),
        (Button(words.IN_PRIVATE, InPrivate()),),
    )
    return Screen(
        tuple(block for block in blocks if block.text), (*ways, *(row for each in rows for row in each))
    )


def _pairs(buttons: list[Button], question: Question) -> Rows:
    """Very short labels stand in one row, short ones two in a row, long ones each in its own."""
    longest = max(len(button.label) for button in buttons)
    abreast = len(buttons) if longest <= 4 else 2 if longest <= SHORT else 1
    return tuple(tuple(buttons[at : at + abreast]) for at in range(0, len(buttons), abreast))


def _planned(seats: Sequence[Seat]) -> str:
    planned, of = answered(seats, PLAN_WHEN), len(here(seats))
    if of > CROWD:
        tenths = 100 * planned // of // 10 * 10
        return f"About {tenths} % have a next step." if tenths else ""
    return f"{planned} of {len(here(seats))} have a next step." if planned >= LEAST else ""


def wall_screen(dialog: Dialog, group: GroupSession, seats: Sequence[Seat]) -> Screen:
    """First steps of those who want them seen; see `nameless` for the others."""
    planned = [(seat, _line(dialog, seat)) for seat in here(seats) if _wish(seat) == "named"]
    named = [f"{seat.member.name}, {line[0].lower()}{line[1:]}" for seat, line in planned if line]
    lines = [*named, *group.wall]
    if len(here(seats)) > CROWD:
        lines = sorted(lines, key=lambda line: blake2s(line.encode()).digest())[:MOST_LINES]
    text = bullets(lines) or "The first steps come here, of those who want them seen."
    counted_ = _planned(seats)
    later = "" if group.stage is Stage.ENDED else "Those without a name come at the end, all together."
    blocks = [
        Block("Our wall of first steps", Style.TITLE),
        Block(counted_),
        Block(text),
        Block(later, Style.HINT),
    ]
    return Screen(tuple(block for block in blocks if block.text))


def nameless(dialog: Dialog, seats: Sequence[Seat]) -> tuple[str, ...]:
    """First steps of those who want them told without a name, sorted; none where they are too few.

    One by one they would be told from whoever tapped just then, so they are told at the end, together.
    """
    lines = [_line(dialog, seat) for seat in here(seats) if _wish(seat) == "unnamed"]
    told = sorted(line for line in lines if line)
    return tuple(told) if len(told) >= LEAST else ()


def _wish(seat: Seat) -> object:
    return seat.member.given.get(PLAN_WALL)


def _line(dialog: Dialog, seat: Seat) -> str:
    """When and what, of a member who has said when; else ""."""
    when, chosen = question_of(dialog, PLAN_WHEN), seat.member.given.get(PLAN_WHEN)
    if when is None or not isinstance(chosen, str):
        return ""
    return f"{when.options[chosen].text}: {first_step(dialog, seat)}"


def ways_to_result() -> Rows:
    """The buttons that lead to each one's own result."""
    return (
        (Button("🔒 My result", MyResult()), Button("How is it computed?", Reckoning())),
        (Button(words.IN_PRIVATE, InPrivate()), Button(words.SHARE, Share())),
    )


def closing(group: GroupSession) -> str:
    """What is announced, in one line; "" for nothing."""
    if group.stage is not Stage.CLOSING:
        return ""
    late = f"I was away for {lasting(group.late)}. " if group.late else ""
    match group.pending:
        case Pending.SKIP:
            return f"{late}This one is skipped in a moment."
        case Pending.END:
            return f"{late}The session ends in a moment."
    return f"{late}Closing soon: last answers."
