"""Addresses that lead to the bot: into its private chat for a group, and into a group for a dialog."""

import re
from typing import Final

PRIVATE: Final = "g-"
"""What a payload begins with that names a group; its id follows, in hexadecimal digits."""
_PRIVATE: Final = re.compile(f"{PRIVATE}([0-9A-Fa-f]{{1,16}})")
LARGEST_ID: Final = 2**63 - 1
"""Of a group; a store takes no larger number."""
GROUP: Final = "c-"
"""What a payload begins with that a coach brings into a group; a dialog's id follows."""


def in_private(username: str, group_id: int) -> str:
    """The address of the private chat, for somebody who takes part in a group."""
    return f"https://t.me/{username}?start={PRIVATE}{group_id:x}"


def to_dialog(username: str, dialog_id: str) -> str:
    """The address of the private chat that goes straight to a dialog."""
    return f"https://t.me/{username}?start={dialog_id}"


def into_group(username: str, dialog_id: str) -> str:
    """The address that puts the bot into a group and begins a session there."""
    return f"https://t.me/{username}?startgroup={GROUP}{dialog_id}"


def group_named(payload: str) -> int | None:
    """The group that a payload names; None for another payload, which anybody may type."""
    named = _PRIVATE.fullmatch(payload)
    number = 0 if named is None else int(named[1], 16)
    return number if 0 < number <= LARGEST_ID else None
