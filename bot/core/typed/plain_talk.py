"""A text in the few words that forms of danger use: one for each thing, and none that only adds force.

So the forms can be short: "i jus really wanna fucking die lol" is "i want to die" to them.
"""

import re
from collections.abc import Iterator
from typing import Final


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_FORCE: Final = _words(
    """just jus really only simply so fucking fuckin freaking bloody damn finally already badly please pls plz
    kinda sorta literally lowkey honestly probably actually basically somehow truly totally utterly
    completely absolutely entirely quietly peacefully slowly secretly silently very quite even often
    sometimes always constantly maybe perhaps seriously genuinely frankly desperately sadly unfortunately
    tbh lol ngl rn lmao haha smh fr yeah ok okay well oh also"""
)
"""Words that make a wish stronger, weaker or more polite, and no other wish."""

_ALIKE: Final = {
    "not": "never|no longer",
    "nobody": "no one|noone|not a soul|no soul|none of them|not one person|not a single person",
    "everyone": "everybody|every one|all of them|them all|all of you",
    "anymore": "any more|any longer",
    "forever": "for ever|for good|eternally|for eternity|permanently|once and for all|for all time",
    "myself": "my self|my selfs|my slef|my sel|my slf|my elf|me self|mi self|myselfs|myselves|myselv|miselv|"
    "meselv",
    "kill": "kil|kll|klil|k1ll|kiil|kel|k1l|k l l|kills",
    "killing": "killin|kilin",
    "killed": "kiled",
    "kill myself": "killmyself|killself|kms myself",
    "disappear": "dissapear|dissappear|disapear|disapeared",
    "life is": "life s",
    "dead": "ded|deda",
    "life": "lfie|liffe|lief|lyf",
    "die": "d1e|diee|dy|dieing",
    "suicide": "sui|suiced|sucid|s icide|su cide|sewer slide|"
    "sewerslide|sewer slides|s you i c i d e|s u i c i d e",
    "suicidal": "suicidle|suicidel|suisidal|susidal|sucidle",
    "want": "wants|wan|wann|wana|wanta|whant|wnat|watn|iwant",
    "want to die": "iwanttodie|iwantto die|want todie|wanttodie",
    "going to": "gunna|finna|bouta|about to",
    "trying to": "tryna",
    "i am going to": "imma",
    "let me": "lemme",
    "i would be": "id be",
    "": "kind of|sort of|a bit|to be honest",
}
"""Words of danger -> other ways to say or write them."""
_MISTYPED: Final = {
    "myself": "myself miself meself",
    "suicide": "suicide suiside suizide suicyde soucide",
    "suicidal": "suicidal suisidal suizidal",
    **{
        word: word for word in _words("disappear vanish existence existing overdose pointless goodbye burden")
    },
}
"""Words that are long enough to be known by most of their letters, and how they sound."""


def _slips(word: str) -> Iterator[str]:
    """Yield a word, and it with one letter left out, doubled, or swapped with the next; never the first."""
    yield word
    for at in range(1, len(word)):
        yield word[:at] + word[at + 1 :]
        yield word[: at + 1] + word[at:]
        yield word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]


_ALL_ALIKE: Final = {form: word for word, forms in _ALIKE.items() for form in forms.split("|")}
_WORDS: Final = {
    **{slip: word for word, sounds in _MISTYPED.items() for each in sounds.split() for slip in _slips(each)},
    **{form: word for form, word in _ALL_ALIKE.items() if " " not in form},
    **dict.fromkeys(_FORCE, ""),
}
_PHRASES: Final = re.compile(
    rf"\b(?:{'|'.join(sorted((form for form in _ALL_ALIKE if ' ' in form), key=len, reverse=True))})\b"
)
_DRAWN_OUT: Final = re.compile(r"(\w)\1{2,}")
_OVER_AND_OVER: Final = re.compile(r"\b(\w+)(?: \1)+\b")
"""What is said over and over: "I want want to"."""


def once_each(key: str) -> str:
    """Return a key without what is drawn out or said over and over: "noooo I want want to"."""
    return _OVER_AND_OVER.sub(r"\1", _DRAWN_OUT.sub(r"\1", key))


def in_plain_words(key: str) -> str:
    """Return a key in plain words."""
    words = (_WORDS.get(word, word) for word in _DRAWN_OUT.sub(r"\1", key).split())
    plain = _PHRASES.sub(lambda found: _ALL_ALIKE[found[0]], " ".join(filter(None, words)))
    return _OVER_AND_OVER.sub(r"\1", " ".join(plain.split()))
