"""The wall of first steps: what stands on it, and when.

Nothing computed stands there: a step that follows from somebody's advice tells that advice, and with it some
of the answers. Everybody picks from the same few steps.
"""

from collections.abc import Iterable

from bot.core.dialog.model import Dialog
from bot.core.group.agenda import question_of
from bot.core.group.group_questions import ANSWERS, NAMED, PLAN_STEP, PLAN_WALL, PLAN_WHEN
from bot.core.group.privacy.counting import members_here
from bot.core.group.question_texts import option_text
from bot.core.group.seats import first_step
from bot.core.group.session import Seat
from bot.core.words import group_results
from bot.core.words.phrase import Phrase


def named_steps(dialog: Dialog, seats: Iterable[Seat]) -> tuple[Phrase, ...]:
    """Return the steps that people picked to be shown with their name."""
    lines = (
        _named_step(dialog, seat) for seat in members_here(seats) if seat.member.given.get(PLAN_WALL) == NAMED
    )
    return tuple(line for line in lines if line is not None)


def _named_step(dialog: Dialog, seat: Seat) -> Phrase | None:
    picked, when = picked_step(dialog, seat), _when(seat)
    if picked is None:
        return None
    if when is None:
        return group_results.named_step_only(seat.member.name, picked)
    return group_results.named_step(seat.member.name, when, picked)


def picked_step(dialog: Dialog, seat: Seat) -> Phrase | None:
    """Return the step that somebody picked for the wall; None for none."""
    question, step = question_of(dialog, PLAN_STEP), seat.member.given.get(PLAN_STEP)
    if question is None or not isinstance(step, str) or step not in question.options:
        return None
    return option_text(question, step)


def planned_step(dialog: Dialog, seat: Seat) -> tuple[Phrase, Phrase] | None:
    """Return when, and what the advice says to do first, for that person alone; None of who has no day."""
    when = _when(seat)
    return None if when is None else (when, first_step(dialog, seat))


def _when(seat: Seat) -> Phrase | None:
    when = seat.member.given.get(PLAN_WHEN)
    return ANSWERS[PLAN_WHEN].get(when) if isinstance(when, str) else None
