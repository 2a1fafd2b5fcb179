"""Names for invented people."""

from collections.abc import Iterable
from itertools import count
from typing import Final

NAMES: Final = (
    *("Maya", "Jonas", "Amara", "Luis", "Sofia", "Kenji", "Layla", "Tom", "Ingrid", "Ravi"),
    *("Chloe", "Mateo", "Yara", "Piotr", "Mei", "Omar", "Nora", "Diego", "Anika", "Samuel"),
    *("Zoe", "Hugo", "Leila", "Erik", "Priya", "Noah", "Elif", "Marco", "Hana", "Kofi"),
    *("Clara", "Igor", "Lena", "Tariq", "Julia", "Bruno", "Aisha", "Felix", "Rosa", "Milan"),
)


LONGEST_WITHOUT_NUMBER: Final = 56


def unused_name(taken: Iterable[str], *wanted: str) -> str:
    """A name that nobody has: one of those wanted, or with a number behind it where all are taken."""
    known = set(taken)
    for turn in count(1):
        for name in wanted or NAMES:
            candidate = name if turn == 1 else f"{name[:LONGEST_WITHOUT_NUMBER]} {turn}"
            if candidate not in known:
                return candidate
    raise AssertionError("names do not end")
