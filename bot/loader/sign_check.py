"""Checks of the signs of a file: what nobody sees, and what only looks like a key or an id."""

import re
from bisect import bisect_right
from itertools import islice

import yaml

from bot.core.dialog.source import Place
from bot.loader.findings import MOST, Findings
from bot.loader.signs import (
    as_it_looks,
    confusing_in,
    edge_of,
    explain_odd,
    first_odd,
    hidden_in,
    is_space,
    looks_empty,
    named,
    plain_name,
)
from bot.loader.syntax import PARSER

MISREAD, UNSEEN = "E06", "W06"
PLAIN_SPACE = "write a plain space instead"
DELETE = "delete it"

_LINE_END = re.compile("\r\n|\r|\n")
_STRUCTURAL = re.compile(r"(?:^|[-:?,])$")
"""What stands before a space that separates parts of the file, rather than words."""


class SignCheck:
    """Looks at the signs of one file while its parts are read, each as YAML hands it out.

    has_names: keys and ids are names, of plain letters. is_misread: a sign changes what belongs to what.
    """

    def __init__(self, text: str, path: str, findings: Findings, *, has_names: bool) -> None:
        self.is_misread = False
        self._text = text
        self._path = path
        self._findings = findings
        self._has_names = has_names
        self._lines = [0, *(found.end() for found in _LINE_END.finditer(text))]
        self._names: set[str] = set()
        self._words: list[tuple[str, int]] = []
        self._named: set[int] = set()
        """Where signs stand that were named already."""

    def read_name(self, event: yaml.ScalarEvent, *, is_key: bool) -> str:
        """Return a key or an id as it looks; the findings say where it is something else."""
        word: str = event.value
        plain = plain_name(word) if self._has_names else word
        odd = first_odd(word) if plain != word else None
        if odd is not None:
            begin, end = _span(event)
            self._named.update(range(begin, end))
            is_between = is_key and _STRUCTURAL.search(word[:odd]) is not None
            self.is_misread |= is_between and looks_empty(word[odd])
            at = max(self._text.find(word[odd], begin, end), begin)
            hint = PLAIN_SPACE if is_between and is_space(word[odd]) else f"write `{plain}`"
            self._findings.add(self._place(at), MISREAD, explain_odd(word[odd]), hint)
        self._names.add(plain)
        return plain

    def check_value(self, event: yaml.ScalarEvent) -> None:
        """Look at a text that is no name by its place."""
        text: str = event.value
        if text.isascii():
            return
        begin, end = _span(event)
        edge = edge_of(text)
        if looks_empty(text):
            self._named.update(range(begin, end))
            self._say_hidden(begin, text[0], "write what is to be read here")
        elif edge is not None:
            find = self._text.find if edge == 0 else self._text.rfind
            at = max(find(text[edge], begin, end), begin)
            self._named.add(at)
            self._say_hidden(at, text[edge], DELETE)
        for sign in {text[at] for at in hidden_in(text)}.difference(self._text[begin:end]):
            self._say_hidden(begin, sign, "remove its escape")
        if plain_name(text) != text:
            self._words.append((text, begin))

    def finish(self) -> None:
        """Name what is hidden anywhere in the file, and words that only look like one of its names."""
        for word, begin in self._words:
            plain, odd = plain_name(word), first_odd(word)
            if self._has_names and plain in self._names and odd is not None and begin + odd < len(self._text):
                self._named.add(begin + odd)
                place = self._place(begin + odd)
                self._findings.add(place, UNSEEN, explain_odd(word[odd]), f"write `{plain}` if you mean it")
        for at in islice(hidden_in(self._text), MOST):
            if at not in self._named:
                sign = self._text[at]
                self._say_hidden(at, sign, PLAIN_SPACE if is_space(sign) else DELETE)

    def is_to_blame(self, mark: yaml.Mark | None) -> bool:
        """Report the sign because of which the file cannot be read; return whether there is one.

        mark: where reading ended.
        """
        if mark is None or self._text.isascii():
            return False
        before = self._lines[max(mark.line - 1, 0)]
        lines = self._text[before : self._end_of(mark.line)]
        suspects = list(confusing_in(lines))
        if not suspects or not self._is_cured(mark.line):
            return False
        at = before + suspects[-1]
        sign = self._text[at]
        looks = as_it_looks(sign)
        hint = DELETE if not looks else PLAIN_SPACE if looks == " " else f"write `{looks}` instead"
        self._findings.add(self._place(at), MISREAD, explain_odd(sign), hint)
        return True

    def _is_cured(self, line: int) -> bool:
        """Return whether a line can be read once all signs are what they look like."""
        try:
            for _ in yaml.parse(as_it_looks(self._text), Loader=PARSER):
                pass
        except yaml.MarkedYAMLError as error:
            return error.problem_mark is not None and error.problem_mark.line > line
        except (yaml.YAMLError, ValueError, OverflowError):
            return False
        return True

    def _say_hidden(self, at: int, sign: str, hint: str) -> None:
        said = explain_odd(sign) if is_space(sign) else f"an invisible character, {named(sign)}"
        self._findings.add(self._place(at), UNSEEN, said, hint)

    def _end_of(self, line: int) -> int:
        return self._lines[line + 1] if line + 1 < len(self._lines) else len(self._text)

    def _place(self, at: int) -> Place:
        line = bisect_right(self._lines, at)
        return Place(self._path, line, at - self._lines[line - 1] + 1)


def _span(event: yaml.ScalarEvent) -> tuple[int, int]:
    begun, ended = event.start_mark, event.end_mark
    return (begun.index, ended.index) if begun is not None and ended is not None else (0, 0)
