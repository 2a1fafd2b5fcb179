"""Warnings where people who type could mean two answers of a question: by numbers, names or words."""

from collections.abc import Iterator
from itertools import combinations, pairwise
from typing import Final, TypeAlias

from bot.core.dialog.question import Question
from bot.core.dialog.understanding import Wish
from bot.core.typed.choices import AllOptions, OptionWords, choices_of
from bot.core.typed.clean import key_of
from bot.core.typed.english import content_words
from bot.core.typed.labels import stems_of
from bot.core.typed.wishes import wish_said
from bot.loader.draft import DraftPart
from bot.loader.findings import Findings
from bot.loader.scalars import as_written
from bot.loader.shape import QuestionShape

ACTING: Final = frozenset({Wish.UNSURE, Wish.SKIP, Wish.BACK, Wish.STOP, Wish.REVIEW, Wish.DONE, Wish.HELP})
"""Wishes that do something when they are typed."""

Clash: TypeAlias = tuple[str, str, str]
"""The option at whose text it is found, what is found, and what helps."""


def check_typed(part: DraftPart[QuestionShape], question: Question, findings: Findings) -> None:
    """Warn of answers that cannot be told apart by somebody who types."""
    if not question.kind.tap_ids(question) or not question.options:
        return
    among = choices_of(question)
    at = {option.id: place for place, option in enumerate(part.shape.options)}
    for id_, said, hint in (*_by_number(among), *_by_name(question), *_by_words(among)):
        findings.add(part.node.at("options", at[id_], "text"), "W79", said, hint)


def _by_number(among: AllOptions) -> Iterator[Clash]:
    """Yield labels that are numbers and stand at another place, and ranges that share an edge."""
    for place, each in enumerate(among.all, 1):
        amount = each.amount
        is_place = amount is not None and amount.is_one and 1 <= amount.low <= len(among.all)
        if (
            among.has_amounts
            and amount
            and is_place
            and amount.low != place
            and each.text.split()[0].isdigit()
        ):
            said = f"`{amount.low}` can be this answer, or the one at place {amount.low}"
            yield each.id, said, "put it at its own place, or write its number as a word"
    for one, next_ in pairwise(among.all):
        edge = one.amount.high if one.amount and not one.amount.is_one else None
        if edge is not None and all(each.amount and each.amount.holds(edge) for each in (one, next_)):
            yield next_.id, f"{edge} is in two ranges", "let the next one begin above it"


def _by_name(question: Question) -> Iterator[Clash]:
    """Yield other names that two options have, and those that steer the conversation."""
    first: dict[str, str] = {}
    for option in question.options.values():
        for name in option.also:
            key = key_of(name)
            if first.setdefault(key, option.id) != option.id:
                yield (
                    option.id,
                    f"{as_written(name)} is a name of two options",
                    "whoever types it is asked which",
                )
            elif wish_said(key) in ACTING:
                yield option.id, f"{as_written(name)} is also one of the bot's own words", "use another name"


def _by_words(among: AllOptions) -> Iterator[Clash]:
    """Yield labels that stand inside another, and those whose words are the same or say nothing."""
    for one, other in combinations(among.all, 2):
        if one.text != other.text and one.text in other.parts:
            yield (
                one.id,
                f"`{one.text}` is also a part of `{other.text}`",
                "whoever types a part is asked which",
            )
        elif one.text != other.text and _content(one) and _content(one) == _content(other):
            yield (
                other.id,
                f"`{one.text}` and `{other.text}` differ in small words alone",
                "add a word of its own",
            )


def _content(choice: OptionWords) -> set[str]:
    negations = [word for word in choice.text.split() if word in ("no", "not", "never", "none")]
    return stems_of(" ".join((*content_words(choice.text.split()), *negations)))
