r"""Forms of what people say, in a small language: what a regular expression says, readable as a sentence.

    want|wish              one of these words
    suicid*                a word that begins so
    [just|so] [a lot of]   what may be left out; [to|be]3 up to three of these
    (carry on|live)        one of these, of any number of words
    _  ..4                 a word of any kind; up to four of them
    !(in|at)               none of these comes next
    ^  $                   here the text begins, or ends
    NAME                   another form, by its name

A table has one form a line, which goes on where the next is indented, and behind "#" a text that it must
find: so each says what it is for, and a test holds it to that.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

_PIECE: Final = re.compile(r"\.\.\d|!\(|[()\[|^$]|\]\d?|[^\s()\[\]|^$]+")
_SPACE: Final = " "
_ANY_WORD: Final = r"\S+ "


@dataclass(frozen=True, slots=True)
class Wording:
    """One form. pattern: for a text in which a space follows every word. example: a text that it finds."""

    pattern: str
    example: str


def read_forms(table: str, names: Mapping[str, str] | None = None) -> tuple[Wording, ...]:
    """Return the forms of a table. names: forms that others use by name; each may use those before it."""
    known: dict[str, str] = {}
    for name, form in (names or {}).items():
        known[name] = _pattern(form, known)
    joined = re.sub(r"\n {4}", " ", table)
    lines = (line.partition(" # ") for line in joined.splitlines() if line.strip())
    return tuple(Wording(_pattern(form, known), example.strip()) for form, _, example in lines)


class Finder:
    """Finds any of some forms, at the beginning of a word.

    They are compiled when the first text comes: so many would take a fifth of the start of a bot.
    """

    def __init__(self, forms: Iterable[Wording]) -> None:
        self._forms = tuple(forms)

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\S)(?:{'|'.join(each.pattern for each in self._forms)})")

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Return the first that is found from `start` on; None for none."""
        return self._compiled.search(text, start)

    def sub(self, by: str, text: str) -> str:
        """Return a text with something else in the place of each."""
        return self._compiled.sub(by, text)


def any_of(forms: Iterable[Wording]) -> Finder:
    """Return what finds any of these forms."""
    return Finder(forms)


def spaced(key: str) -> str:
    """Return a key with a space behind each word, as forms want it."""
    return f"{key} "


def _pattern(form: str, known: Mapping[str, str]) -> str:
    """Translate a form; outside of brackets "|" stands between single words: "want|wish to die"."""
    pattern, depth = "", 0
    pieces = _PIECE.findall(form)
    for at, piece in enumerate(pieces):
        is_joined = depth == 0 and "|" in pieces[at + 1 : at + 2] and piece != "|"
        if is_joined and pieces[at - 1 : at] != ["|"]:
            pattern += "(?:"
        depth += (piece in ("(", "[", "!(")) - (piece[0] in ")]")
        pattern += _translated(piece, known)
        if depth == 0 and pieces[at - 1 : at] == ["|"] and not is_joined and at:
            pattern += ")"
    return pattern


def _translated(piece: str, known: Mapping[str, str]) -> str:
    match piece[0]:
        case "(" | "[":
            return "(?:"
        case "!":
            return "(?!"
        case "]":
            return f"){{0,{piece[1:] or 1}}}"
        case ")" | "|" | "^" | "$":
            return piece
        case ".":
            return rf"(?:{_ANY_WORD}){{0,{piece[2:]}}}"
    if piece == "_":
        return _ANY_WORD
    if piece in known:
        return f"(?:{known[piece]})"
    return piece.replace("*", r"\w*") + _SPACE
