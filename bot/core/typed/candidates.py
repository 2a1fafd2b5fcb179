"""An option that words of a text point to, and how much they prove."""

from dataclasses import dataclass
from typing import Final

from bot.core.typed.choices import OptionWords
from bot.core.typed.english import (
    EVERYDAY,
    LINKS,
    VAGUE,
    agrees,
    content_words,
    is_negated,
    says_no_alike,
)
from bot.core.typed.labels import phrases_with, stems_of
from bot.core.typed.spelling import stem

_VAGUE_STEMS: Final = frozenset(map(stem, VAGUE))
_EVERYDAY_STEMS: Final = frozenset(map(stem, EVERYDAY))
EMPTY_STEMS: Final = frozenset(map(stem, ("more", "really", "about", "around")))
"""Of words that make an answer stronger or rougher, and change nothing about it."""
_SMALLEST_SHARE: Final = 0.3
"""Share of a part's words that must be said for it to be sure."""
_RUN: Final = 4
"""Words side by side as in a label that prove it, though each of them is said at any time."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An option and the stems of the words that point to it."""

    choice: OptionWords
    stems: set[str]

    def agrees(self, key: str) -> bool:
        """Whether what the words come from says no, or does not, as a text does."""
        return any(agrees(key, each) for each in phrases_with(self.choice, self.stems))

    def says_no_alike(self, key: str) -> bool:
        """Whether it says no in the same manner, too."""
        phrases = phrases_with(self.choice, self.stems)
        whole = [each for each in phrases if self.stems <= stems_of(each)]
        return any(says_no_alike(key, each) for each in whole or (min(phrases, key=len),))

    def is_filled(self, *, negated: bool) -> bool:
        """Whether the words are all that a label, its first part, or another name says, as yes or as no."""
        phrases = (self.choice.text, *self.choice.parts[:1], *self.choice.also)
        alike = (each for each in phrases if is_negated(each) == negated)
        return any(self.stems == proving_stems(each) for each in alike)

    def holds_a_name(self, *, negated: bool) -> bool:
        """Whether its label, or another name for it, is said in full among the words."""
        phrases = (each for each in (self.choice.text, *self.choice.also) if is_negated(each) == negated)
        return any(set() < proving_stems(each) <= self.stems for each in phrases)

    @property
    def is_weak(self) -> bool:
        """Whether too little was said of it: part of another name, a small part of a label, vague words."""
        return not any(map(self._is_enough, self.choice.phrases)) and not self._is_said_in_full

    def is_everyday(self, key: str) -> bool:
        """Whether only words point to it that are said at any time: "I need to go now" is no answer "Now".

        They count in an answer of a word or two, and side by side as in one of its names.
        """
        if not self.stems <= _EVERYDAY_STEMS:
            return False
        words_said = key.split()
        beside = {word for word in words_said if stem(word) not in self.stems}
        if beside <= LINKS:
            return False
        names = (each for each in self.choice.phrases if len(set(each.split()) - LINKS) > 1)
        return not any(f" {each} " in f" {key} " or _share_a_run(words_said, each) for each in names)

    @property
    def is_spread(self) -> bool:
        """Whether no single part of the label, and no other name, holds all the words."""
        phrases = (*self.choice.parts, *self.choice.also)
        return not any(self.stems <= stems_of(each) for each in phrases) and not self._is_said_in_full

    @property
    def _is_said_in_full(self) -> bool:
        """Whether the words are those of several of its names, each in full: "youtube videos"."""
        own = (proving_stems(each) for each in self.choice.phrases)
        return self.stems <= EMPTY_STEMS.union(*(each for each in own if each <= self.stems))

    def _is_enough(self, phrase: str) -> bool:
        own = proving_stems(phrase)
        if not self.stems <= stems_of(phrase):
            return False
        if len(self.stems) >= len(own):
            return True
        is_name = phrase in self.choice.also
        return (
            not is_name and len(self.stems) / len(own) >= _SMALLEST_SHARE and not self.stems <= _VAGUE_STEMS
        )


def proving_stems(phrase: str) -> set[str]:
    """Return the stems of the words of a phrase that can prove something."""
    return stems_of(" ".join(content_words(phrase.split())))


def _share_a_run(words_said: list[str], phrase: str) -> bool:
    """Whether some words stand side by side as in a phrase."""
    runs = zip(*(words_said[at:] for at in range(_RUN)), strict=False)
    return any(f" {' '.join(run)} " in f" {phrase} " for run in runs)
