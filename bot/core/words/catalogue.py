"""Every message there is: this module imports all that declare any, so that none is missing."""

from collections.abc import Mapping
from typing import Final

from bot.core.words import phrase
from bot.core.words.phrase import Message

CATALOGUE: Final[Mapping[str, Message]] = phrase.MESSAGES
