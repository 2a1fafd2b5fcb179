"""Who taps on the messages of a group."""

from dataclasses import dataclass

from bot.core.words.english import ENGLISH
from bot.core.words.phrase import Words


@dataclass(frozen=True, slots=True)
class Who:
    """Who taps. name: what they are called. session: an id for their session, should one begin.

    link: address of the private chat, which a tap may open. at: seconds since 1970.
    is_in_chat: they are in the group's chat, as whoever taps there is. words: what they read.
    """

    person: int
    name: str
    session: int
    link: str
    at: float
    is_in_chat: bool = True
    words: Words = ENGLISH
