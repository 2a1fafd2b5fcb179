"""Rules about several options in one text: "1, 3", "books and talking to people", "all but 2"."""

import re
from typing import Final

from bot.core.dialog.understanding import AskBack, Meant, NotUnderstood, Understanding
from bot.core.typed.choices import OptionWords
from bot.core.typed.clean import key_of
from bot.core.typed.consent import none_of_them
from bot.core.typed.english import FILLER, bare, is_negated
from bot.core.typed.labels import LABEL, PART, label_part, whole_label
from bot.core.typed.matching import NEGATED, clauses
from bot.core.typed.places import number_or_place
from bot.core.typed.said import MOST_OFFERED, Said, asked, ids_of, taken

_CUT: Final = re.compile(
    r"[,;\n&+/|]|\s+-\s+|\band\b|\bplus\b|\bas well as\b|\balso\b|\bund\b|\bи\b|\by\b|\bet\b"
)
_ALTERNATIVES: Final = re.compile(r"\bor\b|\band\b|[/,&+]")
_SEVERAL_NAMED: Final = re.compile(r"\b(?:or|and|either)\b|[/,&+]")
_NUMBERS: Final = re.compile(r"[\d\s.()]+")
_PLACES: Final = re.compile(r"\d\d?(?: \d\d?)+")
_BOTH: Final = re.compile(r"both (?=.+\b(?:and|\+)\b)")
_SPACE: Final = re.compile(" ")
_RANGE: Final = re.compile(r"(\d{1,2}) ?(?:-|to|until|through) ?(\d{1,2})")
_COUNTED: Final = "two|three|four|five|six|seven|eight|nine|ten"
_ALL: Final = re.compile(
    rf"all(?: of)?(?: them| these| those| the above| of the above| it)?|everything|all (?:{_COUNTED})|"
    rf"every one|"
    r"every(?:thing)? of (?:them|these)|each of them|all apply|alles|all options|the lot"
)
_ALL_BUT: Final = re.compile(
    r"(?:all|everything)(?: of them)? (?:but|except|without|apart from)(?: for)? (.+)"
)
_MOST_PARTS: Final = 16


def several(said: Said) -> Understanding:
    """Read a list of options: sure only if every part of it is."""
    if opened := _BOTH.match(said.cleaned):
        said = said.part(said.cleaned[opened.end() :])
    free = [each for each in said.among.all if not each.stands_alone]
    if _ALL.fullmatch(said.bare):
        return taken("all", *free)
    if left_out := _ALL_BUT.fullmatch(said.spelt):
        out = one_part(said.part(left_out[1]))
        kept = [each for each in free if each.id not in ids_of(out)]
        return asked("all but", kept, len(kept)) if isinstance(out, Meant) else NotUnderstood("all but what")
    if (span := _RANGE.fullmatch(said.cleaned)) and 1 <= int(span[1]) < int(span[2]) <= len(said.among.all):
        return _by_ends(said, int(span[1]), int(span[2]))
    parts = _parts(said)
    read = [(part, one_part(said.part(part))) for part in parts]
    return _together(said, [each for each in read if not _is_filler(*each)] or read)


def _is_filler(part: str, read: Understanding) -> bool:
    """Whether a part of a list names nothing, and only says how something is meant: "..., sadly"."""
    return isinstance(read, NotUnderstood) and FILLER.issuperset(key_of(part).split())


def _by_ends(said: Said, first: int, last: int) -> Understanding:
    chosen = said.among.all[first - 1 : last]
    if any(each.stands_alone for each in chosen):
        return asked("range of places", chosen, len(chosen))
    return taken("range of places", *chosen)


def _together(said: Said, read: list[tuple[str, Understanding]]) -> Understanding:
    ids = {id_ for _, each in read for id_ in ids_of(each)}
    if not ids:
        return read[0][1] if read else NotUnderstood("nothing said")
    order = [each for each in said.among.all if each.id in ids]
    if any(_says_no(part, each) for part, each in read):
        return asked("some said no", order)
    if not all(isinstance(each, Meant) for _, each in read):
        return asked("list, not sure", order, len(order))
    return _settled(order, read[0][1].rule if len(read) == 1 else "list")


def _settled(order: list[OptionWords], rule: str) -> Understanding:
    """Return the options together; one that excludes all others is asked about."""
    if len(order) > 1 and any(each.stands_alone for each in order):
        return asked("stands alone", order, len(order))
    return taken(rule, *order)


def _says_no(part: str, read: Understanding) -> bool:
    return isinstance(read, NotUnderstood) and (read.rule == NEGATED or is_negated(bare(part)))


def _parts(said: Said) -> list[str]:
    """Return the parts of a list: a run that is a label stays whole, numbers side by side do not."""
    text = said.cleaned
    if _NUMBERS.fullmatch(text):
        return text.split()[:_MOST_PARTS]
    cuts = [0, *(at for cut in _CUT.finditer(text) for at in cut.span()), len(text)]
    spans = [each for each in zip(cuts[::2], cuts[1::2], strict=True) if text[slice(*each)].strip()]
    if len(spans) > _MOST_PARTS:
        return []
    longest = max(len(each.parts) + each.text.split().count("and") for each in said.among.all)
    parts: list[str] = []
    at = 0
    while at < len(spans):
        most = min(len(spans), at + longest)
        end = next(
            end for end in range(most, at, -1) if end - at == 1 or _is_label(said, text, spans[at:end])
        )
        piece = text[spans[at][0] : spans[end - 1][1]].strip()
        parts += piece.split() if _NUMBERS.fullmatch(piece) else [piece]
        at = end
    return parts


def _is_label(said: Said, text: str, spans: list[tuple[int, int]]) -> bool:
    piece = said.part(text[spans[0][0] : spans[-1][1]])
    read = whole_label(piece) or label_part(piece)
    return isinstance(read, Meant) and read.rule in (LABEL, PART)


def one_part(said: Said) -> Understanding:
    """Read one part of a list."""
    return whole_label(said) or label_part(said) or _empty(said) or number_or_place(said) or clauses(said)


def _empty(said: Said) -> Understanding | None:
    """Read "nothing" in a list; what merely says no is left to the words."""
    read = none_of_them(said) if said.among.empty else None
    return read if isinstance(read, Meant) else None


def several_named(said: Said) -> Understanding | None:
    """Ask which, where a question for one answer gets several: "a promotion or a new role"."""
    are_places = bool(_PLACES.fullmatch(said.cleaned)) and not said.among.has_amounts
    if not (are_places or _SEVERAL_NAMED.search(said.spelt)) or is_negated(said.key):
        return None
    between = _SPACE if are_places else _ALTERNATIVES
    texts = [each for each in between.split(said.spelt.replace("either ", "")) if each.strip()]
    if len(texts) > _MOST_PARTS:
        return None
    read = [one_part(said.part(each.strip())) for each in texts]
    ids = tuple(dict.fromkeys(id_ for each in read if isinstance(each, Meant) for id_ in ids_of(each)))
    if not 1 < len(ids) <= MOST_OFFERED or isinstance(clauses(said), Meant):
        return None
    return AskBack(ids, "several named")
