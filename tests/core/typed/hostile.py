"""Texts as long as a message can be, each a trap for a rule: what is repeated, expands, or nearly fits."""

from collections.abc import Iterator
from typing import Final

LONGEST: Final = 4096
PIECES: Final = (
    *(
        [
            "i think ",
            "please ",
            "not ",
            "no, ",
            "a ",
            "1 ",
            "1,",
            "1'",
            "1 000 ",
            "half ",
            "one hundred ",
            "and ",
            "a,b ",
            "but ",
            "?",
            "é",
            "ﷺ",
            "½",
            "x",
            "一",
            "ि",
        ]
    ),
    *(
        [
            "u ",
            "he's ",
            "don't ",
            "can not ",
            "promotin ",
            "afraid ",
            "worried x ",
            "kill ",
            "want to ",
            "i am so ",
            "lay a b off ",
        ]
    ),
    *(
        [
            "feel so really like ",
            "are you a ",
            "option ",
            "all but ",
            "none ",
            "ha",
            "; ",
            "&",
            "🤷",
            "\u200b",
            "\n",
        ]
    ),
)


def hostile_texts() -> Iterator[str]:
    """Yield each piece repeated, and all of them together."""
    for piece in PIECES:
        yield (piece * LONGEST)[:LONGEST]
    yield ("".join(PIECES) * LONGEST)[:LONGEST]
