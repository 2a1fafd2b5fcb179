"""Whole messages that want something else than to answer."""

import re
from collections.abc import Iterable
from typing import Final

from bot.core.dialog.understanding import Wish
from bot.core.typed.clean import is_symbol
from bot.core.typed.wish_forms import WISHES

_POLITE: Final = re.compile(
    r"^(?:(?:please|pls|hey|hi|ok|okay|well|sorry|sorry but|can i|can we|could we|could i|can you|could you|"
    r"i want to|i would like to|let us|let me|may i|i have to|i need to|just|and|so|but|hmm?|oh|wait|no wait|"
    r"actually|i think|how do i|how can i)\s+)+|"
    r"\s+(?:please|pls|now|here|for now|thanks|thank you|again please|for a moment|for today|tbh|"
    r"to be honest|honestly|lol|haha|at the moment)$"
)
_LONGEST_WISH: Final = 80


_AS_TEXT: Final = frozenset(
    {
        *(Wish.UNSURE, Wish.SKIP, Wish.EXPLAIN, Wish.WHY, Wish.HELP, Wish.BACK, Wish.STOP, Wish.RESTART),
        *(Wish.REVIEW, Wish.HUMAN, Wish.PRIVACY, Wish.PROGRESS),
    }
)
_RATHER_TEXT: Final = re.compile(
    r"sorry|wrong|mistake|error|end|go|enough|later please|later|huh|what|eh|unclear|not clear|meaning|"
    r"it depends|"
    r"depends|bye|goodbye|good night|that is it|ready|other|reset|again|why|what is this|what is that|"
    r"what are you|"
    r"privacy|progress|menu|commands|options|usage|close|leave|return|confusing|example|for example|"
    r"reason|summary|"
    r"overview|edit|answer|type|reply|a break|tomorrow maybe|another time|complicated|anonymous|"
    r"confidential|typo|"
    r"maybe later|not now|makes no sense|your name|good question|torn|undecided|i give up|who knows|"
    r"too personal"
)
"""Wishes as words for a person's own text: a name may be "Again"."""


def wish_said(key: str) -> Wish | None:
    """Return what a whole message wants; None for nothing of the kind."""
    if not key or len(key) > _LONGEST_WISH:
        return None
    core = without_politeness(key)
    for wish, forms in WISHES:
        if forms.fullmatch(key) or (core != key and core and forms.fullmatch(core)):
            return wish
    return None


def wish_beside_texts(key: str) -> Wish | None:
    """Return what a whole message wants where any text is an answer: only what leaves no doubt."""
    if len(key) > _LONGEST_WISH or _RATHER_TEXT.fullmatch(key):
        return None
    wish = wish_said(key)
    return wish if wish in _AS_TEXT else None


def without_symbols(key: str, kept: Iterable[str] = ()) -> str:
    """Return a key without its symbols, but for those that are kept."""
    wanted = set(kept)
    return " ".join(word for word in key.split() if word in wanted or not is_symbol(word))


def without_politeness(key: str) -> str:
    """Return a key without what is polite or hesitant at its ends; "" where nothing else is said."""
    before = ""
    while before != key:
        before, key = key, _POLITE.sub("", key).strip()
    return key
