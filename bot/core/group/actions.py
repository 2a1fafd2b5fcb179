"""What a coach's action is. `coach_actions` declares each one there is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from bot.core.group.coach_context import CoachContext
from bot.core.group.session import GroupChange, GroupSession, GroupStage
from bot.core.words.phrase import Phrase

ActionGuard: TypeAlias = Callable[[GroupSession, int], bool]
"""Whether an action fits a group, for the coach with that id."""
Handler: TypeAlias = Callable[[CoachContext, "Action"], GroupChange]


def always(_group: GroupSession, _coach: int) -> bool:
    """Guard nothing."""
    return True


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
