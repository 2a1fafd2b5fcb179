"""What a decision may look at besides what is stored: data alone, so that decisions stay pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.app.update import Sender
from bot.core.dialog.model import Dialog
from bot.core.dialog.scoring import OutcomeFinder, find_outcomes
from bot.core.words.phrase import Words


@dataclass(frozen=True, slots=True)
class Context:
    """Who acts, when, and what there is.

    at: seconds since 1970. words: what the sender reads. offered: dialog id -> the version to begin with.
    dialogs: the dialog of a logic hash; None where it is lost. It raises `NotAtHand` for one that has to be
    fetched first; the decision is then made again.
    new_id: makes the id of a session or a group. link: the address of a group's private chat.
    dialog_link: the address of a dialog, by its id; "" where there is none.
    may_repeat: whether a card may be shown once more after a stale tap; False for a few seconds after that.
    safety_line: a local line for people in danger; "" for none.
    outcomes: what answer sets lead to. It raises `NotWorkedOut` for many that have to be worked out first;
    the decision is then made again.
    """

    by: Sender
    at: float
    words: Words
    offered: Mapping[str, Dialog]
    dialogs: Callable[[str], Dialog | None]
    new_id: Callable[[], int]
    link: Callable[[int], str]
    dialog_link: Callable[[str], str]
    may_repeat: bool = True
    safety_line: str = ""
    outcomes: OutcomeFinder = find_outcomes
