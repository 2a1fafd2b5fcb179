"""YAML text -> nodes that know their place. Every scalar stays the text that was written.

Built from PyYAML's events, so nothing is ever constructed, and nothing can blow up: what
a dialog has no use for (anchors, merge keys, tags) is refused where it begins, and so is
a file that is too large, too deep or too full.
"""

import re
from collections.abc import Callable
from contextlib import suppress

import yaml

from bot.core.dialog.source import Place
from bot.loader.findings import UNQUOTED, Findings
from bot.loader.nodes import Items, Node, Scalar, Table
from bot.loader.scalars import as_written
from bot.loader.sign_check import SignCheck
from bot.loader.signs import named
from bot.loader.syntax import PARSER, QUOTE, explain_syntax_error

LARGEST_FILE = 256 * 1024
"""UTF-8 bytes."""
DEEPEST = 16
MOST_NODES = 20_000
_TOO_DEEP = (f"more than {DEEPEST} levels deep", "give a part of the condition a name, as a fact")

_SWITCHES = frozenset({"yes", "no", "on", "off"})
_CUT = re.compile(r"[ \t]#")
"""A comment that looks as if it were the rest of the text before it."""
_UNPRINTABLE = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)


def read_document(text: str, path: str, findings: Findings, *, has_names: bool = True) -> Table | None:
    """Return the table in a file; None without one, and the findings say why.

    has_names: its keys are names, not titles that people gave.
    """
    text = text.removeprefix("\ufeff")
    start = Place(path, 1, 1)
    if len(text) > LARGEST_FILE or len(text.encode("utf-8", "replace")) > LARGEST_FILE:
        findings.add(start, "E05", f"the file is larger than {LARGEST_FILE // 1024} KiB", "split the dialog")
        return None
    if not _is_printable(text, path, findings):
        return None
    signs = SignCheck(text, path, findings, has_names=has_names)
    builder = _Builder(text, path, findings, signs)
    try:
        for event in yaml.parse(text, Loader=PARSER):
            if not builder.take(event):
                return None
    except (yaml.YAMLError, ValueError, OverflowError) as error:  # the last two: PyYAML on \UFFFFFFFF
        mark = error.problem_mark if isinstance(error, yaml.MarkedYAMLError) else None
        if not _is_too_deep(text, path, findings) and not signs.is_to_blame(mark):
            findings.add(*explain_syntax_error(error, text, path, builder.quoted))
        return None
    signs.finish()
    if builder.root is None and not findings.is_refusal:
        findings.add(start, "E01", "the file is empty")
    elif not isinstance(builder.root, Table) and not findings.is_refusal:
        findings.add(start, "E12", "the file must hold keys with values", "begin with `key: value`")
    return builder.root if isinstance(builder.root, Table) else None


def _is_too_deep(text: str, path: str, findings: Findings) -> bool:
    """Report nesting beyond `DEEPEST` that the parser in C refused before we saw it.

    That parser reads ahead of the events it hands out, and some of its versions refuse deep nesting
    while they do. The parser in Python has no such limit, but is slow: it is asked only about a text
    that opens enough brackets.
    """
    if text.count("[") + text.count("{") <= DEEPEST:
        return False
    depth = 0
    with suppress(yaml.YAMLError, ValueError, OverflowError):
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > DEEPEST and event.start_mark is not None:
                    mark = event.start_mark
                    findings.add(Place(path, mark.line + 1, mark.column + 1), "E05", *_TOO_DEEP)
                    return True
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
    return False


def _is_printable(text: str, path: str, findings: Findings) -> bool:
    found = _UNPRINTABLE.search(text)
    if found is None:
        return True
    lines = re.split("\r\n|\r|\n", text[: found.start()])
    place = Place(path, len(lines), len(lines[-1]) + 1)
    findings.add(
        place, "E01", f"an invisible character, {named(found[0])}", "remove it; save the file as UTF-8"
    )
    return False


class _Open:
    """A list or table that is still open; `entries` of a list are only its nodes."""

    __slots__ = ("in_braces", "is_table", "key", "keys", "nodes", "place", "table", "void")

    def __init__(self, place: Place, *, is_table: bool, in_braces: bool) -> None:
        self.place = place
        self.is_table = is_table
        self.in_braces = in_braces
        self.nodes: list[Node] = []
        self.table: dict[str, Node] = {}
        self.keys: dict[str, Place] = {}
        self.void: set[str] = set()
        self.key: Scalar | None = None

    def closed(self) -> Node:
        if self.is_table:
            return Table(self.table, self.keys, frozenset(self.void), self.place)
        return Items(tuple(self.nodes), self.place)


