"""The board of a coached group, which stays on show throughout.

Before a reveal it holds no share and no content of answers, only how many people take part.
"""

from collections.abc import Sequence

from bot.core.dialog.model import Dialog
from bot.core.group.agenda import agenda, question_of
from bot.core.group.deadlines import CROWD
from bot.core.group.events import InPrivate, Join, Terms
from bot.core.group.group_questions import DID
from bot.core.group.privacy.counting import here, published
from bot.core.group.screens.endings import ways_to_result
from bot.core.group.screens.figures_text import in_words, newest
from bot.core.group.session import GroupSession, Pending, Seat, Stage
from bot.core.screen.button import Button, Rows
from bot.core.screen.screen import Block, Screen, Style
from bot.core.words import group_words as words
from bot.core.words.words import count, sentence


def board_screen(dialog: Dialog, group: GroupSession, seats: Sequence[Seat]) -> Screen:
    """Return the board: who takes part, where the session is, and how to join."""
    title = Block(dialog.title, Style.TITLE)
    joined = taking_part(len(here(seats)))
    steps = len(agenda(dialog))
    if group.stage is Stage.ENDED:
        text = f"The session has ended. {joined} Your result stays here: tap “My result”."
        return Screen((title, Block(text), *_first_steps(dialog, group)), ways_to_result())
    lines = [f"Coach: {group.coach_name or 'nobody just now'}. {count(steps, 'step')}. {joined}"]
    match group.stage:
        case Stage.LOBBY:
            lines.append("Tap Join. You can also begin on your own now, in the private chat.")
        case Stage.PAUSED:
            where = "before the first step" if group.step < 0 else f"at step {group.step + 1} of {steps}"
            lines.append(f"Paused {where}. All answers are kept.")
        case Stage.DETACHED:
            lines.append("I was out of this group. All answers are kept.")
        case Stage.CLOSING if group.pending is Pending.END:
            lines.append("The session ends in a moment.")
        case _:
            lines.append(f"Step {group.step + 1} of {steps}. You can join at any time.")
    if not group.coaches:
        lines.append("Your answers are safe. An admin can lead with /coach.")
    elif group.away:
        lines.append("The coach is away; your answers are safe. An admin can take over with /coach.")
    notes = f"Written by {dialog.meta.author}. Paid for by: {sentence(dialog.meta.funding)}"
    blocks = (
        title,
        Block("\n".join(lines)),
        Block(words.CONTRACT.format(k=group.k)),
        Block(notes, Style.HINT),
    )
    rows: Rows = (
        (Button(words.JOIN, Join()), Button(words.WHAT_IS_SHARED, Terms())),
        (Button(words.IN_PRIVATE, InPrivate()),),
    )
    return Screen(blocks, rows)


def _first_steps(dialog: Dialog, group: GroupSession) -> tuple[Block, ...]:
    """What came of the first steps, as far as enough have told."""
    question, figure = question_of(dialog, DID), newest(published(group, DID))
    if question is None or figure is None or not figure.cells:
        return ()
    return (Block(in_words(question, figure), heading="What came of the first steps"),)


def taking_part(number: int) -> str:
    """How many take part; of many only about, so that the message need not change with each."""
    if number <= CROWD:
        return f"{count(number, 'person takes')} part." if number == 1 else f"{number} people take part."
    return f"More than {number // 10 * 10 - (number % 10 == 0) * 10} people take part."
