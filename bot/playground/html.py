"""Telegram's HTML: tags in, plain text and entities out, or the error text of the Bot API.

Offsets and lengths of entities are counted in UTF-16 code units; offsets in error texts in
bytes of UTF-8 (https://core.telegram.org/bots/api#html-style).
"""

import re
from typing import NamedTuple

from bot.playground.refusals import Json, Refusal, bad_request

_TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
}
_SPACE = " \t\r\n\v\0"
_REFERENCE = re.compile(r"&(?:(lt|gt|amp|quot)(?![A-Za-z])|#x([0-9A-Fa-f]+)|#([0-9]+));?")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_NAME_TOKEN = re.compile(r"[A-Za-z0-9.-]*")
_LINK = re.compile(r"(?:(https?)://)?([^/?#\s]+\.[^/?#\s.]+)([/?#]\S*)?", re.IGNORECASE)
_CONTROLS = {**dict.fromkeys(range(32), " "), ord("\n"): "\n", ord("\t"): "\t", ord("\r"): None}


class Formatted(NamedTuple):
    """A text as Telegram keeps it, and its entities in order of their offsets."""

    text: str
    entities: tuple[Json, ...] = ()


class _Open(NamedTuple):
    tag: str
    detail: str
    offset: int
    piece: int


def utf16_length(text: str) -> int:
    """Length in UTF-16 code units, which is how Telegram counts offsets and limits."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def parse_html(source: str) -> Formatted:
    """Read a text with tags.

    Raises:
        Refusal: 400 ``can't parse entities: ...`` for what Telegram does not accept.
    """
    if "<" not in source and "&" not in source:
        return Formatted(source)
    return _Reader(source).read()


def strip_text(formatted: Formatted) -> Formatted:
    """The text without the white space around it, which Telegram cuts off; entities follow."""
    text = formatted.text.translate(_CONTROLS) if not formatted.text.isprintable() else formatted.text
    bare = text.rstrip(" \t\n")
    first = min((entity["offset"] for entity in formatted.entities), default=len(bare))
    lead = min(len(bare) - len(bare.lstrip(" \t\n")), first)
    bare = bare[lead:]
    length = utf16_length(bare)
    moved = ({**entity, "offset": entity["offset"] - lead} for entity in formatted.entities)
    cut = ({**entity, "length": min(entity["length"], length - entity["offset"])} for entity in moved)
    kept = sorted((entity for entity in cut if entity["length"] > 0), key=_order)
    return Formatted(bare, tuple(kept[:100]))  # entities after the hundredth are ignored


def _order(entity: Json) -> tuple[int, int]:
    return entity["offset"], -entity["length"]


def link(url: str) -> str | None:
    """The address as Telegram would open it; None for one that it would not make a link."""
    if url.startswith(("tg://", "ton://")):
        return url
    match = _LINK.fullmatch(url.strip())
    if match is None:
        return None
    scheme, host, rest = match.groups()
    path = rest or ""
    return f"{(scheme or 'http').lower()}://{host.lower()}{path if path.startswith('/') else '/' + path}"


class _Reader:
    """One pass over one text."""

    def __init__(self, source: str) -> None:
        self.source, self.at = source, 0
        self.pieces: list[str] = []
        self.length = 0
        self.open: list[_Open] = []
        self.entities: list[Json] = []

    def read(self) -> Formatted:
        source = self.source
        while (tag := source.find("<", self.at)) != -1:
            self._text(source[self.at : tag])
            self.at = tag
            if source.startswith("</", tag):
                self._close_tag(tag)
            else:
                self._open_tag(tag)
        self._text(source[self.at :])
        if self.open:
            raise _wrong(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')
        for entity in self.entities:
            if entity["type"] == "code":
                entity.pop("language", None)  # a language counts only where `pre` and `code` meet
        return Formatted("".join(self.pieces), tuple(sorted(self.entities, key=_order)))

    def _text(self, raw: str) -> None:
        if raw:
            plain = _decoded(raw)
            self.pieces.append(plain)
            self.length += utf16_length(plain)

    def _here(self) -> str:
        return self.source[self.at : self.at + 1]

    def _skip_space(self) -> None:
        while (here := self._here()) and here in _SPACE:
            self.at += 1

    def _word(self, stops: str) -> str:
        start = self.at
        while (here := self._here()) and here not in stops:
            self.at += 1
        return self.source[start : self.at]

    def _offset(self, at: int) -> int:
        return len(self.source[:at].encode("utf-8", "surrogatepass"))

    def _open_tag(self, start: int) -> None:
        self.at += 1
        tag = self._word(_SPACE + ">").lower()
        if not self._here():
            raise _wrong(f"Unclosed start tag at byte offset {self._offset(start)}")
        if tag not in _TYPES:
            raise _wrong(f'Unsupported start tag "{tag}" at byte offset {self._offset(start)}')
        detail = ""
        while True:
            self._skip_space()
            if self._here() == ">":
                break
            detail = _detail(tag, *self._attribute(tag, start)) or detail
        if tag == "span" and detail != "spoiler":
            raise _wrong(f'Tag "span" must have class "tg-spoiler" at byte offset {self._offset(start)}')
        self.at += 1
        self.open.append(_Open(tag, detail, self.length, len(self.pieces)))

    def _attribute(self, tag: str, start: int) -> tuple[str, str]:
        name = self._word(_SPACE + "=>").lower()
        if not name and self._here():
            raise _wrong(f'Empty attribute name in the tag "{tag}" at byte offset {self._offset(start)}')
        self._skip_space()
        if self._here() == ">" or (self._here() and self._here() != "="):
            return name, ""
        self.at += 1
        self._skip_space()
        if not self._here():
            raise _wrong(f'Unclosed start tag "{tag}" at byte offset {self._offset(start)}')
        value = self._quoted(start) if self._here() in "'\"" else self._token()
        if not self._here():
            raise _wrong(f"Unclosed start tag at byte offset {self._offset(start)}")
        return name, value

    def _token(self) -> str:
        start = self.at
        token = _NAME_TOKEN.match(self.source, start)
        value = token.group() if token else ""
        self.at += len(value)
        if self._here() and self._here() not in _SPACE + ">":
            raise _wrong(f"Unexpected end of name token at byte offset {self._offset(start)}")
        return value.lower()

    def _quoted(self, start: int) -> str:
        end = self.source.find(self._here(), self.at + 1)
        if end == -1:
            raise _wrong(f"Unclosed start tag at byte offset {self._offset(start)}")
        value = _decoded(self.source[self.at + 1 : end])
        self.at = end + 1
        return value

    def _close_tag(self, start: int) -> None:
        if not self.open:
            raise _wrong(f"Unexpected end tag at byte offset {self._offset(start)}")
        self.at += 2
        tag = self._word(_SPACE + ">").lower()
        self._skip_space()
        if self._here() != ">":
            raise _wrong(f"Unclosed end tag at byte offset {self._offset(start)}")
        opened = self.open.pop()
        if tag and tag != opened.tag:
            raise _wrong(
                f"Unmatched end tag at byte offset {self._offset(start)}, "
                f'expected "</{opened.tag}>", found "</{tag}>"'
            )
        self.at += 1
        if self.length > opened.offset:
            self._entity(opened)

    def _entity(self, opened: _Open) -> None:
        length = self.length - opened.offset
        entity: Json = {"type": _TYPES[opened.tag], "offset": opened.offset, "length": length}
        if opened.tag == "a":
            url = link(opened.detail or "".join(self.pieces[opened.piece :]))
            if url is None:
                return  # as on Telegram: a broken address leaves the words, without a link
            entity["url"] = url
        elif opened.tag == "blockquote" and opened.detail:
            entity["type"] = "expandable_blockquote"
        elif opened.tag in ("pre", "code"):
            self._program(opened, entity)
        self.entities.append(entity)

    def _program(self, opened: _Open, entity: Json) -> None:
        """``pre`` around a whole ``code`` with a language (or the reverse) is one entity."""
        last = self.entities[-1] if self.entities else {}
        same = (last.get("offset"), last.get("length")) == (entity["offset"], entity["length"])
        if opened.tag == "pre" and same and last["type"] == "code" and "language" in last:
            entity["language"] = self.entities.pop()["language"]
        elif opened.tag == "code" and opened.detail:
            entity["language"] = opened.detail
            if same and last["type"] == "pre":
                self.entities.pop()
                entity["type"] = "pre"


def _detail(tag: str, name: str, value: str) -> str:
    match tag, name:
        case "a", "href":
            return value
        case "code", "class":
            return value.removeprefix("language-") if value.startswith("language-") else ""
        case "span", "class":
            return value.removeprefix("tg-") if value.startswith("tg-") else ""
        case "blockquote", "expandable":
            return "expandable"
    return ""


def _decoded(raw: str) -> str:
    return _REFERENCE.sub(_character, raw) if "&" in raw else raw


def _character(match: re.Match[str]) -> str:
    named, hexadecimal, decimal = match.groups()
    if named:
        return _NAMED[named]
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    if 0xD800 <= code <= 0xDFFF:
        raise _wrong(
            "Text contains invalid Unicode characters after decoding HTML entities, "
            "check for unmatched surrogate code units"
        )
    return chr(code) if 0 < code <= 0x10FFFF else match.group()


def _wrong(problem: str) -> Refusal:
    return bad_request(f"can't parse entities: {problem}", "bad-html")
