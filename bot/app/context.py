"""What a decision about one person may look at: the moment, and what is stored."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from bot.core.dialog.model import Dialog
from bot.core.solo.session import Session
from bot.stores.protocol import Change, Found, Surface


@dataclass(frozen=True, slots=True)
class Scene:
    """What a decision may look at besides what is stored.

    offered: dialog id -> the version to begin with. fresh: makes the id of a new session.
    again: whether a card may be brought to the end of the chat once more just now.
    """

    chat: int
    person: int
    at: datetime
    offered: Mapping[str, Dialog]
    fresh: Callable[[], int]
    again: bool = True


@dataclass(frozen=True, slots=True)
class Case:
    """The addressed session with its dialog and its card; all None when there is none.

    is_last: it is the one that its chat used last.
    """

    session: Session | None = None
    dialog: Dialog | None = None
    card: Surface | None = None
    is_last: bool = True


Decision: TypeAlias = Callable[[Case], Change]


def case_of(found: Found, dialog: Dialog | None) -> Case:
    """What was found; a session whose dialog is lost is left alone, as if there were none."""
    return Case() if dialog is None else Case(found.session, dialog, found.card, found.is_last)
