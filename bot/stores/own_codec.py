"""Encode and decode what coaches wrote for a group; see `group_codec`."""

from typing import Final

from bot.core.group.own_question import LEVELS, OwnQuestion
from bot.stores.codec import exactly, one_of
from bot.stores.figure_codec import of_length, read_words

_LEVELS: Final = {level.value: level for level in LEVELS}


def stored_own(own: OwnQuestion) -> list[object]:
    """Return a question that a coach wrote as JSON-able data."""
    return [own.ask, list(own.options), own.level.value]


def read_own(raw: object) -> OwnQuestion:
    """Return a stored question; what this version does not know is `Wrong`."""
    ask, options, level = of_length(3, raw, "own")
    return OwnQuestion(exactly(str, ask, "own"), read_words(options, "own"), one_of(_LEVELS, level, "own"))
