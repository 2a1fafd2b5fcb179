"""A text without the differences that keyboards make: width, case, quotes, dashes, accents, contractions."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

_TABLE: Final = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛ʼʹ`´′＇", "'"),
        **dict.fromkeys("“”„‟«»‹›″〝〞", '"'),
        **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
        "،": ",",
        "、": ",",
        "؛": ";",
        "٫": ".",
        "٬": "'",
        "⁄": "/",
        "।": ".",
        "؟": "?",
        "ı": "i",
        "İ": "i",
        "\u0640": "",
        "\u3164": "",
        "\u115f": "",
    }
)
_DROPPED: Final = re.compile("[\ufe00-\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0100-\U000e01ef]")
"""Variation selectors, keycaps and skin tones: a sign means the same with and without."""
_SPELT: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}  # no accents: NFD keeps them
)
_ACCENTED: Final = ("LATIN", "GREEK", "CYRILLIC", "ARABIC")
"""Scripts whose marks may be left out; those of Indic scripts are vowels."""
_SYMBOL: Final = "So"

_SHORT_FORMS: Final = (
    (r"can ?not|can'?t", "can not"),
    (r"won'?t", "will not"),
    (r"ain'?t", "is not"),
    (r"(do|does|did|is|are|was|were|would|could|should|have|has|had)n'?t", r"\1 not"),
    (r"i'?m", "i am"),
    (r"(i|it|that|he|she|they|we|you)'d", r"\1 would"),
    (r"i'?ve", "i have"),
    (r"(i|it|that|he|she|they|we|you)'ll", r"\1 will"),
    (r"(it|that|what|there|who|he|she)'s", r"\1 is"),
    (r"let'?s", "let us"),
    (r"ma'am", "maam"),
    (r"(they|you|we)'re", r"\1 are"),
    (r"(what|that|who|there|where|he|she)s", r"\1 is"),
    (r"id (rather|like|love|say|prefer|choose|pick|want|go)", r"i would \1"),
    (r"youre", "you are"),
    (r"u", "you"),
    (r"wanna", "want to"),
    (r"gonna", "going to"),
    (r"gotta", "have to"),
)
_CONTRACTIONS: Final = tuple((re.compile(rf"\b(?:{short})\b"), full) for short, full in _SHORT_FORMS)
_ANY_CONTRACTION: Final = re.compile("|".join(rf"\b(?:{short})\b" for short, _ in _SHORT_FORMS))
"""Most texts have none, and one search says so."""
_ASCII_WORD: Final = re.compile("[a-z0-9_]+")
_AMPERSAND: Final = re.compile(r"\s?&\s?")


LONGEST_READ: Final = 4096
"""Signs that are looked at; no message of a chat has more, and one sign can stand for eighteen."""


@lru_cache(maxsize=4096)
def plain_form(text: str) -> str:
    """Return the text in small letters and plain signs, with single spaces; its accents stay."""
    text = text[:LONGEST_READ]
    if text.isascii():
        return " ".join(text.lower().replace("`", "'").split())
    early = "".join(map(_keep_apart, text.translate(_TABLE)))
    wide = unicodedata.normalize("NFKC", early)[:LONGEST_READ]
    plain = _DROPPED.sub("", wide.translate(_TABLE)).casefold()[:LONGEST_READ]
    return " ".join("".join(map(_plain_sign, plain.replace("i\u0307", "i"))).split())


def _keep_apart(sign: str) -> str:
    """Mark what compatibility forms would glue to the number before it: 5½ is not 51/2, 2² is not 22."""
    form = unicodedata.decomposition(sign)
    if form.startswith(("<super>", "<sub>")):
        return "^" + unicodedata.normalize("NFKC", sign)
    return " " + unicodedata.normalize("NFKC", sign) if form.startswith("<fraction>") else sign


def _plain_sign(sign: str) -> str:
    """Return a digit of any script as ASCII, an invisible sign as nothing, any other as it is."""
    if sign.isascii():
        return sign
    digit = unicodedata.decimal(sign, None)
    if digit is not None:
        return str(digit)
    return "" if unicodedata.category(sign) == "Cf" else sign


def spell_out(text: str) -> str:
    """Return a cleaned text with its contractions in full: "can't" is "can not"."""
    if _ANY_CONTRACTION.search(text):
        for short, full in _CONTRACTIONS:
            text = short.sub(full, text)
    return _AMPERSAND.sub(" and ", text) if "&" in text else text


def split_words(text: str) -> tuple[str, ...]:
    """Return the words of a cleaned text without accents; each symbol, such as an emoji, is a word."""
    return tuple(word for piece in text.split() for word in _words_of(piece))


def _words_of(piece: str) -> list[str]:
    if piece.isascii():
        return _ASCII_WORD.findall(piece)
    found: list[str] = []
    word = ""
    for sign in piece:
        if sign.isalnum() or sign == "_" or unicodedata.category(sign)[0] == "M":
            word += sign
            continue
        found += [word] if word else []
        word = ""
        found += [sign] if unicodedata.category(sign) == _SYMBOL else []
    return list(map(fold_accents, (*found, word) if word else found))


def fold_accents(word: str) -> str:
    """Return a word without its accents, where its script can do without."""
    if word.isascii():
        return word
    kept: list[str] = []
    base = ""
    for sign in unicodedata.normalize("NFD", word):
        if unicodedata.combining(sign) and base.startswith(_ACCENTED):
            continue
        base = unicodedata.name(sign, "")
        kept.append(sign)
    return unicodedata.normalize("NFC", "".join(kept).translate(_SPELT))


def is_symbol(word: str) -> bool:
    """Whether a word is one symbol, such as an emoji."""
    return unicodedata.category(word[0]) == _SYMBOL


def key_of(text: str) -> str:
    """Return the words of a text, cleaned and spelt out: what texts are compared by."""
    return " ".join(split_words(spell_out(plain_form(text))))
