"""The options of one question, prepared for being matched with what people type."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from bot.core.dialog.question import Question
from bot.core.typed.amounts import Amount, amount_said
from bot.core.typed.clean import is_symbol, key_of, plain_form, spell_out, split_words
from bot.core.typed.english import AUXILIARIES
from bot.core.typed.languages import scripts_of
from bot.core.typed.numerals import NUMBER_WORDS
from bot.core.typed.spelling import stem
from bot.core.typed.units import unit_named

_BETWEEN_PARTS: Final = re.compile(r"[:,;()=\"]| - |\. ")
SUBORDINATE: Final = ("with ", "without ")
_OPENING: Final = re.compile(r"^(?:a|an|the|in the|in a|on a|in|on|with|by|that i|that|it|i) ")
_LEADING: Final = re.compile(r"^(?:(?:then|well|so|rather) )+(?=\S)")
_NO: Final = ("no", "not", "none", "never")
_NONE: Final = ("none", "nothing", "no", "nobody")


@dataclass(frozen=True, slots=True)
class OptionWords:
    """One option. text: the key of its label. parts: of its label, also: its other names, as keys.

    stems: of each word of all these. amount: the numbers its label stands for; None for none.
    stands_alone: it cannot be ticked together with others.
    """

    id: str
    text: str
    parts: tuple[str, ...]
    also: tuple[str, ...]
    stems: Mapping[str, str]
    amount: Amount | None
    stands_alone: bool

    @property
    def first_word(self) -> str:
        """The first word of its label that says something: "Then no" opens with no; "" for none."""
        return _LEADING.sub("", self.text).partition(" ")[0]

    @property
    def phrases(self) -> tuple[str, ...]:
        """Its label, its other names, and the parts of its label."""
        return (self.text, *self.parts, *self.also)


@dataclass(frozen=True, slots=True)
class AllOptions:
    """The options of a question, and the words of the question itself.

    whole: key -> those with this label or other name. parts: the same for parts of labels.
    topic: stems of the question's words, which prove nothing. scripts: those the question is written in.
    is_yes_or_no: the question opens with do, is, have... asks_who: it opens with who.
    units: those of its labels.
    """

    all: tuple[OptionWords, ...]
    whole: Mapping[str, tuple[OptionWords, ...]]
    parts: Mapping[str, tuple[OptionWords, ...]]
    emoji: frozenset[str]
    topic: frozenset[str]
    scripts: frozenset[str]
    units: frozenset[str]
    is_yes_or_no: bool
    asks_who: bool
    is_ordered: bool

    def knows(self, word: str) -> bool:
        """Whether a word stands in some option."""
        return any(stem(word) in choice.stems for choice in self.all)

    @property
    def has_amounts(self) -> bool:
        """Whether numbers are values here: two labels at least stand for some."""
        return sum(choice.amount is not None for choice in self.all) >= 2

    @property
    def has_number_words(self) -> bool:
        """Whether a label uses a word for a number without standing for numbers."""
        words = (word for choice in self.all for word in choice.text.split())
        return not self.has_amounts and not NUMBER_WORDS.isdisjoint(words)

    @property
    def agreeing(self) -> tuple[OptionWords, ...]:
        """The options that open with yes."""
        return tuple(choice for choice in self.all if choice.first_word == "yes")

    @property
    def refusing(self) -> tuple[OptionWords, ...]:
        """The option that is "no", or those that open with a word for it."""
        plain = tuple(choice for choice in self.all if choice.text == "no")
        return plain or tuple(choice for choice in self.all if choice.first_word in _NO)

    @property
    def empty(self) -> tuple[OptionWords, ...]:
        """Of options to tick, those that say none of the others."""
        return tuple(each for each in self.all if each.stands_alone and each.first_word in _NONE)


Written = tuple[str, str, tuple[str, ...], bool]
"""What an author wrote of an option: id, text, its other names, and whether it stands alone."""


def choices_of(question: Question) -> AllOptions:
    """Return the options of a question, prepared once for all texts."""
    kind = question.kind
    written = tuple(
        (option.id, option.text, option.also, not kind.count(question, (option.id,)))
        for option in question.options.values()
    )
    return _prepare(question.ask, written, kind.has_order(question))


@lru_cache(maxsize=512)
def _prepare(ask: str, written: tuple[Written, ...], is_ordered: bool) -> AllOptions:
    choices = tuple(_choice(*each) for each in written)
    asked = split_words(spell_out(plain_form(ask)))
    emoji = frozenset(word for choice in choices for word in choice.text.split() if is_symbol(word))
    texts = " ".join((ask, *(text for _, text, _, _ in written)))
    units = (unit_named(word) for each in choices if each.amount for word in each.amount.units)
    return AllOptions(
        choices,
        _by_key((name, each) for each in choices for name in (each.text, *each.also)),
        _by_key((part, each) for each in choices for part in (*_all_parts(each), *_emoji_parts(each, emoji))),
        emoji,
        frozenset(map(stem, asked)),
        frozenset(scripts_of(texts)),
        frozenset(units),
        bool(asked) and asked[0] in AUXILIARIES,
        bool(asked) and asked[0] == "who",
        is_ordered,
    )


def _choice(id_: str, text: str, also: tuple[str, ...], stands_alone: bool) -> OptionWords:
    whole, names = key_of(text), tuple(map(key_of, also))
    cut = (" ".join(split_words(part)) for part in _BETWEEN_PARTS.split(spell_out(plain_form(text))))
    parts = tuple(part for part in cut if part)
    stems: dict[str, str] = {}
    for word in " ".join((whole, *parts, *names)).split():
        stems.setdefault(stem(word), word)
    return OptionWords(id_, whole, parts, names, stems, amount_said(text), stands_alone)


def _all_parts(choice: OptionWords) -> tuple[str, ...]:
    """Return the parts of a label, each with and without the small words at its beginning.

    "with ..." behind something else is no part of its own.
    """
    begun = [part for part in choice.parts[1:] if not part.startswith(SUBORDINATE)]
    opened = (_OPENING.sub("", part) for part in (*choice.parts[:1], *begun, choice.text))
    return (*choice.parts, *(part for part in opened if part))


def _emoji_parts(choice: OptionWords, emoji: frozenset[str]) -> tuple[str, ...]:
    """Return each emoji of a label, and the label without them."""
    words = choice.text.split()
    signs = [word for word in words if word in emoji]
    rest = " ".join(word for word in words if word not in emoji)
    return (*signs, *([rest] if signs and rest else []))


def _by_key(pairs: Iterable[tuple[str, OptionWords]]) -> dict[str, tuple[OptionWords, ...]]:
    found: dict[str, tuple[OptionWords, ...]] = {}
    for key, choice in pairs:
        before = found.get(key, ())
        if key and choice not in before:
            found[key] = (*before, choice)
    return found
