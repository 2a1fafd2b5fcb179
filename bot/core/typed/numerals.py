"""Numbers as people write them: in digits with any marks between, and in words."""

import re
from fractions import Fraction
from typing import Final


def _counted(words: str, first: int) -> dict[str, int]:
    return {word: number for number, word in enumerate(words.split(), first)}


SMALL: Final = _counted(
    """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen""",
    0,
)
TENS: Final = {
    f"{word}ty": 10 * number for word, number in _counted("twen thir for fif six seven eigh nine", 2).items()
}
_BIG: Final = {"hundred": 100, "thousand": 1000, "million": 10**6}
ORDINALS: Final = _counted("first second third fourth fifth sixth seventh eighth ninth tenth", 1)
NUMBER_WORDS: Final = frozenset((*SMALL, *TENS, *_BIG, "half", "dozen"))

_HALF: Final = Fraction(1, 2)
_FRACTION: Final = re.compile(r"(?:(\d{1,9}) )?(\d)/([1-9])")
_MARKED: Final = re.compile(r"\d*(?:[ .,']\d+)+")
_MOST_DIGITS: Final = 15
_THOUSANDS: Final = "\\d{{1,3}}(?:{mark}\\d{{3}})+"
_LAKHS: Final = "\\d{{1,2}}(?:{mark}\\d{{2}})+{mark}\\d{{3}}"


def number_in_words(text: str) -> Fraction | None:
    """Return the number that cleaned words say: "one hundred and twenty"; None for no number."""
    words = text.replace("-", " ").split()
    if words in (["half"], ["a", "half"]):
        return _HALF
    if words[-3:] == ["and", "a", "half"]:
        whole = _whole_in_words(words[:-3])
        return None if whole is None else whole + _HALF
    whole = _whole_in_words(words)
    return None if whole is None else Fraction(whole)


def _whole_in_words(words: list[str]) -> int | None:
    if not any(word in SMALL or word in TENS or word in _BIG for word in words):
        return None
    total = current = 0
    for at, word in enumerate(words):
        if word in SMALL or word in TENS:
            current += SMALL.get(word, TENS.get(word, 0))
        elif word == "hundred":
            current = (current or 1) * 100
        elif word in _BIG:
            total, current = total + (current or 1) * _BIG[word], 0
        elif word in ("a", "an") and words[at + 1 : at + 2] and words[at + 1] in _BIG:
            current = 1
        elif word != "and" or at == 0:
            return None
    return total + current


def numbers_in_digits(text: str) -> tuple[Fraction, ...]:
    """Return every number that cleaned digits can mean, the larger first: none, one, or two.

    "1,000" is a thousand or one; "1,234.56", "1 000" and "5,5" leave no doubt.
    """
    sign = -1 if text.startswith("-") else 1
    digits = text[1:].strip() if text[:1] in ("+", "-") else text
    return tuple(sign * each for each in _magnitudes(digits))


def _magnitudes(digits: str) -> tuple[Fraction, ...]:
    if sum(sign.isdigit() for sign in digits) > _MOST_DIGITS:
        return ()
    if digits.isascii() and digits.isdigit():
        return (Fraction(int(digits)),)
    if parts := _FRACTION.fullmatch(digits):
        whole, above, below = parts.groups("0")
        return (int(whole) + Fraction(int(above), int(below)),)
    if not _MARKED.fullmatch(digits):
        return ()
    marks = [sign for sign in digits if not sign.isdigit()]
    return _one_mark(digits, marks) if len(set(marks)) == 1 else _two_marks(digits, marks)


def _one_mark(digits: str, marks: list[str]) -> tuple[Fraction, ...]:
    mark = marks[0]
    if len(marks) > 1 or mark in "' ":
        return (Fraction(digits.replace(mark, "")),) if _is_grouped(digits, mark) else ()
    head, tail = digits.split(mark)
    decimal = Fraction(f"{head or 0}.{tail}")
    if len(tail) == 3 and 1 <= len(head) <= 3 and not head.startswith("0"):
        return Fraction(head + tail), decimal
    return (decimal,) if len(tail) <= 4 else ()


def _two_marks(digits: str, marks: list[str]) -> tuple[Fraction, ...]:
    """Read a number with marks between thousands and another one before its decimals."""
    last = marks[-1]
    if len(set(marks)) != 2 or last not in ".," or marks.count(last) != 1:
        return ()
    head, tail = digits.rsplit(last, 1)
    is_number = _is_grouped(head, marks[0]) and len(tail) <= 4
    return (Fraction(f"{head.replace(marks[0], '')}.{tail}"),) if is_number else ()


def _is_grouped(digits: str, mark: str) -> bool:
    forms = (form.format(mark=re.escape(mark)) for form in (_THOUSANDS, _LAKHS))
    return any(re.fullmatch(form, digits) for form in forms)
