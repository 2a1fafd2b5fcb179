"""Text as it may be kept and shown: nothing invisible in it that plays tricks."""

import re

# Controls but newline; marks and overrides of direction; zero-width spaces and operators; halves
# of a character that cannot be sent. Joiners stay between characters of scripts and emoji that need them.
INVISIBLE = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
    r"|(?<![^\x00-\x7f])[\u200c\u200d]+"
    r"|[\u200c\u200d]+(?![^\x00-\x7f])"
)


def clean(text: str) -> str:
    """The text without invisible characters, a tab being a space; not shortened, not stripped."""
    if text.isascii() and text.isprintable():
        return text
    return INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\t", " "))
