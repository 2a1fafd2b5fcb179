"""The rule about months: which option holds the one that was named, as "July" is in "June to August 2027"."""

import re
from fractions import Fraction
from functools import lru_cache
from typing import Final

from bot.core.dialog.understanding import Understanding
from bot.core.typed.amounts import Amount, amount_said
from bot.core.typed.clean import plain_form, split_words
from bot.core.typed.english import FILLER, FUNCTION
from bot.core.typed.said import Said, asked, one_or_ask
from bot.core.typed.spelling import stem

_NAMES: Final = (
    "january jan",
    "february feb",
    "march mar",
    "april apr",
    "may",
    "june jun",
    "july jul",
    "august aug",
    "september sept sep",
    "october oct",
    "november nov",
    "december dec",
)
_NUMBERS: Final = {name: at for at, names in enumerate(_NAMES) for name in names.split()}
_MONTH: Final = re.compile(rf"\b({'|'.join(_NUMBERS)})\b\.?(?:,? (20\d\d)\b)?")
_YEAR: Final = re.compile(r"\b20\d\d\b")
_BOUNDS: Final = (
    ("before ", "under "),
    (" or later", " or more"),
    (" or after", " or more"),
    ("after ", "over "),
)
_WITHIN: Final = frozenset(
    ("early", "late", "mid", "end", "beginning", "middle", "start", "month", "leave", "go")
)
"""Words beside a month that stay within it, or name what is done then."""
_MOVES: Final = frozenset(
    ("from", "by", "or", "than", "might", "before", "after", "since", "until", "maybe", "not")
)
"""Words that lead away from a month, or leave it open."""
RULE: Final = "a month"
_TWELVE: Final = 12


_NO_MODAL: Final = re.compile(r"(?:.* )?(?:in|of|this|next|mid|early|late) may\b.*|may")
"""What makes "may" a month, where no year is behind it."""


def month_named(said: Said) -> Understanding | None:
    """Read the one month of a text, where two labels at least are about months; None for no such text."""
    found = list(_MONTH.finditer(said.spelt))
    if len(found) != 1 or (found[0][0] == "may" and not _NO_MODAL.fullmatch(said.spelt)):
        return None
    spans = {id_: span for id_, option in said.question.options.items() if (span := _span(option.text))}
    rest = split_words(said.spelt[: found[0].start()] + said.spelt[found[0].end() :])
    if len(spans) < 2 or not all(_changes_nothing(said, word) for word in rest):
        return None
    years = {int(year) for option in said.question.options.values() for year in _YEAR.findall(option.text)}
    wanted = {int(found[0][2])} if found[0][2] else years
    months = [Fraction(_index(found[0][1], year)) for year in wanted]
    hit = [
        choice
        for choice in said.among.all
        if (span := spans.get(choice.id)) and any(span.holds(month) for month in months)
    ]
    dated = [choice for choice in said.among.all if choice.id in spans and choice not in hit]
    named = [choice for choice in dated if found[0][1] in choice.stems.values()]
    is_sure = len(wanted) == 1 and found[0][0] != "may"
    return (one_or_ask if is_sure else asked)(RULE, (*hit, *named)) if hit else None


@lru_cache(maxsize=512)
def _span(label: str) -> Amount | None:
    """Return the months of a label, counted from the year 0; None where it is about none."""
    text = plain_form(label)
    if not _MONTH.search(text):
        return None
    years = _YEAR.findall(text)
    if not years:
        return None
    counted = _MONTH.sub(lambda month: str(_index(month[1], int(month[2] or years[-1]))), text)
    for words, amount in _BOUNDS:
        counted = counted.replace(words, amount)
    return amount_said(counted)


def _index(month: str, year: int) -> int:
    return year * _TWELVE + _NUMBERS[month]


def _changes_nothing(said: Said, word: str) -> bool:
    is_empty = word in FILLER or word in FUNCTION or word in _WITHIN
    return (is_empty or stem(word) in said.among.topic) and word not in _MOVES
