"""Rules about numbers and letters: as values where labels hold numbers, else as places in the list."""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from bot.core.dialog.understanding import NotUnderstood, Understanding
from bot.core.typed.amounts import Amount, amount_said
from bot.core.typed.choices import OptionWords
from bot.core.typed.clean import fold_accents, plain_form
from bot.core.typed.english import FILLER, NEGATION
from bot.core.typed.numerals import ORDINALS, SMALL
from bot.core.typed.said import Said, asked, taken
from bot.core.typed.spelling import stem
from bot.core.typed.units import COUNTED, SHARES, UNITS, unit_named

_PLACE: Final = re.compile(
    r"(?:option|answer|question|choice)? ?(?:number|no\.|nr\.?|#)?\s*#?(\d{1,2}|[a-j]|[a-z]+)(?:st|nd|rd|th)?"
    r"(?: (?:one|option|answer|question|choice))?"
)
_LONGEST_PLACE: Final = 40
_BEFORE_PLACE: Final = re.compile(
    r"^(?:(?:i|i would|i will|let us|let me|we) (?:choose|pick|take|say|think|press|tap|click|select|type|"
    r"hire|prefer|go (?:for|with)|vote for)|the|it is|that is|person|letter)\s+|"
    r",? (?:please|pls|i think|i guess|obviously|for me|any day|sadly|thanks|then|probably)$"
)
_BEHIND_AMOUNT: Final = re.compile(
    r" (?:already|now|please|thanks|i think|"
    r"(?:is|are|would be) (?:ok|okay|fine|good|enough))$"
)
_OF_THEM: Final = re.compile(r" of (?:them|those|these|us)$")
"""Behind a number: it counts what is asked about, unless that is measured or graded."""
_FOR_SO_LONG: Final = re.compile(r"^(?:for|since) (?=\S+ \S+$)")
_BEFORE_AMOUNT: Final = re.compile(
    r"^(?:i think|about|around|roughly|approximately|~|maybe|probably|it is|i have|we have|just|only|#)\s*"
)
_CHANGE: Final = re.compile(
    r"^(?:(?:please|i want to|i would like to|can i|let me) )?(?:change|edit|correct|fix|redo) (?:my )?"
)
_ARTICLE: Final = re.compile(r"^(?:a|an|the|with|in|on|by) ")
NO_SUCH_NUMBER: Final = "no such number"
_SIGN_BESIDE: Final = re.compile(r"^-|[^\w\s.,!?()'\"~+#<>=-]")
"""A sign that makes another number of it: "2%", "2*3", "-2"."""
_SPAN: Final = re.compile(r"(?:(?:between|from) )?\d+ ?(?:-|to|until|and) ?\d+")
OTHER_UNIT: Final = "a number of something else"


@dataclass(frozen=True, slots=True)
class _Place:
    """A place in the list that was named, from 1; None for the last. how: what it was named by."""

    number: int | None
    how: str


def number_or_place(said: Said) -> Understanding | None:
    """Read a text that is one number, one letter or one place."""
    if len(said.cleaned) > _LONGEST_PLACE:
        return None
    spoken = _BEFORE_AMOUNT.sub("", said.spelt).strip(" !.?)(")
    spoken = _FOR_SO_LONG.sub("", _BEHIND_AMOUNT.sub("", spoken))
    if not said.among.units and not said.among.is_ordered:
        spoken = _OF_THEM.sub("", spoken)
    amount = _in_own_unit(said, amount_said(spoken)) if said.among.has_amounts else None
    if amount is not None and not NEGATION.isdisjoint(amount.units):
        return None
    if amount is not None and (found := _by_amount(said, amount, spoken)):
        return found
    place = _place_said(said.spelt)
    return (
        None
        if place is None or (amount is not None and _has_other_unit(said, amount))
        else _by_place(said, place)
    )


def has_sign_beside(spelt: str) -> bool:
    """Whether a sign makes another number of those in a text."""
    return _SIGN_BESIDE.search(spelt) is not None


def is_span(spelt: str) -> bool:
    """Whether a text is two numbers with what stands between the ends of a span: "1-2"."""
    return _SPAN.fullmatch(spelt.strip(" .!?()")) is not None


# --- numbers as values ---------------------------------------------------------------------------


def _in_own_unit(said: Said, amount: Amount | None) -> Amount | None:
    """Return numbers in the unit of the labels, where both are of time: 90 minutes are 1.5 hours."""
    if amount is None or len(amount.units) != 1 or len(said.among.units) != 1:
        return amount
    own = next(iter(said.among.units))
    share = SHARES.get((unit_named(amount.units[0]), own))
    return amount.times(share, own) if share else amount


def _has_other_unit(said: Said, amount: Amount) -> bool:
    units = {unit_named(word) for word in amount.units}
    if said.among.units:
        return bool(units - said.among.units)
    return len(units) > 1 or any(_is_measure(said, unit) for unit in units)


def _goes_with(said: Said, word: str) -> bool:
    """Whether a word beside a number changes nothing about it: what is counted, or what is polite."""
    is_own = stem(fold_accents(word)) in said.among.topic or said.among.knows(fold_accents(word))
    return is_own or word in FILLER or unit_named(word) in (COUNTED, *said.among.units)


def _is_measure(said: Said, unit: str) -> bool:
    """Whether a word is a unit that neither the question nor a label is about: "6 h" are no children."""
    return unit in UNITS and unit != COUNTED and stem(unit) not in said.among.topic


