"""What somebody typed, as it may stand in a message to others: on one line, visible, and no link."""

import re
import unicodedata
from typing import Final

_JOINERS: Final = "\u200c\u200d"
"""Scripts and emoji need them, so they stay."""
_HIDDEN: Final = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
"""Controls, marks of direction, halves of a sign and the like."""
_BLANK: Final = str.maketrans(dict.fromkeys("\u115f\u1160\u2800\u3164\uffa0", " "))

# What a chat makes a link of. A space within makes none; a dot within a name is one that only looks like it.
_SCHEME: Final = re.compile(r"(?<=\w:)(?=//)")
_DOT: Final = re.compile(r"(?<=[\w\-])\.(?=\w)")
_SIGN: Final = re.compile(r"(?<![^\s(\[\"'“‘])([@#/$])(?=\w)")
_NUMBER: Final = re.compile(r"\d\.\d")


def clean_line(text: str) -> str:
    """Return a text on one line, without signs that are not seen; "" for what shows nothing."""
    plain = unicodedata.normalize("NFC", text.translate(_BLANK))
    kept = "".join(" " if each in "\n\t\r\v\f" else each for each in plain if _is_kept(each))
    line = " ".join(kept.split())
    return line if any(map(_is_visible, line)) else ""


def disarm_links(text: str) -> str:
    """Return a text in which nothing becomes a link: addresses, names behind @, tags and commands."""
    apart = _SIGN.sub(r"\1 ", _SCHEME.sub(" ", text))
    return _DOT.sub(lambda found: "." if _is_in_number(apart, found.start()) else "․", apart)


def _is_in_number(text: str, at: int) -> bool:
    return _NUMBER.fullmatch(text, at - 1, at + 2) is not None


def _is_kept(sign: str) -> bool:
    return sign in "\n\t\r\v\f" or sign in _JOINERS or unicodedata.category(sign) not in _HIDDEN


def _is_visible(sign: str) -> bool:
    return unicodedata.category(sign)[0] not in "CMZ"
