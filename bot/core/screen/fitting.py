"""What is too long for one message: a sentence is shortened in what it tells of, a screen told in parts."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from bot.core.screen.screen import Block
from bot.core.words.phrase import Argument, Phrase, Words

SHORTEST: Final = 12
"""Characters of a name or an answer that are always left."""


def say_within(words: Words, phrase: Phrase, longest: int) -> str:
    """Say a phrase in at most so many UTF-16 units, by shortening the longest text that it is about.

    It stays too long where every such text is as short as it may be.
    """
    said = words(phrase)
    while (excess := units(said) - longest) > 0:
        text = max(_texts(phrase), key=len, default="")
        if len(text) <= SHORTEST:
            return said
        kept = max(SHORTEST - 1, len(text) - excess - 1)
        phrase = _with_text(phrase, text, f"{text[:kept].rstrip()}…")
        said = words(phrase)
    return said


def _texts(phrase: Phrase) -> list[str]:
    """Return every text that a phrase is about, however deep it stands."""
    found: list[str] = []
    for _, value in phrase.args:
        if isinstance(value, Phrase):
            found += _texts(value)
        elif isinstance(value, str):
            found.append(value)
    return found


def _with_text(phrase: Phrase, text: str, other: str) -> Phrase:
    """Return a phrase with one text in the place of another one."""

    def put(value: Argument) -> Argument:
        if isinstance(value, Phrase):
            return _with_text(value, text, other)
        return other if value == text else value

    return replace(phrase, args=tuple((name, put(value)) for name, value in phrase.args))


# --- parts of a screen ------------------------------------------------------------------

LONGEST_PART = 3600
"""UTF-16 units of a part: less than any chat's limit, for what stands above and below."""
BETWEEN = 2
"""Units between two blocks: an empty line."""


def units(text: str) -> int:
    """Return the length of a text in UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def split_blocks(blocks: Sequence[Block], longest: int = LONGEST_PART) -> tuple[tuple[Block, ...], ...]:
    """Return the blocks in parts of at most so many units; a block that is longer is cut between words."""
    parts: list[list[Block]] = [[]]
    room = longest
    for block in (piece for each in blocks for piece in _pieces(each, longest)):
        needed = units(block.heading) + units(block.text) + BETWEEN
        if needed > room and parts[-1]:
            parts.append([])
            room = longest
        parts[-1].append(block)
        room -= needed
    return tuple(map(tuple, parts))


def _pieces(block: Block, longest: int) -> Iterator[Block]:
    """Yield a block in pieces that fit; its heading stands above the first."""
    text, heading = block.text, block.heading
    most = (longest - BETWEEN - units(heading)) // 2  # a sign has two units at most
    while units(text) + units(heading) + BETWEEN > longest:
        cut = max(text.rfind("\n", most // 2, most), text.rfind(" ", most // 2, most))
        at = most if cut < 0 else cut
        yield replace(block, text=text[:at].rstrip(), heading=heading)
        text, heading = text[at:].lstrip(), ""
    yield replace(block, text=text, heading=heading)
