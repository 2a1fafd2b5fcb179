"""Addresses that lead to the bot: into its private chat for a group, and into a group for a dialog."""

from collections.abc import Iterable
from typing import Final

PRIVATE: Final = "g-"
"""What a payload begins with that names a group; its id follows, in hexadecimal digits."""
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
    """The group that a payload names; None for another payload."""
    if not payload.startswith(PRIVATE):
        return None
    try:
        return int(payload.removeprefix(PRIVATE), 16)
    except ValueError:
        return None


def dialog_named(payload: str, offered: Iterable[str]) -> str | None:
    """The dialog that a payload names, in any case of letters, with or without something behind its id.

    None where it names none: "ai-cert_newsletter" names "ai-cert", unless that whole is a dialog's id.
    """
    said = payload.casefold()
    named = [each for each in offered if said == each or said.startswith((f"{each}_", f"{each}-"))]
    return max(named, key=len, default=None)
