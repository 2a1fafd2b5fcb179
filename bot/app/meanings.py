"""What a genuine button means, for a decision that has its dialog at hand: a platform implements these."""

from collections.abc import Iterable
from typing import Protocol

from bot.core.dialog.model import Dialog
from bot.core.group.events import Choose
from bot.core.solo.events import SessionEvent


class SessionButton(Protocol):
    """What a genuine button of a session means."""

    def event(self, dialog: Dialog) -> SessionEvent | None:
        """Return what it does in its dialog; None where the dialog has no such thing."""


class ChoiceButton(Protocol):
    """What a genuine button of a group's question means."""

    def event(self, dialog: Dialog) -> Choose | None:
        """Return what it chooses in its dialog; None where the dialog has no such thing."""


class StepButton(Protocol):
    """What a genuine button of a console is about."""

    @property
    def about(self) -> int:
        """The number that it is about, where that is no step; 0 for none."""

    def step(self, dialog: Dialog) -> str:
        """Return the step of its dialog, by its name in a plan; "" for none."""

    def among(self, names: Iterable[str]) -> str:
        """Return which of these names it is about; "" for none."""
