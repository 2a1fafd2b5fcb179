"""Rules about words: which option alone covers everything that was said, with the same yes or no."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from bot.core.dialog.understanding import AskBack, NotUnderstood, Understanding
from bot.core.typed.candidates import EMPTY_STEMS, Candidate
from bot.core.typed.choices import AllOptions, OptionWords
from bot.core.typed.clean import is_symbol, split_words
from bot.core.typed.english import (
    BARE_NO,
    FILLER,
    FUNCTION,
    HEDGES,
    NEGATION,
    is_negated,
)
from bot.core.typed.said import MOST_OFFERED, Said, asked, ids_of, one_or_ask, taken
from bot.core.typed.spelling import count_slips, is_sure_slip, slips_allowed, stem

_SHORTEST_WITH_SLIP: Final = 4
CLAUSE: Final = re.compile(r"[,;.!?]|\bbut\b| - |\n")
_SHORTEST_GLUED: Final = 8
NEGATED: Final = "negated"


@dataclass(slots=True)
class _Matches:
    """Which words of a text are known to which options.

    known: word -> options. meant: word -> the word of an option that it stands for, where it has a slip.
    unknown: words that neither an option nor the question knows.
    """

    known: dict[str, list[OptionWords]] = field(default_factory=dict)
    meant: dict[str, str] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)

    def stem_of(self, word: str) -> str:
        return stem(self.meant.get(word, word))


def clauses(said: Said) -> Understanding:
    """Read the words; where one clause says no and another does not, what is said no to is left out."""
    parts = [part for part in (" ".join(split_words(each)) for each in CLAUSE.split(said.spelt)) if part]
    if len(parts) > 1 and any(map(is_negated, parts)):
        if len(parts) == 2 and parts[-1] in ("no", "nope"):
            said_no_to = ids_of(words(said, parts[0])) if is_negated(parts[0]) else ()
            return AskBack(said_no_to, "no, twice") if said_no_to else NotUnderstood(NEGATED, is_negated=True)
        read = [words(said, part) for part in parts if not is_negated(part)]
        ids = tuple(dict.fromkeys(each for one in read for each in ids_of(one)))
        if ids and len(ids) <= MOST_OFFERED:
            return AskBack(ids, "one clause of several")
        if ids:
            return NotUnderstood("clauses")
    return words(said, " ".join(split_words(said.spelt)))


def words(said: Said, key: str, *, with_slips: bool = True) -> Understanding:
    """Read words: sure only if one option alone covers all of them and nothing is left over."""
    among, matches = said.among, _match(said.among, key, with_slips)
    strong = {word: hits for word, hits in matches.known.items() if len(hits) < len(among.all)}
    candidates = _candidates(matches, _without_empty(strong))
    if (read := _bare_no(among, key)) is not None:
        return read
    if not candidates:
        return NotUnderstood("no known word", is_negated=key.startswith("not "))
    meant = " ".join(matches.meant.get(word, word) for word in key.split())
    negated = is_negated(meant)
    stems = {matches.stem_of(word) for word in _without_empty(strong)}
    best, covers_all = _best(candidates, stems, negated=negated)
    agreeing = [each for each in best if each.agrees(meant)]
    if negated and not agreeing:
        alike = [each.choice for each in best if _opens_alike(each.choice, key)]
        return asked("opens with the same no", alike) if alike else NotUnderstood(NEGATED, is_negated=True)
    best = agreeing or best
    topical = all(matches.stem_of(word) in among.topic for word in strong)
    doubts = (
        len(best) != 1,
        not any(each.says_no_alike(meant) for each in agreeing),
        not covers_all,
        bool(matches.unknown),
        topical,
        said.is_question,
        _are_numbers(strong) and (among.has_amounts or len(key.split()) > len(strong)),
        any(each.is_weak for each in best),
        any(each.is_everyday(meant) for each in best),
        len(candidates) > 1 and best[0].is_spread,
        not HEDGES.isdisjoint(key.split()),
        not _slips_are_sure(matches),
    )
    if not any(doubts):
        return taken("words with a slip" if matches.meant else "words", best[0].choice)
    if not covers_all:
        able = [each for each in candidates if not negated or each.agrees(meant)]
        best = [each for each in able if each.holds_a_name(negated=negated)] or able
    return _ask_about(best, matches, strong, topical)


def _are_numbers(words_known: Iterable[str]) -> bool:
    """Whether only numbers point to an option: within other words they may count anything."""
    return all(word.isdigit() for word in words_known)


def _bare_no(among: AllOptions, key: str) -> Understanding | None:
    """Read "I never use it", where a name of one option alone is "never", and nothing else is said."""
    said = {word for word in key.split() if word in NEGATION} - {"no"}
    if len(said) != 1 or said.isdisjoint(BARE_NO):
        return None
    others = (word for word in key.split() if word not in NEGATION)
    if not all(word in FILLER or word in FUNCTION or stem(word) in among.topic for word in others):
        return None
    hit = among.whole.get(said.pop(), ())
    return taken("no, by its only word", hit[0]) if len(hit) == 1 else None


def _opens_alike(choice: OptionWords, key: str) -> bool:
    """Whether a text opens with the no that opens a label: "nothing as far as I can see"."""
    first = key.partition(" ")[0]
    return first == choice.first_word and first in NEGATION and first not in ("no", "not")


def _ask_about(
    best: list[Candidate], matches: _Matches, strong: dict[str, list[OptionWords]], topical: bool
) -> Understanding:
    """Ask, unless the text is about something else or fits too many options."""
    is_about_else = len(matches.unknown) > 2 * len(strong) + 1 and all(len(each.stems) < 2 for each in best)
    if is_about_else or len(best) > MOST_OFFERED or (topical and len(best) > 2):
        return NotUnderstood("too little known")
    return asked("words, not sure", [each.choice for each in best])


def _without_empty(strong: dict[str, list[OptionWords]]) -> dict[str, list[OptionWords]]:
    """Leave out words as "more", if they point to other options than all the rest: "more knowledge"."""
    rest = {word: hits for word, hits in strong.items() if stem(word) not in EMPTY_STEMS}
    ids = {choice.id for hits in rest.values() for choice in hits}
    kept = (word for word in strong if word in rest or ids & {choice.id for choice in strong[word]})
    return {word: strong[word] for word in kept} if rest else strong


def _candidates(matches: _Matches, strong: dict[str, list[OptionWords]]) -> list[Candidate]:
    found: dict[str, Candidate] = {}
    for word, hits in strong.items():
        for choice in hits:
            found.setdefault(choice.id, Candidate(choice, set())).stems.add(matches.stem_of(word))
    return list(found.values())


def _best(candidates: list[Candidate], stems: set[str], *, negated: bool) -> tuple[list[Candidate], bool]:
    """Return the options that most words point to, and whether all do; one that is said in full wins."""
    most = max(len(each.stems) for each in candidates)
    best = [each for each in candidates if len(each.stems) == most]
    filled = [each for each in best if each.is_filled(negated=negated)]
    return (filled if len(filled) == 1 else best), most == len(stems)


def _match(among: AllOptions, key: str, with_slips: bool) -> _Matches:
    matches = _Matches()
    for word in key.split():
        if word in NEGATION or word in FUNCTION or word == "one":
            continue
        if is_symbol(word) and word not in among.emoji:
            continue
        hits = [choice for choice in among.all if stem(word) in choice.stems]
        if hits:
            matches.known[word] = hits
        elif word not in FILLER and not (with_slips and _match_with_slip(among, matches, word)):
            matches.unknown += [] if stem(word) in among.topic else [word]
    return matches


def _match_with_slip(among: AllOptions, matches: _Matches, word: str) -> bool:
    """Find the options with a word that differs only by a slip, the nearest ones."""
    if len(word) < _SHORTEST_WITH_SLIP or not word.isalpha():
        return False
    most = slips_allowed(word)
    near: dict[int, dict[str, tuple[OptionWords, str]]] = {}
    for choice in among.all:
        for known in choice.stems.values():
            if len(known) >= _SHORTEST_WITH_SLIP and known not in FUNCTION:
                slips = count_slips(word, known, most)
                if 0 < slips <= most:
                    near.setdefault(slips, {}).setdefault(choice.id, (choice, known))
    found = list(near[min(near)].values()) if near else _begun_by(among, word)
    if not found:
        return False
    matches.known[word], matches.meant[word] = [choice for choice, _ in found], found[0][1]
    return True


def _begun_by(among: AllOptions, word: str) -> list[tuple[OptionWords, str]]:
    """Return the options with a word that was cut short: "promo"; never sure."""
    begun = (
        (choice, known)
        for choice in among.all
        for known in choice.stems.values()
        if len(known) > len(word) and known.startswith(word) and known not in FUNCTION
    )
    return list({choice.id: (choice, known) for choice, known in begun}.values())


def _slips_are_sure(matches: _Matches) -> bool:
    return not matches.meant or (
        len(matches.meant) == 1 and all(is_sure_slip(*each) for each in matches.meant.items())
    )


def glued(said: Said) -> Understanding | None:
    """Read a label whose spaces are wrong: "anewrole"."""
    typed = said.key.replace(" ", "")
    if same := [each for each in said.among.all if typed in (one.replace(" ", "") for one in each.phrases)]:
        return one_or_ask("spelling", same)
    if not _SHORTEST_GLUED <= len(typed) <= 64:
        return None
    most = max(1, len(typed) // 8)
    hits: dict[str, tuple[int, OptionWords]] = {}
    for choice in said.among.all:
        for label in (choice.text, *choice.parts):
            slips = count_slips(typed, label.replace(" ", ""), most)
            if len(label) >= _SHORTEST_GLUED and slips <= most:
                hits[choice.id] = (min(slips, hits.get(choice.id, (most, choice))[0]), choice)
    if len(hits) != 1:
        return None
    slips, choice = next(iter(hits.values()))
    if is_negated(said.key) != is_negated(choice.text):
        return None
    return taken("spelling", choice) if slips <= 1 else asked("spelling", (choice,))
