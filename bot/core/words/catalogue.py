"""Every message there is: this module imports all that declare any, so that none is missing."""

from collections.abc import Mapping
from typing import Final

from bot.core.words import (  # noqa: F401  # imported so that they declare their messages
    big_screen,
    board,
    buttons,
    card,
    check_in,
    clock,
    coach_toasts,
    coaching,
    console,
    documents,
    figures,
    follow_up,
    group_questions,
    group_results,
    group_status,
    group_steps,
    group_toasts,
    kinds,
    layout,
    log,
    menus,
    own_questions,
    own_steps,
    people,
    phrase,
    planning,
    profile,
    result,
    sharing,
    terminal,
    toasts,
    typed,
    unreadable,
    whispers,
)
from bot.core.words.phrase import Message

CATALOGUE: Final[Mapping[str, Message]] = phrase.MESSAGES
"""The bot's own language: every message as it is declared."""
