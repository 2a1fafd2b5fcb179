"""What a person or a group is called, as it may be shown to others: short, on one line, and visible."""

import re
import unicodedata
from typing import Final

from telegram import Chat, ChatFullInfo, User

from bot.platforms.telegram.rendering import clean, shorten_to_fit

NAMELESS = "👤"
"""Stands for a name that shows nothing; it is stored, so it is in no language."""
LONGEST_FIRST_NAME = 36
"""With a space, an initial and its dot after it, a name is at most 40 characters."""

# Bot API: the title of a chat is at most 128 characters.
LONGEST_TITLE = 128

BLANK = "\u115f\u1160\u2800\u3164\uffa0"
"""Characters of scripts that show nothing, and that some people take for a name."""


def called(user: User) -> str:
    """The first name, and no more of the last one than its initial; never empty."""
    first = shorten_to_fit(_one_line(user.first_name), LONGEST_FIRST_NAME)
    last = _one_line(user.last_name or "")[:1]
    return " ".join(part for part in (first, f"{last}." if last.isalpha() else "") if part) or NAMELESS


def titled(chat: Chat | ChatFullInfo) -> str:
    """What a group is called; "" for a private chat."""
    return shorten_to_fit(_one_line(chat.title or ""), LONGEST_TITLE)


def topic_called(name: str) -> str:
    """Return what a topic is called."""
    return shorten_to_fit(_one_line(name), LONGEST_TITLE)


LINKING: Final = (
    (re.compile(r"(?<=[\w-])\.(?=\w)"), "\u2024"),  # of an address
    (re.compile(r"//"), "\u2215\u2215"),
    (re.compile(r"@"), "\uff20"),  # of a person, or an e-mail address
    (re.compile(r"(?<!\w)/(?=\w)"), "\u2215"),  # of a command
    (re.compile(r"#(?=\w)"), "\uff03"),
    (re.compile(r"\$(?=\w)"), "\uff04"),
)
"""The signs by which Telegram makes a link of a text -> signs that look the same and do not.

Whoever calls themselves by an address must not have it put into everybody's messages as a link. Signs that
show nothing would not do: they are taken out of every message.
"""


def without_links(name: str) -> str:
    """Return a name of which Telegram makes no link."""
    for sign, harmless in LINKING:
        name = sign.sub(harmless, name)
    return name


def _one_line(name: str) -> str:
    line = without_links(" ".join(clean(name).split()))
    return line if any(map(_is_visible, line)) else ""


def _is_visible(character: str) -> bool:
    return character not in BLANK and unicodedata.category(character)[0] not in "CMZ"
