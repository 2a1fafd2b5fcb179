"""Words that push, questions that ask two things, sentences too long for a tired person (IPDAS)."""

import re
from collections.abc import Iterator
from typing import Any

from bot.core.dialog.source import Place
from bot.loader.draft import Draft, Part
from bot.loader.findings import Findings

LOADED = re.compile(
    r"\b(?:should|must|obviously|clearly|simply|of course|no doubt|undoubtedly|everybody knows)\b",
    re.IGNORECASE,
)
TWO_IN_ONE = re.compile(r"\band/or\b", re.IGNORECASE)
SENTENCE = re.compile(r"[.!?…:;]+(?:\s|$)")
MOST_WORDS = 30
"""Words of a sentence that people read at one go; plain-language guides say 15 to 20 on average."""


def check_wording(draft: Draft, findings: Findings) -> None:
    """Everything that can be said of how a dialog speaks; all of it is a warning."""
    for part in draft.questions:
        if TWO_IN_ONE.search(part.shape.ask):
            findings.add(
                part.node.at("ask"), "W66", "`and/or` asks two things at once", "make two questions of it"
            )
    for text, place in _texts(draft):
        _check(text, place, findings)


def _check(text: str, place: Place, findings: Findings) -> None:
    if pushes := LOADED.search(text):
        said = f"“{pushes.group()}” pushes, where the person is to decide"
        findings.add(place, "W66", said, "say what you know, and leave the weighing to them")
    longest = max(len(sentence.split()) for sentence in SENTENCE.split(text))
    if longest > MOST_WORDS:
        findings.add(place, "W66", f"a sentence of {longest} words", f"{MOST_WORDS} or fewer; make two of it")


def _texts(draft: Draft) -> Iterator[tuple[str, Place]]:
    """Every sentence that a person meets on the way, and where it stands."""
    for question in draft.questions:
        yield question.shape.ask, question.node.at("ask")
        yield question.shape.why, question.node.at("why")
        for index, option in enumerate(question.shape.options):
            yield option.text, question.node.at("options", index, "text")
            yield option.note, question.node.at("options", index, "note")
    for outcome in draft.outcomes:
        yield outcome.shape.title, outcome.node.at("title")
        yield outcome.shape.advice, outcome.node.at("advice")
        yield from _lines(outcome, "because", "say")
        yield from _lines(outcome, "next_steps", "do")


def _lines(outcome: Part[Any], of: str, key: str) -> Iterator[tuple[str, Place]]:
    for index, line in enumerate(getattr(outcome.shape, of)):
        yield getattr(line, key), outcome.node.at(of, index, key)
