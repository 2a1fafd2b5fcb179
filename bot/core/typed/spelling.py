"""Forms of a word, and slips in typing one."""

from functools import lru_cache
from typing import Final

_ENDINGS: Final = (
    *(
        ("ies", "y"),
        ("ations", ""),
        ("ation", ""),
        ("ements", ""),
        ("ement", ""),
        ("ments", ""),
        ("ment", ""),
    ),
    *(("ings", ""), ("ing", ""), ("ions", ""), ("ion", ""), ("ers", ""), ("ed", ""), ("er", ""), ("ly", "")),
    *(("es", ""), ("s", ""), ("e", "")),
)
_ENDING_LETTERS: Final = frozenset("adeiklnorsty")
"""Letters that English words often end with."""
_IRREGULAR: Final = {
    "children": "child",
    "kids": "child",
    "kid": "child",
    "people": "person",
    "men": "man",
    "women": "woman",
}
_SHORTEST_STEM: Final = 4
_SHORTEST_WORD: Final = 5
_TWO_SLIPS_FROM: Final = 8
"""Letters from which a word may have two slips."""


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """Return what the forms of an English word share; other words are their own stem."""
    if not word.isascii() or word in _IRREGULAR:
        return _IRREGULAR.get(word, word)
    if len(word) < _SHORTEST_WORD or (word.isalpha() and len(word) <= 6 and _short_root(word)):
        return _short_stem(word)
    for ending, put in _ENDINGS:
        left = len(word) - len(ending)
        if word.endswith(ending) and left >= _SHORTEST_STEM and not (ending == "s" and word.endswith("ss")):
            return word[:left] + put
    return word


def _short_root(word: str) -> bool:
    return any(word.endswith(ending) and len(word) - len(ending) == 3 for ending in ("ing", "ed"))


def _short_stem(word: str) -> str:
    if len(word) == 4 and word.isalpha() and word.endswith("e"):
        return word[:3]
    if word.isalpha() and len(word) >= 4 and _short_root(word):
        return word[:3]
    return word[:-1] if len(word) == 4 and word.endswith("s") and not word.endswith("ss") else word


def slips_allowed(word: str) -> int:
    """Return how many slips a word of this length may have and still be recognized."""
    return 1 if len(word) < _TWO_SLIPS_FROM else 2


def count_slips(typed: str, meant: str, most: int) -> int:
    """Count the letters added, left out, exchanged or swapped with a neighbour; `most` + 1 for more."""
    if abs(len(typed) - len(meant)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(meant) + 1))
    for i, x in enumerate(typed, 1):
        row = [i]
        for j, y in enumerate(meant, 1):
            slips = min(last[j] + 1, row[-1] + 1, last[j - 1] + (x != y))
            if before and j > 1 and x == meant[j - 2] and typed[i - 2] == y:
                slips = min(slips, before[j - 2] + 1)
            row.append(slips)
        if min(row) > most:
            return most + 1
        before, last = last, row
    return last[-1]


def is_sure_slip(typed: str, meant: str) -> bool:
    """Whether a slip leaves no doubt: not in a short word, not in the first letter, and not in the last one
    where another ending makes another word: an employee is not an employer.
    """
    slips = count_slips(typed, meant, 2)
    if len(typed) == len(meant) and typed[:-1] == meant[:-1] and typed[-1] in _ENDING_LETTERS:
        return False
    if len(meant) >= 7 and slips == 1:
        return True
    return len(meant) >= 5 and typed[0] == meant[0] and slips <= slips_allowed(meant)
