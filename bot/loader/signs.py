"""Signs in a file that nobody sees, or that look like others: found, named, and read as they look."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import zip_longest
from typing import Final

_LOOKALIKES: Final = (
    str.maketrans("аеорсухіјѕһԁԛԝӏкмтьвАВСЕНІЈКМОРЅТХҮԚԜ", "aeopcyxijshdqwlkmtbbABCEHIJKMOPSTXYQW")
    | str.maketrans("αοερνικυτγϲϳΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "aoepvikutycjABEZHIKMNOPTYX")
    | str.maketrans("ıɡℓ\u2010\u2011\u2012\u2013\u2212", "igl-----")
)
"""Letters and dashes -> the Latin letter or hyphen they are taken for."""

_HIDDEN: Final = re.compile(
    "[\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e01ef]"
)
_SPACE: Final = re.compile(r"[^\S\t\n\r ]")
"""A space that is none for YAML."""
_LEADING: Final = re.compile(rf"^[ \t]*(?={_SPACE.pattern})", re.MULTILINE)
_EDGE: Final = re.compile(rf"^{_SPACE.pattern}|{_SPACE.pattern}$")
_WIDE: Final = re.compile("[\uff01-\uff5e]")

_JOINERS: Final = "\u200c\u200d"
_DIRECTION_MARKS: Final = "\u200e\u200f\u061c"
_TAGS: Final = "".join(map(chr, range(0xE0020, 0xE0080)))
_NEAR: Final = 40
"""How far around a sign is looked for what needs it."""
_FLAG: Final = "\U0001f3f4"


def named(sign: str) -> str:
    """Return a sign's code point and, if it has one, its Unicode name."""
    return f"U+{ord(sign):04X} {unicodedata.name(sign, '')}".rstrip()


def plain_name(word: str) -> str:
    """Return the key or id that a word looks like; the word itself if it looks like none."""
    if word.isascii():
        return word
    seen = _HIDDEN.sub("", unicodedata.normalize("NFKC", word.translate(_LOOKALIKES)))
    seen = "".join(seen.split())
    return seen if seen and seen.isascii() else word


def first_odd(word: str) -> int | None:
    """Return where the first sign stands for which `plain_name` has another; None without one."""
    return next((at for at, sign in enumerate(word) if not sign.isascii()), None)


def explain_odd(sign: str) -> str:
    """Return what is wrong with a sign of a key or an id."""
    if is_space(sign):
        return f"{named(sign)} is not a space that YAML knows"
    if is_invisible(sign):
        return f"an invisible character, {named(sign)}"
    return f"{named(sign)} only looks like `{plain_name(sign)}`"


def explain_difference(one: str, other: str) -> str:
    """Return in which sign two texts differ that are the same when normalised; "" for others."""
    if one == other or unicodedata.normalize("NFC", one) != unicodedata.normalize("NFC", other):
        return ""
    pairs = enumerate(zip_longest(one, other))
    at = next(at for at, (here, there) in pairs if here != there)
    return " against ".join(" + ".join(map(named, _sign_at(text, at))) for text in (one, other))


def looks_empty(text: str) -> bool:
    """Return whether there is nothing to be seen in a text, though it is not empty."""
    return bool(text) and not as_it_looks(text).strip()


def is_space(sign: str) -> bool:
    """Return whether a sign looks like a space, and is none for YAML."""
    return _SPACE.fullmatch(sign) is not None


def is_invisible(sign: str) -> bool:
    """Return whether nobody sees a sign, whatever stands beside it."""
    return _HIDDEN.fullmatch(sign) is not None


def hidden_in(text: str) -> Iterator[int]:
    """Yield where signs stand that nobody sees, and spaces that indent a line only for the eye."""
    if text.isascii():
        return
    for found in _HIDDEN.finditer(text):
        if not _is_needed(text, found.start()):
            yield found.start()
    for found in _LEADING.finditer(text):
        yield found.end()


def edge_of(text: str) -> int | None:
    """Return where a text begins or ends with a space that is none for YAML; None if it does not."""
    found = _EDGE.search(text)
    return found.start() if found else None


def confusing_in(text: str) -> Iterator[int]:
    """Yield where signs stand that YAML may take for something else than people do."""
    for found in re.finditer(f"{_SPACE.pattern}|{_HIDDEN.pattern}|{_WIDE.pattern}", text):
        yield found.start()


def as_it_looks(text: str) -> str:
    """Return a text as YAML would have to be given it, to read what people see."""
    wide = _WIDE.sub(lambda found: _typed(found[0]), text)
    return _HIDDEN.sub("", _SPACE.sub(" ", wide))


def _sign_at(text: str, at: int) -> str:
    """Return the sign at a place, or its last part, with the marks on it."""
    end = at + 1
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return text[at:end]


def _typed(wide: str) -> str:
    sign = unicodedata.normalize("NFKC", wide)
    return f"{sign} " if sign in ":,-" else sign


def _is_needed(text: str, at: int) -> bool:
    """Return whether a writing system or an emoji needs the sign at a place."""
    sign = text[at]
    if sign in _DIRECTION_MARKS:
        return any(
            unicodedata.bidirectional(each) in ("R", "AL")
            for each in text[max(at - _NEAR, 0) : at + _NEAR]
            if each not in _DIRECTION_MARKS
        )
    if sign in _JOINERS:
        return _base_of(text[max(at - _NEAR, 0) : at]) in ("Lo", "So")
    if "\ufe00" <= sign <= "\ufe0f" or sign >= "\U000e0100":
        return at > 0 and (not text[at - 1].isascii() or text[at - 1] in "0123456789#*")
    if sign in _TAGS:
        return text[max(at - _NEAR, 0) : at].rstrip(_TAGS).endswith(_FLAG)
    return False


def _base_of(text: str) -> str:
    """Return the category of the last sign that is neither a mark on another nor a skin tone."""
    categories = (unicodedata.category(sign) for sign in reversed(text))
    return next((each for each in categories if not each.startswith(("M", "Sk"))), "")
