"""The wall of first steps: what stands on it, and when."""

from collections.abc import Iterable

from bot.core.dialog.model import Dialog
from bot.core.group.group_questions import ANSWERS, PLAN_WALL, PLAN_WHEN
from bot.core.group.privacy.counting import members_here
from bot.core.group.privacy.figure import LEAST
from bot.core.group.seats import first_step
from bot.core.group.session import Seat
from bot.core.words import group_results
from bot.core.words.phrase import Phrase


def named_steps(dialog: Dialog, seats: Iterable[Seat]) -> tuple[Phrase, ...]:
    """Return the first steps of those who want them shown with their name."""
    return tuple(
        group_results.named_step(seat.member.name, *planned)
        for seat in _who_want(seats, "named")
        if (planned := planned_step(dialog, seat)) is not None
    )


def unnamed_steps(dialog: Dialog, seats: Iterable[Seat]) -> tuple[Phrase, ...]:
    """Return the first steps of those who want them shown without a name, sorted; none where too few do.

    One by one they would point to whoever tapped just then, so they appear at the end, all together.
    """
    planned = [planned_step(dialog, seat) for seat in _who_want(seats, "unnamed")]
    lines = sorted((group_results.step(*each) for each in planned if each is not None), key=repr)
    return tuple(lines) if len(lines) >= LEAST else ()


def planned_step(dialog: Dialog, seat: Seat) -> tuple[Phrase, Phrase] | None:
    """Return when, and what; None of a member who has not said when."""
    when = seat.member.given.get(PLAN_WHEN)
    if not isinstance(when, str) or when not in ANSWERS[PLAN_WHEN]:
        return None
    return ANSWERS[PLAN_WHEN][when], first_step(dialog, seat)


def _who_want(seats: Iterable[Seat], wish: str) -> list[Seat]:
    return [seat for seat in members_here(seats) if seat.member.given.get(PLAN_WALL) == wish]