class _Builder:
    """Puts nodes together, event by event; never recurses."""

    def __init__(self, text: str, path: str, findings: Findings, signs: SignCheck) -> None:
        self.root: Node | None = None
        self.quoted: yaml.ScalarEvent | None = None
        """The last text in quotes."""
        self._text = text
        self._path = path
        self._findings = findings
        self._signs = signs
        self._open: list[_Open] = []
        self._nodes = 0
        self._documents = 0

    def take(self, event: yaml.Event) -> bool:
        """Add what an event brings; return False if the file must be refused."""
        mark = event.start_mark
        place = Place(self._path, mark.line + 1, mark.column + 1) if mark else Place(self._path, 1, 1)
        refusal = self._refusal(event)
        if refusal:
            self._findings.add(place, "E05", *refusal)
            return False
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event, place)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            is_table = isinstance(event, yaml.MappingStartEvent)
            self._open.append(_Open(place, is_table=is_table, in_braces=bool(event.flow_style)))
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self._put(self._open.pop().closed(), is_void=False)
        return not self._signs.is_misread

    def _refusal(self, event: yaml.Event) -> tuple[str, str] | None:
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                return "a second document", "keep one in the file; remove the line ---"
            if event.version or event.tags:
                return "a YAML directive (%)", "remove the line"
        if isinstance(event, yaml.AliasEvent):
            return "an alias (*)", "write the text again, or quote it if it begins with *"
        if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent):
            self._nodes += 1
            return self._excess(event) or _extra(event)
        return None

    def _excess(self, event: yaml.Event) -> tuple[str, str] | None:
        if self._nodes > MOST_NODES:
            return f"more than {MOST_NODES} values", "split the dialog"
        if isinstance(event, yaml.CollectionStartEvent) and len(self._open) >= DEEPEST:
            return _TOO_DEEP
        return None

    def _scalar(self, event: yaml.ScalarEvent, place: Place) -> None:
        text = self._read_signs(event)
        is_plain = not event.style
        if event.style in ("'", '"'):
            self.quoted = event
        found = _UNPRINTABLE.search(text)
        if found:
            self._findings.add(
                place, "E01", f"an invisible character, {named(found[0])}", "remove its escape"
            )
            text = _UNPRINTABLE.sub("", text)
        if is_plain and text.lower() in _SWITCHES:
            self._findings.add(
                place, UNQUOTED, f"{text} without quotes means true or false in YAML", f'write "{text}"'
            )
        if is_plain and "?" in text and self._open and self._open[-1].in_braces:
            self._findings.add(
                place, "E04", "a `?` inside { } or [ ] breaks a text that has no quotes", QUOTE
            )
        if is_plain and text:
            self._check_cut(event)
        self._put(Scalar(text, place), is_void=is_plain and text in ("", "~", "null", "Null", "NULL"))

    def _read_signs(self, event: yaml.ScalarEvent) -> str:
        """Return the text of a value as it is written, that of a key or an id as it looks."""
        holder = self._open[-1] if self._open else None
        is_key = holder is not None and holder.is_table and holder.key is None
        if is_key or (holder is not None and holder.key is not None and holder.key.text == "id"):
            return self._signs.read_name(event, is_key=is_key)
        self._signs.check_value(event)
        text: str = event.value
        return text

    def _check_cut(self, event: yaml.ScalarEvent) -> None:
        """Warn of a comment right after a plain text: it may have been meant as a part of it."""
        end = event.end_mark
        if end is not None and _CUT.match(self._text, end.index):
            self._findings.add(
                Place(self._path, end.line + 1, end.column + 2),
                "W04",
                "a text without quotes ends before this `#`; the rest of the line is a comment",
                f"{QUOTE} if it goes on; else write two spaces, # and a space",
            )

    def _put(self, node: Node, *, is_void: bool) -> None:
        if not self._open:
            self.root = None if is_void else node
            return
        holder = self._open[-1]
        if not holder.is_table:
            if is_void:
                self._findings.add(node.place, "E12", "a list item is empty", "write it, or leave it out")
            else:
                holder.nodes.append(node)
        elif holder.key is None:
            holder.key = node if isinstance(node, Scalar) and not is_void else Scalar("", node.place)
        else:
            self._enter(holder, holder.key, node, is_void=is_void)
            holder.key = None

    def _enter(self, holder: _Open, key: Scalar, node: Node, *, is_void: bool) -> None:
        say: Callable[..., None] = self._findings.add
        first = holder.keys.get(key.text)
        if not key.text:
            say(key.place, "E12", "a key must be one word", "write `key: value`")
        elif first is not None:
            say(
                key.place,
                "E02",
                f"{as_written(key.text)} occurs twice",
                f"the first is on line {first.line}",
            )
        elif not is_void:
            holder.keys[key.text] = key.place
            holder.table[key.text] = node
        else:
            holder.keys[key.text] = key.place
            holder.void.add(key.text)
            if holder.in_braces:
                say(
                    key.place,
                    "E04",
                    f"{as_written(key.text)} has no value",
                    f"if it belongs to the text before it, {QUOTE}",
                )
            else:
                say(
                    key.place,
                    "E12",
                    f"{as_written(key.text)} has no value",
                    "write one, or leave the key out",
                )


def _extra(event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> tuple[str, str] | None:
    if event.anchor is not None:
        return "an anchor (&)", "remove it, or quote the text if it begins with &"
    if event.tag is not None:
        return "a tag (!)", "remove it, or quote the text if it begins with !"
    if isinstance(event, yaml.ScalarEvent) and not event.style and event.value == "<<":
        return "a merge key (<<)", "write the keys again"
    return None
