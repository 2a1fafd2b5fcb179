"""The wall of first steps: what stands on it, and when.

Nothing computed stands there: a step that follows from somebody's advice tells that advice, and with it some
of the answers. Everybody picks from the same few steps, or writes one: that stands there with their name.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2s

from bot.core.dialog.model import Dialog
from bot.core.group.agenda import question_of
from bot.core.group.group_questions import ANSWERS, NAMED, OWN_STEP, PLAN_STEP, PLAN_WALL, PLAN_WHEN
from bot.core.group.privacy.counting import members_here
from bot.core.group.question_texts import option_text
from bot.core.group.seats import first_step, names_apart
from bot.core.group.session import GroupSession, Seat
from bot.core.words import group_results
from bot.core.words.phrase import Phrase, verbatim


def named_steps(dialog: Dialog, seats: Iterable[Seat]) -> tuple[Phrase, ...]:
    """Return the steps that people picked to be shown with their name."""
    seats = tuple(seats)
    names = names_apart(seats)
    lines = (
        _named_step(dialog, seat, names[seat.member.seat])
        for seat in members_here(seats)
        if seat.member.given.get(PLAN_WALL) == NAMED
    )
    return tuple(line for line in lines if line is not None)


def _named_step(dialog: Dialog, seat: Seat, name: str) -> Phrase | None:
    picked, when = picked_step(dialog, seat), _when(seat)
    if picked is None:
        return None
    if when is None:
        return group_results.named_step_only(name, picked)
    return group_results.named_step(name, when, picked)


@dataclass(frozen=True, slots=True)
class OwnLine:
    """A line of the wall in its writer's own words. name: on buttons; it tells nothing."""

    name: str
    seat: Seat
    text: str


def own_lines(group: GroupSession, seats: Iterable[Seat]) -> tuple[OwnLine, ...]:
    """Return the lines of the wall in people's own words."""
    on_it = [seat for seat in members_here(seats) if seat.member.given.get(PLAN_WALL) == NAMED]
    said = ((seat, seat.member.given.get(OWN_STEP)) for seat in on_it)
    return tuple(
        OwnLine(_sign(group, seat, text), seat, text) for seat, text in said if isinstance(text, str)
    )


def _sign(group: GroupSession, seat: Seat, text: str) -> str:
    return f"wall.{blake2s(f'{group.id} {seat.session.id} {text}'.encode(), digest_size=8).hexdigest()}"


def picked_step(dialog: Dialog, seat: Seat) -> Phrase | None:
    """Return the step that somebody picked or wrote for the wall; None for none."""
    if isinstance(own := seat.member.given.get(OWN_STEP), str):
        return verbatim(own)
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
