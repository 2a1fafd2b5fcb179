"""What a coached group sees: the board, each step's message, the talk, the wall, and the coach's console."""

from bot.core.group import GroupSession, Seat
from bot.core.model import Dialog
from bot.core.replies import Block, Role, Screen, Style


def shown(
    dialog: Dialog, group: GroupSession, seats: tuple[Seat, ...], role: Role, part: str
) -> Screen | None:
    """What a surface of a group shows now; None for nothing: it is left as it is."""
    if role is not Role.BOARD:
        return None
    return Screen((Block(dialog.title, Style.TITLE), Block(f"{len(seats)} take part.")))
