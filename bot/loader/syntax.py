"""YAML's own error messages, said in plain words and with the way out.

Both parsers of PyYAML are covered: the one in C and the one in Python say things differently.
"""

import re

import yaml

from bot.core.dialog.source import Place

_Fault = tuple[str, str, str]

PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
QUOTE = "put the text in quotes"
_IN_BRACES: _Fault = (
    "E04",
    "the text inside { } or [ ] ends too early",
    f"{QUOTE} if it holds any of , : ? # [ ] {{ }} or a quote",
)
_AFTER_QUOTE: _Fault = (
    "E01",
    "text follows a closing quote",
    "put quotes around the whole text, and double a quote inside: 'it''s'",
)
_INDENTED: _Fault = (
    "E01",
    "this does not line up with the lines above it",
    "line it up with them, and put quotes around a whole text only",
)
_TAB: _Fault = ("E01", "a tab in the indentation", "use spaces")
_TYPESET: _Fault = ("E01", "quotes such as “ and ” are part of the text", 'write " at both ends of it')

_FAULTS: tuple[tuple[str, _Fault], ...] = (
    (r"expected ',' or", _IN_BRACES),
    (r"node content", _IN_BRACES),
    (
        r"mapping values are not allowed",
        ("E01", "an unexpected `: `", f"{QUOTE} if it holds `: `, and a space after the key's colon"),
    ),
    (r"mapping keys are not allowed", ("E01", "an unexpected `? `", QUOTE)),
    (
        r"sequence entries are not allowed",
        ("E01", "an unexpected `- `", "begin the list on a line of its own"),
    ),
    (r"tab character", _TAB),
    (
        r"cannot start any token",
        ("E01", "no text can begin with this character", QUOTE),
    ),
    (
        r"could not find expected ':'",
        ("E01", "a line without a `: `", "write `key: text`, or `- ` and a space"),
    ),
    (
        r"unexpected end of stream|unexpected document indicator",
        ("E01", "a quote is opened and never closed", "close it, and double a quote inside: 'it''s'"),
    ),
    (r"escape", ("E01", "an unknown escape in a text", "write \\\\ for a backslash, or use single quotes")),
    (r"<document start>", ("E01", "something follows after the end", "keep one mapping in the file")),
    (r"expected key|<block end>|'-' indicator", _INDENTED),
)


_INDENTED_OR_CUT = re.compile(r"expected key|<block end>|expected ',' or")
_OPENED = re.compile(r"unexpected end of stream|unexpected document indicator|could not find expected ':'")
"""What is wrong where something begins, not where the parser gave up."""
_OPENS_TYPESET = re.compile(r":\s+[“”„‘’«»]")  # as word processors write them
"""A text that begins with quotes that are none in YAML."""


def explain_syntax_error(
    error: Exception, text: str, path: str, quoted: yaml.ScalarEvent | None = None
) -> tuple[Place, str, str, str]:
    """Return where a syntax error is, its code, what is wrong, and what to do.

    quoted: the last text in quotes before it; where the error follows at once, the quotes are to blame.
    """
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return Place(path, 1, 1), "E01", "this is not YAML: it cannot be read", ""
    said, mark, begin = error.problem or "", error.problem_mark, error.context_mark
    if quoted is not None and _INDENTED_OR_CUT.search(said) and (blamed := _beside(quoted, mark, path)):
        return blamed
    if begin is not None and _OPENED.search(said):
        mark = begin
    place = Place(path, mark.line + 1, mark.column + 1)
    if "cannot start any token" in said and text[mark.index : mark.index + 1] == "\t":
        return place, *_TAB
    before = text[text.rfind("\n", 0, mark.index) + 1 : mark.index]
    if "mapping values" in said and _OPENS_TYPESET.search(before):
        return place, *_TYPESET
    for pattern, (code, problem, hint) in _FAULTS:
        if re.search(pattern, said):
            is_far = begin is not None and code == "E04" and begin.line < mark.line
            opened = f"; the {'{'} or [ is on line {begin.line + 1}" if begin is not None and is_far else ""
            return place, code, problem, hint + opened
    return place, "E01", f"this is not YAML: {said}", ""


def _beside(quoted: yaml.ScalarEvent, mark: yaml.Mark, path: str) -> tuple[Place, str, str, str] | None:
    """Explain a quoted text that is followed by something on the same line; None for another error."""
    begun, ended = quoted.start_mark, quoted.end_mark
    if begun is None or ended is None or ended.line != mark.line:
        return None
    if begun.line == mark.line:
        return Place(path, mark.line + 1, mark.column + 1), *_AFTER_QUOTE
    said = f"a quote opens here and closes only at the next one, on line {mark.line + 1}"
    return Place(path, begun.line + 1, begun.column + 1), "E01", said, "close it on its own line"