def _by_amount(said: Said, amount: Amount, spoken: str) -> Understanding | None:
    if spoken.startswith("no ") and not _is_about_this(said, spoken):
        return asked("none of something else", _holding(said, Fraction(0)))
    if _has_other_unit(said, amount):
        return None if said.among.units else NotUnderstood(OTHER_UNIT)
    is_plain = not has_sign_beside(said.spelt) and all(_goes_with(said, word) for word in amount.units)
    same = [each for each in said.among.all if each.amount and each.amount.covers_same(amount)]
    hit = same or (
        _holding(said, amount.low)
        if amount.is_one
        else [each for each in said.among.all if each.amount and each.amount.overlaps(amount)]
    )
    if not hit:
        return _between_labels(said, amount)
    place = _at_place_of(said, amount)
    if place is not None and place not in hit:
        return asked("number or place", (*hit, place))
    is_sure = is_plain and len(hit) == 1 and (bool(same) or _lies_within(amount, hit[0]))
    return taken("number in a label", hit[0]) if is_sure else asked("number in labels", hit)


def _lies_within(amount: Amount, choice: OptionWords) -> bool:
    return choice.amount is not None and amount.lies_within(choice.amount)


def _is_about_this(said: Said, spoken: str) -> bool:
    """Whether "no ..." names something that the question or an option is about."""
    last = stem(fold_accents(spoken.split()[-1]))
    return last in said.among.topic or any(last in map(stem, each.stems.values()) for each in said.among.all)


def _holding(said: Said, number: Fraction) -> list[OptionWords]:
    return [each for each in said.among.all if each.amount and each.amount.holds(number)]


def _between_labels(said: Said, amount: Amount) -> Understanding:
    """Ask about the neighbours of a number that lies between two labels."""
    with_amount = [(each, each.amount) for each in said.among.all if each.amount]
    below = [(amounts.high, each) for each, amounts in with_amount if amounts.high < amount.low]
    above = [(amounts.low, each) for each, amounts in with_amount if amounts.low > amount.low]
    if not amount.is_one or not below or not above:
        return NotUnderstood(NO_SUCH_NUMBER)
    nearest = (max(below, key=lambda each: each[0])[1], min(above, key=lambda each: each[0])[1])
    return asked("number between labels", nearest)


def _at_place_of(said: Said, amount: Amount) -> OptionWords | None:
    """Return the step of a row that a number would also name, by its place."""
    if not said.among.is_ordered or not amount.is_one or amount.low.denominator != 1:
        return None
    return _at(said, int(amount.low))


# --- places --------------------------------------------------------------------------------------


def _at(said: Said, number: int) -> OptionWords | None:
    return said.among.all[number - 1] if 1 <= number <= len(said.among.all) else None


_PLACE_AND_COMMENT: Final = re.compile(
    r"(?:option |answer |number |no\. ?)?(\d{1,2}|[a-h])(?: ?[,;:)-] ?| (?=because |cause |since |as |"
    r"obviously))(.+)"
)


def place_and_comment(said: Said) -> Understanding | None:
    """Ask about the place that opens a text, where a comment follows: "b, because it lasts"."""
    found = _PLACE_AND_COMMENT.fullmatch(said.spelt)
    if found is None or said.among.has_amounts or not any(sign.isalpha() for sign in found[2]):
        return None
    place = _place_said(found[1])
    at = _at(said, place.number) if place and place.number else None
    return None if at is None else asked("place, with a comment", (at,))


def place_named(text: str) -> int | None:
    """Return the place in a list that a whole text names, from 1: "3", "the third one"; None for none."""
    plain = _CHANGE.sub("", plain_form(text)) if len(text) <= _LONGEST_PLACE else ""
    place = _place_said(plain)
    return None if place is None or place.how == "letter" else place.number


def _place_said(cleaned: str) -> _Place | None:
    text = re.sub(r"[.)!\]]+$", "", re.sub(r"^[(\[]", "", cleaned)).strip()
    text = re.sub(r"^(?:the|person|letter) ", "", _BEFORE_PLACE.sub("", text).strip())
    found = _PLACE.fullmatch(text)
    if found is None:
        return None
    word = found[1]
    if word.isdigit():
        return _Place(int(word), "digit")
    if len(word) == 1 and "a" <= word <= "j" and not text.startswith(("no.", "nr")):
        return _Place(ord(word) - ord("a") + 1, "letter")
    if word in SMALL and word != "zero":
        return _Place(SMALL[word], "word")
    if word in ORDINALS:
        return _Place(ORDINALS[word], "ordinal")
    return _Place(None, "ordinal") if word == "last" else None


def _by_place(said: Said, place: _Place) -> Understanding:
    at = _at(said, len(said.among.all) if place.number is None else place.number)
    if said.among.has_amounts:
        if place.how != "ordinal":
            return NotUnderstood(NO_SUCH_NUMBER)
        if at is not None and said.cleaned == "second" and said.among.units:
            return asked("place or seconds", (at,))
    if place.how == "letter":
        return _by_letter(said, place.number or 0, at)
    if at is None:
        return NotUnderstood("no such place")
    if place.how == "word" and said.among.has_number_words:
        return asked("number word that labels hold too", (at,))
    return taken("place", at)


def _by_letter(said: Said, number: int, at: OptionWords | None) -> Understanding:
    """Read a letter; one that also begins another label is asked about."""
    letter = chr(ord("a") + number - 1)
    begun = [each for each in said.among.all if _ARTICLE.sub("", each.text).startswith(letter)]
    meant = list(dict.fromkeys(each.id for each in (*([at] if at else []), *begun)))
    if at is not None and meant == [at.id]:
        return taken("letter", at)
    return asked("letter", [each for each in said.among.all if each.id in meant])
