"""What a coach's action is, when it is offered, and which page of the console it opens.

`coach_actions` declares each one there is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from bot.core.dialog.model import Dialog
from bot.core.group import stages
from bot.core.group.coach_context import CoachContext, change_group
from bot.core.group.plan import next_step
from bot.core.group.session import GroupChange, GroupSession, GroupStage
from bot.core.words.phrase import Phrase

ActionGuard: TypeAlias = Callable[[GroupSession, int], bool]
"""Whether an action fits a group, for the coach with that id."""
Handler: TypeAlias = Callable[[CoachContext, "Action"], GroupChange]


def always(_group: GroupSession, _coach: int) -> bool:
    """Guard nothing."""
    return True


def has_plan(group: GroupSession, _coach: int) -> bool:
    """Return whether a group has a plan that can be changed; one begun by an older version has none."""
    return bool(group.plan)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Action:
    """Everything there is to know of one action.

    number: in buttons that people have, so it never changes and none is used again. label: of its button.
    row: on the console, from 1; 0 where it is on none.
    trigger: the transition of `stages` that it stands for, "" for none. It is offered where that leads
    somewhere; an action without a trigger is offered in its `stages`. guard: what must hold besides.
    handler: what does it; None for the transition alone. log: what the log says of it, None for nothing.
    label_without_totals: of its button where too few have answered the question for totals.
    anytime: its buttons are in a message of the coach's own, and stay good when the group moves on.
    commands: name of a command in the group -> the stages in which that command does this.
    """

    number: int
    label: Phrase
    row: int = 0
    trigger: str = ""
    stages: tuple[GroupStage, ...] = ()
    guard: ActionGuard = always
    handler: Handler | None = None
    log: Phrase | None = None
    label_without_totals: Phrase | None = None
    anytime: bool = False
    commands: Mapping[str, tuple[GroupStage, ...]] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"Action({self.number})"


def is_offered(action: Action, dialog: Dialog, group: GroupSession, coach: int) -> bool:
    """Return whether the action fits where the group stands."""
    if not action.trigger:
        return group.stage in action.stages and action.guard(group, coach)
    return action.guard(group, coach) and stages.can(action.trigger, group, next_step(dialog, group))


# --- pages of the console ---------------------------------------------------------------
# Each coach opens and closes their own.

PLAN_PAGE: Final = "plan"
WHISPER_PAGE: Final = "whispers"
SCREEN_PAGE: Final = "screen"
WALL_PAGE: Final = "wall"
PEOPLE_PAGE: Final = "people"
"""All names; the number after it says how many stand on the pages before."""
PERSON_PAGE: Final = "person"
"""One of them; the number after it is a seat."""
ZONE_PAGE: Final = "zone"
"""Times to choose from; the number after it is the minute since 1970 at which they were right."""


def open_console_page(context: CoachContext, _action: Action, page: str) -> GroupChange:
    """Show a page on the console of whoever acts. Where it is about something, the number of that follows."""
    number = f" {context.number}" if context.number else ""
    return change_group(context, {"pages": {**context.group.pages, context.person: page + number}}, ())


def close_console_page(context: CoachContext, _action: Action) -> GroupChange:
    """Show the front of the console of whoever acts."""
    left = {coach: page for coach, page in context.group.pages.items() if coach != context.person}
    return change_group(context, {"pages": left}, ())


def page_on_console(group: GroupSession, coach: int) -> tuple[str, int]:
    """Return the page that a coach's console shows, "" for its front, and the number that it is about."""
    page, _, number = group.pages.get(coach, "").partition(" ")
    return page, int(number) if number.isdecimal() else 0
