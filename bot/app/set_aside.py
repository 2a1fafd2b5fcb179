"""What somebody hears whose stored session cannot be read: it is set aside, and they can begin anew. Pure."""

from bot.app.update import (
    ChoiceTap,
    CoachTap,
    Command,
    GroupCommand,
    LeadTap,
    MemberTap,
    Opened,
    Text,
    Unreadable,
    Update,
    What,
)
from bot.core.words import group_toasts, toasts
from bot.core.words.phrase import Phrase
from bot.outbox.chat_port import Destination
from bot.stores.unreadable import ItemKind, UnreadableRow


def what_to_do(what: What, fault: UnreadableRow) -> Phrase:
    """Return how to begin anew with what an update was about."""
    if fault.item is ItemKind.GROUP:
        return group_toasts.session_set_aside()
    if isinstance(what, ChoiceTap | MemberTap | CoachTap | LeadTap | GroupCommand):
        return group_toasts.seat_set_aside()
    return toasts.set_aside()


def place_to_tell(update: Update) -> Destination | None:
    """Return where the sender of something typed waits for an answer; None if nobody does."""
    match update.what:
        case Text() | Command() | Opened() | Unreadable():
            return Destination(update.by.person)
        case GroupCommand(chat, thread):
            return Destination(chat, thread)
    return None
